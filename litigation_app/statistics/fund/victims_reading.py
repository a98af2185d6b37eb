"""Which victims, damages and rules of the award does a scenario file state?"""

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import Any

from litigation_app.statistics.fund.families import FAMILIES
from litigation_app.statistics.fund.inputs import CountSeries, Interval, spelled
from litigation_app.statistics.fund.limits import counted_years
from litigation_app.statistics.fund.model_years import years
from litigation_app.statistics.fund.policy import Band, Policy
from litigation_app.statistics.fund.reporting_reading import reported
from litigation_app.statistics.fund.scenario import Advance, Damage, Group, ScenarioRefused, Tree
from litigation_app.statistics.fund.scenario_values import RATE_MAX, Values

COVERAGE_LEAST = 0.01  # of all victims; counts that see fewer foretell nothing
_OFFICIAL = re.compile(r"release:([A-Z]{2})/[a-z_]+(?:/[A-Za-z0-9_]+)?")
MODELS = ("negbin", "gamma_poisson", "clustered", "expert")


def groups(v: Values) -> tuple[Group, ...]:
    """The groups that are switched on, each with its damage."""
    amounts = {v.text(t, "group", f"severity.{i}"): t for i, t in enumerate(v.tables("severity"))}
    found = [
        _group(v, table, amounts, f"frequency.{i}")
        for i, table in enumerate(v.tables("frequency"))
        if table.get("enabled", True)
    ]
    if not found or len({g.name for g in found}) != len(found):
        raise ScenarioRefused("frequency", "must have at least one group, and each name once")
    return tuple(found)


def _group(v: Values, table: Tree, amounts: dict[str, Tree], where: str) -> Group:
    name, model = v.text(table, "group", where), table.get("model", "negbin")
    if model not in MODELS:
        raise ScenarioRefused(f"{where}.model", f"must be one of {', '.join(MODELS)}")
    if name not in amounts:
        raise ScenarioRefused(where, f"has no [[severity]] for {name!r}")
    counts = _counts(v, table, f"{where}.counts")
    series = CountSeries(name, dict(sorted(counts.items())), str(table.get("source", "")))
    if model != "expert" and not series.years:
        raise ScenarioRefused(f"{where}.counts", "must name at least one year")
    return Group(
        name=name,
        release=_release(v, table, where),
        counts=series,
        expert=v.param(table, "expert", where) if model == "expert" else None,
        model=model,
        share_in_scope=v.share(table, "share_in_scope", where, 1.0),
        damage=_damage(v, amounts[name], f"severity.{name}"),
        reported=reported(v, table, where, series),
        coverage=v.param(table, "coverage", where, least=COVERAGE_LEAST, most=RATE_MAX, default=1.0),
    )


def _counts(v: Values, table: Tree, where: str) -> dict[int, Interval]:
    """Counts by year, each of a year that can have been counted."""
    found, can_be = v.counts(table.get("counts", {}), where), counted_years(years(v)["first_year"])
    for year, one in found.items():
        span = range(year, year + one.years)
        if span[0] not in can_be or span[-1] not in can_be:
            why = f"must be of the years from {can_be[0]} to {can_be[-1]}"
            raise ScenarioRefused(f"{where}.{spelled(span)}", why)
    return found


def _release(v: Values, table: Tree, where: str) -> str | None:
    """Of which official series of the scenario's own country the counts are; None where it names none."""
    said, country = table.get("release"), v.table("country").get("code")
    if said is None or said == "":
        return None
    named = _OFFICIAL.fullmatch(said) if isinstance(said, str) else None
    if named is None or named[1] != country:
        own = f"release:{country}/identified_victims"
        raise ScenarioRefused(f"{where}.release", f"must be {own} or {own}/TIP")
    return str(said)


def _damage(v: Values, table: Tree, where: str) -> Damage:
    fit, source = table.get("fit", "lognormal"), str(table.get("source", ""))
    if "tariff" in table or fit == "tariff":
        tariff = v.known("tariff", table.get("tariff"), f"{where}.tariff")
        amounts = v.numbers(tariff, "amounts", f"{where}.tariff")
        counts = v.intervals(tariff, "counts", f"{where}.tariff")
        if len(amounts) != len(counts) or amounts != sorted(set(amounts)) or sum(c.hi for c in counts) == 0:
            raise ScenarioRefused(f"{where}.tariff", "must have ascending amounts, each with its count")
        return Damage("tariff", {}, None, amounts=tuple(amounts), counts=counts, source=source)
    if not isinstance(fit, str) or fit not in FAMILIES:
        raise ScenarioRefused(f"{where}.fit", f"must be one of {', '.join(FAMILIES)} or tariff")
    if "histogram" in table:
        histogram = v.known("histogram", table["histogram"], f"{where}.histogram")
        bounds = v.numbers(histogram, "bounds", f"{where}.histogram", is_open=True)
        counts = v.intervals(histogram, "counts", f"{where}.histogram")
        if len(counts) != len(bounds) - 1 or bounds != sorted(set(bounds)) or sum(c.hi for c in counts) == 0:
            raise ScenarioRefused(f"{where}.histogram", "must have ascending bounds, one more than there are counts")
        return Damage(fit, {}, None, bounds=tuple(bounds), counts=counts, source=source)
    n = v.whole(table, "n", where, 1, 10**6) if "n" in table else None
    return Damage(fit, v.quantiles(table.get("quantiles"), f"{where}.quantiles"), n, source=source)


def policy(v: Values) -> Policy:
    """The rule of the award."""
    table = v.table("policy")
    floor = v.number(table, "floor", "policy", 0.0)
    return Policy(
        share=v.share(table, "share", "policy", 1.0, least=1e-9),
        floor=floor,
        cap=math.inf if "cap" not in table else v.number(table, "cap", "policy", least=floor),
        indexed=v.truth(table, "cap_indexed", "policy"),
        collateral=v.number(table, "collateral", "policy", 0.0),
        bands=_bands(v, table),
    )


def _bands(v: Values, table: Tree) -> tuple[Band, ...]:
    found = []
    for i, band in enumerate(v.tables_of(table, "tariff", "policy.tariff", "policy.tariff")):
        where = f"policy.tariff.{i}"
        found.append(Band(v.number(band, "from", where), v.number(band, "amount", where)))
    if any(b.start <= a.start for a, b in pairwise(found)):
        raise ScenarioRefused("policy.tariff", "must ascend")
    return tuple(found)


def advance(v: Values, delay: Tree) -> Advance:
    """Advance payments; a cap of 0 with a share is no cap."""
    share, recovered = (v.share(delay, k, "delay", 0.0) for k in ("advance_share", "advance_recovered"))
    cap = v.number(delay, "advance_cap", "delay", 0.0)
    return Advance(share, cap if cap > 0 else math.inf, recovered)


def old_cases(v: Values) -> dict[str, Any]:
    """A stock of old cases that may apply from the start."""
    table = v.table("retroactivity")
    return {
        "old_cases": v.number(table, "cases", "retroactivity", 0.0),
        "old_cases_spread": v.shares(table, "spread", "retroactivity", is_whole=True),
    }


def limits(v: Values) -> dict[str, Any]:
    """Which heads of damage the law of the fund covers and within how many years one must apply; None where it is not said."""
    table = v.table("policy")
    heads = table.get("heads")
    if heads is not None and (not isinstance(heads, list) or not all(isinstance(h, str) for h in heads)):
        raise ScenarioRefused("policy.heads", "must be a list of codes")
    years = v.number(table, "time_limit_years", "policy") if "time_limit_years" in table else None
    return {"heads": None if heads is None else tuple(heads), "time_limit": years}
