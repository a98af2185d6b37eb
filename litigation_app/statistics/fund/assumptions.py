"""Which assumptions stand behind a result, each with its source, in an order that a reader can follow?"""

from __future__ import annotations

import math
from dataclasses import dataclass

from litigation_app.statistics.fund.param import Param
from litigation_app.statistics.fund.scenario import Scenario


@dataclass(frozen=True)
class Assumption:
    """`code` names it, `unit` is share, money, rate, years or shares; `values` are low, mode, high of a PERT judgement,
    mean and standard deviation of a normal one, otherwise the value or the list."""

    code: str
    unit: str
    kind: str
    values: tuple[float, ...]
    source: str


def assumptions(scenario: Scenario) -> tuple[Assumption, ...]:
    """Every assumption of the scenario, the uncertain ones with all their numbers."""
    s, cap = scenario, scenario.policy.cap
    found = [
        _param("application_rate", "share", s.application_rate),
        _param("grant_rate", "share", s.grant_rate),
        _listed("ramp", "shares", s.ramp),
        _param("growth", "rate", s.growth),
        _listed("decision_lag", "shares", s.lag),
        *(Assumption("damage", "money", "quantiles", tuple(g.quantiles.values()), g.severity_source) for g in s.groups),
        _listed("award_share", "share", (s.policy.share,)),
        _listed("floor", "money", (s.policy.floor,)),
        *([] if math.isinf(cap) else [_listed("cap", "money", (cap,))]),
        _param("admin_fixed", "money", s.admin_fixed),
        _param("per_application", "money", s.per_application),
        _listed("start_up", "money", (s.start_up,)),
        _param("recovery", "share", s.recovery_share),
        _listed("reserve", "money", (s.opening_reserve,)),
        _listed("budget", "money", (s.budget,)),
        *(Assumption("source", "money", "constant", (x.base * x.share * x.collected.mean,), x.name) for x in s.sources),
        _param("inflation", "rate", s.inflation),
        _param("discount", "rate", s.discount),
    ]
    return tuple(found)


def _param(code: str, unit: str, param: Param) -> Assumption:
    values = {"pert": (param.a, param.b, param.c), "normal": (param.a, param.b), "beta": (param.a, param.b)}
    return Assumption(code, unit, param.kind, values.get(param.kind, (param.a,)), param.source)


def _listed(code: str, unit: str, values: tuple[float, ...]) -> Assumption:
    return Assumption(code, unit, "constant", values, "")
