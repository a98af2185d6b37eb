"""How is a list of cases said, its tabs, what comes next in each case, how its claims stand, and what of it leaves the desk? Rows in,
words out; out of the desk by code names alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from litigation_app.casework.cases.models import NEVER
from litigation_app.casework.cases.rules import court_name, stage_name
from litigation_app.casework.lists.caselists import queries
from litigation_app.casework.lists.caselists.forms import FilterForm
from litigation_app.casework.lists.caselists.rules import CAP, Name, Order, Tab, Wanted
from litigation_app.casework.proceedings.limitation.presenters import perhaps_over
from litigation_app.casework.proceedings.limitation.rules import BARRED_WITHIN
from litigation_app.casework.proceedings.rules import CLAIM, CRIMINAL
from litigation_app.casework.proceedings.upcoming.presenters import Next, next_of
from litigation_app.casework.proceedings.upcoming.queries import Line
from litigation_app.core.access import Actor
from litigation_app.core.language import _, _l, current, format_date
from litigation_app.core.sheets import Cell
from litigation_app.law import loader

TABS = {
    Tab.RUNNING: _l("Running"),
    Tab.UNDATED: _l("No next date"),
    Tab.OVERDUE: _l("Next date passed"),
    Tab.RETURNED: _l("Claim returned"),
    Tab.REVIEW: _l("Waiting for review"),
    Tab.UNFILED: _l("Approved, not filed"),
    Tab.OVER: _l("Over"),
    Tab.ALL: _l("All"),
}
ORDERS = {
    Order.NEXT: _l("Next date, the nearest first"),
    Order.LAST: _l("Next date, the furthest first"),
    Order.OPENED: _l("Opened, the newest first"),
    Order.OLDEST: _l("Opened, the oldest first"),
}
_BY_LIMITATION = {
    Order.NEXT: _l("Limitation, the nearest first"),
    Order.LAST: _l("Limitation, the furthest first"),
}
_CLAIMS = {
    "returned": _l("Claim returned"),
    "submitted": _l("Claim in review"),
    "unfiled": _l("Claim approved, not filed"),
    "draft": _l("Claim drafted"),
    "filed": _l("Claim filed"),
    "decided": _l("Claim decided"),
}
_FLAGS = {
    "returned": ("warn", "arrow-return-left"),
    "submitted": ("info", "hourglass-split"),
    "unfiled": ("warn", "send"),
}
_KINDS_SHOWN = 2


@dataclass(frozen=True)
class Row:
    """One case of a list in words. `flags`: (look, icon, words) of what asks for somebody; `claims`: how all of them stand.

    `kinds`: of proceedings, where they are few; `next_on` None: nothing has a day; `barred_on`: only where that is near, or
    where the shorter period has ended, and then that day.
    """

    id: UUID
    reference: str
    code_name: str
    clients: str
    stage: str
    kinds: str
    every_kind: str
    claims: str
    flags: list[tuple[str, str, str]]
    next: Next
    next_on: date | None
    barred_on: date | None
    court: str
    lawyer: str
    office: str


def rows(
    lines: Sequence[Line],
    clients: Mapping[UUID, list[str]],
    facets: Mapping[UUID, Mapping[str, list[str]]],
    today: date,
) -> list[Row]:
    """These cases in words."""
    return [_row(one, clients.get(one.id, []), facets.get(one.id, {}), today) for one in lines]


def _row(line: Line, clients: Sequence[str], facets: Mapping[str, list[str]], today: date) -> Row:
    claims = [state for state in _CLAIMS if state in facets.get(Name.CLAIM, [])]
    barred_on = line.barred_next(today)
    if perhaps := perhaps_over(line.barred_on, line.barred_from_knowledge_on, today):
        barred_on = line.barred_from_knowledge_on
    barred_on = barred_on if barred_on and barred_on <= today + BARRED_WITHIN else None
    kinds = _kinds(line, facets.get(Name.KIND, []))
    flags = [(*_FLAGS[state], str(_CLAIMS[state])) for state in claims if state in _FLAGS]
    return Row(
        id=line.id,
        reference=line.reference,
        code_name=line.code_name,
        clients=", ".join(clients),
        stage=stage_name(line.country, line.forum, line.stage_now, current()) or _("nothing recorded yet"),
        kinds=" · ".join(kinds) if len(kinds) <= _KINDS_SHOWN else _("%(num)s kinds of proceedings", num=len(kinds)),
        every_kind=" · ".join(kinds),
        claims=", ".join(str(_CLAIMS[state]) for state in claims),
        flags=flags + ([_near(barred_on, perhaps)] if barred_on and not line.is_over else []),
        next=next_of(line, today),
        next_on=line.next_on if line.next_on != NEVER else None,
        barred_on=barred_on,
        court=court_name(line.country, line.court_id, line.court_typed, current()) or _("not known yet"),
        lawyer=line.lawyer or _("nobody"),
        office=line.office,
    )


def _near(barred_on: date, perhaps: str) -> tuple[str, str, str]:
    return "bad", "calendar-x", perhaps or _("May be time-barred after %(day)s", day=format_date(barred_on))


def _kinds(line: Line, families: Sequence[str]) -> list[str]:
    """What runs, in the order of the country file. The claim that is heard with a trial is of it."""
    law = loader.load(line.country)
    families = [one for one in families if one != CLAIM or CRIMINAL not in families]
    return list(dict.fromkeys(graph.name(current()) for graph in law.procedures if graph.family in families))


def number(count: int) -> str:
    """As many as there are, or that there are more than anybody counts."""
    return f"{CAP}+" if count > CAP else str(count)


def orders(wanted: Wanted) -> list[tuple[str, str]]:
    """In which orders a list can stand; one of cases that may soon be time-barred stands by that day, not by the next."""
    words = ORDERS | (_BY_LIMITATION if wanted.is_barred_soon else {})
    return [(str(one), str(words[one])) for one in wanted.orders]


def title(wanted: Wanted, form: FilterForm) -> str:
    """What a list is called: its tab, by what it is narrowed, and its order where that is not the usual one."""
    order = [] if wanted.is_usual else [dict(orders(wanted))[wanted.sorted_by]]
    return " · ".join([str(TABS[wanted.tab]), *(words for _name, _label, words in form.in_force()), *order])


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
        yield from rows(page.rows, queries.clients(cases), queries.facets(cases), today)
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
