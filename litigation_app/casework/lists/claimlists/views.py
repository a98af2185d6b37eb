"""The list of the claims of my cases, by what they wait for."""

from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request, url_for

from litigation_app.casework.lists.caselists import queries as lists
from litigation_app.casework.lists.caselists.presenters import number
from litigation_app.casework.lists.claimlists import presenters, queries
from litigation_app.casework.lists.claimlists.rules import Waits
from litigation_app.core import paging
from litigation_app.core.access import May, me, needs
from litigation_app.core.clock import today

bp = Blueprint("claimlists", __name__)


@bp.get("/claims/list")
@needs(May.LIST_CASES)
def index() -> str:
    lawyers, counts = lists.lawyers(me()), queries.numbers(me(), _lawyer())
    waits, lawyer = _waits(counts), _lawyer()
    page = queries.page(me(), waits, lawyer=lawyer, after=paging.read(request.args.get("after", "")))
    return render_template(
        "claimlists/index.html",
        rows=[presenters.row(one, today()) for one in page.rows],
        next=paging.written(page.next),
        waits=waits,
        title=presenters.TITLES[waits],
        tabs=_tabs(counts, waits, lawyer),
        lawyers=lawyers,
        lawyer=lawyer,
        may_review=me().may(May.REVIEW_CLAIM),
    )


def _waits(counts: dict[Waits, int]) -> Waits:
    """What was asked for, else the first that there is anything of."""
    asked = request.args.get("waits", "")
    return Waits(asked) if asked in set(Waits) else next((one for one in Waits if counts[one]), Waits.DRAFT)


def _tabs(counts: dict[Waits, int], here: Waits, lawyer: UUID | None) -> list[tuple[str, str, bool, str]]:
    kept: dict[str, Any] = {"lawyer": lawyer} if lawyer else {}
    return [
        (str(presenters.TABS[one]), url_for("claimlists.index", waits=str(one), **kept), one is here, number(count))
        for one, count in counts.items()
    ]


def _lawyer() -> UUID | None:
    try:
        return UUID(request.args.get("lawyer", ""))
    except ValueError:
        return None
