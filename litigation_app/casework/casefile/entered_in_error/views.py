"""The page on which the last step of proceedings is struck: what is taken back with it is shown first."""

from functools import partial
from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from litigation_app.casework.casefile.entered_in_error import actions, presenters, queries
from litigation_app.casework.casefile.entered_in_error.actions import Refused
from litigation_app.casework.casefile.entered_in_error.forms import EnteredInErrorForm
from litigation_app.casework.casefile.proceeding import presenters as tracks
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.claims.effects import presenters as effects
from litigation_app.casework.proceedings import queries as found_by
from litigation_app.casework.proceedings.actions import StageChanged
from litigation_app.casework.proceedings.models import Move
from litigation_app.core import stood
from litigation_app.core.access import May, me, needs

bp = Blueprint("strikes", __name__)
Answer = Response | tuple[str, int]


@bp.post("/proceedings/<uuid:proceeding_id>/striking")
@needs(May.RECORD_STEP)
def strike(proceeding_id: UUID) -> Answer:
    found = found_by.get(me(), proceeding_id, May.RECORD_STEP)
    last = queries.last(found.proceeding)
    if last is None:
        return _changed(found)
    form = presenters.form(found, last, request.form)
    if form.is_stale:
        return _changed(found)
    if not (form.is_first or form.validate()):
        return presenters.page(found, last, form), 422
    try:
        return _shown_or_done(found, last, form)
    except (StageChanged, Changed):
        return _changed(found)


def _changed(found: found_by.Found) -> Answer:
    """It is not as she saw it: the page as it is now, with the reason that she wrote."""
    last = queries.last(found.proceeding)
    if last is None:
        reason = request.form.get("reason", "")
        return tracks.page(found, tracks.Forms(typed=(reason,) if reason else ())), 409
    form = presenters.form(found, last, request.form)
    if not form.is_stale:
        form.refuse("reason", stood.sentence())
    return presenters.page(found, last, form, is_late=form.is_stale), 409


def _shown_or_done(found: found_by.Found, last: Move, form: EnteredInErrorForm) -> Answer:
    """What it takes back is shown first; the second time, if it is still that, it is done."""
    try:
        changes = effects.done_or_shown(
            found.case, partial(actions.mark_entered_in_error, me(), found, form.entered_in_error()), form.seen
        )
    except Refused as refused:
        form.refuse("back", presenters.refusal(found, last, refused))
        return presenters.page(found, last, form), 422
    if changes is not None:
        return presenters.page(found, last, form, changes), 422
    return redirect(url_for("tracks.show", proceeding_id=found.proceeding.id, done="struck"), code=303)
