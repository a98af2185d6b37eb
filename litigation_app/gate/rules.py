"""Which years can a publication speak of, and which one is due?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

FIRST_YEAR = 2010


def refuse_years(first: int, last: int, today: date) -> str | None:
    """Why these years (both included) cannot be published, as a code: "order", "early", "unfinished"; None: they can.

    Full years only: a year that still runs would be published twice.
    """
    if last < first:
        return "order"
    if first < FIRST_YEAR:
        return "early"
    return "unfinished" if last >= today.year else None


@dataclass(frozen=True)
class Calendar:
    """When a full year is published, as "month-day" of the next one, and how many years a first publication has."""

    begins: str
    ends: str
    years: int

    def due_from(self, year: int) -> date:
        return date.fromisoformat(f"{year + 1}-{self.begins}")

    def late_after(self, year: int) -> date:
        return date.fromisoformat(f"{year + 1}-{self.ends}")


@dataclass(frozen=True)
class Published:
    """What was published or is about to be. `is_full`: in full detail, so that a longer one can go on from it."""

    mode: str
    countries: tuple[str, ...]
    first: int
    last: int
    is_full: bool = True


@dataclass(frozen=True)
class Due:
    """A publication that the calendar asks for; `new_from`: the first of its years that was not published before."""

    mode: str
    country: str
    first: int
    last: int
    since: date
    is_late: bool
    new_from: int


def due(mode: str, country: str, there: Sequence[Published], today: date, calendar: Calendar) -> Due | None:
    """The next publication of a source and country; None while none is due.

    It goes on from the last one where that is of this country alone and in full detail; else it begins with the year after.
    """
    newest = today.year - 1 if today >= calendar.due_from(today.year - 1) else today.year - 2
    mine = [one for one in there if one.mode == mode and country in one.countries]
    if not mine:
        first, last = max(newest - calendar.years + 1, FIRST_YEAR), newest
        new = first
    else:
        latest = max(mine, key=lambda one: (one.last, -one.first))
        last = latest.last + 1
        first = latest.first if latest.is_full and latest.countries == (country,) else last
        new = last
    if last > newest:
        return None
    return Due(mode, country, first, last, calendar.due_from(last), today > calendar.late_after(last), new)


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)\D{1,6}((?:19|20)\d\d)(?!\d)")


def other_year(title: str, first: int, last: int) -> str | None:
    """A year that a title speaks of and that the publication does not cover; None: there is none."""
    return next((year for year in _YEAR.findall(title) if not first <= int(year) <= last), None)


def retitled(title: str, first: int, last: int) -> str:
    """The title for other years, where it says from when to when."""
    return _YEARS.sub(str(first) if first == last else f"{first}–{last}", title)
