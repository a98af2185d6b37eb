"""What do the awards of a scenario cost at worst, and when does its money run out, computed without any random number?

Given the assumptions that are uncertain (victims a year and how much they waver, growth, who applies and is granted, prices), the
awards of each year's applications are one compound law, and its transform is a formula. The law of the whole is the mean of these
transforms over evenly spread sets of assumptions (a Kronecker sequence; Niederreiter, Random Number Generation and Quasi-Monte
Carlo Methods, SIAM 1992, chapter 3), taken back by FFT.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from litigation_app.statistics.fund.amounts import Array
from litigation_app.statistics.fund.awards import Award, piece_of
from litigation_app.statistics.fund.counting import log1p
from litigation_app.statistics.fund.lattice import discretise
from litigation_app.statistics.fund.means import Means
from litigation_app.statistics.fund.param import Param
from litigation_app.statistics.fund.policy import at_prices
from litigation_app.statistics.fund.prepared import Prepared
from litigation_app.statistics.fund.scenario import Scenario

POINTS = 1024  # of money; the transform is twice as long
SETS = 1024  # of assumptions at each level of prices
CHUNK = 32  # of them at once: half a megabyte stays in the cache and in memory that is used again (64: twice the time)
PRICE_NODES, SHARE_NODES = 4, 64
LEAST_PHI = 1e-9  # as good as none; the grids begin far above
AT_ONCE = Param("constant", 0.0)  # a discount of nothing
Complex = NDArray[np.complex128]


@dataclass(frozen=True)
class Sets:
    """Evenly spread sets of assumptions, with weights that sum to 1: `growth` and `taken` (share of victims who get an award), and for
    each group victims a year, how much they waver, and victims of a case."""

    growth: Array
    taken: Array
    victims: tuple[Array, ...]
    phi: tuple[Array, ...]
    size: tuple[Array, ...]
    weight: Array


@dataclass(frozen=True)
class OnLattice:
    """Law of a total: `pmf[j]` is the chance of `j` times `step`."""

    step: float
    pmf: Array


@dataclass(frozen=True)
class Prices:
    """A level of inflation and discount with its weight: price index of each year, and what a unit paid in it is worth today."""

    index: Array
    today: Array
    weight: float


def sets(scenario: Scenario, groups: Sequence[Prepared], shift: float) -> Sets:
    """`SETS` of them; `shift` moves them, so that other prices meet others."""
    spread = _spread(_uncertain(scenario, groups), shift)
    high = [1, *range(3, len(spread), 3)]  # the share who get an award, and victims a year: many of them make a bad end
    weight = np.prod(2 * (1 - spread[high]), axis=0)
    spread[high] = 1 - (1 - spread[high]) ** 2  # a tenth of the sets in the uppermost hundredth, each of less weight
    drawn = [_victims(g, spread[2 + 3 * i : 5 + 3 * i]) for i, g in enumerate(groups)]
    mu, phi, size = zip(*drawn, strict=True)
    growth = np.maximum(1 + scenario.growth.quantile(spread[0]), 0.0)
    return Sets(growth, _taken(scenario, spread[1]), mu, phi, size, weight / weight.sum())


def _uncertain(scenario: Scenario, groups: Sequence[Prepared]) -> list[bool]:
    """Which are more than one value: growth, share who get an award; and of each group dispersion (or size), victims, coverage."""
    taken = (scenario.application_rate, scenario.eligible, scenario.grant_rate)
    found = [not scenario.growth.is_certain, not all(one.is_certain for one in taken)]
    for one in groups:
        is_wavering = np.ptp(one.posterior.phi) > 0 or np.ptp(one.posterior.size) > 0
        found += [bool(is_wavering), len(one.posterior.mu) > 1, not one.coverage.is_certain]
    return found


def _spread(uncertain: Sequence[bool], shift: float) -> Array:
    """Points of a Kronecker sequence by the powers of the generalised golden ratio, one half where nothing is uncertain; shape
    (dimensions, SETS)."""
    dims, ratio = sum(uncertain), 2.0
    for _ in range(40):
        ratio = (1 + ratio) ** (1 / (dims + 1))
    steps = ratio ** -np.arange(1, dims + 1)[:, None]
    found = np.full((len(uncertain), SETS), 0.5)
    found[np.asarray(uncertain)] = (0.5 + (shift * SETS + np.arange(1, SETS + 1)) * steps) % 1.0
    return found


def _taken(scenario: Scenario, u: Array) -> Array:
    """The share of victims who are eligible, apply and are granted, at these levels."""
    values, weights = np.ones(1), np.ones(1)
    for one in (scenario.application_rate, scenario.eligible, scenario.grant_rate):
        levels = _levels(one, SHARE_NODES)
        values = np.outer(values, [value for value, _weight in levels]).ravel()
        weights = np.outer(weights, [weight for _value, weight in levels]).ravel()
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order]) - weights[order] / 2
    return np.asarray(np.interp(u, reached, values[order]))


def _victims(group: Prepared, u: Array) -> tuple[Array, Array, Array]:
    """Victims a year in scope, dispersion, and victims of a case, at levels of dispersion (or size), victims, and coverage."""
    posterior = group.posterior
    size = np.broadcast_to(posterior.size, np.shape(posterior.mu))
    order = np.lexsort((posterior.mu, size, posterior.phi))
    key = np.stack([posterior.phi[order], size[order]])
    starts = np.flatnonzero(np.r_[True, (np.diff(key, axis=1) != 0).any(axis=0)])
    ends = np.r_[starts[1:], len(order)]
    summed = np.r_[0.0, np.cumsum(posterior.weight[order])]
    row = np.searchsorted(summed[ends], u[0] * summed[-1], side="right").clip(0, len(starts) - 1)
    below, whole = summed[starts[row]], summed[ends[row]] - summed[starts[row]]
    place = (np.searchsorted(summed, below + u[1] * whole, side="right") - 1).clip(starts[row], ends[row] - 1)
    at = order[place]
    return posterior.mu[at] * group.scope / group.coverage.quantile(u[2]), posterior.phi[at], size[at]


def price_levels(scenario: Scenario) -> Iterator[Prices]:
    """Gauss-Legendre levels of inflation and discount, each alone where it is certain."""
    years = np.arange(scenario.horizon)
    for (inflation, one), (discount, other) in product(
        _levels(scenario.inflation, PRICE_NODES), _levels(scenario.discount, PRICE_NODES)
    ):
        index = np.asarray((1 + inflation) ** (scenario.rise_years + years), dtype=np.float64)
        yield Prices(index, (1 + discount) ** -years.astype(float), one * other)


def _levels(param: Param, nodes: int) -> list[tuple[float, float]]:
    """Gauss-Legendre values with their weights."""
    if param.is_certain:
        return [(param.mean, 1.0)]
    places, weights = np.polynomial.legendre.leggauss(nodes)
    return list(zip(param.quantile((places + 1) / 2).tolist(), (weights / 2).tolist(), strict=True))


def awards_today(scenario: Scenario, groups: Sequence[Prepared], most: float) -> OnLattice:
    """Law of today's value of all that is paid to victims; `most`: an amount of which it hardly ever exceeds the double. Each group
    has one law of damages, and no award is paid before its decision."""
    step = most / POINTS
    transform = np.zeros(POINTS + 1, dtype=np.complex128)
    for number, prices in enumerate(price_levels(scenario)):
        worth = _paid_today(scenario, prices)
        missed = [_lodged(scenario, _decided(scenario, g, prices.index, worth, step)) for g in groups]
        transform += prices.weight * _mean_transform(scenario, sets(scenario, groups, number), missed)
    pmf = np.fft.irfft(transform, 2 * POINTS)[:POINTS]
    return OnLattice(step, np.maximum(pmf, 0.0))


def _paid_today(scenario: Scenario, prices: Prices) -> Array:
    """What a unit decided in each year is worth today, paid over the years that follow and within the horizon."""
    found = np.zeros(scenario.horizon)
    for later, share in enumerate(scenario.payment_lag[: scenario.horizon]):
        found[: scenario.horizon - later] += share * prices.today[later:]
    return found


def _decided(scenario: Scenario, group: Prepared, index: Array, worth: Array, step: float) -> Complex:
    """1 less the transform of one award by the year of its decision, each unit of it `worth` so much."""
    [law] = group.laws
    found = np.zeros((scenario.horizon, POINTS + 1), dtype=np.complex128)
    for year, (level, factor) in enumerate(zip(index, worth, strict=True)):
        rule, unit = at_prices(scenario.policy, float(level)), float(level * factor)
        if unit > 0:
            award = Award((piece_of(law, rule, unit=unit),))
            found[year] = 1 - np.fft.rfft(discretise(award.excess, step, POINTS), 2 * POINTS)
    return found


def _lodged(scenario: Scenario, decided: Complex) -> Complex:
    """The same by the year of the application; what is decided after the horizon is nothing."""
    found = np.zeros_like(decided)
    for later, share in enumerate(scenario.lag[: scenario.horizon]):
        found[: scenario.horizon - later] += share * decided[later:]
    return found


def _mean_transform(scenario: Scenario, spread: Sets, missed: Sequence[Complex]) -> Complex:
    total = np.zeros(POINTS + 1, dtype=np.complex128)
    years = range(scenario.horizon)
    for start in range(0, SETS, CHUNK):
        part = slice(start, start + CHUNK)
        exponent = np.zeros((CHUNK, POINTS + 1), dtype=np.complex128)
        for i, y in enumerate(missed):
            for year in years:
                exponent -= _brought(scenario, spread, i, year, part, y[year])
        total += spread.weight[part] @ np.exp(exponent)
    return total


def _brought(scenario: Scenario, spread: Sets, i: int, year: int, part: slice, missed: Complex) -> Complex:
    """-log of the transform of what one year's applications of a group bring, for some sets of assumptions; shape (sets, points)."""
    taken, grown = spread.taken[part], scenario.ramp_in(year)
    rate = (spread.victims[i] * spread.growth**year)[part]
    phi, size = spread.phi[i][part][:, None], spread.size[i][part][:, None]
    if (size > 1).any():
        each = (taken * grown)[:, None] * missed
        found = rate[:, None] * each / (1 + (size - 1) * each)
    elif (phi > 0).any():
        wavering = np.maximum(phi, LEAST_PHI)
        found = log1p(wavering * (rate * taken * grown)[:, None] * missed) / wavering
    else:
        found = (rate * taken * grown)[:, None] * missed
    old = scenario.old_in(year) if i == 0 else 0.0
    return np.asarray(found + (old * taken)[:, None] * missed)


