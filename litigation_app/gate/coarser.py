"""How does a design become coarser, and in which cells does everybody stand then?"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from litigation_app.disclosure.links import Link, Same, Subset
from litigation_app.disclosure.model import System
from litigation_app.disclosure.plan import AS_ASKED, Coarser, Drawn, periods
from litigation_app.disclosure.tables import TOTAL, Chain, Cross, Row, Table, Variable, Within, build, key, names
from litigation_app.gate.sheets import Design

_FILE = Path(__file__).with_name("coarser.toml")


@cache
def _broader() -> Mapping[str, Mapping[str, str]]:
    """For each variable that can be broader: which code stands for a code."""
    return {variable: entry["codes"] for variable, entry in tomllib.loads(_FILE.read_text("utf-8")).items()}


def codes(variable: str, known: Iterable[str], made: Coarser) -> tuple[str, ...]:
    """The codes of a variable in a design that is made so much coarser."""
    return tuple(dict.fromkeys(_code(variable, code, made) for code in known))


def _code(variable: str, code: str, made: Coarser) -> str:
    return _broader()[variable].get(code, code) if variable in made.broader else code


def code_in(design: Design, variable: str, code: str) -> str:
    """Under which code of a design a code of the full one is counted."""
    return _code(variable, code, design.coarser)


def year(name: str, years: tuple[str, ...], made: Coarser) -> Variable:
    """The years of a design as a variable: single, in groups, or none but their total."""
    said = dict.fromkeys(period_of(years, made).values())
    return Variable(name, tuple(code for code in said if code != TOTAL), harmless=True)


def period_of(years: tuple[str, ...], made: Coarser) -> Mapping[str, str]:
    """Under which code each year is counted: "2021_2022"; one group of all years is their total."""
    groups = periods(years, made.together)
    if len(groups) == 1 and made.together > 1:
        return dict.fromkeys(years, TOTAL)
    return {one: one if len(group) == 1 else f"{group[0]}_{group[-1]}" for group in groups for one in group}


def thinned(design: Design) -> Design:
    """Without the sheets that are left out, the tables that nothing else prints, and the links to those."""
    gone = [table for sheet in design.sheets if sheet.id in design.coarser.without for table in sheet.tables]
    sheets = tuple(sheet for sheet in design.sheets if not any(table in gone for table in sheet.tables))
    shown = [table for table in design.tables if any(table in sheet.tables for sheet in sheets)]
    tied = [table for table in design.tables if _is_tied(table, shown, shown, design.links)]
    tied += [table for table in design.tables if table not in tied and _is_tied(table, shown, tied, design.links)]
    tables = tuple(table for table in design.tables if table in shown or table in tied)
    return replace(design, sheets=sheets, tables=tables, links=tuple(_standing(design.links, tables)))


def _is_tied(table: Table, shown: Sequence[Table], to: Iterable[Table], links: Iterable[Link]) -> bool:
    """A table that is never printed says something where its chain stands, and another table that counts the same: a printed
    one, or one that says something itself.
    """
    if not isinstance(table, Within) or table.of not in shown:
        return False
    mine, others = _names([table]), _names(one for one in to if one is not table.of)
    sides = [({link.whole}, set(link.parts)) for link in links if isinstance(link, Same)]
    return any((one <= mine and two <= others) or (two <= mine and one <= others) for one, two in sides)


def _standing(links: Iterable[Link], tables: Iterable[Table]) -> Iterable[Link]:
    """The links whose every count still stands; what a link leaves can be linked further.

    Where the whole of a subset is gone, its margin holds the parts too: a reader subtracts them from that.
    """
    known = _names(tables)
    for link in links:
        held = link
        if isinstance(link, Subset) and link.whole not in known:
            held = replace(link, whole=link.whole.partition(";")[0])
        if {held.whole, *held.parts} <= known:
            if isinstance(held, Subset):
                known.add(held.left)
            yield held


def _names(tables: Iterable[Table]) -> set[str]:
    return {name for table in tables for name, _printed in names(table)}


def whole(rows: Iterable[Row], design: Design) -> System:
    """Everybody in the cells of a design, as one system. What no sheet prints is never withheld, and no sign stands for it."""
    printed = {name for sheet in design.sheets for _codes, name in sheet.rows}
    made = build([_recoded(row, design) for row in rows], design.tables, design.links)
    rooms = _rooms(design, made)
    cells = (
        replace(cell, room=rooms.get(cell.key, 0), published=cell.published and cell.key in printed)
        for cell in made.cells
    )
    return replace(made, cells=tuple(cells))


def _rooms(design: Design, made: System) -> dict[str, int]:
    """As much as the codes of a table ask for, but no more than the others of their time leave: each may hold somebody."""
    asking = [table for table in design.tables if isinstance(table, Cross) and table.by.room]
    return {
        key(table.time.name, when, table.by.name, code): max(0, min(table.by.room, everyone - len(table.by.codes)))
        for table in asking
        for when in (TOTAL, *table.time.codes)
        for everyone in [int(made.value(key(table.time.name, when)))]
        for code in table.by.codes
    }


def _recoded(row: Row, design: Design) -> Row:
    if design.coarser == AS_ASKED:
        return row
    when = period_of(design.years, design.coarser)
    times = {table.time.name for table in design.tables} | {t.by.name for t in design.tables if isinstance(t, Within)}
    said = {
        name: _at(code, when) if name in times else _code(name, code, design.coarser)
        for name, code in row.codes.items()
    }
    return replace(row, codes=said)


def _at(code: str, when: Mapping[str, str]) -> str:
    """A year, or what became of whoever was indicted in it ("2021 in_time"), by the years that are counted together."""
    year, *rest = code.split(" ")
    return " ".join((when.get(year, year), *rest))


def drawn(design: Design, system: System) -> Drawn:
    """A design as the planner sees it."""
    return Drawn(system, {sheet.id: tuple(key for _codes, key in sheet.rows) for sheet in design.sheets})


def can_be_broader(design: Design) -> tuple[str, ...]:
    """The variables of a design that have broader codes."""
    held = dict(divides(table) for table in design.tables)
    return tuple(variable for variable, said in _broader().items() if said.keys() & set(held.get(variable, ())))


def variables() -> tuple[str, ...]:
    """All variables that have broader codes."""
    return tuple(_broader())


def divides(table: Table) -> tuple[str, tuple[str, ...]]:
    """By what a table divides people, and its codes: a variable or steps; money by nothing."""
    match table:
        case Cross():
            return table.by.name, table.by.codes
        case Chain():
            return table.name, table.steps
        case _:
            return "", ()


def as_json(made: Coarser) -> dict[str, Any]:
    """A coarsening as a draft keeps it."""
    listed = {name: list(getattr(made, name)) for name in ("broader", "without", "instead")}
    return {"together": made.together, **listed}


def from_json(kept: Mapping[str, Any]) -> Coarser:
    """The coarsening of a draft; one that says nothing is as it was asked."""
    return Coarser(kept.get("together", 1), *(tuple(kept.get(name, ())) for name in ("broader", "without", "instead")))
