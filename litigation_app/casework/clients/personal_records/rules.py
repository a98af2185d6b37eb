"""What may be recorded of a client as a person, what contradicts itself in it, and of which day does it remind? Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from litigation_app.casework.clients.victims.rules import VictimRecord
from litigation_app.casework.record_forms import rules as kinds
from litigation_app.casework.record_forms.rules import Catalogue, Kind
from litigation_app.core.text import Unprintable

OWN = "own"
OVER = "past"  # of [list.level]: the danger has passed


@dataclass(frozen=True, repr=False)
class Particular(Unprintable):
    """One thing recorded of a client, opened. `told` by field of its kind; plaintext, so it refuses to be printed."""

    kind: Kind
    on: date
    told: Mapping[str, Any] = field(repr=False)
    note: str = field(default="", repr=False)


@dataclass(frozen=True)
class Newcomer:
    """A client as she comes: her record, and what else is known of her on the first day."""

    record: VictimRecord = field(repr=False)
    known: tuple[Particular, ...] = field(default=(), repr=False)


@cache
def catalogue() -> Catalogue:
    """The kinds of particulars.toml."""
    return kinds.read(Path(__file__).with_name("particulars.toml"))


def faults(kind: Kind, told: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(field, code) of what is missing or cannot be true together."""
    found = []
    if told.get("whose") == OWN:
        found += [(name, f"own_without_{name}") for name in ("address", "reason") if not told.get(name)]
    if told.get("call") == "times" and not told.get("times"):
        found.append(("times", "no_times"))
    since, until = told.get("since"), told.get(kind.ends) if kind.ends else None
    if since and until and until < since:  # days as ISO text sort as days do
        found.append((kind.ends, "ends_before"))
    return found


def reminds_on(kind: Kind, told: Mapping[str, Any]) -> date | None:
    """The day on which what is recorded ends; None: it does not, or the day is not known."""
    typed = told.get(kind.ends, "") if kind.ends else ""
    return date.fromisoformat(typed) if typed else None


def content(one: Particular) -> dict[str, Any]:
    """What goes into the capsule: the kind is not in the open either."""
    return {"kind": one.kind.id, "on": one.on.isoformat(), "told": dict(one.told), "note": one.note}


def opened(stored: Mapping[str, Any]) -> Particular:
    """What a capsule holds; KeyError if particulars.toml lost its kind."""
    kind = catalogue().kinds[stored["kind"]]
    return Particular(kind, date.fromisoformat(stored["on"]), stored["told"], stored["note"])


def first(found: Iterable[tuple[UUID, Particular]]) -> list[tuple[UUID, Particular]]:
    """What must be read before anybody calls her, the newest first: rules of contact, and dangers that are not over."""
    before = [(id_, one) for id_, one in found if one.kind.is_first and one.told.get("level") != OVER]
    return sorted(before, key=lambda row: row[1].on, reverse=True)
