"""Does a decision on a claim, or the day of its filing, contradict itself, or what is recorded beside it? Pure."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from litigation_app.casework.claims.periods import settings
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


def blockers_of_filing(claim: ClaimView, *, has_authority: bool = True, has_reason: bool = True) -> list[Blocker]:
    """Why the day of filing cannot be noted now.

    `has_authority`: somebody may file for her, or a reason is given; `has_reason`: it is said why nobody approved it
    before. What a court has received is never refused: only the reason is asked for.
    """
    if claim.filed_on is not None:
        return [Blocker.ALREADY_FILED]
    found = [] if claim.is_approved or has_reason else [Blocker.NOT_REVIEWED]
    return found if has_authority else [*found, Blocker.NO_AUTHORITY]


def faults_of_filing(
    claim: ClaimView, on: date, *, approved_on: date | None = None, is_early_meant: bool = False
) -> list[Blocker]:
    """What contradicts itself in a day of filing. `approved_on` None: nobody approved it.

    `is_early_meant`: it was filed long before it was approved, and she says so.
    """
    if any(one.on < on for one in claim.decisions):
        return [Blocker.AFTER_DECISION]
    if approved_on is None or is_early_meant or approved_on - on <= timedelta(days=settings().filed_before_days):
        return []
    return [Blocker.LONG_BEFORE]
