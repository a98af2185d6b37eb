"""What was answered to which reasons, and was anything done since a claim came back?"""

from collections import defaultdict
from collections.abc import Collection
from functools import cache
from uuid import UUID

from sqlalchemy import Select, bindparam, or_, select

from litigation_app.casework.claims.evidence.models import Evidence
from litigation_app.casework.claims.models import Answer, Claim, Review, State
from litigation_app.casework.claims.reviews.answers import rules
from litigation_app.casework.claims.reviews.answers.rules import Asked
from litigation_app.core.db import db

Answers = dict[Asked, Answer]


def of(reviews: Collection[UUID]) -> dict[UUID, Answers]:
    """The answers to these reviews, by review and reason."""
    found: dict[UUID, Answers] = defaultdict(dict)
    for one in db.session.scalars(_of(), {"reviews": list(reviews)}) if reviews else ():
        found[one.review_id][Asked(one.head, one.reason)] = one
    return found


@cache
def _of() -> Select[Answer]:
    """Written once, as are those below: the pages of a claim ask them."""
    return select(Answer).where(Answer.review_id.in_(bindparam("reviews", expanding=True, type_=Answer.review_id.type)))


def asked(review: Review) -> list[Asked]:
    """The reasons of a review, in their order."""
    return rules.asked(review.reasons, review.row_reasons)


def open_return(claim: Claim) -> Review | None:
    """The return that still waits for its answers; None: there is none, or the claim was sent again."""
    if claim.state not in {State.RETURNED, State.DRAFT}:
        return None
    last: Review | None = db.session.scalar(_last(), {"claim": claim.id})
    return last if last is not None and last.verdict == "returned" else None


@cache
def _last() -> Select[Review]:
    said = select(Review).where(Review.claim_id == bindparam("claim"), Review.is_said())
    return said.order_by(Review.at.desc()).limit(1)


def is_answered(claim: Claim) -> bool:
    """Whether anything was done about the return of a claim: something was said of a reason, or evidence added since."""
    back = open_return(claim)
    if back is None:
        return False
    return bool(db.session.scalar(_is_answered(), {"review": back.id, "claim": claim.id, "since": back.at}))


@cache
def _is_answered() -> Select[bool]:
    said, since = or_(Answer.standing != "", Answer.has_words), bindparam("since", type_=Evidence.added_at.type)
    answered = select(Answer.id).where(Answer.review_id == bindparam("review"), said)
    proved = select(Evidence.id).where(Evidence.claim_id == bindparam("claim"), Evidence.added_at > since)
    return select(or_(answered.exists(), proved.exists()))
