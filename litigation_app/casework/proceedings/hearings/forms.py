"""What does a lawyer say about a hearing: when it is to be, what came of it, what was wrong in it?"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from werkzeug.datastructures import MultiDict

from litigation_app.casework.cases.forms import Versioned
from litigation_app.casework.cases.stand_ins.presenters import is_away_too
from litigation_app.casework.cases.stand_ins.rules import Days, StandInDays, days_away
from litigation_app.casework.proceedings.hearings import rules
from litigation_app.casework.proceedings.hearings.actions import CORRECTED, Planned, Reported
from litigation_app.casework.proceedings.hearings.models import Hearing
from litigation_app.casework.proceedings.hearings.presenters import contradiction
from litigation_app.casework.proceedings.hearings.rules import Doubt, Slot, State, Told
from litigation_app.casework.record_forms.forms import OF_A_DAY, EnteredInErrorForm, offer_why, why_field
from litigation_app.core.clock import local, now, today
from litigation_app.core.forms import Choice, Choices, Form, Radios, Text, TextDate, TextTime, Tick
from litigation_app.core.language import _, _l, current

MOST_NOTE = 20_000
SENTENCES = {
    Doubt.REASON_MISSING: _l("Choose why it was adjourned; “not known” is an answer too."),
    Doubt.TOO_EARLY: _l("The hearing has not taken place yet. If it was rescheduled, choose “Rescheduled”."),
    Doubt.BEFORE_ITS_HOUR: _l("The hearing is scheduled for later today. Record the outcome afterwards."),
    Doubt.NEXT_NOT_LATER: _l("The next day must come after this hearing. Check both days."),
    Doubt.NEXT_HAS_NO_DAY: _l("Write the day to which this hour belongs."),
    Doubt.NEXT_OF_CANCELLED: _l(
        "Only a hearing that took place or was moved has a next day. Choose “Rescheduled”, or leave the day empty."
    ),
    Doubt.REPORTED_ALREADY: _l("The outcome of this hearing is recorded, so its day cannot lie in the future."),
    Doubt.AFTER_THE_NEXT: _l("The hearing that was set by this one is not after this day. Correct that one first."),
}
_FIELDS = {
    Doubt.REASON_MISSING: "reason",
    Doubt.TOO_EARLY: "state",
    Doubt.BEFORE_ITS_HOUR: "state",
}  # the others speak of the next day
Typed = MultiDict[str, str] | None
_NONE: Mapping[str, Any] = {}


class Ask(Protocol):
    """What is asked about a day on which a hearing is to stand."""

    def __call__(self, proceeding_id: UUID, slot: Slot, *, is_next: bool = False) -> Sequence[str]: ...


@dataclass(frozen=True)
class Around:
    """The proceedings of the case as (id, name), which of them and which kind is likely, and what is asked about a day."""

    lanes: Sequence[tuple[str, str]]
    proceeding: str
    kind: str
    ask: Ask


class _Questions(Form):
    """A form that asks about odd days before it is valid."""

    confirmed = Tick(_l("It is right so"))

    def _ask(self, sentences: Sequence[str]) -> None:
        if sentences and not self.confirmed.data:
            self.refuse("confirmed", " ".join(sentences))


class HearingForm(_Questions):
    """A hearing that is planned, or one that was held and is only entered now."""

    proceeding = Choice(_l("In which proceedings"), needed=True)
    kind = Choice(_l("What kind of hearing"), needed=True)
    on = TextDate(_l("Day"), needed=True, description=_l("Day, month, year: 4. 12. 2026."))
    at = TextTime(_l("Hour"), description=_l("As in the summons: 9.30. It can be entered later."))
    must_come = Choices(_l("Summoned"), default=["counsel"])
    note = Text(
        _l("Note"),
        most=MOST_NOTE,
        description=_l("Protected: courtroom, names and plans are read only in the opened file."),
    )

    def __init__(self, typed: Typed, around: Around, data: dict[str, Any] | None = None) -> None:
        likely = {"proceeding": around.proceeding, "kind": around.kind}
        super().__init__(typed, data=data or likely)
        self.ask = around.ask
        _offer(self.proceeding, self.kind, around)
        self.must_come.choices = rules.options("who", current())

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if not self.is_refused:
            planned = self.planned()
            self._ask(self.ask(UUID(self.proceeding.data or ""), Slot(planned.kind, planned.on, planned.at)))
        return not self.is_refused

    def planned(self) -> Planned:
        """What was typed; the form must have been valid."""
        return Planned(
            kind=self.kind.data or "",
            on=self.on.data or today(),
            at=self.at.data,
            must_come=tuple(self.must_come.data or ()),
            note=(self.note.data or "") if "note" in self else "",
        )


class HearingCorrectionForm(Versioned, HearingForm):
    """What should have stood there, and why it did not."""

    why = why_field()

    def __init__(self, typed: Typed, around: Around, hearing: Hearing, *, next_on: date | None) -> None:
        stood = {name: getattr(hearing, name) for name in ("kind", "on", "at", "must_come")}
        version = {"row_version": str(hearing.row_version)} if typed is None else {}
        super().__init__(typed, around, {**stood, "proceeding": str(hearing.proceeding_id), **version})
        del self.note
        self.hearing, self.next_on = hearing, next_on
        offer_why(self.why, OF_A_DAY | {"elsewhere"})

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if self.on.errors or self.on.data is None:
            return False
        for doubt in rules.doubts_of_correction(
            State(self.hearing.state), self.on.data, today=local(now()).date(), next_on=self.next_on
        ):
            self.refuse("on", str(SENTENCES[doubt]))
        if not self.is_refused and self._is_as_it_was():
            self.refuse("on", _("Nothing is different. Change what was wrong."))
        return not self.is_refused

    def _is_as_it_was(self) -> bool:
        one, said = self.hearing, self.planned()
        stood = (str(one.proceeding_id), one.kind, one.on, one.at, set(one.must_come))
        return stood == (self.proceeding.data, said.kind, said.on, said.at, set(said.must_come))

    def reason(self) -> str:
        """Why it did not stand there rightly; the form must have been valid."""
        return self.why.data or ""


class HearingInErrorForm(Versioned, EnteredInErrorForm):
    """Why it was a mistake, of the hearing as she saw it."""

    def __init__(self, typed: Typed, hearing: Hearing) -> None:
        super().__init__(typed)
        if typed is None:
            self.row_version.data = str(hearing.row_version)


class OutcomeForm(_Questions):
    """What came of a hearing, and when it goes on."""

    state = Radios(_l("Outcome"), needed=True)
    reason = Choice(_l("Reason for adjournment"), description=_l("If it was adjourned or rescheduled."))
    came = Choices(_l("Present"), description=_l("Only who was really there."))
    next_on = TextDate(_l("Next day"), description=_l("If the court has set one: it becomes a hearing of its own."))
    next_at = TextTime(_l("Hour of the next day"))
    note = Text(_l("What happened"), most=MOST_NOTE, description=_l("Protected: it is read only in the opened file."))
    ask: Ask

    def __init__(
        self, typed: Typed, data: dict[str, Any] | None = None, states: Collection[State] = rules.REPORTED
    ) -> None:
        super().__init__(typed, data=data)
        self.state.offer([(code, words) for code, words in rules.options("state", current()) if code in states])
        reasons = [(code, words) for code, words in rules.options("reason", current()) if code != CORRECTED]
        self.reason.offer(reasons, blank=_("It was not adjourned"))
        self.came.choices = rules.options("who", current())

    def reported(self) -> Reported:
        """What was typed; the form must have been valid."""
        state = State(self.state.data or "")
        return Reported(
            state=state,
            reason=(self.reason.data or None) if state in rules.ADJOURNING else None,
            came=tuple(self.came.data or ()),
            next_on=self.next_on.data,
            next_at=self.next_at.data,
            note=self.note.data or "",
        )

    def _check(self, slot: Slot) -> None:
        """Refuse what contradicts itself, for a hearing that was to be then."""
        days = (slot.on, self.next_on.data, self.next_at.data, slot.at)
        for doubt in rules.doubts(Told(State(self.state.data or ""), self.reason.data or None, *days), local(now())):
            self.refuse(_FIELDS.get(doubt, "next_on"), str(SENTENCES[doubt]))

    def _asked_of_next(self, proceeding_id: UUID, kind: str) -> list[str]:
        """What is asked about the day on which it goes on, and about who was there."""
        reason = self.reported().reason
        asked = [contradiction(*one) for one in rules.contradictions(reason, self.came.data or ())]
        if self.next_on.data:
            slot = Slot(kind, self.next_on.data, self.next_at.data)
            asked += self.ask(proceeding_id, slot, is_next=True)
        return asked


class ReportForm(Versioned, OutcomeForm):
    """What came of a hearing that stands in the calendar."""

    def __init__(
        self, typed: Typed, hearing: Hearing, ask: Ask, last: Mapping[str, Any] = _NONE, next_: Hearing | None = None
    ) -> None:
        """What was reported `last`, by field, and when it goes on (`next_`): whoever amends it leaves the rest."""
        first: dict[str, Any] = {"row_version": str(hearing.row_version), **last} if typed is None else {}
        if typed is None and next_ is not None and next_.state == State.SCHEDULED:
            first |= {"next_on": next_.on, "next_at": next_.at}
        states = [*rules.REPORTED, State.SCHEDULED] if hearing.state in rules.OFF else rules.REPORTED
        super().__init__(typed, first, states)
        self.hearing, self.ask = hearing, ask

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        one = self.hearing
        if not self.is_refused:
            self._check(Slot(one.kind, one.on, one.at))
        if not self.is_refused:
            self._ask(self._asked_of_next(one.proceeding_id, one.kind))
        return not self.is_refused


class HeldForm(OutcomeForm):
    """A hearing that was in no calendar, and what came of it, in one go."""

    proceeding = Choice(_l("In which proceedings"), needed=True)
    kind = Choice(_l("What kind of hearing"), needed=True)
    on = TextDate(_l("Day"), needed=True, latest=today, description=_l("Day, month, year: 4. 12. 2026."))
    at = TextTime(_l("Hour"))
    _FIRST = ("proceeding", "kind", "on", "at")

    def __init__(self, typed: Typed, around: Around) -> None:
        likely = {"proceeding": around.proceeding, "kind": around.kind, "on": today()}
        super().__init__(typed, data=likely)
        self.ask = around.ask
        _offer(self.proceeding, self.kind, around)
        order = sorted(self._fields, key=lambda name: name not in self._FIRST)
        self._fields = {name: self._fields[name] for name in order}  # a summary of errors follows the page

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if not self.is_refused:
            self._check(self._slot())
        if not self.is_refused:
            proceeding, slot = UUID(self.proceeding.data or ""), self._slot()
            self._ask([*self.ask(proceeding, slot), *self._asked_of_next(proceeding, slot.kind)])
        return not self.is_refused

    def planned(self) -> Planned:
        """What was typed of the hearing itself; the form must have been valid."""
        slot = self._slot()
        return Planned(slot.kind, slot.on, slot.at, tuple(self.came.data or ()))

    def _slot(self) -> Slot:
        return Slot(self.kind.data or "", self.on.data or today(), self.at.data)


def _offer(proceeding: Choice, kind: Choice, around: Around) -> None:
    proceeding.offer(around.lanes, blank=None if len(around.lanes) == 1 else _("Choose the proceedings"))
    kind.offer(rules.options("kind", current()), blank=_("Choose a kind"))


class StandInForm(Form):
    """A colleague who is there on that day."""

    stand_in = Choice(_l("Who goes instead"), needed=True)

    def __init__(
        self, colleagues: Iterable[tuple[UUID, str]], known: Iterable[StandInDays], on: date, typed: Any = None
    ) -> None:
        """`known`: who is away when, as far as she sees it; `on`: the day of the hearing."""
        super().__init__(typed)
        self._names, self._known, self._on = {str(one): name for one, name in colleagues}, known, on
        self.stand_in.offer(self._names.items(), blank=_("Choose a lawyer"))

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if not self.is_refused and (days := days_away(self.chosen(), Days(self._on, self._on), self._known)):
            self.refuse("stand_in", is_away_too(self._names[self.stand_in.data or ""], days))
        return not self.is_refused

    def chosen(self) -> UUID:
        return UUID(self.stand_in.data or "")
