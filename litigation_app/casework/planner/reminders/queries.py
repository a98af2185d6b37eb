"""Of what is this person reminded now: in the cases on which she works, and of what she was given to do?"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, NamedTuple, cast
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    and_,
    bindparam,
    exists,
    func,
    literal,
    select,
)
from sqlalchemy.orm import aliased

from litigation_app.accounts.models import User
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.queries import is_behind_no_ethical_wall
from litigation_app.casework.cases.stand_ins.queries import is_assigned
from litigation_app.casework.claims.models import Claim, Review
from litigation_app.casework.claims.models import State as ClaimState
from litigation_app.casework.claims.payments import queries as paying
from litigation_app.casework.claims.payments.models import Instalment
from litigation_app.casework.clients.personal_records.models import Particular
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.planner.absences import queries as absences
from litigation_app.casework.planner.reminders import rules
from litigation_app.casework.planner.reminders.models import ReminderMail, ReminderWish
from litigation_app.casework.planner.reminders.rules import Kind, Near, Reminder
from litigation_app.casework.planner.tasks import queries as tasks
from litigation_app.casework.proceedings import due_list
from litigation_app.casework.proceedings.hearings.models import Hearing
from litigation_app.casework.proceedings.hearings.rules import State
from litigation_app.casework.proceedings.models import Deadline, Proceeding
from litigation_app.casework.proceedings.powers_of_attorney.models import Authority
from litigation_app.casework.proceedings.records.models import Record
from litigation_app.casework.proceedings.rules import ToDo
from litigation_app.core.access import Actor, May, Relation
from litigation_app.core.clock import REGION, local, today
from litigation_app.core.db import db
from litigation_app.law.graph import Side

MOST = 200  # of each kind
_NAMES = (Case.reference, Case.code_name)
BEFORE_ALL = datetime.combine(date(1970, 1, 1), time(), REGION)


def wish_of(actor: Actor) -> ReminderWish | None:
    """How she wants to be reminded; None: she has chosen nothing yet."""
    return db.session.get(ReminderWish, actor.id)


class Ahead(NamedTuple):
    """What is ahead in her cases and is read by other pages too: her tasks, her instalments, and what ends."""

    tasks: list[tasks.Line]
    instalments: list[Near]
    ending: list[Near]


def ahead(actor: Actor, until: date, ends_by: date) -> Ahead:
    """All of it until these days, or until the furthest reminder where that is later; also the tasks that are over."""
    furthest = today() + rules.settings().furthest
    last, ends = max(until, furthest), max(ends_by, furthest)
    return Ahead(tasks.due(actor, last), instalments(actor, last), ending(actor, today(), ends))


def of(actor: Actor, read: Ahead | None = None) -> list[Reminder]:
    """Her reminders that have come, the nearest day first: a number of reads that does not grow with her cases.

    `read`: what was read already.
    """
    wish, now = wish_of(actor), today()
    days = wish.days if wish else rules.settings().begin_with
    since = wish.read_until if wish else None
    read_on = local(since).date() if since else None
    until = now + rules.settings().furthest
    near = read or ahead(actor, until, until)
    coming = [
        *_deadlines(actor, until),
        *_drafts(actor, now, until),
        *_near(Kind.HEARING, _statements(actor).hearings, {"now": now, "until": until}),
        *as_stand_in(actor, now, until),
        *map(_task, near.tasks),
        *near.instalments,
        *near.ending,
    ]
    found = rules.reminders(coming, days, now, read_on)
    given = [*_returned(actor, now, since), *_given(actor, now, since or BEFORE_ALL)]
    return [*_warnings(actor, now, since), *given, *found]


def to_do(actor: Actor, until: date) -> list[Near]:
    """Her deadlines, drafts and tasks by then, also those that are over and still open."""
    return [*_deadlines(actor, until), *_drafts(actor, today(), until), *map(_task, tasks.due(actor, until))]


def _deadlines(actor: Actor, until: date) -> Iterator[Near]:
    return _to_do(Kind.DEADLINE, _statements(actor).deadlines, {"until": until})


def _drafts(actor: Actor, now: date, until: date) -> Iterator[Near]:
    return _to_do(Kind.PREPARE, _statements(actor).drafts, {"now": now, "until": until})


def instalments(actor: Actor, until: date) -> list[Near]:
    """Instalments of her cases that fall due by then and are not paid; `word` is the id of the claim."""
    return list(_instalments([_statements(actor).instalments], until))


def instalments_at_offices(actor: Actor, until: date) -> list[Near]:
    """The same of every case of the offices of which she sees all."""
    return list(_instalments(_of_offices(actor), until))


def _instalments(statements: Iterable[Select[Any]], until: date) -> Iterator[Near]:
    for statement in statements:
        for one in _near(Kind.INSTALMENT, statement, {"until": until}):
            yield one._replace(word=str(one.word))


@lru_cache(maxsize=256)
def _of_offices(actor: Actor) -> list[Select[Any]]:
    """Kept for each sign-in that is at work: writing a statement costs more than running it. Each is read from its key."""
    columns: list[Any] = [Instalment.id, Instalment.case_id, *_NAMES, Instalment.claim_id, Instalment.due_on]
    wanted = select(*columns).join(Case, Case.id == Instalment.case_id).order_by(Instalment.due_on, Instalment.id)
    wanted = wanted.where(
        paying.is_awaited(), Instalment.due_on <= _UNTIL, is_behind_no_ethical_wall(actor.id, Instalment.case_id)
    )
    whole = sorted(actor.reach(May.LIST_CASES).get(Relation.OFFICE, frozenset()))
    return [wanted.where(Instalment.office_id == office).limit(MOST) for office in whole]


def ending(actor: Actor, now: date, until: date) -> list[Near]:
    """Powers of attorney that end by then, and what else ends about the clients of her cases: of that only the day."""
    kept, days = _statements(actor), {"now": now, "until": until}
    return [*_near(Kind.POWER, kept.powers, days), *_near(Kind.ENDS, kept.others, days)]


def _warnings(actor: Actor, now: date, read: datetime | None) -> list[Reminder]:
    """A warning waits every day until it is written down; it is news until she has read of it."""
    return [
        Reminder(Near(Kind.NOTIFY, *row[:6]), now, read is None or row.recorded_at > read)
        for row in db.session.execute(_statements(actor).warnings)
    ]


def _returned(actor: Actor, now: date, read: datetime | None) -> list[Reminder]:
    """A claim that came back waits every day until it is changed or sent again; it is news until she has read of it."""
    found = []
    for id_, case_id, reference, code_name, word, at in db.session.execute(_statements(actor).returned):
        near = Near(Kind.RETURNED, id_, case_id, reference, code_name, word, local(at).date())
        found.append(Reminder(near, now, read is None or at > read))
    return found


class _Statements(NamedTuple):
    """What is asked of the cases on which somebody works; the days are bound at each call."""

    deadlines: Select[Any]
    drafts: Select[Any]
    hearings: Select[Any]
    instalments: Select[Any]
    powers: Select[Any]
    others: Select[Any]
    warnings: Select[Any]
    returned: Select[Any]


@lru_cache(maxsize=256)
def _statements(actor: Actor) -> _Statements:
    """Kept for each sign-in that is at work: writing a statement costs more than running it."""
    ours = (due_list.is_open(), Deadline.side == str(Side.OURS))
    powers = [_soon(Authority.until_on), *holds()]
    ends = (_soon(Particular.remind_on), Particular.entered_in_error_at.is_(None))
    heard = (_soon(Hearing.on), Hearing.state == State.SCHEDULED)
    notifications = dated(actor, Record, Record.kind, Record.on, Record.waits()).add_columns(Record.recorded_at)
    return _Statements(
        named(dated(actor, Deadline, Deadline.event, Deadline.act_by, *ours, Deadline.act_by <= _UNTIL)),
        named(dated(actor, Deadline, Deadline.event, Deadline.prepare_by, *ours, _soon(Deadline.prepare_by))),
        dated(actor, Hearing, Hearing.kind, Hearing.on, *heard),
        dated(
            actor, Instalment, Instalment.claim_id, Instalment.due_on, paying.is_awaited(), Instalment.due_on <= _UNTIL
        ),
        dated(actor, Authority, literal(""), Authority.until_on, *powers),
        dated(actor, Particular, literal(""), Particular.remind_on, *ends),
        notifications.order_by(None).order_by(Record.recorded_at),
        came_back(actor).order_by(None).order_by(Review.at),
    )


def came_back(actor: Actor) -> Select[Any]:
    """The claims of her cases that came back, each with its last review; of an erased client nothing waits."""
    later = aliased(Review)
    last = select(func.max(later.at)).where(later.claim_id == Claim.id, later.is_said()).scalar_subquery()
    wanted = dated(actor, Claim, literal(""), Review.at.label("at"), Claim.state == ClaimState.RETURNED)
    wanted = wanted.join(Review, and_(Review.claim_id == Claim.id, Review.at == last))
    return wanted.join(Victim, Victim.id == Claim.victim_id).where(Victim.erased_at.is_(None))


def holds() -> list[Any]:
    return [Authority.revoked_on.is_(None), Authority.entered_in_error_at.is_(None), Authority.stands]


_NOW, _UNTIL = (bindparam(name, type_=Date) for name in ("now", "until"))


def _soon(day: Any) -> ColumnElement[bool]:
    return cast("ColumnElement[bool]", day.between(_NOW, _UNTIL))


def dated(actor: Actor, row: Any, what: Any, day: Any, *conditions: ColumnElement[bool]) -> Select[Any]:
    """These rows with their day, the nearest first.

    Of the cases on which she works: a coordinator is not reminded of everything that her office does.
    """
    columns: list[Any] = [row.id, row.case_id, *_NAMES, what, day]
    wanted = select(*columns).join(Case, Case.id == row.case_id).where(works_on(actor, row), *conditions)
    return wanted.order_by(day).limit(MOST)


def works_on(actor: Actor, row: Any) -> ColumnElement[bool]:
    """That a row is of a case on which she works."""
    return is_assigned(actor, row, actor.reach(May.LIST_CASES).get(Relation.ASSIGNED, frozenset()))


def named(deadlines: Select[Any]) -> Select[Any]:
    """With what a deadline takes its name from, as the lists of deadlines have it (rules.ToDo)."""
    columns = (Case.country, Proceeding.law_version, Proceeding.procedure, Deadline.stage, Deadline.event)
    return deadlines.join(Proceeding, Proceeding.id == Deadline.proceeding_id).add_columns(*columns)


def _to_do(kind: Kind, wanted: Select[Any], days: Mapping[str, date]) -> Iterator[Near]:
    for row in db.session.execute(wanted, days):
        yield Near(kind, *row[:6])._replace(to_do=ToDo(*row[6:]))


def _near(kind: Kind, wanted: Select[Any], days: Mapping[str, date]) -> Iterator[Near]:
    for row in db.session.execute(wanted, days):
        yield Near(kind, *row)


def as_stand_in(actor: Actor, now: date, until: date) -> Iterator[Near]:
    """What falls in the days on which she will stand in."""
    for one in absences.falling(actor, now, until):
        yield Near(Kind.DEADLINE if one.to_do else Kind.HEARING, *one, is_closed=True)


def _task(one: tasks.Line) -> Near:
    """Of a task with a day."""
    return Near(Kind.TASK, one.id, one.case_id, one.reference, one.code_name, one.kind, one.due_on or today())


def _given(actor: Actor, now: date, read: datetime) -> list[Reminder]:
    return [
        Reminder(
            Near(Kind.GIVEN, one.id, one.case_id, one.reference, one.code_name, one.kind, one.due_on or now), now, True
        )
        for one in tasks.given(actor, read)
    ]


def to_mail(at: datetime) -> list[UUID]:
    """Who asked for a mail at an hour that has come and was sent none today: nobody who was shut out."""
    moment = local(at)
    sent = exists().where(ReminderMail.user_id == ReminderWish.user_id, ReminderMail.on == moment.date())
    asked: ColumnElement[bool] = ReminderWish.mail_hour <= moment.hour
    wanted = select(ReminderWish.user_id).join(User, User.id == ReminderWish.user_id)
    wanted = wanted.where(asked, User.disabled_at.is_(None), ~sent).order_by(ReminderWish.user_id)
    return list(db.session.scalars(wanted))


def language_of(user_id: UUID) -> str:
    """In which language her mail is written."""
    return db.session.scalars(select(ReminderWish.language).where(ReminderWish.user_id == user_id)).one()
