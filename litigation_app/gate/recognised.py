"""Like which design is a publication cut that lies here or is brought, and what does it say as a system of that?"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from litigation_app.disclosure.facts import Printed
from litigation_app.disclosure.growth import printed
from litigation_app.disclosure.plan import Coarser
from litigation_app.gate import growing, plan
from litigation_app.gate.coarser import divides, variables
from litigation_app.gate.proposal import read_back
from litigation_app.gate.sheets import Design
from litigation_app.statistics.releases import TOTAL, Release

_ANY_YEAR = 2020  # of no account: tables of any years are alike
MOST_YEARS = 40  # no desk has records of so many; a design of many more takes long to draw
_TIME = re.compile(r"\d{4}(_\d{4})?", re.ASCII)


class DesignUnknown(ValueError):
    """A publication is not cut like any design that this desk has; the message is its title."""


@cache
def planned(mode: str) -> Mapping[str, Sequence[tuple[str, tuple[str, ...]]]]:
    """The unit and the dimensions of every table that publications of a source have; of a source that this desk does not know,
    what tables of that name have in any that it knows.
    """
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for one in [mode] if mode in plan.MODES else plan.MODES:
        for sheet in plan.every_sheet(one, _ANY_YEAR):
            found.setdefault(sheet.id, []).append((sheet.unit, sheet.dimensions))
    return found


def facts_of(release: Release, design: Design) -> Printed:
    """What a publication prints, as a system of the design that it is cut like."""
    system = plan.MODES[release.mode].system([], design)
    return printed(release.id, system, read_back(design, system, _rows_of(release)))


def _rows_of(release: Release) -> dict[str, list[list[Any]]]:
    """Its tables as the gate reads them."""
    return {
        table.id: [
            [*row.codes, None if row.value is None else format(row.value, "f" if table.unit == "EUR" else "d")]
            for row in table
        ]
        for table in release.tables
    }


def design_of(release: Release) -> Design:
    """The design that a publication is cut like: full, or as much coarser as its codes say. Raises DesignUnknown."""
    mode, rows = plan.MODES.get(release.mode), _rows_of(release)
    first, last = release.first.year, release.last.year
    if mode is None or last - first >= MOST_YEARS or not all(map(_is_time, _times(rows))):
        raise DesignUnknown(release.title)
    chosen = plan.chosen(release.mode, rows)
    for made in (chosen, _coarser(mode.design(first, last, chosen), rows, last - first + 1)):
        design = mode.design(first, last, made)
        if growing.is_cut_like(design, rows):
            return design
    raise DesignUnknown(release.title)


def _coarser(full: Design, rows: Mapping[str, Sequence[Sequence[Any]]], years: int) -> Coarser:
    """How much coarser these tables look than the full design."""
    together = min((len(_years(time)) for time in _times(rows)), default=years)  # the last group may be longer
    broader = {
        divides(sheet.tables[0])[0]
        for sheet in full.sheets
        if sheet.id in rows and {codes[1] for codes, _key in sheet.rows} != {str(row[1]) for row in rows[sheet.id]}
    }
    return Coarser(
        together,
        tuple(name for name in variables() if name in broader),
        tuple(sheet.id for sheet in full.sheets if sheet.id not in rows),
        full.coarser.instead,
    )


def _times(rows: Mapping[str, Sequence[Sequence[Any]]]) -> set[str]:
    return {str(row[0]) for table in rows.values() for row in table} - {TOTAL}


def _is_time(code: str) -> bool:
    """A year, or years together in their order."""
    return bool(_TIME.fullmatch(code)) and bool(_years(code))


def _years(time: str) -> range:
    first, _, last = time.partition("_")
    return range(int(first), int(last or first) + 1)
