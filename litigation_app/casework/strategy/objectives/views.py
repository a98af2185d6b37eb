"""Pages of the objectives: the portfolio, one objective with its cases and what changed, writing one, letting a case pursue one."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.accounts import queries as accounts
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.cases.models import Case
from litigation_app.casework.strategy import presenters as parts
from litigation_app.casework.strategy import rules as words
from litigation_app.casework.strategy.objectives import actions, presenters, queries
from litigation_app.casework.strategy.objectives.forms import ObjectiveForm, PursuitForm, StandingForm
from litigation_app.casework.strategy.objectives.models import Objective
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _, current
from litigation_app.law import loader

bp = Blueprint("objectives", __name__)
Answer = Response | tuple[str, int]


@bp.get("/objectives/")
@needs(May.SEE_OBJECTIVES)
def index() -> str:
    country, kind = request.args.get("country", ""), request.args.get("kind", "")
    page = queries.page(country=country, kind=kind, after=_after())
    ids = [line.id for line in page.rows]
    outcomes = queries.outcomes(me(), ids)
    return render_template(
        "objectives/index.html",
        rows=presenters.rows(page.rows, queries.counts(me(), ids), outcomes),
        matrix=presenters.matrix(page.rows, queries.pursuits(me(), ids), outcomes),
        picture=presenters.picture(outcomes),
        next=page.next,
        **_narrowed(country, kind),
    )


@bp.get("/objectives/new")
@needs(May.WRITE_OBJECTIVE)
def new() -> str:
    return _edit_page(_form(None))


@bp.post("/objectives/")
@needs(May.WRITE_OBJECTIVE)
def add() -> Answer:
    form = _form(None, typed=True)
    if not form.validate():
        return _edit_page(form), 422
    made = actions.set_up(me(), UUID(form.office.data or ""), form.said())
    return redirect(url_for("objectives.show", objective_id=made.id, done="objective-added"), code=303)


@bp.get("/objectives/<uuid:objective_id>")
@needs(May.SEE_OBJECTIVES)
def show(objective_id: UUID) -> str:
    objective = queries.get(objective_id)
    return _page(objective, StandingForm(None, objective))


@bp.get("/objectives/<uuid:objective_id>/edit")
@needs(May.WRITE_OBJECTIVE)
def edit(objective_id: UUID) -> str:
    objective = queries.to_change(me(), objective_id)
    return _edit_page(_form(objective), objective)


@bp.post("/objectives/<uuid:objective_id>/edit")
@needs(May.WRITE_OBJECTIVE)
def change(objective_id: UUID) -> Answer:
    objective = queries.to_change(me(), objective_id)
    form = _form(objective, typed=True)
    if not form.validate():
        return _edit_page(form, objective), 422
    try:
        actions.change(me(), objective, form.said(), row_version=form.version())
    except Changed:
        form.refresh(objective.row_version)
        return _edit_page(form, objective, is_late=True), 409
    return redirect(url_for("objectives.show", objective_id=objective.id, done="objective-changed"), code=303)


@bp.post("/objectives/<uuid:objective_id>/steps")
@needs(May.WRITE_OBJECTIVE)
def step(objective_id: UUID) -> Answer:
    objective = queries.to_change(me(), objective_id)
    form = StandingForm(request.form, objective)
    if not form.validate():
        return _page(objective, form), 422
    try:
        actions.step(me(), objective, form.said(), row_version=form.version())
    except Changed:
        form.refresh(objective.row_version)
        return _page(objective, form, is_late=True), 409
    return redirect(url_for("objectives.show", objective_id=objective.id, done="progress-recorded"), code=303)


@bp.post("/cases/<uuid:case_id>/objectives")
@needs(May.DECIDE_STRATEGY)
def pursue(case_id: UUID) -> Answer:
    case = cases.get(me(), case_id, May.DECIDE_STRATEGY)
    form = PursuitForm(request.form, [(str(one.id), one.title) for one in queries.to_pursue(case)])
    if not form.validate():
        return _pursue_page(case, form), 422
    actions.pursue(me(), case, queries.get(UUID(form.objective.data or "")))
    return redirect(url_for("strategy.show", case_id=case.id, done="pursuit-added", _anchor="objectives"), code=303)


def _pursue_page(case: Case, form: PursuitForm) -> str:
    action = url_for("objectives.pursue", case_id=case.id)
    return parts.form_page(case, form, _("Let the case pursue an objective"), action)


def _after() -> UUID | None:
    """After which objective the page begins; raises NotFound for what is no key."""
    asked = request.args.get("after", "")
    try:
        return UUID(asked) if asked else None
    except ValueError:
        abort(404)


def _narrowed(country: str, kind: str) -> dict[str, Any]:
    """What the portfolio can be narrowed to, and what it is narrowed to now."""
    return {
        "country": country,
        "kind": kind,
        "countries": [(code, loader.load(code).name(current())) for code in loader.COUNTRIES],
        "kinds": words.options("objective_kind", current()),
        "may_write": me().may(May.WRITE_OBJECTIVE),
    }


def _form(objective: Objective | None, *, typed: bool = False) -> ObjectiveForm:
    offices = [(str(one.id), one.name) for one in accounts.offices_where(me(), May.WRITE_OBJECTIVE)]
    people = queries.people(me().offices(May.WRITE_OBJECTIVE))
    return ObjectiveForm(request.form if typed else None, offices, people, objective)


def _edit_page(form: ObjectiveForm, objective: Objective | None = None, *, is_late: bool = False) -> str:
    return render_template("objectives/edit.html", form=form, objective=objective, is_late=is_late)


def _page(objective: Objective, form: StandingForm, *, is_late: bool = False) -> str:
    ids = [objective.id]
    pursued = queries.pursuits(me(), ids, most=queries.MOST).get(objective.id, [])
    outcomes = queries.outcomes(me(), ids)
    names = accounts.names({objective.responsible} if objective.responsible else set())
    return render_template(
        "objectives/show.html",
        objective=objective,
        form=form,
        country=loader.load(objective.country).name(current()),
        kind=words.say("objective_kind", objective.kind, current()),
        state=(presenters.chip(objective.state), words.say("objective_state", objective.state, current())),
        responsible=names.get(objective.responsible, "") if objective.responsible else "",
        steps=[(one, words.say("objective_state", one.state, current())) for one in queries.steps(objective)],
        cases=[(one, presenters.stage(one), presenters.tracks(one)) for one in pursued],
        outcomes=[presenters.outcome(one) for one in outcomes],
        picture=presenters.picture(outcomes),
        may_write=objective.office_id in me().offices(May.WRITE_OBJECTIVE),
        is_late=is_late,
    )
