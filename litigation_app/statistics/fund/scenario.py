"""Which assumptions does a scenario file state (frozen, with the hash that names it)?"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from litigation_app.statistics.fund.inputs import CountSeries, Interval
from litigation_app.statistics.fund.param import Param
from litigation_app.statistics.fund.policy import Policy

Tree = dict[str, Any]
WHOLE = Param("constant", 1.0)


class ScenarioRefused(ValueError):
    """The scenario cannot be used; `key` is the dotted key at fault."""

    def __init__(self, key: str, why: str) -> None:
        super().__init__(f"{key}: {why}")
        self.key, self.why = key, why


@dataclass(frozen=True)
class Damage:
    """What one damage of a group is: a family fitted to quantiles (with n where they come from a sample) or to a histogram,
    or a tariff, that is, amounts with the number of awards of each."""

    fit: str
    quantiles: Mapping[float, float]
    n: int | None
    bounds: tuple[float, ...] = ()
    amounts: tuple[float, ...] = ()
    counts: tuple[Interval, ...] = ()
    source: str = ""

    @property
    def sample(self) -> float | None:
        """Awards behind it, a range of them at its middle; None where the figures are a judgement."""
        return sum((c.lo + c.hi) / 2 for c in self.counts) if self.counts else self.n

    def times(self, factor: float) -> Damage:
        """The same damage in another unit of money."""
        quantiles = {p: factor * x for p, x in self.quantiles.items()}
        bounds, amounts = (tuple(factor * x for x in xs) for xs in (self.bounds, self.amounts))
        return replace(self, quantiles=quantiles, bounds=bounds, amounts=amounts)


@dataclass(frozen=True)
class Group:
    """One group of victims: literal counts or an expert's yearly rate, and what one damage is.

    `reported`: share of a year's victims that is known 0, 1, 2, ... years later (delay 0 is the year of the publication that prints
    a count; where none does, the last year of counts). `coverage`: share of all victims whom the counts see.
    """

    name: str
    release: str | None
    counts: CountSeries
    expert: Param | None
    model: str
    share_in_scope: float
    damage: Damage
    reported: tuple[float, ...] = (1.0,)
    coverage: Param = WHOLE


@dataclass(frozen=True)
class Advance:
    """Paid in the year of the application: `share` of the award, at most `cap`; set off at the decision. Of what was paid on
    applications that are refused, `recovered` comes back."""

    share: float = 0.0
    cap: float = math.inf
    recovered: float = 0.0


@dataclass(frozen=True)
class Post:
    """So many of one post of the office: gross pay of one in a year, and what the employer pays on top as a share of it."""

    name: str
    number: float
    gross: float
    on_costs: float

    @property
    def pay(self) -> float:
        """Gross pay of all of them in a year, at stated prices."""
        return self.number * self.gross


@dataclass(frozen=True)
class Source:
    """One yearly income besides the budget: base * share * collection rate, wavering with `cv`; and lumps (confiscations):
    Poisson events a year, each a lognormal amount of which the fund gets the share.

    `is_surcharge`: convictions * amount, `convictions` of them a year. Years count from 0; `last` None is without end.
    """

    name: str
    base: float
    cv: float
    share: float
    collected: Param
    is_surcharge: bool = False
    convictions: float = 0.0
    events: float = 0.0
    event_mean: float = 0.0
    event_cv: float = 0.0
    is_indexed: bool | None = None
    first: int = 0
    last: int | None = None
    source: str = ""

    def runs_in(self, year: int) -> bool:
        """Whether it brings anything in that year."""
        return self.first <= year and (self.last is None or year <= self.last)

    @property
    def mean(self) -> float:
        """Expected income of a year in which it runs, at stated prices."""
        return (self.base * self.collected.mean + self.events * self.event_mean) * self.share


@dataclass(frozen=True)
class Stress:
    """What might go wrong, by a code: so many victims more in one year, receipts (not the budget) times a factor, and what all
    income of a year in local currency still buys (`exchange`), as a factor."""

    code: str
    name: str = ""
    victims: float = 0.0
    victims_year: int = 0
    factor: float = 1.0
    first: int = 0
    last: int = 0
    exchange: float = 1.0
    exchange_first: int = 0
    exchange_last: int = 0
    source: str = ""

    def bought(self, year: int) -> float:
        """What a unit of local currency still buys in that year, as a factor."""
        return self.exchange if self.exchange_first <= year <= self.exchange_last else 1.0

    def receipts(self, year: int) -> float:
        """What is left of receipts in that year, as a factor."""
        return self.factor if self.first <= year <= self.last else 1.0


@dataclass(frozen=True)
class Option:
    """Another way to set up the fund: a scenario of its own, by a code and a name."""

    code: str
    name: str
    source: str
    scenario: Scenario


@dataclass(frozen=True)
class Fiscal:
    """Local currency per unit of the scenario's currency, with its date and source."""

    local_currency: str
    rate: float
    rate_date: str
    rate_source: str


