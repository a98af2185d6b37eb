"""How does a computation lie in its capsule? What was said, and the steps as they were on that day. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from litigation_app.casework.claims.calculations.said import Calculation, Method, Pain, Period, Receipt, Reckoned, Step


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
        "note": said.note,
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
        note=stored["note"],
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
