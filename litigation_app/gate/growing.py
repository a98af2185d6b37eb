"""How are the tables of a publication printed that goes on from an earlier one?"""

from collections.abc import Mapping, Sequence
from typing import Any

from litigation_app.disclosure.growth import fresh_years
from litigation_app.disclosure.model import System
from litigation_app.disclosure.tables import TOTAL
from litigation_app.gate.sheets import Design, Sheet

Sheets = Mapping[str, Sequence[Sequence[Any]]]
MONEY = "EUR"


def fresh(design: Design, whole: System, carried_until: int | None) -> System:
    """The system with what is printed at its own vintage: all of it, or the years after those carried forward."""
    if carried_until is None:
        return whole
    return fresh_years(whole, design.tables, _later(design, carried_until))


def _later(design: Design, carried_until: int) -> list[str]:
    return [year for year in design.years if year > str(carried_until)]


def carried(design: Design, sheets: Sheets, source: Sheets, carried_until: int) -> dict[str, list[list[Any]]]:
    """The tables with every earlier year as the source printed it, and totals that are the source's and the new years'.

    A total is withheld where one of those is, or is not printed at all; so is every total of money, whose parts are rounded.
    A table that the source could not have yet begins with the new years.
    """
    later = _later(design, carried_until)
    return {sheet.id: _carried(sheet, sheets[sheet.id], source.get(sheet.id, ()), later) for sheet in design.sheets}


def _carried(sheet: Sheet, mine: Sequence[Any], source: Sequence[Any], later: Sequence[str]) -> list[list[Any]]:
    new = {tuple(codes): value for *codes, value in mine}
    old = {tuple(codes): value for *codes, value in source}

    def value(when: str, *codes: str) -> Any:
        if when in later:
            return new[when, *codes]
        if when != TOTAL:
            return old[when, *codes]
        parts = [*([old[TOTAL, *codes]] if old else []), *(new.get((year, *codes)) for year in later)]
        return None if None in parts or sheet.unit == MONEY else str(sum(int(part) for part in parts))

    return [[*codes, value(*codes)] for codes, _key in sheet.rows]


def printed_keys(design: Design, sheets: Sheets) -> set[str]:
    """The cells that these tables print."""
    where = {(sheet.id, *codes): key for sheet in design.sheets for codes, key in sheet.rows}
    return {where[name, *codes] for name, rows in sheets.items() for *codes, value in rows if value is not None}


def is_cut_like(design: Design, sheets: Sheets) -> bool:
    """Whether these printed tables are those of the design, row by row."""
    cut = {name: sorted(tuple(codes) for *codes, _value in rows) for name, rows in sheets.items()}
    return cut == {sheet.id: sorted(codes for codes, _key in sheet.rows) for sheet in design.sheets}
