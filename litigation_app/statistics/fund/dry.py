"""What is the exact chance that a fund runs dry, and which cap keeps it small (lattice recursion; no randomness)?"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from litigation_app.statistics.fund.amounts import Array
from litigation_app.statistics.fund.awards import Award
from litigation_app.statistics.fund.counting import Counting, NegBin, Poisson
from litigation_app.statistics.fund.effort import spend
from litigation_app.statistics.fund.few_sums import Group, chance_of_all, few_sums
from litigation_app.statistics.fund.horizon import Payments
from litigation_app.statistics.fund.lattice import common_step
from litigation_app.statistics.fund.means import Means, digits
from litigation_app.statistics.fund.policy import Policy
from litigation_app.statistics.fund.rate_nodes import rate_nodes
from litigation_app.statistics.fund.yearly import Lattice, Yearly, yearly

EXACT_POINTS = 2**19  # a lattice on which every award and all means lie may be this long, over all rows
FIRST_POINTS = 400
MOST_WORK = 2**24  # points x rows x years of one recursion
AGREED = 1e-5  # two lattices, one twice as fine, may differ by this
TOLD = 4  # least number of steps in the standard deviation of a year's payments
NOT_AGREED = "The chances of running dry are exact to {error:.1g} only."
RATE_NODES, MOST_NODES = 64, 256
LIKELY = 1e-3  # a node that is less likely may vary less than the first lattice tells
NEVER = 1e-10
SEARCHED = 1e-4  # while a cap is looked for, chances may be wrong by this, or by a hundredth of the target
HIGHEST_CAP = 1e7
CAP_EXACT = 1e-4  # of itself
LEAST_CHANCE = 1e-9


@dataclass(frozen=True)
class Years:
    """Awards of each year: their law, and the law of their number in each row; a row is a rate, with its weight."""

    awards: tuple[Award, ...]
    numbers: tuple[tuple[Counting, ...], ...]
    weights: Array


@dataclass(frozen=True)
class Dry:
    """Chance that the fund has run dry by each year; `error`: how far a lattice half as fine is from it (0: all lies on it)."""

    by_year: list[float]
    error: float

    @property
    def warnings(self) -> list[str]:
        """What error remains, in words."""
        return [NOT_AGREED.format(error=self.error)] if self.error > AGREED else []


def own_years(numbers: Sequence[Counting], awards: Sequence[Award]) -> Years:
    """Years each on its own."""
    return Years(tuple(awards), tuple((n,) for n in numbers), np.ones(1))


def years_of(pay: Payments, means: Means, nodes: int) -> Years:
    """Years of one uncertain rate: a row for each node of the rate if it is common to them, else the mixed law of each year."""
    same: dict[Award, Award] = {}
    each = (pay.award(t, means.worth(t)) for t in range(pay.horizon))
    awards = tuple(same.setdefault(award, award) for award in each)
    if not pay.common:
        numbers = tuple((NegBin.from_mixing(pay.rate * float(w), pay.rate_cv),) for w in pay.weights)
        return Years(awards, numbers, np.ones(1))
    rates, weights = rate_nodes(pay, nodes)
    return Years(awards, tuple(tuple(Poisson(float(r * w)) for r in rates) for w in pay.weights), weights)


def ruin_of(pay: Payments, means: Means, agreed: float = AGREED) -> Dry:
    """As `ruin`, with as many nodes of an uncertain rate as change the chances by no more than `agreed` if a quarter is missing."""
    nodes, off, grid = RATE_NODES if agreed <= AGREED else RATE_NODES // 2, 0.0, None
    while True:
        years = years_of(pay, means, nodes)
        if len(years.weights) == 1:
            break
        grid = grid or _own_lattice(years, means) or _grids(years, means)[0]
        fewer = _recursion(years_of(pay, means, 3 * nodes // 4), means, grid)
        off = float(np.max(np.abs(_recursion(years, means, grid) - fewer)))
        if off <= agreed or 2 * nodes > MOST_NODES:
            break
        nodes *= 2
    found = ruin(years, means, agreed)
    return Dry(found.by_year, max(found.error, off))


def ruin(years: Years, means: Means, agreed: float = AGREED) -> Dry:
    """The chances, on the awards' and means' own lattice where there is one; else on ever finer ones.

    What two lattices leave of an error goes with the square of their step, and is taken off; done when the next pair has
    `agreed`.
    """
    own = _own_lattice(years, means)
    if own is not None:
        return Dry(_recursion(years, means, own).tolist(), 0.0)
    grids = _grids(years, means)
    near: list[float] = []
    coarse, fine = (_recursion(years, means, grid, near) for grid in grids)
    found, error = _without_step(coarse, fine, grids), 1.0
    while error > agreed and (error == 1.0 or _work(years, grids[1]) < MOST_WORK):
        grids = [grids[1], grids[1].finer(years.awards)]
        coarse, fine = fine, _recursion(years, means, grids[1], near)
        before, found = found, _without_step(coarse, fine, grids)
        error = float(np.max(np.abs(found - before))) / 4  # what is left falls at least as the square of the step
    return Dry(np.clip(found, 0.0, 1.0).tolist(), max(error, _torn(years, means, grids[1], near, agreed)))


def _torn(years: Years, means: Means, grid: Lattice, near: Sequence[float], agreed: float) -> float:
    """How much of the chances lies at single amounts within two steps of the means, where those lie on no lattice with them."""
    is_single = any(x > 0 for a in dict.fromkeys(years.awards) for x in a.atoms().amounts)
    if not is_single or grid.is_on:
        return 0.0
    if means.is_lapsing or sum(near) <= AGREED or agreed > AGREED:  # while a cap is looked for, nobody reads it
        return sum(near)
    return sum(min(one, single) for one, single in zip(near, _single(years, means, grid), strict=True))


def _single(years: Years, means: Means, grid: Lattice) -> Iterator[float]:
    """By each year, the chance that all payments are single amounts, and some more than nothing; of years of one rate, that their
    sum lies within two steps of the means, whether or not the fund ran dry before.
    """
    each = none = years.weights
    groups: list[Group] = []
    for award, numbers, limit in zip(years.awards, years.numbers, means.held, strict=True):
        atoms = award.atoms()
        each = each * [chance_of_all(n, sum(atoms.probs)) for n in numbers]
        none = none * [chance_of_all(n, float(atoms.between(0, -1.0, 0.0))) for n in numbers]
        groups = [*groups, *(Group(n, award) for n in numbers)]
        sums = few_sums(groups) if len(numbers) == 1 else None
        if sums is None:
            yield float(np.sum(each - none))
        else:
            yield float(sums.chances[np.abs(sums.amounts - limit) <= 2 * grid.step].sum())


def _without_step(coarse: Array, fine: Array, grids: Sequence[Lattice]) -> Array:
    """Richardson's extrapolation to a step of nothing."""
    return np.asarray(fine + (fine - coarse) / ((grids[0].step / grids[1].step) ** 2 - 1))


