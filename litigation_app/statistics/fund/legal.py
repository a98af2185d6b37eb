"""Where does a scenario's scheme stand ill with European law (what is doubted, and the source of the doubt)?"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from litigation_app.statistics.fund.scenario import Scenario


@dataclass(frozen=True)
class Doubt:
    """`code` is flat_award, heads, heads_not_stated or time_limit; `missing`: heads that are not covered."""

    code: str
    article: str
    source: str
    missing: tuple[str, ...] = ()


def doubts(scenario: Scenario) -> tuple[Doubt, ...]:
    """All that stands against the scheme, as far as the scenario shows it."""
    found = [_doubt("flat_award")] if scenario.policy.is_flat else []
    required = set(_rules()["heads"]["required"])
    if scenario.heads is None:
        found.append(_doubt("heads_not_stated"))
    elif missing := required - set(scenario.heads):
        found.append(_doubt("heads", tuple(sorted(missing))))
    if scenario.time_limit is not None and scenario.time_limit < _rules()["time_limit"]["least_years"]:
        found.append(_doubt("time_limit"))
    return tuple(found)


def _doubt(code: str, missing: tuple[str, ...] = ()) -> Doubt:
    rule = _rules()[code]
    return Doubt(code, rule["article"], rule["source"], missing)


@cache
def _rules() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "legal.toml").read_text(encoding="utf-8"))
