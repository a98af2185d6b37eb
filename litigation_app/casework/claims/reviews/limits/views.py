"""The page of an office on which an administrator sets from which amount on two coordinators approve a claim."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.casework.claims.reviews import actions, queries
from litigation_app.casework.claims.reviews.forms import LimitForm
from litigation_app.core.access import May, me, needs
from litigation_app.law import loader

bp = Blueprint("limits", __name__, url_prefix="/offices/<uuid:office_id>/review-limits")


@bp.get("")
@needs(May.MANAGE_OFFICES)
def index(office_id: UUID) -> str:
    return _page(office_id, LimitForm())


@bp.post("")
@needs(May.MANAGE_OFFICES)
def set_limit(office_id: UUID) -> tuple[str, int] | Response:
    office, form = queries.office(office_id), LimitForm(request.form)
    if not form.validate():
        return _page(office_id, form), 422
    actions.set_limit(me(), office, loader.load(office.country).currency, form.amount.data)
    return redirect(url_for("limits.index", office_id=office_id, done="limits-saved"), code=303)


def _page(office_id: UUID, form: LimitForm) -> str:
    office = queries.office(office_id)
    currency = loader.load(office.country).currency
    lines = queries.history(office_id, currency)
    return render_template("limits/index.html", office=office, currency=currency, lines=lines, form=form)
