"""What does each group of a scenario bring to the simulation: the posterior of its rate, and tables of its damages?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from litigation_app.statistics.fund import clusters, frequency, histograms, severity
from litigation_app.statistics.fund.amounts import Array, Atoms, Law
from litigation_app.statistics.fund.inputs import CountSeries, CountsRefused, Interval
from litigation_app.statistics.fund.param import Param
from litigation_app.statistics.fund.policy import Policy, quantile_table
from litigation_app.statistics.fund.scenario import WHOLE, Damage, Group, Scenario

LAWS = 64  # equally likely award laws where the figures come from a sample of known size
EXPERT_RATES = 4096
LARGEST_DAMAGE = 1e9  # a law without a mean is cut here, far above any cap


@dataclass(frozen=True)
class Prepared:
    """One group ready to be drawn: its rate posterior, and its laws of damage as tables of equiprobable damages (already
    valued by a tariff, where there is one)."""

    name: str
    scope: float
    posterior: frequency.Posterior
    laws: tuple[Law, ...]
    coverage: Param = WHOLE

    @property
    def victims(self) -> float:
        """Expected victims in scope a year, also those whom the counts do not see."""
        return self.posterior.mean * self.scope * unseen(self.coverage)

    def damages(self) -> list[Array]:
        """Raw damages, 65,536 equiprobable ones for each law."""
        return [damage_table(law) for law in self.laws]

    def awards(self, policy: Policy) -> list[Array]:
        """Awards at stated prices, for each law: the mean of each slice of the damages."""
        return [award_table(law, policy) for law in self.laws]


def unseen(coverage: Param) -> float:
    """How many victims there are for each that the counts see, expected."""
    return coverage.expect(lambda share: 1 / share)


@lru_cache(maxsize=160)  # half a megabyte each
def award_table(law: Law, policy: Policy) -> Array:
    """As `policy.quantile_table` (one amount for each of its quantiles), remembered and not to be written to."""
    table = quantile_table(law, policy)
    table.setflags(write=False)
    return table


@lru_cache(maxsize=64)
def ruled_table(law: Law, policy: Policy) -> Array:
    """What a rule makes of each of the raw damages: quicker than `award_table` where many rules are tried."""
    table = policy.award(damage_table(law))
    table.setflags(write=False)
    return table


def damage_table(law: Law) -> Array:
    """65,536 equiprobable damages without any rule."""
    return award_table(law, Policy(cap=LARGEST_DAMAGE))


def prepare(scenario: Scenario, counts: Sequence[CountSeries]) -> tuple[Prepared, ...]:
    """Fit every group: given counts win over the file's literal ones.

    Raises:
        CountsRefused: counts for a group that the scenario does not know.
    """
    given = {series.group: series for series in counts}
    unknown = set(given) - {g.name for g in scenario.groups}
    if unknown:
        raise CountsRefused(f"the scenario has no group {min(unknown)!r}")
    return tuple(
        Prepared(g.name, g.share_in_scope, rate(g, given.get(g.name, g.counts)), laws(g.damage), g.coverage)
        for g in scenario.groups
    )


def rate(group: Group, series: CountSeries) -> frequency.Posterior:
    """Posterior of the group's victims a year, not to be written to."""
    if group.model == "expert" and group.expert is not None and not series.years:
        levels = (np.arange(EXPERT_RATES) + 0.5) / EXPERT_RATES
        return frequency.expert(group.expert.quantile(levels))
    return _fitted(group.model, tuple(series.years.values()), series.known(group.reported))


@lru_cache(maxsize=16)  # two megabytes each; options and shocks of a scenario rest on the same counts
def _fitted(model: str, counts: tuple[Interval, ...], known: tuple[float, ...]) -> frequency.Posterior:
    if model == "gamma_poisson":
        found = frequency.fit_poisson(counts, known, shape=0.5, rate=0.0)
    else:
        found = clusters.fit(counts, known) if model == "clustered" else frequency.fit(counts, known)
    for array in (found.mu, found.phi, found.weight):
        array.setflags(write=False)
    return found


@dataclass(frozen=True)
class _Key:
    """A damage by what it says (its mapping of quantiles cannot be hashed)."""

    damage: Damage

    def __hash__(self) -> int:
        return hash((self.damage.fit, tuple(self.damage.quantiles.items()), self.damage.n, self.damage.counts))


def laws(damage: Damage) -> tuple[Law, ...]:
    """One law where the figures are a judgement, otherwise equally likely ones that the figures leave open."""
    return _laws_of(_Key(damage))


@lru_cache(maxsize=64)
def _laws_of(key: _Key) -> tuple[Law, ...]:
    damage = key.damage
    if damage.amounts:
        middles = [(c.lo + c.hi) / 2 for c in damage.counts]
        return (Atoms(damage.amounts, tuple(m / sum(middles) for m in middles)),)
    if damage.bounds:
        return tuple(histograms.from_histogram(damage.fit, damage.bounds, damage.counts).posterior().sample(LAWS))
    if damage.n is None:
        return (severity.from_quantiles(damage.quantiles, damage.fit),)
    return tuple(severity.from_sample_quantiles(damage.quantiles, damage.n, damage.fit).sample(LAWS))
