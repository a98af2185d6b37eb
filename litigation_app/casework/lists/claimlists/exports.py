"""What of a list of claims leaves the desk, by code names alone?"""

from collections.abc import Iterator
from datetime import date

from litigation_app.casework.cases.models import NEVER
from litigation_app.casework.claims.presenters import route_name
from litigation_app.casework.lists.claimlists import presenters, queries
from litigation_app.casework.lists.claimlists.queries import Line
from litigation_app.casework.lists.claimlists.rules import Asked
from litigation_app.core.access import Actor
from litigation_app.core.clock import local
from litigation_app.core.language import _
from litigation_app.core.sheets import Cell

MOST = 10_000  # cases in one file
_AT_ONCE = 500


def lines(actor: Actor, asked: Asked, title: str, today: date) -> list[list[Cell]]:
    """Exactly the list that she asked for, at most of MOST cases, without its headings; `title`: what it is called."""
    return [[*_cells(line, today), title] for line in _lines(actor, asked)]


def _lines(actor: Actor, asked: Asked) -> Iterator[Line]:
    mark = None
    for _page in range(MOST // _AT_ONCE):
        page = queries.page(actor, asked.waits, asked.cases, after=mark, most=_AT_ONCE)
        yield from page.rows
        mark = page.next
        if mark is None:
            return


def headings() -> list[str]:
    return [
        _("Case"), _("Client"), _("Route"), _("Version"), _("Claimed"), _("Owed today"), _("Currency"),
        _("At least: interest is not counted yet"), _("Filed on"), _("Sent or saved on"), _("Next"), _("What"), _("Lawyer"),
        _("Written by"), _("List"),
    ]  # fmt: skip


def _cells(line: Line, today: date) -> list[Cell]:
    row, owed = presenters.row(line, today), line.owed
    amounts: list[Cell] = [line.total, owed.total if owed else None, line.currency]
    amounts.append(_("yes") if owed and owed.is_least else "")
    sent = local(line.since).date() if line.since else None
    next_: Cell = line.case.next_on if line.case.next_on != NEVER and not row.closed else row.next.day
    what: list[Cell] = [line.case.reference, line.victim, route_name(line.case.country, line.route), line.version]
    return [*what, *amounts, line.claim.filed_on, sent, next_, row.next.what, row.lawyer, line.lawyer]
