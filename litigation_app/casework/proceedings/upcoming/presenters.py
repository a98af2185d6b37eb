"""How is it said what comes next in a case?"""

from dataclasses import dataclass, replace
from datetime import date

from litigation_app.casework.cases.models import NEVER
from litigation_app.casework.proceedings import presenters as dues
from litigation_app.casework.proceedings import rules
from litigation_app.casework.proceedings.hearings import rules as hearings
from litigation_app.casework.proceedings.limitation.presenters import perhaps_over
from litigation_app.casework.proceedings.upcoming.queries import Line
from litigation_app.core.language import _, current, format_date
from litigation_app.core.text import NBSP, format_time
from litigation_app.core.weekdays import distance, weekday
from litigation_app.law.graph import DeadlineKind, Side


@dataclass(frozen=True)
class Next:
    """What comes next: (icon, day, weekday and how far away), and what it is. `is_bad`: ours and near, or overdue."""

    icon: str
    day: str
    away: str
    what: str
    is_bad: bool


def next_of(line: Line, today: date) -> Next:
    """What comes next in a case; where nothing does, since when."""
    if line.is_over and line.ended_on is not None:
        return Next("check-all", _("Over"), _("since %(day)s", day=format_date(line.ended_on)), "", False)
    if line.next_on == NEVER and line.procedure is not None:
        return Next("hourglass-split", _("No day yet"), _("enter the day that starts it"), _due(line), True)
    if line.next_on == NEVER:
        return _nothing(line, today)
    away = f"{weekday(line.next_on)}, {distance(line.next_on, today)}"
    day = format_date(line.next_on)
    if line.kind is not None:
        hour = f"{format_time(line.at)}{NBSP}" if line.at else ""
        what = f"{hour}{hearings.say('kind', line.kind, current())}"
        return Next("calendar-event", day, away, what, line.next_on < today)
    is_near = rules.is_near(Side.OURS, DeadlineKind.STATUTORY, line.next_on, today)
    return Next("hourglass-split", day, away, _due(line), is_near or line.next_on < today)


def needed_by(line: Line, today: date) -> Next:
    """Until when something must be before the court: what comes next in the case, or the limitation where that is earlier.

    Where by her knowledge it may be too late already, that is said with either.
    """
    barred_on = line.barred_next(today)
    if barred_on is None or line.is_over:
        return next_of(line, today)
    found, perhaps = (
        _first_of(line, barred_on, today),
        perhaps_over(line.barred_on, line.barred_from_knowledge_on, today),
    )
    if not perhaps:
        return found
    of_next = found.what if line.next_on <= barred_on else ""
    return replace(found, what=". ".join(filter(None, [of_next, perhaps])), is_bad=True)


def _first_of(line: Line, barred_on: date, today: date) -> Next:
    if line.next_on <= barred_on:
        return next_of(line, today)
    away = f"{weekday(barred_on)}, {distance(barred_on, today)}"
    is_bad = rules.is_near(Side.OURS, DeadlineKind.STATUTORY, barred_on, today)
    return Next("calendar-x", format_date(barred_on), away, _("then it may be time-barred"), is_bad)


def _nothing(line: Line, today: date) -> Next:
    if line.dated_until is not None and line.dated_until >= today:
        day = format_date(line.dated_until)
        return Next("people", day, distance(line.dated_until, today), _("Others act by then"), False)
    if line.moved_on is None:
        return Next("calendar-x", _("No next date"), "", _("No step is recorded yet"), False)
    last = _("Last step %(day)s, %(ago)s", day=format_date(line.moved_on), ago=distance(line.moved_on, today))
    return Next("calendar-x", _("No next date"), "", last, False)


def _due(line: Line) -> str:
    if line.procedure is None or line.stage is None or line.event is None:
        return ""
    to_do = rules.ToDo(line.country, line.law_version or "", line.procedure, line.stage, line.event)
    return dues.name(to_do, current())
