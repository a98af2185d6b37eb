"""Who receives money paid when prosecution is deferred today, in each country: what would the fund take away from whom?"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "receipts_today.toml"
DEFERRED = "deferred_prosecution"
BUDGET, OUTSIDE, NOBODY = MOVES = ("budget", "outside", "nobody")  # from where an income of the fund is taken
SHIPPED_NAME = "share of opportunity-principle receipts"  # as older files call it that say no kind


@dataclass(frozen=True)
class Today:
    """`kind` is a code that a screen turns into a sentence; `moved_from` one of MOVES."""

    kind: str
    moved_from: str
    source: str


def stated(result: Mapping[str, Any], name: str) -> str:
    """Whose money a source of income is today, in the words of the scenario (`displaces`); "" where it says nothing."""
    sources = ((result.get("scenario") or {}).get("funding") or {}).get("source", ())
    return next((str(one.get("displaces", "")) for one in sources if one.get("name") == name), "")


def of_income(result: Mapping[str, Any], name: str) -> Today | None:
    """Of a source of income of a run; None where it is of another kind."""
    sources = ((result.get("scenario") or {}).get("funding") or {}).get("source", ())
    kinds = {str(one.get("name")): one.get("kind", "") for one in sources}
    if kinds.get(name) != DEFERRED and name != SHIPPED_NAME:
        return None
    return _rows()[str(result["scenario_code"])]


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
