"""Does a decision on a claim contradict itself, or what is recorded beside it? Pure."""

from collections.abc import Collection
from dataclasses import replace

from litigation_app.casework.claims.rules import AWARDED, ZERO, Blocker, ClaimView, Decided

MAY_BE_MEANT = frozenset({Blocker.MORE_THAN_CLAIMED, Blocker.UNJUDGED})
_WITHDRAWN = "withdrawn"


def faults_of_decision(
    claim: ClaimView, decided: Decided, *, meant: Collection[Blocker] = (), is_unjudged: bool = False
) -> list[Blocker]:
    """What contradicts itself in a decision. `meant`: what looks wrong and is right, as she says (of MAY_BE_MEANT).

    `is_unjudged`: the trial in which the claim is heard stands before its judgment.
    """
    found = [Blocker.AWARD_WITHOUT_AMOUNT] if decided.outcome in AWARDED and not decided.amount else []
    if decided.outcome not in AWARDED and decided.amount is not None:
        found.append(Blocker.AMOUNT_WITHOUT_AWARD)
    elif (decided.amount or ZERO) > sum((one.amount for one in claim.parts), ZERO):
        found.append(Blocker.MORE_THAN_CLAIMED)
    if is_unjudged and decided.outcome != _WITHDRAWN:
        found.append(Blocker.UNJUDGED)
    if claim.filed_on is not None and decided.on < claim.filed_on:
        found.append(Blocker.BEFORE_FILING)
    if {decided, replace(decided, is_final=True)} & set(claim.decisions):
        found.append(Blocker.SAME_DECISION)
    return [one for one in found if one not in MAY_BE_MEANT or one not in meant]
