"""Of which years does a publication say nothing but zero? A reader must not take that for counted people."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from litigation_app.statistics.releases.shapes import TOTAL, Row, RowOut


class _TableLike(Protocol):
    @property
    def rows(self) -> Sequence[Row | RowOut]: ...


def years_of_zeros(tables: Iterable[_TableLike]) -> list[str]:
    """The codes of the years of which every number of every table is printed and zero; the year is the first of a row's codes."""
    return zero_years((row.codes[0], row.value) for table in tables for row in table.rows)


def zero_years(cells: Iterable[tuple[str, object]]) -> list[str]:
    """The same of years with their values; a value is a number, its digits, or None: withheld."""
    found: dict[str, bool] = {}
    for year, value in cells:
        found[year] = found.get(year, True) and value is not None and str(value) == "0"
    return [year for year, is_zero in found.items() if is_zero and year != TOTAL]
