"""Which laws can the number of awards follow (generating function and first three cumulants)?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Complex = NDArray[np.complex128]
LEAST_CV = 1e-6  # a rate surer than that is a known one


@dataclass(frozen=True)
class Cumulants:
    """Mean, variance and third central moment."""

    first: float
    second: float
    third: float


class Counting(Protocol):
    """A law on 0, 1, 2, ..."""

    def pgf(self, z: Complex) -> Complex:
        """E[z^N], |z| <= 1."""

    def cumulants(self) -> Cumulants:
        """First three cumulants of N."""


def log1p(w: Complex) -> Complex:
    """log(1 + w) to the last digits also where |w| is tiny; numpy's own first rounds 1 + w, and r of a sure rate is huge."""
    return np.asarray(np.log1p(w.real * (2 + w.real) + w.imag**2) / 2 + 1j * np.arctan2(w.imag, 1 + w.real))


@dataclass(frozen=True)
class Poisson:
    """Events that come one by one at a known rate."""

    mean: float

    def grown(self, factor: float) -> Poisson:
        """The same with `factor` times as many events."""
        return Poisson(self.mean * factor)

    def pgf(self, z: Complex) -> Complex:
        return np.exp(self.mean * (z - 1))

    def cumulants(self) -> Cumulants:
        return Cumulants(self.mean, self.mean, self.mean)


@dataclass(frozen=True)
class NegBin:
    """Poisson whose rate is itself Gamma(shape r, scale beta)."""

    r: float
    beta: float

    @classmethod
    def from_mixing(cls, mean: float, cv: float) -> NegBin | Poisson:
        """Gamma rate with that mean and coefficient of variation; cv 0 is the Poisson law, mean 0 no event."""
        return cls(1 / cv**2, mean * cv**2) if cv > LEAST_CV and mean > 0 else Poisson(mean)

    def grown(self, factor: float) -> NegBin:
        """The same with `factor` times as many events, its rate as uncertain."""
        return NegBin(self.r, self.beta * factor)

    def pgf(self, z: Complex) -> Complex:
        return np.exp(-self.r * log1p(self.beta * (1 - z)))

    def cumulants(self) -> Cumulants:
        mean, over = self.r * self.beta, 1 + self.beta
        return Cumulants(mean, mean * over, mean * over * (1 + 2 * self.beta))


@dataclass(frozen=True)
class Binomial:
    """m independent chances q."""

    m: int
    q: float

    def pgf(self, z: Complex) -> Complex:
        return (1 + self.q * (z - 1)) ** self.m

    def cumulants(self) -> Cumulants:
        mean, rest = self.m * self.q, 1 - self.q
        return Cumulants(mean, mean * rest, mean * rest * (rest - self.q))


@dataclass(frozen=True)
class Listed:
    """P(N = k) = p[k]."""

    p: tuple[float, ...]

    def pgf(self, z: Complex) -> Complex:
        return np.asarray(np.polynomial.polynomial.polyval(z, np.asarray(self.p)))

    def cumulants(self) -> Cumulants:
        k, p = np.arange(len(self.p)), np.asarray(self.p)
        mean = float(k @ p)
        return Cumulants(mean, float((k - mean) ** 2 @ p), float((k - mean) ** 3 @ p))
