"""The page on which what a step says is corrected."""

from functools import partial
from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from litigation_app.casework.casefile.corrections import actions, presenters
from litigation_app.casework.casefile.corrections.actions import Elsewhere
from litigation_app.casework.casefile.corrections.forms import CorrectionForm
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.claims.effects import presenters as effect_words
from litigation_app.casework.claims.effects.actions import RefusedOnClaim
from litigation_app.casework.claims.effects.forms import why_not
from litigation_app.casework.proceedings.corrections import queries
from litigation_app.casework.proceedings.corrections.queries import Found
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _
from litigation_app.law.deadlines import DueUnknown

bp = Blueprint("corrections", __name__)
Answer = Response | tuple[str, int]


@bp.get("/steps/<uuid:move_id>/corrections/new")
@needs(May.RECORD_STEP)
def new(move_id: UUID) -> str:
    of = queries.get(me(), move_id)
    return presenters.page(of, presenters.form(of, None))


@bp.post("/steps/<uuid:move_id>/corrections")
@needs(May.RECORD_STEP)
def correct(move_id: UUID) -> Answer:
    of = queries.get(me(), move_id)
    form = presenters.form(of, request.form)
    if form.is_stale:
        return presenters.page(of, presenters.form(of, None), is_late=True), 409
    if not form.validate():
        return presenters.page(of, form), 422
    try:
        return _shown_or_done(of, form)
    except Changed:
        return presenters.page(of, presenters.form(of, None), is_late=True), 409
    except DueUnknown:
        form.refuse("on", _("No last day can be computed from this day. Check the year."))
    except RefusedOnClaim as refused:
        form.refuse("also_there", " ".join(map(why_not, refused.reasons)))
    return presenters.page(of, form), 422


def _shown_or_done(of: Found, form: CorrectionForm) -> Answer:
    """What else it changes is shown first; the second time, if it is still that, it is done."""
    there = presenters.elsewhere(of) if form.is_also_there() else Elsewhere()
    said, stood = form.corrected(), presenters.note_of(of)
    act = partial(actions.correct, me(), of, said, version=form.version(), stood=stood, there=there)
    changes = effect_words.done_or_shown(of.case, act, form.seen)
    if changes is not None:
        return presenters.page(of, form, changes), 422
    back = url_for("tracks.show", proceeding_id=of.proceeding.id, done="step-corrected", _anchor="steps")
    return redirect(back, code=303)
