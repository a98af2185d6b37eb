"""A claim, and the steps of its lane that are written on it as well."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from claiming import YEAR, Desk
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.proceedings.models import Move

FILED, DECIDED, SERVED = f"2. 3. {YEAR}.", f"4. 5. {YEAR}.", f"8. 5. {YEAR}."


def take(desk: Desk, path: str, event: str, on: str, **more: str) -> Any:
    one = UUID(path.rsplit("/", 1)[1])
    seq = max(desk.rows(select(Move.seq).where(Move.proceeding_id == one, Move.stands())), default=0)
    return desk.lawyer.post(f"{path}/moves", {"event": event, "on": on, "seq": str(seq), **more})


def claim(desk: Desk, claim_id: UUID) -> Any:
    (row,) = desk.rows(select(Claim).where(Claim.id == claim_id))
    return row
