"""Pages of the remedies of a case: recording one, one with its steps, how far it is done."""

from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.casework.cases import openings
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import presenters as claim_words
from litigation_app.casework.claims import queries as claims
from litigation_app.casework.strategy import actions as strategy
from litigation_app.casework.strategy import presenters as parts
from litigation_app.casework.strategy import rules as words
from litigation_app.casework.strategy.remedies import actions, presenters, queries
from litigation_app.casework.strategy.remedies.forms import RemedyForm, StepForm
from litigation_app.core.access import May, me, needs
from litigation_app.core.clock import today
from litigation_app.core.language import _, current

bp = Blueprint("remedies", __name__)
Answer = Response | tuple[str, int]


@bp.get("/cases/<uuid:case_id>/remedies/new")
@needs(May.RECORD_STRATEGY)
def new(case_id: UUID) -> str:
    case = cases.get(me(), case_id, May.RECORD_STRATEGY)
    return _new_page(case, RemedyForm(None, parts.lanes(case), _claims(case)))


@bp.post("/cases/<uuid:case_id>/remedies")
@needs(May.RECORD_STRATEGY)
def add(case_id: UUID) -> Answer:
    case = cases.get(me(), case_id, May.RECORD_STRATEGY)
    form = RemedyForm(request.form, parts.lanes(case), _claims(case))
    if not form.validate():
        return _new_page(case, form), 422
    made = actions.order(me(), case, form.ordered())
    return redirect(url_for("remedies.show", remedy_id=made.id, done="remedy-added"), code=303)


@bp.get("/remedies/<uuid:remedy_id>")
@needs(May.LIST_CASES)
def show(remedy_id: UUID) -> str:
    found = queries.get(me(), remedy_id)
    papers = parts.papers(found.case)
    return _page(found, StepForm(None, found.remedy, papers), papers)


@bp.post("/remedies/<uuid:remedy_id>/steps")
@needs(May.RECORD_STRATEGY)
def step(remedy_id: UUID) -> Answer:
    found = queries.get(me(), remedy_id, May.RECORD_STRATEGY)
    papers = parts.papers(found.case)
    form = StepForm(request.form, found.remedy, papers)
    if not form.validate():
        return _page(found, form, papers), 422
    try:
        actions.step(me(), found.case, found.remedy, form.done(), row_version=form.version())
    except Changed:
        form.refresh(found.remedy.row_version)
        return _page(found, form, papers, is_late=True), 409
    return redirect(url_for("remedies.show", remedy_id=remedy_id, done="progress-recorded"), code=303)


def _claims(case: Case) -> list[tuple[str, str]]:
    return [(str(one.id), f"{one.victim} · {claim_words.route(one.view)}") for one in claims.of_case(case)]


def _new_page(case: Case, form: RemedyForm) -> str:
    return parts.form_page(case, form, _("Record relief ordered"), url_for("remedies.add", case_id=case.id))


def _page(found: queries.Found, form: StepForm, papers: list[tuple[str, str]], *, is_late: bool = False) -> str:
    remedy, case = found
    steps, ticket = queries.steps(found), openings.ticket_of(me(), case)
    said: dict[UUID, Any] | None = None
    if ticket:
        said = {**strategy.read(ticket, actions.TABLE, [remedy.id]).by_row}
        said |= strategy.read(ticket, actions.STEP, [one.id for one in steps]).by_row
    (row,) = presenters.rows([one for one in queries.of_case(case) if one.id == remedy.id], case.country, today())
    return render_template(
        "remedies/show.html",
        case=case,
        remedy=remedy,
        row=row,
        form=form,
        steps=[(one, words.say("remedy_state", one.state, current()), presenters.chip(one.state)) for one in steps],
        said=said,
        papers={UUID(id_): name for id_, name in papers},
        may_record=remedy.entered_in_error_at is None and cases.may(me(), case, May.RECORD_STRATEGY),
        is_late=is_late,
    )
