"""Which national publications make a regional one, and what does it print? Pure decisions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from litigation_app.gate.partners.rules import same_organisation
from litigation_app.gate.rules import Block
from litigation_app.statistics.releases import TOTAL, Release, Row, Table

FEWEST = 2  # countries
MONEY = "EUR"


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
    """A table of the region: the cells that every country has; a range where some country withholds one."""

    id: str
    title: str
    unit: str
    counted: str
    dimensions: tuple[str, ...]
    rows: tuple[Row, ...]


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
    return None if years(chosen) else ("years", "")


def years(chosen: Sequence[National]) -> tuple[int, ...]:
    """The years that all of them have."""
    first = max(one.release.first.year for one in chosen)
    last = min(one.release.last.year for one in chosen)
    return tuple(range(first, last + 1))


def summed(chosen: Sequence[National]) -> list[Summed]:
    """Every table that all have with the same codes, over the years that all have; not money, whose parts are rounded.

    Each number is the sum of what the countries print, or its range: public numbers are added, so that nothing is told anew.
    """
    found = []
    for table in chosen[0].release.tables:
        tables = [one.release.sheet(table.id) for one in chosen if one.release.has(table.id)]
        if len(tables) == len(chosen) and table.unit != MONEY and _are_alike(tables):
            rows = tuple(_rows(tables))
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


def _rows(tables: Sequence[Table]) -> Iterable[Row]:
    """By common years: those that each country prints, by themselves or as years together."""
    of = [_blocks(table) for table in tables]
    for block in _common([set(one) for one in of]):
        inside = [
            [code for span, code in one.items() if block.first <= span.first and span.last <= block.last] for one in of
        ]
        for code in tables[0].codes_of(tables[0].dimensions[1]):
            cells = [
                next(row for row in table if row.codes == (year, code))
                for table, years in zip(tables, inside, strict=True)
                for year in years
            ]
            yield _sum((block.code, code), cells)


def _blocks(table: Table) -> dict[Block, str]:
    return {Block.of(code): code for code in table.codes_of("YEAR") if code != TOTAL}


def _common(spans: Sequence[set[Block]]) -> Iterable[Block]:
    """The smallest runs of years that each country prints whole."""
    years = [{year for one in mine for year in one.years} for mine in spans]
    last: dict[int, int] = {}
    for year in sorted(set.intersection(*years)):
        ends = [one for mine in spans for one in mine if year in one.years]
        first, until = min(one.first for one in ends), max(one.last for one in ends)
        last[first] = max(last.get(first, 0), until)
    for first, until in last.items():
        block = Block(first, until)
        if all(_is_whole(block, mine) for mine in spans):
            yield block


def _is_whole(block: Block, spans: Iterable[Block]) -> bool:
    """Whether these spans cover just these years, none of them beyond."""
    inside = [one for one in spans if block.first <= one.first and one.last <= block.last]
    return sum(len(one.years) for one in inside) == len(block.years)


def _sum(codes: tuple[str, str], cells: Sequence[Row]) -> Row:
    known = [int(row.value) for row in cells if row.value is not None]
    if len(known) == len(cells):
        return Row(codes, sum(known))
    lows = [int(row.value) if row.value is not None else row.low or 0 for row in cells]
    highs = [int(row.value) if row.value is not None else row.high for row in cells]
    bounded = [high for high in highs if high is not None]
    return Row(codes, None, low=sum(lows), high=sum(bounded) if len(bounded) == len(cells) else None)
