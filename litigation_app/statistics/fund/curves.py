"""Which points do the pictures of a run stand on: how likely is more than x, how many victims next year, how high are awards and how
well do laws fit them?
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from litigation_app.statistics.fund.amounts import Array
from litigation_app.statistics.fund.families import FAMILIES
from litigation_app.statistics.fund.histograms import from_histogram
from litigation_app.statistics.fund.param import quantile
from litigation_app.statistics.fund.policy import Policy, quantile_table
from litigation_app.statistics.fund.prepared import Prepared
from litigation_app.statistics.fund.scenario import Damage, Scenario


@dataclass(frozen=True)
class FamilyFit:
    """The best law of a family: awards that it expects in each band, of `n` in all (where bands are ranges, the number under which
    they are likeliest), and -2 log likelihood as `histograms.likelihood` leaves out its constant: the same for all families."""

    family: str
    is_chosen: bool
    n: float
    minus2loglik: float
    expected: tuple[float, ...]


def fits(damage: Damage) -> tuple[FamilyFit, ...]:
    """All families on the bands of a damage; none where it has no histogram."""
    return tuple(_fit(family, damage) for family in FAMILIES) if damage.bounds else ()


def _fit(family: str, damage: Damage) -> FamilyFit:
    found = from_histogram(family, damage.bounds, damage.counts)
    expected = found.n * np.diff(found.law.cdf(np.asarray(damage.bounds)))
    return FamilyFit(family, family == damage.fit, found.n, found.minus2loglik, tuple(expected.tolist()))


CHANCES = (
    0.99, 0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.25, 0.2, 0.15, 0.1, 0.075, 0.05, 0.04, 0.03, 0.02, 0.01,
    0.005, 0.002, 0.001, 0.0005, 0.0002, 0.0001,
)  # fmt: skip
SEEN = 10  # paths beyond a point of the curve, at least
AHEAD = (0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99)
BINS = 24
OTHER_CAPS = (0.25, 0.5, 1.0, 2.0, 4.0)  # of the cap, or of the middle award where there is none
TOP = 0.99  # the picture of awards ends at this quantile of the damages, or above the cap


@dataclass(frozen=True)
class Exceeded:
    """A present value, and the chance that the cost lies above it."""

    chance: float
    value: float


@dataclass(frozen=True)
class Ahead:
    """Victims of one group in the next year, as the counts of the past foretell them (before any growth): mean and quantiles."""

    group: str
    mean: float
    levels: dict[str, int]


@dataclass(frozen=True)
class AtCap:
    """The mean award under another cap, and the share of awards that it would cut."""

    cap: float
    mean: float
    cut: float


@dataclass(frozen=True)
class AwardShape:
    """One award of a group at stated prices: shares of the awards and of the damages behind them between `edges`.

    The last bin holds everything above it. `cap` None: there is none. `at_cap`: share of awards that the cap cuts.
    `seen`: the published histogram behind the law (bounds, counts as ranges; an open end is None), where there is one; `fits`: what
    each family makes of it.
    """

    group: str
    edges: tuple[float, ...]
    awards: tuple[float, ...]
    damages: tuple[float, ...]
    mean: float
    cap: float | None
    floor: float
    at_cap: float
    seen_bounds: tuple[float | None, ...]
    seen_counts: tuple[tuple[int, int], ...]
    by_cap: tuple[AtCap, ...] = ()
    fits: tuple[FamilyFit, ...] = ()


def exceeded(ordered: Array) -> tuple[Exceeded, ...]:
    """The curve of a sorted sample, as far down as `SEEN` of its values still lie beyond a point."""
    chances = [c for c in CHANCES if c * len(ordered) >= SEEN] or [0.5]
    return tuple(Exceeded(c, quantile(ordered, 1 - c)) for c in chances)


def ahead(group: Prepared) -> Ahead:
    """What the posterior of the rate says of one year, all identified victims (not only those in scope)."""
    levels = group.posterior.levels(AHEAD)
    return Ahead(group.name, group.posterior.mean, {f"{p:g}": int(k) for p, k in zip(AHEAD, levels, strict=True)})


def award_shape(group: Prepared, scenario: Scenario) -> AwardShape:
    """Awards and damages of one group, over all laws that the figures leave open."""
    awards, damages = np.concatenate(group.awards(scenario.policy)), np.concatenate(group.damages())
    cap, damage = scenario.policy.cap, next(g.damage for g in scenario.groups if g.name == group.name)
    top = float(np.quantile(damages, TOP))
    edges = np.linspace(0.0, top if math.isinf(cap) else max(top, 1.1 * cap), BINS + 1)
    return AwardShape(
        group=group.name,
        edges=tuple(edges.tolist()),
        awards=_shares(awards, edges),
        damages=_shares(damages, edges),
        mean=float(awards.mean()),
        cap=None if math.isinf(cap) else cap,
        floor=scenario.policy.floor,
        at_cap=0.0 if math.isinf(cap) else float((awards >= cap * (1 - 1e-9)).mean()),
        seen_bounds=tuple(None if math.isinf(b) else b for b in damage.bounds),
        seen_counts=tuple((c.lo, c.hi) for c in damage.counts) if damage.bounds else (),
        by_cap=tuple(_by_cap(group, scenario.policy)),
        fits=fits(damage),
    )


def _by_cap(group: Prepared, policy: Policy) -> Iterator[AtCap]:
    """Other caps on the same damages. A slice of the table is its mean, so that only the one slice that a cap cuts is coarse."""
    free = replace(policy, cap=math.inf)
    awards = np.concatenate([quantile_table(law, free) for law in group.laws])
    middle = float(np.median(awards)) if math.isinf(policy.cap) else policy.cap
    for cap in (middle * part for part in OTHER_CAPS):
        if cap > policy.floor:
            yield AtCap(cap, float(np.minimum(awards, cap).mean()), float((awards >= cap * (1 - 1e-9)).mean()))


def _shares(values: Array, edges: Array) -> tuple[float, ...]:
    found, _edges = np.histogram(np.minimum(values, edges[-1]), edges)
    return tuple((found / len(values)).tolist())
