"""What is the exact law of a sum of awards (FFT on a lattice of money; no randomness)?"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from litigation_app.statistics.fund.amounts import Array, Atoms
from litigation_app.statistics.fund.counting import Counting, Cumulants

POINTS = 2**17  # lattice points kept; the transform is twice as long
TILT = 10.0  # wrapped mass is damped by exp(-2 * TILT), rounding grows by exp(TILT): 2e-9 and 2e-12
LEVEL_SLACK = 1e-12  # F(x) within this of p counts as having reached p


@dataclass(frozen=True)
class Part:
    """One group: how many awards, and the law of one award on the common lattice."""

    number: Counting
    award: Array


@dataclass(frozen=True)
class Moments:
    """Mean, standard deviation and skewness of the total."""

    mean: float
    sd: float
    skew: float


@dataclass(frozen=True)
class Total:
    """Law of a total: pmf[j] = P(total = j * step)."""

    step: float
    pmf: Array

    @property
    def held(self) -> float:
        """Probability that lies on the lattice; what is missing lies above it."""
        return float(self.pmf.sum())

    def var(self, p: float) -> float:
        """Smallest x with F(x) >= p."""
        return float(np.searchsorted(np.cumsum(self.pmf), p - LEVEL_SLACK) * self.step)

    def stop_loss(self, retention: float) -> float:
        """E[(total - retention)+]."""
        x = np.arange(len(self.pmf)) * self.step
        return float(np.maximum(x - retention, 0) @ self.pmf)

    def tvar(self, p: float) -> float:
        """Mean of the worst share 1 - p."""
        at = self.var(p)
        return at + self.stop_loss(at) / (1 - p)

    def cdf(self, x: float) -> float:
        """P(total <= x)."""
        return float(self.pmf[: math.floor(x / self.step + 1e-9) + 1].sum())


def discretise(limited: Callable[[Array], Array], step: float, points: int) -> Array:
    """Award law on 0, step, 2 step, ...: `limited(y)` is E[min(award, y)]; keeps the mean (local moment matching)."""
    means = limited(np.asarray(np.arange(points + 1) * step, dtype=np.float64))
    pmf = np.empty(points)
    pmf[0] = 1 - means[1] / step
    pmf[1:] = (2 * means[1:-1] - means[:-2] - means[2:]) / step
    return np.maximum(pmf, 0.0)


def common_step(amounts: Sequence[float], points: int) -> float | None:
    """Largest step of which every amount is a multiple; None when no step fits `points` or the amounts are not decimal."""
    parts = [Fraction(repr(float(a))) for a in amounts if a > 0]
    if not parts:
        return 1.0
    below = math.lcm(*(p.denominator for p in parts))
    step = Fraction(math.gcd(*(int(p * below) for p in parts)), below)
    return float(step) if max(parts) / step <= points / 4 else None


def nice_step(span: float, points: int) -> float:
    """Smallest of 1, 2, 5 times a power of ten with which `points` steps cover `span`."""
    raw = max(span, 1e-9) / points
    power = 10.0 ** math.floor(math.log10(raw))
    return next(m * power for m in (1.0, 2.0, 5.0, 10.0) if m * power >= raw * (1 - 1e-12))


def span_of(moments: Moments) -> float:
    """How far a lattice must reach for a total with these moments: far in its tail, also where few rates are large."""
    tail = moments.sd**2 / moments.mean if moments.mean > 0 else 0.0
    return moments.mean + 12 * moments.sd + 25 * tail


def compound(parts: Sequence[Part], points: int) -> Array:
    """pmf of the total of all parts on `points` lattice points (padded to twice the length, and tilted)."""
    tilt = np.exp(-TILT * np.arange(points) / points)
    spectrum = np.ones(points + 1, dtype=np.complex128)
    for part in parts:
        award = np.zeros(points)
        award[: min(points, len(part.award))] = part.award[:points]
        spectrum *= part.number.pgf(np.fft.rfft(award * tilt, 2 * points))
    found = np.fft.irfft(spectrum, 2 * points)[:points] / tilt
    return np.maximum(found, 0.0)


def award_cumulants(award: Array, step: float) -> Cumulants:
    """Cumulants of one award from its lattice law."""
    x = np.arange(len(award)) * step
    mean = float(x @ award)
    return Cumulants(mean, float((x - mean) ** 2 @ award), float((x - mean) ** 3 @ award))


def moments_of(pairs: Sequence[tuple[Cumulants, Cumulants]]) -> Moments:
    """Moments of the sum of independent compounds, each given as (number, award) cumulants."""
    mean = sum(n.first * x.first for n, x in pairs)
    var = sum(n.first * x.second + n.second * x.first**2 for n, x in pairs)
    third = sum(n.first * x.third + 3 * n.second * x.first * x.second + n.third * x.first**3 for n, x in pairs)
    sd = math.sqrt(max(var, 0.0))
    return Moments(mean, sd, third / sd**3 if sd > 0 else 0.0)


def atoms_on(law: Atoms, step: float) -> Array:
    """Lattice law of atoms that are all multiples of `step`."""
    places = np.rint(np.asarray(law.amounts) / step).astype(int)
    return np.asarray(np.bincount(places, weights=np.asarray(law.probs)), dtype=np.float64)
