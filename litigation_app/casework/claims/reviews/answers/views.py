"""Where the reasons of a return are answered, and the claim is sent again."""

from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from litigation_app.casework.cases import openings
from litigation_app.casework.claims import actions as claim_actions
from litigation_app.casework.claims import queries as claims
from litigation_app.casework.claims.actions import Changed
from litigation_app.casework.claims.models import Review
from litigation_app.casework.claims.page import page
from litigation_app.casework.claims.reviews.answers import actions, presenters, queries
from litigation_app.casework.claims.reviews.answers.forms import AnswersForm
from litigation_app.casework.claims.rules import Blocked
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _

bp = Blueprint("answers", __name__)
Page = Response | tuple[str, int]


@bp.post("/claims/<uuid:claim_id>/answers")
@needs(May.DRAFT_CLAIM)
def save(claim_id: UUID) -> Page:
    found = claims.get(me(), claim_id, May.DRAFT_CLAIM)
    back, form = _asked(found)
    if back is None or form.review.data != str(back.id):
        return page(found, unsaved=form), 409
    if not form.validate():
        return page(found, answers=form), 422
    try:
        done = _saved(found, back, form)
    except Blocked as stop:
        return page(found, answers=form, refused=stop.reasons), 422
    except Changed:
        return _behind(found, form), 409
    return redirect(url_for("claims.show", claim_id=claim_id, done=done), code=303)


def _asked(found: claims.Found) -> tuple[Review | None, AnswersForm]:
    """The return that waits for answers, and what she says to it."""
    back, known = presenters.known(found.claim, openings.ticket_of(me(), found.case))
    return back, AnswersForm(queries.asked(back) if back else [], known, request.form)


def _saved(found: claims.Found, back: Review, form: AnswersForm) -> str:
    actions.save(me(), found.claim, found.case, back, form.said(), row_version=form.version())
    if request.form.get("then") != "send":
        return "answers-saved"
    claim_actions.submit(me(), found.claim, found.case, row_version=found.claim.row_version)
    return "sent"


def _behind(found: claims.Found, form: AnswersForm) -> str:
    """The claim changed meanwhile: saving again is then a decision."""
    form.renew(found.claim.row_version)
    said = _(
        "This claim changed while you were writing. Look at it as it stands now; saving again keeps what you wrote."
    )
    return page(found, answers=form, behind=said)
