"""What does a calendar program get by the secret link? RFC 5545; by default it learns that she is busy, and no more."""

import hmac
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from litigation_app.accounts import stamps
from litigation_app.accounts.models import CalendarFeed
from litigation_app.accounts.queries import token_hash
from litigation_app.casework.planner.calendar.presenters import OVER
from litigation_app.casework.planner.calendar.queries import Day
from litigation_app.casework.planner.calendar.rules import LinkTells, Says, Span, settings
from litigation_app.casework.planner.reminders.rules import Near
from litigation_app.casework.proceedings.hearings import rules as hearings
from litigation_app.core.access import Actor
from litigation_app.core.clock import REGION
from litigation_app.core.db import db
from litigation_app.core.language import _

if TYPE_CHECKING:
    from icalendar import Event

_MAKER = "-//Litigation desk//Hearings//EN"
_UID_LETTERS = 32


def span(today: date) -> Span:
    """The days that a link gives."""
    return Span(today - timedelta(days=settings().feed_back), today + timedelta(days=settings().feed_ahead))


def written(found: Iterable[Day], to_do: Iterable[tuple[Near, str]], link: CalendarFeed, now: datetime) -> bytes:
    """The hearings, and what is to be done by a day (in words), as an iCalendar object."""
    from icalendar import Calendar

    calendar, says, language = Calendar(), LinkTells.of(link.says).says, link.language
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", settings().busy.read_in(language))
    entries = [(f"{one.id}", _event(one, says, language, now)) for one in found]
    entries += [(f"{near.kind} {near.id}", _whole_day(near, words, says, language, now)) for near, words in to_do]
    for what, entry in entries:
        entry.add("uid", f"{_uid(link, what)}@litigation-desk")
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _uid(link: CalendarFeed, what: str) -> str:
    """The same at each reading of this link and another in any other: two links are not joined by it, and it is no id of the desk."""
    return hmac.digest(link.token_hash.encode(), what.encode(), "sha256").hex()[:_UID_LETTERS]


def _whole_day(near: Near, words: str, says: Says, language: str, now: datetime) -> "Event":
    from icalendar import Event

    said = {Says.BUSY: settings().to_do.read_in(language), Says.KIND: _marked(words, near.for_whom)}
    event = Event()
    event.add("dtstamp", now)
    event.add("summary", said.get(says, _marked(f"{words}: {near.reference}, {near.code_name}", near.for_whom)))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")  # a day by which something is due keeps nobody from an appointment
    event.add("dtstart", near.on)
    event.add("dtend", near.on + timedelta(days=1))
    return event


def _event(one: Day, says: Says, language: str, now: datetime) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("dtstamp", now)
    event.add("summary", _summary(one, says, language))
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if one.state in OVER else "CONFIRMED")
    if one.at is None:
        event.add("dtstart", one.on)
        event.add("dtend", one.on + timedelta(days=1))
    else:
        start = datetime.combine(one.on, one.at, REGION).astimezone(UTC)  # a time zone would name a city
        event.add("dtstart", start)
        event.add("dtend", start + timedelta(hours=settings().hearing_hours))
    return event


def _summary(one: Day, says: Says, language: str) -> str:
    if says is Says.BUSY:
        return settings().busy.read_in(language)
    kind = hearings.say("kind", one.kind, language)
    return _marked(kind if says is Says.KIND else f"{kind}: {one.reference}, {one.code_name}", one.for_whom)


def _marked(words: str, for_whom: str) -> str:
    """With whom she stands in for, if it is no case of hers."""
    return _("%(what)s (standing in for %(name)s)", what=words, name=for_whom) if for_whom else words


def feed(token: str) -> CalendarFeed | None:
    """The link of which this is the secret part."""
    asked = token_hash(token)
    return stamps.ours(stamps.FEED, db.session.scalar(select(CalendarFeed).filter_by(token_hash=asked)), asked)


def feed_of(actor: Actor) -> CalendarFeed | None:
    """Her link, if she has one."""
    return db.session.get(CalendarFeed, actor.id)
