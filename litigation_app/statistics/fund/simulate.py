"""What happens to the fund on each of many random paths (blocks that fit the cache; the same bytes for any thread count)?"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from litigation_app.statistics.fund import frequency, severity
from litigation_app.statistics.fund.amounts import Array
from litigation_app.statistics.fund.inputs import CountSeries, CountsRefused
from litigation_app.statistics.fund.policy import ATOMS, Policy, quantile_table
from litigation_app.statistics.fund.scenario import Group, Scenario

Counts = NDArray[np.int64]
BLOCK_AWARDS = 200_000  # awards in one block: index and gathered awards stay in a 2 MB cache
BLOCK_PATHS_MAX = 4096
LEAST_BLOCKS = 64  # so that each equally likely award law serves about as many paths as any other
LAWS = 64  # equally likely award laws where the quantiles come from a sample of known size
EXPERT_RATES = 4096


@dataclass(frozen=True)
class Prepared:
    """One group ready to be drawn: its rate posterior, and award tables (or raw damage tables where caps are not indexed)."""

    scope: float
    posterior: frequency.Posterior
    tables: tuple[Array, ...]


@dataclass(frozen=True)
class Paths:
    """Yearly flows, shape (years, paths), nominal money; `awarded` counts awards; `applied` counts applications."""

    award: Array
    admin: Array
    recovery: Array
    income: Array
    balance: Array
    discount: Array
    awarded: Array
    applied: Array

    @property
    def net(self) -> Array:
        """Cost of the year: awards and administration less recoveries."""
        return self.award + self.admin - self.recovery


FLOWS = ("award", "admin", "recovery", "income", "balance", "discount", "awarded", "applied")


def prepare(scenario: Scenario, counts: Sequence[CountSeries]) -> tuple[Prepared, ...]:
    """Fit every group: given counts win over the file's literal ones.

    Raises:
        CountsRefused: counts for a group that the scenario does not know.
    """
    given = {series.group: series for series in counts}
    unknown = set(given) - {g.name for g in scenario.groups}
    if unknown:
        raise CountsRefused(f"the scenario has no group {min(unknown)!r}")
    return tuple(_prepare_group(scenario, g, given.get(g.name, g.counts)) for g in scenario.groups)


def _prepare_group(scenario: Scenario, group: Group, series: CountSeries) -> Prepared:
    years = list(series.years.values())
    if group.model == "expert" and group.expert is not None and not years:
        posterior = frequency.expert(group.expert.draw(np.random.Generator(np.random.SFC64(0)), EXPERT_RATES))
    elif group.model == "gamma_poisson":
        posterior = frequency.fit_poisson(years, shape=0.5, rate=0.0)
    else:
        posterior = frequency.fit(years)
    if group.n is None:
        laws = [severity.from_quantiles(group.quantiles)]
    else:
        laws = severity.from_sample_quantiles(group.quantiles, group.n).sample(LAWS)
    rule = scenario.policy if scenario.policy.indexed else Policy()
    return Prepared(group.share_in_scope, posterior, tuple(quantile_table(law, rule) for law in laws))


def run_paths(scenario: Scenario, groups: Sequence[Prepared], *, paths: int, seed: int, threads: int = 1) -> Paths:
    """Simulate `paths` independent histories; each block has its own spawned stream, so threads change nothing."""
    size = block_paths(scenario, groups, paths)
    starts = range(0, paths, size)
    streams = np.random.SeedSequence(seed).spawn(len(starts))
    whole = {name: np.empty((scenario.horizon, paths)) for name in FLOWS}

    def work(number: int) -> None:
        start = starts[number]
        stop = min(start + size, paths)
        rng = np.random.Generator(np.random.SFC64(streams[number]))
        flows = _block(scenario, groups, rng, stop - start, number)
        for name in FLOWS:
            whole[name][:, start:stop] = flows[name]

    if threads == 1:
        for number in range(len(starts)):
            work(number)
    else:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(work, range(len(starts))))
    return Paths(**whole)


def block_paths(scenario: Scenario, groups: Sequence[Prepared], paths: int) -> int:
    """Paths in a block, by the awards that a year of them brings."""
    yearly = sum(g.posterior.mean * g.scope for g in groups)
    awards = max(yearly * scenario.application_rate.mean * scenario.grant_rate.mean * scenario.horizon, 1.0)
    return int(max(1, min(BLOCK_AWARDS / awards, BLOCK_PATHS_MAX, -(-paths // LEAST_BLOCKS))))


def award_sums(rng: np.random.Generator, counts: Counts, table: Array) -> Array:
    """Sum of `counts[i]` random awards for each i: one 16-bit draw an award names one of 65,536 equally likely awards."""
    drawn = table.take(rng.integers(0, ATOMS, int(counts.sum()), dtype=np.uint16))
    return segment_sums(drawn, counts)


def segment_sums(values: Array, counts: Counts) -> Array:
    """Sums of consecutive segments; an empty segment is 0 (`np.add.reduceat` would give its neighbour's first value)."""
    sums = np.zeros(len(counts))
    filled = np.flatnonzero(counts)
    if len(filled):
        starts = np.cumsum(counts) - counts
        sums[filled] = np.add.reduceat(values, starts[filled])
    return sums


def _block(
    scenario: Scenario, groups: Sequence[Prepared], rng: np.random.Generator, n: int, number: int
) -> dict[str, Array]:
    book = _Book(scenario, rng, n)
    lodgings = [_Lodging(scenario, g, book, number) for g in groups]
    for year in range(scenario.horizon):
        for lodging in lodgings:
            lodging.advance(year)
        book.close(year)
    return book.flows


class _Book:
    """What all groups of one block share: prices, rates, the cash of each year."""

    def __init__(self, scenario: Scenario, rng: np.random.Generator, n: int) -> None:
        self.scenario, self.rng, self.n = scenario, rng, n
        self.inflation = 1 + scenario.inflation.draw(rng, n)
        self.discount = 1 / (1 + scenario.discount.draw(rng, n))
        self.application = scenario.application_rate.draw(rng, n)
        self.grant = scenario.grant_rate.draw(rng, n)
        self.growth = np.maximum(1 + scenario.growth.draw(rng, n), 0.0)
        self.fixed, self.each = scenario.admin_fixed.draw(rng, n), scenario.per_application.draw(rng, n)
        self.recovered = scenario.recovery_share.draw(rng, n)
        self.collected = [s.collected.draw(rng, n) for s in scenario.sources]
        self.index, self.factor = np.ones(n), np.ones(n)
        self.balance = np.full(n, scenario.opening_reserve)
        self.flows = {name: np.zeros((scenario.horizon, n)) for name in FLOWS}

    def close(self, year: int) -> None:
        """Pay administration, take recoveries and income (before payments), strike the balance, move prices on."""
        s, flows = self.scenario, self.flows
        flows["admin"][year] = self.index * (self.fixed + self.each * flows["applied"][year])
        flows["admin"][year] += s.start_up if year == 0 else 0.0
        for delay, share in enumerate(s.recovery_lag[: year + 1]):
            flows["recovery"][year] += self.recovered * share * flows["award"][year - delay]
        granted = (s.budget + self._receipts()) * (self.index if s.is_income_indexed else 1.0)
        flows["income"][year] = granted + s.interest * np.maximum(self.balance, 0)
        net = flows["award"][year] + flows["admin"][year] - flows["recovery"][year]
        self.balance = self.balance + flows["income"][year] - net
        flows["balance"][year], flows["discount"][year] = self.balance, self.factor
        self.index, self.factor = self.index * self.inflation, self.factor * self.discount

    def _receipts(self) -> Array:
        total = np.zeros(self.n)
        for source, collected in zip(self.scenario.sources, self.collected, strict=True):
            waver = 1.0
            if source.cv > 0:
                shape = 1 / source.cv**2
                waver = self.rng.gamma(shape, 1 / shape, self.n)  # type: ignore[assignment]
            total += source.base * source.share * collected * waver
        return total


class _Lodging:
    """One group's victims of one block: one uncertain rate for all years, applications, awards after their lag."""

    def __init__(self, scenario: Scenario, group: Prepared, book: _Book, number: int) -> None:
        self.scenario, self.book = scenario, book
        self.table = group.tables[number % len(group.tables)]
        rate, self.phi = group.posterior.pick(book.rng, book.n)
        self.rate = rate * group.scope
        self.shape = 1 / np.where(self.phi > 0, self.phi, 1)
        self.waiting = np.zeros((len(scenario.lag), book.n), dtype=np.int64)

    def advance(self, year: int) -> None:
        """Lodge this year's applications, decide those that are due."""
        book, s = self.book, self.scenario
        found = self.rate
        if self.phi.any():
            found = found * np.where(self.phi > 0, book.rng.standard_gamma(self.shape) / self.shape, 1.0)
        lodged = found * book.application * s.ramp_in(year)
        book.flows["applied"][year] += book.rng.poisson(lodged * (1 - book.grant))
        granted = lodged * book.grant
        for delay, share in enumerate(s.lag):
            later = book.rng.poisson(granted * share)
            self.waiting[delay] += later
            book.flows["applied"][year] += later
        due = self.waiting[0]
        book.flows["awarded"][year] += due
        book.flows["award"][year] += self._pay(due)
        self.waiting = np.concatenate([self.waiting[1:], np.zeros((1, book.n), dtype=np.int64)])
        self.rate = self.rate * book.growth

    def _pay(self, due: Counts) -> Array:
        book, policy = self.book, self.scenario.policy
        if policy.indexed:
            return book.index * award_sums(book.rng, due, self.table)
        damage = self.table.take(book.rng.integers(0, ATOMS, int(due.sum()), dtype=np.uint16))
        return segment_sums(policy.award(damage * np.repeat(book.index, due)), due)
