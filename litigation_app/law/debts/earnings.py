"""What would she have earned at least? Periods and hours by the minimum wage of the time, less what she was paid.

Krachunova v. Bulgaria (18269/18, 28 November 2023): earnings that a trafficker took or withheld must be claimable. Hours beyond
full-time are counted at the same rate: what the labour law adds for overtime, nights and holidays comes on top.
"""

import tomllib
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

from litigation_app.law.debts.tables import DOUBTFUL, SURE
from litigation_app.law.loader import COUNTRIES, CountryUnknown

_FOLDER = Path(__file__).parent / "wages"
_DAY = timedelta(days=1)
_WEEK = 7
HOURS_MOST = 168


class WageUnknown(Exception):
    """No minimum wage is known for this day there."""

    def __init__(self, day: date) -> None:
        super().__init__(f"no minimum wage is known for {day}")
        self.day = day


@dataclass(frozen=True)
class Wage:
    """A minimum wage from a day on, net, per hour or per month of full-time work."""

    since: date
    forums: tuple[str, ...]
    amount: Decimal
    confidence: str
    note: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Wages:
    """What a country's file says."""

    code: str
    currency: str
    is_hourly: bool
    full_time: int  # hours a week
    legal_basis: str
    known_until: date
    wages: tuple[Wage, ...]
    sources: Mapping[str, str]


@dataclass(frozen=True)
class Worked:
    """Days in a row under one wage (and, where it is by the month, in one month): `first` and `last` both count.

    `parts`: what the wage is multiplied by: hours, or the share of the month times the share of full-time.
    """

    first: date
    last: date
    wage: Wage
    parts: Fraction
    is_assumed: bool

    @property
    def earned(self) -> Fraction:
        return Fraction(self.wage.amount) * self.parts

    @property
    def confidence(self) -> str:
        return DOUBTFUL if self.is_assumed else self.wage.confidence


def worked(table: Wages, first: date, last: date, hours: int, *, forum: str = "") -> list[Worked]:
    """The days from `first` to `last` (both count) with so many hours a week, cut where the wage changes.

    Raises WageUnknown for a day before the table begins, ValueError for no hours, more than a week has, or days in the wrong order.
    """
    if not 0 < hours <= HOURS_MOST or last < first:
        raise ValueError("hours")
    lines, day = [], first
    while day <= last:
        wage = _wage_on(table, forum, day)
        stop = min([last, *(one.since - _DAY for one in _of(table, forum) if one.since > day), _end(table, day)])
        lines.append(Worked(day, stop, wage, _parts(table, day, stop, hours), day > table.known_until))
        day = stop + _DAY
    return lines


def of_place(country: str, forum: str = "") -> list[Wage]:
    """The minimum wages that the table of this country has for this system of courts, in the order of their days."""
    return _of(load(country), forum)


def agreed(country: str, amount: Decimal, *, is_hourly: bool) -> Wages:
    """A table of one wage that was agreed or is otherwise known, per hour or per month of full-time work."""
    known = load(country)
    wage = Wage(since=date.min, forums=(), amount=amount, confidence=SURE, note="", sources=())
    return replace(known, is_hourly=is_hourly, known_until=date.max, wages=(wage,))


@lru_cache(maxsize=len(COUNTRIES))
def load(code: str) -> Wages:
    """The file of a country; raises CountryUnknown, ValueError if its rows are not in order."""
    if code.upper() not in COUNTRIES:
        raise CountryUnknown(code)
    said = tomllib.loads((_FOLDER / f"{code.lower()}.toml").read_text(encoding="utf-8"))
    wages = tuple(_wage(row) for row in said["wage"])
    if any(not set(one.sources) <= set(said["sources"]) for one in wages):
        raise ValueError(f"{code}: a source is not named")
    return Wages(
        code=said["code"],
        currency=said["currency"],
        is_hourly=said["per"] == "hour",
        full_time=said["hours_a_week"],
        legal_basis=said["legal_basis"],
        known_until=said["known_until"],
        wages=tuple(sorted(wages, key=lambda one: one.since)),
        sources=said["sources"],
    )


def _wage(row: Mapping[str, Any]) -> Wage:
    return Wage(
        since=row["from"],
        forums=tuple(row.get("forums", ())),
        amount=Decimal(row["amount"]),
        confidence=row.get("confidence", SURE),
        note=row.get("note", ""),
        sources=tuple(row.get("src", ())),
    )


def _of(table: Wages, forum: str) -> list[Wage]:
    return [one for one in table.wages if not one.forums or forum in one.forums]


def _wage_on(table: Wages, forum: str, day: date) -> Wage:
    found = [one for one in _of(table, forum) if one.since <= day]
    if not found:
        raise WageUnknown(day)
    return found[-1]


def _end(table: Wages, day: date) -> date:
    """Where a line ends at the latest: with the table's last known day; by the month, with the month."""
    ends = [date.max] if day > table.known_until else [table.known_until]
    if not table.is_hourly:
        ends.append(day.replace(day=_month_days(day)))
    return min(ends)


def _parts(table: Wages, first: date, last: date, hours: int) -> Fraction:
    days = (last - first).days + 1
    if table.is_hourly:
        return Fraction(hours * days, _WEEK)
    return Fraction(days, _month_days(first)) * Fraction(hours, table.full_time)


def _month_days(day: date) -> int:
    return monthrange(day.year, day.month)[1]
