"""How does a page of the calendar look? Rows in, words out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from litigation_app.casework.planner.calendar import rules
from litigation_app.casework.planner.calendar.queries import Day, Followed
from litigation_app.casework.planner.calendar.rules import Engaged, Span, View
from litigation_app.casework.planner.reminders.presenters import place, what
from litigation_app.casework.planner.reminders.rules import Kind, Near
from litigation_app.casework.proceedings.hearings import rules as hearings
from litigation_app.casework.proceedings.hearings.presenters import chip
from litigation_app.casework.proceedings.hearings.rules import State
from litigation_app.casework.strategy import rules as strategy
from litigation_app.core.language import _, format_date
from litigation_app.core.text import NBSP, format_time

OVER = frozenset({State.ADJOURNED, State.MOVED, State.CANCELLED})


@dataclass(frozen=True)
class Entry:
    """A hearing on its day. `state` "" while it is only planned; `is_off`: nobody goes there any more; `is_closed`: as of Day."""

    id: UUID
    hour: str
    what: str
    case: str
    code_name: str
    lawyer: str
    state: str
    chip: str
    is_off: bool
    is_clash: bool
    is_closed: bool


@dataclass(frozen=True)
class Shown:
    """Which days a page shows, around which day, and which day it is."""

    span: Span
    day: date
    today: date


@dataclass(frozen=True)
class Square:
    """One day. `more`: hearings beyond those shown; `to_do`: her deadlines, drafts and tasks (words, address, of which case);
    `due`: other deadlines of ours to be acted on by then.
    """

    day: date
    shown: str
    is_today: bool
    is_other: bool  # of the month before or after
    entries: list[Entry] = field(default_factory=list)
    more: int = 0
    to_do: list[tuple[str, str, str]] = field(default_factory=list)
    due: int = 0
    followed: list[tuple[UUID, str, str]] = field(default_factory=list)  # supervision, what, of which case

    @property
    def is_empty(self) -> bool:
        return not (self.entries or self.to_do or self.due or self.followed)


@dataclass(frozen=True)
class Beside:
    """What stands beside the hearings: how many of our deadlines by day, the days on which a judgment is followed, and what
    is hers to do.
    """

    due: dict[date, int]
    followed: Sequence[Followed]
    hers: Sequence[Near]


def squares(found: Sequence[Day], beside: Beside, page: Shown, language: str) -> list[Square]:
    """Every day of the page with what stands on it."""
    clashing = rules.clashes(Engaged(one.id, one.lawyer, one.on, one.at) for one in found if one.state not in OVER)
    by_day: dict[date, list[Day]] = {}
    for one in found:
        by_day.setdefault(one.on, []).append(one)
    return [
        Square(
            day=day,
            shown=format_date(day),
            is_today=day == page.today,
            is_other=day.month != page.day.month,
            entries=[_entry(one, one.id in clashing, language) for one in by_day.get(day, [])],
            more=max((one.of_day for one in by_day.get(day, [])), default=0) - len(by_day.get(day, [])),
            to_do=[_to_do(one) for one in beside.hers if one.on == day],
            due=beside.due.get(day, 0) - sum(one.on == day and one.kind is Kind.DEADLINE for one in beside.hers),
            followed=[_followed(one, language) for one in beside.followed if one.on == day],
        )
        for day in page.span.days()
    ]


def _to_do(one: Near) -> tuple[str, str, str]:
    return what(one), place(one), f"{one.reference} · {one.code_name}"


def _followed(one: Followed, language: str) -> tuple[UUID, str, str]:
    what = strategy.say("supervision_date", one.kind, language)
    return one.supervision_id, what, f"{one.reference} · {one.code_name}"


def _entry(one: Day, is_clash: bool, language: str) -> Entry:
    return Entry(
        id=one.id,
        hour=format_time(one.at),
        what=hearings.say("kind", one.kind, language),
        case=one.reference,
        code_name=one.code_name,
        lawyer=one.lawyer,
        state="" if one.state == State.SCHEDULED else hearings.say("state", one.state, language),
        chip=chip(one.state),
        is_off=one.state in OVER,
        is_clash=is_clash,
        is_closed=one.is_closed,
    )


def months() -> list[str]:
    """The names of the months from January."""
    return [
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    ]


def title(view: View, day: date, span: Span) -> str:
    """What the page is called: "November 2026", or the first and the last day."""
    if view is View.MONTH:
        return f"{months()[day.month - 1]}{NBSP}{day.year}"
    return f"{format_date(span.first)} – {format_date(span.last)}"
