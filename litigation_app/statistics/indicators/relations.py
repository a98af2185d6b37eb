"""What do the tables of a publication say about each other, and so about every cell that they withhold?"""

from collections.abc import Iterator, Mapping, Sequence
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
from litigation_app.statistics.releases.remembering import Remembered

SIGNIFICANT_DIGITS = 3  # of amounts in a publication (docs/release-format.md)
_ALL_PERSONS = "persons"  # tables by year of first contact share their totals
_BY_FIRST_CONTACT = ("SEX", "AGE", "FORM", "STATUS")
_FIRST_STEP = "victims"
_OTHER_TOTALS = {"FILED": "indicted"}


@dataclass(frozen=True)
class Cells:
    """Every cell of a publication with the bounds that its tables give it together. `rows`: by table, year and code."""

    release: Release
    ranges: Mapping[str, Range]
    rows: Mapping[tuple[str, str, str], Cell]

    def at(self, table_id: str, year: str, code: str) -> Cell:
        """A cell; one that the publication does not have is as unknown as a withheld one."""
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
    tables = [table for table in release.tables if _is_ours(table)]
    ranges: dict[str, Range] = {}
    for table in tables:
        for row in table:
            name, seen = key(table, *row.codes), _range(table, row)
            ranges[name] = ranges.get(name, seen).narrowed(seen.low, seen.high)
    wholes = [whole for table in tables for whole in _wholes(table) if _is_complete(whole, ranges)]
    withins = [within for table in tables for within in _withins(table) if {within.part, within.whole} <= set(ranges)]
    found = narrowed(ranges, wholes, withins)
    rows = {(table.id, *row.codes): _cell(row, found[key(table, *row.codes)]) for table in tables for row in table}
    return Cells(release, found, rows)  # type: ignore[arg-type]


def _cell(row: Row, bounds: Range) -> Cell:
    return Cell(None if row.value is None else Decimal(row.value), bounds.low, bounds.high)


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


_KNOWN = Remembered[Cells]()  # by the very tables, which it keeps alive
