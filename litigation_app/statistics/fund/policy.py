"""What does the law of the fund make of one person's damage (share, floor, cap)?"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from litigation_app.statistics.fund.amounts import Array, Atoms, Law, limited_mean, mean_below_level

ATOMS = 65536  # one uint16 names one atom


@dataclass(frozen=True)
class Policy:
    """award = min(cap, max(floor, share * damage)); money in the scenario's currency, no cap is infinity."""

    share: float = 1.0
    floor: float = 0.0
    cap: float = math.inf
    indexed: bool = True

    def award(self, damage: Array) -> Array:
        """The award for each damage."""
        return np.minimum(self.cap, np.maximum(self.floor, self.share * damage))

    def scaled(self, factor: float) -> Policy:
        """The same rule with floor and cap times `factor`."""
        return Policy(self.share, self.floor * factor, self.cap * factor, self.indexed)


def award_atoms(law: Atoms, policy: Policy) -> Atoms:
    """The finitely many awards that finitely many damages give, equal awards joined."""
    awards, place = np.unique(policy.award(np.asarray(law.amounts)), return_inverse=True)
    probs = np.bincount(place, weights=np.asarray(law.probs))
    return Atoms(tuple(awards.tolist()), tuple(probs.tolist()))


def limited_award(law: Law, policy: Policy, limit: Array) -> Array:
    """E[min(award, limit)] for each limit >= 0."""
    limit = np.asarray(limit, dtype=float)
    if policy.floor >= policy.cap:
        return np.minimum(limit, policy.cap)
    top = np.clip(limit, policy.floor, policy.cap) / policy.share
    above = limited_mean(law, top) - limited_mean(law, np.asarray(policy.floor / policy.share))
    return np.asarray(np.minimum(limit, policy.floor) + policy.share * above)


def mean_award(law: Law, policy: Policy) -> float:
    """E[award]."""
    if not math.isinf(policy.cap):
        return float(limited_award(law, policy, np.asarray(policy.cap)))
    floored = float(limited_mean(law, np.asarray(policy.floor / policy.share)))
    return policy.floor + policy.share * (law.mean - floored)


def quantile_table(law: Law, policy: Policy) -> Array:
    """65,536 equiprobable awards, ascending: each the mean award of its slice, so that the table's mean is E[award]."""
    u = np.arange(ATOMS + 1) / ATOMS
    if policy.floor >= policy.cap:
        return np.full(ATOMS, policy.cap)
    over = mean_below_level(law, u, policy.cap / policy.share) - mean_below_level(law, u, policy.floor / policy.share)
    return np.maximum.accumulate(policy.floor + policy.share * ATOMS * np.diff(over))
