"""Keep beside each case until when it has a date, and whether it has ended: lists are read from these two columns."""

import secrets
from datetime import date
from typing import Any

from sqlalchemy import and_, delete, func, select, update
from sqlalchemy.orm import aliased

from litigation_app import ledger
from litigation_app.accounts import stamps
from litigation_app.accounts.browsers.models import CalendarFeed
from litigation_app.accounts.queries import token_hash
from litigation_app.casework.calendar import rules
from litigation_app.casework.calendar.rules import Ended, Says
from litigation_app.casework.cases.models import Case
from litigation_app.casework.hearings.models import Hearing
from litigation_app.casework.hearings.rules import State
from litigation_app.casework.proceedings import due_list, pinned
from litigation_app.casework.proceedings.models import JOINED, Deadline, Move, Proceeding, TrackLink
from litigation_app.casework.proceedings.rules import stage_of
from litigation_app.casework.strategy.supervision.models import SupervisionDate
from litigation_app.casework.strategy.supervision.queries import is_open
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db
from litigation_app.law.graph import Procedure

_TOKEN_BYTES = 32


def make_feed(actor: Actor, *, says: Says, language: str) -> str:
    """A link by which a calendar program reads her hearings; the one before is dead. Gives its secret part, once."""
    begin_write()
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    db.session.execute(delete(CalendarFeed).where(CalendarFeed.user_id == actor.id))
    made = {"token_hash": token_hash(token), "says": says.value, "language": language, "made_at": clock.now()}
    feed = CalendarFeed(user_id=actor.id, **made)
    feed.stamp = stamps.of(stamps.FEED, feed)
    db.session.add(feed)
    ledger.write(act="make_feed", by=actor.id, of=f"person:{actor.id}", facts={"says": says.value})
    return token


def end_feed(actor: Actor) -> None:
    """Let her link give nothing any more."""
    begin_write()
    db.session.execute(delete(CalendarFeed).where(CalendarFeed.user_id == actor.id))
    ledger.write(act="end_feed", by=actor.id, of=f"person:{actor.id}")


def keep_dated(case: Case) -> None:
    """Say anew until when the case has a date and whether it has ended; not a change of its file, so its version stays."""
    db.session.flush()
    now = {"dated_until": _dated_until(case), "ended_on": rules.ended_on(_tracks(case))}
    db.session.execute(update(Case).where(Case.id == case.id).values(**now))


def _dated_until(case: Case) -> date | None:
    planned = select(func.max(Hearing.on)).where(Hearing.case_id == case.id, Hearing.state == State.SCHEDULED)
    due = select(func.max(Deadline.act_by)).where(Deadline.case_id == case.id, due_list.is_open())
    followed = select(func.max(SupervisionDate.on)).where(SupervisionDate.case_id == case.id, is_open())
    found = [db.session.scalar(one) for one in (planned, due, followed)]
    return max((day for day in found if day is not None), default=None)


def _tracks(case: Case) -> list[Ended]:
    later = aliased(Move)
    newest = select(func.max(later.seq)).where(later.proceeding_id == Proceeding.id, later.struck_at.is_(None))
    last = and_(Move.proceeding_id == Proceeding.id, Move.seq == newest.scalar_subquery())
    columns = (
        Proceeding.procedure,
        Proceeding.forum,
        Proceeding.family,
        Proceeding.law_version,
        Move.to_stage,
        Move.on,
    )
    goes_on_elsewhere = select(TrackLink.first_id).where(TrackLink.case_id == case.id, TrackLink.kind == JOINED)
    wanted = select(*columns).outerjoin(Move, last).where(Proceeding.case_id == case.id)
    rows = db.session.execute(wanted.where(Proceeding.id.not_in(goes_on_elsewhere))).all()
    return [Ended(row.family, row.to_stage is not None, _end(_graph(case, row), row)) for row in rows]


def _graph(case: Case, row: Any) -> Procedure:
    return pinned.law_of(case.country, row.law_version).procedure(row.procedure, row.forum)


def _end(graph: Procedure, last: Any) -> date | None:
    stage = stage_of(graph, last.to_stage) if last.to_stage else None
    return last.on if stage is not None and rules.rests_at(stage.id, is_end=stage.is_end) else None
