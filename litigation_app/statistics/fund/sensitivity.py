"""Which assumption matters: how far does the mean ten-year cost move with each (tornado)?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from litigation_app.statistics.fund.amounts import Array
from litigation_app.statistics.fund.closed_form import inputs
from litigation_app.statistics.fund.exact import mean_present_value
from litigation_app.statistics.fund.frequency import Posterior
from litigation_app.statistics.fund.param import Param
from litigation_app.statistics.fund.prepared import Prepared
from litigation_app.statistics.fund.scenario import Scenario

BAR = (0.05, 0.95)
FIELDS = {
    "application_rate": "application_rate",
    "grant_rate": "grant_rate",
    "eligible": "eligible",
    "growth": "growth",
    "inflation": "inflation",
    "discount": "discount",
    "admin_fixed": "admin_fixed",
    "per_application": "per_application",
    "recovery": "recovery_share",
}


@dataclass(frozen=True)
class Bar:
    """One assumption at its 5 % and its 95 %: its own values (of damages the middle one), and the exact mean present value there."""

    code: str
    low: float
    high: float
    at_low: float
    at_high: float

    @property
    def width(self) -> float:
        """How far the mean cost moves."""
        return abs(self.at_high - self.at_low)


def tornado(scenario: Scenario, groups: Sequence[Prepared]) -> tuple[Bar, ...]:
    """A bar for each uncertain assumption, the widest first."""
    bars = [_bar(scenario, groups, code, of) for code, of in inputs(scenario, groups).items()]
    return tuple(sorted(bars, key=lambda b: -b.width))


def _bar(scenario: Scenario, groups: Sequence[Prepared], code: str, of: Callable[[Array], Array]) -> Bar:
    low, high = (float(x) for x in of(np.asarray(BAR)))
    shown = (_shown(groups, code, x) for x in (low, high))
    return Bar(code, *shown, *(_cost_with(scenario, groups, code, x) for x in (low, high)))


def _shown(groups: Sequence[Prepared], code: str, value: float) -> float:
    """What a reader is told of a value: of a numbered law of damages, the damage that half exceed."""
    kind, _, name = code.partition(":")
    laws = next((g.laws for g in groups if kind == "damage" and g.name == name), None)
    return value if laws is None else float(laws[int(value)].quantile(np.asarray(0.5)))


def _cost_with(scenario: Scenario, groups: Sequence[Prepared], code: str, value: float) -> float:
    """Exact mean present value with one assumption at a value."""
    if code in FIELDS:
        return mean_present_value(replace(scenario, **{FIELDS[code]: Param("constant", value)}), groups)  # type: ignore[arg-type]
    kind, _, name = code.partition(":")
    return mean_present_value(scenario, [_held(g, kind, value) if g.name == name else g for g in groups])


def _held(group: Prepared, kind: str, value: float) -> Prepared:
    if kind == "victims":
        return replace(group, posterior=Posterior(np.asarray([value]), np.zeros(1), np.ones(1)))
    if kind == "coverage":
        return replace(group, coverage=Param("constant", value))
    return replace(group, laws=(group.laws[int(value)],))
