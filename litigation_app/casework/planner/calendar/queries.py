"""Which hearings and which of our deadlines fall on these days, of the cases that this person may see?"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache
from typing import Any, NamedTuple, cast
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Date,
    Integer,
    Select,
    and_,
    bindparam,
    exists,
    func,
    not_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, aliased

from litigation_app.accounts.models import Office, User
from litigation_app.casework.cases.models import Assignment, Case
from litigation_app.casework.cases.queries import is_behind_no_ethical_wall
from litigation_app.casework.cases.stand_ins.queries import is_assigned
from litigation_app.casework.planner.calendar import rules
from litigation_app.casework.planner.calendar.rules import WEEK, Span, settings
from litigation_app.casework.proceedings import due_list
from litigation_app.casework.proceedings.hearings.models import Hearing
from litigation_app.casework.proceedings.models import Deadline
from litigation_app.casework.strategy.supervision.models import SupervisionDate
from litigation_app.core.access import Actor, May, Relation
from litigation_app.core.db import db
from litigation_app.law.graph import Side

Dated = type[Hearing] | type[Deadline] | type[SupervisionDate]


@dataclass(frozen=True)
class Only:
    """What the calendar is narrowed to; None: to nothing."""

    lawyer: UUID | None = None
    office: UUID | None = None
    country: str | None = None


class Day(NamedTuple):
    """A hearing in the calendar; `of_day`: how many there are that day in all.

    `is_closed`: she goes there in place of its lawyer, and the case is not open to her yet. `for_whom`: for whom she stands
    in, in a calendar link; "" in her own cases.
    """

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
    is_closed: bool = False
    for_whom: str = ""


class Followed(NamedTuple):
    """A day of the supervision of a judgment, in the calendar."""

    id: UUID
    supervision_id: UUID
    on: date
    kind: str
    reference: str
    code_name: str
    case_id: UUID
    is_done: bool


class Named(NamedTuple):
    """Something to narrow the calendar to."""

    id: UUID
    name: str


def hearings(actor: Actor, span: Span, only: Only, *, a_day: int | None = None) -> list[Day]:
    """The hearings of these days in order, at most `a_day` of each day; without it at most as many as fill a page."""
    found, all_of_day = list[Any](), Counter[date]()
    for way, numbers in enumerate(_numbers(actor, only)):
        of_day = {day: int(number) for day, number in db.session.execute(numbers, _bound(span))}
        all_of_day.update(of_day)
        rows = _of_each(actor, only, way, sorted(of_day), a_day) if a_day else _first(actor, only, way, of_day)
        is_closed = _ways(actor, Hearing)[way].is_closed
        found += [(row, is_closed) for row in rows]
    days = [
        Day._make((*row, all_of_day[row.on], is_closed, ""))._replace(lawyer=row.name or "") for row, is_closed in found
    ]
    days.sort(key=lambda one: (one.on, one.at or time.max, one.reference, one.id))
    return rules.first_of_each(days, a_day) if a_day else days[: settings().most]


def _of_each(actor: Actor, only: Only, way: int, days: list[date], a_day: int) -> Iterable[Any]:
    """The first `a_day` hearings of each of these days."""
    if not days:
        return []
    if not _ways(actor, Hearing)[way].is_an_offices:
        return db.session.execute(_placed(actor, only, way), {"first": days[0], "last": days[-1], "most": a_day})
    slots = -(-len(days) // WEEK) * WEEK  # whole weeks, so that few statements are kept
    bound: dict[str, object] = {f"day_{place}": day for place, day in enumerate(days)}
    bound |= {f"day_{place}": None for place in range(len(days), slots)}
    return db.session.execute(_each(actor, only, way, slots), bound | {"most": a_day})


def _first(actor: Actor, only: Only, way: int, of_day: dict[date, int]) -> Iterable[Any]:
    """The first hearings of all: no day is read beyond those that fill the page."""
    days, most = rules.until_full(of_day, settings().most), settings().most
    bound = {"first": days[0], "last": days[-1], "most": most} if days else {}
    return db.session.execute(_in_order(actor, only)[way], bound) if days else []


def deadlines(actor: Actor, span: Span, only: Only) -> dict[date, int]:
    """How many of our open deadlines must be acted on by each of these days."""
    found = [db.session.execute(wanted, _bound(span)) for wanted in _deadlines(actor, only)]
    return sum((Counter({row.act_by: row.count for row in rows}) for rows in found), Counter())


def followed(actor: Actor, span: Span, only: Only) -> list[Followed]:
    """The days on which the execution of a judgment of Strasbourg is followed, in order."""
    found: dict[UUID, Followed] = {}
    for wanted in _followed(actor, only):
        found |= {row.id: Followed._make(row) for row in db.session.execute(wanted, _bound(span))}
    return sorted(found.values(), key=lambda one: (one.on, one.reference))


def _bound(span: Span) -> dict[str, date]:
    return {"first": span.first, "last": span.last}


def lawyers(actor: Actor) -> list[Named]:
    """The lawyers of the offices of which she sees every case: those to whom she may narrow the calendar."""
    return [Named(*row) for row in db.session.execute(_lawyers(actor))] if _offices(actor) else []


def offices(actor: Actor) -> list[Named]:
    """The offices of which she sees every case, if there are several."""
    whole, wanted = _offices(actor), select(Office.id, Office.name)
    return [Named(*row) for row in db.session.execute(wanted.where(Office.id.in_(whole)))] if len(whole) > 1 else []


def countries(actor: Actor) -> list[str]:
    """The countries of the offices at which she works, if there are several."""
    held = {one.office_id for one in actor.held}
    asked = select(Office.country).where(Office.id.in_(held)).distinct()
    found = sorted(db.session.scalars(asked)) if len(held) > 1 else []
    return found if len(found) > 1 else []


def _offices(actor: Actor) -> frozenset[UUID]:
    return actor.reach(May.LIST_CASES).get(Relation.OFFICE, frozenset())


_OF_DAY = (Hearing.at.nulls_last(), Hearing.id)  # the order of the hearings of a day, and of their key
_MOST = bindparam("most", type_=Integer)

# The statements below are kept for each sign-in that is at work: writing one costs more than running it.


@lru_cache(maxsize=256)
def _lawyers(actor: Actor) -> Select[Any]:
    """Asked of the people, who are few, and not of the cases: whether she leads one at all."""
    is_led = and_(Assignment.user_id == User.id, Assignment.office_id.in_(_offices(actor)), Assignment.is_lead())
    leads = exists().where(is_led, is_behind_no_ethical_wall(actor.id, Assignment.case_id))
    columns: Sequence[Any] = (User.id, User.name)
    found: Select[Any] = select(*columns).where(leads).order_by(User.name)
    return found


@lru_cache(maxsize=256)
def _numbers(actor: Actor, only: Only) -> list[Select[Any]]:
    """How many hearings fall on each day, by each way in which she sees cases."""
    wanted = select(Hearing.on, func.count()).where(_in_span(Hearing.on)).group_by(Hearing.on)
    return [_narrowed(wanted.where(way.condition), Hearing, only) for way in _ways(actor, Hearing)]


@lru_cache(maxsize=256)
def _in_order(actor: Actor, only: Only) -> list[Select[Any]]:
    wanted = select(Hearing.id).where(_in_span(Hearing.on)).order_by(Hearing.on, *_OF_DAY).limit(_MOST)
    return [_shown(_narrowed(wanted.where(way.condition), Hearing, only)) for way in _ways(actor, Hearing)]


@lru_cache(maxsize=256)
def _each(actor: Actor, only: Only, way: int, slots: int) -> Select[Any]:
    """One short read of an office's rows for each day, which the key of a day gives in order and which ends early."""
    parts, seen = [], _ways(actor, Hearing)[way].condition
    for place in range(slots):
        on_day = Hearing.on == bindparam(f"day_{place}", type_=Date)
        wanted = select(Hearing.id).where(on_day, seen).order_by(*_OF_DAY).limit(_MOST)
        parts.append(select(_narrowed(wanted, Hearing, only).subquery()))
    return _shown(union_all(*parts))


