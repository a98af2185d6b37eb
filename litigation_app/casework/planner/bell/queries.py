"""How many reminders are new to her? Counted in one read with the numbers at the doors."""

from collections.abc import Iterator
from datetime import datetime
from functools import cache, lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, func, or_, select

from litigation_app.casework.claims.models import Claim, Review
from litigation_app.casework.claims.payments import queries as paying
from litigation_app.casework.claims.payments.models import Instalment
from litigation_app.casework.clients.personal_records.models import Particular
from litigation_app.casework.planner.reminders import queries as reminders
from litigation_app.casework.planner.reminders import rules
from litigation_app.casework.planner.reminders.models import ReminderWish
from litigation_app.casework.planner.tasks import queries as tasks
from litigation_app.casework.planner.tasks.models import Task
from litigation_app.casework.proceedings import due_list
from litigation_app.casework.proceedings.hearings.models import Hearing
from litigation_app.casework.proceedings.hearings.rules import State
from litigation_app.casework.proceedings.models import Deadline
from litigation_app.casework.proceedings.powers_of_attorney.models import Authority
from litigation_app.casework.proceedings.records.models import Record
from litigation_app.core.access import Actor
from litigation_app.core.clock import local, today
from litigation_app.core.counts import Count
from litigation_app.core.db import db
from litigation_app.law.graph import Side


class _Shape(NamedTuple):
    """Of what somebody can newly be reminded now: of things within so many spans of days, and (`is_late`) of what is over.

    Whoever has read her reminders today can of neither.
    """

    spans: int
    is_late: bool


def waiting(actor: Actor) -> Count:
    """How many are new to her, for the bell: as many as `reminders.of` says are, up to MOST of a kind."""
    wish, now = db.session.execute(_wish(), {"me": actor.id}).one_or_none(), today()
    days, read = (wish.days, wish.read_until) if wish else (rules.settings().begin_with, None)
    read_on = local(read).date() if read else None
    spans, is_late = rules.fresh(days, now, read_on), read_on is None or read_on < now
    to_come = rules.reminders(reminders.as_stand_in(actor, now, now + rules.settings().furthest), days, now, read_on)
    bound: dict[str, object] = {"bell_now": now, "bell_last": max((last for _first, last in spans), default=now)}
    bound |= {"bell_read": read or reminders.BEFORE_ALL, "bell_ahead": sum(one.is_new for one in to_come)}
    for place, (first, last) in enumerate(spans):
        bound |= {f"bell_first_{place}": first, f"bell_last_{place}": last}
    return Count(_news(actor, _Shape(len(spans), is_late)), bound)


@cache
def _wish() -> Select[list[int], datetime | None]:
    return select(ReminderWish.days, ReminderWish.read_until).where(ReminderWish.user_id == bindparam("me"))


@lru_cache(maxsize=512)
def _news(actor: Actor, shape: _Shape) -> Select[Any]:
    """Kept for each sign-in that is at work: writing a statement costs more than running it."""
    given = (Task.given_by != actor.id, Task.given_at > _bell("read", Task.given_at))
    parts = [
        *_by_day(actor, shape),
        _keys(actor, Record, Record.waits(), Record.recorded_at > _bell("read", Record.recorded_at)),
        reminders.came_back(actor)
        .where(Review.at > _bell("read", Review.at))
        .with_only_columns(Claim.id)
        .order_by(None),
        tasks.hers(actor).where(*given).limit(reminders.MOST),
    ]
    counts = [select(func.count()).select_from(part.subquery()).scalar_subquery() for part in parts]
    return select(sum(counts, bindparam("bell_ahead", type_=Integer)))


def _by_day(actor: Actor, shape: _Shape) -> Iterator[Select[Any]]:
    """What she is reminded of by its day; of what is over on each day after it, if it was to be done by then."""
    ours = (due_list.is_open(), Deadline.side == str(Side.OURS))
    if shape.spans or shape.is_late:
        yield _keys(actor, Deadline, *ours, _is_fresh(Deadline.act_by, shape))
        yield _keys(actor, Instalment, paying.is_awaited(), _is_fresh(Instalment.due_on, shape))
        yield tasks.hers(actor).where(_is_fresh(Task.due_on, shape)).limit(reminders.MOST)
    if shape.spans:
        soon = shape._replace(is_late=False)
        yield _keys(actor, Deadline, *ours, _is_fresh(Deadline.prepare_by, soon))
        yield _keys(actor, Hearing, Hearing.state == State.SCHEDULED, _is_fresh(Hearing.on, soon))
        yield _keys(actor, Authority, *reminders.holds(), _is_fresh(Authority.until_on, soon))
        stands = Particular.entered_in_error_at.is_(None)
        yield _keys(actor, Particular, stands, _is_fresh(Particular.remind_on, soon))


def _keys(actor: Actor, row: Any, *conditions: ColumnElement[bool]) -> Select[Any]:
    """Said of the rows alone, in no order; no more of them than `reminders.of` has of a kind."""
    return select(row.id).where(reminders.works_on(actor, row), *conditions).limit(reminders.MOST)


def _is_fresh(day: Any, shape: _Shape) -> ColumnElement[bool]:
    """That she is newly reminded of something on this day. All that can be lies up to the last day, so that a key leads there."""
    spans = (day.between(_bell(f"first_{at}", day), _bell(f"last_{at}", day)) for at in range(shape.spans))
    late = [day < _bell("now", day)] if shape.is_late else []
    return and_(day <= _bell("last", day), *([] if shape.is_late else [day >= _bell("now", day)]), or_(*spans, *late))


def _bell(name: str, column: Any) -> Any:
    return bindparam(f"bell_{name}", type_=column.type)
