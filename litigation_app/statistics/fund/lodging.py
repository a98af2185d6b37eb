"""How do the victims of one group become applications, decisions, advances and awards, on the paths of one block?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from litigation_app.statistics.fund.amounts import Array
from litigation_app.statistics.fund.policy import ATOMS, Policy
from litigation_app.statistics.fund.prepared import Prepared, award_table, damage_table, ruled_table
from litigation_app.statistics.fund.scenario import Scenario, Stress

Counts = NDArray[np.int64]


def award_sums(rng: np.random.Generator, counts: Counts, table: Array) -> Array:
    """Sum of `counts[i]` random awards for each i: one 16-bit draw an award names one of 65,536 equally likely awards."""
    return segment_sums(table.take(draw(rng, counts)), counts)


def draw(rng: np.random.Generator, counts: Counts) -> NDArray[np.uint16]:
    """One atom for each of all counted awards."""
    return rng.integers(0, ATOMS, int(counts.sum()), dtype=np.uint16)


def segment_sums(values: Array, counts: Counts) -> Array:
    """Sums of consecutive segments: `values` is flat, `counts` (paths) says how many belong to each, the answer is (paths).

    An empty segment is 0 (`np.add.reduceat` would give its neighbour's first value).
    """
    sums = np.zeros(len(counts))
    filled = np.flatnonzero(counts)
    if len(filled):
        starts = np.cumsum(counts) - counts
        sums[filled] = np.add.reduceat(values, starts[filled])
    return sums


class Rules:
    """One or several rules of the award, and what each makes of an atom of one group's damages."""

    def __init__(self, scenario: Scenario, policies: Sequence[Policy], group: Prepared, number: int) -> None:
        law = group.laws[number % len(group.laws)]
        self.policies, self.advance = policies, scenario.advance
        # awards under several rules are read off the damages: a table for each would take longer than the paths
        is_raw = len(policies) > 1 or not all(p.indexed for p in policies)
        self.damage = damage_table(law) if is_raw else np.zeros(1)
        self.awards = [ruled_table(law, p) if is_raw else award_table(law, p) for p in policies]

    def sums(self, drawn: NDArray[np.uint16], counts: Counts, index: Array) -> Array:
        """Nominal awards of each path under each rule, decided at price level `index`; shape (rules, paths)."""
        found = np.empty((len(self.policies), len(counts)))
        prices = None
        for i, (policy, awards) in enumerate(zip(self.policies, self.awards, strict=True)):
            if policy.indexed:
                found[i] = index * segment_sums(awards.take(drawn), counts)
            else:
                prices = np.repeat(index, counts) if prices is None else prices
                found[i] = segment_sums(policy.award(self.damage.take(drawn), prices), counts)
        return found

    def advances(self, drawn: NDArray[np.uint16], counts: Counts, index: Array) -> Array:
        """Nominal advances on these awards, paid at price level `index`; shape (rules, paths)."""
        found = np.empty((len(self.policies), len(counts)))
        for i, awards in enumerate(self.awards):
            paid = np.minimum(self.advance.cap, self.advance.share * awards)
            found[i] = index * segment_sums(paid.take(drawn), counts)
        return found


class Lodging:
    """One group's victims of one block: one uncertain rate for all years."""

    def __init__(
        self,
        scenario: Scenario,
        group: Prepared,
        rules: Rules,
        rng: np.random.Generator,
        n: int,
        *,
        is_first: bool,
    ) -> None:
        self.scenario, self.rng, self.rules, self.is_first = scenario, rng, rules, is_first
        rate, self.phi, self.size = group.posterior.pick(rng, n)
        self.rate = rate * group.scope / group.coverage.draw(rng, n)
        self.shape = 1 / np.where(self.phi > 0, self.phi, 1)
        self.is_wavering, self.is_clustered = bool(self.phi.any()), bool((self.size > 1).any())

    def found(self) -> Array:
        """This year's victims: whole people where they come in cases, otherwise a rate for the year."""
        if self.is_clustered:
            cases = self.rng.poisson(self.rate / self.size)
            more = self.rng.negative_binomial(np.maximum(cases, 1), 1 / self.size)
            return np.where(cases > 0, cases + more, 0)
        if not self.is_wavering:
            return self.rate
        return self.rate * np.where(self.phi > 0, self.rng.standard_gamma(self.shape) / self.shape, 1.0)

    def grow(self, growth: Array) -> None:
        """On to the next year."""
        self.rate = self.rate * growth

    def split(self, year: int, shares: Sequence[Array]) -> list[Counts]:
        """How many of the year's victims go each way (`shares` of them), the stock of old cases among them."""
        s = self.scenario
        found, ramp = self.found(), s.ramp_in(year)
        ramped = [ramp * x for x in shares]
        whole = found.astype(np.int64) if self.is_clustered else None
        ways = [self.rng.poisson(found * x) for x in ramped] if whole is None else chosen(self.rng, whole, ramped)
        if self.is_first and s.old_in(year) > 0:
            ways = [way + self.rng.poisson(s.old_in(year) * x) for way, x in zip(ways, shares, strict=True)]
        return ways


class MassCase:
    """So many victims at once in one year, whatever the other groups do: with random draws of its own, so that a run with it
    and one without it differ by nothing else."""

    def __init__(self, scenario: Scenario, rules: Rules, rng: np.random.Generator, n: int, stress: Stress) -> None:
        self.scenario, self.rules, self.rng, self.stress = scenario, rules, rng, stress
        self.victims = np.full(n, round(stress.victims))

    def split(self, year: int, shares: Sequence[Array]) -> list[Counts]:
        """How many of them go each way; nobody in the other years."""
        if year != self.stress.victims_year:
            return [np.zeros(len(self.victims), dtype=np.int64) for _ in shares]
        ramp = self.scenario.ramp_in(year)
        return chosen(self.rng, self.victims, [ramp * x for x in shares])

    def grow(self, growth: Array) -> None:
        """It happens once."""


def chosen(rng: np.random.Generator, people: Counts, shares: Sequence[Array]) -> list[Counts]:
    """How many of so many people go each way, each of them alike (what is left of the shares goes nowhere)."""
    left, rest, ways = people.copy(), np.ones(len(people)), []
    for share in shares:
        with np.errstate(divide="ignore", invalid="ignore"):
            chance = np.where(rest > 0, np.clip(share / rest, 0.0, 1.0), 0.0)
        way = rng.binomial(left, chance)
        left, rest = left - way, rest - share
        ways.append(way)
    return ways
