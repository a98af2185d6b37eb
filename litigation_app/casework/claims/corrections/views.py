"""The pages on which a decision or a payment is struck (alike: what became of a decision) and a day of filing is corrected."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.casework.claims import presenters
from litigation_app.casework.claims import queries as claims
from litigation_app.casework.claims.corrections import actions, queries
from litigation_app.casework.claims.corrections.forms import CorrectionForm
from litigation_app.casework.claims.corrections.queries import OfDecision, OfPayment
from litigation_app.casework.claims.models import MayBeMistake
from litigation_app.casework.claims.page import page
from litigation_app.casework.claims.queries import Found
from litigation_app.casework.claims.rules import Blocked, Blocker
from litigation_app.casework.record_forms.forms import EnteredInErrorForm
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _, current, format_date
from litigation_app.core.money import format_amount

Page = Response | tuple[str, int]
bp = Blueprint("mistakes", __name__)


@dataclass(frozen=True)
class Asked:
    """What the page says: its title, what the thing is and what is known of it, what striking it does, where it is sent."""

    title: str
    what: str
    facts: list[tuple[str, Any]]
    means: str
    to: str


class MarkEnteredInError(Protocol):
    """An action that strikes the thing; raises Blocked."""

    def __call__(self, *, why: str) -> None: ...


@dataclass(frozen=True)
class Mistake:
    """What may be marked as entered in error in a claim: the thing, how it is asked about, and what marks it."""

    found: Found
    thing: MayBeMistake
    asked: Callable[[], Asked]
    mark: MarkEnteredInError


@bp.get("/payments/<uuid:payment_id>/striking")
@needs(May.RECORD_DECISION)
def payment(payment_id: UUID) -> str | tuple[str, int]:
    return ask(_payment(payment_id))


@bp.post("/payments/<uuid:payment_id>/striking")
@needs(May.RECORD_DECISION)
def strike_payment(payment_id: UUID) -> Page:
    return answer(_payment(payment_id))


@bp.get("/decisions/<uuid:decision_id>/striking")
@needs(May.RECORD_DECISION)
def decision(decision_id: UUID) -> str | tuple[str, int]:
    return ask(_decision(decision_id))


@bp.post("/decisions/<uuid:decision_id>/striking")
@needs(May.RECORD_DECISION)
def strike_decision(decision_id: UUID) -> Page:
    return answer(_decision(decision_id))


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
    is_late, stands = Blocker.CORRECTED_MEANWHILE in reasons, found.claim.filed_on
    if is_late and stands is None:
        return page(found, refused=reasons, typed=[form.on.raw_text]), 409
    form.show(reasons)
    if is_late:
        form.was.raw_data, form.was.data = None, str(stands)
    return _filing_page(found, form), 409 if is_late else 422


def _payment(payment_id: UUID) -> Mistake:
    of = queries.payment(me(), payment_id)
    mark = partial(actions.mark_payment_entered_in_error, me(), of)
    return Mistake(of.found, of.payment, partial(_of_payment, of), mark)


def _decision(decision_id: UUID) -> Mistake:
    of = queries.decision(me(), decision_id)
    mark = partial(actions.mark_decision_entered_in_error, me(), of)
    return Mistake(of.found, of.decision, partial(_of_decision, of), mark)


def _of_payment(of: OfPayment) -> Asked:
    paid, currency = of.payment, of.found.claim.currency
    return Asked(
        title=_("Mark a payment as entered in error"),
        what=_("The payment"),
        facts=[
            (_("Paid on"), format_date(paid.on)),
            (_("Amount paid"), format_amount(paid.amount, currency, current())),
        ],
        means=_(
            "It remains visible, marked as entered in error with your name, and no longer counts: not in the "
            "statement of debt, not for the payment schedule, in no sum. This cannot be undone."
        ),
        to=url_for("mistakes.strike_payment", payment_id=paid.id),
    )


def _of_decision(of: OfDecision) -> Asked:
    return Asked(
        title=_("Mark a decision as entered in error"),
        what=_("The decision"),
        facts=presenters.decision_facts(of.decision, of.found.claim.currency),
        means=_(
            "It remains visible, marked as entered in error with your name, and no longer counts; what it said of each head of damage "
            "goes with it. Payments and the payment schedule stay. This cannot be undone: record the right "
            "decision afterwards."
        ),
        to=url_for("mistakes.strike_decision", decision_id=of.decision.id),
    )


def _filing_page(found: Found, form: CorrectionForm) -> str:
    view = claims.view(found.claim, found.case)
    return render_template(
        "mistakes/filing.html", claim=found.claim, case=found.case, victim=found.victim, form=form,
        route=presenters.route(view), amounts=presenters.amounts(view),
    )  # fmt: skip


def ask(of: Mistake) -> str | tuple[str, int]:
    """The page that asks why; of what is struck already the claim, which says so."""
    if of.thing.entered_in_error_at is not None:
        return page(of.found, refused=[Blocker.ALREADY_ENTERED_IN_ERROR]), 409
    return _page(of.found, EnteredInErrorForm(), of.asked())


def answer(of: Mistake) -> Page:
    """Mark it, or say what is missing or stands in the way."""
    form = EnteredInErrorForm(request.form)
    if of.thing.entered_in_error_at is None and not form.validate():
        return _page(of.found, form, of.asked()), 422
    try:
        of.mark(why=form.why.data or "")
    except Blocked as stop:
        return page(of.found, refused=stop.reasons), 409
    return redirect(url_for("claims.show", claim_id=of.found.claim.id, done="struck"), code=303)


def _page(found: Found, form: EnteredInErrorForm, asked: Asked) -> str:
    view = claims.view(found.claim, found.case)
    return render_template(
        "mistakes/mark_entered_in_error.html", claim=found.claim, case=found.case, victim=found.victim, form=form, asked=asked,
        route=presenters.route(view), amounts=presenters.amounts(view),
    )  # fmt: skip
