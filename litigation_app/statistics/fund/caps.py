"""Which cap does a budget bear, and how likely does the fund run dry at each cap and budget (the same random draws for all)?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from litigation_app.statistics.fund.amounts import Array
from litigation_app.statistics.fund.book import Flows
from litigation_app.statistics.fund.needs import budget_needed, interval
from litigation_app.statistics.fund.param import quantile
from litigation_app.statistics.fund.policy import Policy
from litigation_app.statistics.fund.prepared import Prepared
from litigation_app.statistics.fund.scenario import Scenario
from litigation_app.statistics.fund.simulate import Progress, run_blocks

CELLS = 20
TRIED = 8  # caps in one pass
NARROWING, NARROWED = 20_000, 2  # paths, passes
SETTLED = 6  # passes on all paths, at most
PRECISE = 0.01  # of the cap
LEAST_CAP = 100.0
TOP_LEVEL = 0.999  # no cap above this quantile of the damages is tried


@dataclass(frozen=True)
class CapFound:
    """Largest cap with P(dry) at or under the target, and that chance. `cap` None: no cap will do, or (`is_needless`) the
    fund needs none. `low`: the largest cap tried whose 95 % interval lies under the target; `high`: the least whose interval
    lies above it; None where none of those tried does."""

    cap: float | None
    dry: float
    is_needless: bool
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Heatmap:
    """P(dry) for each cap (rows) and yearly budget (columns); `contour`: for each cap the budget at the target."""

    caps: tuple[float, ...]
    budgets: tuple[float, ...]
    dry: tuple[tuple[float, ...], ...]
    target: float
    contour: tuple[float, ...]


def cap_for(
    scenario: Scenario, groups: Sequence[Prepared], *, target: float, paths: int, seed: int, threads: int = 1
) -> CapFound:
    """Narrowed down on few paths, then settled on all: on every path a higher cap costs no less, so that it holds again."""
    bottom, top = _span(scenario, groups)

    def asked(low: float, high: float, of: int) -> dict[float, float]:
        caps = [low, *np.geomspace(low, high, TRIED)[1:-1].tolist(), high] if low < high else [low]
        found = dry_at(scenario, groups, caps, paths=of, seed=seed, threads=threads)
        return dict(zip(caps, found.tolist(), strict=True))

    low, high, few = bottom, top, min(paths, NARROWING)
    for _ in range(NARROWED):
        under, over = _sure(asked(low, high, few), target, few)
        low, high = under or low, over or high
    settled: dict[float, float] = {}
    for _ in range(SETTLED):
        settled |= asked(low, high, paths)
        good = max((cap for cap, dry in settled.items() if dry <= target), default=None)
        bad = min((cap for cap, dry in settled.items() if dry > target), default=None)
        if (good is None and low == bottom) or (bad is None and high == top):
            return CapFound(None, settled[bottom if good is None else top], is_needless=good is not None)
        low, high = bottom if good is None else good, top if bad is None else bad
        if good and bad and high - low <= PRECISE * high:
            break
    return CapFound(good, settled[low], False, *_sure(settled, target, paths))


def _sure(chances: dict[float, float], target: float, paths: int) -> tuple[float | None, float | None]:
    """The largest cap that keeps the target whatever the draws, and the least that does not."""
    spans = {cap: interval(dry, paths) for cap, dry in chances.items()}
    return (
        max((cap for cap, (_low, high) in spans.items() if high <= target), default=None),
        min((cap for cap, (low, _high) in spans.items() if low > target), default=None),
    )


def _span(scenario: Scenario, groups: Sequence[Prepared]) -> tuple[float, float]:
    tops = [float(law.quantile(np.asarray(TOP_LEVEL))) for g in groups for law in g.laws]
    bands = [b.amount for b in scenario.policy.bands]
    low = max(scenario.policy.floor, LEAST_CAP)
    return low, max(scenario.policy.share * max(bands or tops), 2 * low)


def dry_at(
    scenario: Scenario, groups: Sequence[Prepared], caps: Sequence[float], *, paths: int, seed: int, threads: int = 1
) -> Array:
    """Chance of running dry under each cap."""

    def reduce(flows: Flows) -> Flows:
        return {"dry": (flows["balance"].min(axis=1) < 0).astype(float)}

    kept = run_blocks(scenario, groups, _capped(scenario, caps), reduce, paths=paths, seed=seed, threads=threads)
    return np.asarray(kept["dry"].mean(axis=1))


def _capped(scenario: Scenario, caps: Sequence[float]) -> list[Policy]:
    return [replace(scenario.policy, cap=float(cap)) for cap in caps]


def heatmap(
    scenario: Scenario,
    groups: Sequence[Prepared],
    *,
    paths: int,
    seed: int,
    threads: int = 1,
    progress: Progress | None = None,
) -> Heatmap:
    """20 caps by 20 budgets. One run gives all caps; for each of them one sort gives all budgets."""
    low, high = _span(scenario, groups)
    middle = scenario.policy.cap if math.isfinite(scenario.policy.cap) else math.sqrt(low * high)
    caps = np.geomspace(max(low, middle / 5), max(min(high, middle * 5), 2 * low), CELLS)

    def reduce(flows: Flows) -> Flows:
        net = flows["award"] + flows["admin"] - flows["recovery"]
        return {"need": budget_needed(scenario, net, flows["other"], flows["unit"])}

    rules = _capped(scenario, caps.tolist())
    kept = run_blocks(scenario, groups, rules, reduce, paths=paths, seed=seed, threads=threads, progress=progress)
    need = np.sort(kept["need"], axis=1)
    budgets = np.linspace(0.0, max(1.25 * scenario.budget, quantile(need[-1], 0.999)), CELLS)
    dry = 1 - np.asarray([np.searchsorted(row, budgets, side="right") for row in need]) / paths
    target = scenario.ruin_target
    return Heatmap(
        caps=tuple(caps.tolist()),
        budgets=tuple(budgets.tolist()),
        dry=tuple(tuple(row) for row in dry.tolist()),
        target=target,
        contour=tuple(quantile(row, 1 - target) for row in need),
    )
