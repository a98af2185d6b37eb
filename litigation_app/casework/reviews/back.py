"""Which claims of her cases came back from review, so that she has to go on with them?"""

from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import aliased

from litigation_app.casework.cases.mine import is_assigned
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims.models import Claim, Review, State
from litigation_app.casework.victims.models import Victim
from litigation_app.core.access import Actor, May, Relation
from litigation_app.core.db import db

MOST = 30


class Back(NamedTuple):
    """A claim that was returned, or approved and is not filed; why it was returned are codes of "return_reason".

    `reviewed_at` None: nobody reviewed the version in which it stands so.
    """

    id: UUID
    route: str
    state: str
    reference: str
    code_name: str
    country: str
    victim: str
    reasons: list[str] | None
    row_reasons: dict[str, str] | None
    reviewed_at: datetime | None


def of(actor: Actor) -> list[Back]:
    """Those of the cases on which she works: the returned ones first, then the longest since they were sent."""
    return [Back(*row) for row in db.session.execute(_statement(actor))]


@lru_cache(maxsize=256)
def _statement(actor: Actor) -> Select[Any]:
    """Kept for each sign-in that is at work: writing the statement costs more than running it."""
    claims = _claims(actor).subquery()
    other = aliased(Review)
    last = select(other.id).where(other.claim_id == claims.c.id).order_by(other.at.desc()).limit(1)
    wanted = select(*claims.c[:-1], Review.reasons, Review.row_reasons, Review.at)
    newest = Review.id == last.correlate(claims).scalar_subquery()
    wanted = wanted.outerjoin(Review, and_(Review.claim_id == claims.c.id, newest))  # by its key, on PostgreSQL too
    return wanted.order_by(*_in_order(claims.c.state, claims.c.submitted_at, claims.c.id))


def _claims(actor: Actor) -> Select[Any]:
    """The claims alone: what was said of them is looked up for those that are shown.

    Of an erased client nothing is written any more, and a case that is over waits for nobody.
    """
    offices = actor.reach(May.LIST_CASES).get(Relation.ASSIGNED, frozenset())
    columns: list[Any] = [Claim.id, Claim.route, Claim.state, Case.reference, Case.code_name, Case.country]
    wanted = select(*columns, Victim.code_name.label("victim"), Claim.submitted_at).join(Case, Case.id == Claim.case_id)
    wanted = wanted.join(Victim, Victim.id == Claim.victim_id)
    wanted = wanted.where(Claim.came_back(), is_assigned(actor, Claim, offices))
    wanted = wanted.where(Victim.erased_at.is_(None), Case.ended_on.is_(None))
    return wanted.order_by(*_in_order(Claim.state, Claim.submitted_at, Claim.id)).limit(MOST)


def _in_order(state: Any, sent: Any, claim: Any) -> tuple[Any, ...]:
    return (state == State.APPROVED, sent, claim)
