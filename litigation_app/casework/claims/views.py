"""The pages of a claim: the queue, the claim and its history, its rows, its review, what the court said, what was paid."""

from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.casework.authority.shown import irregular
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import actions, queries, rules, shown
from litigation_app.casework.claims.forms import ClaimForm, DecisionForm, FilingForm, PaymentForm, ReviewForm
from litigation_app.casework.claims.rules import Blocked
from litigation_app.casework.defendants import queries as defendants
from litigation_app.casework.records.shown import accused
from litigation_app.casework.victims import queries as victims
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import current
from litigation_app.law import codes, loader

bp = Blueprint("claims", __name__)
Page = Response | tuple[str, int]


@bp.get("/claims/")
@needs(May.REVIEW_CLAIM)
def index() -> str:
    rows = [shown.waiting(one) for one in queries.awaiting(me())]
    wish = request.args.get("show", "")
    some = [row for row in rows if wish not in {"ready", "not-ready"} or row["is_ready"] == (wish == "ready")]
    return render_template(
        "claims/index.html",
        rows=rows,
        some=some,
        wish=wish,
        count=queries.count_awaiting(me()),
        rate_note=shown.rate_note,
    )


@bp.get("/cases/<uuid:case_id>/claims/new")
@needs(May.DRAFT_CLAIM)
def new(case_id: UUID) -> str:
    case = cases.get(me(), case_id, May.DRAFT_CLAIM)
    return _new_page(case, _new_form(case))


@bp.post("/cases/<uuid:case_id>/claims")
@needs(May.DRAFT_CLAIM)
def draft(case_id: UUID) -> Page:
    case = cases.get(me(), case_id, May.DRAFT_CLAIM)
    form = _new_form(case)
    if _wants_more(form) or not form.validate():
        return _new_page(case, form), 422
    victim = queries.victim_of(case, UUID(form.victim.data))
    try:
        claim = actions.draft(me(), case, victim, route=form.route.data or "", parts=form.rows())
    except Blocked as stop:
        form.refuse("victim", shown.why_not(stop.reasons))
        return _new_page(case, form), 409
    return redirect(url_for("claims.show", claim_id=claim.id, done="claim-saved"), code=303)


@bp.get("/claims/<uuid:claim_id>")
@needs(May.LIST_CASES)
def show(claim_id: UUID) -> str:
    return _page(queries.get(me(), claim_id))


@bp.get("/claims/<uuid:claim_id>/edit")
@needs(May.DRAFT_CLAIM)
def edit(claim_id: UUID) -> str | tuple[str, int]:
    found = queries.get(me(), claim_id, May.DRAFT_CLAIM)
    reasons = rules.blockers_of_change(queries.view(found.claim, found.case))
    if reasons:
        return _page(found, refused=reasons), 409
    return _edit_page(found, _edit_form(found))


@bp.post("/claims/<uuid:claim_id>/versions")
@needs(May.DRAFT_CLAIM)
def change(claim_id: UUID) -> Page:
    found = queries.get(me(), claim_id, May.DRAFT_CLAIM)
    form = _edit_form(found)
    if _wants_more(form) or not form.validate():
        return _edit_page(found, form), 422
    saved: dict[str, Any] = {"route": form.route.data or "", "parts": form.rows(), "row_version": form.version()}
    try:
        actions.change(me(), found.claim, found.case, **saved)
    except Blocked as stop:
        return _page(found, refused=stop.reasons), 409
    except actions.Changed:
        return _edit_page(found, form, other=queries.last_change(found.claim)), 409
    return redirect(url_for("claims.show", claim_id=claim_id, done="claim-saved"), code=303)


@bp.post("/claims/<uuid:claim_id>/submission")
@needs(May.DRAFT_CLAIM)
def submit(claim_id: UUID) -> Page:
    found = queries.get(me(), claim_id, May.DRAFT_CLAIM)
    try:
        actions.submit(me(), found.claim, found.case)
    except Blocked as stop:
        return _page(found, refused=stop.reasons), 422
    return redirect(url_for("claims.show", claim_id=claim_id, done="sent"), code=303)


