"""Of several payers of one day, whose money pays which debt? Pure.

The debts are filled in the order of the law, each as far as the payers together can; what somebody paid goes over to a
later debt of his where another can take the earlier one. What is paid of each debt then hangs on the sums that came from
each payer alone, not on the order in which they were written down (greedy filling of a transversal polymatroid), and as
much is paid as can be.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal("0.00")


@dataclass(frozen=True)
class Debt:
    """A sum that is owed, and the payers who can pay it, in the order in which their money is used."""

    amount: Decimal
    payers: Sequence[str]


@dataclass(frozen=True)
class _Step:
    """`payer` pays of the debt at `place`; in a path, instead of the payer of the next step, who pays what follows."""

    payer: str
    place: int


Shares = list[dict[str, Decimal]]


def shares(money: Mapping[str, Decimal], debts: Sequence[Debt]) -> Shares:
    """How much each payer pays of each debt; `money`: what came from each. The debts stand in the order of the law."""
    rest, paid = dict(money), [dict.fromkeys(debt.payers, ZERO) for debt in debts]
    for place, debt in enumerate(debts):
        missing = debt.amount
        while missing > 0 and (path := _path(rest, paid, place)):
            used = min(missing, rest[path[0].payer], *_lent(paid, path))
            _move(paid, path, used)
            rest[path[0].payer] -= used
            missing -= used
    return paid


def _path(rest: Mapping[str, Decimal], paid: Shares, place: int) -> list[_Step]:
    """From a payer who has money left to the debt at `place`, by as few changes of hands as can be; none: nobody can pay."""
    paths = [[_Step(payer, place)] for payer in paid[place]]
    seen = set(paid[place])
    for path in paths:  # grows while it is gone through
        if rest[path[0].payer] > 0:
            return path
        for step in _instead(paid, path[0].payer, seen):
            seen.add(step.payer)
            paths.append([step, *path])
    return []


def _instead(paid: Shares, payer: str, seen: set[str]) -> Iterator[_Step]:
    """Who could take over something that this payer has paid."""
    for place, by in enumerate(paid):
        if by.get(payer):
            yield from (_Step(other, place) for other in by if other not in seen)


def _lent(paid: Shares, path: Sequence[_Step]) -> list[Decimal]:
    """What can change hands at each step but the last."""
    return [paid[one.place][other.payer] for one, other in itertools.pairwise(path)]


def _move(paid: Shares, path: Sequence[_Step], used: Decimal) -> None:
    for one, other in itertools.pairwise(path):
        paid[one.place][other.payer] -= used
    for one in path:
        paid[one.place][one.payer] += used
