"""How far has a client come with her claims, in amounts? Pure.

Of one damage that she claims by two ways the larger claim counts; a person is counted once, in the year in which her
first claim went out, with whoever wrote it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from litigation_app.casework.claims import amounts as sums
from litigation_app.casework.claims.rules import ZERO, ClaimView

ENFORCING = "enforcing"
STEPS = ("claimed", "decided", "awarded", "final", ENFORCING, "paid")
OWED = "owed"
MEASURES = (*STEPS, OWED)
EVERY_ROUTE = ""
_CENTS = 100


@dataclass(frozen=True)
class Out:
    """A claim that reached a court or fund, since when, and who wrote it.

    `owed`: costs and principal that are finally awarded and that no payment has paid. Interest, which grows by the day,
    is in no sum that is kept. `collect_by`: the last day on which that can be enforced; None: no day is known.
    """

    lawyer: UUID
    since: date
    view: ClaimView
    owed: Decimal
    collect_by: date | None = None


@dataclass(frozen=True)
class Reached:
    """How far a client came by one route (or by all of them), in cents; a step with nothing in it was not reached.

    `enforce_by`: the first last day of what she is still owed; None: none is known, or enforcement began by then.
    """

    route: str
    lawyer: UUID
    year: int
    cents: dict[str, int]
    enforce_by: date | None = None


def since(view: ClaimView) -> date:
    """The day on which a claim that is out went out; decided without a day of filing: the first decision."""
    return view.filed_on or min(one.on for one in view.decisions)


def reached(claims: Sequence[Out], enforced_on: date | None, *, is_hers: bool = True) -> list[Reached]:
    """All routes together first, then each route; nothing for a client none of whose claims went out.

    `enforced_on`: the day on which an enforcement was begun in her case; None: none was. Not `is_hers`: it may be that of
    another client, and stops no time of hers.
    """
    if not claims:
        return []
    routes = dict.fromkeys(one.view.route for one in claims)
    some = [(EVERY_ROUTE, claims), *((name, [one for one in claims if one.view.route == name]) for name in routes)]
    return [_reached(route, of_route, enforced_on, is_hers=is_hers) for route, of_route in some]


def _reached(route: str, claims: Sequence[Out], enforced_on: date | None, *, is_hers: bool) -> Reached:
    first = min(claims, key=lambda one: one.since)
    views = [one.view for one in claims]
    final = sum((sums.finally_awarded(one) for one in views), ZERO)
    amounts = {
        "claimed": max((sums.total(one.parts) for one in views), default=ZERO),
        "decided": max((sums.total(one.parts) for one in views if one.decisions), default=ZERO),
        "awarded": sum((sums.awarded(one) for one in views), ZERO),
        "final": final,
        ENFORCING: final if enforced_on is not None else ZERO,
        "paid": sum((sums.paid_so_far(one) for one in views), ZERO),
        OWED: sum((one.owed for one in claims), ZERO),
    }
    days = [one.collect_by for one in claims if one.owed and one.collect_by is not None]
    enforce_by = min((day for day in days if enforced_on is None or not is_hers or enforced_on > day), default=None)
    cents = {name: int(amount * _CENTS) for name, amount in amounts.items()}
    return Reached(route, first.lawyer, first.since.year, cents, enforce_by)


def amount(cents: int) -> Decimal:
    """Cents as an amount."""
    return Decimal(cents) / _CENTS
