"""The pages on which a payment and a schedule of instalments are written down. They are read on the account of the claim."""

from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.claims import presenters as claims_shown
from litigation_app.casework.claims import queries as claims
from litigation_app.casework.claims.names import mark
from litigation_app.casework.claims.page import page
from litigation_app.casework.claims.payments import actions, presenters, queries
from litigation_app.casework.claims.payments.forms import FEWEST, Accused, EndForm, PaymentForm, PlanForm
from litigation_app.casework.claims.payments.queries import MoreThanOwed
from litigation_app.casework.claims.payments.rules import Refused
from litigation_app.casework.claims.queries import Found
from litigation_app.casework.claims.rules import Blocked, Blocker
from litigation_app.casework.clients.victims import queries as victims
from litigation_app.casework.clients.victims.actions import Erased
from litigation_app.casework.proceedings.defendants import queries as defendants
from litigation_app.casework.proceedings.records.presenters import accused as called
from litigation_app.core.access import May, me, needs

bp = Blueprint("paying", __name__)
Page = Response | tuple[str, int]


@bp.get("/claims/<uuid:claim_id>/payments")
@needs(May.RECORD_DECISION)
def payment(claim_id: UUID) -> str:
    found = claims.get(me(), claim_id, May.RECORD_DECISION)
    return _payment_page(found, _payment_form(found, None))


@bp.post("/claims/<uuid:claim_id>/payments")
@needs(May.RECORD_DECISION)
def record_payment(claim_id: UUID) -> Page:
    found = claims.get(me(), claim_id, May.RECORD_DECISION)
    form = _payment_form(found, request.form)
    if not form.validate():
        return _payment_page(found, form), 422
    try:
        actions.record_payment(me(), found, form.paid(), form.how())
    except MoreThanOwed as asked:
        form.ask_of(asked.over, found.claim.currency)
        return _payment_page(found, form), 422
    except Blocked as stop:
        form.refuse("again" if Blocker.SAME_PAYMENT in stop.reasons else "amount", claims_shown.why_not(stop.reasons))
        return _payment_page(found, form), 409 if Blocker.ERASED in stop.reasons else 422
    return redirect(url_for("claims.show", claim_id=claim_id, done="paid"), code=303)


@bp.get("/claims/<uuid:claim_id>/instalments/new")
@needs(May.RECORD_DECISION)
def new(claim_id: UUID) -> str:
    found = claims.get(me(), claim_id, May.RECORD_DECISION)
    return _plan_page(found, _fresh_form(found))


@bp.post("/claims/<uuid:claim_id>/instalments")
@needs(May.RECORD_DECISION)
def plan(claim_id: UUID) -> Page:
    found = claims.get(me(), claim_id, May.RECORD_DECISION)
    form = PlanForm(request.form, _accused(found))
    if _wants_rows(form) or not form.validate():
        return _plan_page(found, form), 422
    try:
        actions.plan(me(), found, form.said(), version=form.seen())
    except Refused as refused:
        form.show(refused.faults)
        return _plan_page(found, form), 422
    except Changed:
        return _late_page(found, form), 409
    except Erased:
        return page(found, refused=[Blocker.ERASED]), 409
    return _back(claim_id)


@bp.post("/claims/<uuid:claim_id>/instalments/ending")
@needs(May.RECORD_DECISION)
def end(claim_id: UUID) -> Page:
    found = claims.get(me(), claim_id, May.RECORD_DECISION)
    form = EndForm(request.form)
    if not form.validate():
        return _plan_page(found, _fresh_form(found), ending=form), 422
    try:
        actions.end(me(), found, why=form.why.data or "", version=form.seen())
    except (Refused, Changed):
        return _late_page(found, _fresh_form(found)), 409
    except Erased:
        return page(found, refused=[Blocker.ERASED]), 409
    return _back(claim_id)


def _payment_form(found: Found, typed: Any) -> PaymentForm:
    told = actions.told_of_account(me(), found.claim)
    return PaymentForm(typed, _accused(found), may_write=_may_write(found), told=told)


def _may_write(found: Found) -> bool:
    """Whether what she said may be sealed in the client's record: her lawyer writes there, and nobody once it was erased."""
    has_record = any(one.id == found.claim.victim_id for one in victims.with_records(found.case))
    return has_record and cases.may(me(), found.case, May.EDIT_VICTIM)


def _back(claim_id: UUID) -> Response:
    return redirect(url_for("awards.show", claim_id=claim_id, done="schedule-saved", _anchor="schedule"), code=303)


def _accused(found: Found) -> Accused:
    return [(str(one.id), called(one.letter)) for one in defendants.of_case(found.case)]


def _wants_rows(form: PlanForm) -> bool:
    """She asked to see the instalments as rows, or for an empty row: nothing is saved and nothing is lost."""
    wish = request.form.get("again", "")
    if wish == "fill":
        try:
            form.add_rows(form.make())
            form.clear_series()
        except Refused as refused:
            form.show(refused.faults)
    elif wish == "row":
        form.add_rows()
    return wish in {"fill", "row"}


def _fresh_form(found: Found) -> PlanForm:
    """The schedule in force, so that it can be changed; empty rows where there is none."""
    before = queries.plan_of(found.claim)
    dues = queries.dues(queries.instalments(before)) if before else []
    kept: dict[str, Any] = {"basis": before.basis, "on": before.on} if before else {}
    rows = presenters.rows_of(dues) or [{}] * FEWEST
    return PlanForm(None, _accused(found), rows=rows, version=str(before.version if before else 0), **kept)


def _payment_page(found: Found, form: PaymentForm) -> str:
    view = claims.view(found.claim, found.case)
    return render_template(
        "paying/payment.html", claim=found.claim, case=found.case, victim=found.victim, form=form,
        route=claims_shown.route(view), mark=mark(found.claim.filed_on, found.claim.version), amounts=claims_shown.amounts(view),
    )  # fmt: skip


def _plan_page(found: Found, form: PlanForm, *, ending: EndForm | None = None, is_late: bool = False) -> str:
    before = queries.plan_of(found.claim)
    version = str(before.version if before else 0)
    return render_template(
        "paying/plan.html", claim=found.claim, case=found.case, victim=found.victim, form=form, is_late=is_late,
        schedule=presenters.schedule(found.claim, dict(_accused(found))), ending=ending or EndForm(None, version=version),
    )  # fmt: skip


def _late_page(found: Found, form: PlanForm) -> str:
    """Somebody else wrote a schedule down meanwhile: it stands above, and recording again is then a decision."""
    before = queries.plan_of(found.claim)
    form.version.data = str(before.version if before else 0)
    return _plan_page(found, form, is_late=True)
