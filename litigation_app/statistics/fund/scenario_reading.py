"""Is a scenario tree well formed, and what does each of its keys mean?"""

from __future__ import annotations

import math
from typing import Any

from litigation_app.statistics.fund.inputs import CountSeries, CountsRefused, Interval
from litigation_app.statistics.fund.param import Param
from litigation_app.statistics.fund.policy import Policy
from litigation_app.statistics.fund.scenario import (
    Fiscal,
    Group,
    Scenario,
    ScenarioRefused,
    Source,
    Tree,
    canonical_hash,
)

KNOWN = {
    "": "model country economy uptake delay admin recovery frequency severity policy funding fiscal output",
    "model": "schema horizon_years paths seed currency price_base_year levels ruin_target exact_check",
    "country": "code name",
    "economy": "inflation discount interest_on_reserve",
    "uptake": "application_rate grant_rate ramp growth",
    "delay": "decision_lag_years advance_share advance_cap",
    "admin": "fixed_per_year per_application start_up",
    "recovery": "share_of_awards lag_years",
    "frequency": "group release counts source model share_in_scope enabled expert",
    "severity": "group fit quantiles n source",
    "policy": "share floor cap cap_indexed",
    "funding": "opening_reserve budget_per_year indexed source",
    "funding.source": "name base_per_year base_cv share convictions_per_year amount collection_rate",
    "fiscal": "local_currency rate rate_kind rate_date rate_source form form_years form_source",
    "output": "charts",
    "dist.pert": "dist low mode high source",
    "dist.normal": "dist mean sd source",
    "dist.beta": "dist a b source",
    "dist.constant": "value source",
}
RATE_MAX = 1.0


def scenario_from(tree: Tree) -> Scenario:
    """The scenario that a merged tree states.

    Raises:
        ScenarioRefused: an unknown key, a missing or impossible value, or a part of the model that does not exist yet.
    """
    return _Reading(tree).scenario()


