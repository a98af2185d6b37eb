"""Which numbers can an uncertain assumption take (constant, PERT, normal, beta), and what is its exact mean?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from litigation_app.statistics.fund.amounts import Array

PERT_WEIGHT = 4.0  # the usual weight of the mode
QUADRATURE = 8192  # equiprobable middles


@dataclass(frozen=True)
class Param:
    """An assumption: `kind` constant (a), pert (a low, b mode, c high), normal (a mean, b sd), beta (a, b: its two shapes)."""

    kind: str
    a: float
    b: float = 0.0
    c: float = 0.0
    source: str = ""

    @property
    def is_certain(self) -> bool:
        return self.kind == "constant" or (self.kind == "pert" and self.a == self.c)

    def draw(self, rng: np.random.Generator, n: int) -> Array:
        """n independent values."""
        if self.is_certain:
            return np.full(n, self.a)
        if self.kind == "normal":
            return rng.normal(self.a, self.b, n)
        if self.kind == "beta":
            return rng.beta(self.a, self.b, n)
        low, high = self._shapes()
        return self.a + (self.c - self.a) * rng.beta(low, high, n)

    def expect(self, of: Callable[[Array], Array]) -> float:
        """E[of(value)] by quadrature, no randomness."""
        from scipy.special import betaincinv, ndtri

        if self.is_certain:
            return float(np.mean(of(np.full(1, self.a))))
        u = (np.arange(QUADRATURE) + 0.5) / QUADRATURE
        if self.kind == "normal":
            return float(np.mean(of(self.a + self.b * ndtri(u))))
        if self.kind == "beta":
            return float(np.mean(of(betaincinv(self.a, self.b, u))))
        low, high = self._shapes()
        return float(np.mean(of(self.a + (self.c - self.a) * betaincinv(low, high, u))))

    @property
    def mean(self) -> float:
        """E[value]."""
        if self.kind == "beta":
            return self.a / (self.a + self.b)
        return (self.a + PERT_WEIGHT * self.b + self.c) / (PERT_WEIGHT + 2) if self.kind == "pert" else self.a

    @property
    def lowest(self) -> float:
        """A value it does not go below (minus infinity for a normal law)."""
        return {"normal": -np.inf, "beta": 0.0}.get(self.kind, self.a) if self.b or self.kind != "normal" else self.a

    @property
    def highest(self) -> float:
        """A value it does not exceed (infinity for a normal law)."""
        return {"normal": np.inf, "beta": 1.0, "pert": self.c}.get(self.kind, self.a)

    def _shapes(self) -> tuple[float, float]:
        width = self.c - self.a
        return 1 + PERT_WEIGHT * (self.b - self.a) / width, 1 + PERT_WEIGHT * (self.c - self.b) / width


def quantile(sorted_values: Array, p: float) -> float:
    """Smallest x with F(x) >= p, of a sorted sample (last axis is not averaged: no value between two observed ones)."""
    n = len(sorted_values)
    return float(sorted_values[max(int(np.ceil(p * n - 1e-9)) - 1, 0)])
