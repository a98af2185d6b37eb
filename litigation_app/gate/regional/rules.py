"""Which national publications make a regional one, and what does it print? Pure decisions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from litigation_app.gate.partners.rules import same_organisation
from litigation_app.gate.rules import Block, broader
from litigation_app.statistics.releases import TOTAL, Release, Row, Table

FEWEST = 2  # countries
MONEY = "EUR"
Code = str
Blocks = dict[Block, Code]  # the years that a country prints in a table, alone or together


@dataclass(frozen=True)
class National:
    """The publications of one country and source, read as one, and who published them; `organisation` "": this desk, which the
    organisations that it has in that country are `sharing`.
    """

    organisation: str
    release: Release
    sharing: tuple[str, ...] = ()

    @property
    def country(self) -> str:
        return self.release.countries[0]

    @property
    def organisations(self) -> tuple[str, ...]:
        """Whose people it counts."""
        return self.sharing or (self.organisation,)

    def counts_people_of(self, other: "National") -> bool:
        """Whether both count people of one organisation, or may: of data of this desk in a country where it has no office nobody knows."""
        pairs = [(one, its) for one in self.organisations for its in other.organisations]
        return any(not (one and its) or same_organisation(one, its) for one, its in pairs)


@dataclass(frozen=True)
class Summed:
    """A table of the region: the cells that every country has; a range where some country withholds one. `added`: of each
    country, in the order in which they were chosen, the years that are in it.
    """

    id: str
    title: str
    unit: str
    counted: str
    dimensions: tuple[str, ...]
    rows: tuple[Row, ...]
    added: tuple[Block, ...]


def objection(chosen: Sequence[National]) -> tuple[str, str] | None:
    """Why these publications cannot be added up: a code, and the title in question."""
    if len(chosen) < FEWEST:
        return "few", ""
    for number, one in enumerate(chosen):
        if len(one.release.countries) != 1 or one.release.mode != chosen[0].release.mode:
            return "source", one.release.title
        if (one.release.policy_hash, one.release.plan) != (chosen[0].release.policy_hash, chosen[0].release.plan):
            return "rules", one.release.title
        for other in chosen[:number]:
            if one.country == other.country:
                return "country", one.release.title
            if one.counts_people_of(other):
                return "organisation", one.release.title
    return None


def summed(chosen: Sequence[National]) -> list[Summed]:
    """Every table that all have, on the coarsest cut of years and codes that one of them has; not money, whose parts are rounded.

    Each number is the sum of what the countries print, or its range: public numbers are added, so that nothing is told anew.
    """
    return [made for tables in _in_common(chosen) if (made := _summed(tables)) is not None]


def left_out(chosen: Sequence[National], tables: Iterable[Summed]) -> list[str]:
    """The tables of any of them that cannot be added up, by id."""
    kept = {table.id for table in tables}
    return sorted({table.id for one in chosen for table in one.release.tables} - kept)


def wanting(chosen: Sequence[National]) -> tuple[str, str]:
    """Why nothing can be added up: a code, and what would do: of the latest run of those for which fewest years are wanting, whose."""
    found: list[tuple[int, int, str]] = []
    for tables in _in_common(chosen):
        spans = [_blocks(table) for table in tables]
        for run in _runs(spans):
            lacking = [(one.release.title, _lacking(run, has)) for one, has in zip(chosen, spans, strict=True)]
            said = "; ".join(f"{title}: {', '.join(map(str, years))}" for title, years in lacking if years)
            found.append((sum(len(years) for _title, years in lacking), -run.first, f"{run.code} {said}"))
    return ("cut", min(found)[2]) if found else ("tables", "")


def _in_common(chosen: Sequence[National]) -> Iterator[list[Table]]:
    """By table that all of them have in the same form, with numbers of some year, that of each."""
    for first in chosen[0].release.tables:
        tables = [one.release.sheet(first.id) for one in chosen if one.release.has(first.id)]
        form = {(table.unit, table.counted, table.dimensions) for table in tables}
        if len(tables) == len(chosen) and len(form) == 1 and first.unit != MONEY and all(map(_blocks, tables)):
            yield tables


def _summed(tables: Sequence[Table]) -> Summed | None:
    """These tables as one, by the runs of years that each country prints; None: there are none."""
    spans, codes = [_blocks(table) for table in tables], _codes(tables)
    runs = [run for run in _runs(spans) if not any(_lacking(run, one) for one in spans)]
    if not (runs and codes):
        return None
    inside = [[block for run in runs for block in _inside(run, one)] for one in spans]
    rows = tuple(row for run in runs for row in _rows(run, codes, tables))
    first = tables[0]
    added = tuple(Block(min(one).first, max(one).last) for one in inside)
    return Summed(first.id, first.title, first.unit, first.counted, first.dimensions, rows, added)


def _codes(tables: Sequence[Table]) -> dict[Code, Code]:
    """By code of any of them the one under which it is added up: itself where all have the same, else a broader one where all have
    the same of these, else the total alone.
    """
    name = tables[0].dimensions[1]
    lists = [table.codes_of(name) for table in tables]
    every = dict.fromkeys(code for one in lists for code in one)
    for cut in ({code: code for code in every}, {code: broader(name, code) for code in every}):
        if len({frozenset(cut[code] for code in one) for one in lists}) == 1:
            return cut
    total = lists[0][0]  # the first of the codes of each table
    return {total: total} if all(one[0] == total for one in lists) else {}


def _rows(run: Block, codes: dict[Code, Code], tables: Sequence[Table]) -> Iterator[Row]:
    """A run of years: of each code the sum of every number of it that some country prints within these years."""
    cells: dict[Code, list[Row]] = {under: [] for under in codes.values()}
    for table in tables:
        within = _inside(run, _blocks(table)).values()
        for row in table:
            if row.codes[0] in within and row.codes[1] in codes:
                cells[codes[row.codes[1]]].append(row)
    return (_sum((run.code, code), found) for code, found in cells.items())


def _blocks(table: Table) -> Blocks:
    return {Block.of(code): code for code in table.codes_of("YEAR") if code != TOTAL}


def _inside(run: Block, of: Blocks) -> Blocks:
    return {block: code for block, code in sorted(of.items()) if run.holds(block)}


def _runs(spans: Sequence[Blocks]) -> Iterator[Block]:
    """The smallest runs of years that no country's years together cross."""
    every = [block for one in spans for block in one]
    begin = min(block.first for block in every)
    for year in range(begin, max(block.last for block in every) + 1):
        if not any(block.first <= year < block.last for block in every):
            yield Block(begin, year)
            begin = year + 1


def _lacking(run: Block, of: Blocks) -> list[int]:
    """The years of a run that a country would have to print. One whose first years lie within it counts from then on, as years
    together do that a country prints itself.
    """
    there = {year for block in _inside(run, of) for year in block.years}
    is_begun = bool(there) and min(of).first == min(there)
    return [year for year in run.years if year not in there and not (is_begun and year < min(there))]


def _sum(codes: tuple[str, str], cells: Sequence[Row]) -> Row:
    known = [int(row.value) for row in cells if row.value is not None]
    if len(known) == len(cells):
        return Row(codes, sum(known))
    lows = [int(row.value) if row.value is not None else row.low or 0 for row in cells]
    highs = [int(row.value) if row.value is not None else row.high for row in cells]
    bounded = [high for high in highs if high is not None]
    return Row(codes, None, low=sum(lows), high=sum(bounded) if len(bounded) == len(cells) else None)
