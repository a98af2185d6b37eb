"""May two proceedings be joined, may one be severed, and which steps belong to which round? Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeVar
from uuid import UUID

from litigation_app.casework.proceedings.rules import CRIMINAL


class Refusal(StrEnum):
    """Why proceedings cannot be joined or severed."""

    SAME = "same"
    NOT_CRIMINAL = "not_criminal"
    OTHER_GRAPH = "other_graph"
    JOINED_ALREADY = "joined_already"
    NOBODY = "nobody"
    EVERYBODY = "everybody"


class TieRefused(Exception):
    """They cannot be joined or severed; `reason` says why."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Party:
    """A proceeding as these rules see it. `is_joined`: it goes on within another one."""

    id: UUID
    family: str
    procedure: str
    is_joined: bool


class InRound(Protocol):
    """A step that knows its round."""

    @property
    def episode(self) -> int: ...


S = TypeVar("S", bound=InRound)


def fault_of_joining(first: Party, second: Party) -> Refusal | None:
    """Why the first cannot go on within the second; None: it can."""
    if first.id == second.id:
        return Refusal.SAME
    if first.is_joined or second.is_joined:
        return Refusal.JOINED_ALREADY
    if {first.family, second.family} != {CRIMINAL}:
        return Refusal.NOT_CRIMINAL
    return None if first.procedure == second.procedure else Refusal.OTHER_GRAPH


def fault_of_severing(one: Party, accused: Sequence[UUID], here: Sequence[UUID]) -> Refusal | None:
    """Why nobody can be taken out of it; None: these accused can. `here`: whom nobody took out before. One must stay."""
    if one.is_joined:
        return Refusal.JOINED_ALREADY
    if one.family != CRIMINAL:
        return Refusal.NOT_CRIMINAL
    if not accused or not set(accused) <= set(here):
        return Refusal.NOBODY
    return Refusal.EVERYBODY if set(here) <= set(accused) else None


def rounds(steps: Sequence[S]) -> list[tuple[int, list[S]]]:
    """The steps by round, in their order: a judgment that was quashed and tried again begins a new one."""
    found: list[tuple[int, list[S]]] = []
    for step in steps:
        if not found or found[-1][0] != step.episode:
            found.append((step.episode, []))
        found[-1][1].append(step)
    return found
