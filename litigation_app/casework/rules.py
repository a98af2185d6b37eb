"""How do records of a case become coded facts: steps reached, the claim's fate, one form, euros? Pure."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from litigation_app.casework.claims.rules import AWARDED, ZERO, Decided, Paid
from litigation_app.law import codes
from litigation_app.law.words import Word, word_of

STEPS = ("reported", "investigated", "indicted", "judged", "convicted")
CENT = Decimal("0.01")
_HERE = Path(__file__).parent


class RateMissing(LookupError):
    """No rate to the euro is known for this currency."""


@dataclass(frozen=True)
class Rate:
    """Units of a currency for one euro, on which day, and who says so."""

    per_eur: Decimal
    on: date
    source: Word


@dataclass(frozen=True)
class Reached:
    """A stage that some criminal proceeding of the case reached, the earliest day, and the outcome noted with it."""

    stage: str
    outcome: str | None
    on: date


@dataclass(frozen=True)
class CriminalYears:
    """The year in which each step was first reached; None: not by the day asked for."""

    reported: int | None = None
    investigated: int | None = None
    indicted: int | None = None
    judged: int | None = None
    convicted: int | None = None


@dataclass(frozen=True)
class ClaimRecord:
    """A claim before a criminal court; `filed_on` None: not filed, or the day is not known."""

    currency: str
    filed_on: date | None
    decisions: tuple[Decided, ...] = ()
    payments: tuple[Paid, ...] = ()


@dataclass(frozen=True)
class ClaimProgress:
    """What came of a person's claim by a day: years, the outcome in force, and money in EUR."""

    filed: int | None = None
    decided: int | None = None
    outcome: str | None = None
    judged_claim: int | None = None
    final_award_year: int | None = None
    awarded_eur: Decimal | None = None
    paid_eur: Decimal = ZERO


def criminal_years(reached: Iterable[Reached], by: date) -> CriminalYears:
    """The year in which each step was first reached, by this day.

    Whoever reached a later step had reached the earlier ones by then at the latest, even if nobody wrote them down.
    """
    groups = _progress()["criminal"]
    convicting = _progress()["conviction"]["outcomes"]
    days: dict[str, list[date]] = {step: [] for step in STEPS}
    for one in reached:
        if one.on > by:
            continue
        for step, stages in groups.items():
            if one.stage in stages:
                days[step].append(one.on)
        if one.outcome in convicting:
            days["convicted"].append(one.on)
    later = {step: [day for name in STEPS[place:] for day in days[name]] for place, step in enumerate(STEPS)}
    return CriminalYears(**{step: min(found).year if found else None for step, found in later.items()})


def claim_progress(claims: Iterable[ClaimRecord], by: date) -> ClaimProgress:
    """The fate of a person's claim in criminal proceedings by this day; of several, the one that came furthest."""
    known = [_until(claim, by) for claim in claims]
    furthest = max(known, key=lambda one: (len(one.decisions), one.filed_on is not None), default=None)
    if furthest is None or not (furthest.filed_on or furthest.decisions):
        return ClaimProgress()
    first = min((one.on for one in furthest.decisions), default=None)
    last = max(reversed(furthest.decisions), key=lambda one: (one.on, one.is_final), default=None)  # as claims.sums
    is_final_award = last is not None and last.is_final and last.outcome in AWARDED and bool(last.amount)
    filed = min(day for day in (furthest.filed_on, first) if day is not None)
    return ClaimProgress(
        filed=filed.year,
        decided=first.year if first else None,
        outcome=last.outcome if last else None,
        judged_claim=last.on.year if last else None,
        final_award_year=(last.final_on or last.on).year if last and is_final_award else None,
        awarded_eur=in_eur(last.amount or ZERO, furthest.currency) if last and is_final_award else None,
        paid_eur=in_eur(_recovered(furthest.payments), furthest.currency),
    )


def _until(claim: ClaimRecord, by: date) -> ClaimRecord:
    return ClaimRecord(
        currency=claim.currency,
        filed_on=claim.filed_on if claim.filed_on and claim.filed_on <= by else None,
        decisions=tuple(_known(one, by) for one in claim.decisions if one.on <= by),
        payments=tuple(one for one in claim.payments if one.on <= by),
    )


def _known(decision: Decided, by: date) -> Decided:
    """The decision as it stood on this day: what became final later was not final yet."""
    is_later = decision.final_on is not None and decision.final_on > by
    return replace(decision, is_final=False, final_on=None) if is_later else decision


def _recovered(payments: Iterable[Paid]) -> Decimal:
    left_out = _progress()["claim"]["not_recovered"]
    return sum((one.amount for one in payments if one.payer not in left_out), ZERO)


def criminal_routes() -> tuple[str, ...]:
    """The compensation routes on which a criminal court decides."""
    return tuple(_progress()["claim"]["criminal_routes"])


def one_form(forms: Iterable[str]) -> str:
    """The one form of exploitation under which a person is counted (code of the list "form")."""
    hers = set(forms)
    return next((code for code in _progress()["form"]["priority"] if code in hers), codes.UNKNOWN)


def one_code(listed: str, code: object) -> str:
    """The code if the list has it, else unknown: nothing but codes leaves the room."""
    return code if isinstance(code, str) and code in codes.known(listed) else codes.UNKNOWN


def age_band(age: object) -> str:
    """The band of a completed age at first contact; unknown for anything but a whole number."""
    return codes.age_band(age if isinstance(age, int) else None)


def in_eur(amount: Decimal, currency: str) -> Decimal:
    """The amount in euros at the rate of rates.toml, to the cent; raises RateMissing."""
    return (amount / rate(currency).per_eur).quantize(CENT)


def rate(currency: str) -> Rate:
    """The rate of a currency to the euro; raises RateMissing."""
    try:
        row = _rates()[currency]
    except KeyError:
        raise RateMissing(currency) from None
    return Rate(Decimal(row["per_eur"]), row["date"], word_of(row["source"]))


@cache
def _progress() -> Mapping[str, Any]:
    return tomllib.loads((_HERE / "progress.toml").read_text(encoding="utf-8"))


@cache
def _rates() -> Mapping[str, Any]:
    return tomllib.loads((_HERE / "rates.toml").read_text(encoding="utf-8"))
