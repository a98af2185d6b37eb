"""The page that says who is away and who stands in; coordinators say so there."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.stand_ins import actions, queries
from litigation_app.casework.planner.absences import presenters
from litigation_app.casework.planner.absences.forms import LawyerForm, ReviewsForm
from litigation_app.core.access import May, me, needs

bp = Blueprint("absences", __name__, url_prefix="/absences")
Page = Response | tuple[str, int]


@bp.get("")
@needs(May.LIST_CASES)
def index() -> str:
    return _page()


@bp.post("/reviews")
@needs(May.REVIEW_CLAIM)
def begin_reviews() -> Page:
    """One row for each office at which this colleague (the same one) can review for her."""
    form = ReviewsForm(queries.coordinators(me()), request.form, queries.coming(me()))
    if not form.validate():
        return _page(reviews=form), 422
    for one in queries.coordinators(me()):
        if str(one.id) == form.stand_in.data:
            actions.begin(me(), form.absence(), away=me().id, office_id=one.office_id, stand_in=one.id)
    return redirect(url_for("absences.index", done="absence-recorded"), code=303)


@bp.post("/lawyers")
@needs(May.ASSIGN_CASE)
def begin() -> Page:
    form = LawyerForm(queries.lawyers(me()), request.form, queries.coming(me()))
    if not form.validate():
        return _page(lawyer=form), 422
    away, other = form.chosen()
    actions.begin(me(), form.absence(), away=away.id, office_id=away.office_id, stand_in=other.id)
    return redirect(url_for("absences.index", done="absence-recorded"), code=303)


@bp.post("/<uuid:stand_in_id>/end")
@needs(May.LIST_CASES)
def end(stand_in_id: UUID) -> Response:
    found = queries.get(me(), stand_in_id)
    case = cases.get(me(), found.case_id) if found.case_id else None
    actions.end(me(), found, case)
    return redirect(url_for("absences.index", done="absence-ended"), code=303)


def _page(*, reviews: ReviewsForm | None = None, lawyer: LawyerForm | None = None) -> str:
    """The forms as they were typed, or empty; a lawyer reads what is about her and is asked nothing."""
    lines, assigns, reviewing = queries.coming(me()), me().may(May.ASSIGN_CASE), me().may(May.REVIEW_CLAIM)
    lawyers = queries.lawyers(me()) if assigns else []
    return render_template(
        "absences/index.html",
        lines=lines,
        what=presenters.WHAT,
        warnings=[
            *presenters.unavailable(lines),
            *(presenters.without_reviewer(me(), lines) if reviewing else []),
        ],
        myself=me().id,
        assigns=assigns,
        typed=reviews or lawyer,
        reviews=reviews or (ReviewsForm(queries.coordinators(me())) if reviewing else None),
        lawyer=lawyer or (LawyerForm(lawyers, away=request.args.get("lawyer-away", "")) if lawyers else None),
    )
