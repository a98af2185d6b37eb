"""Which files do the proceedings of a case have? Those of the cases that the person may see."""

from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, bindparam, select

from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.queries import thing
from litigation_app.casework.proceedings.courts.models import CourtFile
from litigation_app.casework.proceedings.courts.rules import File
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.core.access import Actor, May
from litigation_app.core.db import db

_COLUMNS: tuple[Any, ...] = (
    CourtFile.proceeding_id,
    CourtFile.role,
    CourtFile.court_id,
    CourtFile.court_typed,
    CourtFile.begun_on,
    CourtFile.ended_on,
    CourtFile.takes_over,
    CourtFile.id,
    CourtFile.ended_by,
)


class Found(NamedTuple):
    """A file and its case."""

    file: CourtFile
    case: Case


def get(actor: Actor, file_id: UUID, to: May) -> Found:
    """A file of one of her cases; raises NotFound for any other and for none alike."""
    return Found(*thing(actor, CourtFile, file_id, to))


def of_case(case_id: UUID) -> list[File]:
    """All files of a case that was found by `cases.queries.get`, in the order in which they were written down."""
    return [File(*row) for row in db.session.execute(_of_case(), {"case": case_id})]


@cache
def _of_case() -> Select[Any]:
    """Written once: every page of a case asks it."""
    wanted: Select[Any] = select(*_COLUMNS).where(CourtFile.case_id == bindparam("case"))
    return wanted.order_by(CourtFile.recorded_at, CourtFile.id)


def roles_running(one: Proceeding, but: UUID | None = None) -> set[str]:
    """In which roles somebody has a proceeding in hand, besides this file; by the key of the case, which has few."""
    here = (CourtFile.case_id == one.case_id, CourtFile.proceeding_id == one.id, CourtFile.ended_on.is_(None))
    return {role for id_, role in db.session.execute(select(CourtFile.id, CourtFile.role).where(*here)) if id_ != but}
