"""How is the amount of a row of a claim computed? What was said in, the steps and the amount out. Pure.

Everything is reckoned in exact fractions and rounded once, at the end, to the cent, a half upwards.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from litigation_app.casework.claims.calculations.rows.rules import (
    AGREED,
    ASSUMED,
    PAID,
    Calculation,
    Method,
    Pain,
    Period,
    Receipt,
    Reckoned,
    Step,
)
from litigation_app.casework.claims.rules import Part
from litigation_app.core.money import LARGEST
from litigation_app.law.country import Benchmark, Jurisdiction
from litigation_app.law.debts import earnings
from litigation_app.law.debts.account import cents
from litigation_app.law.debts.earnings import WageUnknown, Worked
from litigation_app.law.debts.tables import SURE

_FIXED = "fixed"
_EUR = "EUR"


class Fault(StrEnum):
    """Why nothing can be computed from what was said."""

    BACKWARDS = "backwards"
    OVERLAP = "overlap"
    NO_WAGE = "no_wage"
    NO_RATE = "no_rate"
    NOTHING = "nothing"
    TOO_LARGE = "too_large"


class Refused(Exception):
    """Nothing can be computed. `place`: the row that it speaks of, counted from 0; None: the whole. `day`: of NO_WAGE."""

    def __init__(self, fault: Fault, place: int | None = None, day: date | None = None) -> None:
        super().__init__(fault)
        self.fault, self.place, self.day = fault, place, day


@dataclass(frozen=True)
class Where:
    """Whose law it is. `forum`: which system of courts, Bosnia and Herzegovina only, "" for none."""

    law: Jurisdiction
    forum: str


def reckon(said: Calculation, where: Where) -> Reckoned:
    """The steps and the amount, which is above zero. Raises Refused."""
    steps = {
        Method.STATED: _stated,
        Method.EXPERT: _stated,
        Method.EARNINGS: _earnings,
        Method.RECEIPTS: _receipts,
        Method.DAYS: _days,
    }[said.method](said, where)
    found = Reckoned(tuple(steps))
    if found.amount <= 0:
        raise Refused(Fault.NOTHING)
    if found.amount > LARGEST:
        raise Refused(Fault.TOO_LARGE)
    return found


def methods(where: Where, head: str) -> list[Method]:
    """In which ways the amount of this kind of damage can be computed here."""
    known = _known()
    found = [Method.EARNINGS] if head in known["earnings"] else []
    found += [Method.RECEIPTS] if head in known["receipts"] else []
    found += [Method.DAYS] if head == known["days"]["head"] and daily_rates(where) else []
    return [*found, Method.EXPERT, Method.STATED]


def daily_rates(where: Where) -> dict[Pain, Benchmark]:
    """What a day of pain is worth where such rates exist; nothing elsewhere."""
    named = _known()["days"]
    if where.forum not in named["forums"]:
        return {}
    rates = {one.id: one for one in where.law.benchmarks}
    return {pain: rates[named[pain]] for pain in Pain if named[pain] in rates}


def fixed_rate(law: Jurisdiction, currency: str) -> Decimal | None:
    """What one unit of another currency is in the country's own, where a law fixes it; None: it has to be looked up."""
    return law.eur_rate if currency == _EUR and law.eur_rate_kind == _FIXED else None


def with_amount(parts: Sequence[Part], head: str, amount: Decimal) -> list[Part]:
    """The rows of a claim with this amount for this kind of damage: in its place, or as a new last row."""
    changed = [Part(head, amount) if one.head == head else one for one in parts]
    return changed if any(one.head == head for one in parts) else [*changed, Part(head, amount)]


def _stated(said: Calculation, _where: Where) -> Iterator[Step]:
    words = said.note if said.method is Method.STATED else said.by
    yield Step(said.method, Fraction(said.amount or 0), said=words, first=said.on)


def _earnings(said: Calculation, where: Where) -> Iterator[Step]:
    _require_apart(said.periods)
    for place, period in enumerate(said.periods):
        try:
            yield from _period(period, where)
        except WageUnknown as unknown:
            raise Refused(Fault.NO_WAGE, place, unknown.day) from None
    if said.received:
        yield Step(PAID, -Fraction(said.received))


def _require_apart(periods: Sequence[Period]) -> None:
    """No day counts twice: two jobs at a time are one period with the hours of both."""
    for place, one in enumerate(periods):
        if one.last < one.first:
            raise Refused(Fault.BACKWARDS, place)
    in_order = sorted(enumerate(periods), key=lambda row: row[1].first)
    for (_before, earlier), (place, later) in pairwise(in_order):
        if later.first <= earlier.last:
            raise Refused(Fault.OVERLAP, place)


def _period(period: Period, where: Where) -> Iterator[Step]:
    country = where.law.code
    table = (
        earnings.load(country)
        if period.wage is None
        else earnings.agreed(country, period.wage, is_hourly=period.is_hourly)
    )
    lines = earnings.worked(table, period.first, period.last, period.hours, forum=where.forum)
    for (wage, is_assumed), same in groupby(lines, key=lambda one: (one.wage, one.is_assumed)):
        together = list(same)
        parts = sum((one.parts for one in together), Fraction(0))
        yield Step(
            Method.EARNINGS if period.wage is None else AGREED,
            Fraction(wage.amount) * parts,
            count=cents(parts * 100).scaleb(-2),
            unit="hour" if table.is_hourly else "month",
            each=wage.amount,
            first=together[0].first,
            last=together[-1].last,
            said=period.source or "; ".join(table.sources[one] for one in wage.sources),
            doubt=_doubt(together[0], is_assumed=is_assumed),
        )


def _doubt(line: Worked, *, is_assumed: bool) -> str:
    if is_assumed:
        return ASSUMED
    return "" if line.confidence == SURE else line.confidence


def _receipts(said: Calculation, where: Where) -> Iterator[Step]:
    for place, one in sorted(enumerate(said.receipts), key=lambda row: row[1].on):
        yield _receipt(place, one, where)


def _receipt(place: int, one: Receipt, where: Where) -> Step:
    if one.currency == where.law.currency:
        return Step(Method.RECEIPTS, Fraction(one.amount), first=one.on, said=one.what)
    rate = one.rate or fixed_rate(where.law, one.currency)
    if rate is None:
        raise Refused(Fault.NO_RATE, place)
    said = f"{one.what} ({one.rate_source})" if one.rate_source else one.what
    exact = Fraction(one.amount) * Fraction(rate)
    return Step(
        Method.RECEIPTS,
        exact,
        count=one.amount,
        unit=one.currency,
        each=rate,
        first=one.on,
        last=one.rate_on,
        said=said,
    )


def _days(said: Calculation, where: Where) -> Iterator[Step]:
    for pain, rate in daily_rates(where).items():
        count = said.days.get(pain, 0)
        if count:
            source = "; ".join(where.law.sources[one] for one in rate.sources)
            yield Step(
                pain, Fraction(rate.amount) * count, count=Decimal(count), unit="day", each=rate.amount, said=source
            )


@cache
def _known() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("methods.toml").read_text(encoding="utf-8"))
