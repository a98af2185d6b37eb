"""Which claims does nobody else change until this request is over?"""

from uuid import UUID

from sqlalchemy import select

from litigation_app.casework.claims.models import Claim
from litigation_app.core.db import begin_write, db


def hers(victim_id: UUID) -> None:
    """All claims of this client, always in the same order: two who write about two of them never wait in a ring."""
    begin_write()
    db.session.execute(select(Claim.id).where(Claim.victim_id == victim_id).order_by(Claim.id).with_for_update())


def refreshed(claim: Claim) -> None:
    """The same, and this claim as it is now."""
    hers(claim.victim_id)
    db.session.refresh(claim)
