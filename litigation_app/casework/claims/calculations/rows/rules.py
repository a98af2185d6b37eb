"""What is said of how a row of a claim is computed, in which steps does it come to its amount, and how does it lie in its capsule? Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from litigation_app.casework.claims.rules import ZERO
from litigation_app.core.text import Unprintable
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


@dataclass(frozen=True, repr=False)
class Calculation(Unprintable):
    """What was said about one row; plaintext, so it refuses to be printed. Of `method`, the rest is empty.

    `by`, `on`: the expert and the day of the finding; `amount`: what is stated, or what the expert found. `keeps_note`: what the
    row rests on could not be read then: the note of before holds.
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
    keeps_note: bool = False


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


@dataclass(frozen=True)
class Kept:
    """A computation, opened. Its steps are those of the day on which it was made: tables of wages may have grown since."""

    said: Calculation = field(repr=False)
    reckoned: Reckoned = field(repr=False)


def explained(before: Kept | None, amount: Decimal, note: str) -> Kept:
    """The same computation with another note; of a sum that was typed, or typed over, a stated one."""
    if before is not None and before.reckoned.amount == amount and before.said.method is not Method.STATED:
        return Kept(replace(before.said, note=note), before.reckoned)
    said = Calculation(Method.STATED, amount=amount, note=note)
    return Kept(said, Reckoned((Step(Method.STATED, Fraction(amount), said=note),)))


def content(one: Kept) -> dict[str, Any]:
    """What goes into the capsule."""
    said = one.said
    return {
        "method": said.method.value,
        "periods": [_plain(asdict(period)) for period in said.periods],
        "received": str(said.received),
        "receipts": [_plain(asdict(receipt)) for receipt in said.receipts],
        "days": {pain.value: count for pain, count in said.days.items()},
        "finding": _plain({"amount": said.amount, "by": said.by, "on": said.on}),
        "note": None if said.keeps_note else said.note,
        "steps": [_plain(asdict(step)) for step in one.reckoned.steps],
    }


def opened(stored: Mapping[str, Any]) -> Kept:
    """What a capsule holds."""
    finding = stored["finding"]
    said = Calculation(
        method=Method(stored["method"]),
        periods=tuple(_period(row) for row in stored["periods"]),
        received=Decimal(stored["received"]),
        receipts=tuple(_receipt(row) for row in stored["receipts"]),
        days={Pain(pain): count for pain, count in stored["days"].items()},
        amount=_amount(finding["amount"]),
        by=finding["by"],
        on=_day(finding["on"]),
        note=stored["note"] or "",
        keeps_note=stored["note"] is None,
    )
    return Kept(said, Reckoned(tuple(_step(row) for row in stored["steps"])))


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """Amounts, fractions and days as text; the rest as it is."""
    return {name: str(value) if isinstance(value, Decimal | Fraction | date) else value for name, value in row.items()}


def _period(row: Mapping[str, Any]) -> Period:
    days = {"first": date.fromisoformat(row["first"]), "last": date.fromisoformat(row["last"])}
    return Period(**{**row, **days, "wage": _amount(row["wage"])})


def _receipt(row: Mapping[str, Any]) -> Receipt:
    paid = {"on": date.fromisoformat(row["on"]), "amount": Decimal(row["amount"])}
    return Receipt(**{**row, **paid, "rate": _amount(row["rate"]), "rate_on": _day(row["rate_on"])})


def _step(row: Mapping[str, Any]) -> Step:
    numbers = {"exact": Fraction(row["exact"]), "count": _amount(row["count"]), "each": _amount(row["each"])}
    return Step(**{**row, **numbers, "first": _day(row["first"]), "last": _day(row["last"])})


def _amount(said: str | None) -> Decimal | None:
    return None if said is None else Decimal(said)


def _day(said: str | None) -> date | None:
    return None if said is None else date.fromisoformat(said)
