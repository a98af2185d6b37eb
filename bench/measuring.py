"""How is a figure taken: CPU of both sides in turn, in one process, and one line for what came out?"""

import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

Figure = dict[str, Any]
WARM = 15


class Beside(NamedTuple):
    """Median CPU milliseconds of an act and of its floor, and how often each ran."""

    value: float
    floor: float
    n: int


def beside(act: Callable[[], object], floor: Callable[[], object], n: int = 150) -> Beside:
    """Both in turn, so that a busy machine is as unkind to the one as to the other; medians after a warm-up."""
    taken: tuple[list[float], list[float]] = ([], [])
    for turn in range(n + WARM):
        for one, found in zip((act, floor), taken, strict=True):
            start = time.process_time_ns()
            one()
            if turn >= WARM:
                found.append((time.process_time_ns() - start) / 1e6)
    return Beside(statistics.median(taken[0]), statistics.median(taken[1]), n)


def cpu(act: Callable[[], object], repeats: int = 3) -> float:
    """The least CPU seconds of some repeats."""
    best = float("inf")
    for _ in range(repeats):
        start = time.process_time()
        act()
        best = min(best, time.process_time() - start)
    return best


def figure(name: str, value: float, unit: str, floor: float, goal: float, goal_on: str, better: str, n: int) -> Figure:
    """One line of `make bench`. `ratio` is how many times worse than the floor, whichever way is better."""
    ratio = value / floor if better == "lower" else floor / value
    return {
        "name": name,
        "value": round(value, 4),
        "unit": unit,
        "floor": round(floor, 4),
        "ratio": round(ratio, 3),
        "goal": goal,
        "goal_on": goal_on,
        "better": better,
        "n": n,
    }


def in_ms(name: str, taken: Beside, goal: float, goal_on: str) -> Figure:
    """A figure in CPU milliseconds."""
    return figure(name, taken.value, "ms", taken.floor, goal, goal_on, "lower", taken.n)


def resident() -> float:
    """Megabytes of this process that lie in memory."""
    for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise LookupError("VmRSS")
