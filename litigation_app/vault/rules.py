"""Which capsules may a ticket open? One table; whatever is not in it opens nothing. Pure."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Reach:
    """What an act opens: a subject named by the ticket ("victim:<uuid>"), or one capsule kind of everybody."""

    subject_kind: str | None = None
    capsule: str | None = None


REACH = {
    "open_victim": Reach(subject_kind="victim"),
    "open_file": Reach(subject_kind="case"),
    "read_facts": Reach(capsule="facts"),
    "search": Reach(capsule="sketch"),
}


def subject_of(act: str, of: str) -> UUID | None:
    """The one subject that a ticket of this act opens, or None if it is not about one subject."""
    reach = REACH.get(act)
    kind, _, reference = of.partition(":")
    if reach is None or reach.subject_kind is None or kind != reach.subject_kind:
        return None
    try:
        return UUID(reference)
    except ValueError:
        return None


def opens_all(act: str, capsule: str) -> bool:
    """Whether a ticket of this act opens this capsule of every subject."""
    reach = REACH.get(act)
    return reach is not None and reach.capsule is not None and reach.capsule == capsule
