"""How many reminders are new to her? Counted in one read with the numbers at the doors."""

from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Integer, Select, and_, bindparam, func, literal, or_, select, true

from litigation_app.casework.claims.models import Review
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

_NEVER = date(9999, 12, 31)


def waiting(actor: Actor) -> Count:
    """How many are new to her, for the bell: as many as `reminders.of` says are, up to MOST of a kind."""
    wish, now = db.session.execute(_wish(), {"me": actor.id}).one_or_none(), today()
    read = wish.read_until if wish else None
    read_on = local(read).date() if read else None
    spans = rules.fresh(wish.days if wish else rules.settings().begin_with, now, read_on)
    spans += [(_NEVER, _NEVER)] * (len(rules.settings().offered) - len(spans))
    bound: dict[str, object] = {"bell_now": now, "bell_late": read_on is None or read_on < now}
    ahead = reminders.as_stand_in(actor, now, now + rules.settings().furthest)
    to_come = rules.reminders(ahead, wish.days if wish else rules.settings().begin_with, now, read_on)
    bound |= {"bell_read": read or reminders.BEFORE_ALL, "bell_ahead": sum(one.is_new for one in to_come)}
    for place, (first, last) in enumerate(spans):
        bound |= {f"bell_first_{place}": first, f"bell_last_{place}": last}
    return Count(_news(actor), bound)


@cache
def _wish() -> Select[list[int], datetime | None]:
    return select(ReminderWish.days, ReminderWish.read_until).where(ReminderWish.user_id == bindparam("me"))


@lru_cache(maxsize=256)
def _news(actor: Actor) -> Select[Any]:
    """Kept for each sign-in that is at work: writing a statement costs more than running it."""
    ours = (due_list.is_open(), Deadline.side == str(Side.OURS))
    none, remind_on = literal(""), Particular.remind_on
    instalments = _is_fresh(Instalment.due_on, is_late_too=True)
    parts = [
        reminders.dated(actor, Deadline, none, Deadline.act_by, *ours, _is_fresh(Deadline.act_by, is_late_too=True)),
        reminders.dated(actor, Deadline, none, Deadline.prepare_by, *ours, _is_fresh(Deadline.prepare_by)),
        reminders.dated(actor, Hearing, none, Hearing.on, Hearing.state == State.SCHEDULED, _is_fresh(Hearing.on)),
        reminders.dated(actor, Instalment, none, Instalment.due_on, paying.is_awaited(), instalments),
        reminders.dated(actor, Authority, none, Authority.until_on, *reminders.holds(), _is_fresh(Authority.until_on)),
        reminders.dated(
            actor, Particular, none, remind_on, Particular.entered_in_error_at.is_(None), _is_fresh(remind_on)
        ),
        reminders.dated(
            actor, Record, none, Record.on, Record.waits(), Record.recorded_at > _bell("read", Record.recorded_at)
        ),
        reminders.came_back(actor).where(Review.at > _bell("read", Review.at)),
        tasks.hers(actor).where(_is_fresh(Task.due_on, is_late_too=True)).limit(reminders.MOST),
        tasks.hers(actor)
        .where(Task.given_by != actor.id, Task.given_at > _bell("read", Task.given_at))
        .limit(reminders.MOST),
    ]
    counts = [select(func.count()).select_from(part.subquery()).scalar_subquery() for part in parts]
    return select(sum(counts, bindparam("bell_ahead", type_=Integer)))


def _is_fresh(day: Any, *, is_late_too: bool = False) -> ColumnElement[bool]:
    """That she is newly reminded of something on this day; what is over, on each day after it."""
    spans = [
        day.between(_bell(f"first_{place}", day), _bell(f"last_{place}", day))
        for place in range(len(rules.settings().offered))
    ]
    late = [and_(day < _bell("now", day), bindparam("bell_late", type_=Boolean) == true())] if is_late_too else []
    return or_(*spans, *late)


def _bell(name: str, column: Any) -> Any:
    return bindparam(f"bell_{name}", type_=column.type)
