"""Which hearings and which of our deadlines fall on these days, of the cases that this person may see?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import aliased

from litigation_app.accounts.browsers.models import CalendarFeed
from litigation_app.accounts.models import Office, User
from litigation_app.accounts.queries import token_hash
from litigation_app.casework.calendar.rules import Span, settings
from litigation_app.casework.cases.models import LEAD, Assignment, Case
from litigation_app.casework.cases.queries import is_not_walled
from litigation_app.casework.hearings.models import Hearing
from litigation_app.casework.proceedings import due_list
from litigation_app.casework.proceedings.models import Deadline
from litigation_app.core.access import Actor, May, Relation
from litigation_app.core.db import db
from litigation_app.law.graph import Side


@dataclass(frozen=True)
class Only:
    """What the calendar is narrowed to; None: to nothing."""

    lawyer: UUID | None = None
    office: UUID | None = None
    country: str | None = None


class Day(NamedTuple):
    """A hearing in the calendar; `of_day`: how many there are that day in all."""

    id: UUID
    on: date
    at: time | None
    kind: str
    state: str
    case_id: UUID
    reference: str
    code_name: str
    country: str
    lawyer: str
    of_day: int


class Named(NamedTuple):
    """Something to narrow the calendar to."""

    id: UUID
    name: str


def hearings(actor: Actor, span: Span, only: Only, *, a_day: int | None = None) -> list[Day]:
    """The hearings of these days in order, at most `a_day` of each day by each way in which she sees cases."""
    found: dict[UUID, Day] = {}
    for way in _ways(actor, Hearing):
        for row in db.session.execute(_hearings(way, span, only, a_day)):
            found.setdefault(row.id, Day._make(row)._replace(lawyer=row.name or ""))
    return sorted(found.values(), key=lambda one: (one.on, one.at or time.max, one.reference))[: settings().most]


def deadlines(actor: Actor, span: Span, only: Only) -> dict[date, int]:
    """How many of our open deadlines must be acted on by each of these days."""
    counted: dict[date, int] = {}
    for way in _ways(actor, Deadline):
        wanted = select(Deadline.act_by, func.count()).where(due_list.is_open(), Deadline.side == str(Side.OURS))
        wanted = wanted.where(Deadline.act_by.between(span.first, span.last)).group_by(Deadline.act_by)
        for day, count in db.session.execute(_narrowed(way(wanted), Deadline, only)):
            counted[day] = max(count, counted.get(day, 0))
    return counted


def lawyers(actor: Actor) -> list[Named]:
    """The lawyers of the offices of which she sees every case: those to whom she may narrow the calendar."""
    return [Named(*row) for row in db.session.execute(_lawyers(actor, _offices(actor)))] if _offices(actor) else []


def offices(actor: Actor) -> list[Named]:
    """The offices of which she sees every case, if there are several."""
    mine = _offices(actor)
    if len(mine) < 2:
        return []
    return [Named(*row) for row in db.session.execute(select(Office.id, Office.name).where(Office.id.in_(mine)))]


def countries(actor: Actor) -> list[str]:
    """The countries of the offices at which she works, if there are several."""
    held = {one.office_id for one in actor.held}
    found = sorted(db.session.scalars(select(Office.country).where(Office.id.in_(held)).distinct()))
    return found if len(found) > 1 else []


def _offices(actor: Actor) -> frozenset[UUID]:
    return actor.reach(May.LIST_CASES).get(Relation.OFFICE, frozenset())


def _lawyers(actor: Actor, offices: Iterable[UUID]) -> Select[Any]:
    leads = select(Assignment.user_id).where(Assignment.office_id.in_(offices), Assignment.kind == LEAD)
    leads = leads.where(is_not_walled(actor.id, Assignment.case_id)).distinct()
    columns: Sequence[Any] = (User.id, User.name)
    found: Select[Any] = select(*columns).where(User.id.in_(leads)).order_by(User.name)
    return found


def _ways(actor: Actor, row: type[Hearing] | type[Deadline]) -> Iterator[Any]:
    """Each way by which she sees cases, as a condition that is put on a statement about `row`."""
    reach = actor.reach(May.LIST_CASES)
    is_hers = is_not_walled(actor.id, row.case_id)
    if Relation.ASSIGNED in reach:
        mine = and_(Assignment.case_id == row.case_id, Assignment.user_id == actor.id)
        at = Assignment.office_id.in_(reach[Relation.ASSIGNED])
        yield lambda wanted: wanted.join(Assignment, mine).where(at, is_hers)
    for office in sorted(reach.get(Relation.OFFICE, ())):
        yield lambda wanted, office=office: wanted.where(row.office_id == office, is_hers)
    if actor.emergencies and Relation.EMERGENCY in reach:
        opened = and_(row.case_id.in_(actor.emergencies), row.office_id.in_(reach[Relation.EMERGENCY]))
        yield lambda wanted: wanted.where(opened, is_hers)


def _hearings(way: Any, span: Span, only: Only, a_day: int | None) -> Select[Any]:
    of_day: ColumnElement[int] = func.count().over(partition_by=Hearing.on).label("of_day")
    in_order = (Hearing.at.nulls_last(), Hearing.id)
    place = func.row_number().over(partition_by=Hearing.on, order_by=in_order).label("place")
    wanted = select(Hearing.id, of_day, place).where(Hearing.on.between(span.first, span.last))
    keys = _narrowed(way(wanted), Hearing, only).subquery()
    lead = aliased(Assignment)
    shown = (Hearing.id, Hearing.on, Hearing.at, Hearing.kind, Hearing.state, Hearing.case_id)
    columns: Sequence[Any] = (*shown, Case.reference, Case.code_name, Case.country, User.name, keys.c.of_day)
    found: Select[Any] = select(*columns).join(keys, keys.c.id == Hearing.id).join(Case, Case.id == Hearing.case_id)
    found = found.outerjoin(lead, and_(lead.case_id == Hearing.case_id, lead.kind == LEAD))
    found = found.outerjoin(User, User.id == lead.user_id)
    found = found.where(keys.c.place <= a_day) if a_day else found
    return found.order_by(Hearing.on, *in_order).limit(settings().most)


def _narrowed(wanted: Select[Any], row: type[Hearing] | type[Deadline], only: Only) -> Select[Any]:
    if only.office:
        wanted = wanted.where(row.office_id == only.office)
    if only.lawyer:
        leads = select(Assignment.case_id).where(Assignment.user_id == only.lawyer, Assignment.kind == LEAD)
        wanted = wanted.where(row.case_id.in_(leads))
    if only.country:
        of_country = select(Office.id).where(Office.country == only.country)
        wanted = wanted.where(row.office_id.in_(of_country))
    return wanted


def feed(token: str) -> CalendarFeed | None:
    """The link of which this is the secret part."""
    return db.session.scalar(select(CalendarFeed).where(CalendarFeed.token_hash == token_hash(token)))


def feed_of(actor: Actor) -> CalendarFeed | None:
    """Her link, if she has one."""
    return db.session.get(CalendarFeed, actor.id)
