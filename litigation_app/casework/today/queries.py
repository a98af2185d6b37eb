"""What does this person's day hold: hearings, what came of none yet, what is due, in the cases that she may see?"""

from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from litigation_app.casework.calendar import queries as calendar
from litigation_app.casework.calendar.queries import Day, Only
from litigation_app.casework.calendar.rules import Span
from litigation_app.casework.caselists import queries as lists
from litigation_app.casework.caselists.rules import Tab
from litigation_app.casework.hearings.rules import State
from litigation_app.casework.proceedings import due_list, dues
from litigation_app.casework.proceedings.models import Deadline
from litigation_app.casework.records import queries as records
from litigation_app.casework.records.queries import Asking
from litigation_app.casework.reminders import queries as reminders
from litigation_app.casework.reminders.rules import Near
from litigation_app.casework.reviews import back
from litigation_app.casework.reviews.back import Back
from litigation_app.casework.tasks import queries as tasks
from litigation_app.core.access import Actor
from litigation_app.core.db import db
from litigation_app.law.graph import Side

SOON = timedelta(days=7)
ENDS_SOON = timedelta(days=30)  # a permit or a power of attorney takes weeks to renew
BACK = timedelta(days=14)  # so long a hearing of which nobody said what came of it is asked about here
MOST = 30


class HerDay(NamedTuple):
    """Everything of one day; `silent`: hearings that are over and of which nobody said what came of them."""

    hearings: list[Day]
    silent: list[Day]
    overdue: list[dues.Line]
    due: list[dues.Line]
    tasks: list[tasks.Line]
    back: list[Back]
    warn: list[Asking]
    ends: list[Near]
    instalments: list[Near]
    undated: int


def of(actor: Actor, today: date, language: str) -> HerDay:
    """Her day, in a number of reads that does not grow with her cases."""
    before = calendar.hearings(actor, Span(today - BACK, today - timedelta(days=1)), Only())
    lines = _due(actor, today, language)
    return HerDay(
        hearings=calendar.hearings(actor, Span(today, today), Only(), a_day=MOST),
        silent=[one for one in before if one.state == State.SCHEDULED][:MOST],
        overdue=[one for one in lines if one.overdue],
        due=[one for one in lines if not one.overdue],
        tasks=[one for one in tasks.mine(actor) if one.due_on and one.due_on <= today + SOON][:MOST],
        back=back.of(actor),
        warn=records.asking(actor)[:MOST],
        ends=reminders.ending(actor, today, today + ENDS_SOON),
        instalments=reminders.instalments(actor, today + SOON)[:MOST],
        undated=lists.number(actor, Tab.UNDATED),
    )


def _due(actor: Actor, today: date, language: str) -> list[dues.Line]:
    """Our deadlines within the next days, and those that are over and still open, the nearest first."""
    lines = due_list.page(actor, language, side=str(Side.OURS)).rows
    days = _days([one.id for one in lines])
    return [one for one in lines if one.is_dated and days[one.id] <= today + SOON]


def _days(ids: list[UUID]) -> dict[UUID, date]:
    wanted = select(Deadline.id, Deadline.act_by).where(Deadline.id.in_(ids), Deadline.act_by.is_not(None))
    return {row.id: row.act_by for row in db.session.execute(wanted) if row.act_by}
