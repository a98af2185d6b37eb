"""How does a hearing stand, and what must a report of one say? Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from litigation_app.law.court_calendar import Calendar
from litigation_app.law.graph import Procedure
from litigation_app.law.words import Table, choices, spoken, tables_beside


class State(StrEnum):
    """How a hearing stands. ADJOURNED: people came and were sent home; MOVED: they knew before the day."""

    SCHEDULED = "scheduled"
    HELD = "held"
    ADJOURNED = "adjourned"
    MOVED = "moved"
    CANCELLED = "cancelled"
    ENTERED_IN_ERROR = "struck"  # it was entered by mistake


ADJOURNING = frozenset({State.ADJOURNED, State.MOVED})
OFF = frozenset({State.CANCELLED, State.MOVED})  # it stands on its day no more, and may be scheduled again
REPORTED = (State.HELD, State.ADJOURNED, State.MOVED, State.CANCELLED)
USUAL = {"civil": "civil", "enforcement": "enforcement"}  # the only kind that proceedings of this family have
USUAL_AT = {
    **dict.fromkeys(("report", "pre_investigation", "investigation"), "questioning"),
    "plea_agreement": "plea",
    "pretrial_hearing": "pretrial",
    **dict.fromkeys(("main_hearing", "retrial"), "main_hearing"),
    **dict.fromkeys(("second_instance", "appellate_hearing"), "appeal"),
}  # by the stage of criminal proceedings
HEARING, ADJOURNED = "hearing", "adjourned"  # the kind of stage and the step of the country files
_ABSENT = {
    "accused_absent": "accused",
    "defence_absent": "defence",
    "client_absent": "client",
    "expert_absent": "expert",
    "interpreter_absent": "interpreter",
}
AFTER_THE_DAY = frozenset({State.HELD, State.ADJOURNED})  # what nobody can know before it


CLASH = timedelta(hours=2)  # hearings of one lawyer that begin within so much of each other are marked
FAR = timedelta(days=366)  # nobody sets a hearing so far ahead: a mistyped year


class Question(StrEnum):
    """What looks wrong about the day of a hearing and may be right all the same."""

    FAR = "far"
    CLOSED = "closed"  # a weekend or a holiday
    MAY_BE_CLOSED = "may_be_closed"
    TWICE = "twice"  # such a hearing is in the calendar already
    CLASH = "clash"


@dataclass(frozen=True)
class Slot:
    """When a hearing of which kind is to be. `at` None: the hour is not known."""

    kind: str
    on: date
    at: time | None


@dataclass(frozen=True)
class Beside:
    """A hearing that stands in the calendar: of the same proceeding, or of the same lawyer in this case."""

    slot: Slot
    is_here: bool
    reference: str


@dataclass(frozen=True)
class Asked:
    """A question, and the hearing that is in the way (None: it is about the day alone)."""

    question: Question
    other: Beside | None = None


class Doubt(StrEnum):
    """What a report lacks or contradicts."""

    REASON_MISSING = "reason_missing"
    TOO_EARLY = "too_early"
    BEFORE_ITS_HOUR = "before_its_hour"
    NEXT_NOT_LATER = "next_not_later"
    NEXT_HAS_NO_DAY = "next_has_no_day"
    NEXT_OF_CANCELLED = "next_of_cancelled"
    REPORTED_ALREADY = "reported_already"
    AFTER_THE_NEXT = "after_the_next"


@dataclass(frozen=True)
class Told:
    """What a report says, as far as its days and its reason go. `on`, `at`: when the hearing was to be; its hour may be unknown."""

    state: State
    reason: str | None
    on: date
    next_on: date | None
    next_at: time | None
    at: time | None = None


def step_of(graph: Procedure, at: str, state: str) -> str | None:
    """The step that a proceeding at this stage takes by such a hearing; None: its graph has none, or several.

    An adjourned one leaves it at its hearing, one that was held brings it to the next.
    """
    is_adjourned = state == State.ADJOURNED
    found = [
        one.event
        for one in graph.leaving(at)
        if graph.stage(one.to).kind == HEARING and one.stays == is_adjourned == (one.event == ADJOURNED)
    ]
    return found[0] if state in AFTER_THE_DAY and len(found) == 1 else None


def usual(family: str, at: str) -> str:
    """The kind of hearing that proceedings of this family have at this stage; "": any."""
    return USUAL.get(family) or USUAL_AT.get(at, "")


def is_over(on: date, at: time | None, now: datetime) -> bool:
    """Whether the hour of a hearing has come, on the region's clocks; without an hour, whether its day has passed."""
    return on < now.date() or (on == now.date() and at is not None and at <= now.time())


