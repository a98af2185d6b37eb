"""What do the families of damage share: a law by the mean and spread of its logarithm, and its logarithms on a grid?"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from litigation_app.statistics.fund.amounts import Array, Gamma, Lognormal, Lomax, Weibull

Fitted = Lognormal | Gamma | Weibull | Lomax
FAMILIES: Mapping[str, type[Fitted]] = {"lognormal": Lognormal, "gamma": Gamma, "weibull": Weibull, "pareto": Lomax}
EULER = float(np.euler_gamma)
EXPONENTIAL_SD = math.pi / math.sqrt(6)  # sd of the logarithm of an exponential amount: a Lomax law is wider than that
TINY = 1e-300
NEWTON_STEPS = 30


@dataclass(frozen=True)
class Logs:
    """log density of log X, log P(X <= x) and log P(X > x); shape (amounts, *grid)."""

    density: Array
    below: Array
    above: Array

    def between(self, low: int, high: int) -> Array:
        """log P(amount `low` < X <= amount `high`), from whichever tail is the more precise."""
        by_below = np.exp(self.below[high]) - np.exp(self.below[low])
        by_above = np.exp(self.above[low]) - np.exp(self.above[high])
        return np.asarray(np.log(np.maximum(np.maximum(by_below, by_above), TINY)))


def narrowest(family: str) -> float:
    """Spread of log X that every law of the family exceeds."""
    return EXPONENTIAL_SD if family == "pareto" else 0.0


def shapes(family: str, m: Array, s: Array) -> tuple[Array, Array]:
    """The two parameters (mu and sigma, or shape and scale) of the law whose log X has mean m and standard deviation s."""
    from scipy.special import digamma

    if family == "lognormal":
        return m, s
    if family == "weibull":
        shape = EXPONENTIAL_SD / s
        return shape, np.exp(m + EULER / shape)
    if family == "gamma":
        shape = inverse_trigamma(s**2)
        return shape, np.exp(m - digamma(shape))
    # log X = log scale + log E - log G, with E exponential and G gamma
    shape = inverse_trigamma(np.maximum(s**2 - EXPONENTIAL_SD**2, 1e-9))
    return shape, np.exp(m + EULER + digamma(shape))


def law_at(family: str, m: float, s: float) -> Fitted:
    """The law of the family whose log X has that mean and standard deviation."""
    first, second = shapes(family, np.asarray(m), np.asarray(s))
    return FAMILIES[family](float(first), float(second))


def log_moments(law: Fitted) -> tuple[float, float]:
    """Mean and standard deviation of log X."""
    from scipy.special import digamma, polygamma

    if isinstance(law, Lognormal):
        return law.mu, law.sigma
    if isinstance(law, Weibull):
        return math.log(law.scale) - EULER / law.shape, EXPONENTIAL_SD / law.shape
    mean, var = float(digamma(law.shape)), float(polygamma(1, law.shape))
    if isinstance(law, Gamma):
        return math.log(law.scale) + mean, math.sqrt(var)
    return math.log(law.scale) - EULER - mean, math.sqrt(EXPONENTIAL_SD**2 + var)


def inverse_trigamma(value: Array) -> Array:
    """The x > 0 with trigamma(x) = value > 0, by Newton's steps on 1 / trigamma (they never overshoot)."""
    from scipy.special import polygamma

    value = np.asarray(value, dtype=float)
    x = 0.5 + 1 / value
    for _ in range(NEWTON_STEPS):
        at = polygamma(1, x)
        step = at * (1 - at / value) / polygamma(2, x)
        x = x + step
        if np.max(np.abs(step / x)) < 1e-12:
            break
    return np.asarray(x)


def logs(family: str, amounts: Array, m: Array, s: Array) -> Logs:
    """Of each amount > 0 (infinity too) under each law of a grid of (m, s)."""
    first, second = shapes(family, m, s)
    x = np.asarray(amounts, dtype=float).reshape(-1, *([1] * np.ndim(m)))
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        found = {"lognormal": _lognormal, "gamma": _gamma, "weibull": _weibull, "pareto": _lomax}[family](
            x, first, second
        )
    return Logs(*(np.maximum(np.nan_to_num(part, nan=math.log(TINY)), math.log(TINY)) for part in found))


def _lognormal(x: Array, mu: Array, sigma: Array) -> tuple[Array, Array, Array]:
    from scipy.special import log_ndtr

    z = (np.log(x) - mu) / sigma
    return -(z**2) / 2 - np.log(sigma) - math.log(2 * math.pi) / 2, log_ndtr(z), log_ndtr(-z)


def _gamma(x: Array, shape: Array, scale: Array) -> tuple[Array, Array, Array]:
    from scipy.special import gammainc, gammaincc, gammaln

    u = x / scale
    density = shape * np.log(u) - u - gammaln(shape)
    return density, np.log(gammainc(shape, u)), np.log(gammaincc(shape, u))


def _weibull(x: Array, shape: Array, scale: Array) -> tuple[Array, Array, Array]:
    power = (x / scale) ** shape
    return np.log(shape) + np.log(power) - power, np.log(-np.expm1(-power)), -power


def _lomax(x: Array, shape: Array, scale: Array) -> tuple[Array, Array, Array]:
    above = -shape * np.log1p(x / scale)
    density = np.log(shape) + np.log(x) - np.log(scale + x) + above
    return density, np.log(-np.expm1(above)), above