@lru_cache(maxsize=256)
def _placed(actor: Actor, only: Only, way: int) -> Select[Any]:
    """One read of all that is hers in these days, each with its place in its day: she has few of all that there are."""
    place = func.row_number().over(partition_by=Hearing.on, order_by=_OF_DAY).label("place")
    columns: Sequence[Any] = (Hearing.id, place)
    wanted = select(*columns).where(_in_span(Hearing.on), _ways(actor, Hearing)[way].condition)
    hers = _narrowed(wanted, Hearing, only).subquery()
    return _shown(select(hers.c.id).where(hers.c.place <= _MOST))


def _shown(ids: Select[Any] | CompoundSelect[Any]) -> Select[Any]:
    """These hearings with their cases and who leads those."""
    keys, lead = ids.subquery(), aliased(Assignment)
    shown = (Hearing.id, Hearing.on, Hearing.at, Hearing.kind, Hearing.state, Hearing.case_id)
    columns: Sequence[Any] = (*shown, Case.reference, Case.code_name, Case.country, User.name)
    found: Select[Any] = select(*columns).select_from(keys)
    found = found.join(Hearing, Hearing.id == keys.c.id).join(Case, Case.id == Hearing.case_id)
    found = found.outerjoin(lead, and_(lead.case_id == Hearing.case_id, lead.is_lead()))
    return found.outerjoin(User, User.id == lead.user_id)


