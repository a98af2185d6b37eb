"""What falls in the days on which somebody will stand in, in cases that are not open to her yet?"""

from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Select, and_, bindparam, exists, literal, select
from sqlalchemy.orm import aliased

from litigation_app.casework.cases.models import LEAD, Assignment, Case
from litigation_app.casework.cases.queries import is_behind_no_ethical_wall
from litigation_app.casework.cases.stand_ins.models import StandIn
from litigation_app.casework.proceedings import due_list
from litigation_app.casework.proceedings.hearings.models import Hearing
from litigation_app.casework.proceedings.hearings.rules import State
from litigation_app.casework.proceedings.models import Deadline, Proceeding
from litigation_app.casework.proceedings.rules import ToDo
from litigation_app.core.access import Actor, May, Relation
from litigation_app.core.db import db
from litigation_app.core.rls import rowguard
from litigation_app.law.graph import Side

MOST = 200  # of each kind
_NOW, _UNTIL = (bindparam(name, type_=Date) for name in ("now", "until"))


class Falling(NamedTuple):
    """A hearing (`kind` its code) or one of our deadlines (`to_do`: from which it has its name) and its case."""

    id: UUID
    case_id: UUID
    reference: str
    code_name: str
    kind: str
    on: date
    to_do: ToDo | None = None


def falling(actor: Actor, now: date, until: date) -> list[Falling]:
    """From now until then, the nearest first of each kind; nothing is read for whoever will stand in nowhere."""
    if not (actor.goes_to or actor.stands_in_later):
        return []
    hearings, deadlines = _statements(actor)
    with rowguard.system("stand_ins_ahead"):
        heard = db.session.execute(hearings, {"now": now, "until": until}).all()
        due = db.session.execute(deadlines, {"now": now, "until": until}).all()
    found = [Falling(*row) for row in heard] + [Falling._make((*row[:6], ToDo(*row[6:]))) for row in due]
    return list({one.id: one for one in found}.values())


@lru_cache(maxsize=256)
def _statements(actor: Actor) -> tuple[Select[Any], Select[Any]]:
    """Kept for each sign-in that is at work: writing a statement costs more than running it."""
    goes = and_(Hearing.id.in_(actor.goes_to), Hearing.state == State.SCHEDULED)
    heard = and_(_is_in_her_days(actor, Hearing, Hearing.on), Hearing.state == State.SCHEDULED)
    ours = and_(due_list.is_open(), Deadline.side == str(Side.OURS), _is_in_her_days(actor, Deadline, Deadline.act_by))
    named = (Case.country, Proceeding.law_version, Proceeding.procedure, Deadline.stage, Deadline.event)
    hearings = _of(actor, Hearing, Hearing.kind, Hearing.on).where(goes | heard)
    deadlines = _of(actor, Deadline, literal(""), Deadline.act_by).where(ours)
    return hearings, deadlines.join(Proceeding, Proceeding.id == Deadline.proceeding_id).add_columns(*named)


def _of(actor: Actor, row: Any, kind: Any, day: Any) -> Select[Any]:
    """These rows of her offices, but of no case on which she works herself, is reminded of already, or is kept away from."""
    offices = actor.reach(May.LIST_CASES).get(Relation.ASSIGNED, frozenset())
    works = exists().where(Assignment.case_id == row.case_id, Assignment.user_id == actor.id)
    columns: list[Any] = [row.id, row.case_id, Case.reference, Case.code_name, kind, day]
    wanted: Select[Any] = select(*columns).join(Case, Case.id == row.case_id)
    wanted = wanted.where(row.office_id.in_(offices), day.between(_NOW, _UNTIL), row.case_id.not_in(actor.stands_in))
    return wanted.where(~works, is_behind_no_ethical_wall(actor.id, row.case_id)).order_by(day).limit(MOST)


def _is_in_her_days(actor: Actor, row: Any, day: Any) -> ColumnElement[bool]:
    """That the lawyer of its case is away on this day, and she will stand in."""
    led = aliased(Assignment)
    away = and_(led.user_id == StandIn.user_id, led.office_id == StandIn.office_id, led.kind == LEAD)
    wanted = select(led.case_id).join(StandIn, away).where(led.case_id == row.case_id)
    return wanted.where(StandIn.id.in_(actor.stands_in_later), day.between(StandIn.from_on, StandIn.until_on)).exists()
