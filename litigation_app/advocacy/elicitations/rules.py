"""What do several experts say together, and how is that drawn? Pure: judgements in, a distribution or points out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from litigation_app.statistics.fund.param import Param

PERT, QUANTILES = "pert", "quantiles"
SLICES = 12  # of the range, in the picture


@dataclass(frozen=True)
class Said:
    """One expert's judgement."""

    kind: str
    low: float
    middle: float
    high: float
    weight: float


def law(said: Said) -> Param:
    """The distribution that a judgement means."""
    return Param(said.kind, said.low, said.middle, said.high)


def pooled(judgements: Sequence[Said]) -> Param:
    """The linear pool: the mixture of all, by their weights."""
    return Param("pool", parts=tuple((one.weight, law(one)) for one in judgements))


def as_value(judgements: Sequence[Said], source: str) -> Mapping[str, Any]:
    """The pool as a scenario file states it."""
    experts = []
    for one in judgements:
        if one.kind == PERT:
            said: dict[str, Any] = {"low": one.low, "mode": one.middle, "high": one.high}
        else:
            said = {"dist": QUANTILES, "q10": one.low, "q50": one.middle, "q90": one.high}
        experts.append(said | ({} if one.weight == 1 else {"weight": one.weight}))
    return {"dist": "pool", "experts": experts, "source": source}


def shares(param: Param, edges: Sequence[float]) -> list[float]:
    """The chance of each slice between two edges, by the levels of 2,000 equally likely values."""
    values = param.quantile((np.arange(2000) + 0.5) / 2000)
    counted, _edges = np.histogram(values, bins=np.asarray(edges))
    return [float(one) / 2000 for one in counted]


def edges(param: Param) -> list[float]:
    """Slices of equal width from the lowest to the highest value."""
    low, high = param.lowest, param.highest
    return [float(x) for x in np.linspace(low, high if high > low else low + 1, SLICES + 1)]
