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

    @property
    def mean(self) -> float:
        """E[X]."""

    def cdf(self, x: Array) -> Array:
        """P(X <= x)."""

    def partial_mean(self, x: Array) -> Array:
        """E[X; X <= x], finite at infinity."""

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

    def quantile(self, u: Array) -> Array:
        place = np.searchsorted(np.cumsum(self.probs) * (1 + 1e-15), u, side="left")
        return np.asarray(self.amounts)[np.minimum(place, len(self.amounts) - 1)]


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
