"""Which victims may this person see? Those of the cases that she may see."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.queries import is_visible
from litigation_app.casework.victims.models import Victim
from litigation_app.core.access import Actor
from litigation_app.core.db import db


class Line(NamedTuple):
    """One victim of a case, as far as she is in the open."""

    id: UUID
    code_name: str
    added_at: datetime


class Found(NamedTuple):
    """A victim and her case."""

    victim: Victim
    case: Case


def get(actor: Actor, victim_id: UUID) -> Found:
    """A victim of one of her cases; raises NotFound for any other and for none alike."""
    wanted = select(Victim, Case).join(Case, Case.id == Victim.case_id).where(Victim.id == victim_id, is_visible(actor))
    row = db.session.execute(wanted).one_or_none()
    if row is None:
        raise NotFound
    return Found(*row)


def of_case(case: Case) -> list[Line]:
    """The victims of a case that was found by `cases.queries.get`, in the order in which they were added."""
    wanted = select(Victim.id, Victim.code_name, Victim.added_at).where(Victim.case_id == case.id)
    return [Line(*row) for row in db.session.execute(wanted.order_by(Victim.added_at, Victim.id))]