def doubts(told: Told, now: datetime) -> list[Doubt]:
    """Why this report cannot be saved as it stands; `now` on the region's clocks."""
    today = now.date()
    found = []
    if told.state in ADJOURNING and not told.reason:
        found.append(Doubt.REASON_MISSING)
    if told.state in AFTER_THE_DAY and told.on > today:
        found.append(Doubt.TOO_EARLY)
    if told.state is State.HELD and told.on == today and told.at is not None and told.at > now.time():
        found.append(Doubt.BEFORE_ITS_HOUR)
    if told.next_at and not told.next_on:
        found.append(Doubt.NEXT_HAS_NO_DAY)
    if told.next_on and told.state in {State.CANCELLED, State.SCHEDULED}:
        found.append(Doubt.NEXT_OF_CANCELLED)
    elif told.next_on and told.state is not State.MOVED and told.next_on <= told.on:
        found.append(Doubt.NEXT_NOT_LATER)
    return found


def questions(
    slot: Slot, calendar: Calendar, today: date, beside: Sequence[Beside], *, is_next: bool = False
) -> list[Asked]:
    """What a person is asked before a hearing is put on this day. `is_next`: one goes on then, which may be in the calendar."""
    found = [Asked(Question.FAR)] if slot.on - today > FAR else []
    if calendar.is_closed(slot.on):
        found.append(Asked(Question.CLOSED))
    elif calendar.may_be_closed(slot.on):
        found.append(Asked(Question.MAY_BE_CLOSED))
    here = [one for one in beside if one.is_here and one.slot.on == slot.on]
    is_known = is_next and any(is_one(slot, one.slot) for one in here)
    found += [] if is_known else [Asked(Question.TWICE, one) for one in here][:1]
    return found + [Asked(Question.CLASH, one) for one in beside if not one.is_here and _clash(slot, one.slot)][:1]


def is_one(one: Slot, other: Slot) -> bool:
    """Whether two hearings of the same proceedings are one and the same: of one day and one hour, as far as that is known."""
    return one.on == other.on and (None in {one.at, other.at} or one.at == other.at)


def _clash(one: Slot, other: Slot) -> bool:
    if one.at is None or other.at is None:
        return False
    apart = abs(datetime.combine(one.on, one.at) - datetime.combine(other.on, other.at))
    return apart < CLASH


def doubts_of_correction(state: State, on: date, *, today: date, next_on: date | None) -> list[Doubt]:
    """Why a hearing that stands so cannot have been on this day. `next_on`: the day of the hearing that follows from it."""
    if state in AFTER_THE_DAY and on > today:
        return [Doubt.REPORTED_ALREADY]
    return [Doubt.AFTER_THE_NEXT] if next_on is not None and state is not State.MOVED and next_on <= on else []


def contradictions(reason: str | None, came: Collection[str]) -> list[tuple[str, str]]:
    """Who was there although it was adjourned because they were not: (reason, who)."""
    who = _ABSENT.get(reason or "")
    return [(reason or "", who)] if who in came and who else []


def say(list_: str, code: str, language: str) -> str:
    """The words for a code of hearings.toml ("kind", "state", "reason", "who"); the code itself if a later file lost it."""
    return spoken(_tables()[list_], code, language)


def reason(code: str, language: str, *, for_court: bool) -> str:
    """Why a hearing was put off, in the words of the desk or in those of a paper for the court."""
    is_other = for_court and code in _tables()["reason_for_court"]
    return say("reason_for_court" if is_other else "reason", code, language)


def options(list_: str, language: str) -> list[tuple[str, str]]:
    """(code, words) in the order of the file."""
    return choices(_tables()[list_], language)


def listed(codes: Sequence[str], language: str) -> str:
    """Several people of [who], in the order of the file: "The client, Our counsel"."""
    return ", ".join(words for code, words in options("who", language) if code in codes)


def _tables() -> Mapping[str, Table]:
    return tables_beside(__file__, "hearings.toml")
