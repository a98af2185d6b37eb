"""Which of several courts has a proceeding now, and which file ends where another begins? Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from litigation_app.law.words import Table, choices, spoken, tables_beside

FIRST, PROSECUTION = "first", "prosecution"
COURTS = ("pretrial", FIRST, "second", "third")  # in the order of the file of words
HIGHER = frozenset(
    {"second", "third"}
)  # an appeal on one question, such as custody, takes no trial away from its court
OFFICES = frozenset({*COURTS, PROSECUTION})  # whose name is that of no person
ONE_AT_A_TIME = OFFICES | {"bailiff"}


@dataclass(frozen=True)
class File:
    """A file as far as it is in the open. `id` None: nobody wrote it down, the proceeding itself says it. `takes_over`: of a higher
    court, that it has the whole case. `ended_by`: the file that followed on it.
    """

    proceeding_id: UUID
    role: str
    court_id: str | None = None
    court_typed: str | None = None
    begun_on: date | None = None
    ended_on: date | None = None
    takes_over: bool = False
    id: UUID | None = None
    ended_by: UUID | None = None

    @property
    def has_court(self) -> bool:
        return bool(self.court_id or self.court_typed)

    @property
    def is_placed(self) -> bool:
        """Whether it says where; a higher court that nobody named is not the court of the case."""
        return self.has_court or self.role in HIGHER

    @property
    def is_over(self) -> bool:
        return self.ended_on is not None


class End(NamedTuple):
    """When a file ended and which one followed on it; both None: it runs."""

    of: UUID | None
    on: date | None
    by: UUID | None


def present(files: Iterable[File]) -> File | None:
    """The court that has the case now: of those that have not ended the highest instance that took it over, and there the latest."""
    has_it = [
        one for one in files if one.role in COURTS and not one.is_over and (one.takes_over or one.role not in HIGHER)
    ]
    return max(has_it, key=lambda one: (COURTS.index(one.role), one.begun_on or date.min), default=None)


def follows(new: File, old: File) -> bool:
    """Whether an entry takes the place of another: the case was delegated or ceded, another bailiff was chosen."""
    is_same = (new.proceeding_id, new.role) == (old.proceeding_id, old.role) and new.id != old.id
    if not is_same or new.role not in ONE_AT_A_TIME:
        return False
    if old.ended_by != new.id and (new.is_over or old.is_over):
        return False
    return old.begun_on is None or new.begun_on is None or old.begun_on <= new.begun_on


def ends(files: Sequence[File], changed: UUID, written_on: date, next_one: UUID | None = None) -> list[End]:
    """Which other files end, run again or end on another day, since this one was written down so, or taken out.

    `next_one`: which one had followed on it until then.
    """
    one = next((file for file in files if file.id == changed), None)
    heir = next((file for file in files if file.id == next_one), None) if next_one else None
    others = [file for file in files if file.id != changed]
    found = [(old, _end(old, one, changed, heir, written_on)) for old in others]
    return [end for old, end in found if end != End(old.id, old.ended_on, old.ended_by)]


def _end(old: File, one: File | None, changed: UUID, heir: File | None, written_on: date) -> End:
    if one is not None and follows(one, old):
        return End(old.id, one.begun_on or written_on, one.id)
    if old.ended_by != changed:
        return End(old.id, old.ended_on, old.ended_by)
    return End(old.id, heir.begun_on or old.ended_on, heir.id) if heir else End(old.id, None, None)


def own_end(before: File, said: File) -> End:
    """How a file that is corrected ends itself: as it is said, unless what ended it stands in another role now."""
    if before.ended_by is None or said.ended_on != before.ended_on:
        return End(before.id, said.ended_on, None)
    return End(before.id, before.ended_on, before.ended_by) if said.role == before.role else End(before.id, None, None)


def latest(files: Iterable[File]) -> File | None:
    """The one that began last; of those whose day is not known the one that was written down last."""
    return max(reversed(list(files)), key=lambda one: one.begun_on or date.min, default=None)


def say(code: str, language: str) -> str:
    """The words for a role; the code itself if a later file lost it."""
    return spoken(_tables()["role"], code, language)


def options(language: str) -> list[tuple[str, str]]:
    """(code, words) in the order of the file."""
    return choices(_tables()["role"], language)


def _tables() -> Mapping[str, Table]:
    return tables_beside(__file__, "courtfiles.toml")
