"""What is the exact law of one award: its moments, its mean above a limit, and the amounts that it takes with a chance of their own?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from litigation_app.statistics.fund.amounts import Array, Atoms, Law
from litigation_app.statistics.fund.policy import Policy, at_prices, award_atoms, banded, untariffed


@dataclass(frozen=True)
class Piece:
    """With chance `weight` the award is `unit` times what `policy` (without a tariff) makes of a damage of `law`."""

    weight: float
    unit: float
    law: Law
    policy: Policy

    @property
    def is_discrete(self) -> bool:
        """Whether the award is one of finitely many amounts."""
        return isinstance(self.law, Atoms) or self.policy.floor >= self.policy.cap

    @property
    def _edges(self) -> tuple[float, float, float]:
        """The damages beyond which something is owed, more than the floor is, and the cap is."""
        rule = self.policy
        floor, cap = ((x + rule.collateral) / rule.share for x in (max(rule.floor, 0.0), max(rule.cap, rule.floor)))
        return rule.collateral / rule.share, floor, cap

    def power(self, power: int) -> float:
        """E[award^power] of this piece, for a power of 1, 2 or 3."""
        rule, (owed, floor, cap) = self.policy, self._edges
        terms = (
            math.comb(power, i) * rule.share**i * (-rule.collateral) ** (power - i) * self._in(i, floor, cap)
            for i in range(power + 1)
            if i == power or rule.collateral
        )
        above = 0.0 if math.isinf(cap) else rule.cap**power * self._in(0, cap)
        return self.unit**power * (rule.floor**power * self._in(0, owed, floor) + sum(terms) + above)

    def excess(self, limit: Array) -> Array:
        """E[(award - limit)+] of this piece for each limit >= 0, to the last digits far in the tail too."""
        rule, (owed, _, cap) = self.policy, self._edges
        y = limit / self.unit
        start = (np.clip(y, rule.floor, rule.cap) + rule.collateral) / rule.share
        over = self.law.between(1, start, cap) - start * self.law.between(0, start, cap)
        if not math.isinf(cap):
            over = over + np.maximum(cap - start, 0.0) * self._in(0, cap)
        return np.asarray(
            self.unit * (rule.share * over + self._in(0, owed) * np.maximum(min(rule.floor, rule.cap) - y, 0.0))
        )

    def beyond(self, limit: Array) -> Array:
        """P(award > limit) of this piece for each limit >= 0."""
        rule, (owed, _, _) = self.policy, self._edges
        y = limit / self.unit
        start = np.where(y < rule.floor, owed, (y + rule.collateral) / rule.share)
        return np.where(y < rule.cap, self.law.between(0, start, math.inf), 0.0)

    def atoms(self) -> list[tuple[float, float]]:
        """Amounts with a chance of their own in this piece, each with its chance."""
        if isinstance(self.law, Atoms):
            found = list(zip(self.law.amounts, self.law.probs, strict=True))
        else:
            owed, floor, cap = self._edges
            least, most = self.policy.floor, self.policy.cap
            found = [(0.0, float(self.law.cdf(np.asarray(owed)))), (least, self._in(0, owed, floor))]
            found += [(most, self._in(0, cap))] if not math.isinf(cap) else []
        return [(self.unit * amount, chance) for amount, chance in found if chance > 0]

    def _in(self, power: int, low: float, high: float = math.inf) -> float:
        return float(self.law.between(power, np.asarray(low), high))


@dataclass(frozen=True)
class Award:
    """The law of one award, as a mixture of pieces whose weights sum to 1."""

    pieces: tuple[Piece, ...]

    @property
    def is_discrete(self) -> bool:
        """Whether every award is one of finitely many amounts."""
        return all(p.is_discrete for p in self.pieces)

    def power(self, power: int) -> float:
        """E[award^power] for a power of 1, 2 or 3, infinite where it is."""
        return self._powers[power - 1]

    @cached_property
    def _powers(self) -> tuple[float, ...]:
        return tuple(sum(p.weight * p.power(k) for p in self.pieces) for k in (1, 2, 3))

    def excess(self, limit: Array) -> Array:
        """E[(award - limit)+] for each limit >= 0."""
        return np.asarray(sum(p.weight * p.excess(limit) for p in self.pieces))

    def beyond(self, limit: Array) -> Array:
        """P(award > limit) for each limit >= 0."""
        return np.asarray(sum(p.weight * p.beyond(limit) for p in self.pieces))

    def atoms(self) -> Atoms:
        """Amounts that have a chance of their own, ascending; the chances sum to less than 1 beside a density."""
        found: dict[float, float] = {}
        for piece in self.pieces:
            for amount, chance in piece.atoms():
                found[amount] = found.get(amount, 0.0) + piece.weight * chance
        return Atoms(tuple(sorted(found)), tuple(found[a] for a in sorted(found)))


def award_of(law: Law, policy: Policy) -> Award:
    """The award that a rule makes of a damage."""
    return Award((piece_of(law, policy),))


def award_at(law: Law, policy: Policy, prices: float, factor: float = 1.0) -> Award:
    """`factor` times the nominal award when prices stand at `prices` times those of the first year."""
    return Award((piece_of(law, at_prices(policy, prices), unit=factor * prices),))


def piece_of(law: Law, policy: Policy, weight: float = 1.0, unit: float = 1.0) -> Piece:
    """One piece of a mixture; a tariff is applied first, finitely many damages become finitely many awards."""
    worth = banded(law, policy)
    if isinstance(worth, Atoms):
        return Piece(weight, unit, award_atoms(worth, policy), Policy())
    return Piece(weight, unit, worth, untariffed(policy))


def mixture(awards: Sequence[tuple[float, Award]]) -> Award:
    """One of several awards, with these weights (made to sum to 1; one of no weight is left out)."""
    whole = sum(w for w, _ in awards) or 1.0
    pieces = ((w / whole, p) for w, award in awards for p in award.pieces if w > 0)
    return Award(tuple(Piece(w * p.weight, p.unit, p.law, p.policy) for w, p in pieces))
