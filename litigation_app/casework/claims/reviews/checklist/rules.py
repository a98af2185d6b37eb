"""What is in order with a claim, what warns, what stands in the way, and what can nobody tell? Pure."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from litigation_app.casework.claims.rules import ClaimView, readiness
from litigation_app.casework.proceedings.powers_of_attorney.rules import Lack
from litigation_app.law import loader, routes


class State(StrEnum):
    """How a point stands."""

    DONE = "done"
    WARNS = "warns"
    BLOCKS = "blocks"
    UNKNOWN = "unknown"


class Way(StrEnum):
    """How the way of a claim stands in its case."""

    OPEN = "open"
    CLOSED = "closed"
    NOT_YET = "not_yet"
    USED = "used"  # another claim of hers went out on it
    UNKNOWN = ""


@dataclass(frozen=True)
class Known:
    """What the desk knows in the open about the case and the client of a claim.

    `is_barred` None: cannot be told. `way`: how the way that it takes stands in the case.
    `aid`: the last step of the State's free legal aid, "" where nobody
    has recorded any. `sealed`: records of who decides and speaks for her, which are read only in her opened record.
    `is_opposed`: a conflict of interest with another case is open, and the reader sees both.
    `proved`: the heads of damage of which there is evidence; `procedure`: in which the claim is heard, "" for none.
    """

    is_barred: bool | None
    way: Way
    lack: Lack | None
    has_power: bool
    papers: int
    sealed: int
    aid: str
    dangers: int
    suggested: frozenset[str]
    has_charges: bool
    proved: frozenset[str]
    accused: int
    procedure: str
    is_opposed: bool = False


@dataclass(frozen=True)
class Point:
    """One point. `why`: code of what was found; `heads`: the kinds of damage that it speaks of."""

    code: str
    state: State
    why: str = ""
    heads: tuple[str, ...] = ()


@cache
def table() -> Mapping[str, Any]:
    """What checklist.toml says."""
    return tomllib.loads(Path(__file__).with_name("checklist.toml").read_text(encoding="utf-8"))


def suggested(offences: Iterable[str], records: Iterable[str]) -> frozenset[str]:
    """The heads of damage that these categories of offences and kinds of records suggest."""
    by_offence, by_record = table()["suggests"]["offence"], table()["suggests"]["record"]
    found = [by_offence.get(one, ()) for one in offences] + [by_record.get(one, ()) for one in records]
    return frozenset(head for heads in found for head in heads)


def points(claim: ClaimView, known: Known) -> tuple[Point, ...]:
    """The whole checklist: always the same points in the same order; a conflict with another case only where it is open."""
    own = [_point(one.code, is_done=one.is_done, why="") for one in readiness(claim)]
    return (
        *own,
        _evidence(claim, known),
        _debtors(claim, known),
        _interest(claim, known),
        _limitation(claim, known),
        _way(claim, known),
        _heads(claim, known),
        _point("papers", is_done=known.papers > 0, why="no_paper"),
        _point("authority", is_done=known.lack is None, why=known.lack or ""),
        _conflict(known),
        *([_point("opponent", is_done=False, why="open")] if known.is_opposed else []),
        _instruction(known),
        _point("aid", is_done=known.aid in {"applied", "granted"}, why=known.aid or "nothing"),
        _point("risk", is_done=False, why="danger")
        if known.dangers
        else Point("risk", State.UNKNOWN),  # none recorded is not none
    )


def weak(points: Iterable[Point], heads: Iterable[str]) -> tuple[str, ...]:
    """What is open of that on which a claim rests, of which a coordinator says why she approves it all the same."""
    open_points = {one.code: one for one in points if one.state is not State.DONE}
    if "evidence" in open_points and set(open_points["evidence"].heads) != set(heads):
        del open_points["evidence"]  # there is some
    return tuple(code for code in ("opponent", "evidence", "authority") if code in open_points)


def _point(code: str, *, is_done: bool, why: str, heads: tuple[str, ...] = ()) -> Point:
    if is_done:
        return Point(code, State.DONE)
    return Point(code, State(table()["severity"][code]), why, heads)


def _told(code: str, is_right: bool | None, why: str) -> Point:
    return Point(code, State.UNKNOWN) if is_right is None else _point(code, is_done=is_right, why=why)


def _evidence(claim: ClaimView, known: Known) -> Point:
    missing = tuple(one.head for one in claim.parts if one.head not in known.proved)
    return _point("evidence", is_done=bool(claim.parts) and not missing, why="unproved", heads=missing)


def _debtors(claim: ClaimView, known: Known) -> Point:
    """Of whom it is asked, where it is asked of people; of whom nobody was entered, nobody can be named."""
    if not claim.has_debtors and not known.accused and _is_against_people(known):
        return Point("debtors", State.UNKNOWN, "nobody")
    return _point("debtors", is_done=claim.has_debtors or not _is_against_people(known), why="not_said")


def _interest(claim: ClaimView, known: Known) -> Point:
    is_said = bool(claim.interest) or not _is_against_people(known)
    return _point("interest", is_done=is_said, why="not_said")


def _is_against_people(known: Known) -> bool:
    return known.procedure in table()["against_people"]


def _limitation(claim: ClaimView, known: Known) -> Point:
    """Once it was filed, its limitation no longer runs towards the filing."""
    if claim.filed_on is not None:
        return Point("limitation", State.DONE)
    return _told("limitation", None if known.is_barred is None else not known.is_barred, "barred")


def _way(claim: ClaimView, known: Known) -> Point:
    """What is closed stands in the way, unless the claim went out while it was open."""
    if claim.filed_on is not None or known.way is Way.OPEN:
        return Point("way", State.DONE)
    if known.way is Way.CLOSED:
        return _point("way", is_done=False, why=known.way)
    return Point("way", State.WARNS if known.way else State.UNKNOWN, known.way)


def _heads(claim: ClaimView, known: Known) -> Point:
    """A head of the country that the facts suggest and nobody claims; without any charge there is nothing to go by."""
    of_country = [one.id for one in loader.load(claim.country).heads if one.id in known.suggested]
    claimed = {one.head for one in claim.parts}
    missing = tuple(head for head in of_country if head not in claimed and routes.is_for(claim.route, head))
    if not known.has_charges and not missing:
        return Point("heads", State.UNKNOWN)
    return _point("heads", is_done=not missing, why="not_claimed", heads=missing)


def _conflict(known: Known) -> Point:
    """Whoever signed for her must have been looked into; without a power that holds nobody can tell."""
    if known.lack is Lack.UNCHECKED:
        return _point("conflict", is_done=False, why="unchecked")
    return Point("conflict", State.DONE if known.has_power and known.lack is None else State.UNKNOWN)


def _instruction(known: Known) -> Point:
    """That something is recorded is known; what it says is sealed."""
    return (
        Point("instruction", State.UNKNOWN, "sealed")
        if known.sealed
        else _point("instruction", is_done=False, why="nothing")
    )
