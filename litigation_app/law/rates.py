"""What is an amount in euros? At the rates of rates.toml. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from litigation_app.core.toml_files import read_toml
from litigation_app.law.words import Word, word_of

CENT = Decimal("0.01")


class RateMissing(LookupError):
    """No rate to the euro is known for this currency."""


@dataclass(frozen=True)
class Rate:
    """Units of a currency for one euro, on which day, and who says so. `is_fixed`: by law, so that it never grows old."""

    per_eur: Decimal
    on: date
    source: Word
    is_fixed: bool = False


def in_eur(amount: Decimal, currency: str) -> Decimal:
    """The amount in euros at the rate of rates.toml, to the cent; raises RateMissing."""
    return (amount / rate(currency).per_eur).quantize(CENT)


def rate(currency: str) -> Rate:
    """The rate of a currency to the euro; raises RateMissing."""
    try:
        row = _rates()[currency]
    except KeyError:
        raise RateMissing(currency) from None
    return Rate(Decimal(row["per_eur"]), row["date"], word_of(row["source"]), row.get("fixed", False))


def days_old(on: date, day: date) -> int:
    """How many days a rate of `on` was old on this day; 0: recent enough to stand without a word."""
    days = (day - on).days
    return days if days > _rates()["old_after_days"] else 0


@cache
def _rates() -> Mapping[str, Any]:
    return read_toml(__file__, "rates.toml")
