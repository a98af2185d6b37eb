"""Which decisions can be cited, and which does a case cite? The list is public; what cites is seen with its case."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import func, select

from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.queries import is_hers
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.casework.strategy.precedents.models import Citation, Precedent
from litigation_app.core.access import Actor
from litigation_app.core.db import db

MOST = 1000  # added decisions in one list


class Line(NamedTuple):
    """A citation as lists show it."""

    id: UUID
    procedure: str
    code: str | None
    precedent_id: UUID | None
    relation: str
    article: str
    has_note: bool
    version: int
    is_entered_in_error: bool


def added() -> list[Precedent]:
    """The published decisions that were added by hand, the newest first."""
    wanted = select(Precedent).order_by(Precedent.decided_on.desc(), Precedent.id).limit(MOST)
    return list(db.session.scalars(wanted))


def of_case(case: Case) -> list[Line]:
    """All citations of a case that was found by `cases.queries.get`, the newest first."""
    columns: Sequence[Any] = (
        Citation.id,
        Proceeding.procedure,
        Citation.code,
        Citation.precedent_id,
        Citation.relation,
    )
    wanted = select(
        *columns, Citation.article, Citation.has_note, Citation.row_version, Citation.entered_in_error_at.is_not(None)
    )
    wanted = wanted.join(Proceeding, Proceeding.id == Citation.proceeding_id).where(Citation.case_id == case.id)
    return [Line._make(row) for row in db.session.execute(wanted.order_by(Citation.recorded_at.desc(), Citation.id))]


def named(ids: Sequence[UUID]) -> dict[UUID, Precedent]:
    """Added decisions by id."""
    return {one.id: one for one in db.session.scalars(select(Precedent).where(Precedent.id.in_(ids)))} if ids else {}


def uses(actor: Actor) -> dict[str, int]:
    """How many of her cases use each decision, by its code or id."""
    columns: Sequence[Any] = (Citation.code, Citation.precedent_id)
    wanted = select(*columns, func.count(Citation.case_id.distinct())).where(Citation.entered_in_error_at.is_(None))
    rows = db.session.execute(wanted.where(is_hers(actor, Citation)).group_by(*columns))
    return {row[0] or str(row[1]): row[2] for row in rows if row[0] or row[1]}