def _own_lattice(years: Years, means: Means) -> Lattice | None:
    if not all(a.is_discrete for a in years.awards):
        return None
    amounts = [digits(x) for a in dict.fromkeys(years.awards) for x in a.atoms().amounts]
    step = common_step([*amounts, means.reserve, *means.incomes], EXACT_POINTS * 4)
    if step is None or means.most / step * len(years.weights) > EXACT_POINTS:
        return None
    return Lattice(step, math.floor(means.most / step + 1e-9) + 2, 1, is_exact=True, is_on=True)


def _grids(years: Years, means: Means) -> list[Lattice]:
    """The first two lattices, one twice as fine."""
    most = min(means.most, _reach(years, means.most))
    step = _first_step(years, most)
    first = Lattice.near(step, _split(years, step), years.awards, most)
    return [first, first.finer(years.awards)]


def _spread(award: Award, number: Counting) -> float:
    """Variance of a year's payments."""
    n, first = number.cumulants(), award.power(1)
    return n.first * max(award.power(2) - first**2, 0.0) + n.second * first**2 if n.first > 0 else 0.0


def _reach(years: Years, most: float) -> float:
    """What all payments together practically never exceed: in the sum of many, or by one large award. Not above `most`."""
    award = max(dict.fromkeys(years.awards), key=lambda a: a.power(1))
    first, reach = award.power(1), 0.0
    for row in zip(*years.numbers, strict=True):
        number, var = sum(n.cumulants().first for n in row), sum(_spread(award, n) for n in row)
        own = number * first + (12 * math.sqrt(var) if math.isfinite(var) else 0.0)
        own += 25 * var / (number * first) if number * first > 0 and math.isfinite(var) else first
        while own < most and number * float(award.excess(np.asarray([own / 2]))[0]) > NEVER * own / 2:
            own *= 2
        reach = max(reach, own)
    return reach


