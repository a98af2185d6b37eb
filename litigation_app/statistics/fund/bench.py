"""How long do 10 years x 100,000 paths x 40 awards take beside the bare primitives, and a whole scenario beside its goal?"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from litigation_app.statistics.fund.amounts import Array, Lognormal
from litigation_app.statistics.fund.policy import ATOMS, Policy, quantile_table
from litigation_app.statistics.fund.scenario_files import load
from litigation_app.statistics.fund.simulate import BLOCK_AWARDS, award_sums
from litigation_app.statistics.fund.study import run_series

YEARS, PATHS, AWARDS = 10, 100_000, 40
REPEATS = 5
BLOCK = BLOCK_AWARDS // (YEARS * AWARDS)


def bench() -> dict[str, float | str]:
    """Seconds of the 40-award run (`value`) and of its primitives in the same process (`floor`): best of five each."""
    table = quantile_table(Lognormal.from_mean(4000, 1), Policy(floor=500, cap=10000))
    engine, floor = [], []
    for _ in range(REPEATS):
        engine.append(_timed(lambda: totals(table)))
        floor.append(primitives(table))
    return {"value": min(engine), "floor": min(floor), "unit": "s"}


def bench_scenario() -> dict[str, float | str]:
    """Seconds of the whole Serbian scenario with 100,000 paths, every answer included."""
    scenario = load("rs")
    seconds = min(_timed(lambda: run_series(scenario, [], paths=PATHS, seed=1)) for _ in range(3))
    return {"value": seconds, "floor": bench()["floor"], "unit": "s"}


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
        began = time.perf_counter()
        drawn = rng.integers(0, ATOMS, BLOCK_AWARDS, dtype=np.uint16)
        out = table.take(drawn)
        np.add.reduceat(out, starts)
        rng.poisson(AWARDS, YEARS * BLOCK)
        seconds += time.perf_counter() - began
    return seconds


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
