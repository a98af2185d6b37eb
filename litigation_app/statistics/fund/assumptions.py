"""Which assumptions stand behind a result, each with its source, in an order that a reader can follow?"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from litigation_app.statistics.fund.origins import ASSUMPTION, PUBLISHED, RELEASE, at, origin_of
from litigation_app.statistics.fund.param import Param
from litigation_app.statistics.fund.scenario import Group, Scenario, Source, Tree
from litigation_app.statistics.fund.severity import FEW

AMOUNTS = ("base_per_year", "convictions_per_year", "contracts_per_year", "events_per_year")


@dataclass(frozen=True)
class Assumption:
    """`code` names it, `unit` is share, money, rate, years, shares, count, rule (1: it lapses) or post (number, pay of one, share on top);
    `values` are low, mode, high of a PERT judgement,
    mean and standard deviation of a normal one, the 10, 50 and 90 % of quantiles and pools, the bounds of a histogram, the amounts
    of a tariff, otherwise the value or the list.
    `name`: of a source of income, or of a group. `badge`: one of `origins.BADGES`. `mean`: its expected value, None for a list.
    `levels`: of the quantiles of a damage, as shares.
    """

    code: str
    unit: str
    kind: str
    values: tuple[float, ...]
    source: str
    name: str = ""
    badge: str = ""
    mean: float | None = None
    levels: tuple[float, ...] = ()
    reason: str = ""  # why it is assumed so, where there is no source
    sample: float | None = None  # awards that a law of damages was fitted to


def assumptions(scenario: Scenario) -> tuple[Assumption, ...]:
    """Every assumption of the scenario, the uncertain ones with all their numbers; each with the origin that the scenario's
    own page says."""
    s, cap = scenario, scenario.policy.cap
    say = _Saying(dict(s.tree))
    found = [
        say.param("application_rate", "share", s.application_rate, "uptake.application_rate"),
        say.param("grant_rate", "share", s.grant_rate, "uptake.grant_rate"),
        say.listed("ramp", "shares", s.ramp, "uptake.ramp"),
        *(say.coverage(g, i) for i, g in enumerate(s.groups)),
        *(say.reporting(g, i) for i, g in enumerate(s.groups) if g.reported != (1.0,)),
        *(say.scope(g, i) for i, g in enumerate(s.groups)),
        say.param("eligible", "share", s.eligible, "uptake.eligible_share"),
        say.param("growth", "rate", s.growth, "uptake.growth"),
        say.listed("decision_lag", "shares", s.lag, "delay.decision_lag_years"),
        say.listed("payment_lag", "shares", s.payment_lag, "delay.payment_lag_years"),
        *(say.damage(g) for g in s.groups),
        say.listed("award_share", "share", (s.policy.share,), "policy.share"),
        say.listed("floor", "money", (s.policy.floor,), "policy.floor"),
        *([] if math.isinf(cap) else [say.listed("cap", "money", (cap,), "policy.cap")]),
        say.param("admin_fixed", "money", s.admin_fixed, "admin.fixed_per_year"),
        *(
            replace(say.listed("post", "post", (x.number, x.gross, x.on_costs), "admin.posts"), name=x.name)
            for x in s.posts
        ),
        say.param("per_application", "money", s.per_application, "admin.per_application"),
        say.listed("start_up", "money", (s.start_up,), "admin.start_up"),
        say.param("recovery", "share", s.recovery_share, "recovery.share_of_awards"),
        say.listed("recovery_lag", "shares", s.recovery_lag, "recovery.lag_years"),
        *_stated(say, s),
        say.listed("reserve", "money", (s.opening_reserve,), "funding.opening_reserve"),
        say.listed("budget", "money", (s.budget,), "funding.budget_per_year"),
        say.listed("unspent", "rule", (float(s.is_lapsing),), "funding.unspent"),
        *(say.income(x, f"funding.source.{i}") for i, x in enumerate(s.sources)),
        say.param("inflation", "rate", s.inflation, "economy.inflation"),
        say.param("discount", "rate", s.discount, "economy.discount"),
    ]
    return tuple(found)


def _stated(say: _Saying, s: Scenario) -> list[Assumption]:
    """What most scenarios leave out: said where it is anything."""
    given = [
        ("collateral", "money", s.policy.collateral, "policy.collateral"),
        ("advance_share", "share", s.advance.share, "delay.advance_share"),
        ("advance_cap", "money", s.advance.cap if s.advance.share else 0.0, "delay.advance_cap"),
        ("advance_recovered", "share", s.advance.recovered, "delay.advance_recovered"),
        ("old_cases", "count", s.old_cases, "retroactivity.cases"),
        ("interest", "rate", s.interest, "economy.interest_on_reserve"),
    ]
    return [say.listed(code, unit, (x,), key) for code, unit, x, key in given if x and math.isfinite(x)]


@dataclass(frozen=True)
class _Saying:
    """How the values of one scenario are said: where each comes from stands in its tree."""

    tree: Tree

    def param(self, code: str, unit: str, param: Param, key: str) -> Assumption:
        values = {"pert": (param.a, param.b, param.c), "normal": (param.a, param.b), "beta": (param.a, param.b)}
        shown = values.get(param.kind, (param.a,))
        if param.kind in {"quantiles", "pool"}:
            shown = tuple(float(x) for x in param.quantile(np.asarray([0.1, 0.5, 0.9])))
        return self._said(Assumption(code, unit, param.kind, shown, param.source, mean=param.mean), key)

    def listed(self, code: str, unit: str, values: tuple[float, ...], key: str) -> Assumption:
        return self._said(Assumption(code, unit, "constant", values, ""), key)

    def income(self, source: Source, key: str) -> Assumption:
        amount = next((k for k in AMOUNTS if at(self.tree, f"{key}.{k}") is not None), AMOUNTS[0])
        return self._said(
            Assumption("source", "money", "constant", (source.mean,), source.source, source.name), f"{key}.{amount}"
        )

    def scope(self, group: Group, place: int) -> Assumption:
        """Share of a group's victims whom the law covers."""
        said = Assumption("scope", "share", "constant", (group.share_in_scope,), "", group.name)
        return self._said(said, f"{self._row(group, place)}.share_in_scope")

    def coverage(self, group: Group, place: int) -> Assumption:
        """Share of all victims whom the counts of a group see."""
        return replace(
            self.param("coverage", "share", group.coverage, f"{self._row(group, place)}.coverage"), name=group.name
        )

    def reporting(self, group: Group, place: int) -> Assumption:
        """Share of a year's victims that is known in the year itself and after; read off a triangle, where there is one."""
        key = f"{self._row(group, place)}.reporting"
        said = Assumption(
            "reporting", "shares", "constant", group.reported, str((at(self.tree, key) or {}).get("source", ""))
        )
        kind = "triangle" if at(self.tree, f"{key}.triangle") is not None else "shares"
        return replace(self._said(said, f"{key}.{kind}"), name=group.name)

    def _row(self, group: Group, place: int) -> str:
        """The key of a group; `place`: among those that are switched on."""
        places = [i for i, table in enumerate(self.tree.get("frequency", ())) if table.get("group") == group.name]
        return f"frequency.{(places or [place])[0]}"

    def damage(self, group: Group) -> Assumption:
        """Quantiles, or the bounds of a histogram or the amounts of a tariff; of a publication, where that counted awards."""
        damage = group.damage
        values = tuple(damage.quantiles.values()) or damage.amounts
        values = values or tuple(b for b in damage.bounds if not math.isinf(b))
        kind = "tariff" if damage.amounts else "histogram" if damage.bounds else "quantiles"
        levels = tuple(damage.quantiles)
        said = Assumption("damage", "money", kind, values, damage.source, levels=levels, sample=damage.sample)
        for place, table in enumerate(self.tree.get("severity", ())):
            if table.get("group") == group.name:
                found = self._said(said, f"severity.{place}.{kind}")
                return found if damage.source == table.get("source", "") else replace(said, badge=RELEASE)
        return replace(said, badge=PUBLISHED if said.source else ASSUMPTION)

    def _said(self, one: Assumption, key: str) -> Assumption:
        found = origin_of(self.tree, key)
        source = found.source or one.source
        return replace(one, source=source, badge=found.badge, reason="" if source else found.reason)


def unbacked(said: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Those that state no source, numbers and ranges alike."""
    return [one for one in said if not one["source"]]


def few_awards(said: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Damages fitted to so few awards that no family of laws can be preferred."""
    return [one for one in said if one["sample"] is not None and one["sample"] < FEW]


def is_handling_twice(said: Sequence[Mapping[str, Any]]) -> bool:
    """Whether posts are paid and each application costs something too."""
    handling = [one for one in said if one["code"] == "per_application"]
    posts = any(one["code"] == "post" for one in said)
    return posts and any(any(one["values"]) for one in handling)
