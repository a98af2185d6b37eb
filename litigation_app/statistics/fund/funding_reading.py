"""Which incomes, and which shocks to them, does a scenario file state?"""

from __future__ import annotations

from typing import Any

from litigation_app.statistics.fund.limits import wavering_most
from litigation_app.statistics.fund.scenario import ScenarioRefused, Source, Stress, Tree
from litigation_app.statistics.fund.scenario_values import EVENTS_MOST, RATE_MAX, Values

LAST_YEAR = 30
LUMPS_LEAST = 0.01  # standard deviation over mean of a confiscation
EXCHANGE_LEAST = 0.01  # of what local currency bought before
KINDS = ("", "deferred_prosecution")  # of income whose present use `receipts_today.toml` knows
KEPT, LAPSES = "kept", "lapses"  # what happens at the end of a year to what is left of its budget


def funding(v: Values) -> dict[str, Any]:
    """Reserve, budget and the other sources, by field of `Scenario`. Raises ScenarioRefused with the key at fault."""
    table = v.table("funding")
    given = v.tables_of(table, "source", "funding.source", "funding.source")
    names = [str(one.get("name", "")) for one in given]
    for i, name in enumerate(names):
        if name in names[:i]:
            raise ScenarioRefused(f"funding.source.{i}.name", "must be another name: two sources have it")
    return {
        "opening_reserve": v.number(table, "opening_reserve", "funding", 0.0),
        "budget": v.number(table, "budget_per_year", "funding", 0.0),
        "is_income_indexed": v.truth(table, "indexed", "funding"),
        "is_lapsing": _unspent(table) == LAPSES,
        "sources": tuple(_source(v, one, f"funding.source.{i}") for i, one in enumerate(given)),
    }


def _unspent(table: Tree) -> str:
    """What happens to what is left of a year's budget; it is kept where nothing is said."""
    found = table.get("unspent", KEPT)
    if found not in (KEPT, LAPSES):
        raise ScenarioRefused("funding.unspent", f"must be {KEPT} or {LAPSES}")
    return str(found)


def _source(v: Values, table: Tree, where: str) -> Source:
    amounts = [
        k for k in ("convictions_per_year", "contracts_per_year", "events_per_year", "base_per_year") if k in table
    ]
    if len(amounts) != 1:
        raise ScenarioRefused(where, "must have one of base_, convictions_, contracts_ or events_per_year")
    if table.get("kind", "") not in KINDS:
        raise ScenarioRefused(f"{where}.kind", "must be deferred_prosecution or left out")
    if "displaces" in table:
        v.text(table, "displaces", where)
    first = v.whole({"first_year": 1, **table}, "first_year", where, 1, LAST_YEAR) - 1
    last = v.whole(table, "last_year", where, first + 1, LAST_YEAR) - 1 if "last_year" in table else None
    return Source(
        name=v.text(table, "name", where),
        share=v.share(table, "share", where, 1.0),
        cv=v.within(table, "base_cv", where, 0.0, (0.0, wavering_most("income"))),
        collected=v.param(table, "collection_rate", where, most=RATE_MAX, default=1.0),
        is_indexed=v.truth(table, "indexed", where) if "indexed" in table else None,
        first=first,
        last=last,
        source=str(table.get("source", "")),
        **_amount(v, table, where, amounts[0]),
    )


def _amount(v: Values, table: Tree, where: str, kind: str) -> dict[str, Any]:
    if kind == "convictions_per_year":
        many, amount = v.pair(table, kind, "amount", where)
        return {"base": many * amount, "is_surcharge": True, "convictions": many}
    if kind == "contracts_per_year":
        many, levy = v.pair(table, kind, "levy", where)
        return {"base": many * levy}
    if kind == "events_per_year":
        many, mean = v.pair(table, kind, "event_mean", where)
        if many > EVENTS_MOST:
            raise ScenarioRefused(f"{where}.{kind}", f"must be at most {EVENTS_MOST:,}")
        cv = v.within(table, "event_cv", where, 1.0, (LUMPS_LEAST, wavering_most("lump")))
        return {"base": 0.0, "events": many, "event_mean": mean, "event_cv": cv}
    return {"base": v.number(table, kind, where)}


def stresses(v: Values) -> tuple[Stress, ...]:
    """Named shocks of the file."""
    return tuple(_stress(v, code, table, f"stress.{code}") for code, table in v.named("stress"))


def _stress(v: Values, code: str, table: Tree, where: str) -> Stress:
    first, last = _years(v, table, where, "collections")
    exchange_first, exchange_last = _years(v, table, where, "exchange")
    return Stress(
        code=code,
        name=v.text(table, "name", where),
        victims=v.number(table, "mass_case_victims", where, 0.0),
        victims_year=v.whole({"mass_case_year": 1, **table}, "mass_case_year", where, 1, LAST_YEAR) - 1,
        factor=_left(v, table, where),
        first=first,
        last=last,
        exchange=_exchange(v, table, where),
        exchange_first=exchange_first,
        exchange_last=exchange_last,
        source=str(table.get("source", "")),
    )


def _left(v: Values, table: Tree, where: str) -> float:
    """What is left of receipts; all of them where nothing is stated. A shock cannot raise them: money in good years is a scenario."""
    found = v.number(table, "collections_factor", where, 1.0)
    if found > 1:
        raise ScenarioRefused(f"{where}.collections_factor", "must be at most 1: a shock cannot raise receipts")
    return found


def _exchange(v: Values, table: Tree, where: str) -> float:
    """What local currency still buys after its fall; all of it where no fall is stated."""
    if "exchange_factor" not in table:
        return 1.0
    found = v.number(table, "exchange_factor", where)
    if not EXCHANGE_LEAST <= found < 1:
        raise ScenarioRefused(f"{where}.exchange_factor", f"must be at least {EXCHANGE_LEAST:g} and below 1")
    return found


def _years(v: Values, table: Tree, where: str, what: str) -> tuple[int, int]:
    """First and last year of a part of a shock, counted from 0; from the first to the end where nothing is said."""
    said = {f"{what}_first_year": 1, f"{what}_last_year": LAST_YEAR, **table}
    first = v.whole(said, f"{what}_first_year", where, 1, LAST_YEAR)
    return first - 1, v.whole(said, f"{what}_last_year", where, first, LAST_YEAR) - 1
