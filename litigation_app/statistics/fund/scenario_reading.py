"""Is a scenario tree well formed, and what does each of its keys mean?"""

from __future__ import annotations

from typing import Any

from litigation_app.statistics.fund.funding_reading import funding, stresses
from litigation_app.statistics.fund.model_years import years
from litigation_app.statistics.fund.origins import require_origins
from litigation_app.statistics.fund.scenario import (
    Fiscal,
    Option,
    Post,
    Scenario,
    ScenarioRefused,
    Tree,
    as_json,
    canonical_hash,
)
from litigation_app.statistics.fund.scenario_values import RATE_MAX, Values
from litigation_app.statistics.fund.victims_reading import advance, groups, limits, old_cases, policy

SAME_IN_OPTIONS = (
    "horizon_years",
    "currency",
    "price_base_year",
    "first_year",
)  # or one table would hold other years or money
COUNTRIES = ("BA", "ME", "MK", "RS")  # whose law and fiscal forms the desk knows


def scenario_from(tree: Tree) -> Scenario:
    """The scenario that a merged tree states, with its options.

    Raises:
        ScenarioRefused: an unknown key, a missing or impossible value.
    """
    v = Values(tree)
    v.table("output")
    require_origins(v)
    parts = _frame(v) | _prices(v) | _victims(v) | _office(v) | funding(v)
    return Scenario(
        **parts,
        warnings=tuple(v.warnings),
        hash=canonical_hash(tree),
        stresses=stresses(v),
        options=tuple(_option(v, code, table) for code, table in v.named("option")),
        tree=as_json(tree),
    )


def _option(v: Values, code: str, table: Tree) -> Option:
    where = f"option.{code}"
    changes = table.get("changes", {})
    if not isinstance(changes, dict) or "option" in changes:
        raise ScenarioRefused(f"{where}.changes", "must be a table of changes, without options of its own")
    _same_frame(v, changes, where)
    plain = {k: x for k, x in v.tree.items() if k not in ("option", "stress")}
    try:
        scenario = scenario_from(merged(plain, _own_office(changes)))
    except ScenarioRefused as stop:
        raise ScenarioRefused(f"{where}.changes.{stop.key}", stop.why) from stop
    return Option(code, v.text(table, "name", where), str(table.get("source", "")), scenario)


def _same_frame(v: Values, changes: Tree, where: str) -> None:
    """An option stands in one table with its scenario: of the same years, in the same money."""
    own, other = v.table("model"), changes.get("model", {})
    for key in SAME_IN_OPTIONS if isinstance(other, dict) else ():
        if key in other and other[key] != own.get(key):
            raise ScenarioRefused(f"{where}.changes.model.{key}", "must be the same in an option as in its scenario")


def _own_office(changes: Tree) -> Tree:
    """An option that says what its office costs has another office: the scenario's posts are not paid beside it."""
    admin = changes.get("admin", {})
    if not isinstance(admin, dict) or "fixed_per_year" not in admin or "posts" in admin:
        return changes
    return {**changes, "admin": {**admin, "posts": []}}


def _frame(v: Values) -> dict[str, Any]:
    model, country = v.table("model"), v.table("country")
    if model.get("schema") != "fund-scenario/1":
        raise ScenarioRefused("model.schema", "must be fund-scenario/1")
    if country.get("code") not in COUNTRIES:
        raise ScenarioRefused("country.code", f"must be one of {', '.join(COUNTRIES)}")
    return {
        "code": v.text(country, "code", "country"),
        "name": v.text(country, "name", "country"),
        "horizon": v.whole(model, "horizon_years", "model", 1, 30),
        "currency": v.text(model, "currency", "model"),
        "ruin_target": _chance(v, model, "ruin_target"),
        "paths": v.whole(model, "paths", "model", 1, 10**7),
        "seed": v.whole(model, "seed", "model", 0, 2**63),
    } | years(v)


def _chance(v: Values, table: Tree, key: str) -> float:
    """A chance that can be kept: 1 % where none is said."""
    found = v.number(table, key, "model", 0.01)
    if not 0 < found < 1:
        raise ScenarioRefused(f"model.{key}", "must lie above 0 and below 1")
    return found


def _prices(v: Values) -> dict[str, Any]:
    economy = v.table("economy")
    return {
        "inflation": v.param(economy, "inflation", "economy", least=-0.5, most=1.0, default=0.0),
        "discount": v.param(economy, "discount", "economy", least=-0.5, most=1.0, default=0.0),
        "interest": v.share(economy, "interest_on_reserve", "economy", 0.0),
        "fiscal": _fiscal(v),
    }


def _victims(v: Values) -> dict[str, Any]:
    uptake, delay = v.table("uptake"), v.table("delay")
    return (
        {
            "application_rate": v.param(uptake, "application_rate", "uptake", most=RATE_MAX),
            "grant_rate": v.param(uptake, "grant_rate", "uptake", most=RATE_MAX),
            "eligible": v.param(uptake, "eligible_share", "uptake", most=RATE_MAX, default=1.0),
            "ramp": v.shares(uptake, "ramp", "uptake", is_whole=False),
            "growth": v.param(uptake, "growth", "uptake", least=-0.5, most=1.0, default=0.0),
            "lag": v.shares(delay, "decision_lag_years", "delay", is_whole=True),
            "payment_lag": v.shares(delay, "payment_lag_years", "delay", is_whole=True),
            "advance": advance(v, delay),
            "groups": groups(v),
            "policy": policy(v),
        }
        | old_cases(v)
        | limits(v)
    )


def _office(v: Values) -> dict[str, Any]:
    admin, recovery = v.table("admin"), v.table("recovery")
    return {
        "admin_fixed": v.param(admin, "fixed_per_year", "admin", default=0.0),
        "per_application": v.param(admin, "per_application", "admin", default=0.0),
        "start_up": v.number(admin, "start_up", "admin", 0.0),
        "posts": _posts(v, admin),
        "recovery_share": v.param(recovery, "share_of_awards", "recovery", most=RATE_MAX, default=0.0),
        "recovery_lag": v.shares(recovery, "lag_years", "recovery", is_whole=True),
    }


def _posts(v: Values, admin: Tree) -> tuple[Post, ...]:
    return tuple(
        _post(v, one, f"admin.posts.{i}")
        for i, one in enumerate(v.tables_of(admin, "posts", "admin.posts", "admin.posts"))
    )


def _post(v: Values, table: Tree, where: str) -> Post:
    on_costs = v.share(table, "on_costs", where, 0.0)
    number, gross = v.pair(table, "number", "gross_pay_per_year", where)
    return Post(v.text(table, "name", where), number, gross, on_costs)


def _fiscal(v: Values) -> Fiscal | None:
    if "fiscal" not in v.tree:
        return None
    table = v.table("fiscal")
    rate = v.number(table, "rate", "fiscal", least=1e-12)
    source, date = str(table.get("rate_source", "")), str(table.get("rate_date", ""))
    return Fiscal(v.text(table, "local_currency", "fiscal"), rate, date, source)


def merged(base: Tree, over: Tree) -> Tree:
    """`over` on top of `base`, key by key. A distribution is one value: it is replaced whole."""
    found = dict(base)
    for key, value in over.items():
        below = found.get(key)
        is_table = (
            isinstance(value, dict) and isinstance(below, dict) and not {"dist", "value"} & (set(value) | set(below))
        )
        found[key] = merged(below, value) if is_table and isinstance(below, dict) else value
    return found
