"""What is said of how a row of a claim is computed, and in which steps does it come to its amount? Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NoReturn

from litigation_app.casework.claims.rules import ZERO
from litigation_app.casework.clients.victims.rules import NotPrintable
from litigation_app.law.debts.account import cents

NOTE = 5_000  # letters of what an amount rests on
AGREED = "agreed"  # the step of work at a wage that was agreed, not the minimum
PAID = "paid"  # the step of what she was paid already
ASSUMED = "assumed"  # a wage of a day after the table's end


class Method(StrEnum):
    """In which way an amount is computed."""

    STATED = "stated"
    EARNINGS = "earnings"
    RECEIPTS = "receipts"
    DAYS = "days"
    EXPERT = "expert"


class Pain(StrEnum):
    """How strong the pain of a day was, as the guideline of the daily rates has it."""

    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"


@dataclass(frozen=True)
class Period:
    """Work from `first` to `last` (both count). `wage` None: the minimum wage of the time; else one known from `source`."""

    first: date
    last: date
    hours: int  # a week
    wage: Decimal | None = None
    is_hourly: bool = False
    source: str = ""


@dataclass(frozen=True)
class Receipt:
    """Money that she spent. `rate` None: it is in the claim's currency, or the rate is fixed; else what one unit of it is worth."""

    on: date
    amount: Decimal
    currency: str
    what: str
    rate: Decimal | None = None
    rate_on: date | None = None
    rate_source: str = ""


@dataclass(frozen=True)
class Calculation:
    """What was said about one row; plaintext, so it refuses to be printed. Of `method`, the rest is empty.

    `by`, `on`: the expert and the day of the finding; `amount`: what is stated, or what the expert found.
    """

    method: Method
    periods: tuple[Period, ...] = ()
    received: Decimal = ZERO
    receipts: tuple[Receipt, ...] = ()
    days: Mapping[Pain, int] = field(default_factory=dict)
    amount: Decimal | None = None
    by: str = ""
    on: date | None = None
    note: str = ""

    def __repr__(self) -> NoReturn:
        raise NotPrintable

    __str__ = __repr__


@dataclass(frozen=True)
class Step:
    """One line of a computation: `count` x `each` = `amount` (exact; below zero for what comes off), or `amount` alone.

    `what`: a Method, a Pain, AGREED or PAID; `unit`: hour, month, day or a currency. `doubt`: a mark of the wage table, ASSUMED, or "".
    """

    what: str
    exact: Fraction
    count: Decimal | None = None
    unit: str = ""
    each: Decimal | None = None
    first: date | None = None
    last: date | None = None
    said: str = ""
    doubt: str = ""

    @property
    def amount(self) -> Decimal:
        return cents(self.exact)


@dataclass(frozen=True)
class Reckoned:
    """The steps of a computation, and what they come to."""

    steps: tuple[Step, ...]

    @property
    def amount(self) -> Decimal:
        return cents(sum((one.exact for one in self.steps), Fraction(0)))
