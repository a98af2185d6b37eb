"""What is each cell of a publication, or between which bounds does it lie by what is printed?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from litigation_app.statistics.indicators.formulas.ranges import UNBOUNDED, ZERO, Cell, exactly, rounded_to
from litigation_app.statistics.releases import Release, Row, Table
from litigation_app.statistics.releases.remembering import Remembered
from litigation_app.statistics.releases.shapes import MONEY

SIGNIFICANT_DIGITS = 3  # of amounts in a publication (docs/release-format.md)


@dataclass(frozen=True)
class Cells:
    """Every cell of a publication, by table, year and code."""

    release: Release
    rows: Mapping[tuple[str, str, str], Cell]

    def at(self, table_id: str, year: str, code: str) -> Cell:
        """A cell; of one that the publication does not have nothing is known."""
        return self.rows.get((table_id, year, code), Cell(None, ZERO, UNBOUNDED))

    def sum(self, table_id: str, year: str, codes: Sequence[str]) -> Cell:
        """Several cells together: a sum that their bounds leave no choice about is known. One cell stays as it was printed."""
        found = [self.at(table_id, year, code) for code in codes]
        if len(found) == 1:
            return found[0]
        low, high = sum((one.low for one in found), ZERO), sum((one.high for one in found), ZERO)
        if all(one.value is not None for one in found):
            return Cell(sum((one.value for one in found if one.value is not None), ZERO), low, high)
        return Cell(low if low == high else None, low, high)

    def each_year(self, table_id: str, codes: Sequence[str]) -> Iterator[tuple[str, Cell]]:
        """For each year of a table these cells together."""
        for year in self.release.sheet(table_id).codes_of("YEAR"):
            yield year, self.sum(table_id, year, codes)

    def of(self, table: Table) -> Iterator[tuple[Row, Cell]]:
        """Each row of a table with its cell."""
        return ((row, self.at(table.id, *row.codes)) for row in table)


def cells(release: Release) -> Cells:
    """All cells of the tables "year by one other thing"; tables of another shape are left out."""
    return _KNOWN.of(release.digest and f"{id(release.tables)}", lambda: _cells(release))


def _cells(release: Release) -> Cells:
    tables = [table for table in release.tables if len(table.dimensions) == 2 and table.dimensions[0] == "YEAR"]
    rows = {(table.id, *row.codes): _cell(row, table.unit) for table in tables for row in table}
    return Cells(release, rows)  # type: ignore[arg-type]


def _cell(row: Row, unit: str) -> Cell:
    """The printed bounds of a withheld one are all that the tables say of it together (the check before publishing)."""
    if row.value is None:
        return Cell(None, Decimal(row.low or 0), UNBOUNDED if row.high is None else Decimal(row.high))
    value = Decimal(row.value)
    return rounded_to(value, SIGNIFICANT_DIGITS) if unit == MONEY else exactly(value)


_KNOWN = Remembered[Cells]()  # by the very tables, which it keeps alive
