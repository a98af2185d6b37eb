"""How does each thing stand now, of whom must the client be warned, how often was she questioned, what was decided? Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from litigation_app.casework.record_forms.rules import Catalogue, Kind, read

NOT_REACHED = "not_reached"  # of [list.channel]
GRANTED, REFUSED, UNDECIDED = "granted", "refused", "none"


@dataclass(frozen=True)
class Told:
    """One record that stands."""

    id: UUID
    kind: str
    on: date
    told: dict[str, Any]
    proceeding_id: UUID | None
    victim_id: UUID | None
    defendant_id: UUID | None
    recorded_at: datetime
    claim_id: UUID | None = None


def standing(kind: Kind, records: Iterable[Told]) -> list[Told]:
    """The last record of each track of this kind: of each person, claim, proceeding that must be named, value of `along`."""
    last: dict[tuple[Any, ...], Told] = {}
    for one in sorted((one for one in records if one.kind == kind.id), key=_when):
        proceeding = one.proceeding_id if "proceeding" in kind.needs else None
        last[one.victim_id, one.defendant_id, one.claim_id, proceeding, one.told.get(kind.along, "")] = one
    return sorted(last.values(), key=_when, reverse=True)


def warns(kind: Kind, told: dict[str, Any]) -> bool:
    """Whether the client must be warned of what this record says."""
    return bool(kind.warns) and told.get(kind.track) in kind.warns


def has_answered(kind: Kind, told: dict[str, Any]) -> bool:
    """Whether a record of this kind is a warning that reached the client."""
    return bool(kind.answers) and told.get("channel") != NOT_REACHED


def is_to_be_told(since: datetime, of: UUID | None, warnings: Iterable[Told], clients: Collection[UUID]) -> bool:
    """Whether one of these clients must still be warned of what was recorded then of this accused.

    `warnings`: those that reached somebody. One from before was of something else; one that names another accused too.
    """
    told = {one.victim_id for one in warnings if one.recorded_at >= since and one.defendant_id in (None, of)}
    return not told.issuperset(clients)


def statements(kind: Kind, records: Iterable[Told], victim_id: UUID) -> int:
    """How often she gave a statement: a date before an authority counts once, its continuation the next day not again."""
    hers = [one for one in records if one.kind == kind.id and one.victim_id == victim_id]
    return len({(one.on, one.told.get("authority")) for one in hers if one.told.get("continued") != "yes"})


def first_protection(steps: Iterable[tuple[date, str]], said: Mapping[str, str], by: date) -> str:
    """The first decision among the steps of all her requests by this day (GRANTED, REFUSED or UNDECIDED); of one day, a grant
    before a refusal.

    `said`: which steps decide, and how. A request that waits is no refusal: who has no other has no decision.
    """
    decided = [(on, said[step]) for on, step in steps if step in said and on <= by]
    return min(decided, key=lambda one: (one[0], one[1] != GRANTED), default=(None, UNDECIDED))[1]


def _when(one: Told) -> tuple[date, datetime]:
    return one.on, one.recorded_at


_FILE = Path(__file__).with_name("records.toml")


@cache
def catalogue() -> Catalogue:
    """The kinds of records.toml."""
    return read(_FILE)