@bp.post("/claims/<uuid:claim_id>/approval")
@needs(May.REVIEW_CLAIM)
def approve(claim_id: UUID) -> Page:
    found = queries.get(me(), claim_id, May.REVIEW_CLAIM)
    form = ReviewForm(request.form)
    if not form.validate():
        return _page(found, form=form), 422
    try:
        actions.approve(me(), found.claim, found.case, note=form.note.data or "", row_version=form.version())
    except Blocked as stop:
        return _page(found, form=form, refused=stop.reasons), 422
    except actions.Changed:
        return _page(found, form=form, is_late=True), 409
    return redirect(url_for("claims.index", done="approved"), code=303)


@bp.post("/claims/<uuid:claim_id>/return")
@needs(May.REVIEW_CLAIM)
def return_(claim_id: UUID) -> Page:
    found = queries.get(me(), claim_id, May.REVIEW_CLAIM)
    form = ReviewForm(request.form)
    if not form.validate():
        return _page(found, form=form), 422
    said: dict[str, Any] = {"reasons": form.reasons.data or [], "note": form.note.data or ""}
    try:
        actions.return_(me(), found.claim, found.case, row_version=form.version(), **said)
    except Blocked as stop:
        form.refuse("reasons", shown.why_not(stop.reasons))
        return _page(found, form=form), 422
    except actions.Changed:
        return _page(found, form=form, is_late=True), 409
    return redirect(url_for("claims.index", done="returned"), code=303)


@bp.get("/claims/<uuid:claim_id>/filings")
@needs(May.DRAFT_CLAIM)
def filing(claim_id: UUID) -> str:
    found = queries.get(me(), claim_id, May.DRAFT_CLAIM)
    return _record_page("filing", found, _filing_form(found))


@bp.post("/claims/<uuid:claim_id>/filings")
@needs(May.DRAFT_CLAIM)
def record_filing(claim_id: UUID) -> Page:
    found = queries.get(me(), claim_id, May.DRAFT_CLAIM)
    form = _filing_form(found)
    if not form.validate() or form.on.data is None:
        return _record_page("filing", found, form), 422
    try:
        actions.record_filing(me(), found.claim, found.case, on=form.on.data, why=form.why())
    except Blocked as stop:
        form.show(stop.reasons)
        return _record_page("filing", found, form), 422
    return redirect(url_for("claims.show", claim_id=claim_id, done="filed"), code=303)


@bp.get("/claims/<uuid:claim_id>/decisions")
@needs(May.RECORD_DECISION)
def decision(claim_id: UUID) -> str:
    return _record_page("decision", queries.get(me(), claim_id, May.RECORD_DECISION), DecisionForm())


@bp.post("/claims/<uuid:claim_id>/decisions")
@needs(May.RECORD_DECISION)
def record_decision(claim_id: UUID) -> Page:
    found = queries.get(me(), claim_id, May.RECORD_DECISION)
    form = DecisionForm(request.form)
    if not form.validate():
        return _record_page("decision", found, form), 422
    instance, decided = form.instance.data or "", form.decided()
    try:
        actions.record_decision(me(), found.claim, found.case, instance=instance, decided=decided)
    except Blocked as stop:
        form.show(stop.reasons)
        return _record_page("decision", found, form), 422
    return redirect(url_for("claims.show", claim_id=claim_id, done="decided"), code=303)


@bp.get("/claims/<uuid:claim_id>/payments")
@needs(May.RECORD_DECISION)
def payment(claim_id: UUID) -> str:
    found = queries.get(me(), claim_id, May.RECORD_DECISION)
    return _record_page("payment", found, _payment_form(found, None))


@bp.post("/claims/<uuid:claim_id>/payments")
@needs(May.RECORD_DECISION)
def record_payment(claim_id: UUID) -> Page:
    found = queries.get(me(), claim_id, May.RECORD_DECISION)
    form = _payment_form(found, request.form)
    if not form.validate():
        return _record_page("payment", found, form), 422
    try:
        actions.record_payment(me(), found.claim, found.case, paid=form.paid(), by=form.payer_id())
    except Blocked as stop:
        form.refuse("amount", shown.why_not(stop.reasons))
        return _record_page("payment", found, form), 422
    return redirect(url_for("claims.show", claim_id=claim_id, done="paid"), code=303)


