"""On which days of a year does a country's court not work, and how sure is that?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import lru_cache

from litigation_app.law.holiday_file import Closes, HolidayFile, HolidayRule, OnSunday, load
from litigation_app.law.movable import Feast, feasts

_DAY = timedelta(days=1)
_SUNDAY = 6


class ForumUnknown(LookupError):
    """The country has no such courts; the message is one plain sentence."""

    def __init__(self, code: str, forum: str, known: Iterable[str]) -> None:
        listed = ", ".join(known)
        none = f"{code} has one system of courts: leave --forum out."
        super().__init__(f"{code} has no courts {forum!r}; known are {listed}." if listed else none)


@dataclass(frozen=True)
class CourtDay:
    """One day kept under a rule. `instead_of` is the Sunday for which it is given.

    `expected` is the likely day of a feast whose date nobody has published: this day is that one, or beside it.
    """

    day: date
    rule: HolidayRule
    closes: Closes
    instead_of: date | None = None
    expected: date | None = None


@dataclass(frozen=True)
class _Group:
    """The days on which one holiday is kept together."""

    rule: HolidayRule
    days: tuple[CourtDay, ...]


def court_days(code: str, year: int, forum: str | None = None) -> tuple[CourtDay, ...]:
    """Return the holidays of a year in their order, those of one forum where it is named, else of all.

    A year before the file's first one has none. Raises CountryUnknown, ForumUnknown.
    """
    file = load(code)
    if forum is not None and forum not in file.forums:
        raise ForumUnknown(file.code, forum, file.forums)
    if forum is not None or not file.forums:
        return _court_days(file.code, year, forum)
    found = {(one.day, one.rule.id): one for each in file.forums for one in _court_days(file.code, year, each)}
    return tuple(found[key] for key in sorted(found))


@lru_cache(maxsize=1024)
def _court_days(code: str, year: int, forum: str | None) -> tuple[CourtDay, ...]:
    """The years beside it are read too: a doubtful feast or a day given for a Sunday may cross the turn of the year."""
    file = load(code)
    years = range(max(MINYEAR, year - 1), min(MAXYEAR, year + 1) + 1)
    groups = [group for one in years for group in _groups(file, one, forum)]
    found = [day for group in groups for day in group.days]
    found += _given_for_sundays(groups, file)
    return tuple(sorted((one for one in found if one.day.year == year), key=lambda one: (one.day, one.rule.id)))


def _groups(file: HolidayFile, year: int, forum: str | None) -> Iterator[_Group]:
    for rule in file.rules:
        if forum is not None and rule.forums and forum not in rule.forums:
            continue
        if year >= max(file.since, rule.since or MINYEAR) and year <= (rule.until or MAXYEAR):
            yield from _kept(rule, year)


def _kept(rule: HolidayRule, year: int) -> Iterator[_Group]:
    """Each date that a government declared is a group of its own; so is each time a feast comes round."""
    if rule.on:
        yield _group(rule, [date(year, one.month, one.day) for one in rule.on])
    for day in rule.dates:
        if day.year == year:
            yield _group(rule, [day])
    if rule.feast is not None:
        for feast in feasts(rule.feast, year):
            yield _feast_group(rule, feast)


def _group(rule: HolidayRule, days: list[date]) -> _Group:
    return _Group(rule, tuple(CourtDay(day, rule, rule.closes) for day in days))


def _feast_group(rule: HolidayRule, feast: Feast) -> _Group:
    days = [feast.day + offset * _DAY for offset in rule.offsets]
    if feast.is_sure:
        return _group(rule, days)
    if rule.closes is Closes.NO:
        return _Group(rule, tuple(CourtDay(day, rule, Closes.NO, expected=day) for day in days))
    around = {day + shift: day for day in days for shift in (-_DAY, _DAY)} | {day: day for day in days}
    kept = (CourtDay(day, rule, Closes.UNCERTAIN, expected=around[day]) for day in sorted(around))
    return _Group(rule, tuple(kept))


def _given_for_sundays(groups: list[_Group], file: HolidayFile) -> list[CourtDay]:
    """The law gives another day for a holiday on a Sunday; where it falls on a free day anyway, none is added."""
    taken = {day.day for group in groups for day in group.days if day.closes is Closes.YES}
    found: list[CourtDay] = []
    for group in groups:
        for kept in group.days:
            if kept.day.weekday() != _SUNDAY or group.rule.sunday is OnSunday.NONE:
                continue
            day = _given_for(kept.day, group, taken, file)
            if day not in taken and all(day != one.day for one in group.days):
                sure = kept.closes is Closes.YES and group.rule.sunday_closes is Closes.YES
                closes = Closes.YES if sure else Closes.UNCERTAIN
                found.append(CourtDay(day, group.rule, closes, instead_of=kept.day, expected=kept.expected))
                taken |= {day} if sure else set()
    return found


def _given_for(sunday: date, group: _Group, taken: set[date], file: HolidayFile) -> date:
    if group.rule.sunday is OnSunday.AFTER_THE_GROUP:
        return max(one.day for one in group.days) + _DAY
    day = sunday + _DAY
    while group.rule.sunday is OnSunday.NEXT_WORKING_DAY and (day in taken or day.weekday() in file.weekend.days):
        day += _DAY
    return day
