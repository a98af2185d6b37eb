"""A coordinator says when she is away and who reviews for her."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.casework.claims.reviews.absences import actions, queries
from litigation_app.casework.claims.reviews.absences.forms import AbsenceForm
from litigation_app.core.access import May, me, needs

bp = Blueprint("absences", __name__, url_prefix="/review-absences")


@bp.get("")
@needs(May.REVIEW_CLAIM)
def index() -> str:
    return _page(AbsenceForm(_offered()))


@bp.post("")
@needs(May.REVIEW_CLAIM)
def begin() -> tuple[str, int] | Response:
    form = AbsenceForm(_offered(), request.form)
    if not form.validate() or form.from_on.data is None or form.until_on.data is None:
        return _page(form), 422
    chosen = [one for one in queries.colleagues(me()) if str(one.id) == form.stand_in.data]
    actions.begin(me(), chosen, from_on=form.from_on.data, until_on=form.until_on.data)
    return redirect(url_for("absences.index", done="absence-recorded"), code=303)


@bp.post("/<uuid:absence_id>/end")
@needs(May.REVIEW_CLAIM)
def end(absence_id: UUID) -> Response:
    actions.end(me(), queries.get(me(), absence_id))
    return redirect(url_for("absences.index", done="absence-ended"), code=303)


def _offered() -> list[tuple[str, str]]:
    return list(dict.fromkeys((str(one.id), one.name) for one in queries.colleagues(me())))


def _page(form: AbsenceForm) -> str:
    return render_template("absences/index.html", form=form, lines=queries.coming(me()), mine=me().id)
