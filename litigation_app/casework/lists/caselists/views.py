"""The list of the cases that I may see, what it is narrowed to, the views that I keep of it, and taking it out as a file."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Response

from litigation_app.accounts import limits
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.clients.searches.actions import TooManySearches
from litigation_app.casework.clients.searches.presenters import too_many
from litigation_app.casework.clients.searches.rules import MOST
from litigation_app.casework.lists.caselists import actions, presenters, queries, rules
from litigation_app.casework.lists.caselists.forms import FilterForm
from litigation_app.casework.lists.caselists.rules import Order, Tab, Wanted
from litigation_app.casework.lists.search import actions as people
from litigation_app.casework.lists.search.forms import SearchForm
from litigation_app.casework.lists.search_box import actions as search_box
from litigation_app.casework.proceedings.upcoming import queries as upcoming
from litigation_app.core import paging, sheets
from litigation_app.core.access import May, me, needs
from litigation_app.core.clock import today
from litigation_app.core.text import clean
from litigation_app.core.web import disposition

bp = Blueprint("cases", __name__)
LONGEST_SEARCH = 60
Answer = str | Response | tuple[str, int]
_OF_CLAIMS = (Tab.RETURNED, Tab.REVIEW, Tab.UNFILED)


@bp.get("/cases/")
@needs(May.LIST_CASES)
def index() -> Answer:
    q = clean(request.args.get("q", ""))[:LONGEST_SEARCH]
    return _found(q) if q else _listed(request.args)


@bp.post("/cases/search")
@needs(May.LIST_CASES)
def search() -> Answer:
    """What the box above every page asks: a number at a court stands in no address, since addresses are kept in logs."""
    q = clean(request.form.get("q", ""))[:LONGEST_SEARCH]
    return _found(q, looks_up=me().may(May.SEARCH_NAMES)) if q else redirect(url_for("cases.index"), code=303)


@bp.post("/cases/exports")
@needs(May.LIST_CASES, fresh=True)
def export() -> Response:
    kind = request.form.get("file", "")
    if kind not in sheets.KINDS:
        raise BadRequest
    wanted, form = _asked(request.form)
    limits.spend(me(), limits.EXPORTS, current_app.extensions["config"].exports_per_hour)
    lines = presenters.lines(me(), wanted, presenters.title(wanted, form), today())
    actions.note_export(me(), wanted, kind, len(lines))
    return file_of(f"cases-{wanted.tab}", presenters.headings(), lines, kind)


@bp.post("/cases/views")
@needs(May.LIST_CASES)
def save_view() -> Response | tuple[str, int]:
    wanted, form = _asked(request.form)
    try:
        actions.save_view(me(), urlencode(rules.as_address(wanted)), _offered(queries.saved(me())))
    except actions.TooMany:
        return _list(wanted, form, is_full=True), 409
    return redirect(_address(wanted, done="view-saved"), code=303)


@bp.post("/cases/views/removal")
@needs(May.LIST_CASES)
def forget_view() -> Response:
    wanted, _form = _asked(request.form)
    actions.forget_view(me(), urlencode(rules.as_address(wanted)))
    return redirect(_address(wanted, done="view-forgotten"), code=303)


def file_of(name: str, headings: Sequence[str], lines: Sequence[Sequence[sheets.Cell]], kind: str) -> Response:
    """The file that a browser saves: its name says which list it is, and of which day."""
    how = {"Content-Disposition": disposition(f"{name}-{today()}.{kind}"), "Cache-Control": "no-store"}
    return Response(sheets.written(headings, lines, kind), mimetype=sheets.KINDS[kind], headers=how)


def _listed(said: Mapping[str, str]) -> str:
    """The list of an address, without the filters whose answer is offered no more, and says so."""
    form = FilterForm(said, offices=queries.offices(me()), lawyers=queries.lawyers(me()))
    if form.validate():
        return _list(_of(said, form), form)
    return _list(*_asked({name: said[name] for name in said if name not in form.errors}), lacks=True)


def _asked(said: Mapping[str, str]) -> tuple[Wanted, FilterForm]:
    """The list of an address; raises NotFound for what is not offered."""
    form = FilterForm(said, offices=queries.offices(me()), lawyers=queries.lawyers(me()))
    if not form.validate():
        raise NotFound
    return _of(said, form), form


def _of(said: Mapping[str, str], form: FilterForm) -> Wanted:
    """The list, by what the form offers alone."""
    return rules.from_address({name: said[name] for name in said if name in form or name in ("tab", "order")})


def _address(wanted: Wanted, **more: str) -> str:
    said: dict[str, Any] = {**rules.as_address(wanted), **more}
    return url_for("cases.index", **said)


def _found(q: str, *, looks_up: bool = False) -> Answer:
    """What is named so: the page of the only one whose whole name this is, else a list of clients, cases and courts.

    `looks_up`: what names nothing is perhaps a number at a court.
    """
    page = cases.named_so(me(), q, before=paging.read(request.args.get("before", "")))
    clients, courts = search_box.clients(me(), q), search_box.courts_named(me(), q)
    is_named = bool(page.cases or clients or courts)
    numbered, stopped = _numbered(q) if looks_up and not is_named else ([], "")
    numbered, has_more = numbered[:MOST], len(numbered) > MOST
    lines = upcoming.lines([*page.cases, *numbered])
    if only := search_box.only(q, lines, clients, numbered):
        return redirect(only, code=303)
    if looks_up and is_named:  # names in the open may stand in an address, to which one comes back
        return redirect(url_for("cases.index", q=q), code=303)
    answer = render_template(
        "cases/found.html",
        q=q,
        rows=_in_words(lines),
        next=paging.written(page.next),
        clients=clients,
        courts=courts,
        may_break=me().may(May.BREAK_GLASS),
        names=SearchForm() if me().may(May.SEARCH_NAMES) else None,
        stopped=stopped,
        has_more=has_more,
    )
    return (answer, 429) if stopped else answer


def _numbered(q: str) -> tuple[list[UUID], str]:
    """Her cases with this number at a court, perhaps one more than are shown; why it was not looked up, "" where it was."""
    try:
        return people.cases_numbered(me(), q), ""
    except TooManySearches as stop:
        return [], too_many(stop)


def _list(wanted: Wanted, form: FilterForm, *, is_full: bool = False, lacks: bool = False) -> str:
    page = queries.page(me(), wanted, after=paging.read(request.args.get("after", "")))
    address = rules.as_address(wanted)
    return render_template(
        "cases/index.html",
        rows=_in_words(page.rows),
        next=paging.written(page.next),
        wanted=wanted,
        address=address,
        title=presenters.title(wanted, form),
        form=form,
        tabs=_tabs(wanted),
        sorts=_sorts(wanted),
        orders=presenters.orders(wanted),
        uncounted=_uncounted(wanted),
        **_saved(urlencode(address)),
        is_full=is_full,
        lacks=lacks,
        shows_lawyer="lawyer" in form,
        shows_office="office" in form,
        may_open=me().may(May.CREATE_CASE),
    )


def _sorts(wanted: Wanted) -> dict[str, str]:
    """Where the heading of a column leads by which it can be sorted: to its order, from there to the same turned round."""
    columns = {"case": (Order.OPENED, Order.OLDEST), "next": (Order.NEXT, Order.LAST)}
    return {
        name: _address(replace(wanted, order=last if wanted.sorted_by is first else first))
        for name, (first, last) in columns.items()
        if first in wanted.orders
    }


def _uncounted(wanted: Wanted) -> tuple[int, str] | None:
    """Of how many running cases the limitation cannot be counted, and their list; None: not asked, or there is none."""
    others = replace(wanted, is_barred_soon=False, is_uncounted=True, order=None)
    count = queries.numbers(me(), others, [others.tab])[others.tab] if wanted.is_barred_soon else 0
    return (count, _address(others)) if count else None


def _in_words(lines: list[upcoming.Line]) -> list[presenters.Row]:
    ids = [one.id for one in lines]
    return presenters.rows(lines, queries.clients(ids), queries.facets(ids), today())


def _tabs(wanted: Wanted) -> list[tuple[str, str, bool, str]]:
    """Each tab with its address, whether it is this one, and how many cases stand in it; those of claims only where there are any."""
    numbers = queries.numbers(me(), wanted, tuple(Tab))
    return [
        (str(presenters.TABS[tab]), _address(replace(wanted, tab=tab)), tab is wanted.tab, presenters.number(count))
        for tab, count in numbers.items()
        if count or tab is wanted.tab or tab not in _OF_CLAIMS
    ]


def _saved(here: str) -> dict[str, Any]:
    """The views that she keeps: what each is called, its address, whether it is this one."""
    views = _offered(queries.saved(me()))
    found = [
        (presenters.title(wanted, form), _address(wanted), saved == here) for saved, (wanted, form) in views.items()
    ]
    return {"views": found, "is_saved": here in views}


def _offered(kept: Sequence[str]) -> dict[str, tuple[Wanted, FilterForm]]:
    """Those of these views all of which is offered to her still, by their addresses."""
    found = {}
    at, led = (queries.offices(me()), queries.lawyers(me())) if kept else ([], [])
    for saved in kept:
        said = dict(parse_qsl(saved))
        form = FilterForm(said, offices=at, lawyers=led)
        if form.validate() and rules.as_address(_of(said, form)) == said:
            found[saved] = (_of(said, form), form)
    return found
