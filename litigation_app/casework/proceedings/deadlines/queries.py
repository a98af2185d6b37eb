"""Which deadlines of ours were missed, in the cases that this person may see?"""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select, tuple_

from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.queries import is_visible
from litigation_app.casework.proceedings import due_list
from litigation_app.casework.proceedings.models import Deadline
from litigation_app.casework.proceedings.presenters import Line
from litigation_app.core.access import Actor, May
from litigation_app.core.db import db
from litigation_app.core.paging import PAGE, Mark


class Page(NamedTuple):
    """A page of missed deadlines, the latest first; `next` is None on the last one."""

    rows: list[Line]
    next: Mark | None


def missed(actor: Actor, language: str, *, case_id: UUID | None = None, after: Mark | None = None) -> Page:
    """Thirty of them after a mark; `case_id`: of this case alone. Few of all deadlines are missed, and those have a key."""
    wanted = select(Deadline.act_by, Deadline.id).join(Case, Case.id == Deadline.case_id)
    wanted = wanted.where(Deadline.missed_reason.is_not(None), is_visible(actor, May.LIST_CASES))
    offices = frozenset[UUID]().union(*actor.reach(May.LIST_CASES).values())
    wanted = wanted.where(Deadline.office_id.in_(offices))
    if case_id is not None:
        wanted = wanted.where(Deadline.case_id == case_id)
    if after is not None:
        wanted = wanted.where(tuple_(Deadline.act_by, Deadline.id) < tuple_(*after))
    order = (Deadline.act_by.desc(), Deadline.id.desc())
    marks = [
        Mark(row.act_by or date.min, row.id) for row in db.session.execute(wanted.order_by(*order).limit(PAGE + 1))
    ]
    shown = [mark.id for mark in marks[:PAGE]]
    found = {line.id: line for line in due_list.of_ids(shown, language)}
    return Page([found[one] for one in shown], marks[PAGE - 1] if len(marks) > PAGE else None)
