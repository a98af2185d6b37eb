"""Tables of a partner's bundle, and what a search of them finds."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from bundled import bundle
from litigation_app.gate import plan
from litigation_app.gate.partners.searching import given_away
from litigation_app.gate.partners.stated import Place
from litigation_app.gate.proposal import printed
from litigation_app.statistics.releases import RowOut, TableOut

K = 5
FIRST = 2020
Codes = tuple[str, str]
Counts = Mapping[Codes, int]


def with_totals(inside: Counts) -> dict[Codes, int]:
    """All cells of a table by year and form, its totals too."""
    years, codes = {year for year, _ in inside}, {code for _, code in inside}
    whole = dict(inside)
    whole |= {(year, "_T"): sum(inside[year, code] for code in codes) for year in years}
    return whole | {("_T", code): sum(whole[year, code] for year in years) for code in (*codes, "_T")}


def of(values: Counts, hidden: Collection[Codes], name: str = "victims_by_form", by: str = "FORM") -> TableOut:
    rows = [RowOut(codes, None if codes in hidden else value) for codes, value in values.items()]
    return TableOut(name, "Invented", "PERSON", "victim", ("YEAR", by), rows)


def searched(*tables: TableOut, years: int = 4) -> Place | None:
    return given_away(bundle(first=FIRST, last=FIRST + years - 1, tables=list(tables)), K)


def as_published(mode: str, rows: Sequence[Any], years: int) -> Iterator[TableOut]:
    """The tables of a source as its full design cuts them, with nothing withheld."""
    design = plan.MODES[mode].design(FIRST, FIRST + years - 1, plan.asked(mode))
    system = plan.MODES[mode].system(rows, design)
    shown = frozenset(cell.key for cell in system.cells if cell.published)
    for sheet in design.sheets:
        said = [RowOut((year, code), int(value)) for year, code, value in printed(sheet, system, shown)]
        yield TableOut(sheet.id, sheet.title, sheet.unit, sheet.counted, sheet.dimensions, said)
