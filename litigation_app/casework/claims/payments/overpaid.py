"""How much would one payment more be beyond all that is owed of an award?"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from litigation_app.casework.claims.awards import queries as awards
from litigation_app.casework.claims.awards import rules
from litigation_app.casework.claims.awards.queries import Paid
from litigation_app.casework.claims.queries import Found
from litigation_app.casework.claims.rules import NOT_COMPENSATION, ZERO
from litigation_app.law.debts.account import Item


class MoreThanOwed(Exception):
    """With this payment more is paid than is owed, `over` of it too much; nothing was written."""

    def __init__(self, over: Decimal) -> None:
        self.over = over
        super().__init__("more than is owed")


def over(found: Found, paid: Paid) -> Decimal:
    """How much of it is too much after all that was paid; zero where nothing is known to be owed, or it is an advance."""
    claim, case, _victim = found
    decision = awards.in_force(claim)
    if decision is None or not decision.amount or paid.payer in NOT_COMPENSATION:
        return ZERO
    award, lines = awards.award(decision, claim, case), awards.lines(decision.id)
    items, before = rules.items_of(lines, award, claim.currency, decision.amount), awards.payments(claim)
    after = [*before, paid]
    last = max(one.on for one in after)
    return _too_much(items, after, last) - _too_much(items, before, last)


def _too_much(items: Sequence[Item], came: Sequence[Paid], on: date) -> Decimal:
    drawn, _is_known = rules.statement(items, rules.paid(came, NOT_COMPENSATION), on)
    return sum((one.over for one in drawn.allocated), ZERO)
