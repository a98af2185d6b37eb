"""On which day does a movable feast fall?"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "holidays" / "muslim.toml"

_EASTERS = ("orthodox_easter", "western_easter")
_MUSLIM = ("eid_al_fitr", "eid_al_adha")
FEASTS = frozenset((*_EASTERS, *_MUSLIM))
PUBLISHED = frozenset(_MUSLIM)  # the feasts whose day an authority names, year by year

# The tabular Islamic calendar: years of 354 days, 11 leap days in 30 years, from 16 July 622 (Julian).
_ISLAMIC_EPOCH = 227014
_ISLAMIC_FIRST = 622
_ISLAMIC_YEAR_DAYS = 354
_SAME_FEAST = timedelta(days=3)


@dataclass(frozen=True)
class Feast:
    """The day of a feast; `is_sure` is False where nobody has published it and it may be a day earlier or later."""

    day: date
    is_sure: bool


@dataclass(frozen=True)
class _MuslimFeast:
    month: int
    day: int
    published: tuple[date, ...]
    expected: tuple[date, ...]


def feasts(name: str, year: int) -> tuple[Feast, ...]:
    """Return the days of a feast in a year of our calendar: a Muslim one may fall there twice, or not at all."""
    if name == "orthodox_easter":
        return (Feast(orthodox_easter(year), is_sure=True),)
    if name == "western_easter":
        return (Feast(western_easter(year), is_sure=True),)
    return _muslim_feasts(_muslim()[name], year)


def published_until() -> date:
    """The last day of the last year of which the day of every such feast was published."""
    return date(min(one.published[-1].year for one in _muslim().values()), 12, 31)


def orthodox_easter(year: int) -> date:
    """Return Orthodox Easter Sunday in our calendar (Meeus's Julian rule, moved by the days between the calendars)."""
    lunar = (19 * (year % 19) + 15) % 30
    week = (2 * (year % 4) + 4 * (year % 7) - lunar + 34) % 7
    month, day = divmod(lunar + week + 114, 31)
    behind = year // 100 - year // 400 - 2  # 13 days from 1900 to 2099
    return date(year, month, day + 1) + timedelta(days=behind)


def western_easter(year: int) -> date:
    """Return Easter Sunday of the Catholic and Protestant churches (the anonymous Gregorian rule)."""
    golden = year % 19
    century, in_century = divmod(year, 100)
    moved = (8 * century + 13) // 25
    epact = (19 * golden + century - century // 4 - moved + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (in_century // 4) - epact - in_century % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def tabular_islamic(year: int, month: int, day: int) -> int:
    """Return the ordinal of a day of the tabular Islamic calendar (civil epoch, leap years by 11 in 30)."""
    months_before = (59 * (month - 1) + 1) // 2
    leap_days = (3 + 11 * year) // 30
    return _ISLAMIC_EPOCH + (year - 1) * _ISLAMIC_YEAR_DAYS + leap_days + months_before + day


def _muslim_feasts(feast: _MuslimFeast, year: int) -> tuple[Feast, ...]:
    about = (year - _ISLAMIC_FIRST) * 33 // 32
    ordinals = (tabular_islamic(one, feast.month, feast.day) for one in range(about - 1, about + 4))
    computed = (date.fromordinal(one) for one in ordinals if 0 < one <= date.max.toordinal())
    found = (_as_published(feast, day) for day in computed)
    return tuple(one for one in found if one.day.year == year)


def _as_published(feast: _MuslimFeast, computed: date) -> Feast:
    for day in feast.published:
        if abs(day - computed) <= _SAME_FEAST:
            return Feast(day, is_sure=True)
    for day in feast.expected:
        if abs(day - computed) <= _SAME_FEAST:
            return Feast(day, is_sure=False)
    return Feast(computed, is_sure=False)


@lru_cache(maxsize=1)
def _muslim() -> Mapping[str, _MuslimFeast]:
    content = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {name: _muslim_feast(content[name]) for name in _MUSLIM}


def _muslim_feast(row: Mapping[str, Any]) -> _MuslimFeast:
    return _MuslimFeast(
        month=row["islamic_month"],
        day=row["islamic_day"],
        published=tuple(row["published"]),
        expected=tuple(row["expected"]),
    )
