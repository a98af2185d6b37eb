"""What does the law of the fund make of one person's damage (share, collateral benefits, floor, cap; or a banded tariff)?"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from litigation_app.statistics.fund.amounts import Array, Atoms, Law, limited_mean, mean_below_level

ATOMS = 65536  # one uint16 names one atom


@dataclass(frozen=True)
class Band:
    """Damage from `start` on is worth `amount`, until the next band."""

    start: float
    amount: float


@dataclass(frozen=True)
class Policy:
    """award = min(cap, max(floor, share * damage - collateral)) where share * damage exceeds collateral, otherwise nothing.

    Money in the scenario's currency, no cap is infinity. With `bands` the damage is first replaced by its band's amount.
    `indexed`: floor, cap and bands rise with prices; collateral benefits always do.
    """

    share: float = 1.0
    floor: float = 0.0
    cap: float = math.inf
    indexed: bool = True
    collateral: float = 0.0
    bands: tuple[Band, ...] = ()

    def award(self, damage: Array, index: Array | float = 1.0) -> Array:
        """The award for each damage of the first year's prices, decided when prices stand at `index` (nominal)."""
        damage, own = np.asarray(damage, dtype=float), index if self.indexed else 1.0
        worth = own * self._banded(damage) if self.bands else index * damage
        owed = self.share * worth - self.collateral * index
        return np.asarray(np.where(owed > 0, np.minimum(own * self.cap, np.maximum(own * self.floor, owed)), 0.0))

    def scaled(self, factor: float) -> Policy:
        """The same rule with floor and cap times `factor`."""
        return replace(self, floor=self.floor * factor, cap=self.cap * factor)

    def times(self, factor: float) -> Policy:
        """The same rule in another unit of money."""
        bands = tuple(Band(b.start * factor, b.amount * factor) for b in self.bands)
        return replace(self.scaled(factor), collateral=self.collateral * factor, bands=bands)

    def _banded(self, damage: Array) -> Array:
        starts, amounts = np.asarray([b.start for b in self.bands]), np.asarray([b.amount for b in self.bands])
        place = np.searchsorted(starts, damage, side="right") - 1
        return np.where(place < 0, 0.0, amounts[np.maximum(place, 0)])

    @property
    def is_flat(self) -> bool:
        """Whether every award is the same amount."""
        return self.floor >= self.cap or len({b.amount for b in self.bands}) == 1


def at_prices(policy: Policy, index: float) -> Policy:
    """The rule in first-year prices, when prices stand at `index`: what is not indexed is worth less."""
    if policy.indexed:
        return policy
    bands = tuple(Band(b.start, b.amount / index) for b in policy.bands)
    return replace(policy.scaled(1 / index), bands=bands)


def banded(law: Law, policy: Policy) -> Law:
    """The law of the damage as the tariff values it; without bands, the law itself."""
    if not policy.bands:
        return law
    starts = np.asarray([b.start for b in policy.bands])
    before = np.asarray([float(x) for x in _below(law, starts)])
    worth = np.concatenate([[0.0], [b.amount for b in policy.bands]])
    probs = np.diff(np.concatenate([[0.0], before, [1.0]]))
    amounts, place = np.unique(worth, return_inverse=True)
    return Atoms(tuple(amounts.tolist()), tuple(np.bincount(place, weights=probs).tolist()))


def _below(law: Law, x: Array) -> Array:
    """P(X < x): a damage that lies on the start of a band belongs to it."""
    return law.cdf(np.nextafter(x, -np.inf)) if isinstance(law, Atoms) else law.cdf(x)


def award_atoms(law: Atoms, policy: Policy) -> Atoms:
    """The finitely many awards that finitely many (already valued) damages give, equal awards joined."""
    awards, place = np.unique(untariffed(policy).award(np.asarray(law.amounts)), return_inverse=True)
    probs = np.bincount(place, weights=np.asarray(law.probs))
    return Atoms(tuple(awards.tolist()), tuple(probs.tolist()))


def limited_award(law: Law, policy: Policy, limit: Array) -> Array:
    """E[min(award, limit)] for each limit >= 0."""
    limit, law, policy = np.asarray(limit, dtype=float), banded(law, policy), untariffed(policy)
    paid = 1 - _refused(law, policy)
    if policy.floor >= policy.cap:
        return np.asarray(paid * np.minimum(limit, policy.cap))
    top = (np.clip(limit, policy.floor, policy.cap) + policy.collateral) / policy.share
    above = limited_mean(law, top) - limited_mean(law, np.asarray((policy.floor + policy.collateral) / policy.share))
    return np.asarray(paid * np.minimum(limit, policy.floor) + policy.share * above)


def _refused(law: Law, policy: Policy) -> float:
    """Share of damages for which nothing is owed."""
    return float(law.cdf(np.asarray(policy.collateral / policy.share)))


def mean_award(law: Law, policy: Policy) -> float:
    """E[award]."""
    if not math.isinf(policy.cap):
        return float(limited_award(law, policy, np.asarray(policy.cap)))
    law, policy = banded(law, policy), untariffed(policy)
    start = (policy.floor + policy.collateral) / policy.share
    over = law.mean - float(limited_mean(law, np.asarray(start)))
    return (1 - _refused(law, policy)) * policy.floor + policy.share * over


def untariffed(policy: Policy) -> Policy:
    """The rule for a damage that its tariff has already valued."""
    return replace(policy, bands=())


def quantile_table(law: Law, policy: Policy) -> Array:
    """65,536 equiprobable awards, ascending: each the mean award of its slice, so that the table's mean is E[award]."""
    u, law, policy = np.arange(ATOMS + 1) / ATOMS, banded(law, policy), untariffed(policy)
    refused = np.maximum(u - _refused(law, policy), 0)
    if policy.floor >= policy.cap:
        return np.maximum.accumulate(policy.cap * np.diff(refused * ATOMS))
    top, bottom = ((x + policy.collateral) / policy.share for x in (policy.cap, policy.floor))
    over = mean_below_level(law, u, top) - mean_below_level(law, u, bottom)
    return np.maximum.accumulate(ATOMS * np.diff(policy.floor * refused + policy.share * over))
