"""Does somebody's power of attorney hold for a filing on a day, and what is lacking if none does? Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID

from litigation_app.core.toml_files import read_toml
from litigation_app.law.words import Word, word_of

EVERYWHERE = ""  # every proceeding of the country, but for those that need a power of their own
REPRESENT, SUBSTITUTE = "represent", "substitute"
HERSELF, MINOR, NO_CONFLICT = "herself", "minor", "none"
BY_HERSELF = frozenset({HERSELF, MINOR})  # that a minor may is verified in no law of ours, as its words say
SOON = timedelta(days=60)
_OF_THE_VICTIM = frozenset({"victim", "lawyer"})  # actors of the country files for whom we file


class Lack(StrEnum):
    """Why nobody can file for her on that day; from the nearest to a power that holds to the farthest."""

    SCOPE = "scope"
    UNCHECKED = "unchecked"
    SUBSTITUTED = "substituted"
    ENDED = "ended"
    REVOKED = "revoked"
    NOT_YET = "not_yet"
    OTHER = "other"
    NONE = "none"


@dataclass(frozen=True)
class Power:
    """A power of attorney. `stands`: whoever signed it could. `of`: the power under which another lawyer stands in."""

    id: UUID
    victim_id: UUID
    family: str
    from_on: date
    until_on: date | None = None  # None: without end
    revoked_on: date | None = None
    scope: frozenset[str] = frozenset({REPRESENT})
    stands: bool = True
    of: UUID | None = None


@dataclass(frozen=True)
class Filing:
    """What is filed: in which family of proceedings, on which day, with which scope."""

    family: str
    on: date
    scope: str = REPRESENT


@cache
def table() -> Mapping[str, Any]:
    """What authority.toml says."""
    return read_toml(__file__, "authority.toml")


@cache
def words(listed: str) -> Mapping[str, Word]:
    """The codes of a list of authority.toml with their words, in its order."""
    return {code: word_of(row) for code, row in table()[listed].items()}


def filing(*, family: str, event: str, actor: str, on: date) -> Filing | None:
    """The filing that this step is; None: it needs no power of attorney."""
    if actor not in _OF_THE_VICTIM or event in table()["not_filings"]:
        return None
    return Filing(family, on, table()["scope_needed"].get(event, REPRESENT))


def needs_anonymity(*, family: str, event: str) -> bool:
    """Whether this step must not be taken before it is decided whether anonymity is asked for."""
    return bool({"family": family, "event": event} == table()["anonymity"])


def stands(signer: str, conflict: str) -> bool:
    """Whether who signed could: she herself, or somebody for her whose interest was looked into and is not against hers."""
    return signer in BY_HERSELF or conflict == NO_CONFLICT


def lack(filed: Filing, powers: Iterable[Power]) -> Lack | None:
    """What is lacking for this filing among the powers of one client; None: one of them holds."""
    hers = {one.id: one for one in powers}
    found = [_lack_of(one, filed, hers) for one in hers.values()]
    if None in found:
        return None
    order = list(Lack)
    return min((one for one in found if one), key=order.index, default=Lack.NONE)


def mended_at(
    filed: Filing, clients: Collection[UUID], recorded: Collection[tuple[datetime, Power]], *, since: datetime
) -> datetime | None:
    """When a power that holds for what was filed without one was recorded of each of these clients; None: it was not."""

    def holds(at: datetime) -> bool:
        known = [power for when, power in recorded if when <= at]
        return all(lack(filed, [one for one in known if one.victim_id == client]) is None for client in clients)

    later = sorted(when for when, _power in recorded if when > since)
    return None if holds(since) else next((at for at in later if holds(at)), None)


def _lack_of(one: Power, filed: Filing, hers: Mapping[UUID, Power]) -> Lack | None:
    """The first thing that this power lacks, the farthest first."""
    asked = {
        Lack.OTHER: not (
            one.family == filed.family or (one.family == EVERYWHERE and filed.family not in table()["own_power"])
        ),
        Lack.NOT_YET: filed.on < one.from_on,
        Lack.REVOKED: one.revoked_on is not None and filed.on >= one.revoked_on,
        Lack.ENDED: one.until_on is not None and filed.on > one.until_on,
        Lack.UNCHECKED: not one.stands,
        Lack.SCOPE: filed.scope not in one.scope,
        Lack.SUBSTITUTED: one.of is not None and not _may_stand_in(one, filed, hers),
    }
    return next((lack for lack, is_lacking in asked.items() if is_lacking), None)


def _may_stand_in(one: Power, filed: Filing, hers: Mapping[UUID, Power]) -> bool:
    """A substitute acts as long as the power from which hers comes holds and lets her stand in. No chain of substitutes."""
    origin = hers.get(one.of) if one.of else None
    if origin is None or origin.of is not None or SUBSTITUTE not in origin.scope:
        return False
    return _lack_of(origin, filed, hers) is None


def ends_soon(one: Power, today: date) -> bool:
    """Whether a power that holds now ends before long."""
    is_live = one.revoked_on is None and one.from_on <= today
    return is_live and one.until_on is not None and today <= one.until_on <= today + SOON


def faults(*, from_on: date, until_on: date | None, signer: str, conflict: str) -> list[tuple[str, str]]:
    """(field, code) of what is missing or cannot be true together."""
    found = []
    if until_on is not None and until_on < from_on:
        found.append(("until_on", "ends_before"))
    if signer not in BY_HERSELF and not conflict:
        found.append(("conflict", "conflict_not_said"))
    return found
