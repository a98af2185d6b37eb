"""Which numbers can an uncertain assumption take (constant, PERT, normal, beta, quantiles, a pool of experts, one of these
moved to another mean), and what is its exact mean?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from litigation_app.statistics.fund.amounts import Array

PERT_WEIGHT = 4.0  # the usual weight of the mode
QUADRATURE = 8192  # equiprobable middles
FACTOR_MOST, BISECTIONS = 1e9, 60


@dataclass(frozen=True)
class Param:
    """An assumption: `kind` constant (a), pert (a low, b mode, c high), normal (a mean, b sd), beta (a, b: its two shapes),
    quantiles (a, b, c at 10, 50 and 90 %: each half uniform), pool (`parts`: weight and law of each expert, mixed), moved
    (`parts`: a factor and the law that it stretches; no value above a)."""

    kind: str
    a: float = 0.0
    b: float = 0.0
    c: float = 0.0
    source: str = ""
    parts: tuple[tuple[float, Param], ...] = ()

    @property
    def is_certain(self) -> bool:
        """Whether every draw is the same number."""
        return self.kind == "constant" or (self.kind == "pert" and self.a == self.c)

    def draw(self, rng: np.random.Generator, n: int) -> Array:
        """n independent values."""
        if self.is_certain:
            return np.full(n, self.a)
        if self.kind == "normal":
            return rng.normal(self.a, self.b, n)
        if self.kind == "beta":
            return rng.beta(self.a, self.b, n)
        if self.kind in _BY_HAND:
            return self._drawn_by_hand(rng, n)
        low, high = self._shapes()
        return self.a + (self.c - self.a) * rng.beta(low, high, n)

    def quantile(self, u: Array) -> Array:
        """The values that lie at levels u, 0 < u < 1."""
        from scipy.special import betaincinv, ndtri

        if self.is_certain:
            return np.full(np.shape(u), self.a)
        if self.kind == "normal":
            return np.asarray(self.a + self.b * ndtri(u))
        if self.kind == "beta":
            return np.asarray(betaincinv(self.a, self.b, u))
        if self.kind in _BY_HAND:
            return _BY_HAND[self.kind](self, np.asarray(u))
        low, high = self._shapes()
        return np.asarray(self.a + (self.c - self.a) * betaincinv(low, high, u))

    def expect(self, of: Callable[[Array], Array]) -> float:
        """E[of(value)] by quadrature, no randomness."""
        if self.is_certain:
            return float(np.mean(of(np.full(1, self.a))))
        return float(np.mean(of(_nodes(self))))

    @property
    def mean(self) -> float:
        """E[value]."""
        if self.kind == "pool":
            return sum(weight * one.mean for weight, one in self.shares)
        if self.kind == "quantiles":
            return float(self.quantile(np.asarray([0.25, 0.75])).mean())
        if self.kind == "moved":
            return self.expect(lambda values: values)
        if self.kind == "beta":
            return self.a / (self.a + self.b)
        return (self.a + PERT_WEIGHT * self.b + self.c) / (PERT_WEIGHT + 2) if self.kind == "pert" else self.a

    def at_mean(self, mean: float, most: float = np.inf) -> Param:
        """The same shape about another mean: every value times one factor, none above `most`; mean and `most` not below 0.

        From the same random stream no draw falls where the mean rises.
        """
        if self.is_certain or mean >= most or mean <= 0:
            return Param("constant", min(mean, most), source=self.source)
        nodes, low, high = _nodes(self), 0.0, 1.0
        while float(np.minimum(high * nodes, most).mean()) < mean:
            if high > FACTOR_MOST:
                return Param("constant", mean, source=self.source)
            low, high = high, 2 * high
        for _step in range(BISECTIONS):
            middle = (low + high) / 2
            low, high = (middle, high) if float(np.minimum(middle * nodes, most).mean()) < mean else (low, middle)
        return Param("moved", most, parts=((high, self),), source=self.source)

    @property
    def shares(self) -> tuple[tuple[float, Param], ...]:
        """The experts of a pool, with weights that sum to 1."""
        total = sum(weight for weight, _one in self.parts)
        return tuple((weight / total, one) for weight, one in self.parts)

    @property
    def lowest(self) -> float:
        """A value it does not go below (minus infinity for a normal law)."""
        if self.kind in _BY_HAND:
            return float(self.quantile(np.zeros(1))[0])
        return {"normal": -np.inf, "beta": 0.0}.get(self.kind, self.a) if self.b or self.kind != "normal" else self.a

    @property
    def highest(self) -> float:
        """A value it does not exceed (infinity for a normal law)."""
        if self.kind in _BY_HAND:
            return float(self.quantile(np.ones(1))[0])
        return {"normal": np.inf, "beta": 1.0, "pert": self.c}.get(self.kind, self.a)

    def _drawn_by_hand(self, rng: np.random.Generator, n: int) -> Array:
        if self.kind == "quantiles":
            return self.quantile(rng.random(n))
        if self.kind == "pool":
            return self._drawn_from_each(rng, n)
        factor, law = self.parts[0]
        return np.minimum(factor * law.draw(rng, n), self.a)

    def _drawn_from_each(self, rng: np.random.Generator, n: int) -> Array:
        which = rng.choice(len(self.parts), size=n, p=[weight for weight, _one in self.shares])
        drawn = np.stack([one.draw(rng, n) for _weight, one in self.parts])
        return np.asarray(drawn[which, np.arange(n)])

    def _shapes(self) -> tuple[float, float]:
        width = self.c - self.a
        return 1 + PERT_WEIGHT * (self.b - self.a) / width, 1 + PERT_WEIGHT * (self.c - self.b) / width


def _halves(param: Param, u: Array) -> Array:
    """Uniform below the median and above it, through the values at 10, 50 and 90 %."""
    below, above = (param.b - param.a) / 0.4, (param.c - param.b) / 0.4
    return np.asarray(param.b + np.where(u < 0.5, below, above) * (u - 0.5))


def _mixed(param: Param, u: Array) -> Array:
    """Levels of the linear pool, by the atoms of its parts; its two ends are those of the widest."""
    ends = np.asarray(
        [f(e) for f, e in ((min, [p.lowest for _w, p in param.parts]), (max, [p.highest for _w, p in param.parts]))]
    )
    atoms = [(_nodes(one) if not one.is_certain else np.full(QUADRATURE, one.a), w) for w, one in param.shares]
    values = np.concatenate([nodes for nodes, _w in atoms])
    weights = np.concatenate([np.full(len(nodes), w / len(nodes)) for nodes, w in atoms])
    order = np.argsort(values, kind="stable")
    levels = np.cumsum(weights[order]) - weights[order] / 2
    return np.asarray(np.interp(u, [0.0, *levels, 1.0], [ends[0], *values[order], ends[1]]))


def _stretched(param: Param, u: Array) -> Array:
    """Levels of a law that was moved to another mean."""
    factor, law = param.parts[0]
    ends = np.where(u <= 0, law.lowest, law.highest)
    inside = law.quantile(np.clip(u, 1e-12, 1 - 1e-12))
    return np.asarray(np.minimum(factor * np.where((u <= 0) | (u >= 1), ends, inside), param.a))


_BY_HAND: dict[str, Callable[[Param, Array], Array]] = {"quantiles": _halves, "pool": _mixed, "moved": _stretched}


@lru_cache(maxsize=256)
def _nodes(param: Param) -> Array:
    nodes = param.quantile((np.arange(QUADRATURE) + 0.5) / QUADRATURE)
    nodes.setflags(write=False)
    return nodes


def quantile(sorted_values: Array, p: float) -> float:
    """Smallest x with F(x) >= p, of a sorted sample (last axis is not averaged: no value between two observed ones)."""
    n = len(sorted_values)
    return float(sorted_values[max(int(np.ceil(p * n - 1e-9)) - 1, 0)])
