"""Which rates of default interest hold in a country, from which day, and is the table sound? Read from interest/*.toml; a contradiction
is a ValueError.
"""

import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from typing import Any

from litigation_app.law.loader import COUNTRIES, CountryUnknown

_FOLDER = Path(__file__).parent / "interest"
SURE, UNSURE, DOUBTFUL = "high", "medium", "low"
_ORDER = (SURE, UNSURE, DOUBTFUL)


class Follows(StrEnum):
    """Whose day's base rate counts: each day its own, or the first day of the half-year for all of it."""

    DAY = "day"
    HALF_YEAR_BEGINS = "half_year_begins"


class Method(StrEnum):
    """Simple interest by the days of the calendar year (365 or 366), or a per cent of the principal each day."""

    SIMPLE_CALENDAR = "simple_calendar"
    DAILY = "daily"


@dataclass(frozen=True)
class Rate:
    """A rate in per cent from a day on, and how far it can be trusted."""

    since: date
    percent: Fraction
    confidence: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """One rule of default interest, from `since` to `until`, both included; `until` None: it holds still.

    `fixed`: per cent a year, or a day for Method.DAILY; None: base plus margin.
    """

    id: str
    since: date
    until: date | None
    currencies: tuple[str, ...]
    forums: tuple[str, ...]
    heads: tuple[str, ...]
    fixed: Fraction | None
    base: str
    margin: Fraction
    follows: Follows
    method: Method
    is_capped: bool
    legal_basis: str
    confidence: str
    note: str
    sources: tuple[str, ...]

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Tables:
    """What a country's file says. `known_until` None: it names rates that stand in the law itself."""

    code: str
    rules: tuple[Rule, ...]
    bases: Mapping[str, tuple[Rate, ...]]
    known_until: date | None
    sources: Mapping[str, str]
    reviewed_by_lawyer: bool

    def base_on(self, base: str, day: date) -> Rate | None:
        """The rate of this base on this day; None before the first row."""
        rates = self.bases[base]
        place = bisect_right([one.since for one in rates], day)
        return rates[place - 1] if place else None


@lru_cache(maxsize=len(COUNTRIES))
def load(code: str) -> Tables:
    """The file of a country ("RS", "MK", "BA", "ME"); raises CountryUnknown, ValueError."""
    if code.upper() not in COUNTRIES:
        raise CountryUnknown(code)
    return read((_FOLDER / f"{code.lower()}.toml").read_text(encoding="utf-8"))


def read(text: str) -> Tables:
    """The same from the text of a file."""
    said = tomllib.loads(text)
    bases = {row["id"]: _rates(row["rates"]) for row in said.get("base", ())}
    ends = [row["known_until"] for row in said.get("base", ())]
    tables = Tables(
        code=said["code"],
        rules=tuple(sorted(map(_rule, said["rule"]), key=lambda one: one.since)),
        bases=bases,
        known_until=min(ends, default=None),
        sources=said["sources"],
        reviewed_by_lawyer=said["reviewed_by_lawyer"],
    )
    _check(tables)
    return tables


def weakest(*confidences: str) -> str:
    """The least sure of these marks."""
    return max(confidences, key=_ORDER.index, default=SURE)


def _rates(rows: Sequence[Mapping[str, Any]]) -> tuple[Rate, ...]:
    return tuple(
        Rate(row["from"], Fraction(row["rate"]), row.get("confidence", SURE), tuple(row.get("src", ()))) for row in rows
    )


def _rule(row: Mapping[str, Any]) -> Rule:
    fixed = row.get("rate_a_year", row.get("rate_a_day"))
    return Rule(
        id=row["id"],
        since=row["from"],
        until=row.get("until"),
        currencies=tuple(row["currencies"]),
        forums=tuple(row.get("forums", ())),
        heads=tuple(row.get("heads", ())),
        fixed=None if fixed is None else Fraction(fixed),
        base=row.get("base", ""),
        margin=Fraction(row.get("margin", 0)),
        follows=Follows(row.get("follows", Follows.DAY)),
        method=Method(row["method"]),
        is_capped=row.get("cap") == "principal",
        legal_basis=row["legal_basis"],
        confidence=row.get("confidence", SURE),
        note=row.get("note", ""),
        sources=tuple(row.get("src", ())),
    )


def _check(tables: Tables) -> None:
    for rates in tables.bases.values():
        days = [one.since for one in rates]
        if days != sorted(set(days)):
            raise ValueError(f"{tables.code}: the rates are not in the order of their days")
    for rule in tables.rules:
        has_one = (rule.fixed is None) == (rule.base in tables.bases)
        named = {*rule.sources, *(src for rates in tables.bases.values() for one in rates for src in one.sources)}
        if not has_one or not named <= set(tables.sources):
            raise ValueError(f"{tables.code}: rule {rule.id}")


def problems(known: Tables) -> list[str]:
    """One sentence for each fault; an empty list is a sound table (`tables.read` has refused contradictions)."""
    return [*_endless(known), *_backwards(known)]


def _endless(known: Tables) -> Iterator[str]:
    """A rule that goes on beside its successor says on a screen that two hold at once."""
    for earlier, later in combinations(known.rules, 2):
        if earlier.until is None and _are_of_one_debt(earlier, later):
            yield f"interest rule {earlier.id!r} has no end, yet {later.id!r} replaces it from {later.since}"


def _are_of_one_debt(one: Rule, other: Rule) -> bool:
    def meet(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
        return not ours or not theirs or bool(set(ours) & set(theirs))

    is_same_kind = set(one.heads) == set(other.heads)  # a rule for one head of damage goes before those for all
    return is_same_kind and meet(one.currencies, other.currencies) and meet(one.forums, other.forums)


def _backwards(known: Tables) -> Iterator[str]:
    yield from (
        f"interest rule {one.id!r} ends before it begins" for one in known.rules if (one.until or one.since) < one.since
    )
