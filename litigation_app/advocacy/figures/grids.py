"""What is a figure: a title, a picture, a note, and a table that keeps its numbers raw for files and worded for screens?"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from litigation_app.core.charts import Table
from litigation_app.core.language import _, current
from litigation_app.core.money import format_number
from litigation_app.core.text import NBSP

Result = Mapping[str, Any]
Raw = str | float
Wording = Callable[[float], str]
DIGITS = 3  # of an amount that carry meaning
NONE = "–"  # there is no such number; what is withheld has another sign
THOUSAND = 1000.0
SMALLEST_CHANCE = 0.0005  # it, and less, would be written as nothing
DRAWN_LEAST = 1e-9  # a chance of nothing in a picture, whose axis says 0 and whose bar "< 0.1"


@dataclass(frozen=True)
class Grid:
    """Headings and raw rows; `worded`: for each column after the first how its numbers are said."""

    headings: Sequence[str]
    rows: Sequence[Sequence[Raw]]
    worded: Sequence[Wording]

    @property
    def shown(self) -> Table:
        """As finished words."""
        return Table(self.headings, [[self._say(place, cell) for place, cell in enumerate(row)] for row in self.rows])

    def _say(self, place: int, cell: Raw) -> str:
        return cell if isinstance(cell, str) else self.worded[max(place - 1, 0)](cell)


@dataclass(frozen=True)
class Figure:
    """`code` names it in addresses and files; `looks`: classes of the legend with their words; `numeric`: columns set right;
    `narrow`: the picture for a window that has no room for the other."""

    code: str
    title: str
    grid: Grid
    picture: Markup | None = None
    note: str = ""
    looks: Sequence[tuple[str, str]] = ()
    numeric: Sequence[int] | None = None
    narrow: Markup | None = None

    @property
    def table(self) -> Table:
        """The same as words."""
        return self.grid.shown


def rounded_once() -> str:
    """Of tables with totals, on the page, in the form and in files alike."""
    return _("Each figure is rounded once, from the exact one; figures may not add up because of rounding.")


def whole(value: float) -> str:
    """1,234"""
    return format_number(Decimal(round(value)), current(), 0)


def rounded(value: float) -> float:
    """To so many digits as carry meaning, and never finer than a unit: 1,230,000, but 987 as it is."""
    if value == 0 or not math.isfinite(value):
        return value
    finest = max(math.floor(math.log10(abs(value))) - DIGITS + 1, 0)
    return float(round(value, -finest)) + 0.0  # no minus before a nothing


def amount(value: float) -> str:
    """An amount of an estimate as page and study say it; tables and files have it exactly."""
    return whole(rounded(value))


def amounts_rounded() -> str:
    """What stands once beside such amounts."""
    return _("Amounts are rounded to three digits, as in the study; the tables and their files have them exactly.")


def thousands(value: float) -> str:
    """A sum of money in thousands, without decimals."""
    return whole(value / THOUSAND)


def decimals(places: int) -> Wording:
    """Numbers with so many decimals."""
    return lambda value: format_number(Decimal(repr(float(value))), current(), places)


def exact(value: float) -> str:
    """With all the decimals that it has: of a rate of exchange, which a law or a bank says."""
    digits = Decimal(repr(float(value))).normalize()
    return format_number(digits, current(), max(-int(digits.as_tuple().exponent), 0))


def percent(value: float) -> str:
    """A share as per cent: no decimal from ten on, one from one on, two below."""
    return f"{bare_percent(value)}{NBSP}%"


def bare_percent(value: float) -> str:
    """The same without its sign, for cells of a map."""
    least = Decimal("0.01")
    number = Decimal(repr(100 * float(value)))
    if 0 < number < least:
        return f"<{format_number(least, current())}"
    places = 0 if number == 0 or number >= Decimal("9.95") else 1 if number >= Decimal("0.995") else 2
    return format_number(number, current(), places)


def share(value: float) -> str:
    """A share: one decimal, rounded once."""
    return f"{bare_share(value)}{NBSP}%"


def bare_share(value: float) -> str:
    """The same without its sign."""
    return format_number(100 * Decimal(repr(float(value))), current(), 1)


def chance(value: float) -> str:
    """A chance as page and study say it: what hardly any future showed is below the smallest, not zero."""
    return f"{bare_chance(value)}{NBSP}%"


def bare_chance(value: float) -> str:
    """The same without its sign."""
    return f"<{NBSP}{bare_share(2 * SMALLEST_CHANCE)}" if value <= SMALLEST_CHANCE else bare_share(value)


def level(value: float) -> str:
    """5 %, 99.9 %: a level of a quantile."""
    digits = Decimal(f"{100 * value:.10g}")
    return f"{format_number(digits, current(), max(-int(digits.as_tuple().exponent), 0))}{NBSP}%"


def text(value: float) -> str:
    """For columns that hold words only."""
    return whole(value)


def years_of(result: Result) -> list[int]:
    """The years of the run."""
    return [int(result["first_year"]) + t for t in range(int(result["horizon"]))]
