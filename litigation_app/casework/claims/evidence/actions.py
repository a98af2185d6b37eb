"""Say which paper proves which head of damage, and take that back."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import actions as claims
from litigation_app.casework.claims import held
from litigation_app.casework.claims.evidence.models import Evidence
from litigation_app.casework.claims.models import Claim
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import db


class Said(NamedTuple):
    """That a paper (by the id of its first version) proves a head of damage, on these pages ("": all of them)."""

    head: str
    series: UUID
    pages: str


def add(actor: Actor, claim: Claim, case: Case, said: Said) -> None:
    """This paper of the case proves that head of damage, on these pages; said again, the pages change. Raises Blocked."""
    claims.require_record(claim.victim_id)
    held.refreshed(claim)
    this = (Evidence.claim_id == claim.id, Evidence.head == said.head, Evidence.series == said.series)
    row = db.session.scalar(select(Evidence).where(*this))
    row = row or Evidence(claim_id=claim.id, head=said.head, series=said.series)
    row.pages, row.added_by, row.added_at = said.pages, actor.id, clock.now()
    db.session.add(row)
    _note(actor, claim, case)


def take_out(actor: Actor, claim: Claim, case: Case, row: Evidence) -> None:
    """It proves it no more; the paper stays in the case. Raises Blocked."""
    claims.require_record(claim.victim_id)
    held.refreshed(claim)
    db.session.delete(row)
    _note(actor, claim, case)


def _note(actor: Actor, claim: Claim, case: Case) -> None:
    """Whoever reads the claim meanwhile is told that it changed, and whoever changed it does not review it."""
    claim.changed_by, claim.changed_at = actor.id, clock.now()
    claims.add_writer(actor, claim)
    db.session.flush()
    claims.note(actor, "change_claim", claim, case)
