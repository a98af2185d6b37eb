"""The list of the claims of my cases, by what they wait for; the views that I keep of it, and taking it out as a file."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from litigation_app.accounts import limits
from litigation_app.casework.lists.caselists import actions as views
from litigation_app.casework.lists.caselists import presenters as lists_shown
from litigation_app.casework.lists.caselists import queries as lists
from litigation_app.casework.lists.caselists.rules import Order
from litigation_app.casework.lists.caselists.views import file_of
from litigation_app.casework.lists.claimlists import actions, presenters, queries, rules
from litigation_app.casework.lists.claimlists.rules import Asked, Waits
from litigation_app.core import paging, sheets
from litigation_app.core.access import May, me, needs
from litigation_app.core.clock import today

bp = Blueprint("claimlists", __name__)


@bp.get("/claims/list")
@needs(May.LIST_CASES)
def index() -> str:
    return _page()


@bp.post("/claims/list/exports")
@needs(May.LIST_CASES, fresh=True)
def export() -> Response:
    kind = request.form.get("file", "")
    if kind not in sheets.KINDS:
        raise BadRequest
    asked = _asked(request.form, _counts(request.form))
    limits.spend(me(), limits.EXPORTS, current_app.extensions["config"].exports_per_hour)
    lines = presenters.lines(me(), asked, presenters.title(asked, _lawyers()), today())
    actions.note_export(me(), asked, kind, len(lines))
    return file_of(f"claims-{asked.waits}", presenters.headings(), lines, kind)


@bp.post("/claims/list/views")
@needs(May.LIST_CASES)
def save_view() -> Response | tuple[str, int]:
    asked = _asked(request.form, _counts(request.form))
    try:
        views.save_view(me(), rules.VIEWS + urlencode(rules.as_address(asked)), [])
    except views.TooMany:
        return _page(is_full=True), 409
    return redirect(_address(asked, done="view-saved"), code=303)


@bp.post("/claims/list/views/removal")
@needs(May.LIST_CASES)
def forget_view() -> Response:
    asked = _asked(request.form, _counts(request.form))
    views.forget_view(me(), rules.VIEWS + urlencode(rules.as_address(asked)))
    return redirect(_address(asked, done="view-forgotten"), code=303)


def _page(*, is_full: bool = False) -> str:
    lawyers, counts = _lawyers(), _counts(request.values)
    asked = _asked(request.values, counts)
    page = queries.page(me(), asked.waits, asked.cases, after=paging.read(request.args.get("after", "")))
    return render_template(
        "claimlists/index.html",
        rows=[presenters.row(one, today()) for one in page.rows],
        next=paging.written(page.next),
        asked=asked,
        address=rules.as_address(asked),
        title=presenters.titles(me())[asked.waits],
        tabs=[
            (
                str(presenters.TABS[one]),
                _address(replace(asked, waits=one, order=None)),
                one is asked.waits,
                lists_shown.number(count),
            )
            for one, count in counts.items()
        ],
        orders=lists_shown.orders(asked.cases),
        sorts=_sorts(asked),
        lawyers=lawyers,
        may_review=me().may(May.REVIEW_CLAIM),
        is_full=is_full,
        **_saved(asked, lawyers),
    )


def _lawyers() -> list[tuple[UUID, str]]:
    return lists.lawyers(me())


def _counts(said: Mapping[str, str]) -> dict[Waits, int]:
    return queries.numbers(me(), rules.lawyer(said))


def _asked(said: Mapping[str, str], counts: Mapping[Waits, int]) -> Asked:
    """What an address asks for; where it does not say what the claims wait for, the first that there is anything of."""
    return rules.asked(said, next((one for one in Waits if counts[one]), Waits.DRAFT))


def _address(asked: Asked, **more: str) -> str:
    said: dict[str, Any] = {**rules.as_address(asked), **more}
    return url_for("claimlists.index", **said)


def _sorts(asked: Asked) -> dict[str, str]:
    """Where the heading of a column leads by which it can be sorted: to its order, from there to the same turned round."""
    here, columns = asked.cases.sorted_by, {"case": (Order.OPENED, Order.OLDEST), "next": (Order.NEXT, Order.LAST)}
    return {
        name: _address(replace(asked, order=last if here is first else first))
        for name, (first, last) in columns.items()
    }


def _saved(asked: Asked, lawyers: list[tuple[UUID, str]]) -> dict[str, Any]:
    """The views that she keeps: what each is called, its address, whether it is this one. One by a lawyer who left is not shown."""
    kept = [rules.asked(dict(parse_qsl(one)), asked.waits) for one in lists.saved(me(), rules.VIEWS)]
    offered = [one for one in kept if one.lawyer is None or one.lawyer in dict(lawyers)]
    here = rules.as_address(asked)
    found = [(presenters.title(one, lawyers), _address(one), rules.as_address(one) == here) for one in offered]
    return {"views": found, "is_saved": any(is_this for _title, _link, is_this in found)}
