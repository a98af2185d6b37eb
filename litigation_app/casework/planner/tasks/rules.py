"""How does a task stand, when is it due, and who may be given one? Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from litigation_app.casework.planner.team.rules import Colleague
from litigation_app.law.words import Table, choices, spoken, tables_beside

SOON = timedelta(days=7)
POWER = "power"  # of [kind]: to obtain a power of attorney
OTHER = "other"  # of [kind]: the one that says nothing without its text
T = TypeVar("T")


class State(StrEnum):
    """How a task stands."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "called_off"


class About(StrEnum):
    """What a task can come from."""

    HEARING = "hearing"
    DEADLINE = "deadline"
    RECORD = "record"  # of which the client must be warned
    DOCUMENT = "paper"


class When(StrEnum):
    """Under which heading an open task stands, in the order of the page."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"
    UNDATED = "undated"


@dataclass(frozen=True)
class Origin:
    """What a task comes from."""

    about: About
    id: UUID

    def __str__(self) -> str:
        return f"{self.about}:{self.id}"

    @classmethod
    def read(cls, typed: str) -> "Origin | None":
        """Read "hearing:<id>"; None for anything else."""
        about, _colon, id_ = typed.partition(":")
        try:
            return cls(About(about), UUID(id_))
        except ValueError:
            return None


def when(due_on: date | None, today: date) -> When:
    """Under which heading an open task with this day stands."""
    if due_on is None:
        return When.UNDATED
    if due_on < today:
        return When.OVERDUE
    if due_on == today:
        return When.TODAY
    return When.SOON if due_on <= today + SOON else When.LATER


def by_when(tasks: Iterable[tuple[date | None, T]], today: date) -> dict[When, list[T]]:
    """The tasks under their headings, each heading in its place; none without tasks."""
    found: dict[When, list[T]] = {one: [] for one in When}
    for due_on, task in tasks:
        found[when(due_on, today)].append(task)
    return {heading: listed for heading, listed in found.items() if listed}


def takers(colleagues: Iterable[Colleague]) -> list[Colleague]:
    """Who may be given a task of the case: its lawyers, and the coordinators of its office; nobody who is kept away."""
    return [
        one
        for one in colleagues
        if not one.is_behind_ethical_wall and (one.sees_all or (one.can_work and one.kind is not None))
    ]


def lacks_text(kind: str, text: str) -> bool:
    """Whether a task of this kind says nothing as it stands."""
    return kind == OTHER and not text


def say(list_: str, code: str, language: str) -> str:
    """The words for a code of tasks.toml ("kind", "state"); the code itself if a later file lost it."""
    return spoken(_tables()[list_], code, language)


def options(list_: str, language: str) -> Sequence[tuple[str, str]]:
    """(code, words) in the order of the file."""
    return choices(_tables()[list_], language)


def _tables() -> Mapping[str, Table]:
    return tables_beside(__file__, "tasks.toml")
