"""The page on which it is said which papers prove the heads of damage of a claim."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app import ledger
from litigation_app.casework.cases import openings
from litigation_app.casework.claims import queries as claims
from litigation_app.casework.claims.evidence import actions, queries, shown
from litigation_app.casework.claims.evidence.forms import EvidenceForm
from litigation_app.casework.claims.queries import Found
from litigation_app.casework.claims.rules import Blocked
from litigation_app.casework.claims.shown import why_not
from litigation_app.casework.claims.terms.shown import heads
from litigation_app.casework.documents.views import closed
from litigation_app.core.access import May, me, needs

bp = Blueprint("evidence", __name__)
Page = Response | str | tuple[str, int]


@bp.get("/claims/<uuid:claim_id>/evidence")
@needs(May.DRAFT_CLAIM)
def edit(claim_id: UUID) -> Page:
    found = claims.get(me(), claim_id, May.DRAFT_CLAIM)
    ticket = openings.ticket_of(me(), found.case)
    return _page(found, ticket, _form(found, ticket)) if ticket else closed(found.case)


@bp.post("/claims/<uuid:claim_id>/evidence")
@needs(May.DRAFT_CLAIM)
def add(claim_id: UUID) -> Page:
    found = claims.get(me(), claim_id, May.DRAFT_CLAIM)
    ticket = openings.ticket_of(me(), found.case)
    if ticket is None:
        return closed(found.case)
    form = _form(found, ticket)
    if not form.validate():
        return _page(found, ticket, form), 422
    try:
        actions.add(me(), found.claim, found.case, form.said())
    except Blocked as stop:
        return _page(found, ticket, form, stopped=why_not(stop.reasons)), 409
    return redirect(url_for("claims.show", claim_id=claim_id, done="proof-added", _anchor="heads"), code=303)


@bp.post("/claims/<uuid:claim_id>/evidence/<uuid:evidence_id>/removal")
@needs(May.DRAFT_CLAIM)
def take_out(claim_id: UUID, evidence_id: UUID) -> Page:
    found = claims.get(me(), claim_id, May.DRAFT_CLAIM)
    ticket = openings.ticket_of(me(), found.case)
    if ticket is None:
        return closed(found.case)
    try:
        actions.take_out(me(), found.claim, found.case, queries.get(found.claim, evidence_id))
    except Blocked as stop:
        return _page(found, ticket, _form(found, ticket), stopped=why_not(stop.reasons)), 409
    return redirect(url_for("claims.show", claim_id=claim_id, done="proof-taken", _anchor="heads"), code=303)


def _form(found: Found, ticket: ledger.Ticket) -> EvidenceForm:
    typed = request.form if request.method == "POST" and "paper" in request.form else None
    papers = shown.choices(me(), found.case, found.claim, ticket)
    of_claim = heads(claims.view(found.claim, found.case))
    return EvidenceForm(typed, papers, of_claim, head=request.args.get("head", ""))


def _page(found: Found, ticket: ledger.Ticket, form: EvidenceForm, stopped: str = "") -> str:
    claim, case, victim = found
    named = heads(claims.view(claim, case))
    proof = shown.of(me(), case, claim, ticket)
    rows = [(name, proof.of_heads.get(head, [])) for head, name in named]
    return render_template(
        "evidence/edit.html", claim=claim, case=case, victim=victim, form=form, rows=rows, stopped=stopped
    )
