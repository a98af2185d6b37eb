"""How are the things of a week said? Rows in, words out."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from uuid import UUID

from flask import url_for

from litigation_app.casework.planner.calendar.queries import Day, Followed
from litigation_app.casework.planner.reminders.rules import Near
from litigation_app.casework.planner.tasks import presenters as tasks
from litigation_app.casework.planner.tasks.queries import Line as Task
from litigation_app.casework.planner.today.queries import HerWeek
from litigation_app.casework.planner.today.rules import Item, Kind, Stretch
from litigation_app.casework.proceedings import presenters as dues
from litigation_app.casework.proceedings.hearings import presenters as hearings_shown
from litigation_app.casework.proceedings.hearings import rules as hearings
from litigation_app.casework.proceedings.hearings.rules import State
from litigation_app.casework.proceedings.records.presenters import Teller, accused
from litigation_app.casework.proceedings.records.queries import Asking
from litigation_app.casework.proceedings.records.rules import catalogue
from litigation_app.casework.strategy import rules as strategy
from litigation_app.core.language import _, _l, _n, current, format_date
from litigation_app.core.text import NBSP, format_time
from litigation_app.core.weekdays import distance, weekday
from litigation_app.law import loader

KINDS = {
    Kind.HEARING: (_l("Hearing"), _l("Hearings"), "calendar-event"),
    Kind.DEADLINE: (_l("Deadline"), _l("Deadlines"), "hourglass-split"),
    Kind.DRAFT: (_l("Draft day"), _l("Draft days"), "pencil"),
    Kind.TASK: (_l("Task"), _l("Tasks"), "list-check"),
    Kind.INSTALMENT: (_l("Instalment"), _l("Instalments"), "cash-stack"),
}


def items(found: HerWeek, today: date) -> Iterator[Item]:
    """Everything of her week, in words."""
    yield from (_of_hearing(one, today) for one in found.hearings)
    for one in found.due:
        yield from _of_deadline(one, found.leads, today)
    yield from (_of_task(one, today) for one in found.tasks)
    yield from (_of_instalment(one, found.leads, today) for one in found.instalments)
    yield from (_of_supervision(one, today) for one in found.followed)


def _of_hearing(one: Day, today: date) -> Item:
    is_silent, link = one.on < today, url_for("absences.index")
    state = _("Outcome of the hearing?") if is_silent else hearings.say("state", one.state, current())
    if not one.is_closed:
        link = url_for("hearings.show", hearing_id=one.id, _anchor="report" if one.state == State.SCHEDULED else None)
    return Item(
        on=one.on,
        at=one.at,
        kind=Kind.HEARING,
        what=hearings.say("kind", one.kind, current()),
        link=link,
        case_id=one.case_id,
        reference=one.reference,
        code_name=one.code_name,
        lawyer=one.lawyer,
        state=_("you stand in") if one.is_closed else state,
        look="bad" if is_silent else "info" if one.is_closed else hearings_shown.chip(one.state),
        hour=format_time(one.at) if one.at else "",
        is_closed=one.is_closed,
    )


def _of_deadline(one: dues.Line, leads: Mapping[UUID, str], today: date) -> Iterator[Item]:
    """The day itself, and before it the desk's own day for the draft, while that is ahead."""

    def item(on: date | None, kind: Kind, what: str, state: str, look: str) -> Item:
        link, lawyer = url_for("proceedings.deadline", deadline_id=one.id), leads.get(one.case_id, "")
        return Item(on, None, kind, what, link, one.case_id, one.reference, one.code_name, lawyer, state, look)

    is_bad = one.near or one.overdue or one.day is None
    yield item(one.day, Kind.DEADLINE, one.what, one.left, "bad" if is_bad else "")
    if one.prepare_by is not None and one.day is not None and today <= one.prepare_by < one.day:
        said = _("%(what)s: draft ready", what=one.what)
        yield item(one.prepare_by, Kind.DRAFT, said, distance(one.prepare_by, today), "warn")


def _of_task(one: Task, today: date) -> Item:
    row = tasks.row(one, today)
    return Item(
        on=one.due_on or today,
        at=None,
        kind=Kind.TASK,
        what=row.what,
        link=url_for("tasks.show", task_id=one.id),
        case_id=one.case_id,
        reference=one.reference,
        code_name=one.code_name,
        lawyer=row.person,
        state=row.left,
        look="bad" if row.is_late else "",
        task=row,
    )


def _of_instalment(one: Near, leads: Mapping[UUID, str], today: date) -> Item:
    late = (today - one.on).days
    return Item(
        on=one.on,
        at=None,
        kind=Kind.INSTALMENT,
        what=_("Instalment expected"),
        link=url_for("awards.show", claim_id=one.word, _anchor="schedule"),
        case_id=one.case_id,
        reference=one.reference,
        code_name=one.code_name,
        lawyer=leads.get(one.case_id, ""),
        state=_n("%(num)s day late", "%(num)s days late", late) if late > 0 else distance(one.on, today),
        look="bad" if late > 0 else "",
    )


def _of_supervision(one: Followed, today: date) -> Item:
    return Item(
        on=one.on,
        at=None,
        kind=Kind.DEADLINE,
        what=strategy.say("supervision_date", one.kind, current()),
        link=url_for("supervision.show", supervision_id=one.supervision_id),
        case_id=one.case_id,
        reference=one.reference,
        code_name=one.code_name,
        lawyer="",
        state=distance(one.on, today),
        look="bad" if one.on < today else "",
    )


def title(stretch: Stretch) -> str:
    """Over which days: "Overdue", "No day yet", "Mon 30. 11.", "Sat 5. 12. – Sun 6. 12."."""
    if stretch.is_bare:
        return _("No day yet")
    if not stretch.days:
        return _("Overdue")
    ends = dict.fromkeys([stretch.days[0], stretch.days[-1]])
    return " – ".join(f"{weekday(day)}{NBSP}{day.day}.{NBSP}{day.month}." for day in ends)


def to_notify(rows: Iterable[Asking]) -> list[tuple[Asking, str, str]]:
    """Whom to warn: the row, of what, and the form by which it is written down."""
    kinds = catalogue().kinds
    answers = {kind.answers: kind.in_address for kind in kinds.values() if kind.answers}
    found = []
    for one in rows:
        said = Teller(loader.load(one.reference[:2]), current(), {}).said_of(kinds[one.kind], one.told)
        of = f"{accused(one.letter)}: {said}" if one.letter else said
        what = _("%(what)s, %(day)s", what=of, day=format_date(one.on))
        kind = answers.get(one.kind, "")
        link = url_for("records.new", case_id=one.case_id, kind=kind, defendant=one.defendant_id)
        found.append((one, what, link))
    return found
