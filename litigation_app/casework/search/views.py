"""The pages on which a person is found by name or number, and those on which two persons share a number."""

from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.casework.search import actions, rules
from litigation_app.casework.search.forms import SearchForm, VerdictForm
from litigation_app.core.access import May, me, needs
from litigation_app.core.clock import local
from litigation_app.core.language import _, _l

bp = Blueprint("search", __name__)

HOW = {
    rules.SAME: _l("The same name"),
    rules.SAME_TYPED: _l("The same as far as you wrote it"),
    rules.ALMOST: _l("Almost the same"),
    rules.SIMILAR: _l("Similar"),
    "national-id": _l("The same personal number"),
    "passport": _l("The same passport"),
    "phone": _l("The same telephone"),
    "file-number": _l("The same file number"),
    actions.CODE_NAME: _l("Her code name, now or before"),
    "name": _l("The same name"),
    "conflict": _l("The same name: a client and an accused"),
}


@bp.get("/search")
@needs(May.SEARCH_NAMES)
def index() -> str:
    return _page(SearchForm())


@bp.post("/search")
@needs(May.SEARCH_NAMES)
def search() -> str | tuple[str, int]:
    form = SearchForm(request.form)
    if not form.validate():
        return _page(form), 422
    asked = actions.Asked(form.words.data or "", form.year_typed(), form.purpose.data or "")
    try:
        answer = actions.search(me(), asked, most_per_hour=_most_per_hour())
    except actions.TooManySearches as stop:
        form.refuse("words", _refusal(stop))
        return _page(form), 429
    return _page(form, answer)


@bp.get("/duplicates")
@needs(May.SEARCH_NAMES)
def shared() -> str:
    return _shared_page(_victim(request.args.get("victim", "")), VerdictForm())


@bp.post("/duplicates/<int:pair_id>/verdict")
@needs(May.SETTLE_DUPLICATE)
def settle(pair_id: int) -> Response | tuple[str, int]:
    form = VerdictForm(request.form)
    if not form.validate():
        return _shared_page(_victim(form.victim.data or ""), form, wrong=pair_id), 422
    actions.settle(me(), pair_id, form.verdict.data or "")
    return redirect(url_for("search.shared", victim=form.victim.data or None, done="pair-settled"), code=303)


def _page(form: SearchForm, answer: actions.Answer | None = None) -> str:
    may_settle = me().may(May.SETTLE_DUPLICATE)
    waiting = actions.count_shared(me()) if may_settle else 0
    return render_template(
        "search/index.html", form=form, answer=answer, how=HOW, may_settle=may_settle, waiting=waiting
    )


def _shared_page(victim: UUID | None, form: VerdictForm, *, wrong: int | None = None) -> str:
    said: dict[str, Any] = {"victim": victim, "form": form, "wrong": wrong}
    return render_template("search/shared.html", pairs=actions.shared_numbers(me(), victim), how=HOW, **said)


def _victim(typed: str) -> UUID | None:
    try:
        return UUID(typed) if typed else None
    except ValueError:
        return None


def _most_per_hour() -> int:
    return int(current_app.extensions["config"].searches_per_hour)


def _refusal(stop: actions.TooManySearches) -> str:
    return _(
        "You have made %(most)s searches within an hour, as many as the desk allows. The next one is possible at %(when)s.",
        most=_most_per_hour(),
        when=f"{local(stop.until):%H.%M}",
    )
