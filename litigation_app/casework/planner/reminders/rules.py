"""When does a reminder come, is it news, and what may a mail say? Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import NamedTuple
from uuid import UUID

from litigation_app.casework.proceedings.rules import ToDo
from litigation_app.core.mailing import Letter
from litigation_app.core.toml_files import read_toml
from litigation_app.law.words import Word, word_of

_DAY = timedelta(days=1)


class Kind(StrEnum):
    """Of what somebody is reminded."""

    DEADLINE = "deadline"
    PREPARE = "prepare"  # the desk's own day before a deadline: the draft should be ready
    HEARING = "hearing"
    TASK = "task"
    GIVEN = "given"  # a task that somebody gave her
    NOTIFY = "warn"  # a client who must be warned
    POWER = "power"  # a power of attorney that ends
    INSTALMENT = "instalment"  # money that is to come to a client
    ENDS = "ends"  # something about a client that ends; what, is protected
    RETURNED = "returned"  # a claim that came back from review


@dataclass(frozen=True)
class Settings:
    """What reminders.toml says."""

    offered: tuple[int, ...]
    begin_with: tuple[int, ...]
    first_hour: int
    last_hour: int
    subject: Word
    body: Word
    sign_in: Word
    ask: Word

    @property
    def furthest(self) -> timedelta:
        return timedelta(days=max(self.offered))


class Near(NamedTuple):
    """Something by a day; of a claim that came back, since one. `word`: the code of what it is (of an instalment the id of
    the claim); `to_do`: of a deadline, from which it has its name; `is_closed`: of a case that opens to her later, as stand-in;
    `for_whom`: for whom she stands in, in a calendar link.
    """

    kind: Kind
    id: UUID
    case_id: UUID
    reference: str
    code_name: str
    word: str
    on: date
    to_do: ToDo | None = None
    is_closed: bool = False
    for_whom: str = ""


class Reminder(NamedTuple):
    """Something of which she is reminded since a day."""

    near: Near
    since: date
    is_new: bool


def since(on: date, days: Iterable[int], today: date) -> date | None:
    """The day of the last reminder of something on this day; None: none has come yet.

    What is over is reminded of on each day after it, until it is done.
    """
    if on < today:
        return today
    come = [on - timedelta(days=before) for before in days]
    return max((day for day in come if day <= today), default=None)


def fresh(days: Iterable[int], today: date, read_on: date | None) -> list[tuple[date, date]]:
    """Within which days, from today on, things lie that she is newly reminded of; `read_on`: the day on which she last read."""
    chosen = [timedelta(days=before) for before in days]
    spans = [(today if read_on is None else max(read_on + one + _DAY, today), today + one) for one in chosen]
    return [(first, last) for first, last in spans if first <= last]


def reminders(near: Iterable[Near], days: Iterable[int], today: date, read_on: date | None) -> list[Reminder]:
    """The reminders that have come, the nearest day first. `read_on`: the day on which she last read them."""
    chosen, found = list(days), []
    for one in near:
        day = since(one.on, chosen, today)
        if day is not None:
            found.append(Reminder(one, day, read_on is None or day > read_on))
    return sorted(found, key=lambda one: (one.near.on, one.near.reference, one.near.id))


def letter(count: int, address: str, language: str) -> Letter:
    """What the mail says: that so many things wait, and where to sign in. Nothing else, whatever waits."""
    said = settings()
    lines = [
        said.body.read_in(language).format(count),
        f"{said.sign_in.read_in(language)} {address}",
        said.ask.read_in(language),
    ]
    return Letter(said.subject.read_in(language), "\n\n".join(lines) + "\n")


@cache
def settings() -> Settings:
    """The figures and words of reminders.toml."""
    table = read_toml(__file__, "reminders.toml")
    days, hours = table["days"], table["hours"]
    subject, body, sign_in, ask = (word_of(table["mail"][name]) for name in ("subject", "body", "sign_in", "ask"))
    chosen = tuple(days["offered"]), tuple(days["begin_with"])
    return Settings(*chosen, hours["first"], hours["last"], subject, body, sign_in, ask)
