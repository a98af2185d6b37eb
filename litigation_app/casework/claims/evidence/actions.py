"""Say which paper proves which head of damage, and take that back."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import actions as claims
from litigation_app.casework.claims import locks
from litigation_app.casework.claims.evidence.models import Evidence
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.claims.rules import require
from litigation_app.casework.claims.terms.rules import blockers_of_fixed
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import db


class Said(NamedTuple):
    """That a paper (by the id of its first version) proves a head of damage, on these pages ("": all of them)."""

    head: str
    series: UUID
    pages: str


def add(actor: Actor, claim: Claim, case: Case, said: Said) -> None:
    """This paper of the case proves that head of damage, on these pages; said again, the pages change.

    While it is reviewed, and once it was, evidence is added and what is there stays. Raises Blocked.
    """
    claims.require_record(claim.victim_id)
    locks.refreshed(claim)
    this = (Evidence.claim_id == claim.id, Evidence.head == said.head, Evidence.series == said.series)
    row = db.session.scalar(select(Evidence).where(*this))
    if row is not None and row.pages == said.pages:
        return
    require(blockers_of_fixed(claim.state) if row else [])
    row = row or Evidence(claim_id=claim.id, head=said.head, series=said.series)
    row.pages, row.added_by, row.added_at = said.pages, actor.id, clock.now()
    db.session.add(row)
    _note(actor, "add_evidence", claim, case, row)


def take_out(actor: Actor, claim: Claim, case: Case, row: Evidence) -> None:
    """It proves it no more, while the claim is being written; the paper stays in the case. Raises Blocked."""
    claims.require_record(claim.victim_id)
    locks.refreshed(claim)
    require(blockers_of_fixed(claim.state))
    db.session.delete(row)
    _note(actor, "take_out_evidence", claim, case, row)


def _note(actor: Actor, act: str, claim: Claim, case: Case, row: Evidence) -> None:
    """Whoever reads the claim meanwhile is told that it changed, and whoever changed it does not review it."""
    claims.add_writer(actor, claim)
    db.session.flush()
    claims.note(actor, act, claim, case, head=row.head, document=str(row.series))
