"""Which days does a page of the calendar show, and which hearings clash? Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from itertools import accumulate, groupby, islice, pairwise
from typing import Any, NamedTuple
from uuid import UUID

from litigation_app.casework.proceedings.hearings.rules import CLASH
from litigation_app.core.toml_files import read_toml
from litigation_app.law.words import Word, word_of

WEEK = 7
WEEKS = 4


class Says(StrEnum):
    """How much an entry of a calendar link tells whoever has the link."""

    BUSY = "busy"  # that there is a hearing
    KIND = "kind"  # of which kind
    CASE = "case"  # and of which case, by reference and code name


_TO_DO = "+"  # ends the code of a link that gives deadlines, drafts and tasks too


class LinkTells(NamedTuple):
    """How much the entries of a link tell, and whether it gives more than hearings."""

    says: Says
    has_to_do: bool

    @property
    def code(self) -> str:
        """As a link keeps it."""
        return f"{self.says}{_TO_DO}" if self.has_to_do else str(self.says)

    @classmethod
    def of(cls, code: str) -> "LinkTells":
        """Of a link."""
        return cls(Says(code.removesuffix(_TO_DO)), code.endswith(_TO_DO))


class View(StrEnum):
    """How much of the calendar a page shows."""

    WEEKS = "weeks"  # four, from this one: what comes is never a stub at the end of a month
    MONTH = "month"
    WEEK = "week"
    LIST = "list"


@dataclass(frozen=True)
class Settings:
    """What calendar.toml says: hearings a day, days of the list, most rows; days back and ahead of a link, hours of an
    entry, the words of one that tells nothing.
    """

    a_day: int
    days_ahead: int
    most: int
    feed_back: int
    feed_ahead: int
    hearing_hours: int
    busy: Word
    to_do: Word


@dataclass(frozen=True)
class Span:
    """The days from `first` to `last`, both shown."""

    first: date
    last: date

    def days(self) -> list[date]:
        return [self.first + timedelta(days=after) for after in range((self.last - self.first).days + 1)]

    def weeks(self) -> list[list[date]]:
        """The days in rows of seven."""
        days = self.days()
        return [days[start : start + WEEK] for start in range(0, len(days), WEEK)]


@dataclass(frozen=True)
class Engaged:
    """A hearing to which a lawyer goes. `at` None: the hour is not known."""

    id: UUID
    lawyer: str
    on: date
    at: time | None


def span(view: View, day: date) -> Span:
    """The days of the page on which this day stands: whole weeks from Monday, or a list that begins with it."""
    if view is View.LIST:
        return Span(day, day + timedelta(days=settings().days_ahead - 1))
    if view is View.WEEKS:
        return Span(_monday(day), _monday(day) + timedelta(days=WEEKS * WEEK - 1))
    first = day.replace(day=1) if view is View.MONTH else day
    last = _next_month(day) - timedelta(days=1) if view is View.MONTH else day
    return Span(_monday(first), _monday(last) + timedelta(days=WEEK - 1))


def before(view: View, day: date) -> date:
    """A day of the page before this one."""
    if view is View.MONTH:
        return (day.replace(day=1) - timedelta(days=1)).replace(day=1)
    return day - timedelta(days=_length(view))


def after(view: View, day: date) -> date:
    """A day of the page after this one."""
    if view is View.MONTH:
        return _next_month(day)
    return day + timedelta(days=_length(view))


def _length(view: View) -> int:
    return {View.WEEKS: WEEKS * WEEK, View.WEEK: WEEK}.get(view, settings().days_ahead)


def clashes(engaged: Iterable[Engaged]) -> frozenset[UUID]:
    """The hearings that begin too soon after another one of the same lawyer."""
    timed = sorted((one for one in engaged if one.at and one.lawyer), key=lambda one: (one.lawyer, _moment(one)))
    found: set[UUID] = set()
    for one, next_ in pairwise(timed):
        if one.lawyer == next_.lawyer and _moment(next_) - _moment(one) < CLASH:
            found |= {one.id, next_.id}
    return frozenset(found)


def until_full(of_day: Mapping[date, int], most: int) -> list[date]:
    """The days in order until so many hearings fall on them, of which there are so many on each."""
    before = accumulate((of_day[day] for day in sorted(of_day)), initial=0)
    return [day for day, number in zip(sorted(of_day), before, strict=False) if number < most]


def first_of_each(rows: Iterable[Any], most: int) -> list[Any]:
    """At most so many of each day, of what has a day `on` and stands in the order of the days."""
    return [one for _day, of_day in groupby(rows, key=lambda one: one.on) for one in islice(of_day, most)]


@cache
def settings() -> Settings:
    """The figures of calendar.toml."""
    table = read_toml(__file__, "calendar.toml")
    feed = table["feed"] | {name: word_of(table["feed"][name]) for name in ("busy", "to_do")}
    return Settings(**table["page"], **feed)


def _moment(one: Engaged) -> datetime:
    return datetime.combine(one.on, one.at or time())


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)
