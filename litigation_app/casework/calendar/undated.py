"""Which running cases of hers have no next date: nothing planned, and no day by which anybody must act?"""

from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, and_, bindparam, or_, select
from sqlalchemy.orm import aliased

from litigation_app.accounts.models import User
from litigation_app.casework.cases.models import LEAD, Assignment, Case
from litigation_app.casework.cases.queries import is_not_walled
from litigation_app.core.access import Actor, May, Relation
from litigation_app.core.clock import today
from litigation_app.core.db import db

PAGE = 30
MANY = 100  # from here on the counter says "at least"


class Line(NamedTuple):
    """A case without a next date. `dated_until` None: it never had one."""

    id: UUID
    reference: str
    code_name: str
    country: str
    forum: str | None
    stage_now: str | None
    moved_on: date | None
    dated_until: date | None
    lawyer: str | None


class Page(NamedTuple):
    """A page of the list; `next` is None on the last one."""

    rows: list[Line]
    next: UUID | None


def count(actor: Actor) -> int:
    """How many there are, never more than MANY."""
    found = {row for way in _first(actor, MANY, False) for row in db.session.scalars(way, _bound(None))}
    return min(len(found), MANY)


def page(actor: Actor, *, after: UUID | None = None) -> Page:
    """Thirty of them in the order of their keys, after the case `after`."""
    ways = _first(actor, PAGE + 1, after is not None)
    found = {row for way in ways for row in db.session.scalars(way, _bound(after))}
    shown = sorted(found)[:PAGE]
    rows = [Line(*row) for row in db.session.execute(_shown(), {"ids": shown})]
    return Page(rows, shown[-1] if len(found) > PAGE else None)


def _bound(after: UUID | None) -> dict[str, object]:
    return {"today": today()} | ({"after": after} if after else {})


@lru_cache(maxsize=256)
def _first(actor: Actor, most: int, is_later_page: bool) -> list[Select[Any]]:
    """Kept for each sign-in that is at work: writing a statement costs more than running it."""
    later = [Case.id > bindparam("after", type_=Case.id.type)] if is_later_page else []
    return [way.where(*later).order_by(Case.id).limit(most) for way in _ways(actor)]


@cache
def _shown() -> Select[Any]:
    lead = aliased(Assignment)
    columns: list[Any] = [getattr(Case, name) for name in Line._fields[:-1]]
    wanted: Select[Any] = (
        select(*columns, User.name).where(Case.id.in_(bindparam("ids", expanding=True))).order_by(Case.id)
    )
    wanted = wanted.outerjoin(lead, and_(lead.case_id == Case.id, lead.kind == LEAD))
    return wanted.outerjoin(User, User.id == lead.user_id)


def _ways(actor: Actor) -> Iterator[Select[Any]]:
    """The ids of these cases by each way in which she sees cases."""
    reach = actor.reach(May.LIST_CASES)
    is_bare = and_(
        Case.ended_on.is_(None),
        or_(Case.dated_until.is_(None), Case.dated_until < bindparam("today", type_=Case.dated_until.type)),
    )
    bare = select(Case.id).where(is_bare, is_not_walled(actor.id, Case.id))
    for office in sorted(reach.get(Relation.ASSIGNED, ())):
        mine = select(Assignment.case_id).where(Assignment.user_id == actor.id, Assignment.office_id == office)
        yield bare.where(Case.office_id == office, Case.id.in_(mine))
    for office in sorted(reach.get(Relation.OFFICE, ())):
        yield bare.where(Case.office_id == office)
