"""What does a country's file of court holidays say, as typed and frozen values?"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from litigation_app.law.loader import COUNTRIES, CountryUnknown
from litigation_app.law.names import Named, Names
from litigation_app.law.naming import MACEDONIAN, Naming

_FOLDER = Path(__file__).parent / "holidays"
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

Row = Mapping[str, Any]


class Closes(StrEnum):
    """Whether a holiday closes the court. No: believers may stay away from work, the court works."""

    YES = "yes"
    UNCERTAIN = "uncertain"
    NO = "no"


class OnSunday(StrEnum):
    """What is free besides, where the day falls on a Sunday. The group: the days of one holiday together."""

    NONE = "none"
    NEXT_DAY = "next_day"
    AFTER_THE_GROUP = "after_the_group"
    NEXT_WORKING_DAY = "next_working_day"


@dataclass(frozen=True)
class MonthDay:
    """A day of every year."""

    month: int
    day: int


@dataclass(frozen=True)
class HolidayRule(Named):
    """One holiday. Its days stand in `on`, or are `offsets` from a movable `feast`, or are the single `dates`.

    `forums` are the Bosnian systems that keep it (empty: all). `sunday_closes` says how sure the day given for a Sunday
    is. `since` and `until` are its first and last year, None where the file's own bounds hold.
    """

    forums: tuple[str, ...]
    on: tuple[MonthDay, ...]
    feast: str | None
    offsets: tuple[int, ...]
    dates: tuple[date, ...]
    sunday: OnSunday
    closes: Closes
    sunday_closes: Closes
    since: int | None
    until: int | None
    legal_basis: str
    confidence: str
    note: str | None
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Weekend:
    """The days of the week without court work (Monday is 0), and the law that lets a period roll over them."""

    days: frozenset[int]
    legal_basis: str
    confidence: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class HolidayFile:
    """One country's court holidays. `since`: the first year that the file knows; before it only weekends are known."""

    code: str
    reviewed_by_lawyer: bool
    since: int
    forums: tuple[str, ...]
    sources: Mapping[str, str]
    weekend: Weekend
    rules: tuple[HolidayRule, ...]


def load(code: str) -> HolidayFile:
    """Return the court holidays of a country (ISO 3166, in any letter case); raises CountryUnknown."""
    wanted = code.upper()
    if wanted not in COUNTRIES:
        raise CountryUnknown(f"There are no court holidays for {code!r}; known are {', '.join(COUNTRIES)}.")
    return _load(wanted)


@lru_cache(maxsize=len(COUNTRIES))
def _load(code: str) -> HolidayFile:
    return read((_FOLDER / f"{code.lower()}.toml").read_text(encoding="utf-8"))


def read(text: str) -> HolidayFile:
    """Turn the text of a file into values; `holiday_checks.problems` judges them. Raises KeyError, ValueError."""
    content = tomllib.loads(text)
    naming = Naming("sr-Latn" if content["local_is_serbian"] else MACEDONIAN, borrowed={})
    rows = [*content["holidays"], *content.get("declared", ())]
    return HolidayFile(
        code=content["code"],
        reviewed_by_lawyer=content["reviewed_by_lawyer"],
        since=content["since"],
        forums=tuple(content.get("forums", ())),
        sources=dict(content["sources"]),
        weekend=_weekend(content["weekend"]),
        rules=tuple(_rule(row, naming.of("holiday", row)) for row in rows),
    )


def _weekend(row: Row) -> Weekend:
    return Weekend(
        days=frozenset(_WEEK.index(one) for one in row["days"]),
        legal_basis=row["legal_basis"],
        confidence=row.get("confidence", "high"),
        sources=tuple(row.get("src", ())),
    )


def _rule(row: Row, names: Names) -> HolidayRule:
    return HolidayRule(
        id=row["id"],
        names=names,
        forums=tuple(row.get("forums", ())),
        on=tuple(_month_day(one) for one in row.get("on", ())),
        feast=row.get("from"),
        offsets=tuple(row.get("offsets", ())),
        dates=tuple(row.get("dates", ())),
        sunday=OnSunday(row.get("sunday", OnSunday.NONE)),
        closes=Closes(row["closes"]),
        sunday_closes=Closes(row.get("sunday_closes", row["closes"])),
        since=row.get("since"),
        until=row.get("until"),
        legal_basis=row["legal_basis"],
        confidence=row.get("confidence", "high"),
        note=row.get("note"),
        sources=tuple(row.get("src", ())),
    )


def _month_day(written: str) -> MonthDay:
    month, day = written.split("-")
    return MonthDay(int(month), int(day))
