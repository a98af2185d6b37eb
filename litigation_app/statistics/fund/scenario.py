"""Which assumptions does a scenario file state (frozen, with the hash that names it)?"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from litigation_app.statistics.fund.inputs import CountSeries
from litigation_app.statistics.fund.param import Param
from litigation_app.statistics.fund.policy import Policy

Tree = dict[str, Any]


class ScenarioRefused(ValueError):
    """The scenario cannot be used; `key` is the dotted key at fault."""

    def __init__(self, key: str, why: str) -> None:
        super().__init__(f"{key}: {why}")
        self.key = key


@dataclass(frozen=True)
class Group:
    """One group of victims: literal counts or an expert's yearly rate, and what one damage is (quantiles, n if a sample)."""

    name: str
    release: str | None
    counts: CountSeries
    expert: Param | None
    model: str
    share_in_scope: float
    quantiles: Mapping[float, float]
    n: int | None
    severity_source: str


@dataclass(frozen=True)
class Source:
    """One yearly income: base * share, wavering with base_cv; or convictions * amount * collection rate."""

    name: str
    base: float
    cv: float
    share: float
    collected: Param


@dataclass(frozen=True)
class Fiscal:
    """Local currency per unit of the scenario's currency, with its date and source."""

    local_currency: str
    rate: float
    rate_date: str
    rate_source: str


@dataclass(frozen=True)
class Scenario:
    """All assumptions of a run. Money in `currency` at prices of `price_base_year`; rates are yearly; year 1 is index 0."""

    code: str
    name: str
    horizon: int
    currency: str
    price_base_year: int
    ruin_target: float
    inflation: Param
    discount: Param
    interest: float
    application_rate: Param
    grant_rate: Param
    ramp: tuple[float, ...]
    growth: Param
    lag: tuple[float, ...]
    admin_fixed: Param
    per_application: Param
    start_up: float
    recovery_share: Param
    recovery_lag: tuple[float, ...]
    groups: tuple[Group, ...]
    policy: Policy
    opening_reserve: float
    budget: float
    is_income_indexed: bool
    sources: tuple[Source, ...]
    fiscal: Fiscal | None
    paths: int
    seed: int
    warnings: tuple[str, ...]
    hash: str

    @property
    def counts(self) -> tuple[CountSeries, ...]:
        """The literal counts of the file, for groups that have any."""
        return tuple(g.counts for g in self.groups if g.counts.years)

    @property
    def settled_year(self) -> int:
        """Index of the first year after the awareness ramp: the year that the headline figures describe."""
        return min(len(self.ramp), self.horizon - 1)

    def ramp_in(self, year: int) -> float:
        """Share of the final application rate that a year reaches; the last value is carried forward."""
        return self.ramp[min(year, len(self.ramp) - 1)] if self.ramp else 1.0


def canonical_hash(tree: Tree) -> str:
    """SHA-256 of the merged tree, whatever the order and spelling of the file."""
    return hashlib.sha256(json.dumps(_plain(tree), sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_plain(v) for v in value]
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int | float):
        return float(value) if math.isfinite(value) else str(value)
    return str(value)
