"""Who receives money paid when prosecution is deferred today, in each country: what would the fund take away from whom?"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "receipts_today.toml"
DEFERRED = "deferred_prosecution"
BUDGET, OUTSIDE, NOBODY = MOVES = ("budget", "outside", "nobody")  # from where an income of the fund is taken


@dataclass(frozen=True)
class Today:
    """`kind` is a code that a screen turns into a sentence; `moved_from` one of MOVES."""

    kind: str
    moved_from: str
    source: str


def stated(result: Mapping[str, Any], name: str) -> str:
    """Whose money a source of income is today, in the words of the scenario (`displaces`); "" where it says nothing."""
    return next((str(one.get("displaces", "")) for one in _sources(result) if one.get("name") == name), "")


def of_income(result: Mapping[str, Any], name: str) -> Today | None:
    """Of a source of income of a run; None where it is of another kind."""
    kinds = {str(one.get("name")): one.get("kind", "") for one in _sources(result)}
    return _rows()[str(result["scenario_code"])] if kinds.get(name) == DEFERRED else None


def _sources(result: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    found: Sequence[Mapping[str, Any]] = result["scenario"]["funding"].get("source", ())
    return found


def moves(result: Mapping[str, Any], name: str) -> str:
    """From where a source of income is taken, one of MOVES. What the scenario says in its own words is taken for a line of the
    budget; where nothing is known, for new money."""
    if stated(result, name):
        return BUDGET
    today = of_income(result, name)
    return today.moved_from if today else NOBODY


@cache
def _rows() -> dict[str, Today]:
    return {code: Today(**row) for code, row in tomllib.loads(_FILE.read_text(encoding="utf-8")).items()}
