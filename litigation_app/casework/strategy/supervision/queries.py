"""Which judgments of Strasbourg are supervised in a case, and with which days?"""

from datetime import date
from functools import cache
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, bindparam, select

from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.queries import thing
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.casework.strategy.supervision.models import Supervision, SupervisionDate
from litigation_app.casework.strategy.supervision.rules import FAMILY
from litigation_app.core.access import Actor, May
from litigation_app.core.db import db


class Found(NamedTuple):
    """A supervision and its case."""

    supervision: Supervision
    case: Case


class FoundDate(NamedTuple):
    """A day of a supervision and its case."""

    date: SupervisionDate
    case: Case


class Line(NamedTuple):
    """A day of a supervision as lists show it."""

    id: UUID
    supervision_id: UUID
    kind: str
    on: date
    done_on: date | None
    has_note: bool
    version: int
    is_entered_in_error: bool


def get(actor: Actor, supervision_id: UUID, to: May = May.LIST_CASES) -> Found:
    """A supervision of one of her cases; raises NotFound for any other and for none alike."""
    return Found(*thing(actor, Supervision, supervision_id, to))


def get_date(actor: Actor, date_id: UUID, to: May = May.LIST_CASES) -> FoundDate:
    """A day of a supervision of one of her cases; raises NotFound for any other and for none alike."""
    return FoundDate(*thing(actor, SupervisionDate, date_id, to))


def of_case(case: Case) -> list[Supervision]:
    """The supervisions of a case that was found by `cases.queries.get`, the newest judgment first."""
    wanted = select(Supervision).where(Supervision.case_id == case.id)
    return list(db.session.scalars(wanted.order_by(Supervision.final_on.desc(), Supervision.id)))


def dates(case: Case) -> list[Line]:
    """All days of all supervisions of the case, in order."""
    return [Line._make(row) for row in db.session.execute(_dates(), {"case": case.id})]


@cache
def _dates() -> Select[UUID, UUID, str, date, date | None, bool, int]:
    """Written once: every look at a case asks it."""
    columns = (SupervisionDate.id, SupervisionDate.supervision_id, SupervisionDate.kind, SupervisionDate.on)
    wanted = select(*columns, SupervisionDate.done_on, SupervisionDate.has_note, SupervisionDate.row_version)
    wanted = wanted.add_columns(SupervisionDate.entered_in_error_at.is_not(None))
    return wanted.where(SupervisionDate.case_id == bindparam("case")).order_by(SupervisionDate.on, SupervisionDate.id)


def is_open() -> ColumnElement[bool]:
    """A day that is still to come, or was missed."""
    return and_(SupervisionDate.done_on.is_(None), SupervisionDate.entered_in_error_at.is_(None))


def applications(case: Case) -> list[Proceeding]:
    """The proceedings before the Court in Strasbourg."""
    wanted = select(Proceeding).where(Proceeding.case_id == case.id, Proceeding.family == FAMILY)
    return list(db.session.scalars(wanted.order_by(Proceeding.position)))
