"""What is the exact law of the total of several groups of awards: its moments, its levels, its chances, its mean above a retention?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from litigation_app.statistics.fund import close_up, lattice
from litigation_app.statistics.fund.amounts import Array
from litigation_app.statistics.fund.few_sums import Group, Sums, few_sums

LEVELS = (0.5, 0.75, 0.9, 0.95, 0.99, 0.995)  # that every answer names
LEVEL_SLACK = 1e-12  # F(x) within this of p counts as having reached p
REACH = 0.9995  # a lattice holds at least this share of the law: more than the highest level asked
COARSE_POINTS, EXACT_POINTS = 2**14, 2**20
NEGLIGIBLE = 1e-6  # less chance of single amounts needs no warning where they lie on no lattice
TELLS = 64  # a lattice that is to find a level has at least as many steps below it
NARROW = 4  # steps: a group that varies by more is told next to a single amount, too
LOOKS = 12  # how often that lattice is made finer
NOT_EXACT = "Awards that occur with a chance of their own lie on no lattice: chances and levels are exact to a step of {step:g}."
NEXT_TO = "Beside single amounts stands a group that varies within a step: chances and levels next to them are exact to {step:g}."
NO_ATOMS = "The awards have too many sums to be listed: pmf is given as 0 for each amount but 0."
NO_VARIANCE = "The variance is infinite: sd, variance and skewness are not given."
NO_SKEW = "The third moment is infinite: the skewness is not given."


@dataclass(frozen=True)
class Moments:
    """Mean, standard deviation and skewness of the total; None where infinite."""

    mean: float
    sd: float | None
    skew: float | None

    @property
    def warnings(self) -> list[str]:
        """What is infinite, in words."""
        return [NO_VARIANCE] if self.sd is None else [NO_SKEW] if self.skew is None else []


@dataclass(frozen=True)
class Total:
    """Law of a total: it is amounts[j] with chance atoms[j], and within half a step of it, evenly, with chance smeared[j].

    `mean` is the exact one: what is not held lies above the last amount.
    """

    step: float
    amounts: Array
    atoms: Array
    smeared: Array
    mean: float

    @cached_property
    def _below(self) -> Array:
        return np.concatenate([[0.0], np.cumsum(self.atoms + self.smeared)])

    @cached_property
    def _edges(self) -> Array:
        return self.amounts - self.step / 2

    @property
    def held(self) -> float:
        """The chance of all that is held."""
        return float(self._below[-1])

    @property
    def top(self) -> float:
        """The largest amount that is held."""
        return float(self.amounts[-1])

    def var(self, p: float) -> float:
        """Smallest x with F(x) >= p."""
        p = p - LEVEL_SLACK
        j = min(int(np.searchsorted(self._below[1:], p)), len(self.amounts) - 1)
        amount, atom, wide, rest = self.amounts[j], self.atoms[j], self.smeared[j], p - self._below[j]
        low = wide / 2 if j else 0.0
        if rest < low:
            return float(amount + self.step * (rest / wide - 0.5))
        if rest <= low + atom or wide == 0:
            return float(amount)
        return float(amount + self.step / 2 * min((rest - low - atom) / (wide - low), 1.0))

    def tvar(self, p: float) -> float:
        """Mean of the worst share 1 - p."""
        at = self.var(p)
        return at + self.stop_loss(at) / (1 - p)

    def cdf(self, x: float) -> float:
        """P(total <= x)."""
        slack = 1e-9 * self.step + 1e-12 * x
        j = int(np.searchsorted(self._edges, x + slack, side="right")) - 1
        if j < 0:
            return 0.0
        beyond = x - float(self.amounts[j])
        share = 1.0 if self.step == 0 else beyond / self.step + 0.5 if j else 2 * beyond / self.step
        found = self._below[j] + self.smeared[j] * min(max(share, 0.0), 1.0)
        return min(float(found + (self.atoms[j] if beyond >= -slack else 0.0)), 1.0)

    def pmf(self, x: float) -> float:
        """P(total = x)."""
        slack = 1e-9 * self.step + 1e-11 * x
        near = slice(*np.searchsorted(self.amounts, (x - slack, x + slack + 1e-300)))
        return float(self.atoms[near].sum())

    def stop_loss(self, retention: float) -> float:
        """E[(total - retention)+], from the exact mean and what lies below the retention."""
        j = int(np.searchsorted(self.amounts, retention))
        below = float((retention - self.amounts[:j]) @ (self.atoms[:j] + self.smeared[:j]))
        return max(self.mean - retention + below, 0.0)


@dataclass(frozen=True)
class Totals:
    """The law of a total on a fine lattice; on a longer one beyond it; amounts with a chance of their own, if listed apart."""

    near: Total
    far: Total
    moments: Moments
    method: str
    warnings: tuple[str, ...] = ()
    single: Sums | None = None
    close: tuple[Total, ...] = ()  # of small amounts, the finest first

    def over(self, x: float) -> Total:
        """The law that tells what happens at x."""
        return next((one for one in (*self.close, self.near) if x <= one.top), self.far)

    def of_level(self, p: float) -> Total:
        """The law that tells which amount a share p of all totals does not exceed."""
        return next((one for one in self.close if one.held >= p), self.near)

    def pmf(self, x: float) -> float:
        """P(total = x)."""
        return self.single.at(x) if self.single else self.over(x).pmf(x)


def total_of(groups: Sequence[Group], asked: Sequence[float] = (), *, points: int = lattice.POINTS) -> Totals:
    """The law of the total; `asked`: amounts at which it will be asked, beyond its usual reach too."""
    moments = moments_of(groups)
    if all(g.award.is_discrete for g in groups):
        found = _on_own_lattice(groups, moments) or _listed(groups, moments)
        if found is not None:
            return found
    amounts = [a for g in groups for a in g.award.atoms().amounts]
    near, is_on = _on_lattice(groups, moments.mean, amounts, _reach(groups, moments.mean), points)
    far = (
        _on_lattice(groups, moments.mean, amounts, 1.01 * max(asked), points)[0]
        if max(asked, default=0) > near.top
        else near
    )
    close = _close(groups, moments.mean, amounts, near, asked)
    single = None if is_on else few_sums(groups)
    is_smeared = not is_on and _chance_of_atoms(groups) > NEGLIGIBLE
    warnings = [*moments.warnings, *([NOT_EXACT.format(step=near.step)] if is_smeared else [])]
    warnings += [NEXT_TO.format(step=near.step)] if not is_smeared and _is_coarse(groups, near.step) else []
    warnings += [NO_ATOMS] if is_smeared and single is None and asked else []
    method = f"FFT on a lattice of {near.step:g}, {points} points, padded and tilted; moments by closed forms"
    return Totals(near, far, moments, method, tuple(warnings), single, close)


def moments_of(groups: Sequence[Group]) -> Moments:
    """Moments of the sum of independent compounds, from the moments of number and award."""
    mean = var = third = 0.0
    for group in groups:
        n, (first, second, cube) = group.number.cumulants(), (group.award.power(k) for k in (1, 2, 3))
        if n.first == 0:
            continue
        spread = max(second - first**2, 0.0)
        mean += n.first * first
        var += n.first * spread + n.second * first**2
        if math.isfinite(cube):
            own = cube - 3 * first * second + 2 * first**3
            third += n.first * own + 3 * n.second * first * spread + n.third * first**3
        else:
            third = math.inf
    if not math.isfinite(var):
        return Moments(mean, None, None)
    sd = math.sqrt(var)
    return Moments(mean, sd, (third / sd**3 if sd**3 > 0 else 0.0) if math.isfinite(third) else None)


def chance_of_nothing(groups: Sequence[Group]) -> float:
    """P(total = 0)."""
    return math.prod(g.all_of(float(g.award.atoms().between(0, -1.0, 0.0))) for g in groups)


def _chance_of_atoms(groups: Sequence[Group]) -> float:
    """Chance that the total is above nothing and all its awards are amounts with a chance of their own."""
    return math.prod(g.all_of(sum(g.award.atoms().probs)) for g in groups) - chance_of_nothing(groups)


def _is_coarse(groups: Sequence[Group], step: float) -> bool:
    """Whether some group varies within a step, beside amounts with a chance of their own in another."""
    narrow = [g for g in groups if 0 < (moments_of([g]).sd or math.inf) < NARROW * step]
    return any(
        max(other.award.atoms().amounts, default=0.0) > step for one in narrow for other in groups if other is not one
    )


def _on_own_lattice(groups: Sequence[Group], moments: Moments) -> Totals | None:
    """Finitely many awards with a common step: every sum lies on their lattice."""
    amounts = [a for g in groups for a in g.award.atoms().amounts]
    step, sd = lattice.common_step(amounts, 4 * EXACT_POINTS), moments.sd or 0.0
    if step is None:
        return None
    tail = sd**2 / moments.mean if moments.mean > 1e-100 else 0.0
    span = max(moments.mean + 12 * sd + 25 * tail, 2 * max(amounts))
    points = 1 << max(8, math.ceil(math.log2(span / step + 2)))
    if points > EXACT_POINTS:
        return None
    pmf = lattice.compound(
        [lattice.Part(g.number, lattice.atoms_on(g.award.atoms(), step, points)) for g in groups], points
    )
    pmf[0] = chance_of_nothing(groups)
    total = Total(step, _places(step, points), pmf, np.zeros(points), moments.mean)
    return Totals(
        total,
        total,
        moments,
        f"FFT on the lattice of the amounts, step {step:g}, {points} points; moments by closed forms",
    )


def _listed(groups: Sequence[Group], moments: Moments) -> Totals | None:
    """Finitely many awards with few sums: each sum for itself."""
    sums = few_sums(groups)
    if sums is None:
        return None
    total = Total(0.0, sums.amounts, sums.chances, np.zeros(len(sums.amounts)), moments.mean)
    return Totals(
        total, total, moments, f"each of {len(sums.amounts)} sums of awards; moments by closed forms", (), sums
    )


def _on_lattice(
    groups: Sequence[Group], mean: float, amounts: Sequence[float], reach: float, points: int
) -> tuple[Total, bool]:
    """The law on a lattice, and whether all amounts that have a chance of their own lie on it."""
    step, is_on = step_for(amounts, 1.01 * reach / (points - 2))
    pmf = lattice.compound(
        [lattice.Part(g.number, lattice.discretise(g.award.excess, step, points)) for g in groups], points
    )
    atoms = _atoms(groups, step, pmf) if is_on and any(amounts) else np.zeros(points)
    return _held(groups, step, pmf, atoms, mean), is_on


def _close(
    groups: Sequence[Group], mean: float, amounts: Sequence[float], near: Total, asked: Sequence[float]
) -> tuple[Total, ...]:
    """The law on finer lattices, where amounts are asked (or levels lie) that the usual one does not tell; the finest first."""
    small = [*asked, *(near.var(p) + 2 * near.step for p in LEVELS if near.var(p) > 0)]
    found = []
    for reach in close_up.reaches(small, near.step):
        step, is_on = step_for(amounts, 1.01 * reach / (close_up.POINTS - 2))
        pmf = close_up.close_up(groups, step)
        atoms = _atoms(groups, step, pmf) if is_on and any(amounts) else np.zeros(len(pmf))
        found.append(_held(groups, step, pmf, atoms, mean))
    return tuple(found[::-1])


def _atoms(groups: Sequence[Group], step: float, pmf: Array) -> Array:
    """Of these chances those of single amounts, all of which lie on the lattice."""
    points = len(pmf)
    parts = [lattice.Part(g.number, lattice.atoms_on(g.award.atoms(), step, points)) for g in groups]
    return np.minimum(lattice.compound(parts, points), pmf)


def _held(groups: Sequence[Group], step: float, pmf: Array, atoms: Array, mean: float) -> Total:
    atoms[0] = chance_of_nothing(groups)
    return Total(step, _places(step, len(pmf)), atoms, np.maximum(pmf - atoms, 0.0), mean)


def _places(step: float, points: int) -> Array:
    return np.arange(points, dtype=np.float64) * step


def step_for(amounts: Sequence[float], least: float) -> tuple[float, bool]:
    """A step not below `least` (nearly: a divisor of the amounts' own step), and whether the amounts lie on its lattice."""
    own = lattice.common_step(amounts, 2**52) if any(amounts) else None
    if own is not None and own >= least:
        return own / math.floor(own / least), True
    return lattice.nice_step(least, 1), not any(amounts)


def _reach(groups: Sequence[Group], mean: float) -> float:
    """An amount that the total exceeds in no more than 1 - REACH of all cases, and not much more than that."""
    span = mean / (1 - REACH)  # Markov's bound
    least = max((g.award.power(1) for g in groups), default=0.0)
    for _ in range(LOOKS):
        found = _on_lattice(groups, mean, (), span, COARSE_POINTS)[0]
        level = found.var(REACH) + 2 * found.step
        if level >= TELLS * found.step or level <= least:
            break
        span = level
    return max(level, least, 1e-9)
