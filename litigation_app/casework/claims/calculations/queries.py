"""What do the rows of a claim rest on?"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from uuid import UUID

from sqlalchemy import Select, bindparam, select

from litigation_app.casework.claims.calculations.models import Computed
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.claims.rules import Part
from litigation_app.core.db import db


def of_rows(claim: Claim, parts: Iterable[Part]) -> dict[str, list[UUID]]:
    """By kind of damage all computations of its row, the last one first.

    Where another amount was typed since, what it says beside still holds.
    """
    found: dict[str, list[UUID]] = defaultdict(list)
    for row in db.session.execute(_of_claim(), {"claim": claim.id}):
        found[row.head].append(row.id)
    return {one.head: found[one.head] for one in parts if one.head in found}


@cache
def _of_claim() -> Select[str, UUID]:
    """Written once: every page of a claim asks it."""
    wanted = select(Computed.head, Computed.id).where(Computed.claim_id == bindparam("claim"))
    return wanted.order_by(Computed.recorded_at.desc(), Computed.id.desc())
