"""Pages of the assessments of a case: a new one, one with its scores, the decision on it."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.accounts import queries as accounts
from litigation_app.casework.cases import openings
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.victims import queries as victims
from litigation_app.casework.clients.victims.actions import Erased
from litigation_app.casework.proceedings import queries as proceedings
from litigation_app.casework.strategy import actions as strategy
from litigation_app.casework.strategy import rules as words
from litigation_app.casework.strategy.assessments import actions, presenters, queries
from litigation_app.casework.strategy.assessments.forms import SENTENCES, AssessmentForm, DecisionForm
from litigation_app.casework.strategy.assessments.rules import Bar, criteria
from litigation_app.casework.strategy.objectives.queries import people
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _, current

bp = Blueprint("assessments", __name__)
Answer = Response | tuple[str, int]


@bp.get("/cases/<uuid:case_id>/assessments/new")
@needs(May.RECORD_STRATEGY)
def new(case_id: UUID) -> str:
    case = cases.get(me(), case_id, May.RECORD_STRATEGY)
    return _new_page(case, AssessmentForm(None, _clients(case)))


@bp.post("/cases/<uuid:case_id>/assessments")
@needs(May.RECORD_STRATEGY)
def add(case_id: UUID) -> Answer:
    case = cases.get(me(), case_id, May.RECORD_STRATEGY)
    form = AssessmentForm(request.form, _clients(case))
    if not form.validate():
        return _new_page(case, form), 422
    reached = queries.instances(case, proceedings.tracks(case))
    try:
        made = actions.assess(me(), case, form.assessed(), instances=reached)
    except Erased:
        form.refuse("on", _("Her personal data were erased. Nothing is recorded about her any more."))
        return _new_page(case, form), 409
    return redirect(url_for("assessments.show", assessment_id=made.id, done="assessment-added"), code=303)


@bp.get("/assessments/<uuid:assessment_id>")
@needs(May.LIST_CASES)
def show(assessment_id: UUID) -> str:
    found = queries.get(me(), assessment_id)
    return _page(found, DecisionForm(None, _colleagues(found)))


@bp.post("/assessments/<uuid:assessment_id>/decision")
@needs(May.DECIDE_STRATEGY)
def decide(assessment_id: UUID) -> Answer:
    found = queries.get(me(), assessment_id, May.DECIDE_STRATEGY)
    form = DecisionForm(request.form, _colleagues(found))
    if not form.validate():
        return _page(found, form), 422
    try:
        actions.decide(me(), found, form.decided(), openings.ticket_of(me(), found.case))
    except (actions.FileClosed, actions.Blocked, Changed) as stop:
        form.decision.errors = _reasons(stop)
        return _page(found, form), 409
    return redirect(url_for("assessments.show", assessment_id=assessment_id, done="assessment-decided"), code=303)


def _reasons(stop: Exception) -> list[str]:
    if isinstance(stop, actions.Blocked):
        return [" ".join(str(SENTENCES[one]) for one in stop.reasons)]
    if isinstance(stop, actions.FileClosed):
        return [_("The file is closed. Open it first: consent and risk are read in it.")]
    return [_("Somebody decided on this assessment before you. Assess the case anew to decide again.")]


def _clients(case: Case) -> list[tuple[str, str]]:
    return [(str(one.id), one.code_name) for one in victims.with_records(case)]


def _colleagues(found: queries.Found) -> list[tuple[str, str]]:
    """Who may have decided with her: nobody decides on what she assessed herself."""
    others = {str(me().id), str(found.assessment.recorded_by)}
    return [one for one in people(frozenset({found.case.office_id})) if one[0] not in others]


def _new_page(case: Case, form: AssessmentForm) -> str:
    return render_template("assessments/new.html", case=case, form=form, criteria=criteria())


def _page(found: queries.Found, form: DecisionForm) -> str:
    assessment, case = found
    ticket = openings.ticket_of(me(), case)
    decision, clients = queries.decision(found), queries.clients(found)
    texts = strategy.read(ticket, actions.TABLE, [assessment.id]).by_row if ticket else None
    said = strategy.read(ticket, actions.DECISION, [assessment.id]).by_row if ticket else None
    gates = actions.gates(ticket, clients) if ticket else None
    ids = {UUID(one) for one in decision.deciders} | {decision.decided_by} if decision else set()
    names = accounts.names(ids | {assessment.recorded_by})
    return render_template(
        "assessments/show.html",
        case=case,
        assessment=assessment,
        form=form,
        by=names[assessment.recorded_by],
        scores=presenters.scores(assessment.scores),
        percent=presenters.percent(assessment.scores),
        criteria=criteria(),
        clients=[(one.code_name, one.victim_id, _gate(gates, one.victim_id)) for one in clients],
        texts=None if texts is None else texts.get(assessment.id, {}),
        decision=decision,
        decided=(
            presenters.chip(decision.code if decision else None),
            presenters.decision(decision.code if decision else None),
        ),
        deciders=", ".join(sorted(names[one] for one in ids)),
        reasons=None if said is None else said.get(assessment.id, {}).get("text", ""),
        may_decide=decision is None and cases.may(me(), case, May.DECIDE_STRATEGY),
    )


def _gate(gates: dict[UUID, Bar | None] | None, victim_id: UUID) -> tuple[str, str] | None:
    """The chip of a client's gate; None while the file is closed."""
    if gates is None:
        return None
    bar = gates.get(victim_id)
    return ("bad", words.say("bar", bar, current())) if bar else ("ok", _("Consent given, risk bearable"))