class _Reading:
    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.warnings: list[str] = []
        self.known("", tree, "")

    def known(self, kind: str, table: Any, where: str) -> Tree:
        if not isinstance(table, dict):
            raise ScenarioRefused(where or "scenario", "must be a table")
        for key in table:
            if key not in KNOWN[kind].split():
                raise ScenarioRefused(f"{where}.{key}" if where else str(key), "is not known")
        return table

    def table(self, name: str) -> Tree:
        return self.known(name, self.tree.get(name, {}), name)

    def number(self, table: Tree, key: str, where: str, default: float | None = None, least: float = 0.0) -> float:
        value = table.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise ScenarioRefused(f"{where}.{key}", "must be a number")
        if value < least:
            raise ScenarioRefused(f"{where}.{key}", f"must be at least {least:g}")
        return float(value)

    def whole(self, table: Tree, key: str, where: str, least: int, most: int) -> int:
        value = self.number(table, key, where, least=least)
        if value != int(value) or value > most:
            raise ScenarioRefused(f"{where}.{key}", f"must be a whole number from {least} to {most}")
        return int(value)

    def param(
        self,
        table: Tree,
        key: str,
        where: str,
        *,
        least: float = 0.0,
        most: float = math.inf,
        default: float | None = None,
    ) -> Param:
        name, value = f"{where}.{key}", table.get(key, default)
        if not isinstance(value, dict):
            found = Param("constant", self.number(table, key, where, default, least=-math.inf))
        else:
            found = self._distribution(value, name)
        # a normal law has no ends; growth alone may use one
        if found.kind != "normal" and (found.lowest < least or found.highest > most):
            raise ScenarioRefused(name, f"must lie between {least:g} and {most:g}")
        if found.kind == "normal" and key != "growth":
            raise ScenarioRefused(name, "may not be normal: it has no ends")
        return found

    def _distribution(self, value: Tree, name: str) -> Param:
        kind = value.get("dist", "constant")
        if f"dist.{kind}" not in KNOWN:
            raise ScenarioRefused(f"{name}.dist", "must be pert, normal or beta")
        self.known(f"dist.{kind}", value, name)
        if not value.get("source"):
            self.warnings.append(f"{name}: a distribution without a source")
        keys = {"pert": ["low", "mode", "high"], "normal": ["mean", "sd"], "beta": ["a", "b"], "constant": ["value"]}[
            kind
        ]
        numbers = [self.number(value, k, name, least=-math.inf) for k in keys]
        if kind == "pert" and not numbers[0] <= numbers[1] <= numbers[2]:
            raise ScenarioRefused(name, "low, mode and high must ascend")
        if (kind == "beta" and min(numbers) <= 0) or (kind == "normal" and numbers[1] < 0):
            raise ScenarioRefused(name, "its shapes must be positive")
        a, b, c = [*numbers, 0.0, 0.0][:3]
        return Param(kind, a, b, c, str(value.get("source", "")))

    def shares(self, table: Tree, key: str, where: str, *, is_whole: bool) -> tuple[float, ...]:
        value = table.get(key, [1.0])
        if not isinstance(value, list) or not value:
            raise ScenarioRefused(f"{where}.{key}", "must be a list of shares")
        found = tuple(self.number({"v": v}, "v", f"{where}.{key}") for v in value)
        if max(found) > 1 or (is_whole and abs(sum(found) - 1) > 1e-9):
            raise ScenarioRefused(f"{where}.{key}", "must sum to 1" if is_whole else "must lie between 0 and 1")
        return found

    def scenario(self) -> Scenario:
        self.table("output")
        parts = self.frame() | self.prices() | self.victims() | self.office() | self.money()
        return Scenario(**parts, warnings=tuple(self.warnings), hash=canonical_hash(self.tree))

    def frame(self) -> dict[str, Any]:
        model, country = self.table("model"), self.table("country")
        if model.get("schema") != "fund-scenario/1":
            raise ScenarioRefused("model.schema", "must be fund-scenario/1")
        return {
            "code": self.text(country, "code", "country"),
            "name": self.text(country, "name", "country"),
            "horizon": self.whole(model, "horizon_years", "model", 1, 30),
            "currency": self.text(model, "currency", "model"),
            "price_base_year": self.whole(model, "price_base_year", "model", 1990, 2100),
            "ruin_target": self.number(model, "ruin_target", "model", 0.01),
            "paths": self.whole(model, "paths", "model", 1, 10**7),
            "seed": self.whole(model, "seed", "model", 0, 2**63),
        }

    def prices(self) -> dict[str, Any]:
        economy = self.table("economy")
        return {
            "inflation": self.param(economy, "inflation", "economy", least=-0.5, most=1.0, default=0.0),
            "discount": self.param(economy, "discount", "economy", least=-0.5, most=1.0, default=0.0),
            "interest": self.number(economy, "interest_on_reserve", "economy", 0.0),
            "fiscal": self.fiscal(),
        }

    def victims(self) -> dict[str, Any]:
        uptake, delay = self.table("uptake"), self.table("delay")
        if delay.get("advance_share", 0) or delay.get("advance_cap", 0):
            raise ScenarioRefused("delay.advance_share", "advance payments are not modelled yet")
        return {
            "application_rate": self.param(uptake, "application_rate", "uptake", most=RATE_MAX),
            "grant_rate": self.param(uptake, "grant_rate", "uptake", most=RATE_MAX),
            "ramp": self.shares(uptake, "ramp", "uptake", is_whole=False),
            "growth": self.param(uptake, "growth", "uptake", least=-0.5, most=1.0, default=0.0),
            "lag": self.shares(delay, "decision_lag_years", "delay", is_whole=True),
            "groups": self.groups(),
            "policy": self.policy(),
        }

    def office(self) -> dict[str, Any]:
        admin, recovery = self.table("admin"), self.table("recovery")
        return {
            "admin_fixed": self.param(admin, "fixed_per_year", "admin", default=0.0),
            "per_application": self.param(admin, "per_application", "admin", default=0.0),
            "start_up": self.number(admin, "start_up", "admin", 0.0),
            "recovery_share": self.param(recovery, "share_of_awards", "recovery", most=RATE_MAX, default=0.0),
            "recovery_lag": self.shares(recovery, "lag_years", "recovery", is_whole=True),
        }

    def money(self) -> dict[str, Any]:
        funding = self.table("funding")
        sources = funding.get("source", [])
        return {
            "opening_reserve": self.number(funding, "opening_reserve", "funding", 0.0),
            "budget": self.number(funding, "budget_per_year", "funding", 0.0),
            "is_income_indexed": self.truth(funding, "indexed", "funding"),
            "sources": tuple(self.source(s, f"funding.source.{i}") for i, s in enumerate(sources)),
        }

    def text(self, table: Tree, key: str, where: str) -> str:
        value = table.get(key)
        if not isinstance(value, str) or not value:
            raise ScenarioRefused(f"{where}.{key}", "must be a text")
        return value

    def truth(self, table: Tree, key: str, where: str) -> bool:
        value = table.get(key, True)
        if not isinstance(value, bool):
            raise ScenarioRefused(f"{where}.{key}", "must be true or false")
        return value

    def groups(self) -> tuple[Group, ...]:
        amounts: dict[str, Tree] = {}
        for i, severity in enumerate(self.tree.get("severity", [])):
            self.known("severity", severity, f"severity.{i}")
            amounts[self.text(severity, "group", f"severity.{i}")] = severity
        found = []
        for i, table in enumerate(self.tree.get("frequency", [])):
            self.known("frequency", table, f"frequency.{i}")
            if table.get("enabled", True):
                found.append(self.group(table, amounts, f"frequency.{i}"))
        if not found or len({g.name for g in found}) != len(found):
            raise ScenarioRefused("frequency", "must have at least one group, and each name once")
        return tuple(found)

    def group(self, table: Tree, amounts: dict[str, Tree], where: str) -> Group:
        name, model = self.text(table, "group", where), table.get("model", "negbin")
        if model not in ("negbin", "gamma_poisson", "expert"):
            raise ScenarioRefused(f"{where}.model", "must be negbin, gamma_poisson or expert")
        if name not in amounts:
            raise ScenarioRefused(where, f"has no [[severity]] for {name!r}")
        severity = amounts[name]
        if severity.get("fit", "lognormal") != "lognormal":
            raise ScenarioRefused(f"severity.{name}.fit", "only lognormal is modelled yet")
        counts = self.counts(table.get("counts", {}), name, f"{where}.counts", str(table.get("source", "")))
        expert = self.param(table, "expert", where) if model == "expert" else None
        if model != "expert" and not counts.years:
            raise ScenarioRefused(f"{where}.counts", "must name at least one year")
        quantiles = self.quantiles(severity.get("quantiles"), f"severity.{name}.quantiles")
        n = self.whole(severity, "n", f"severity.{name}", 1, 10**6) if "n" in severity else None
        scope = self.number(table, "share_in_scope", where, 1.0)
        release, source = table.get("release"), str(severity.get("source", ""))
        return Group(name, release, counts, expert, model, scope, quantiles, n, source)

    def counts(self, table: Any, group: str, where: str, source: str) -> CountSeries:
        years = {}
        for year, value in dict(table).items():
            pair = value if isinstance(value, list) else [value, value]
            if not (year.isdigit() and len(pair) == 2 and all(type(v) is int for v in pair)):
                raise ScenarioRefused(f"{where}.{year}", "must be a whole number or [lo, hi]")
            try:
                years[int(year)] = Interval(*pair)
            except CountsRefused as stop:
                raise ScenarioRefused(f"{where}.{year}", str(stop)) from stop
        return CountSeries(group, dict(sorted(years.items())), source)

    def quantiles(self, table: Any, where: str) -> dict[float, float]:
        if not isinstance(table, dict) or len(table) < 2:
            raise ScenarioRefused(where, "must name at least two levels")
        try:
            found = {float(k): self.number(table, k, where) for k in sorted(table, key=float)}
        except ValueError as stop:
            raise stop if isinstance(stop, ScenarioRefused) else ScenarioRefused(where, "levels are numbers") from stop
        amounts = list(found.values())
        if not all(0 < p < 1 for p in found) or amounts[0] <= 0 or amounts != sorted(set(amounts)):
            raise ScenarioRefused(where, "must ascend, at levels between 0 and 1")
        return found

    def policy(self) -> Policy:
        table = self.table("policy")
        floor = self.number(table, "floor", "policy", 0.0)
        cap = math.inf if "cap" not in table else self.number(table, "cap", "policy", least=floor)
        share = self.number(table, "share", "policy", 1.0, least=1e-9)
        return Policy(share, floor, cap, self.truth(table, "cap_indexed", "policy"))

    def source(self, table: Any, where: str) -> Source:
        self.known("funding.source", table, where)
        name = self.text(table, "name", where)
        if "convictions_per_year" in table:
            base = self.number(table, "convictions_per_year", where) * self.number(table, "amount", where)
            return Source(name, base, 0.0, 1.0, self.param(table, "collection_rate", where, most=RATE_MAX, default=1.0))
        base, cv = self.number(table, "base_per_year", where), self.number(table, "base_cv", where, 0.0)
        return Source(name, base, cv, self.number(table, "share", where, 1.0), Param("constant", 1.0))

    def fiscal(self) -> Fiscal | None:
        if "fiscal" not in self.tree:
            return None
        table = self.table("fiscal")
        rate = self.number(table, "rate", "fiscal", least=1e-12)
        source, date = str(table.get("rate_source", "")), str(table.get("rate_date", ""))
        return Fiscal(self.text(table, "local_currency", "fiscal"), rate, date, source)
