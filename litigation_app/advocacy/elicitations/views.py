"""The pages of questions to experts: those about a scenario, one with its judgements and picture."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.advocacy.elicitations import actions, presenters, queries
from litigation_app.advocacy.elicitations.forms import JudgementForm, QuestionForm
from litigation_app.advocacy.studies.scenarios import editing
from litigation_app.advocacy.studies.scenarios import queries as scenarios
from litigation_app.core.access import May, me, needs
from litigation_app.core.uploads import is_short
from litigation_app.statistics.fund.scenario import ScenarioRefused

bp = Blueprint("elicitations", __name__, url_prefix="/fund/elicitations")
Answer = Response | tuple[str, int]


@bp.get("/of/<ref>")
@needs(May.RUN_STUDY)
def index(ref: str) -> str:
    return _index(ref, QuestionForm())


@bp.post("/of/<ref>")
@needs(May.RUN_STUDY)
@is_short
def ask(ref: str) -> Answer:
    scenario, form = scenarios.get(ref), QuestionForm(request.form)
    form.key.offer(presenters.keys(scenario))
    if not form.validate():
        return _index(ref, form), 422
    made = actions.ask(me(), scenario, key=form.key.data or "", wording=form.wording.data or "")
    return redirect(url_for("elicitations.show", elicitation_id=made.id), code=303)


@bp.get("/<uuid:elicitation_id>")
@needs(May.RUN_STUDY)
def show(elicitation_id: UUID) -> str:
    return presenters.page(queries.get(elicitation_id), JudgementForm())


@bp.post("/<uuid:elicitation_id>/judgements")
@needs(May.RUN_STUDY)
@is_short
def record(elicitation_id: UUID) -> Answer:
    question, form = queries.get(elicitation_id), JudgementForm(request.form)
    said = form.said(presenters.field_of(question).kind)
    if said is None or form.on.data is None:
        return presenters.page(question, form), 422
    words = {"expert": form.expert.data or "", "reason": form.reason.data or ""}
    actions.record(me(), question, said, on=form.on.data, **words)
    return redirect(url_for("elicitations.show", elicitation_id=question.id, done="judgement-kept"), code=303)


@bp.post("/judgements/<uuid:judgement_id>/removal")
@needs(May.RUN_STUDY)
@is_short
def take_out(judgement_id: UUID) -> Response:
    row = queries.judgement(judgement_id)
    where = row.elicitation_id
    actions.take_out(me(), row)
    return redirect(url_for("elicitations.show", elicitation_id=where, done="judgement-gone"), code=303)


@bp.post("/<uuid:elicitation_id>/use")
@needs(May.RUN_STUDY)
@is_short
def put_in(elicitation_id: UUID) -> Answer:
    question = queries.get(elicitation_id)
    scenario, version = presenters.scenario_of(question), editing.version(request.form.get("row_version"))
    try:
        actions.put_in(me(), question, scenario, source=presenters.source(question), row_version=version)
    except (ScenarioRefused, presenters.ScenarioStale, actions.ValueMoved) as stop:
        return presenters.page(question, JudgementForm(), presenters.refusal(stop)), 409
    return redirect(url_for("scenarios.show", ref=scenario.id, done="scenario-kept"), code=303)


def _index(ref: str, form: QuestionForm) -> str:
    scenario = scenarios.get(ref)
    form.key.offer(presenters.keys(scenario))
    found = [(one, presenters.field_of(one)) for one in queries.of_scenario(scenario.id)]
    return render_template("elicitations/index.html", kept=scenarios.kept(scenario), form=form, questions=found)
