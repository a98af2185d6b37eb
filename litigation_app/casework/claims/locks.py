"""Which claims does nobody else change until this request is over?"""

from uuid import UUID

from sqlalchemy import ColumnElement, select

from litigation_app.casework.cases import ports
from litigation_app.casework.claims.models import Claim
from litigation_app.core.db import begin_write, db


def hers(victim_id: UUID) -> None:
    """All claims of this client. What she has reached is reckoned from all of them, so whoever writes about one needs all;
    taken always in the same order, two who write about two of them never wait in a ring.
    """
    _take(Claim.victim_id == victim_id)


@ports.hold_claims.supply
def of_case(case_id: UUID) -> None:
    """All claims of all clients of a case, in the same order."""
    _take(Claim.case_id == case_id)


def refreshed(claim: Claim) -> None:
    """All claims of its client, and this claim as it is now."""
    hers(claim.victim_id)
    db.session.refresh(claim)


def _take(which: ColumnElement[bool]) -> None:
    begin_write()
    db.session.execute(select(Claim.id).where(which).order_by(Claim.id).with_for_update())
