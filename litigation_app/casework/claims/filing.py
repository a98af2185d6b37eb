"""Can the day on which a claim was filed be noted, and does it contradict itself? Pure."""

from datetime import date, timedelta

from litigation_app.casework.claims.periods import settings
from litigation_app.casework.claims.rules import Blocker, ClaimView


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
