"""How long do 10 years x 100,000 paths x 40 awards take beside the bare primitives, and a whole scenario beside its goal?"""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import numpy as np

from litigation_app.statistics.fund import caps
from litigation_app.statistics.fund.amounts import Array, Lognormal
from litigation_app.statistics.fund.dry import cap_for, ruin_of
from litigation_app.statistics.fund.horizon import Payments
from litigation_app.statistics.fund.means import Means
from litigation_app.statistics.fund.policy import ATOMS, Policy, quantile_table
from litigation_app.statistics.fund.prepared import prepare
from litigation_app.statistics.fund.scenario_files import load
from litigation_app.statistics.fund.simulate import BLOCK_AWARDS, award_sums
from litigation_app.statistics.fund.study import run_series
from litigation_app.statistics.fund.whatif import RESTING, what_if

YEARS, PATHS, AWARDS = 10, 100_000, 40
REPEATS = 5
BLOCK = BLOCK_AWARDS // (YEARS * AWARDS)


def bench() -> dict[str, float | str]:
    """CPU seconds of the 40-award run (`value`) and of its primitives in the same process (`floor`): best of five each."""
    table = quantile_table(Lognormal.from_mean(4000, 1), Policy(floor=500, cap=10000))
    engine, floor = [], []
    for _ in range(REPEATS):
        engine.append(_timed(lambda: totals(table)))
        floor.append(primitives(table))
    return {"value": min(engine), "floor": min(floor), "unit": "s"}


def bench_scenario() -> dict[str, float | str]:
    """CPU seconds of the whole Serbian scenario with 100,000 paths, every answer included."""
    scenario = load("rs")
    seconds = min(_timed(lambda: run_series(scenario, [], paths=PATHS, seed=1)) for _ in range(3))
    return {"value": seconds, "floor": bench()["floor"], "unit": "s"}


def plain_loop(paths: int = 400) -> float:
    """CPU seconds that a loop in plain Python takes for all paths (measured on some of them)."""
    law, policy, rng = Lognormal.from_mean(4000, 1), Policy(floor=500, cap=10000), random.Random(1)

    def loop() -> float:
        total = 0.0
        for _ in range(paths * YEARS):
            for _ in range(AWARDS):
                total += min(policy.cap, max(policy.floor, rng.lognormvariate(law.mu, law.sigma)))
        return total

    return _timed(loop) * PATHS / paths


def ten_years() -> tuple[Payments, Means]:
    """The verified ten-year fund: an uncertain rate of 40 awards, lag, growth; a reserve and an income."""
    law, policy = Lognormal.from_mean(4000, 1), Policy(floor=500, cap=10000)
    pay = Payments(40, 0.3, law, policy, YEARS, growth=0.02, lag=(0.5, 0.35, 0.15))
    return pay, Means(100_000, (180_000,) * YEARS)


def exact_ruin() -> float:
    """CPU seconds of the exact chance of running dry in ten years."""
    return min(_timed(lambda: ruin_of(*ten_years())) for _ in range(3))


def exact_cap() -> float:
    """CPU seconds of the largest cap by bisection on that chance."""
    return _timed(lambda: cap_for(*ten_years(), target=0.01))


def searched_cap() -> float:
    """CPU seconds of the largest cap of the Serbian scenario, settled on all paths."""
    scenario = load("rs")
    groups = prepare(scenario, scenario.counts)
    return _timed(lambda: caps.cap_for(scenario, groups, target=0.01, paths=PATHS, seed=1))


def cells() -> float:
    """CPU seconds of the heatmap of 20 caps and 20 budgets with all paths."""
    scenario = load("rs")
    groups = prepare(scenario, scenario.counts)
    return _timed(lambda: caps.heatmap(scenario, groups, paths=PATHS, seed=1))


def dragged() -> float:
    """CPU seconds of one answer while a slider moves, the fit being there."""
    scenario = load("rs")
    what_if(scenario, scenario.counts, {}, paths=RESTING, seed=1)
    moves = ({"cap": 5000.0 + 500 * i, "budget": 40_000.0} for i in range(3))
    return min(_timed(lambda m=m: what_if(scenario, scenario.counts, m, paths=RESTING, seed=1)) for m in moves)  # type: ignore[misc]


def totals(table: Array, paths: int = PATHS, seed: int = 1) -> Array:
    """Yearly award totals, shape (years, paths), Poisson(40) awards a year."""
    found = np.empty((YEARS, paths))
    blocks = range(0, paths, BLOCK)
    for start, stream in zip(blocks, np.random.SeedSequence(seed).spawn(len(blocks)), strict=True):
        rng = np.random.Generator(np.random.SFC64(stream))
        n = min(BLOCK, paths - start)
        counts = rng.poisson(AWARDS, YEARS * n)
        found[:, start : start + n] = award_sums(rng, counts, table).reshape(YEARS, n)
    return found


def primitives(table: Array) -> float:
    """Seconds that the same number of bare draws, gathers, reductions and Poisson draws take, in the same block size."""
    rng = np.random.Generator(np.random.SFC64(2))
    starts = np.arange(0, BLOCK_AWARDS, AWARDS)
    out = table.take(rng.integers(0, ATOMS, BLOCK_AWARDS, dtype=np.uint16))
    seconds = 0.0
    for _ in range(PATHS // BLOCK):
        began = time.process_time()
        drawn = rng.integers(0, ATOMS, BLOCK_AWARDS, dtype=np.uint16)
        out = table.take(drawn)
        np.add.reduceat(out, starts)
        rng.poisson(AWARDS, YEARS * BLOCK)
        seconds += time.process_time() - began
    return seconds


def _timed(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
