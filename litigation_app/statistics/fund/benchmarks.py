"""What do compensation schemes abroad report of themselves (figures with their sources, for comparison)?"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

MEASURES = ("mean_award", "administration", "grant_rate", "recovery")


@dataclass(frozen=True)
class Benchmark:
    """One published figure. `unit` is share, or the currency of an amount; `bound`: only a limit was published (over, under)."""

    measure: str
    scheme: str
    year: str
    value: float
    unit: str
    source: str
    bound: str = ""


@cache
def benchmarks() -> tuple[Benchmark, ...]:
    """All of them, in the order of the file."""
    rows = tomllib.loads((Path(__file__).parent / "benchmarks.toml").read_text(encoding="utf-8"))["figure"]
    return tuple(Benchmark(**row) for row in rows)
