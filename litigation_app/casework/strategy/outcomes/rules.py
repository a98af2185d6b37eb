"""May an outcome be called verified? Pure."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Blocker(StrEnum):
    """Why somebody may not verify an outcome."""

    OWN_CLAIM = "own_claim"
    OWN_EVIDENCE = "own_evidence"
    NO_EVIDENCE = "no_evidence"
    EVIDENCE_GONE = "evidence_gone"
    VERIFIED_ALREADY = "verified_already"
    ENTERED_IN_ERROR = "struck"


@dataclass(frozen=True)
class View:
    """An outcome as its verification sees it. `evidence_by` None: nobody gave any; `is_gone`: its paper was removed."""

    claimed_by: UUID
    evidence_by: UUID | None
    has_evidence: bool
    is_gone: bool
    is_verified: bool
    is_entered_in_error: bool


def blockers(view: View, actor: UUID) -> list[Blocker]:
    """Whoever neither recorded it nor chose the evidence verifies it; nothing is asserted without evidence."""
    found = []
    if view.is_entered_in_error:
        found.append(Blocker.ENTERED_IN_ERROR)
    if view.is_verified:
        found.append(Blocker.VERIFIED_ALREADY)
    if view.claimed_by == actor:
        found.append(Blocker.OWN_CLAIM)
    elif view.evidence_by == actor:
        found.append(Blocker.OWN_EVIDENCE)
    if not view.has_evidence:
        found.append(Blocker.EVIDENCE_GONE if view.is_gone else Blocker.NO_EVIDENCE)
    return found


def state(*, is_verified: bool) -> str:
    """Its code in strategy.toml."""
    return "verified" if is_verified else "claimed"