def _first_step(years: Years, most: float) -> float:
    """A step that tells apart the payments of the least variable year; where the fund holds nothing, one that awards tell."""
    variances = [
        _spread(award, number)
        for award, row in zip(years.awards, years.numbers, strict=True)
        for number, weight in zip(row, years.weights, strict=True)
        if weight > LIKELY
    ]
    least = min((math.sqrt(x) / TOLD for x in variances if 0 < x < math.inf), default=most or 1.0)
    affordable = most * len(years.weights) * len(years.awards) / MOST_WORK
    return max(min(least, most / FIRST_POINTS), 4 * affordable) if most > 0 else least


def _split(years: Years, step: float) -> int:
    """Into how many steps a year's own lattice splits one of the means', so that it tells a typical award from nothing."""
    powers = [(a.power(1), a.power(2)) for a in dict.fromkeys(years.awards)]
    typical = min((math.sqrt(x) if math.isfinite(x) else m for m, x in powers if m > 0), default=step)
    return 1 << max(0, math.ceil(math.log2(step / typical)))


def _work(years: Years, grid: Lattice) -> float:
    return grid.points * len(years.weights) * len(years.awards)


def _recursion(years: Years, means: Means, grid: Lattice, near: list[float] | None = None) -> Array:
    """Chance that total payments have passed the means by each year, on one lattice.

    What is alive has a part with a chance of its own for each amount, which a limit takes or leaves whole. `near` becomes the
    chance of each year that lies within two steps of its limit.
    """
    spend(grid.points, len(years.weights), len(years.awards))
    known: dict[tuple[Award, tuple[Counting, ...], float], Yearly] = {}
    alive = single = np.zeros((len(years.weights), grid.points))
    alive[:, 0], found = 1.0, []
    beside: list[float] = []
    for t, (award, numbers, limit) in enumerate(zip(years.awards, years.numbers, means.held, strict=True)):
        key = (award, numbers, means.covered(t))
        if key not in known:
            known[key] = yearly(award, numbers, grid, means.covered(t), years.weights)
        alive, single = known[key].after(alive, single, grid.points)
        at = int(limit / grid.step)
        beside.append(float(years.weights @ alive[:, max(at - 2, 0) : at + 4].sum(axis=1)))
        alive, single = grid.kept(alive, single, float(limit))
        found.append(float(np.clip(1 - years.weights @ alive.sum(axis=1), 0.0, 1.0)))
    if near is not None:
        near[:] = beside
    return np.asarray(found)


def cap_for(pay: Payments, means: Means, *, target: float) -> float | None:
    """Largest cap with which the chance of ever running dry stays at or under `target`; see `largest_cap`."""
    agreed = searching(target)
    return largest_cap(lambda cap: ruin_of(with_cap(pay, cap), means, agreed).by_year[-1], pay.policy, target)


def searching(target: float) -> float:
    """To what chances must agree while a cap is looked for."""
    return max(AGREED, min(SEARCHED, target / 100))


def with_cap(pay: Payments, cap: float) -> Payments:
    """The same payments under another cap."""
    return replace(pay, policy=replace(pay.policy, cap=cap))


def largest_cap(dry: Callable[[float], float], policy: Policy, target: float) -> float | None:
    """The root of a chance that cannot fall when the cap rises; None when no cap will do, infinity when any does.

    The cap never goes below the floor; the chance at the cap that is found was seen to be at or under the target.
    """
    from scipy.optimize import brentq

    low = max(policy.floor, 1e-9)
    known = {math.log(cap): dry(cap) for cap in (low, HIGHEST_CAP)}
    if known[math.log(low)] > target:
        return None
    if known[math.log(HIGHEST_CAP)] <= target:
        return math.inf

    def above(log_cap: float) -> float:
        if log_cap not in known:
            known[log_cap] = dry(math.exp(log_cap))
        return math.log((known[log_cap] + LEAST_CHANCE) / (target + LEAST_CHANCE))

    brentq(above, math.log(low), math.log(HIGHEST_CAP), xtol=CAP_EXACT, rtol=CAP_EXACT / 100)
    return max(math.exp(x) for x, chance in known.items() if chance <= target)
