"""How does a list of cases leave the desk: by code names, as a workbook or as CSV, and as nothing that a program takes for a formula?"""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date

from litigation_app.casework.lists.caselists import presenters, queries
from litigation_app.casework.lists.caselists.presenters import Row
from litigation_app.casework.lists.caselists.rules import Wanted
from litigation_app.core.access import Actor
from litigation_app.core.language import _
from litigation_app.core.text import harmless

MOST = 10_000  # cases in one file
KINDS = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv"}
_AT_ONCE = 500


def lines(actor: Actor, wanted: Wanted, today: date) -> list[list[str]]:
    """Exactly the list that she asked for, at most MOST of it, without its headings."""
    return [_cells(row) for row in _rows(actor, wanted, today)]


def written(lines: Sequence[Sequence[str]], kind: str) -> bytes:
    """These lines under their headings."""
    return (_workbook if kind == "xlsx" else _csv)([_headings(), *lines])


def _rows(actor: Actor, wanted: Wanted, today: date) -> Iterator[Row]:
    mark = None
    for _page in range(MOST // _AT_ONCE):
        page = queries.page(actor, wanted, after=mark, most=_AT_ONCE)
        cases = [one.id for one in page.rows]
        yield from presenters.rows(page.rows, queries.clients(cases), queries.facets(cases), today)
        mark = page.next
        if mark is None:
            return


def _headings() -> list[str]:
    return [
        _("Case"), _("Code name"), _("Clients"), _("Stage"), _("Proceedings"), _("Claims"), _("Next"), _("What"), _("Court"),
        _("Lawyer"), _("Office"),
    ]  # fmt: skip


def _cells(row: Row) -> list[str]:
    flags = ", ".join(words for _look, _icon, words in row.flags)
    of_case = [row.reference, row.code_name, row.clients, row.stage, row.kinds, flags]
    return [*of_case, row.next.day, row.next.what, row.court, row.lawyer, row.office]


def _csv(lines: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([harmless(cell) for cell in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def _workbook(lines: Sequence[Sequence[str]]) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, len(lines[0]) - 1, 22)
    for down, line in enumerate(lines):
        for across, cell in enumerate(line):
            sheet.write_string(down, across, cell)
    book.close()
    return out.getvalue()