def _filing_form(found: queries.Found) -> FilingForm:
    return FilingForm(_typed(), is_reviewed=found.claim.approved_by is not None)


def _payment_form(found: queries.Found, typed: Any) -> PaymentForm:
    return PaymentForm(typed, [(str(one.id), accused(one.letter)) for one in defendants.of_case(found.case)])


def _typed() -> Any:
    return request.form if request.method == "POST" else None


def _wants_more(form: ClaimForm) -> bool:
    """She asked for another row, or for the sum: nothing is saved and nothing is lost."""
    wish = request.form.get("again", "")
    if wish == "row":
        form.add_row()
    return wish in {"row", "sum"}


def _new_form(case: Case) -> ClaimForm:
    of_case = [(str(one.id), one.code_name) for one in victims.with_records(case)]
    return ClaimForm(loader.load(case.country), of_case, _typed())


def _new_page(case: Case, form: ClaimForm) -> str:
    return render_template("claims/new.html", case=case, form=form, currency=form.law.currency)


def _edit_form(found: queries.Found) -> ClaimForm:
    claim, case, code_name = found
    rows = [{"head": one.head, "amount": one.amount} for one in queries.view(claim, case).parts]
    now = {"route": claim.route, "parts": rows, "row_version": str(claim.row_version)}
    form = ClaimForm(loader.load(case.country), [(str(claim.victim_id), code_name)], _typed(), **now)
    del form.victim
    return form


def _edit_page(found: queries.Found, form: ClaimForm, other: queries.Change | None = None) -> str:
    """The rows; where somebody else saved first, hers stand above, and saving again is then a decision."""
    if other is not None:
        form.row_version.data = str(found.claim.row_version)
    saved = shown.rows(queries.view(found.claim, found.case))
    return render_template(
        "claims/edit.html", claim=found.claim, case=found.case, victim=found.victim, form=form, other=other,
        saved=saved, currency=found.claim.currency, is_new_version=rules.opens_new_version(found.claim.state),
    )  # fmt: skip


def _record_page(what: str, found: queries.Found, form: FilingForm | DecisionForm | PaymentForm) -> str:
    view = queries.view(found.claim, found.case)
    reasons = {
        "filing": rules.blockers_of_filing(view),
        "decision": rules.blockers_of_decision(view),
        "payment": [],
    }[what]
    return render_template(
        "claims/record.html", what=what, claim=found.claim, case=found.case, victim=found.victim, form=form,
        route=shown.route(view), amounts=shown.amounts(view), why_not=shown.why_not(reasons),
    )  # fmt: skip


def _page(found: queries.Found, *, form: ReviewForm | None = None, refused: Any = (), is_late: bool = False) -> str:
    """The claim; `is_late`: it changed after she had read it, so that deciding again is a decision on what stands here."""
    claim, case, victim = found
    review = form or ReviewForm()
    if form is None or is_late:
        review.row_version.data = str(claim.row_version)
    view = queries.view(claim, case)
    happened = queries.happened(claim)
    ticket = actions.open_ticket(me(), case, minutes=current_app.extensions["config"].opening_minutes)
    return render_template(
        "claims/show.html",
        claim=claim,
        case=case,
        victim=victim,
        route=shown.route(view),
        rows=shown.rows(view),
        amounts=shown.amounts(view),
        checks=shown.checks(view),
        happened=happened,
        notes=actions.read_notes(ticket, [one for one, _by in happened.reviews]) if ticket else None,
        form=review,
        is_late=is_late,
        refused=shown.why_not(refused),
        next=shown.next_steps(view, me(), queries.permits(me(), case), queries.own(me(), claim)),
        late=shown.late(view),
        words=shown,
        irregular=irregular(case, claim.id),
        label=lambda listed, code: codes.label(listed, code, current()),
        rate_note=shown.rate_note(claim.currency),
    )
