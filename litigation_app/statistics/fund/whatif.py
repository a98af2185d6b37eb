"""What do the headline figures become while a slider is dragged (few paths, the same draws each time)?"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from litigation_app.statistics.fund import draws
from litigation_app.statistics.fund.amounts import Array
from litigation_app.statistics.fund.inputs import CountSeries, Interval, years_in
from litigation_app.statistics.fund.param import quantile
from litigation_app.statistics.fund.prepared import Prepared, prepare
from litigation_app.statistics.fund.scenario import Group, Scenario, ScenarioRefused
from litigation_app.statistics.fund.scenario_reading import scenario_from
from litigation_app.statistics.fund.simulate import block_paths, run_paths

DRAGGING, RESTING = 4_000, 20_000
SLIDERS = ("cap", "floor", "budget", "reserve", "scope", "application_rate", "grant_rate", "admin_fixed")
UNCERTAIN = {"application_rate": 1.0, "grant_rate": 1.0, "admin_fixed": math.inf}  # with the most that each can be


class SliderRefused(ValueError):
    """A slider that does not exist, or a value that it cannot have; the message names it."""


@dataclass(frozen=True)
class Headline:
    """The six figures that come first."""

    settled_mean: float
    settled_q95: float
    settled_q99: float
    present_mean: float
    dry: float
    office_share: float


def what_if(
    scenario: Scenario, counts: Sequence[CountSeries], sliders: Mapping[str, float], *, paths: int, seed: int
) -> Headline:
    """The scenario with some values moved: what is uncertain keeps its shape about the mean that the slider says. The fit is
    remembered, so that only the paths are made anew.

    Raises:
        SliderRefused: names the slider.
    """
    moved = _moved(scenario, sliders)
    scope = sliders.get("scope", 1.0)
    fitted = _fitted(_Fit(scenario, tuple(counts)))
    groups = [replace(g, scope=g.scope * scope) for g in fitted]
    size = block_paths(scenario, fitted, paths)  # the estimate's own, so that both sides draw from the same streams
    found = run_paths(moved, groups, paths=paths, seed=seed, size=size, is_owing=False)
    settled = np.sort(found.net[moved.settled_year])
    office, award = float(found.admin.sum()), float(found.award.sum())
    return Headline(
        settled_mean=float(settled.mean()),
        settled_q95=quantile(settled, 0.95),
        settled_q99=quantile(settled, 0.99),
        present_mean=_mean(found.net * found.discount),
        dry=float((found.balance.min(axis=0) < 0).mean()),
        office_share=office / (office + award) if office + award > 0 else 0.0,
    )


def base_line(scenario: Scenario, counts: Sequence[CountSeries], *, paths: int, seed: int) -> Headline:
    """The scenario with nothing moved, remembered: while a slider is dragged only the moved side is run anew."""
    return _base(_Fit(scenario, tuple(counts)), paths, seed)


def beside_awards(scenario: Scenario, counts: Sequence[CountSeries], sliders: Mapping[str, float]) -> float:
    """How many advances and lumps of income one future of that answer draws beside its awards."""
    victims = sum(g.victims for g in _fitted(_Fit(scenario, tuple(counts)))) * sliders.get("scope", 1.0)
    return draws.beside_awards(_moved(scenario, sliders), victims)


def _mean(present: Array) -> float:
    return float(present.sum(axis=0).mean())


def _moved(scenario: Scenario, sliders: Mapping[str, float]) -> Scenario:
    for name, value in sliders.items():
        if name not in SLIDERS or not np.isfinite(value) or value < 0:
            raise SliderRefused(f"{name}: is no slider or cannot be {value}")
        if name in ("application_rate", "grant_rate") and value > 1:
            raise SliderRefused(f"{name}: must lie between 0 and 1")
    policy = replace(
        scenario.policy,
        floor=sliders.get("floor", scenario.policy.floor),
        cap=sliders.get("cap", scenario.policy.cap),
    )
    if policy.cap < policy.floor:
        raise SliderRefused("cap: must not lie below the floor")
    params = {k: getattr(scenario, k).at_mean(sliders[k], most) for k, most in UNCERTAIN.items() if k in sliders}
    moved = replace(scenario, **params)
    budget, reserve = sliders.get("budget", scenario.budget), sliders.get("reserve", scenario.opening_reserve)
    return replace(moved, policy=policy, budget=budget, opening_reserve=reserve)


@dataclass(frozen=True)
class Kept:
    """What a stored result was made of, ready to be asked again: its hidden counts at their highest."""

    scenario: Scenario
    counts: tuple[CountSeries, ...]


def kept(result: Mapping[str, Any]) -> Kept | None:
    """The scenario and counts of a result of `study.run_whole`; None where this engine reads its scenario no more.

    Awards that a publication counted stand in the result as its histogram, so that the publication is not needed again.
    """
    try:
        scenario = scenario_from(result["scenario"])
    except ScenarioRefused:
        return None
    seen = {one["group"]: one for one in result["depth"]["awards"] if one["seen_counts"]}
    groups = tuple(_with_histogram(g, seen[g.name]) if g.name in seen else g for g in scenario.groups)
    counts, printed_in = result["high"]["counts"].items(), result.get("printed_in", {})
    series = (
        CountSeries(group, _again(years, printed_in.get(group, {})), "", result["releases"].get(group))
        for group, years in counts
    )
    return Kept(replace(scenario, groups=groups), tuple(series))


def _again(counts: Mapping[str, Sequence[int]], printed_in: Mapping[str, int]) -> dict[int, Interval]:
    spans = {name: years_in(name) for name in counts}
    return {
        spans[name][0]: Interval(low, high, len(spans[name]), printed_in.get(name))
        for name, (low, high) in counts.items()
    }


def _with_histogram(group: Group, seen: Mapping[str, Any]) -> Group:
    bounds = tuple(math.inf if b is None else float(b) for b in seen["seen_bounds"])
    counts = tuple(Interval(*ends) for ends in seen["seen_counts"])
    return replace(group, damage=replace(group.damage, quantiles={}, n=None, bounds=bounds, counts=counts, amounts=()))


@dataclass(frozen=True)
class _Fit:
    """A scenario and its counts, by what names them."""

    scenario: Scenario
    counts: tuple[CountSeries, ...]

    def __hash__(self) -> int:
        return hash(self._said)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Fit) and self._said == other._said

    @property
    def _said(self) -> tuple[object, ...]:
        damages = tuple(repr(g.damage) for g in self.scenario.groups)  # a publication may have replaced the file's
        return (self.scenario.hash, damages, *((c.group, tuple(c.years.items())) for c in self.counts))


@lru_cache(maxsize=8)
def _fitted(fit: _Fit) -> tuple[Prepared, ...]:
    return prepare(fit.scenario, fit.counts)


@lru_cache(maxsize=64)
def _base(fit: _Fit, paths: int, seed: int) -> Headline:
    return what_if(fit.scenario, fit.counts, {}, paths=paths, seed=seed)
