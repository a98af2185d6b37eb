"""The pages of legal holds: what forbids an erasure for a time."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.casework.clients.victims import queries as victims
from litigation_app.casework.erasures import actions, presenters, queries, words
from litigation_app.casework.erasures.holds.forms import HoldForm
from litigation_app.casework.erasures.rules import ErasureRefused
from litigation_app.core.access import May, me, needs

bp = Blueprint("holds", __name__)
Page = Response | tuple[str, int]


bp.before_request(actions.resume)


@bp.get("/victims/<uuid:victim_id>/holds")
@needs(May.SEE_ERASURES)
def index(victim_id: UUID) -> str:
    return _page(victims.get(me(), victim_id, May.SEE_ERASURES), HoldForm())


@bp.post("/victims/<uuid:victim_id>/holds")
@needs(May.ASK_ERASURE)
def place(victim_id: UUID) -> Page:
    found, form = victims.get(me(), victim_id, May.ASK_ERASURE), HoldForm(request.form)
    if not form.validate() or form.until.data is None:
        return _page(found, form), 422
    try:
        actions.place_hold(me(), *found, reason=form.reason.data or "", until=form.until.data, why=form.why.data or "")
    except ErasureRefused as refused:
        return _page(found, form, refused=words.sentence(refused.bars)), 409
    return redirect(url_for("holds.index", victim_id=victim_id, done="hold-placed"), code=303)


@bp.post("/victims/<uuid:victim_id>/holds/<uuid:hold_id>/lifting")
@needs(May.ASK_ERASURE)
def lift(victim_id: UUID, hold_id: UUID) -> Response:
    found = victims.get(me(), victim_id, May.ASK_ERASURE)
    actions.lift_hold(me(), queries.get_hold(found.victim, hold_id), found.case)
    return redirect(url_for("holds.index", victim_id=victim_id, done="hold-lifted"), code=303)


def _page(found: victims.Found, form: HoldForm, refused: str = "") -> str:
    state = presenters.state_of(me(), *found)
    return render_template(
        "holds/index.html", found=found, state=state, form=form, refused=refused, reasons=words.HOLDS
    )