NO_ADVANCE = Advance()


@dataclass(frozen=True)
class Scenario:
    """All assumptions of a run. Money in `currency` at prices of `price_year`, from which it rises to the first year; the money at
    the start is as it stands on the first day. Rates are yearly; year 1 is index 0."""

    code: str
    name: str
    horizon: int
    currency: str
    price_year: int
    first_year: int
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
    eligible: Param = WHOLE
    advance: Advance = NO_ADVANCE
    payment_lag: tuple[float, ...] = (1.0,)
    old_cases: float = 0.0
    old_cases_spread: tuple[float, ...] = (1.0,)
    heads: tuple[str, ...] | None = None
    time_limit: float | None = None
    posts: tuple[Post, ...] = ()  # paid beside `admin_fixed`
    is_lapsing: bool = False  # what is left of the year's budget goes back; what came from elsewhere stays
    stress: Stress | None = None
    stresses: tuple[Stress, ...] = ()
    options: tuple[Option, ...] = ()
    tree: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def counts(self) -> tuple[CountSeries, ...]:
        """The literal counts of the file, for groups that have any."""
        return tuple(g.counts for g in self.groups if g.counts.years)

    @property
    def rise_years(self) -> int:
        """Years through which prices rise before the first year: from those in which amounts are stated to its own."""
        return self.first_year - self.price_year

    @property
    def income(self) -> float:
        """Expected income of a year at stated prices, when every source runs."""
        return self.budget + sum(s.mean for s in self.sources)

    @property
    def contributions(self) -> float:
        """What the employer pays on top of the pay of all posts in a year, at stated prices."""
        return sum(one.pay * one.on_costs for one in self.posts)

    @property
    def payroll(self) -> float:
        """Pay of all posts with what the employer pays on top."""
        return sum(one.pay for one in self.posts) + self.contributions

    @property
    def settled_year(self) -> int:
        """Index of the first year after the awareness ramp: the year that the headline figures describe."""
        return min(len(self.ramp), self.horizon - 1)

    def is_indexed(self, source: Source) -> bool:
        """Whether a source rises with prices: its own word, or else the budget's."""
        return self.is_income_indexed if source.is_indexed is None else source.is_indexed

    def old_in(self, year: int) -> float:
        """Old cases that apply in that year, before application and grant rates."""
        return self.old_cases * (self.old_cases_spread[year] if year < len(self.old_cases_spread) else 0.0)

    def ramp_in(self, year: int) -> float:
        """Share of the final application rate that a year reaches; the last value is carried forward."""
        return self.ramp[min(year, len(self.ramp) - 1)] if self.ramp else 1.0


def as_json(value: Any) -> Any:
    """A merged tree as JSON values, from which the same scenario is read again (days become text)."""
    if isinstance(value, dict):
        return {str(k): as_json(v) for k, v in value.items()}
    if isinstance(value, list):
        return [as_json(v) for v in value]
    if isinstance(value, bool | str | int) or (isinstance(value, float) and math.isfinite(value)):
        return value
    return str(value)


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
