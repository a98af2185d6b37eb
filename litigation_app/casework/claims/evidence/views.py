"""The page on which it is said which papers prove the heads of damage of a claim."""

from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app import ledger
from litigation_app.casework.cases import openings
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.claims import queries as claims
from litigation_app.casework.claims.evidence import actions, presenters, queries
from litigation_app.casework.claims.evidence.forms import CHOSEN, EvidenceForm
from litigation_app.casework.claims.presenters import head as damage
from litigation_app.casework.claims.presenters import why_not
from litigation_app.casework.claims.queries import Found
from litigation_app.casework.claims.rules import Blocked
from litigation_app.casework.claims.terms.presenters import heads
from litigation_app.casework.documents.views import closed
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _

bp = Blueprint("evidence", __name__)
Page = Response | str | tuple[str, int]


@bp.get("/claims/<uuid:claim_id>/evidence")
@needs(May.DRAFT_CLAIM)
def edit(claim_id: UUID) -> Page:
    found = claims.get(me(), claim_id, May.DRAFT_CLAIM)
    ticket = openings.ticket_of(me(), found.case)
    if ticket is None:
        return _closed(found)
    form, head = _form(found, ticket), request.args.get("head")
    if head and not form.papers() and cases.may(me(), found.case, May.ADD_DOCUMENT):  # the first one is added first
        return redirect(url_for("documents.new", case_id=found.case.id, claim=claim_id, head=head))
    return _page(found, ticket, form)


@bp.post("/claims/<uuid:claim_id>/evidence")
@needs(May.DRAFT_CLAIM)
def add(claim_id: UUID) -> Page:
    found = claims.get(me(), claim_id, May.DRAFT_CLAIM)
    ticket = openings.ticket_of(me(), found.case)
    if ticket is None:
        return _closed(found)
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
        return _closed(found)
    try:
        actions.take_out(me(), found.claim, found.case, queries.get(found.claim, evidence_id))
    except Blocked as stop:
        return _page(found, ticket, _form(found, ticket), stopped=why_not(stop.reasons)), 409
    return redirect(url_for("claims.show", claim_id=claim_id, done="proof-taken", _anchor="heads"), code=303)


def _closed(found: Found) -> tuple[str, int]:
    """The door of the file, which leads back here with what was chosen; no more than codes and figures goes with it."""
    chosen = {name: request.values.get(name, "") for name in CHOSEN}
    kept: dict[str, Any] = {name: value for name, value in chosen.items() if CHOSEN[name].fullmatch(value)}
    return closed(found.case, back=url_for("evidence.edit", claim_id=found.claim.id, **kept))


def _form(found: Found, ticket: ledger.Ticket) -> EvidenceForm:
    typed = request.form if request.method == "POST" and "paper" in request.form else None
    papers = presenters.choices(me(), found.case, found.claim, ticket)
    of_claim = heads(claims.view(found.claim, found.case))
    return EvidenceForm(typed, papers, of_claim, **{name: request.args.get(name, "") for name in CHOSEN})


def _page(found: Found, ticket: ledger.Ticket, form: EvidenceForm, stopped: str = "") -> str:
    claim, case, victim = found
    named = dict(heads(claims.view(claim, case)))
    proof = presenters.of(me(), case, claim, named, ticket)
    no_more = {
        one: _("%(damage)s: claimed no more", damage=damage(case.country, one))
        for one in proof.of_heads
        if one not in named
    }
    rows = [(name, proof.of_heads.get(head, [])) for head, name in (named | no_more).items()]
    return render_template(
        "evidence/edit.html", claim=claim, case=case, victim=victim, form=form, rows=rows, stopped=stopped
    )
