"""Choose when to be reminded, say that reminders were read, and send the one mail of a day."""

from datetime import date
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from litigation_app import ledger
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.planner.reminders import queries, rules
from litigation_app.casework.planner.reminders.models import ReminderMail, ReminderWish
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, committing, db
from litigation_app.core.mailing import Post, PostRefused


def choose(actor: Actor, *, days: list[int], mail_hour: int | None, language: str, row_version: int) -> None:
    """How she wants to be reminded from now on. Raises Changed if she chose otherwise at another browser meanwhile."""
    begin_write()
    wish = db.session.get(ReminderWish, actor.id, populate_existing=True)
    if (wish.row_version if wish else 0) != row_version:
        raise Changed
    wish = wish or _new_wish(actor, language)
    wish.days, wish.mail_hour, wish.language = sorted(days, reverse=True), mail_hour, language
    db.session.flush()
    ledger.write(
        act="choose_reminders",
        by=actor.id,
        of=f"person:{actor.id}",
        facts={"hour": "none" if mail_hour is None else str(mail_hour)},
    )


def read_all(actor: Actor, language: str) -> None:
    """What has come until now she has seen."""
    begin_write()
    wish = db.session.get(ReminderWish, actor.id, populate_existing=True) or _new_wish(actor, language)
    wish.read_until = clock.now()
    db.session.flush()


def _new_wish(actor: Actor, language: str) -> ReminderWish:
    wish = ReminderWish(user_id=actor.id, days=list(rules.settings().begin_with), mail_hour=None, language=language)
    db.session.add(wish)
    return wish


def send(actor: Actor, post: Post, sign_in: str) -> bool:
    """Her mail of today, if anything new waits and none was sent; whether one was.

    The day is taken before the mail leaves, so that no crash and no second process makes it two. Raises PostRefused:
    none was, and the day is free again; PostUnsure: it may have left, so the day stays taken.
    """
    count = sum(one.is_new for one in queries.of(actor))
    language, to, on = queries.language_of(actor.id), actor.email, clock.today()
    db.session.rollback()  # no look at the database is kept open while the mail leaves
    if not count or not _take(actor.id, on, count):
        return False
    try:
        post.send(to, rules.letter(count, sign_in, language))
    except PostRefused:
        _give_back(actor.id, on)
        raise
    return True


def _take(user_id: UUID, on: date, count: int) -> bool:
    try:
        with committing() as session:
            session.add(ReminderMail(user_id=user_id, on=on, at=clock.now(), count=count))
    except IntegrityError:
        return False
    return True


def _give_back(user_id: UUID, on: date) -> None:
    with committing() as session:
        session.execute(delete(ReminderMail).where(ReminderMail.user_id == user_id, ReminderMail.on == on))
