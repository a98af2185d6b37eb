"""What is one printed table of a publication, and how do tables that count the same keep to each other?"""

from collections.abc import Iterable
from dataclasses import dataclass

from litigation_app.disclosure.links import Link, Subset
from litigation_app.disclosure.plan import AS_ASKED, Coarser
from litigation_app.disclosure.tables import TOTAL, Cross, Table, key


@dataclass(frozen=True)
class Sheet:
    """One printed table: its name, what is counted, its dimensions, the cell key behind each row of codes; `tables`: whose
    cells those are.
    """

    id: str
    title: str
    unit: str
    counted: str
    dimensions: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], str], ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True)
class Counted:
    """In which unit a table counts, and what: PERSON and "accused"."""

    unit: str
    what: str


@dataclass(frozen=True)
class Design:
    """All tables of one publication of these years with the links among them; `coarser`: how it differs from the full one."""

    years: tuple[str, ...]
    tables: tuple[Table, ...]
    links: tuple[Link, ...]
    sheets: tuple[Sheet, ...]
    coarser: Coarser = AS_ASKED


def years_of(first_year: int, last_year: int) -> tuple[str, ...]:
    """The years, both included, as codes."""
    return tuple(str(year) for year in range(first_year, last_year + 1))


def times(table: Table) -> tuple[str, ...]:
    return (TOTAL, *table.time.codes)


def cross_sheet(
    name: str,
    title: str,
    counted: Counted,
    table: Cross,
    *,
    dimension: str = "",
    codes: Iterable[str] = (),
    whole: str = TOTAL,
    total: str = TOTAL,
) -> Sheet:
    """A table as it is printed: all its codes, or those named. `whole`: the code whose parts they are; `total`: its name."""
    shown = [(whole, total), *((code, code) for code in (tuple(codes) or table.by.codes))]
    variable, time = table.by.name, table.time.name
    rows = tuple(((when, said), key(time, when, variable, code)) for when in times(table) for code, said in shown)
    return Sheet(name, title, counted.unit, counted.what, ("YEAR", dimension or variable), rows, (table,))


def same(first: str, second: str) -> tuple[Subset, Subset]:
    """Two cells that count the same: each holds the other, so that nothing can be left of either."""
    return Subset(first, (second,)), Subset(second, (first,))
