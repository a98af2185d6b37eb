"""What surrounds the rows of a claim: the debtors, whether it is quantified, the advice she had, a rate to the euro. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NoReturn

from litigation_app.casework.claims.rules import APPROVED, DECIDED, SUBMITTED, Blocker
from litigation_app.core.text import NotPrintable
from litigation_app.law.debts.account import cents


class Interest(StrEnum):
    """From when default interest is asked."""

    LAW = "law"
    FILING = "filing"
    DAY = "day"
    NONE = "none"


@dataclass(frozen=True)
class EuroRate:
    """How many units of the claim's currency one euro was, on which day, and who says so."""

    per_eur: Decimal
    on: date
    source: str


@dataclass(frozen=True)
class Terms:
    """What is said of a claim beside its rows. `debtors`: ids of the accused of whom it is asked, jointly and severally.

    `of_some`: by kind of damage, those of them who alone are asked for it; of a kind that is missing all are.
    `advised_on` None: not recorded. `advice`: plaintext, sealed under her key; None: leave what is there.
    """

    is_quantified: bool
    debtors: frozenset[str]
    advised_on: date | None
    rate: EuroRate | None
    advice: str | None = field(default=None, repr=False)
    of_some: Mapping[str, frozenset[str]] = field(default_factory=dict)
    interest: str = ""  # an Interest; "": nobody said
    interest_from: date | None = None  # of Interest.DAY

    def __str__(self) -> NoReturn:
        raise NotPrintable


_FIXED = {SUBMITTED: Blocker.ALREADY_SUBMITTED, APPROVED: Blocker.ALREADY_APPROVED, DECIDED: Blocker.ALREADY_DECIDED}


def blockers_of_fixed(state: str) -> list[Blocker]:
    """Why neither whom it is asked of, nor its interest, nor its evidence can change: nothing does that is reviewed, or was."""
    return [_FIXED[state]] if state in _FIXED else []


def fewer(debtors: frozenset[str], of_some: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """The kinds of damage that are really asked of fewer than all debtors."""
    return {head: those for head, those in of_some.items() if those and those != debtors}


def in_eur(amount: Decimal, rate: EuroRate) -> Decimal:
    """The amount in euros at this rate, to the cent, a half upwards."""
    return cents(Fraction(amount) / Fraction(rate.per_eur))
