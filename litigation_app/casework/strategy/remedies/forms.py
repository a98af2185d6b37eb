"""What does a lawyer say of a remedy, and of how far it was done?"""

from typing import Any
from uuid import UUID

from werkzeug.datastructures import MultiDict

from litigation_app.casework.cases.forms import Versioned
from litigation_app.casework.strategy import rules as words
from litigation_app.casework.strategy.remedies import rules
from litigation_app.casework.strategy.remedies.actions import Done, Ordered
from litigation_app.casework.strategy.remedies.models import Remedy
from litigation_app.casework.strategy.remedies.rules import Doubt
from litigation_app.core.clock import today
from litigation_app.core.forms import Choice, Form, Radios, Text, TextDate
from litigation_app.core.language import _, _l, current

MOST_NOTE = 20_000
SENTENCES = {
    Doubt.DUE_BEFORE_ORDERED: _l("It cannot be due before the day on which it was ordered."),
    Doubt.CLAIM_OF_NO_MONEY: _l("Only money answers a claim. Choose “Money”, or no claim."),
    Doubt.STEP_BEFORE_ORDERED: _l("This is before the day on which it was ordered. Check the day."),
}
_FIELDS = {Doubt.DUE_BEFORE_ORDERED: "due_on", Doubt.CLAIM_OF_NO_MONEY: "claim"}
Typed = MultiDict[str, str] | None
Options = list[tuple[str, str]]


class RemedyForm(Form):
    """One operative part of a judgment."""

    proceeding = Choice(_l("In which proceedings"), needed=True)
    kind = Radios(_l("What was ordered"), needed=True)
    ordered_on = TextDate(_l("Day of the judgment"), needed=True, latest=today)
    due_on = TextDate(_l("To be done by"), description=_l("If the judgment or the law sets a day."))
    claim = Choice(_l("Which claim the money answers"))
    text = Text(
        _l("The words of the operative part"),
        needed=True,
        most=MOST_NOTE,
        description=_l("Protected: it is read only in the opened file."),
    )

    def __init__(self, typed: Typed, lanes: Options, claims: Options) -> None:
        super().__init__(typed)
        self.proceeding.offer(lanes, blank=None if len(lanes) == 1 else _("Choose the proceedings"))
        self.kind.offer(words.options("remedy_kind", current()))
        self.claim.offer(claims, blank=_("None of them"))

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if not self.is_refused:
            said = self.ordered()
            has_claim = said.claim_id is not None
            found = rules.doubts(kind=said.kind, ordered_on=said.ordered_on, due_on=said.due_on, has_claim=has_claim)
            for doubt in found:
                self.refuse(_FIELDS[doubt], str(SENTENCES[doubt]))
        return not self.is_refused

    def ordered(self) -> Ordered:
        """What was typed."""
        return Ordered(
            proceeding_id=UUID(self.proceeding.data or ""),
            kind=self.kind.data or "",
            ordered_on=self.ordered_on.data or today(),
            due_on=self.due_on.data,
            claim_id=UUID(self.claim.data) if self.claim.data else None,
            text=self.text.data or "",
        )


class StepForm(Versioned):
    """How far a remedy was done."""

    state = Radios(_l("Implementation status"), needed=True)
    on = TextDate(_l("On which day"), needed=True, latest=today)
    paper = Choice(_l("The document that shows it"))
    text = Text(_l("What was done"), most=MOST_NOTE, description=_l("Protected: it is read only in the opened file."))

    def __init__(self, typed: Typed, remedy: Remedy, papers: Options) -> None:
        super().__init__(typed)
        self.remedy = remedy
        self.state.offer(words.options("remedy_state", current()))
        self.paper.offer(papers, blank=_("None yet"))
        if typed is None:
            self.row_version.data = str(remedy.row_version)

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if not self.is_refused:
            for doubt in rules.step_doubts(ordered_on=self.remedy.ordered_on, on=self.on.data or today()):
                self.refuse("on", str(SENTENCES[doubt]))
        return not self.is_refused

    def done(self) -> Done:
        """What was typed; the form must have been valid."""
        paper = UUID(self.paper.data) if self.paper.data else None
        return Done(self.state.data or "", self.on.data or today(), paper, self.text.data or "")
