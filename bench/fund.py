"""How fast is the fund's simulation beside its bare draws, and a whole scenario beside its goal?"""

from collections.abc import Iterator
from typing import Any

from bench.measuring import Figure, figure
from litigation_app.statistics.fund import bench

AWARDS_DRAWN = bench.YEARS * bench.PATHS * bench.AWARDS


def figures() -> Iterator[Figure]:
    """Both in seconds; the floor of the scenario is the same bare primitives."""
    yield _figure("fund_simulation", bench.bench(), "ratio")
    yield _figure("fund_scenario_rs", bench.bench_scenario(), "value")


def _figure(name: str, taken: dict[str, Any], goal_on: str) -> Figure:
    return figure(name, taken["value"], "s", taken["floor"], 1.5, goal_on, "lower", AWARDS_DRAWN)
