"""What does a step say of a claim, which steps say what is written on one, and what did an act change? Pure."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from litigation_app.core.toml_files import read_toml
from litigation_app.law.graph import ENDS, Procedure, Stage

_CLAIM, WITHDRAWN, _FINAL = "property_claim", "withdrawn", "no_appeal"
_RECEIVED = "received_"  # of steps that take over what another jurisdiction ceded, wherever it stood
STEP, WAY, HEARING = "step", "way", "hearing"  # rows of an act besides what it says of claims
_DECIDED = frozenset({"decision"}) | ENDS  # kinds of stages after which no hearing of before is held


class Kind(StrEnum):
    """What is written on a claim."""

    ADVICE = "advice"
    FILING = "filing"
    DECISION = "decision"
    APPEAL_OUTCOME = "turn"


@dataclass(frozen=True)
class Written:
    """What is written on a claim: the outcome of a decision; `what` may become of one (codes), and by whose appeal."""

    kind: Kind
    outcome: str = ""
    what: tuple[str, ...] = ()
    side: str = ""


class Row(NamedTuple):
    """One row that an act wrote. `kind`: a Kind; STEP; WAY: a step that had to come before it; HEARING: one that it called off.

    `id`: of the step, of the claim whose day it wrote (advice, filing), of the decision or what became of it, of the report.
    """

    kind: str
    id: UUID


FILED = (Written(Kind.FILING),)
ADVISED = (Written(Kind.ADVICE),)
OUR_APPEAL = Written(Kind.APPEAL_OUTCOME, what=("appealed",), side="victim")


@dataclass(frozen=True)
class Taken:
    """A step by its event and its outcome ("": none)."""

    event: str
    outcome: str = ""


@dataclass(frozen=True)
class Stands:
    """How one thing of a case stands, in words: a lane, a claim, a deadline, a hearing."""

    what: str
    how: str


@dataclass(frozen=True)
class Change:
    """What an act changes. `was` "": it was not there before."""

    what: str
    was: str
    now: str


def written(family: str, taken: Taken) -> Written | None:
    """What a step of proceedings of this family says of a claim; None: nothing."""
    said = _said().get(family, {})
    return said.get(f"{taken.event}.{taken.outcome}") or said.get(taken.event)


def of_family(family: str) -> list[tuple[Taken, Written]]:
    """The steps of a family that say something of a claim, and what, in the order of the file."""
    return [(Taken(*name.split(".", 1)), said) for name, said in _said().get(family, {}).items()]


def steps_of(family: str, wanted: Written) -> list[Taken]:
    """The steps that say this of a claim, in the order of the file."""
    return [taken for taken, said in of_family(family) if _is_said(said, wanted)]


def _is_said(said: Written, wanted: Written) -> bool:
    if said.kind is not wanted.kind:
        return False
    if said.kind is Kind.APPEAL_OUTCOME:
        return set(wanted.what) <= set(said.what) and said.side == wanted.side
    return said.outcome == wanted.outcome


def of_decision(outcome: str, *, is_final: bool) -> tuple[Written, ...]:
    """What a decision is in its lane: itself, and that it became final."""
    decided = Written(Kind.DECISION, outcome)
    return (decided, Written(Kind.APPEAL_OUTCOME, what=(_FINAL,))) if is_final else (decided,)


def way(graph: Procedure, at: str, to: Sequence[Taken], before: Sequence[str] | None = None) -> tuple[Taken, ...]:
    """The steps from a stage to the first of these that can be taken, over such as must have been taken before; (): none leads there."""
    before = _before().get(graph.family, ()) if before is None else before
    here = {one.event: one.to for one in graph.leaving(at)}
    for taken in to:
        if taken.event in here:
            return (taken,)
    for place, event in enumerate(before):
        rest = way(graph, here[event], to, before[place + 1 :]) if event in here else ()
        if rest:
            return (Taken(event), *rest)
    return ()


def is_undecided(graph: Procedure, stages: Iterable[str]) -> bool:
    """Whether proceedings came through these stages and none of them lies behind a decision; no where none is recorded."""
    early, ahead = {graph.initial}, [graph.initial]
    while ahead:
        here = graph.leaving(ahead.pop())
        new = {
            one.to for one in here if not one.event.startswith(_RECEIVED) and not _is_decision(graph, one.to)
        } - early
        early |= new
        ahead += new
    came = set(stages)
    return bool(came) and came <= early


def _is_decision(graph: Procedure, stage: str) -> bool:
    return graph.stage(stage).kind == "decision"


def leaves_no_hearing(stage: Stage) -> bool:
    """Whether the hearings that stand fall away when this stage is reached: it is decided, or over."""
    return stage.kind in _DECIDED


def of_judgments() -> list[tuple[str, Written]]:
    """What a criminal judgment may say of the property claim: the step of its lane, and what that says of a claim."""
    return [
        (event, said)
        for event, said in _said()[_CLAIM].items()
        if (said.kind is Kind.DECISION and said.outcome != WITHDRAWN) or _FINAL in said.what
    ]


def may_say(step_to: Stage, of_claim: Written | None) -> bool:
    """Whether a criminal judgment that leads here says this of the claim: a first one decides, a final one makes final."""
    if of_claim is None:
        return False
    return step_to.kind == ("decision" if of_claim.kind is Kind.DECISION else "final")


def changes(before: Mapping[Any, Stands], after: Mapping[Any, Stands]) -> list[Change]:
    """What stands otherwise than before, in the order of what stands now."""
    return [
        Change(now.what, before[key].how if key in before else "", now.how)
        for key, now in after.items()
        if key not in before or before[key].how != now.how
    ]


def mark(found: Iterable[Change]) -> str:
    """A short sum of these changes, by which a form says which ones it has shown."""
    return hashlib.sha256(repr(sorted(map(repr, found))).encode()).hexdigest()[:16]


@cache
def _said() -> Mapping[str, Mapping[str, Written]]:
    return {family: {name: _read(one) for name, one in steps.items()} for family, steps in _table().items()}


def _read(row: Mapping[str, Any]) -> Written:
    return Written(Kind(row["kind"]), row.get("outcome", ""), tuple(row.get("what", ())), row.get("side", ""))


def _before() -> Mapping[str, Sequence[str]]:
    return _file()["before"]  # type: ignore[no-any-return]


def _table() -> Mapping[str, Mapping[str, Any]]:
    return {family: steps for family, steps in _file().items() if family != "before"}


@cache
def _file() -> Mapping[str, Any]:
    return read_toml(__file__, "effects.toml")
