"""What do the rows of a claim rest on?"""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from litigation_app.casework.claims.calculations.models import Computed
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.claims.rules import Part
from litigation_app.core.db import db


def standing(claim: Claim, parts: Iterable[Part]) -> dict[str, UUID]:
    """By kind of damage the last computation of its row; where another amount was typed since, what it says beside still holds."""
    wanted = select(Computed.head, Computed.id).where(Computed.claim_id == claim.id)
    last = {row.head: row.id for row in db.session.execute(wanted.order_by(Computed.recorded_at, Computed.id))}
    return {one.head: last[one.head] for one in parts if one.head in last}
