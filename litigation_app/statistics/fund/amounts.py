"""Which laws can one person's damage follow, and what is its mean below a limit?"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


class Law(Protocol):
    """A law of one amount (same money unit throughout, never negative)."""

    def __hash__(self) -> int:
        """Laws that say the same are the same."""

    @property
    def mean(self) -> float:
        """E[X]."""

    def cdf(self, x: Array) -> Array:
        """P(X <= x)."""

    def partial_mean(self, x: Array) -> Array:
        """E[X; X <= x], finite at infinity."""

    def between(self, power: int, low: Array | float, high: float) -> Array:
        """E[X^power; low < X <= high], to the last digits also far in the tail; infinite where the moment is."""

    def quantile(self, u: Array) -> Array:
        """Smallest x with P(X <= x) >= u."""


@dataclass(frozen=True)
class Lognormal:
    """log X is normal with mean mu and standard deviation sigma."""

    mu: float
    sigma: float

    @classmethod
    def from_mean(cls, mean: float, cv: float) -> Lognormal:
        """Law with that mean and coefficient of variation."""
        variance = math.log1p(cv * cv)
        return cls(math.log(mean) - variance / 2, math.sqrt(variance))

    @property
    def mean(self) -> float:
        return math.exp(self.mu + self.sigma**2 / 2)

    def _z(self, x: Array) -> Array:
        with np.errstate(divide="ignore"):
            return np.asarray((np.log(x) - self.mu) / self.sigma)

    def cdf(self, x: Array) -> Array:
        from scipy.special import ndtr

        return np.asarray(ndtr(self._z(x)))

    def partial_mean(self, x: Array) -> Array:
        from scipy.special import ndtr

        return np.asarray(self.mean * ndtr(self._z(x) - self.sigma))

    def between(self, power: int, low: Array | float, high: float) -> Array:
        from scipy.special import ndtr

        a, b = (self._z(np.asarray(x, dtype=float)) - power * self.sigma for x in (low, high))
        whole = np.exp(power * self.mu + (power * self.sigma) ** 2 / 2)
        return np.asarray(whole * np.where(a < 0, ndtr(b) - ndtr(a), ndtr(-a) - ndtr(-b)))

    def quantile(self, u: Array) -> Array:
        from scipy.special import ndtri

        return np.asarray(np.exp(self.mu + self.sigma * ndtri(u)))


@dataclass(frozen=True)
class Gamma:
    """Shape and scale; shape 1 is the exponential law."""

    shape: float
    scale: float

    @classmethod
    def from_mean(cls, mean: float, cv: float) -> Gamma:
        """Law with that mean and coefficient of variation."""
        return cls(1 / cv**2, mean * cv**2)

    @property
    def mean(self) -> float:
        return self.shape * self.scale

    def cdf(self, x: Array) -> Array:
        from scipy.special import gammainc

        return np.asarray(gammainc(self.shape, x / self.scale))

    def partial_mean(self, x: Array) -> Array:
        from scipy.special import gammainc

        return np.asarray(self.mean * gammainc(self.shape + 1, x / self.scale))

    def between(self, power: int, low: Array | float, high: float) -> Array:
        whole = self.scale**power * math.prod(self.shape + i for i in range(power))
        return np.asarray(whole * _gamma_between(self.shape + power, np.asarray(low) / self.scale, high / self.scale))

    def quantile(self, u: Array) -> Array:
        from scipy.special import gammaincinv

        return np.asarray(self.scale * gammaincinv(self.shape, u))


@dataclass(frozen=True)
class Weibull:
    """P(X > x) = exp(-(x/scale)^shape)."""

    shape: float
    scale: float

    @property
    def mean(self) -> float:
        return self.scale * math.gamma(1 + 1 / self.shape)

    def cdf(self, x: Array) -> Array:
        return np.asarray(-np.expm1(-((x / self.scale) ** self.shape)))

    def partial_mean(self, x: Array) -> Array:
        from scipy.special import gammainc

        return np.asarray(self.mean * gammainc(1 + 1 / self.shape, (x / self.scale) ** self.shape))

    def between(self, power: int, low: Array | float, high: float) -> Array:
        shape = 1 + power / self.shape
        a, b = ((np.asarray(x, dtype=float) / self.scale) ** self.shape for x in (low, high))
        return np.asarray(self.scale**power * math.gamma(shape) * _gamma_between(shape, a, float(b)))

    def quantile(self, u: Array) -> Array:
        with np.errstate(divide="ignore"):
            return np.asarray(self.scale * (-np.log1p(-u)) ** (1 / self.shape))


@dataclass(frozen=True)
class Lomax:
    """Pareto of the second kind: P(X > x) = (scale/(scale+x))^shape. The mean needs shape > 1."""

    shape: float
    scale: float

    @property
    def mean(self) -> float:
        return self.scale / (self.shape - 1) if self.shape > 1 else math.inf

    def _left(self, x: Array) -> Array:
        return np.asarray(self.scale / (self.scale + x))

    def cdf(self, x: Array) -> Array:
        return np.asarray(1 - self._left(x) ** self.shape)

    def partial_mean(self, x: Array) -> Array:
        left = self._left(x)
        below = self.scale * (1 - left)
        if self.shape == 1:
            return np.asarray(-self.scale * np.log(left) - below)
        with np.errstate(divide="ignore", invalid="ignore"):
            power = left ** (self.shape - 1)
            return np.asarray(self.scale / (self.shape - 1) * (1 - power) - below * power)

    def between(self, power: int, low: Array | float, high: float) -> Array:
        # with u = scale / (scale + X), uniform to the power of the shape, X^power is a sum of powers of u
        above, below = self._left(np.asarray(low, dtype=float)), float(self._left(np.asarray(high)))
        if below == 0 and power >= self.shape:
            return np.full(np.shape(above), math.inf)
        found = np.zeros(np.shape(above))
        for i in range(power + 1):
            left = self.shape - i
            area = np.log(above / below) if left == 0 else (above**left - below**left) / left
            found += math.comb(power, i) * (-1) ** (power - i) * area
        return np.asarray(self.scale**power * self.shape * found)

    def quantile(self, u: Array) -> Array:
        with np.errstate(divide="ignore"):
            return np.asarray(self.scale * ((1 - u) ** (-1 / self.shape) - 1))


@dataclass(frozen=True)
class Grouped:
    """A published histogram: `probs` over the bins between `bounds`, spread evenly inside each bin. One bin is a uniform law."""

    bounds: tuple[float, ...]
    probs: tuple[float, ...]

    @property
    def mean(self) -> float:
        middles = (np.asarray(self.bounds[1:]) + np.asarray(self.bounds[:-1])) / 2
        return float(middles @ np.asarray(self.probs))

    @property
    def _below(self) -> Array:
        return np.concatenate([[0.0], np.cumsum(self.probs)])

    def cdf(self, x: Array) -> Array:
        return np.asarray(np.interp(x, self.bounds, self._below))

    def partial_mean(self, x: Array) -> Array:
        low, high = np.asarray(self.bounds[:-1]), np.asarray(self.bounds[1:])
        top = np.clip(np.asarray(x, dtype=float)[..., None], low, high)
        dense = np.asarray(self.probs) / (high - low)
        return np.asarray(((top**2 - low**2) / 2 * dense).sum(axis=-1))

    def between(self, power: int, low: Array | float, high: float) -> Array:
        starts, ends = np.asarray(self.bounds[:-1]), np.asarray(self.bounds[1:])
        a, b = np.clip(np.asarray(low, dtype=float)[..., None], starts, ends), np.clip(high, starts, ends)
        dense = np.asarray(self.probs) / (ends - starts) / (power + 1)
        return np.asarray((np.maximum(b ** (power + 1) - a ** (power + 1), 0) * dense).sum(axis=-1))

    def quantile(self, u: Array) -> Array:
        return np.asarray(np.interp(u, self._below, self.bounds))


@dataclass(frozen=True)
class Atoms:
    """Finitely many amounts, ascending, with their probabilities; one atom is a fixed amount."""

    amounts: tuple[float, ...]
    probs: tuple[float, ...]

    @property
    def mean(self) -> float:
        return float(np.asarray(self.amounts) @ np.asarray(self.probs))

    def cdf(self, x: Array) -> Array:
        steps = np.concatenate([[0.0], np.cumsum(self.probs)])
        return np.asarray(steps[np.searchsorted(self.amounts, x, side="right")])

    def partial_mean(self, x: Array) -> Array:
        steps = np.concatenate([[0.0], np.cumsum(np.asarray(self.amounts) * np.asarray(self.probs))])
        return np.asarray(steps[np.searchsorted(self.amounts, x, side="right")])

    def between(self, power: int, low: Array | float, high: float) -> Array:
        amounts = np.asarray(self.amounts)
        worth = np.where(amounts <= high, amounts**power * np.asarray(self.probs), 0.0)
        above = np.concatenate([np.cumsum(worth[::-1])[::-1], [0.0]])
        return np.asarray(above[np.searchsorted(amounts, low, side="right")])

    def quantile(self, u: Array) -> Array:
        place = np.searchsorted(np.cumsum(self.probs) * (1 + 1e-15), u, side="left")
        return np.asarray(self.amounts)[np.minimum(place, len(self.amounts) - 1)]


def _gamma_between(shape: float, low: Array, high: float) -> Array:
    """P(low < Y <= high) of a Gamma law of scale 1, from whichever tail keeps the digits."""
    from scipy.special import gammainc, gammaincc

    upper = gammaincc(shape, low) - gammaincc(shape, high)
    return np.asarray(np.where(low < shape, gammainc(shape, high) - gammainc(shape, low), upper))


def limited_mean(law: Law, limit: Array) -> Array:
    """E[min(X, limit)] for each finite limit >= 0."""
    limit = np.asarray(limit, dtype=float)
    return np.asarray(law.partial_mean(limit) + limit * (1 - law.cdf(limit)))


def mean_below_level(law: Law, u: Array, limit: float) -> Array:
    """Integral over (0, u) of min(quantile(s), limit): the part of E[min(X, limit)] that the lowest share u brings.

    It is exact for each law, so that a table of bin means built from its differences keeps the mean.
    """
    if isinstance(law, Atoms):
        probs = np.asarray(law.probs)
        levels = np.concatenate([[0.0], np.cumsum(probs)])
        brought = np.concatenate([[0.0], np.cumsum(np.minimum(law.amounts, limit) * probs)])
        return np.asarray(np.interp(u, levels, brought))
    x = law.quantile(u)
    if math.isinf(limit):
        return law.partial_mean(x)
    at_limit = float(law.cdf(np.asarray(limit)))
    return np.asarray(law.partial_mean(np.minimum(x, limit)) + limit * np.maximum(u - at_limit, 0))
