"""What does this person's week hold, in the cases that she may see: what she must do, whom to warn, for what her claims wait?"""

from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from litigation_app.casework.cases import queries as cases
from litigation_app.casework.lists import queries as statements
from litigation_app.casework.lists.caselists import queries as lists
from litigation_app.casework.lists.caselists.rules import Tab, Wanted
from litigation_app.casework.lists.claimlists import queries as claims
from litigation_app.casework.lists.claimlists.rules import MINE_TO_DO, Waits
from litigation_app.casework.planner.calendar import queries as calendar
from litigation_app.casework.planner.calendar.queries import Day, Followed, Only
from litigation_app.casework.planner.calendar.rules import Span
from litigation_app.casework.planner.reminders import queries as reminders
from litigation_app.casework.planner.reminders.queries import Ahead
from litigation_app.casework.planner.reminders.rules import Near, Reminder
from litigation_app.casework.planner.tasks import queries as tasks
from litigation_app.casework.planner.today.rules import DAYS
from litigation_app.casework.proceedings import due_list
from litigation_app.casework.proceedings import presenters as dues
from litigation_app.casework.proceedings.hearings.rules import State
from litigation_app.casework.proceedings.records import queries as records
from litigation_app.casework.proceedings.records.queries import Asking
from litigation_app.casework.proceedings.upcoming import queries as upcoming
from litigation_app.core.access import Actor
from litigation_app.core.counts import Count, counted
from litigation_app.law.graph import DeadlineKind

ENDS_SOON = timedelta(days=30)  # a permit or a power of attorney takes weeks to renew
BACK = timedelta(days=14)  # so long a hearing of which nobody said what came of it is asked about here
MOST = 30
FEW = 5  # of each kind of claims, and cases without a date


class Claims(NamedTuple):
    """How many claims of her cases wait so, and the first of those."""

    counts: dict[Waits, int]
    first: dict[Waits, list[claims.Line]]


class Undated(NamedTuple):
    """How many of her cases have no next date, and the first of those."""

    number: int
    first: list[upcoming.Line]


class HerWeek(NamedTuple):
    """Everything of the days from today on, and what is over; `leads`: of the cases, by case, where others' are seen too."""

    hearings: list[Day]
    due: list[dues.Line]
    tasks: list[tasks.Line]
    instalments: list[Near]
    followed: list[Followed]
    leads: dict[UUID, str]
    warn: list[Asking]
    ends: list[Near]
    news: list[Reminder]
    claims: Claims
    undated: Undated


def of(actor: Actor, today: date, language: str, *, sees_office: bool) -> HerWeek:
    """Her week, in a number of reads that does not grow with her cases."""
    last = today + timedelta(days=DAYS - 1)
    span = Span(today - BACK, last)
    due, counts = _due(actor, last, language), _counts(actor)
    ahead = reminders.ahead(actor, last, today + ENDS_SOON)
    instalments = _instalments(actor, ahead, last, sees_office=sees_office)
    of_others = [*(one.case_id for one in due), *(one.case_id for one in instalments)] if sees_office else []
    return HerWeek(
        hearings=[
            one
            for one in calendar.hearings(actor, span, Only(), a_day=MOST)
            if one.state == State.SCHEDULED or (one.on >= today and one.state == State.HELD)
        ],
        due=due,
        tasks=_tasks(actor, ahead, last),
        instalments=instalments,
        followed=[one for one in calendar.followed(actor, span, Only()) if not one.is_done][:MOST],
        leads=cases.leads(of_others) if of_others else {},
        warn=records.asking(actor)[:MOST],
        ends=ahead.ending,
        news=[one for one in reminders.of(actor, ahead) if one.is_new],
        claims=_claims(actor, counts),
        undated=_undated(actor, counts[_UNDATED]),
    )


def _tasks(actor: Actor, ahead: Ahead, last: date) -> list[tasks.Line]:
    """Her open tasks until then, and those of the offices of which she sees every case; overdue first."""
    every = [*ahead.tasks, *tasks.due_at_offices(actor, last, MOST)]
    found = {one.id: (one.due_on, one) for one in every if one.due_on and one.due_on <= last}
    return [one for _day, one in sorted(found.values(), key=lambda row: (row[0], row[1].id))][:MOST]


def _instalments(actor: Actor, ahead: Ahead, last: date, *, sees_office: bool) -> list[Near]:
    """Those of her cases until then, and with `sees_office` those of the offices of which she sees every case."""
    every = [*ahead.instalments, *(reminders.instalments_at_offices(actor, last) if sees_office else ())]
    found = {one.id: one for one in every if one.on <= last}
    return sorted(found.values(), key=lambda one: (one.on, one.id))[:MOST]


_UNDATED = "undated"


def _counts(actor: Actor) -> dict[str, int]:
    """All numbers of the page, in one read."""
    of_claims: dict[str, Count] = {str(one): count for one, count in claims.counts(actor, MINE_TO_DO).items()}
    undated = lists.counts_of(actor, {_UNDATED: Wanted(tab=Tab.UNDATED)}, lambda _key, shape: statements.count(shape))
    asked = of_claims | undated
    none = dict.fromkeys((*map(str, MINE_TO_DO), _UNDATED), 0)
    return none | dict(zip(asked, counted(list(asked.values())), strict=True))


def _claims(actor: Actor, counts: dict[str, int]) -> Claims:
    hers = {one: counts[str(one)] for one in MINE_TO_DO}
    return Claims(hers, claims.first(actor, hers, FEW) if any(hers.values()) else {})


def _undated(actor: Actor, count: int) -> Undated:
    return Undated(count, lists.page(actor, Wanted(tab=Tab.UNDATED), most=FEW).rows if count else [])


def _due(actor: Actor, last: date, language: str) -> list[dues.Line]:
    """Our deadlines until that day, those that are over, those whose draft is due until then, and those without a day."""
    lines = due_list.ours(actor, language)
    dated = [one for one in lines if one.day and min(one.day, one.prepare_by or one.day) <= last]
    return dated + [one for one in lines if not one.day and one.shape != str(DeadlineKind.EARLIEST)]
