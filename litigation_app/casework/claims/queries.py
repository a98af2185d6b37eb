"""Which claims may this person see, and which wait for her?"""

from sqlalchemy import ColumnElement, and_, exists, func, select

from litigation_app.casework.claims.models import Claim, ClaimWriter, State
from litigation_app.core.access import Actor, May
from litigation_app.core.db import db


def _waits_for(actor: Actor) -> ColumnElement[bool]:
    """Submitted at an office where she reviews, and not written by her in any version."""
    wrote = exists().where(ClaimWriter.claim_id == Claim.id, ClaimWriter.user_id == actor.id)
    offices = actor.offices(May.REVIEW_CLAIM)
    return and_(Claim.office_id.in_(offices), Claim.state == State.SUBMITTED, Claim.written_by != actor.id, ~wrote)


def count_awaiting(actor: Actor) -> int:
    """How many claims wait for her review (the number in the navigation)."""
    return db.session.scalar(select(func.count()).select_from(Claim).where(_waits_for(actor))) or 0
