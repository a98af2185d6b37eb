"""Which rows of a claim stand as they were computed?"""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from litigation_app.casework.claims.calculations.models import Computed
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.claims.rules import Part
from litigation_app.core.db import db


def standing(claim: Claim, parts: Iterable[Part]) -> dict[str, UUID]:
    """By kind of damage the computation that its row has now; a row whose amount was typed over has none."""
    wanted = select(Computed.head, Computed.id, Computed.amount).where(Computed.claim_id == claim.id)
    last = {row.head: row for row in db.session.execute(wanted.order_by(Computed.recorded_at, Computed.id))}
    return {one.head: last[one.head].id for one in parts if one.head in last and last[one.head].amount == one.amount}
