"""How do rows of words, days and amounts leave the desk: as a workbook or as CSV, and as nothing that a program takes for a formula?"""

import csv
import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from litigation_app.core.text import harmless

KINDS = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv"}
Cell = str | date | Decimal | int | None  # None: nothing is known, or there is nothing


def written(headings: Sequence[str], rows: Sequence[Sequence[Cell]], kind: str) -> bytes:
    """These rows under their headings; days and amounts are such in a workbook, and as machines write them in CSV."""
    return (_workbook if kind == "xlsx" else _csv)([list(headings), *map(list, rows)])


def _csv(lines: Sequence[Sequence[Cell]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([harmless(cell) if isinstance(cell, str) else cell for cell in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def _workbook(lines: Sequence[Sequence[Cell]]) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, day, money = (
        book.add_worksheet(),
        *(book.add_format({"num_format": one}) for one in ("d. m. yyyy.", "#,##0.00")),
    )
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, len(lines[0]) - 1, 22)
    for down, line in enumerate(lines):
        for across, cell in enumerate(line):
            _write(sheet, (down, across), cell, day, money)
    book.close()
    return out.getvalue()


def _write(sheet: Any, at: tuple[int, int], cell: Cell, day: Any, money: Any) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(*at, cell, day)
    elif isinstance(cell, Decimal):
        sheet.write_number(*at, cell, money)
    elif isinstance(cell, int):
        sheet.write_number(*at, cell)
    elif cell is not None:
        sheet.write_string(*at, cell)
