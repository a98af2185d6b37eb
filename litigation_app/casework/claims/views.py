"""The pages of a claim: the claim and its history, its rows, what the court said, what was paid."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.rules import version_typed
from litigation_app.casework.claims import actions, drafting, presenters, queries, rules
from litigation_app.casework.claims.awards import queries as awards
from litigation_app.casework.claims.calculations import actions as calculations
from litigation_app.casework.claims.calculations import presenters as calculations_shown
from litigation_app.casework.claims.corrections import rules as decisions
from litigation_app.casework.claims.effects import actions as effects
from litigation_app.casework.claims.effects import presenters as effect_words
from litigation_app.casework.claims.effects.forms import LaneForm
from litigation_app.casework.claims.forms import ClaimForm, DecisionForm, FilingForm
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.claims.page import page
from litigation_app.casework.claims.reviews import presenters as reviewed
from litigation_app.casework.claims.reviews.answers.queries import open_return
from litigation_app.casework.claims.rules import Blocked
from litigation_app.casework.claims.terms import presenters as terms_shown
from litigation_app.casework.claims.terms.forms import TermsForm
from litigation_app.casework.claims.terms.rules import Interest
from litigation_app.casework.claims.terms.views import form_of, is_closed
from litigation_app.casework.clients.victims import queries as victims
from litigation_app.casework.proceedings.effects import rules as rules_of
from litigation_app.core.access import May, me, needs
from litigation_app.law import loader

bp = Blueprint("claims", __name__)
Page = Response | tuple[str, int]


@bp.get("/cases/<uuid:case_id>/claims/new")
@needs(May.DRAFT_CLAIM)
def new(case_id: UUID) -> str:
    case = cases.get(me(), case_id, May.DRAFT_CLAIM)
    begun = queries.begun(case, request.args.get("victim", ""), request.args.get("route", ""))
    form, terms = _new_form(case, **_as_typed(begun)), _new_terms(case, begun.route if begun else "")
    return _new_page(case, form, terms, taken_from=begun.of if begun else None)


@bp.post("/cases/<uuid:case_id>/claims")
@needs(May.DRAFT_CLAIM)
def draft(case_id: UUID) -> Page:
    case = cases.get(me(), case_id, May.DRAFT_CLAIM)
    form, terms = _new_form(case), _new_terms(case)
    if _wants_more(form) or not _is_right(form, terms):
        return _new_page(case, form, terms), 422
    victim = queries.victim_of(case, UUID(form.victim.data))
    act = partial(drafting.draft, me(), case, victim, _written(form, terms))
    try:
        claim = effects.with_lane(me(), case, form.route.data or "", terms.step(), act)
    except Blocked as stop:
        form.refuse("victim", presenters.why_not(stop.reasons))
        return _new_page(case, form, terms), 409
    return redirect(url_for("claims.show", claim_id=claim.id, done=_done()), code=303)


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
    return _edit_page(found, _edit_form(found), _edit_terms(found))


@bp.post("/claims/<uuid:claim_id>/versions")
@needs(May.DRAFT_CLAIM)
def change(claim_id: UUID) -> Page:
    found = queries.get(me(), claim_id, May.DRAFT_CLAIM)
    form, terms = _edit_form(found), _edit_terms(found)
    if _wants_more(form) or not _is_right(form, terms):
        return _edit_page(found, form, terms), 422
    written = _written(form, terms)
    act = partial(drafting.change, me(), found.claim, found.case, written, row_version=form.version())
    try:
        effects.with_lane(me(), found.case, written.route, terms.step(), act, claim_id)
    except Blocked as stop:
        return _edit_page(found, form, terms, stopped=presenters.why_not(stop.reasons)), 409
    except actions.Changed:
        return _edit_page(found, form, terms, other=queries.last_change(found.claim)), 409
    return redirect(url_for("claims.show", claim_id=claim_id, done=_done()), code=303)


@bp.post("/claims/<uuid:claim_id>/submission")
@needs(May.DRAFT_CLAIM)
def submit(claim_id: UUID) -> Page:
    found = queries.get(me(), claim_id, May.DRAFT_CLAIM)
    try:
        actions.submit(me(), found.claim, found.case, row_version=version_typed(request.form.get("row_version")))
    except Blocked as stop:
        return page(found, refused=stop.reasons), 422
    except actions.Changed:
        return page(found, is_late=True), 409
    return redirect(url_for("claims.show", claim_id=claim_id, done="sent"), code=303)


@bp.get("/claims/<uuid:claim_id>/filings")
@needs(May.DRAFT_CLAIM)
def filing(claim_id: UUID) -> str:
    found = queries.get(me(), claim_id, May.DRAFT_CLAIM)
    return _record_page("filing", found, _filing_form(found), effect_words.filed(None, found))


@bp.post("/claims/<uuid:claim_id>/filings")
@needs(May.DRAFT_CLAIM)
def record_filing(claim_id: UUID) -> Page:
    found = queries.get(me(), claim_id, May.DRAFT_CLAIM)
    form, lane = _filing_form(found), effect_words.filed(request.form, found)
    if not all([form.validate(), lane.validate()]) or form.on.data is None:
        return _record_page("filing", found, form, lane), 422
    act = partial(actions.record_filing, me(), found.claim, found.case, on=form.on.data, why=form.why())
    steps = lane.said(rules_of.FILED, form.on.data)
    return _recorded("filing", found, form, lane, _with_lane(found, steps, act, claim_id))


@bp.get("/claims/<uuid:claim_id>/decisions")
@needs(May.RECORD_DECISION)
def decision(claim_id: UUID) -> str:
    found = queries.get(me(), claim_id, May.RECORD_DECISION)
    return _record_page("decision", found, DecisionForm(), effect_words.decided(None, found))


@bp.post("/claims/<uuid:claim_id>/decisions")
@needs(May.RECORD_DECISION)
def record_decision(claim_id: UUID) -> Page:
    found = queries.get(me(), claim_id, May.RECORD_DECISION)
    form, lane = DecisionForm(request.form), effect_words.decided(request.form, found)
    if not all([form.validate(), lane.validate()]):
        return _record_page("decision", found, form, lane), 422
    said = form.details()
    act = partial(actions.record_decision, me(), found.claim, found.case, **said)
    steps = lane.said(
        rules_of.of_decision(said["decided"].outcome, is_final=said["decided"].is_final), said["decided"].on
    )
    return _recorded("decision", found, form, lane, _with_lane(found, steps, act))


def _with_lane(
    found: queries.Found, steps: effects.InLane | None, act: Callable[[], object], of: UUID | None = None
) -> Callable[[], object]:
    return partial(effects.with_lane, me(), found.case, found.claim.route, steps, act, of)


def _recorded(
    what: str, found: queries.Found, form: FilingForm | DecisionForm, lane: LaneForm, act: Callable[[], object]
) -> Page:
    """Keep what was typed, or show what it would change."""
    try:
        changes = effect_words.done_or_shown(found.case, act)
    except Blocked as stop:
        form.show(stop.reasons)
        return _record_page(what, found, form, lane), 422
    if changes is not None:
        return _record_page(what, found, form, lane, changes), 422
    return redirect(_after(what, found.claim), code=303)


def _after(what: str, claim: Claim) -> str:
    """To the claim; what was awarded is itemised next, as long as nobody has."""
    award = awards.in_force(claim) if what == "decision" else None
    if award is not None and award.outcome in rules.AWARDED and not awards.lines(award.id):
        return url_for("awards.new", decision_id=award.id, done="decided")
    return url_for("claims.show", claim_id=claim.id, done={"filing": "filed", "decision": "decided"}[what])


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


def _is_right(form: ClaimForm, terms: TermsForm) -> bool:
    """Both say what is wrong with them. A page that asked for rows alone says nothing of the terms."""
    return all([form.validate(), not _is_sent() or form.has_rows(), _typed_terms() is None or terms.validate()])


def _typed_terms() -> Any:
    return request.form if "with_terms" in request.form else None


def _written(form: ClaimForm, terms: TermsForm) -> drafting.Written:
    said = terms.terms() if _typed_terms() is not None else None
    return drafting.Written(form.route.data or "", form.rows(), form.bases(), said, form.read(), is_sent=_is_sent())


def _is_sent() -> bool:
    return request.form.get("then") == "send"


def _done() -> str:
    return "sent" if _is_sent() else "claim-saved"


def _new_terms(case: Case, route: str = "") -> TermsForm:
    """What is usual, until she says otherwise: asked of all accused, with interest from the days that the law says."""
    is_against_them = not route or route in rules.AGAINST_ACCUSED
    accused = [one for one, _name in terms_shown.accused_of(case)] if is_against_them else []
    begun = Claim(currency=loader.load(case.country).currency, debtors=accused, asked_of_some={}, is_quantified=True)
    begun.has_advice, begun.row_version, begun.interest = False, 0, Interest.LAW
    return form_of(begun, case, [], _typed_terms())


def _edit_terms(found: queries.Found) -> TermsForm:
    return form_of(found.claim, found.case, terms_shown.heads(queries.view(found.claim, found.case)), _typed_terms())


def _new_form(case: Case, **begun: Any) -> ClaimForm:
    of_case = [(str(one.id), one.code_name) for one in victims.with_records(case)]
    return ClaimForm(loader.load(case.country), of_case, _typed(), **begun)


def _as_typed(begun: queries.Begun | None) -> dict[str, Any]:
    """What is known already, as the form has it."""
    if begun is None:
        return {}
    rows = {"parts": [{"head": one.head, "amount": one.amount} for one in begun.parts]} if begun.parts else {}
    return {"victim": begun.victim, "route": begun.route, **rows}


def _new_page(case: Case, form: ClaimForm, terms: TermsForm, taken_from: queries.Line | None = None) -> str:
    """The empty rows; `taken_from`: the claim on another route whose rows stand in them already."""
    before = presenters.route_name(case.country, taken_from.route) if taken_from else ""
    given = {"currency": form.law.currency, "before": before}
    return render_template("claims/new.html", case=case, form=form, terms=terms, **given)


def _edit_form(found: queries.Found) -> ClaimForm:
    claim, case, code_name = found
    parts = queries.view(claim, case).parts
    kept = calculations.opened(me(), claim, parts)
    notes = {head: one.said.note for head, one in kept.items()}
    rows = [{"head": one.head, "amount": one.amount, "basis": notes.get(one.head)} for one in parts]
    now = {"route": claim.route, "parts": rows, "row_version": str(claim.row_version)}
    form = ClaimForm(loader.load(case.country), [(str(claim.victim_id), code_name)], _typed(), **now)
    del form.victim
    return form


def _edit_page(
    found: queries.Found, form: ClaimForm, terms: TermsForm, other: queries.Change | None = None, stopped: str = ""
) -> str:
    """The whole claim; where somebody else saved first, hers stands above, and saving again is then a decision.

    `stopped`: why it could not be saved.
    """
    claim, case, victim = found
    if other is not None:
        form.renew(claim.row_version)
        terms.renew(claim.row_version)
    view, back = queries.view(claim, case), open_return(claim)
    computed = calculations_shown.rows(me(), claim, view.parts)
    return render_template(
        "claims/edit.html", claim=claim, case=case, victim=victim, form=form, terms=terms, other=other,
        saved=presenters.rows(view), computed=computed, said=terms_shown.of(me(), claim, case, view) if other else None,
        stopped=stopped, currency=claim.currency, is_new_version=rules.opens_new_version(claim.state),
        returned=back, reasons=reviewed.reasons(back, case.country) if back else [],
        is_closed=is_closed(claim) or any(one.is_closed for one in computed),
    )  # fmt: skip


def _record_page(
    what: str,
    found: queries.Found,
    form: FilingForm | DecisionForm,
    lane: LaneForm,
    changes: list[rules_of.Change] | None = None,
) -> str:
    view = queries.view(found.claim, found.case)
    reasons = {"filing": decisions.blockers_of_filing(view), "decision": rules.blockers_of_decision(view)}[what]
    return render_template(
        "claims/record.html", what=what, claim=found.claim, case=found.case, victim=found.victim, form=form,
        route=presenters.route(view), amounts=presenters.amounts(view), why_not=presenters.why_not(reasons), lane=lane, changes=changes,
    )  # fmt: skip