def dry_by_year(scenario: Scenario, groups: Sequence[Prepared], means: Callable[[Array], Means]) -> list[float]:
    """Chance that the money has run out by each year; `means`: what the fund holds where prices have this index. Given the
    assumptions, what is decided (and paid at once) in one year says nothing of another."""
    found, undiscounted = np.zeros(scenario.horizon), replace(scenario, discount=AT_ONCE)
    for number, prices in enumerate(price_levels(undiscounted)):
        held = means(prices.index)
        step = (max(held.most, float(held.held.max())) or 1.0) / (POINTS - 2)
        decided = [_decided(scenario, g, prices.index, np.ones(scenario.horizon), step) for g in groups]
        spread = sets(scenario, groups, number)
        for start in range(0, SETS, CHUNK):
            part = slice(start, start + CHUNK)
            rows = _paid_rows(scenario, spread, part, decided)
            found += prices.weight * _ruined(rows, held, step) @ spread.weight[part]
    return [float(x) for x in found]


def _ruined(years: Sequence[Array], means: Means, step: float) -> Array:
    """Chance that payments have passed the means by each year, for several rows at once; shape (years, rows)."""
    alive = np.zeros_like(years[0])
    alive[:, 0], dry = 1.0, []
    for year, (paid, held) in enumerate(zip(years, means.held, strict=True)):
        asked = _beyond(paid, math.floor(means.covered(year) / step + 1e-9))
        alive = np.fft.irfft(np.fft.rfft(alive, 2 * POINTS) * np.fft.rfft(asked, 2 * POINTS), 2 * POINTS)[:, :POINTS]
        alive[:, math.floor(held / step + 1e-9) + 1 :] = 0.0
        np.maximum(alive, 0.0, out=alive)
        dry.append(1 - alive.sum(axis=1))
    return np.asarray(np.clip(dry, 0.0, 1.0))


def _beyond(paid: Array, covered: int) -> Array:
    """What a year takes from the means: of its payments what is beyond so many steps."""
    if covered == 0:
        return paid
    found = np.zeros_like(paid)
    found[:, 0] = paid[:, : covered + 1].sum(axis=1)
    found[:, 1 : paid.shape[1] - covered] = paid[:, covered + 1 :]
    return found


def _paid_rows(scenario: Scenario, spread: Sets, part: slice, decided: Sequence[Complex]) -> list[Array]:
    """Law of what each year pays, for some sets of assumptions; shape of each (sets, points)."""
    found = []
    for year in range(scenario.horizon):
        exponent = np.zeros((CHUNK, POINTS + 1), dtype=np.complex128)
        for i, y in enumerate(decided):
            for later, share in enumerate(scenario.lag[: year + 1]):
                exponent -= _brought(scenario, spread, i, year - later, part, share * y[year])
        found.append(np.maximum(np.fft.irfft(np.exp(exponent), 2 * POINTS)[:, :POINTS], 0.0))
    return found
