"""What is due and what comes next in a case, of all kinds, the nearest first: as rows, as dots of the lanes, as facts. In words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import url_for

from litigation_app.casework.planner.tasks.presenters import Card, Row
from litigation_app.casework.proceedings.hearings import rules as hearings
from litigation_app.casework.proceedings.hearings.queries import Line as Hearing
from litigation_app.casework.proceedings.hearings.rules import State
from litigation_app.casework.proceedings.presenters import Line as Due
from litigation_app.casework.strategy import rules as strategy
from litigation_app.casework.strategy.supervision import rules as supervising
from litigation_app.casework.strategy.supervision.presenters import WHOSE
from litigation_app.casework.strategy.supervision.queries import Line as Supervised
from litigation_app.core.charts.lanes import Dot
from litigation_app.core.charts.lanes import State as DotState
from litigation_app.core.language import _, _n, current, format_date
from litigation_app.core.text import format_time
from litigation_app.core.weekdays import distance, weekday
from litigation_app.law import loader
from litigation_app.law.graph import DeadlineKind, Side

HEARING = "hearing"
_SIGNS = {"ours": "person-fill", "theirs": "people", "authority": "bank", HEARING: "calendar-event"}
_SIGNS_OF_DAYS = {DotState.THEIRS: "people", DotState.NEAR: "hourglass-split", DotState.AHEAD: "hourglass-split"}


@dataclass(frozen=True)
class Item:
    """One thing that comes. `edge`: what it is, as its edge shows; `kind`: whose, as its chip does; `task`: done with one press."""

    on: date
    day: str
    away: str
    what: str
    link: str
    under: str
    edge: str
    kind: str
    chip: str
    sign: str
    is_bad: bool
    task: Row | None = None


@dataclass(frozen=True)
class Ahead:
    """All that comes, in the order of its days, and how many deadlines are open, those without a day with them."""

    items: list[Item]
    deadlines: int

    def next(self, *edges: str) -> Item | None:
        """The next of these."""
        return next((one for one in self.items if one.edge in edges), None)

    @property
    def hearing(self) -> Item | None:
        return self.next(HEARING)

    @property
    def deadline(self) -> Item | None:
        """The next day by which we must act."""
        return self.next(Side.OURS, DeadlineKind.LIMITATION)


@dataclass(frozen=True)
class Known:
    """What was read of a case: its open deadlines, all its hearings, its open tasks, the days of what Strasbourg supervises."""

    country: str
    due: Sequence[Due]
    hearings: Sequence[Hearing]
    tasks: Card
    supervised: Sequence[Supervised]


def ahead(known: Known, today: date) -> Ahead:
    """What is due, planned and to be done."""
    before = {one.id: one for one in known.hearings}
    planned = [one for one in known.hearings if one.state == State.SCHEDULED]
    items = [_of_deadline(one, one.day) for one in known.due if one.day is not None]
    items += [_of_hearing(one, before, known.country, today) for one in planned]
    items += [_of_task(one, known.tasks, today) for one in known.tasks.rows]
    items += [
        _of_supervision(one, today) for one in known.supervised if one.done_on is None and not one.is_entered_in_error
    ]
    return Ahead(sorted(items, key=lambda one: (one.on, one.edge, one.what)), len(known.due))


def _of_deadline(one: Due, day: date) -> Item:
    return Item(
        on=day,
        day=one.on,
        away=f"{weekday(day)}, {one.left}",
        what=one.what,
        link=url_for("proceedings.deadline", deadline_id=one.id),
        under=one.law if one.reviewed else f"{one.law} · {_('not yet reviewed by a lawyer')}",
        edge=one.shape,
        kind=one.whose,
        chip=one.whose_text,
        sign=_SIGNS[one.whose],
        is_bad=one.near or one.overdue,
    )


def _of_hearing(one: Hearing, known: Mapping[UUID, Hearing], country: str, today: date) -> Item:
    hour = f", {format_time(one.at)}" if one.at else ""
    is_silent = one.on < today
    return Item(
        on=one.on,
        day=format_date(one.on),
        away=f"{weekday(one.on)}, {distance(one.on, today)}",
        what=f"{hearings.say('kind', one.kind, current())}{hour}",
        link=url_for("hearings.show", hearing_id=one.id, _anchor="report" if is_silent else None),
        under=_("No outcome is recorded yet") if is_silent else _about(one, known, country),
        edge=HEARING,
        kind=HEARING,
        chip=_("Hearing"),
        sign=_SIGNS[HEARING],
        is_bad=is_silent,
    )


def _about(one: Hearing, known: Mapping[UUID, Hearing], country: str) -> str:
    """In which proceedings a hearing is, who must come, and how often it was put off."""
    adjournments, before = 0, known.get(one.follows) if one.follows else None
    while before is not None:
        adjournments += before.state in hearings.ADJOURNING
        before = known.get(before.follows) if before.follows else None
    said = [loader.load(country).procedure(one.procedure).name(current()), hearings.listed(one.must_come, current())]
    said.append(
        _n("adjourned %(num)s time so far", "adjourned %(num)s times so far", adjournments) if adjournments else ""
    )
    return " · ".join(filter(None, said))


def _of_supervision(one: Supervised, today: date) -> Item:
    whose = str(supervising.side(one.kind))
    return Item(
        on=one.on,
        day=format_date(one.on),
        away=f"{weekday(one.on)}, {distance(one.on, today)}",
        what=strategy.say("supervision_date", one.kind, current()),
        link=url_for("supervision.show", supervision_id=one.supervision_id),
        under=_("Execution of judgments of the European Court"),
        edge=whose,
        kind=whose,
        chip=str(WHOSE[Side(whose)]),
        sign=_SIGNS[whose],
        is_bad=whose == Side.OURS and supervising.is_overdue(one.on, one.done_on, today),
    )


def _of_task(one: Row, tasks: Card, today: date) -> Item:
    """A task; one without a day comes last."""
    said = (tasks.texts or {}).get(one.id, "")
    return Item(
        on=one.due_on or date.max,
        day=one.due,
        away=f"{weekday(one.due_on)}, {distance(one.due_on, today)}" if one.due_on else "",
        what=_("Task: %(what)s", what=one.what),
        link=url_for("tasks.show", task_id=one.id),
        under=" · ".join(filter(None, [said, one.person])),
        edge="task",
        kind="",
        chip="",
        sign="",
        is_bad=one.is_late,
        task=one,
    )


def dots(due: Iterable[Due], planned: Iterable[Hearing], proceedings: Sequence[UUID]) -> list[list[Dot]]:
    """Of each of these proceedings what is to come, as its lane shows it."""
    found: dict[UUID, list[Dot]] = defaultdict(list)
    for one in due:
        if one.day is not None:
            is_bad = one.near or one.overdue
            state = DotState.THEIRS if one.whose != Side.OURS else DotState.NEAR if is_bad else DotState.AHEAD
            found[one.proceeding_id].append(Dot(state, one.what, one.day, one.on, sign=_SIGNS_OF_DAYS[state]))
    for hearing in planned:
        if hearing.state == State.SCHEDULED:
            hour = f" {format_time(hearing.at)}" if hearing.at else ""
            said = hearings.say("kind", hearing.kind, current())
            shown = f"{format_date(hearing.on)}{hour}"
            found[hearing.proceeding_id].append(Dot(DotState.AHEAD, said, hearing.on, shown, sign=_SIGNS[HEARING]))
    return [found[one] for one in proceedings]
