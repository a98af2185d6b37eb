"""The pages on which a decision or a payment is struck and a day of filing is corrected."""

from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.casework.claims import queries as claims
from litigation_app.casework.claims import shown
from litigation_app.casework.claims.page import page
from litigation_app.casework.claims.queries import Found
from litigation_app.casework.claims.rules import Blocked, Blocker
from litigation_app.casework.mistakes import actions, queries
from litigation_app.casework.mistakes.forms import CorrectionForm, StrikeForm
from litigation_app.casework.mistakes.queries import OfDecision, OfPayment
from litigation_app.core.access import May, me, needs

bp = Blueprint("mistakes", __name__)
Page = Response | tuple[str, int]


@bp.get("/payments/<uuid:payment_id>/striking")
@needs(May.RECORD_DECISION)
def payment(payment_id: UUID) -> str | tuple[str, int]:
    of = queries.payment(me(), payment_id)
    return _already(of.found) if of.payment.struck_at else _payment_page(of, StrikeForm())


@bp.post("/payments/<uuid:payment_id>/striking")
@needs(May.RECORD_DECISION)
def strike_payment(payment_id: UUID) -> Page:
    of = queries.payment(me(), payment_id)
    form = StrikeForm(request.form)
    if not of.payment.struck_at and not form.validate():
        return _payment_page(of, form), 422
    try:
        actions.strike_payment(me(), of, why=form.why.data or "")
    except Blocked as stop:
        return page(of.found, refused=stop.reasons), 409
    return _struck(of.found)


@bp.get("/decisions/<uuid:decision_id>/striking")
@needs(May.RECORD_DECISION)
def decision(decision_id: UUID) -> str | tuple[str, int]:
    of = queries.decision(me(), decision_id)
    return _already(of.found) if of.decision.struck_at else _decision_page(of, StrikeForm())


@bp.post("/decisions/<uuid:decision_id>/striking")
@needs(May.RECORD_DECISION)
def strike_decision(decision_id: UUID) -> Page:
    of = queries.decision(me(), decision_id)
    form = StrikeForm(request.form)
    if not of.decision.struck_at and not form.validate():
        return _decision_page(of, form), 422
    try:
        actions.strike_decision(me(), of, why=form.why.data or "")
    except Blocked as stop:
        return page(of.found, refused=stop.reasons), 409
    return _struck(of.found)


@bp.get("/claims/<uuid:claim_id>/filing-corrections")
@needs(May.DRAFT_CLAIM)
def filing(claim_id: UUID) -> str | tuple[str, int]:
    found = claims.get(me(), claim_id, May.DRAFT_CLAIM)
    if found.claim.filed_on is None:
        return page(found, refused=[Blocker.CORRECTED_MEANWHILE]), 409
    return _filing_page(found, CorrectionForm(was=found.claim.filed_on))


@bp.post("/claims/<uuid:claim_id>/filing-corrections")
@needs(May.DRAFT_CLAIM)
def correct_filing(claim_id: UUID) -> Page:
    found = claims.get(me(), claim_id, May.DRAFT_CLAIM)
    form = CorrectionForm(request.form)
    if not form.validate():
        return _filing_page(found, form), 422
    try:
        actions.correct_filing(me(), found, form.said())
    except Blocked as stop:
        return _refused(found, form, stop.reasons)
    return redirect(url_for("claims.show", claim_id=claim_id, done="filing-corrected"), code=303)


def _refused(found: Found, form: CorrectionForm, reasons: tuple[Blocker, ...]) -> tuple[str, int]:
    if Blocker.CORRECTED_MEANWHILE in reasons:
        return page(found, refused=reasons), 409
    form.show(reasons)
    return _filing_page(found, form), 422


def _already(found: Found) -> tuple[str, int]:
    return page(found, refused=[Blocker.ALREADY_STRUCK]), 409


def _struck(found: Found) -> Response:
    return redirect(url_for("claims.show", claim_id=found.claim.id, done="struck"), code=303)


def _payment_page(of: OfPayment, form: StrikeForm) -> str:
    return _page("payment", of.found, form, payment=of.payment)


def _decision_page(of: OfDecision, form: StrikeForm) -> str:
    return _page("decision", of.found, form, decision=of.decision)


def _filing_page(found: Found, form: CorrectionForm) -> str:
    return _page("filing", found, form)


def _page(what: str, found: Found, form: Any, **thing: Any) -> str:
    view = claims.view(found.claim, found.case)
    return render_template(
        f"mistakes/{what}.html", claim=found.claim, case=found.case, victim=found.victim, form=form,
        route=shown.route(view), amounts=shown.amounts(view), words=shown, **thing,
    )  # fmt: skip
