"""What does a lawyer say about a hearing before it, and after it?"""

from collections.abc import Iterable
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import HiddenField

from litigation_app.casework.cases.rules import version_typed
from litigation_app.casework.hearings import rules
from litigation_app.casework.hearings.actions import CORRECTED, Planned, Reported
from litigation_app.casework.hearings.models import Hearing
from litigation_app.casework.hearings.rules import Doubt, State, Told
from litigation_app.core.clock import local, now, today
from litigation_app.core.forms import Choice, Choices, Form, Radios, Text, TextDate, TextTime
from litigation_app.core.language import _, _l, current

MOST_NOTE = 20_000
SENTENCES = {
    Doubt.REASON_MISSING: _l("Choose why it was put off; “not known” is an answer too."),
    Doubt.TOO_EARLY: _l("The day of this hearing is still to come. If it was moved, choose “Moved to another day”."),
    Doubt.BEFORE_ITS_HOUR: _l("The hour of this hearing is still to come today. Say afterwards what came of it."),
    Doubt.NEXT_NOT_LATER: _l("The next day must come after this hearing. Check both days."),
    Doubt.NEXT_HAS_NO_DAY: _l("Write the day to which this hour belongs."),
    Doubt.NEXT_OF_CANCELLED: _l(
        "A hearing that is called off has no next day. Choose “Moved”, or leave the day empty."
    ),
}
_FIELDS = {
    Doubt.REASON_MISSING: "reason",
    Doubt.TOO_EARLY: "state",
    Doubt.BEFORE_ITS_HOUR: "state",
}  # the others speak of the next day
Typed = MultiDict[str, str] | None


class HearingForm(Form):
    """A hearing that is planned, or one that was held and is only entered now."""

    proceeding = Choice(_l("In which proceedings"), needed=True)
    kind = Choice(_l("What kind of hearing"), needed=True)
    on = TextDate(_l("Day"), needed=True, description=_l("Day, month, year: 4. 12. 2026."))
    at = TextTime(_l("Hour"), description=_l("As in the summons: 9.30. It can be entered later."))
    must_come = Choices(_l("Who must come"), default=["counsel"])
    note = Text(
        _l("Note"),
        most=MOST_NOTE,
        description=_l("Protected: courtroom, names and plans are read only in the opened file."),
    )

    def __init__(self, typed: Typed, lanes: Iterable[tuple[str, str]], *, chosen: str = "") -> None:
        super().__init__(typed, data={"proceeding": chosen} if chosen else None)
        offered = list(lanes)
        self.proceeding.offer(offered, blank=None if len(offered) == 1 else _("Choose the proceedings"))
        self.kind.offer(rules.options("kind", current()), blank=_("Choose a kind"))
        self.must_come.choices = rules.options("who", current())

    def planned(self) -> Planned:
        """What was typed; the form must have been valid."""
        return Planned(
            kind=self.kind.data or "",
            on=self.on.data or today(),
            at=self.at.data,
            must_come=tuple(self.must_come.data or ()),
            note=self.note.data or "",
        )


class ReportForm(Form):
    """What came of a hearing."""

    state = Radios(_l("What came of it"), needed=True)
    reason = Choice(_l("Why it was put off"), description=_l("If it was adjourned or moved."))
    came = Choices(_l("Who came"), description=_l("Only who was really there."))
    next_on = TextDate(_l("Next day"), description=_l("If the court has set one: it becomes a hearing of its own."))
    next_at = TextTime(_l("Hour of the next day"))
    note = Text(_l("What happened"), most=MOST_NOTE, description=_l("Protected: it is read only in the opened file."))
    row_version = HiddenField()

    def __init__(self, typed: Typed, hearing: Hearing) -> None:
        super().__init__(typed)
        self.hearing = hearing
        self.state.offer([(code, words) for code, words in rules.options("state", current()) if code in rules.REPORTED])
        reasons = [(code, words) for code, words in rules.options("reason", current()) if code != CORRECTED]
        self.reason.offer(reasons, blank=_("It was not put off"))
        self.came.choices = rules.options("who", current())
        if typed is None:
            self.row_version.data = str(hearing.row_version)

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if not self.is_refused:
            for doubt in rules.doubts(self._told(), local(now())):
                self.refuse(_FIELDS.get(doubt, "next_on"), str(SENTENCES[doubt]))
        return not self.is_refused

    def refresh(self) -> None:
        """Let what was typed be sent again, now knowing what somebody else has saved."""
        self.row_version.raw_data, self.row_version.data = None, str(self.hearing.row_version)

    def version(self) -> int:
        return version_typed(self.row_version.data)

    def reported(self) -> Reported:
        """What was typed; the form must have been valid."""
        told = self._told()
        return Reported(
            state=told.state,
            reason=told.reason if told.state in rules.PUT_OFF else None,
            came=tuple(self.came.data or ()),
            next_on=told.next_on,
            next_at=told.next_at,
            note=self.note.data or "",
        )

    def _told(self) -> Told:
        state = State(self.state.data or "")
        days = (self.hearing.on, self.next_on.data, self.next_at.data, self.hearing.at)
        return Told(state, self.reason.data or None, *days)
