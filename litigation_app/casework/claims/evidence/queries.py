"""Which papers prove which heads of damage of these claims? Only papers that are still there."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, bindparam, select

from litigation_app.casework.claims.evidence.models import Evidence
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.documents.models import Document
from litigation_app.core.access import or_not_found
from litigation_app.core.db import db


class Line(NamedTuple):
    """One paper for one head of damage. `series`: the id of the first version of the paper."""

    id: UUID
    head: str
    series: UUID
    pages: str
    added_at: datetime


def of(claims: Collection[UUID]) -> dict[UUID, list[Line]]:
    """What proves these claims, by claim, in the order of adding."""
    found: dict[UUID, list[Line]] = defaultdict(list)
    for row in db.session.execute(_of_claims(), {"claims": list(claims)}):
        found[row[0]].append(Line(*row[1:]))
    return found


@cache
def _of_claims() -> Select[UUID, UUID, str, UUID, str, datetime]:
    """Written once: every page of a claim asks it."""
    columns = (Evidence.id, Evidence.head, Evidence.series, Evidence.pages, Evidence.added_at)
    is_there = select(Document.id).where(Document.series == Evidence.series, Document.removed_at.is_(None)).exists()
    of_claims = Evidence.claim_id.in_(bindparam("claims", expanding=True, type_=Evidence.claim_id.type))
    return select(Evidence.claim_id, *columns).where(of_claims, is_there).order_by(Evidence.added_at, Evidence.id)


def get(claim: Claim, evidence_id: UUID) -> Evidence:
    """One of this claim; raises NotFound for any other and for none alike."""
    wanted = select(Evidence).where(Evidence.id == evidence_id, Evidence.claim_id == claim.id)
    return or_not_found(db.session.scalar(wanted))
