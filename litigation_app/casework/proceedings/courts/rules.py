"""Which of several courts has a proceeding now, and which file ends where another begins? Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from uuid import UUID

from litigation_app.law.words import Table, choices, read_tables, spoken

FIRST, PROSECUTION = "first", "prosecution"
COURTS = ("pretrial", FIRST, "second", "third")  # in the order of the file of words
ONE_AT_A_TIME = frozenset({*COURTS, PROSECUTION, "bailiff"})
_FILE = Path(__file__).with_name("courtfiles.toml")


@dataclass(frozen=True)
class File:
    """A file as far as it is in the open. `id` None: nobody wrote it down, the proceeding itself says it."""

    proceeding_id: UUID
    role: str
    court_id: str | None = None
    court_typed: str | None = None
    begun_on: date | None = None
    ended_on: date | None = None
    id: UUID | None = None
    version: int = 0

    @property
    def has_court(self) -> bool:
        return bool(self.court_id or self.court_typed)


def present(files: Iterable[File]) -> File | None:
    """The court that has the proceeding now: of those that have not ended the highest instance, and there the latest."""
    running = [one for one in files if one.role in COURTS and one.ended_on is None]
    return max(running, key=lambda one: (COURTS.index(one.role), one.begun_on or date.min), default=None)


def ends_with(new: File, old: File) -> bool:
    """Whether a file that is written down now has followed on another: delegated, ceded, or another bailiff."""
    if new.role != old.role or new.role not in ONE_AT_A_TIME or new.id == old.id:
        return False
    is_running = new.ended_on is None and old.ended_on is None
    return is_running and (old.begun_on is None or new.begun_on is None or old.begun_on <= new.begun_on)


def reopened(gone: File, written_on: date, left: Iterable[File]) -> File | None:
    """Which file runs again once another is taken out that was written down by mistake: the one that had ended with it."""
    same = [one for one in left if (one.proceeding_id, one.role) == (gone.proceeding_id, gone.role)]
    if gone.role not in ONE_AT_A_TIME or gone.ended_on is not None or any(one.ended_on is None for one in same):
        return None
    return latest(one for one in same if one.ended_on == (gone.begun_on or written_on))


def latest(files: Iterable[File]) -> File | None:
    """The one that began last; of those whose day is not known the one that was written down last."""
    return max(reversed(list(files)), key=lambda one: one.begun_on or date.min, default=None)


def say(code: str, language: str) -> str:
    """The words for a role; the code itself if a later file lost it."""
    return spoken(_tables()["role"], code, language)


def options(language: str) -> list[tuple[str, str]]:
    """(code, words) in the order of the file."""
    return choices(_tables()["role"], language)


@cache
def _tables() -> dict[str, Table]:
    return dict(read_tables(_FILE))
