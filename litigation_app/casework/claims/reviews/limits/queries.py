"""Which limit holds at an office, and does a claim pass it?"""

from decimal import Decimal
from functools import cache
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, false, func, select
from werkzeug.exceptions import NotFound

from litigation_app.accounts.models import Office, User
from litigation_app.casework.claims.models import Claim, ClaimPart
from litigation_app.casework.claims.reviews import rules
from litigation_app.casework.claims.reviews.limits.models import ReviewLimit
from litigation_app.casework.claims.rules import ClaimView
from litigation_app.core.db import db


class Line(NamedTuple):
    """A limit as it was set."""

    limit: ReviewLimit
    by: str


def office(office_id: UUID) -> Office:
    """An office; raises NotFound."""
    found = db.session.get(Office, office_id)
    if found is None:
        raise NotFound
    return found


def history(office_id: UUID, currency: str) -> list[Line]:
    """Every limit that was set, the one in force first."""
    wanted = select(ReviewLimit, User.name).join(User, User.id == ReviewLimit.set_by)
    wanted = wanted.where(ReviewLimit.office_id == office_id, ReviewLimit.currency == currency)
    return [Line(*row) for row in db.session.execute(wanted.order_by(ReviewLimit.set_at.desc(), ReviewLimit.id))]


def in_force(office_id: UUID, currency: str) -> Decimal | None:
    """The limit of an office; None: one coordinator is enough for every claim."""
    return db.session.scalar(_in_force(), {"office": office_id, "currency": currency})


@cache
def _in_force() -> Select[Decimal | None]:
    here = (ReviewLimit.office_id == bindparam("office"), ReviewLimit.currency == bindparam("currency"))
    return select(ReviewLimit.amount).where(*here).order_by(ReviewLimit.set_at.desc(), ReviewLimit.id).limit(1)


def is_above() -> ColumnElement[bool]:
    """The same of a claim in a statement; rounded, since SQLite adds up binary fractions."""
    of_claim = (ReviewLimit.office_id == Claim.office_id, ReviewLimit.currency == Claim.currency)
    limit = select(ReviewLimit.amount).where(*of_claim).order_by(ReviewLimit.set_at.desc(), ReviewLimit.id).limit(1)
    in_force = (ClaimPart.claim_id == Claim.id, ClaimPart.version == Claim.version)
    total = select(func.round(func.sum(ClaimPart.amount), 2)).where(*in_force)
    is_more = total.correlate(Claim).scalar_subquery() > limit.correlate(Claim).scalar_subquery()
    return func.coalesce(is_more, false())


def asks_for_two(claim: Claim, view: ClaimView) -> bool:
    """Whether two coordinators who did not write it have to approve this claim."""
    return rules.asks_for_two(view.parts, in_force(claim.office_id, claim.currency))
