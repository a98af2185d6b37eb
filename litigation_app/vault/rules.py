"""Which capsules may a ticket open? One table; whatever is not in it opens nothing. Pure."""

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID


@dataclass(frozen=True)
class Reach:
    """What an act opens: a subject named by the ticket ("victim:<uuid>"), or one capsule kind of everybody.

    `tables`: of the subject what is sealed for rows of these; None: of any. `only`: of that these capsules and, where
    `is_named`, those that the entry names in its fact "groups"; None: all but `but_not`.
    `of_case`: the ticket names a thing of a case ("document:<uuid>"), and the case is the subject.
    """

    subject_kind: str | None = None
    capsule: str | None = None
    only: frozenset[str] | None = None
    tables: frozenset[str] | None = None
    is_named: bool = False
    but_not: frozenset[str] = frozenset()
    of_case: bool = False


REACH = {
    "open_victim": Reach(subject_kind="victim", only=frozenset({"facts"}), is_named=True),
    "read_justification": Reach(subject_kind="case", only=frozenset({"why", "review"})),
    "open_file": Reach(
        subject_kind="case", but_not=frozenset({"file", "why", "review", "conflict_answer"})
    ),  # names of papers, never their keys
    "open_tasks": Reach(
        subject_kind="case", tables=frozenset({"task"}), only=frozenset({"text"})
    ),  # what tasks say: papers have a text as well
    "read_document": Reach(subject_kind="document", of_case=True, only=frozenset({"file"})),
    "view_document": Reach(subject_kind="document", of_case=True, only=frozenset({"file"})),
    "read_answer": Reach(subject_kind="duplicate", of_case=True, only=frozenset({"conflict_answer"})),
    "read_erasure": Reach(subject_kind="victim", only=frozenset({"why", "answer"})),
    "read_facts": Reach(capsule="facts"),
    "open_register": Reach(subject_kind="register"),
    "read_codings": Reach(capsule="coding"),
    "read_sheets": Reach(capsule="sheet"),
    "search_load": Reach(capsule="sketch"),
    "reindex_identity": Reach(capsule="identity"),
    "reindex_contact": Reach(capsule="contact"),
    "reindex_numbers": Reach(capsule="numbers"),
}


def subject_of(act: str, of: str, case_id: UUID | None = None) -> UUID | None:
    """The one subject that a ticket of this act opens, or None if it is not about one subject."""
    reach = REACH.get(act)
    named = _named(reach, of)
    return case_id if named and reach and reach.of_case else named


def thing_of(act: str, of: str) -> UUID | None:
    """The one thing of a case that a ticket of this act is about, or None if it is about none."""
    reach = REACH.get(act)
    return _named(reach, of) if reach and reach.of_case else None


@lru_cache(maxsize=256)
def _named(reach: Reach | None, of: str) -> UUID | None:
    """Remembered: a page opens many things of one, and reading an id costs as much as a cipher."""
    kind, _, reference = of.partition(":")
    if reach is None or reach.subject_kind is None or kind != reach.subject_kind:
        return None
    try:
        return UUID(reference)
    except ValueError:
        return None


def opens_capsule(act: str, table: str, capsule: str, groups: str) -> bool:
    """Whether a ticket of this act opens this capsule of its subject; `groups`: those that its entry names ("a+b")."""
    reach = REACH.get(act)
    if reach is None or reach.subject_kind is None or capsule in reach.but_not:
        return False
    if reach.tables is not None and table not in reach.tables:
        return False
    return reach.only is None or capsule in reach.only or (reach.is_named and capsule in groups.split("+"))


def opens_all(act: str, capsule: str) -> bool:
    """Whether a ticket of this act opens this capsule of every subject."""
    reach = REACH.get(act)
    return reach is not None and reach.capsule is not None and reach.capsule == capsule
