"""What does a lawyer say of a judgment that is supervised, and of its days?"""

from datetime import date
from typing import Any
from uuid import UUID

from werkzeug.datastructures import MultiDict

from litigation_app.casework.cases.forms import Versioned
from litigation_app.casework.strategy import rules as words
from litigation_app.casework.strategy.supervision import rules
from litigation_app.casework.strategy.supervision.actions import Dated, Judged
from litigation_app.casework.strategy.supervision.models import Supervision
from litigation_app.casework.strategy.supervision.rules import Doubt
from litigation_app.core.clock import today
from litigation_app.core.forms import Choice, Form, Radios, Text, TextDate
from litigation_app.core.language import _, _l, current

MOST_NOTE = 20_000
SENTENCES = {
    Doubt.BEFORE_FINAL: _l("This is before the day on which the judgment became final. Check the day."),
    Doubt.DONE_IN_FUTURE: _l("This day lies in the future. Write the day on which it happened."),
}
_FIELDS = {Doubt.BEFORE_FINAL: "on", Doubt.DONE_IN_FUTURE: "done_on"}
Typed = MultiDict[str, str] | None
Options = list[tuple[str, str]]


class SupervisionForm(Form):
    """A judgment that became final."""

    proceeding = Choice(_l("In which proceedings"), needed=True)
    final_on = TextDate(_l("Day on which the judgment became final"), needed=True, latest=today)
    weight = Radios(_l("How the Committee of Ministers classified it"), default="unknown")
    procedure = Radios(_l("Under which procedure it is supervised"), default="unknown")

    def __init__(self, typed: Typed, applications: Options) -> None:
        super().__init__(typed)
        blank = None if len(applications) == 1 else _("Choose the proceedings")
        self.proceeding.offer(applications, blank=blank)
        self.weight.offer(words.options("weight", current()))
        self.procedure.offer(words.options("procedure", current()))

    def judged(self) -> Judged:
        """What was typed; the form must have been valid."""
        return Judged(
            proceeding_id=UUID(self.proceeding.data or ""),
            final_on=self.final_on.data or today(),
            weight=self.weight.data or "unknown",
            procedure=self.procedure.data or "unknown",
        )


class ClassForm(Versioned):
    """How a judgment is followed now."""

    weight = Radios(_l("How the Committee of Ministers classified it"), needed=True)
    procedure = Radios(_l("Under which procedure it is supervised"), needed=True)

    def __init__(self, typed: Typed, found: Supervision) -> None:
        names = ("weight", "procedure", "row_version")
        super().__init__(typed, data={name: getattr(found, name) for name in names} if typed is None else None)
        self.weight.offer(words.options("weight", current()))
        self.procedure.offer(words.options("procedure", current()))


class DateForm(Form):
    """A day of the supervision."""

    kind = Choice(_l("What it is"), needed=True)
    on = TextDate(_l("By when, or on which day"), needed=True)
    done_on = TextDate(_l("Done on"), description=_l("If it has happened already."))
    text = Text(_l("Note"), most=MOST_NOTE, description=_l("Protected: it is read only in the opened file."))

    def __init__(self, typed: Typed, final_on: date) -> None:
        super().__init__(typed)
        self.final_on = final_on
        self.kind.offer(words.options("supervision_date", current()), blank=_("Choose a kind"))

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if not self.is_refused:
            said = self.dated()
            found = rules.doubts(on=said.on, done_on=said.done_on, final_on=self.final_on, today=today())
            for doubt in found:
                self.refuse(_FIELDS[doubt], str(SENTENCES[doubt]))
        return not self.is_refused

    def dated(self) -> Dated:
        """What was typed."""
        return Dated(self.kind.data or "", self.on.data or today(), self.done_on.data, self.text.data or "")


class DoneForm(Versioned):
    """On which day something was done."""

    done_on = TextDate(_l("Done on"), needed=True, latest=today)
