"""How does a hearing stand, and what must a report of one say? Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from pathlib import Path

from litigation_app.law.graph import Procedure
from litigation_app.law.words import Table, choices, read_tables, spoken

_FILE = Path(__file__).with_name("hearings.toml")


class State(StrEnum):
    """How a hearing stands. ADJOURNED: people came and were sent home; MOVED: they knew before the day."""

    SCHEDULED = "scheduled"
    HELD = "held"
    ADJOURNED = "adjourned"
    MOVED = "moved"
    CANCELLED = "cancelled"


PUT_OFF = frozenset({State.ADJOURNED, State.MOVED})
REPORTED = tuple(state for state in State if state is not State.SCHEDULED)
HEARING, ADJOURNED = "hearing", "adjourned"  # the kind of stage and the step of the country files
AFTER_THE_DAY = frozenset({State.HELD, State.ADJOURNED})  # what nobody can know before it


class Doubt(StrEnum):
    """What a report lacks or contradicts."""

    REASON_MISSING = "reason_missing"
    TOO_EARLY = "too_early"
    BEFORE_ITS_HOUR = "before_its_hour"
    NEXT_NOT_LATER = "next_not_later"
    NEXT_HAS_NO_DAY = "next_has_no_day"
    NEXT_OF_CANCELLED = "next_of_cancelled"


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


def is_over(on: date, at: time | None, now: datetime) -> bool:
    """Whether the hour of a hearing has come, on the region's clocks; without an hour, whether its day has passed."""
    return on < now.date() or (on == now.date() and at is not None and at <= now.time())


def doubts(told: Told, now: datetime) -> list[Doubt]:
    """Why this report cannot be saved as it stands; `now` on the region's clocks."""
    today = now.date()
    found = []
    if told.state in PUT_OFF and not told.reason:
        found.append(Doubt.REASON_MISSING)
    if told.state in AFTER_THE_DAY and told.on > today:
        found.append(Doubt.TOO_EARLY)
    if told.state is State.HELD and told.on == today and told.at is not None and told.at > now.time():
        found.append(Doubt.BEFORE_ITS_HOUR)
    if told.next_at and not told.next_on:
        found.append(Doubt.NEXT_HAS_NO_DAY)
    if told.next_on and told.state is State.CANCELLED:
        found.append(Doubt.NEXT_OF_CANCELLED)
    elif told.next_on and told.state is not State.MOVED and told.next_on <= told.on:
        found.append(Doubt.NEXT_NOT_LATER)
    return found


def say(list_: str, code: str, language: str) -> str:
    """The words for a code of hearings.toml ("kind", "state", "reason", "who"); the code itself if a later file lost it."""
    return spoken(_tables()[list_], code, language)


def options(list_: str, language: str) -> list[tuple[str, str]]:
    """(code, words) in the order of the file."""
    return choices(_tables()[list_], language)


def listed(codes: Sequence[str], language: str) -> str:
    """Several people of [who], in the order of the file: "The client, Our counsel"."""
    return ", ".join(words for code, words in options("who", language) if code in codes)


@cache
def _tables() -> Mapping[str, Table]:
    return read_tables(_FILE)
