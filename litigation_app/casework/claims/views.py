"""The pages of a claim: the claim and its history, its rows, what the court said, what was paid."""

from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import actions, filings, queries, rules, shown
from litigation_app.casework.claims.forms import ClaimForm, DecisionForm, FilingForm
from litigation_app.casework.claims.page import page
from litigation_app.casework.claims.rules import Blocked
from litigation_app.casework.reviews import queries as queue
from litigation_app.casework.reviews import shown as reviewed
from litigation_app.casework.victims import queries as victims
from litigation_app.core.access import May, me, needs
from litigation_app.law import loader

bp = Blueprint("claims", __name__)
Page = Response | tuple[str, int]


@bp.get("/cases/<uuid:case_id>/claims/new")
@needs(May.DRAFT_CLAIM)
def new(case_id: UUID) -> str:
    case = cases.get(me(), case_id, May.DRAFT_CLAIM)
    begun = queries.begun(case, request.args.get("victim", ""), request.args.get("route", ""))
    return _new_page(case, _new_form(case, **_as_typed(begun)), taken_from=begun.of if begun else None)


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
    return page(queries.get(me(), claim_id))


@bp.get("/claims/<uuid:claim_id>/edit")
@needs(May.DRAFT_CLAIM)
def edit(claim_id: UUID) -> str | tuple[str, int]:
    found = queries.get(me(), claim_id, May.DRAFT_CLAIM)
    reasons = rules.blockers_of_change(queries.view(found.claim, found.case))
    if reasons:
        return page(found, refused=reasons), 409
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
        return page(found, refused=stop.reasons), 409
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
        return page(found, refused=stop.reasons), 422
    return redirect(url_for("claims.show", claim_id=claim_id, done="sent"), code=303)


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
    try:
        actions.record_decision(me(), found.claim, found.case, **form.details())
    except Blocked as stop:
        form.show(stop.reasons)
        return _record_page("decision", found, form), 422
    return redirect(url_for("claims.show", claim_id=claim_id, done="decided"), code=303)


def _filing_form(found: queries.Found) -> FilingForm:
    return FilingForm(_typed(), is_reviewed=found.claim.approved_by is not None)


def _typed() -> Any:
    return request.form if request.method == "POST" else None


def _wants_more(form: ClaimForm) -> bool:
    """She asked for another row, or for the sum: nothing is saved and nothing is lost."""
    wish = request.form.get("again", "")
    if wish == "row":
        form.add_row()
    return wish in {"row", "sum"}


def _new_form(case: Case, **begun: Any) -> ClaimForm:
    of_case = [(str(one.id), one.code_name) for one in victims.with_records(case)]
    return ClaimForm(loader.load(case.country), of_case, _typed(), **begun)


def _as_typed(begun: queries.Begun | None) -> dict[str, Any]:
    """What is known already, as the form has it."""
    if begun is None:
        return {}
    rows = {"parts": [{"head": one.head, "amount": one.amount} for one in begun.parts]} if begun.parts else {}
    return {"victim": begun.victim, "route": begun.route, **rows}


def _new_page(case: Case, form: ClaimForm, taken_from: queries.Line | None = None) -> str:
    """The empty rows; `taken_from`: the claim on another route whose rows stand in them already."""
    before = shown.route_name(case.country, taken_from.route) if taken_from else ""
    return render_template("claims/new.html", case=case, form=form, currency=form.law.currency, before=before)


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
    returned = queue.last_return(found.claim)
    return render_template(
        "claims/edit.html", claim=found.claim, case=found.case, victim=found.victim, form=form, other=other,
        saved=saved, currency=found.claim.currency, is_new_version=rules.opens_new_version(found.claim.state),
        returned=returned, reasons=reviewed.reasons(returned, found.case.country) if returned else [],
    )  # fmt: skip


def _record_page(what: str, found: queries.Found, form: FilingForm | DecisionForm) -> str:
    view = queries.view(found.claim, found.case)
    reasons = {"filing": filings.blockers_of_filing(view), "decision": rules.blockers_of_decision(view)}[what]
    return render_template(
        "claims/record.html", what=what, claim=found.claim, case=found.case, victim=found.victim, form=form,
        route=shown.route(view), amounts=shown.amounts(view), why_not=shown.why_not(reasons),
    )  # fmt: skip
