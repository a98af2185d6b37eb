"""The page on which the office closes a case and opens it again."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.accounts import queries as people
from litigation_app.casework.casefile.closing.forms import REASON_NAMES, REOPENED_NAMES, ClosingForm, ReopeningForm
from litigation_app.casework.casefile.closing.presenters import checklist
from litigation_app.casework.casefile.queries import Reading
from litigation_app.casework.cases import openings
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.cases.closings import actions, queries
from litigation_app.casework.cases.models import Case
from litigation_app.core.access import May, me, needs

bp = Blueprint("closing", __name__)
Page = Response | tuple[str, int]


@bp.get("/cases/<uuid:case_id>/closing")
@needs(May.RECORD_STEP)
def show(case_id: UUID) -> str:
    return _page(cases.get(me(), case_id, May.RECORD_STEP))


@bp.post("/cases/<uuid:case_id>/closing")
@needs(May.RECORD_STEP)
def close(case_id: UUID) -> Page:
    case = cases.get(me(), case_id, May.RECORD_STEP)
    if case.closed_on:
        return _page(case, is_late=True), 409
    form = ClosingForm(request.form, open_points=sum(bool(one.open) for one in checklist(_read(case))))
    if not form.validate():
        return _page(case, form), 422
    try:
        actions.close(me(), case, form.said())
    except Changed:
        return _page(case, is_late=True), 409
    return redirect(url_for("casefile.show", case_id=case.id, done="case-closed"), code=303)


@bp.post("/cases/<uuid:case_id>/reopening")
@needs(May.RECORD_STEP)
def reopen(case_id: UUID) -> Page:
    case, form = cases.get(me(), case_id, May.RECORD_STEP), ReopeningForm(request.form)
    if not case.closed_on:
        return _page(case, is_late=True), 409
    if not form.validate():
        return _page(case, form), 422
    try:
        actions.reopen(me(), case, form.reason.data or "")
    except Changed:
        return _page(case, is_late=True), 409
    return redirect(url_for("casefile.show", case_id=case.id, done="case-reopened"), code=303)


def _read(case: Case) -> Reading:
    return Reading(case, openings.ticket_of(me(), case))


def _page(case: Case, form: ClosingForm | ReopeningForm | None = None, *, is_late: bool = False) -> str:
    """`is_late`: somebody else was quicker, and the page shows how the case stands now."""
    points, before = checklist(_read(case)), queries.of_case(case)
    blank = ReopeningForm() if case.closed_on else ClosingForm(open_points=sum(bool(one.open) for one in points))
    who = {one.closed_by for one in before} | {one.reopened_by for one in before if one.reopened_by}
    return render_template(
        "closing/show.html",
        case=case,
        points=points,
        before=before,
        names=people.names(who),
        form=form or blank,
        is_late=is_late,
        reasons=REASON_NAMES,
        reopened=REOPENED_NAMES,
    )
