"""How much would one payment more be beyond all that is owed of an award?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from litigation_app.casework.awards import queries as awards
from litigation_app.casework.awards import rules as award_rules
from litigation_app.casework.awards.queries import Paid
from litigation_app.casework.claims.models import CourtDecision
from litigation_app.casework.claims.queries import Found
from litigation_app.casework.claims.rules import NOT_COMPENSATION, ZERO
from litigation_app.law.debts import account
from litigation_app.law.debts.account import Item
from litigation_app.law.debts.interest import InterestUnknown


class MoreThanOwed(Exception):
    """With this payment more is paid than is owed, `over` of it too much; nothing was written."""

    def __init__(self, over: Decimal) -> None:
        self.over = over
        super().__init__("more than is owed")


def over(found: Found, paid: Paid) -> Decimal:
    """How much of it is too much after all that was paid; zero where nothing is known to be owed, or it is an advance."""
    decision = awards.in_force(found.claim)
    if decision is None or not decision.amount or paid.payer in NOT_COMPENSATION:
        return ZERO
    items, before = _items(found, decision), awards.payments(found.claim)
    after = [*before, paid]
    last = max(one.on for one in after)
    return _too_much(items, after, last) - _too_much(items, before, last)


def _items(found: Found, decision: CourtDecision) -> list[Item]:
    """What was awarded, by its breakdown; without one its sum, which is then not known to bear interest."""
    claim, case, _victim = found
    lines = awards.lines(decision.id)
    if not lines:
        return [Item("", decision.amount or ZERO, decision.on, None)]
    return award_rules.items(lines, awards.award(decision, claim, case), claim.currency)


def _too_much(items: Sequence[Item], came: Sequence[Paid], on: date) -> Decimal:
    payments = award_rules.paid(came, NOT_COMPENSATION)
    try:
        drawn = account.account(items, payments, on)
    except InterestUnknown:  # no rate is known for these days: what is owed at the least
        drawn = account.account([replace(one, terms=None) for one in items], payments, on)
    return sum((one.over for one in drawn.allocated), ZERO)
