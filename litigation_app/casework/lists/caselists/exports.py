"""What of a list of cases leaves the desk, by code names alone?"""

from collections.abc import Iterator
from datetime import date

from litigation_app.casework.lists.caselists import presenters, queries
from litigation_app.casework.lists.caselists.presenters import Row
from litigation_app.casework.lists.caselists.rules import Wanted
from litigation_app.core.access import Actor
from litigation_app.core.language import _
from litigation_app.core.sheets import Cell

MOST = 10_000  # cases in one file
_AT_ONCE = 500


def lines(actor: Actor, wanted: Wanted, title: str, today: date) -> list[list[Cell]]:
    """Exactly the list that she asked for, at most MOST of it, without its headings; `title`: what it is called."""
    return [[*_cells(row), title] for row in _rows(actor, wanted, today)]


def _rows(actor: Actor, wanted: Wanted, today: date) -> Iterator[Row]:
    mark = None
    for _page in range(MOST // _AT_ONCE):
        page = queries.page(actor, wanted, after=mark, most=_AT_ONCE)
        cases = [one.id for one in page.rows]
        yield from presenters.rows(page.rows, queries.clients(cases), queries.facets(cases), today)
        mark = page.next
        if mark is None:
            return


def headings() -> list[str]:
    return [
        _("Case"), _("Code name"), _("Clients"), _("Stage"), _("Proceedings"), _("Claims"), _("Next"), _("What"),
        _("May be time-barred after"), _("Court"), _("Lawyer"), _("Office"), _("List"),
    ]  # fmt: skip


def _cells(row: Row) -> list[Cell]:
    next_: Cell = row.next_on or row.next.day
    of_case = [row.reference, row.code_name, row.clients, row.stage, row.every_kind, row.claims]
    return [*of_case, next_, row.next.what, row.barred_on, row.court, row.lawyer, row.office]
