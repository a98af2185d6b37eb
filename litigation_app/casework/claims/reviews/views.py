"""The queue of a coordinator, her verdict on a claim, what was sent or approved too early, and two versions beside each other."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from litigation_app.casework.cases.rules import version_typed
from litigation_app.casework.cases.stand_ins import queries as stand_ins
from litigation_app.casework.claims import presenters as said
from litigation_app.casework.claims import queries as claims
from litigation_app.casework.claims.actions import Changed
from litigation_app.casework.claims.page import page
from litigation_app.casework.claims.reviews import actions, presenters, queries, rules
from litigation_app.casework.claims.reviews.checklist import presenters as checklist
from litigation_app.casework.claims.reviews.forms import ComparisonForm, ReviewForm
from litigation_app.casework.claims.rules import Blocked
from litigation_app.casework.proceedings.upcoming import queries as upcoming
from litigation_app.casework.proceedings.upcoming.presenters import needed_by
from litigation_app.core.access import May, me, needs
from litigation_app.core.clock import today

bp = Blueprint("reviews", __name__)
Page = Response | tuple[str, int]


@bp.get("/claims/")
@needs(May.REVIEW_CLAIM)
def index() -> str:
    rows = _rows()
    wish = request.args.get("show", "")
    some = [row for row in rows if wish not in {"ready", "not-ready"} or row["is_ready"] == (wish == "ready")]
    return render_template(
        "reviews/queue.html",
        rows=rows,
        some=some,
        wish=wish,
        count=queries.count_awaiting(me()),
        rate_note=said.rate_note,
        load=queries.load(me()),
        away=presenters.away(stand_ins.of_reviews(me())),
        judged=_judged(request.args.get("claim", "")),
    )


def _judged(typed: str) -> claims.Found | None:
    """The claim on which she has just decided; None: she comes from elsewhere."""
    try:
        return claims.get(me(), UUID(typed)) if typed else None
    except (ValueError, NotFound):
        return None


def _rows() -> list[dict[str, Any]]:
    """The queue, each claim with its checklist and with until when it is needed."""
    waiting = queries.awaiting(me())
    looked = checklist.look([one.found for one in waiting], {one.found.claim.id: one.view for one in waiting})
    cases = {one.id: one for one in upcoming.lines(list({one.found.case.id for one in waiting}))}
    return [
        presenters.waiting(
            one,
            looked[one.found.claim.id],
            looked[one.found.claim.id].closed or needed_by(cases[one.found.case.id], today()),
        )
        for one in waiting
    ]


@bp.post("/claims/<uuid:claim_id>/approval")
@needs(May.REVIEW_CLAIM)
def approve(claim_id: UUID) -> Page:
    found, form = _asked(claim_id)
    if not form.validate():
        return page(found, form=form), 422
    is_asked = form.ask(checklist.weak(found, claims.view(found.claim, found.case)))
    try:
        actions.approve(me(), *found[:2], said=form.approval(), row_version=form.version(), is_asked=is_asked)
    except actions.Unreasoned:
        return page(found, form=form), 422
    except Blocked as stop:
        return page(found, form=form, refused=stop.reasons), 422
    except Changed:
        return page(found, form=form, is_late=True), 409
    return redirect(url_for("reviews.index", done="approved", claim=claim_id), code=303)


@bp.post("/claims/<uuid:claim_id>/approval/withdrawal")
@needs(May.REVIEW_CLAIM)
def take_back(claim_id: UUID) -> Page:
    found = claims.get(me(), claim_id, May.REVIEW_CLAIM)
    return _undone(found, actions.take_back, "approval-taken-back")


@bp.post("/claims/<uuid:claim_id>/submission/withdrawal")
@needs(May.DRAFT_CLAIM)
def withdraw(claim_id: UUID) -> Page:
    found = claims.get(me(), claim_id, May.DRAFT_CLAIM)
    return _undone(found, actions.withdraw, "submission-taken-back")


def _undone(found: claims.Found, undo: Callable[..., None], done: str) -> Page:
    """What was sent or approved too early is taken back, as far as it still can be."""
    version = version_typed(request.form.get("row_version"))
    try:
        undo(me(), found.claim, found.case, row_version=version)
    except Blocked as stop:
        return page(found, refused=stop.reasons), 422
    except Changed:
        return page(found, is_late=True), 409
    return redirect(url_for("claims.show", claim_id=found.claim.id, done=done), code=303)


@bp.post("/claims/<uuid:claim_id>/return")
@needs(May.REVIEW_CLAIM)
def return_(claim_id: UUID) -> Page:
    found, form = _asked(claim_id)
    if not form.validate():
        return page(found, form=form), 422
    try:
        actions.return_(me(), found.claim, found.case, said=form.said(), row_version=form.version())
    except Blocked as stop:
        form.refuse("reasons", said.why_not(stop.reasons))
        return page(found, form=form), 422
    except Changed:
        return page(found, form=form, is_late=True), 409
    return redirect(url_for("reviews.index", done="returned", claim=claim_id), code=303)


@bp.get("/claims/<uuid:claim_id>/comparison")
@needs(May.LIST_CASES)
def compare(claim_id: UUID) -> str:
    found = claims.get(me(), claim_id)
    claim, view = found.claim, claims.view(found.claim, found.case)
    reviews = [one for one, _by in queries.reviews(claim)]
    before = rules.compared_with(claim.version, [one.version for one in reviews]) or claim.version
    form = ComparisonForm(range(1, claim.version + 1), request.args, before=before, now=claim.version)
    if not form.validate():
        raise NotFound
    compared = presenters.compared(claim, view, reviews, *form.chosen())
    return render_template("reviews/compare.html", **found._asdict(), form=form, compared=compared)


def _asked(claim_id: UUID) -> tuple[claims.Found, ReviewForm]:
    """A claim that she may review, and what she says of it."""
    found = claims.get(me(), claim_id, May.REVIEW_CLAIM)
    return found, ReviewForm(claims.view(found.claim, found.case), request.form)
