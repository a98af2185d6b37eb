"""How is a claim said in a list, what it waits for, how much it asks for, until when, and what of it leaves the desk? Rows in, words
out; out of the desk by code names alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from litigation_app.casework.cases.models import NEVER
from litigation_app.casework.claims.awards.rules import Owed
from litigation_app.casework.claims.presenters import route_name, unreviewed
from litigation_app.casework.claims.reviews import presenters as reviewed
from litigation_app.casework.claims.routes import presenters as routes
from litigation_app.casework.lists.caselists.presenters import orders
from litigation_app.casework.lists.claimlists import queries, rules
from litigation_app.casework.lists.claimlists.queries import Line
from litigation_app.casework.lists.claimlists.rules import Asked, Waits
from litigation_app.casework.proceedings.upcoming import presenters as upcoming
from litigation_app.core.access import Actor, May
from litigation_app.core.clock import local
from litigation_app.core.language import _, _l, format_date
from litigation_app.core.sheets import Cell

TITLES = {
    Waits.RETURNED: _l("Returned: answer and send again"),
    Waits.UNFILED: _l("Approved, not filed: file it"),
    Waits.REVIEW: _l("Waiting for review"),
    Waits.DRAFT: _l("Draft: to be finished"),
    Waits.COURT: _l("Filed: waiting for the court"),
    Waits.DECIDED: _l("Decided"),
}
TABS = {
    Waits.RETURNED: _l("Returned"),
    Waits.UNFILED: _l("Approved, not filed"),
    Waits.REVIEW: _l("In review"),
    Waits.DRAFT: _l("Draft"),
    Waits.COURT: _l("Filed"),
    Waits.DECIDED: _l("Decided"),
}


def titles(actor: Actor) -> dict[Waits, str]:
    """For what claims wait, in words: what she does herself, or who does it where she may not."""
    found = {waits: str(words) for waits, words in TITLES.items()}
    if not actor.may(May.DRAFT_CLAIM):
        found[Waits.UNFILED] = _("Approved, not filed: the lawyer of the case records the filing")
    return found


@dataclass(frozen=True)
class Row:
    """A claim in words. `next`: until when it is needed; `late`: that it is out unreviewed, "" if it is not.

    `lawyer` leads the case now; `closed`: its way is closed in this case, and that is what `next` says.
    """

    id: UUID
    case_id: UUID
    reference: str
    victim: str
    what: str
    since: str
    amount: Decimal
    currency: str
    next: upcoming.Next
    lawyer: str
    late: str
    owed: Owed | None
    reasons: list[str]
    closed: bool


def row(line: Line, today: date) -> Row:
    """One claim of a list."""
    closed, is_decided = routes.closed(line.look) if line.look else None, line.waits is Waits.DECIDED
    usual = upcoming.next_of if line.waits in {Waits.COURT, Waits.DECIDED} else upcoming.needed_by
    return Row(
        id=line.id,
        case_id=line.case.id,
        reference=line.case.reference,
        victim=line.victim,
        what=_("%(route)s, version %(number)s", route=route_name(line.case.country, line.route), number=line.version),
        since=_since(line),
        amount=line.total,
        currency=line.currency,
        next=closed or usual(line.case, today),
        lawyer=line.case.lawyer or _("nobody"),
        late=unreviewed(line.claim.review_by, is_decided=is_decided and line.claim.approved_by is None),
        owed=line.owed,
        reasons=reviewed.reasons(line.review, line.case.country) if line.review else [],
        closed=closed is not None,
    )


def title(asked: Asked, lawyers: Iterable[tuple[UUID, str]]) -> str:
    """What a list is called: for what its claims wait, whose they are, and its order where that is not the usual one."""
    order = [] if "order" not in rules.as_address(asked) else [dict(orders(asked.cases))[asked.cases.sorted_by]]
    whose = [name for id_, name in lawyers if id_ == asked.lawyer]
    return " · ".join([str(TABS[asked.waits]), *whose, *order])


def _since(line: Line) -> str:
    if line.claim.filed_on is not None:
        return _("filed on %(day)s", day=format_date(line.claim.filed_on))
    if line.since is None:
        return ""
    day = format_date(local(line.since).date())
    if line.review is not None:
        return _("returned on %(day)s", day=day)
    return _("sent on %(day)s", day=day) if line.claim.submitted_at else _("saved on %(day)s", day=day)


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
        _("Case"), _("Client"), _("Route"), _("Version"), _("Amount of the claim"), _("Owed today"), _("Currency"),
        _("At least: interest is not counted yet"), _("Filed on"), _("Sent, returned or saved on"), _("Next"), _("What"), _("Lawyer"),
        _("Written by"), _("List"),
    ]  # fmt: skip


def _cells(line: Line, today: date) -> list[Cell]:
    shown, owed = row(line, today), line.owed
    amounts: list[Cell] = [line.total, owed.total if owed else None, line.currency]
    amounts.append(_("yes") if owed and owed.is_least else "")
    sent = local(line.since).date() if line.since else None
    next_: Cell = line.case.next_on if line.case.next_on != NEVER and not shown.closed else shown.next.day
    what: list[Cell] = [line.case.reference, line.victim, route_name(line.case.country, line.route), line.version]
    return [*what, *amounts, line.claim.filed_on, sent, next_, shown.next.what, shown.lawyer, line.lawyer]
