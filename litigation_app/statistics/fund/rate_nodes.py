"""Which rates stand for an uncertain one, and how likely is each (Gauss-Laguerre nodes of a Gamma law)?"""

from functools import lru_cache

import numpy as np

from litigation_app.statistics.fund.amounts import Array
from litigation_app.statistics.fund.counting import LEAST_CV
from litigation_app.statistics.fund.horizon import Payments

LEAST_WEIGHT = 1e-9  # a node that is less likely is left out


def rate_nodes(pay: Payments, nodes: int) -> tuple[Array, Array]:
    """Rates and their weights; a rate that is nearly certain is one."""
    if pay.rate_cv <= LEAST_CV:
        return np.asarray([pay.rate]), np.ones(1)
    places, weights = _laguerre(1 / pay.rate_cv**2, nodes)
    likely = weights > LEAST_WEIGHT
    return places[likely] * pay.rate * pay.rate_cv**2, weights[likely]


@lru_cache(maxsize=16)
def _laguerre(shape: float, nodes: int) -> tuple[Array, Array]:
    """Nodes and weights of a Gamma law of scale 1, from the eigenvectors of its Jacobi matrix: no overflow for a large shape."""
    k = np.arange(nodes)
    beside = np.sqrt(k[1:] * (k[1:] + shape - 1))
    places, vectors = np.linalg.eigh(np.diag(2 * k + shape) + np.diag(beside, 1) + np.diag(beside, -1))
    return np.asarray(np.maximum(places, 0.0)), np.asarray(vectors[0] ** 2)
