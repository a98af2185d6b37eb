"""Which totals have a chance of their own, where only few sums of awards are possible (each of them, no lattice)?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from litigation_app.statistics.fund.amounts import Array
from litigation_app.statistics.fund.awards import Award
from litigation_app.statistics.fund.counting import Counting
from litigation_app.statistics.fund.lattice import Part, compound

MOST_SUMS, MOST_AWARDS = 2**15, 2**11
LEAST_CHANCE = 1e-15  # a sum that is less likely is left out
UNSEEN = 1e-11  # more awards than all but this share have are left out: beyond lies the rounding of a transform
SAME = 1e-11  # sums that differ by a smaller share of themselves are one sum in two orders


@dataclass(frozen=True)
class Group:
    """How many awards, and the law of each of them."""

    number: Counting
    award: Award

    def all_of(self, chance: float) -> float:
        """Chance that all awards are of a kind that each is with that chance."""
        return chance_of_all(self.number, chance)


@dataclass(frozen=True)
class Sums:
    """Amounts, ascending, each with its chance; what is missing to 1 has no chance of its own."""

    amounts: Array
    chances: Array

    def at(self, amount: float) -> float:
        """P(total = amount)."""
        near = np.abs(self.amounts - amount) <= SAME * max(abs(amount), 1e-300)
        return float(self.chances[near].sum())


def chance_of_all(number: Counting, chance: float) -> float:
    """E[chance^N]."""
    return float(number.pgf(np.asarray([complex(chance)]))[0].real)


def few_sums(groups: Sequence[Group]) -> Sums | None:
    """The totals with a chance of their own: all whose awards are all such amounts. None where they are too many."""
    found = Sums(np.zeros(1), np.ones(1))
    for group in groups:
        one = _of_group(group)
        if one is None or len(one.amounts) * len(found.amounts) > MOST_SUMS:
            return None
        found = _plus(found, one)
    return found


def chances_of(number: Counting) -> Array | None:
    """P(N = 0), P(N = 1), ...; None where N may be too large to be listed."""
    cumulants = number.cumulants()
    tail = cumulants.second / cumulants.first if cumulants.first > 0 else 0.0
    reach = cumulants.first + 12 * math.sqrt(max(cumulants.second, 0.0)) + 25 * tail + 2
    if reach > MOST_AWARDS:
        return None
    return compound([Part(number, np.asarray([0.0, 1.0]))], 1 << math.ceil(math.log2(reach)))


def _of_group(group: Group) -> Sums | None:
    atoms, chances = group.award.atoms(), chances_of(group.number)
    if chances is None:
        return None
    one, sums = Sums(np.asarray(atoms.amounts), np.asarray(atoms.probs)), Sums(np.zeros(1), np.ones(1))
    found, size = [Sums(sums.amounts, chances[:1])], 1
    most = int(np.searchsorted(np.cumsum(chances), 1 - UNSEEN))
    for chance in chances[1 : most + 1]:
        if len(sums.amounts) * len(one.amounts) > MOST_SUMS or size > MOST_SUMS:
            return None
        sums = _plus(sums, one)
        if sums.chances.sum() < LEAST_CHANCE:
            break
        size += len(sums.amounts)
        found.append(Sums(sums.amounts, chance * sums.chances))
    return _merged(np.concatenate([x.amounts for x in found]), np.concatenate([x.chances for x in found]))


def _plus(a: Sums, b: Sums) -> Sums:
    return _merged(np.add.outer(a.amounts, b.amounts).ravel(), np.multiply.outer(a.chances, b.chances).ravel())


def _merged(amounts: Array, chances: Array) -> Sums:
    order = np.argsort(amounts, kind="stable")
    order = order[chances[order] > 0]
    amounts, chances = amounts[order], chances[order]
    is_new = np.diff(amounts, prepend=-1.0) > SAME * amounts
    joined = np.zeros(int(is_new.sum()))
    np.add.at(joined, np.cumsum(is_new) - 1, chances)
    return Sums(amounts[is_new], joined)
