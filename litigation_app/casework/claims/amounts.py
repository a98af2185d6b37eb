"""How much is claimed, awarded and paid? Pure; amounts in the claim's currency. What is owed: `awards.queries.owed`."""

from collections.abc import Iterable
from decimal import Decimal

from litigation_app.casework.claims.rules import NOT_COMPENSATION, ZERO, ClaimView, Decided, Part


def total(parts: Iterable[Part]) -> Decimal:
    """The sum of the amounts, 0.00 for none."""
    return sum((one.amount for one in parts), ZERO)


def last_decision(claim: ClaimView) -> Decided | None:
    """The decision in force: the latest; of one day the final one, then the one recorded last (they stand in that order)."""
    return max(reversed(claim.decisions), key=lambda one: (one.on, one.is_final), default=None)


def awarded(claim: ClaimView) -> Decimal:
    """What the decision in force awards, final or not."""
    last = last_decision(claim)
    return (last.amount or ZERO) if last else ZERO


def finally_awarded(claim: ClaimView) -> Decimal:
    """What is awarded for good."""
    last = last_decision(claim)
    return (last.amount or ZERO) if last and last.is_final else ZERO


def paid_so_far(claim: ClaimView) -> Decimal:
    """What reached the victim, without the organisation's own advances."""
    return sum((one.amount for one in claim.payments if one.payer not in NOT_COMPENSATION), ZERO)
