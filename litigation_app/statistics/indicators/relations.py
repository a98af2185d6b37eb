"""What do the tables of a publication say about each other, and so about every cell that they withhold?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from litigation_app.statistics.indicators.formulas.ranges import (
    UNBOUNDED,
    ZERO,
    Cell,
    Range,
    Whole,
    Within,
    exactly,
    narrowed,
    rounded_to,
    withheld,
)
from litigation_app.statistics.releases import TOTAL, Release, Row, Table

SIGNIFICANT_DIGITS = 3  # of amounts in a publication (docs/release-format.md)
_ALL_PERSONS = "persons"  # tables by year of first contact share their totals
_BY_FIRST_CONTACT = ("SEX", "AGE", "FORM", "STATUS")
_FIRST_STEP = "victims"
_OTHER_TOTALS = {"FILED": "indicted"}


@dataclass(frozen=True)
class Cells:
    """Every cell of a publication with the bounds that its tables give it together."""

    release: Release
    ranges: Mapping[str, Range]

    def at(self, table_id: str, year: str, code: str) -> Cell:
        """A cell; one that the table does not have is as unknown as a withheld one. KeyError: no such table."""
        table = self.release.sheet(table_id)
        for row in table:
            if row.codes == (year, code):
                return self._cell(table, row)
        return Cell(None, ZERO, UNBOUNDED)

    def of(self, table: Table) -> Iterator[tuple[Row, Cell]]:
        """Each row of a table with its cell."""
        return ((row, self._cell(table, row)) for row in table)

    def _cell(self, table: Table, row: Row) -> Cell:
        bounds = self.ranges[key(table, *row.codes)]
        return Cell(None if row.value is None else Decimal(row.value), bounds.low, bounds.high)


def cells(release: Release) -> Cells:
    """All cells of the tables "year by one other thing"; tables of another shape are left out."""
    tables = [table for table in release.tables if _is_ours(table)]
    ranges: dict[str, Range] = {}
    for table in tables:
        for row in table:
            name, seen = key(table, *row.codes), _range(table, row)
            ranges[name] = ranges.get(name, seen).narrowed(seen.low, seen.high)
    wholes = [whole for table in tables for whole in _wholes(table) if _is_complete(whole, ranges)]
    withins = [within for table in tables for within in _withins(table) if {within.part, within.whole} <= set(ranges)]
    return Cells(release, narrowed(ranges, wholes, withins))


def key(table: Table, year: str, code: str) -> str:
    """The one name of a cell: the totals of all tables by year of first contact have the same."""
    by = table.dimensions[1]
    shares_total = (by in _BY_FIRST_CONTACT and code == TOTAL) or (by == "STEP" and code == _FIRST_STEP)
    return f"{_ALL_PERSONS}|{year}" if shares_total else f"{table.id}|{year}|{code}"


def _is_ours(table: Table) -> bool:
    return len(table.dimensions) == 2 and table.dimensions[0] == "YEAR"


def _range(table: Table, row: Row) -> Range:
    if row.value is None:
        return withheld()
    value = Decimal(row.value)
    return rounded_to(value, SIGNIFICANT_DIGITS) if table.dimensions[1] == "AMOUNT" else exactly(value)


def _is_complete(whole: Whole, ranges: Mapping[str, Range]) -> bool:
    return bool(whole.parts) and {whole.total, *whole.parts} <= set(ranges)


def _wholes(table: Table) -> Iterator[Whole]:
    """All years are the sum of the years; where the second thing divides, its total is the sum of its codes."""
    years, codes = table.codes_of("YEAR"), table.codes_of(table.dimensions[1])
    single = [year for year in years if year != TOTAL]
    for code in codes:
        yield Whole(key(table, TOTAL, code), tuple(key(table, year, code) for year in single))
    if table.dimensions[1] in {"STEP", "AMOUNT"}:
        return
    total = _OTHER_TOTALS.get(table.dimensions[1], TOTAL)
    for year in years:
        yield Whole(key(table, year, total), tuple(key(table, year, code) for code in codes if code != total))


def _withins(table: Table) -> Iterator[Within]:
    if table.dimensions[1] != "STEP":
        return
    steps = table.codes_of("STEP")
    for year in table.codes_of("YEAR"):
        for before, after in pairwise(steps):
            yield Within(key(table, year, after), key(table, year, before))
