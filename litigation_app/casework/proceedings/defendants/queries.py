"""Which accused may this person see? Those of the cases that she may see."""

from functools import cache
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, bindparam, func, select

from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.queries import thing
from litigation_app.casework.proceedings.defendants.models import Defendant
from litigation_app.core.access import Actor, May
from litigation_app.core.db import db


class Found(NamedTuple):
    """An accused and the case."""

    defendant: Defendant
    case: Case


class Line(NamedTuple):
    """An accused of a case, as far as he is in the open."""

    id: UUID
    letter: str


def get(actor: Actor, defendant_id: UUID, to: May = May.LIST_CASES) -> Found:
    """An accused of one of her cases; raises NotFound for any other and for none alike."""
    return Found(*thing(actor, Defendant, defendant_id, to))


def of_case(case: Case) -> list[Line]:
    """The accused of a case that was found by `cases.queries.get`, in the order in which they were added."""
    return [Line(*row) for row in db.session.execute(_of_case(), {"case": case.id})]


@cache
def _of_case() -> Select[UUID, str]:
    """Written once: every page of a case or a claim asks it."""
    wanted = select(Defendant.id, Defendant.letter).where(Defendant.case_id == bindparam("case"))
    return wanted.order_by(Defendant.added_at, Defendant.id)


def count(case: Case) -> int:
    """How many there are."""
    return int(db.session.scalar(select(func.count()).where(Defendant.case_id == case.id)) or 0)
