"""What does somebody stand in for, and from when is a case open to her for it? Pure."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple, Protocol
from uuid import UUID

REVIEWS, WORK, HEARING = "reviews", "work", "hearing"
_BEFORE = timedelta(days=2)


def days_of(hearing: date) -> tuple[date, date]:
    """From which day until which the case is open to whoever goes to a hearing in place of its lawyer."""
    return hearing - _BEFORE, hearing


class Days(NamedTuple):
    """From the first to the last, both meant."""

    first: date
    last: date


class StandInDays(Protocol):
    """Who is away and who stands in, from which day until which."""

    @property
    def covers(self) -> str: ...
    @property
    def user_id(self) -> UUID: ...
    @property
    def stand_in_id(self) -> UUID: ...
    @property
    def from_on(self) -> date: ...
    @property
    def until_on(self) -> date: ...


def days_away(person: UUID, wanted: Days, known: Iterable[StandInDays]) -> list[Days]:
    """On which of these days this person is away, as far as is known, in order? Whoever is replaced at one hearing is not away."""
    absences = [one for one in known if one.user_id == person and one.covers != HEARING]
    met = [Days(max(one.from_on, wanted.first), min(one.until_on, wanted.last)) for one in absences]
    return sorted({one for one in met if one.first <= one.last})


def days_unavailable(one: StandInDays, known: Iterable[StandInDays]) -> list[Days]:
    """On which days a stand-in is away: of one hearing only its own day counts."""
    wanted = Days(one.until_on if one.covers == HEARING else one.from_on, one.until_on)
    return days_away(one.stand_in_id, wanted, known)


def is_now(from_on: date, until_on: date, today: date) -> bool:
    return from_on <= today <= until_on
