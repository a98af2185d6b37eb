"""Which remedies were ordered in a case, and how far was each done?"""

from datetime import date, datetime
from functools import cache
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, bindparam, select

from litigation_app.accounts.models import User
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.queries import thing
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.casework.strategy.remedies.models import Remedy, RemedyStep
from litigation_app.core.access import Actor, May
from litigation_app.core.db import db


class Found(NamedTuple):
    """A remedy and its case."""

    remedy: Remedy
    case: Case


class Line(NamedTuple):
    """A remedy as lists show it."""

    id: UUID
    procedure: str
    kind: str
    ordered_on: date
    due_on: date | None
    state: str
    version: int
    is_entered_in_error: bool


class Step(NamedTuple):
    """How far it was done on a day."""

    id: UUID
    state: str
    on: date
    document_id: UUID | None
    has_note: bool
    by: str
    at: datetime


def get(actor: Actor, remedy_id: UUID, to: May = May.LIST_CASES) -> Found:
    """A remedy of one of her cases; raises NotFound for any other and for none alike."""
    return Found(*thing(actor, Remedy, remedy_id, to))


def of_case(case: Case) -> list[Line]:
    """All remedies of a case that was found by `cases.queries.get`, the newest first."""
    return [Line(*row) for row in db.session.execute(_of_case(), {"case": case.id})]


@cache
def _of_case() -> Select[UUID, str, str, date, date | None, str, int, bool]:
    """Written once: every look at a case asks it."""
    columns = (Remedy.id, Proceeding.procedure, Remedy.kind, Remedy.ordered_on, Remedy.due_on, Remedy.state)
    wanted = select(*columns, Remedy.row_version, Remedy.entered_in_error_at.is_not(None))
    wanted = wanted.join(Proceeding, Proceeding.id == Remedy.proceeding_id)
    return wanted.where(Remedy.case_id == bindparam("case")).order_by(Remedy.ordered_on.desc(), Remedy.id)


def steps(found: Found) -> list[Step]:
    """How far it was done, the newest first."""
    columns = (RemedyStep.id, RemedyStep.state, RemedyStep.on, RemedyStep.document_id, RemedyStep.has_note)
    wanted = select(*columns, User.name, RemedyStep.said_at).join(User, User.id == RemedyStep.said_by)
    order = (RemedyStep.on.desc(), RemedyStep.said_at.desc(), RemedyStep.id)
    rows = db.session.execute(wanted.where(RemedyStep.remedy_id == found.remedy.id).order_by(*order))
    return [Step(*row) for row in rows]
