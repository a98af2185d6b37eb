"""What is shown of cases that somebody may see, with what comes next in each?"""

from collections.abc import Sequence
from datetime import date, time
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, and_, bindparam, select
from sqlalchemy.orm import aliased

from litigation_app.accounts.models import Office, User
from litigation_app.casework.cases.models import Assignment, Case
from litigation_app.casework.proceedings.hearings.models import Hearing
from litigation_app.casework.proceedings.limitation.rules import next_bar
from litigation_app.casework.proceedings.models import Deadline, Proceeding
from litigation_app.core.db import db

_OF_CASE = (
    "id", "reference", "code_name", "country", "forum", "opened_on", "stage_now", "moved_on", "court_id", "court_typed",
    "next_on", "dated_until", "barred_on", "barred_from_knowledge_on", "ended_on", "is_over",
)  # fmt: skip


class Line(NamedTuple):
    """One case of a list. `kind`, `at`: of the hearing that comes next; `procedure` to `event`: of the deadline that does.

    `next_on` NEVER with such a deadline: it has no day yet.
    """

    id: UUID
    reference: str
    code_name: str
    country: str
    forum: str | None
    opened_on: date
    stage_now: str | None
    moved_on: date | None
    court_id: str | None
    court_typed: str | None
    next_on: date
    dated_until: date | None
    barred_on: date | None
    barred_from_knowledge_on: date | None
    ended_on: date | None
    is_over: bool
    office: str
    lawyer: str | None
    kind: str | None
    at: time | None
    law_version: str | None
    procedure: str | None
    stage: str | None
    event: str | None

    def barred_next(self, today: date) -> date | None:
        """From which day on something of it may be time-barred, as seen on this day; None: not known."""
        return next_bar(self.barred_on, self.barred_from_knowledge_on, today)


def lines(cases: Sequence[UUID]) -> list[Line]:
    """What is shown of these cases, which she may see, in their order."""
    rows = {row.id: Line._make(row) for row in db.session.execute(_shown(), {"ids": list(cases)})}
    return [rows[one] for one in cases if one in rows]


@cache
def _shown() -> Select[Any]:
    lead, user = aliased(Assignment), aliased(User)
    columns: list[Any] = [getattr(Case, name) for name in _OF_CASE]
    columns += [Office.name.label("office"), user.name, Hearing.kind, Hearing.at]
    columns += [Proceeding.law_version, Proceeding.procedure, Deadline.stage, Deadline.event]
    wanted: Select[Any] = select(*columns).where(Case.id.in_(bindparam("ids", expanding=True)))
    wanted = wanted.join(Office, Office.id == Case.office_id)
    wanted = wanted.outerjoin(lead, and_(lead.case_id == Case.id, lead.is_lead()))
    wanted = wanted.outerjoin(user, user.id == lead.user_id).outerjoin(Hearing, Hearing.id == Case.next_id)
    wanted = wanted.outerjoin(Deadline, Deadline.id == Case.next_id)
    return wanted.outerjoin(Proceeding, Proceeding.id == Deadline.proceeding_id)
