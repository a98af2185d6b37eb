"""Which national publications make a regional one, and what does it print? Pure decisions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from litigation_app.gate.partners.rules import same_organisation
from litigation_app.statistics.releases import TOTAL, Release, Table

FEWEST = 2  # countries
MONEY = "EUR"


@dataclass(frozen=True)
class National:
    """A whole publication of one country and who published it; `organisation` "": this desk."""

    organisation: str
    release: Release

    @property
    def country(self) -> str:
        return self.release.countries[0]


@dataclass(frozen=True)
class Summed:
    """A table of the region: the cells that every country has, by codes; None: some country withholds it."""

    id: str
    title: str
    unit: str
    counted: str
    dimensions: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], int | None], ...]


def objection(chosen: Sequence[National]) -> tuple[str, str] | None:
    """Why these publications cannot be added up: a code, and the title in question."""
    if len(chosen) < FEWEST:
        return "few", ""
    for number, one in enumerate(chosen):
        if len(one.release.countries) != 1 or one.release.mode != chosen[0].release.mode:
            return "source", one.release.title
        if one.release.policy_hash != chosen[0].release.policy_hash:
            return "rules", one.release.title
        for other in chosen[:number]:
            if one.country == other.country:
                return "country", one.release.title
            if same_organisation(one.organisation, other.organisation):
                return "organisation", one.release.title
    return None if years(chosen) else ("years", "")


def years(chosen: Sequence[National]) -> tuple[int, ...]:
    """The years that all of them have."""
    first = max(one.release.first.year for one in chosen)
    last = min(one.release.last.year for one in chosen)
    return tuple(range(first, last + 1))


def summed(chosen: Sequence[National]) -> list[Summed]:
    """Every table that all have with the same codes, over the years that all have; not money, whose parts are rounded."""
    found = []
    for table in chosen[0].release.tables:
        tables = [one.release.sheet(table.id) for one in chosen if one.release.has(table.id)]
        if len(tables) == len(chosen) and table.unit != MONEY and _are_alike(tables):
            rows = tuple(_rows(chosen, tables))
            if rows:
                found.append(Summed(table.id, table.title, table.unit, table.counted, table.dimensions, rows))
    return found


def left_out(chosen: Sequence[National], tables: Iterable[Summed]) -> list[str]:
    """The tables of any of them that cannot be added up, by id."""
    kept = {table.id for table in tables}
    return sorted({table.id for one in chosen for table in one.release.tables} - kept)


def _are_alike(tables: Sequence[Table]) -> bool:
    first = tables[0]
    return all(
        (table.unit, table.counted, table.dimensions) == (first.unit, first.counted, first.dimensions)
        and set(table.codes_of(first.dimensions[1])) == set(first.codes_of(first.dimensions[1]))
        for table in tables
    )


def _rows(chosen: Sequence[National], tables: Sequence[Table]) -> Iterable[tuple[tuple[str, ...], int | None]]:
    """Single years first; then the total over them: of what every country prints for just these years, else of the years."""
    common = [str(year) for year in years(chosen)]
    printed = [{row.codes: row.value for row in table} for table in tables]
    codes = tables[0].codes_of(tables[0].dimensions[1])
    if not all((year, codes[0]) in cells for cells in printed for year in common):
        return
    is_same_span = all(_span(one) == (int(common[0]), int(common[-1])) for one in chosen)
    for code in codes:
        by_year = [_sum(printed, (year, code)) for year in common]
        yield from (((year, code), value) for year, value in zip(common, by_year, strict=True))
        total = _sum(printed, (TOTAL, code)) if is_same_span else _all(by_year)
        yield (TOTAL, code), total


def _span(one: National) -> tuple[int, int]:
    return one.release.first.year, one.release.last.year


def _sum(printed: Sequence[Mapping[tuple[str, ...], Any]], codes: tuple[str, ...]) -> int | None:
    return _all([cells.get(codes) for cells in printed])


def _all(values: Sequence[int | None]) -> int | None:
    known = [int(value) for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None
