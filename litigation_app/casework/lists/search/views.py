"""The pages on which a person is found by name or number, and those on which two persons share a number."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.casework.cases.rules import CONFLICT
from litigation_app.casework.clients.searches import actions as searches
from litigation_app.casework.clients.searches.presenters import too_many
from litigation_app.casework.lists.search import actions, rules
from litigation_app.casework.lists.search.forms import ANSWER_NAMES, VERDICT_NAMES, AnswerForm, SearchForm, VerdictForm
from litigation_app.casework.lists.search.pairs import actions as pairs
from litigation_app.core.access import May, me, needs
from litigation_app.core.counts import counted
from litigation_app.core.language import _l
from litigation_app.ledger import OpeningOver

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
    "accused": _l("The same name: accused in both cases"),
}


@bp.get("/search")
@needs(May.SEARCH_NAMES)
def index() -> str:
    return _page(SearchForm(purpose=request.args.get("purpose", "")))


@bp.post("/search")
@needs(May.SEARCH_NAMES)
def search() -> str | tuple[str, int]:
    form = SearchForm(request.form)
    if not form.validate():
        return _page(form), 422
    asked = actions.Asked(form.words.data or "", form.year_typed(), form.purpose.data or "")
    try:
        answer = actions.search(me(), asked)
    except searches.TooManySearches as stop:
        form.refuse("words", too_many(stop))
        return _page(form), 429
    return _page(form, answer)


@bp.get("/duplicates")
@needs(May.SEARCH_NAMES)
def shared() -> str | tuple[str, int]:
    return _shared_page(_case(request.args.get("case", "")))


@bp.post("/duplicates/<uuid:pair_id>/agreement")
@needs(May.SETTLE_DUPLICATE)
def agree(pair_id: UUID) -> Response:
    pairs.agree(me(), pair_id)
    return redirect(url_for("search.shared", done="pair-agreed"), code=303)


@bp.post("/duplicates/<uuid:pair_id>/verdict")
@needs(May.SETTLE_DUPLICATE)
def settle(pair_id: UUID) -> Response | str | tuple[str, int]:
    case = _case(request.form.get("case", ""))
    try:
        pair = pairs.to_settle(me(), pair_id)
        form = _verdict_form(pair, request.form)
        if not form.validate():
            return _shared_page(case, wrong=(pair_id, form))
        pairs.settle(me(), pair, form.verdict.data or "")
    except pairs.Late:
        return _shared_page(None, late=str(VERDICT_NAMES.get(request.form.get("verdict", ""), "–")))
    return redirect(url_for("search.shared", case=case, done="pair-settled"), code=303)


def _verdict_form(pair: pairs.Pair, typed: Any = None) -> VerdictForm:
    return VerdictForm(typed, is_known=pair.is_known, is_conflict=pair.kind == "conflict")


@bp.get("/conflict-checks/<uuid:check_id>")
@needs(May.SETTLE_DUPLICATE)
def check(check_id: UUID) -> str:
    return render_template("search/check.html", check=pairs.to_answer(me(), check_id), form=AnswerForm())


@bp.post("/conflict-checks/<uuid:check_id>/answer")
@needs(May.SETTLE_DUPLICATE)
def answer(check_id: UUID) -> Response | tuple[str, int]:
    check, form = pairs.to_answer(me(), check_id), AnswerForm(request.form)
    if not form.validate():
        return render_template("search/check.html", check=check, form=form), 422
    pairs.answer(me(), check, form.answer.data or "", form.words.data or "")
    return redirect(url_for("search.shared", done="check-answered"), code=303)


@bp.post("/conflict-checks/<uuid:check_id>/openings")
@needs(May.SEARCH_NAMES)
def open_answer(check_id: UUID) -> Response:
    opening_id = pairs.open_words(me(), check_id)
    return redirect(url_for("search.read_answer", check_id=check_id, opening_id=opening_id), code=303)


@bp.get("/conflict-checks/<uuid:check_id>/openings/<uuid:opening_id>")
@needs(May.SEARCH_NAMES)
def read_answer(check_id: UUID, opening_id: UUID) -> Response | str:
    minutes = int(current_app.extensions["config"].opening_minutes)
    try:
        words = {check_id: pairs.read_words(me(), check_id, opening_id, minutes=minutes)}
    except OpeningOver:
        return redirect(url_for("search.index", _anchor="answers"), code=303)
    return _page(SearchForm(purpose=CONFLICT), words=words)


def _page(form: SearchForm, answer: actions.Answer | None = None, *, words: Mapping[UUID, str] | None = None) -> str:
    """`words`: of the answers to her checks that she has opened."""
    may_settle = me().may(May.SETTLE_DUPLICATE)
    return render_template(
        "search/index.html",
        form=form,
        answer=answer,
        how=HOW,
        may_settle=may_settle,
        waiting=counted([pairs.waiting(me())])[0] if may_settle else 0,
        answered=pairs.answered(me()),
        answers=ANSWER_NAMES,
        words=words or {},
    )


def _shared_page(
    case: UUID | None, *, wrong: tuple[UUID, VerdictForm] | None = None, late: str = ""
) -> str | tuple[str, int]:
    """`wrong`: the pair whose form was refused, and that form. `late`: what she would have answered where somebody was before her."""
    said: dict[str, Any] = {"case_id": case, "how": HOW, "late": late, "verdicts": VERDICT_NAMES, "stopped": ""}
    said |= {"pairs": [], "checks": [], "answered": [], "forms": {}}
    try:
        said |= pairs.sorted_out(pairs.shared_numbers(me(), case))
    except searches.TooManySearches as stop:
        return render_template("search/shared.html", **said | {"stopped": too_many(stop)}), 429
    said["forms"] = {one.id: _verdict_form(one) for one in said["pairs"]} | dict([wrong] if wrong else [])
    page = render_template("search/shared.html", **said)
    return (page, 422 if wrong else 409) if wrong or late else page


def _case(typed: str) -> UUID | None:
    try:
        return UUID(typed) if typed else None
    except ValueError:
        return None
