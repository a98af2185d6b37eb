"""Pages of the outcomes of a case: claiming one, its evidence, verifying it."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.accounts import queries as accounts
from litigation_app.casework.cases import openings
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.rules import version_typed
from litigation_app.casework.strategy import actions as strategy
from litigation_app.casework.strategy import presenters as parts
from litigation_app.casework.strategy.objectives import queries as objectives
from litigation_app.casework.strategy.outcomes import actions, presenters, queries, rules
from litigation_app.casework.strategy.outcomes.forms import SENTENCES, EvidenceForm, OutcomeForm
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _

bp = Blueprint("outcomes", __name__)
Answer = Response | tuple[str, int]


@bp.get("/cases/<uuid:case_id>/outcomes/new")
@needs(May.RECORD_STRATEGY)
def new(case_id: UUID) -> str:
    case = cases.get(me(), case_id, May.RECORD_STRATEGY)
    return _new_page(case, OutcomeForm(None, _objectives(case), parts.papers(case)))


@bp.post("/cases/<uuid:case_id>/outcomes")
@needs(May.RECORD_STRATEGY)
def add(case_id: UUID) -> Answer:
    case = cases.get(me(), case_id, May.RECORD_STRATEGY)
    form = OutcomeForm(request.form, _objectives(case), parts.papers(case))
    if not form.validate():
        return _new_page(case, form), 422
    made = actions.claim(me(), case, form.harvested())
    return redirect(url_for("outcomes.show", outcome_id=made.id, done="outcome-added"), code=303)


@bp.get("/outcomes/<uuid:outcome_id>")
@needs(May.LIST_CASES)
def show(outcome_id: UUID) -> str:
    found = queries.get(me(), outcome_id)
    return _page(found, EvidenceForm(None, found.outcome, parts.papers(found.case)))


@bp.post("/outcomes/<uuid:outcome_id>/evidence")
@needs(May.RECORD_STRATEGY)
def give_evidence(outcome_id: UUID) -> Answer:
    found = queries.get(me(), outcome_id, May.RECORD_STRATEGY)
    form = EvidenceForm(request.form, found.outcome, parts.papers(found.case))
    if not form.validate():
        return _page(found, form), 422
    paper = UUID(form.paper.data or "")
    try:
        actions.give_evidence(me(), found.case, found.outcome, paper, row_version=form.version())
    except Changed:
        form.refresh(found.outcome.row_version)
        return _page(found, form, refused=_("Somebody changed this outcome while you were reading. Look again.")), 409
    return redirect(url_for("outcomes.show", outcome_id=outcome_id, done="evidence-added"), code=303)


@bp.post("/outcomes/<uuid:outcome_id>/verification")
@needs(May.RECORD_STRATEGY)
def verify(outcome_id: UUID) -> Answer:
    found = queries.get(me(), outcome_id, May.RECORD_STRATEGY)
    form = EvidenceForm(None, found.outcome, parts.papers(found.case))
    try:
        actions.verify(me(), found.case, found.outcome, row_version=version_typed(request.form.get("row_version")))
    except actions.Blocked as stop:
        return _page(found, form, refused=" ".join(str(SENTENCES[one]) for one in stop.reasons)), 409
    except Changed:
        return _page(found, form, refused=_("Somebody changed this outcome while you were reading. Look again.")), 409
    return redirect(url_for("outcomes.show", outcome_id=outcome_id, done="outcome-verified"), code=303)


def _objectives(case: Case) -> list[tuple[str, str]]:
    return [(str(line.id), line.title) for line, _link, _version in objectives.of_case(case)]


def _new_page(case: Case, form: OutcomeForm) -> str:
    action, is_closed = url_for("outcomes.add", case_id=case.id), openings.ticket_of(me(), case) is None
    under = _("Write down what changed as it was seen, and claim no more than a document can show.")
    return parts.form_page(case, form, _("Record an outcome"), action, under=under, is_closed=is_closed)


def _page(found: queries.Found, form: EvidenceForm, *, refused: str = "") -> str:
    outcome, case = found
    ticket = openings.ticket_of(me(), case)
    (row,) = presenters.rows([one for one in queries.of_case(case) if one.id == outcome.id])
    names = accounts.names({outcome.recorded_by} | ({outcome.verified_by} if outcome.verified_by else set()))
    view = queries.view(outcome)
    stops = rules.blockers(view, me().id)
    return render_template(
        "outcomes/show.html",
        case=case,
        outcome=outcome,
        row=row,
        form=form,
        by=names[outcome.recorded_by],
        verified_by=names.get(outcome.verified_by, "") if outcome.verified_by else "",
        texts=strategy.read(ticket, actions.TABLE, [outcome.id]).by_row.get(outcome.id, {}) if ticket else None,
        paper=dict(parts.papers(case)).get(str(outcome.document_id), ""),
        view=view,
        stops=" ".join(str(SENTENCES[one]) for one in stops),
        may_record=outcome.entered_in_error_at is None and cases.may(me(), case, May.RECORD_STRATEGY),
        refused=refused,
    )
