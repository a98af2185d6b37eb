"""Does a court work on a given day: surely not, perhaps not, or yes?"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Protocol

from litigation_app.law import holiday_file
from litigation_app.law.holiday_file import Closes
from litigation_app.law.holidays import ForumUnknown, court_days

_WEEKEND = frozenset({5, 6})


class Calendar(Protocol):
    """What a deadline asks of a calendar. A day without court work for sure is also one that may be without."""

    def is_closed(self, day: date) -> bool:
        """True where the court surely does not work: only such a day may extend a period."""

    def may_be_closed(self, day: date) -> bool:
        """True where the court perhaps does not work: such a day is no day to act on."""


@dataclass(frozen=True)
class Weekends:
    """The calendar of a court of which nothing is known but that it rests on Saturdays and Sundays."""

    def is_closed(self, day: date) -> bool:
        """True on a Saturday and a Sunday."""
        return day.weekday() in _WEEKEND

    def may_be_closed(self, day: date) -> bool:
        """True on a Saturday and a Sunday: no holiday is known."""
        return self.is_closed(day)


WEEKENDS = Weekends()


@dataclass(frozen=True)
class CourtCalendar:
    """The calendar of a country's courts; with several forums a day is surely free only where all of them rest."""

    code: str
    forums: tuple[str | None, ...]

    def is_closed(self, day: date) -> bool:
        """True where the court surely does not work: only such a day may extend a period."""
        return self._is_weekend(day) or all(day in _closed(self.code, one, day.year).surely for one in self.forums)

    def may_be_closed(self, day: date) -> bool:
        """True where the court perhaps does not work: such a day is no day to act on."""
        return self._is_weekend(day) or any(day in _closed(self.code, one, day.year).perhaps for one in self.forums)

    def _is_weekend(self, day: date) -> bool:
        return day.weekday() in holiday_file.load(self.code).weekend.days


def calendar_of(code: str, *forums: str) -> CourtCalendar:
    """Return the calendar of a country's courts, of these forums where some are named, else of all.

    Raises CountryUnknown, ForumUnknown.
    """
    file = holiday_file.load(code)
    for forum in forums:
        if forum not in file.forums:
            raise ForumUnknown(file.code, forum, file.forums)
    return CourtCalendar(file.code, forums or file.forums or (None,))


@dataclass(frozen=True)
class _Closed:
    surely: frozenset[date]
    perhaps: frozenset[date]


@lru_cache(maxsize=1024)
def _closed(code: str, forum: str | None, year: int) -> _Closed:
    days = court_days(code, year, forum)
    return _Closed(
        surely=frozenset(one.day for one in days if one.closes is Closes.YES),
        perhaps=frozenset(one.day for one in days if one.closes is not Closes.NO),
    )
