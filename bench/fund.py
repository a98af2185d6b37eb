"""How fast is the fund's simulation beside its bare draws, and each answer beside its goal?"""

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from bench import fund_work
from bench.measuring import Figure, figure

AWARDS_DRAWN = fund_work.YEARS * fund_work.PATHS * fund_work.AWARDS
# in a process of its own, by its own high-water mark (ru_maxrss would start from that of this process)
LOADED = "from bench import fund_work; "
WORK = "fund_work.bench_scenario(); fund_work.cells(); "
PEAK = "print(next(int(x.split()[1]) for x in open('/proc/self/status') if x.startswith('VmHWM')) / 1024)"


def figures() -> Iterator[Figure]:
    """CPU seconds; the floor of each is the same bare primitives, measured in this process."""
    simulation = fund_work.bench()
    floor = float(simulation["floor"])
    yield _figure("fund_simulation", simulation, "ratio")
    faster = fund_work.plain_loop() / float(simulation["value"])
    yield figure("fund_simulation_against_python", faster, "times", 1.0, 120, "value", "higher", AWARDS_DRAWN)
    yield _figure("fund_scenario_rs", fund_work.bench_scenario(), "value")
    for name, taken, goal in (
        ("fund_exact_ruin", fund_work.exact_ruin, 0.3),
        ("fund_exact_cap", fund_work.exact_cap, 3.0),
        ("fund_searched_cap", fund_work.searched_cap, 3.0),
        ("fund_heatmap", fund_work.cells, 6.0),
        ("fund_what_if", fund_work.dragged, 0.3),
    ):
        yield figure(name, taken(), "s", floor, goal, "value", "lower", fund_work.PATHS)
    yield figure("fund_memory", _peak(WORK), "MB", _peak(""), 400, "value", "lower", fund_work.PATHS)


def _figure(name: str, taken: dict[str, Any], goal_on: str) -> Figure:
    return figure(name, taken["value"], "s", taken["floor"], 1.5, goal_on, "lower", AWARDS_DRAWN)


def _peak(work: str) -> float:
    """Peak megabytes of a process that has loaded the engine and done that."""
    ran = subprocess.run([sys.executable, "-c", LOADED + work + PEAK], check=True, capture_output=True, text=True)
    return float(ran.stdout)
