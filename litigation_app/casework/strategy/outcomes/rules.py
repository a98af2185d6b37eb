"""May an outcome be called verified? Pure."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Blocker(StrEnum):
    """Why somebody may not verify an outcome."""

    OWN_CLAIM = "own_claim"
    NO_EVIDENCE = "no_evidence"
    VERIFIED_ALREADY = "verified_already"
    STRUCK = "struck"


@dataclass(frozen=True)
class View:
    """An outcome as its verification sees it."""

    claimed_by: UUID
    has_evidence: bool
    is_verified: bool
    is_struck: bool


def blockers(view: View, actor: UUID) -> list[Blocker]:
    """A second person verifies, with evidence; nothing is asserted without it."""
    found = []
    if view.is_struck:
        found.append(Blocker.STRUCK)
    if view.is_verified:
        found.append(Blocker.VERIFIED_ALREADY)
    if view.claimed_by == actor:
        found.append(Blocker.OWN_CLAIM)
    if not view.has_evidence:
        found.append(Blocker.NO_EVIDENCE)
    return found


def state(*, is_verified: bool) -> str:
    """Its code in strategy.toml."""
    return "verified" if is_verified else "claimed"