@lru_cache(maxsize=256)
def _deadlines(actor: Actor, only: Only) -> list[Select[Any]]:
    found = []
    for way in _ways(actor, Deadline):
        wanted = select(Deadline.act_by, func.count().label("count")).where(
            due_list.is_open(), Deadline.side == str(Side.OURS)
        )
        wanted = wanted.where(_in_span(Deadline.act_by)).group_by(Deadline.act_by)
        found.append(_narrowed(wanted.where(way.condition), Deadline, only))
    return found


@lru_cache(maxsize=256)
def _followed(actor: Actor, only: Only) -> list[Select[Any]]:
    found = []
    shown: Sequence[Any] = (SupervisionDate.id, SupervisionDate.supervision_id, SupervisionDate.on)
    for way in _ways(actor, SupervisionDate):
        wanted: Select[Any] = select(*shown, SupervisionDate.kind, Case.reference, Case.code_name)
        wanted = wanted.add_columns(SupervisionDate.case_id, SupervisionDate.done_on.is_not(None))
        wanted = wanted.join(Case, Case.id == SupervisionDate.case_id)
        wanted = wanted.where(_in_span(SupervisionDate.on), SupervisionDate.entered_in_error_at.is_(None))
        hers = _narrowed(wanted.where(way.condition), SupervisionDate, only)
        found.append(hers.order_by(SupervisionDate.on).limit(settings().most))
    return found


def _in_span(day: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    """That the day is one of those that are bound at each call."""
    return day.between(bindparam("first", type_=Date), bindparam("last", type_=Date))


class _Way(NamedTuple):
    """One of the ways in which she sees cases, as a condition on rows of casework."""

    condition: ColumnElement[bool]
    is_an_offices: bool  # all of an office, whose rows its keys give in order
    is_closed: bool = False  # the rows alone, and nothing of their cases


@lru_cache(maxsize=256)
def _ways(actor: Actor, row: Dated) -> list[_Way]:
    """No row is seen in two of them, so that what each counts adds up."""
    reach, found = actor.reach(May.LIST_CASES), list[_Way]()
    whole, stands = reach.get(Relation.OFFICE, frozenset()), Hearing.stands() if row is Hearing else true()
    is_hers = and_(is_behind_no_ethical_wall(actor.id, row.case_id), stands)
    assigned = and_(is_assigned(actor, row, sorted(reach.get(Relation.ASSIGNED, frozenset()) - whole)), stands)
    if reach.get(Relation.ASSIGNED, frozenset()) - whole:
        found.append(_Way(assigned, False))
    for office in sorted(whole):
        found.append(_Way(and_(row.office_id == office, is_hers), True))
    if actor.emergencies and Relation.EMERGENCY in reach:
        opened = (row.case_id.in_(actor.emergencies), row.office_id.in_(reach[Relation.EMERGENCY] - whole))
        found.append(_Way(and_(*opened, is_hers, not_(assigned)), False))
    if row is Hearing and actor.goes_to:
        there = row.office_id.in_(reach.get(Relation.EMERGENCY, frozenset()) - whole)
        found.append(_Way(and_(there, row.id.in_(actor.goes_to), is_hers, not_(assigned)), False, True))
    return found


def _narrowed(wanted: Any, row: Dated, only: Only) -> Select[Any]:
    if only.office:
        wanted = wanted.where(row.office_id == only.office)
    if only.lawyer:
        leads = (Assignment.case_id == row.case_id, Assignment.user_id == only.lawyer, Assignment.is_lead())
        wanted = wanted.where(exists().where(*leads))
    if only.country:
        wanted = wanted.where(row.office_id.in_(select(Office.id).where(Office.country == only.country)))
    return cast("Select[Any]", wanted)
