"""Which values does one table of a scenario file hold? A key that is not known, or a value that cannot be meant, is refused."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise
from typing import Any

from litigation_app.statistics.fund import limits
from litigation_app.statistics.fund.inputs import CountsRefused, Interval, years_in
from litigation_app.statistics.fund.param import Param
from litigation_app.statistics.fund.scenario import ScenarioRefused, Tree

KNOWN = {
    "": "model country economy uptake delay admin recovery frequency severity policy funding fiscal output stress option "
    "retroactivity origin",
    "model": "schema horizon_years paths seed currency price_base_year first_year levels ruin_target exact_check",  # last: no longer used
    "country": "code name",
    "economy": "inflation discount interest_on_reserve",
    "uptake": "application_rate grant_rate ramp growth eligible_share",
    "delay": "decision_lag_years advance_share advance_cap advance_recovered payment_lag_years",
    "admin": "fixed_per_year per_application start_up posts",
    "admin.posts": "name number gross_pay_per_year on_costs",
    "recovery": "share_of_awards lag_years",
    "frequency": "group release counts source model coverage share_in_scope enabled expert reporting",
    "severity": "group fit quantiles n histogram tariff release source",
    "policy": "share floor cap cap_indexed collateral tariff heads time_limit_years source",
    "funding": "opening_reserve budget_per_year indexed unspent source",
    "funding.source": "name base_per_year base_cv share convictions_per_year amount collection_rate "
    "events_per_year event_mean event_cv contracts_per_year levy indexed first_year last_year kind displaces source",
    "retroactivity": "cases spread source",
    "reporting": "shares triangle source",
    "histogram": "bounds counts",
    "tariff": "amounts counts",
    "policy.tariff": "from amount",
    "stress": "name mass_case_victims mass_case_year collections_factor collections_first_year collections_last_year "
    "exchange_factor exchange_first_year exchange_last_year source",
    "option": "name source changes",
    "fiscal": "local_currency rate rate_kind rate_date rate_source form form_years form_source",
    "output": "charts",
    "origin": "badge source reason",
    "dist.pert": "dist low mode high source",
    "dist.normal": "dist mean sd source",
    "dist.beta": "dist a b source",
    "dist.constant": "value source",
    "dist.quantiles": "dist q10 q50 q90 source",
    "dist.pool": "dist experts source",
    "expert": "dist low mode high q10 q50 q90 weight",
}
NUMBERS = {
    "pert": ["low", "mode", "high"],
    "normal": ["mean", "sd"],
    "beta": ["a", "b"],
    "constant": ["value"],
    "quantiles": ["q10", "q50", "q90"],
}
RATE_MAX = 1.0
NUMBER_MOST = 1e12  # in money; more than any budget here, and far from where floats lose a cent
COUNT_MOST = limits.victims_most()
EVENTS_MOST = 10_000  # confiscations of one year: each is drawn on every future
LETTERS_MOST = 2_000  # of one text
MOST = {  # so that a file of the greatest length is still read and run in seconds
    "expert": 20, "option": 12, "stress": 20, "funding.source": 30, "frequency": 10, "severity": 10,
    "policy.tariff": 60, "admin.posts": 20, "share": 40, "number": 100,
}  # fmt: skip


class Values:
    """A scenario tree that is being read, and the warnings met on the way."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.warnings: list[str] = []
        self.known("", tree, "")
        _require_plain(tree, "")

    def known(self, kind: str, table: Any, where: str) -> Tree:
        """The table, if it has only keys of its kind."""
        if not isinstance(table, dict):
            raise ScenarioRefused(where or "scenario", "must be a table")
        for key in table:
            if key not in KNOWN[kind].split():
                raise ScenarioRefused(f"{where}.{key}" if where else str(key), "is not known")
        return table

    def table(self, name: str) -> Tree:
        """A table of the top, empty where it is absent."""
        return self.known(name, self.tree.get(name, {}), name)

    def tables(self, name: str) -> list[Tree]:
        """An array of tables of the top."""
        return self.tables_of(self.tree, name, name, name)

    def tables_of(self, table: Tree, key: str, where: str, kind: str) -> list[Tree]:
        """An array of tables under a key of `table`, none where it is absent; `where` names it."""
        given = self.few(table.get(key, []), where, kind, "must be an array of tables")
        return [self.known(kind, one, f"{where}.{i}") for i, one in enumerate(given)]

    def few(self, given: Any, where: str, kind: str, why: str) -> list[Any]:
        """A list that is no longer than any that is meant."""
        if not isinstance(given, list):
            raise ScenarioRefused(where, why)
        if len(given) > MOST[kind]:
            raise ScenarioRefused(where, f"must have at most {MOST[kind]} entries")
        return given

    def named(self, name: str) -> list[tuple[str, Tree]]:
        """Named tables of one kind under a table of the top."""
        given = self.tree.get(name, {})
        if not isinstance(given, dict):
            raise ScenarioRefused(name, "must be named tables")
        self.few(list(given), name, name, "must be named tables")
        return [(str(code), self.known(name, table, f"{name}.{code}")) for code, table in sorted(given.items())]

    def number(self, table: Tree, key: str, where: str, default: float | None = None, least: float = 0.0) -> float:
        """A finite number of at least `least`."""
        value = table.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or str(value) == "nan":
            raise ScenarioRefused(f"{where}.{key}", "must be a number")
        if not -NUMBER_MOST <= value <= NUMBER_MOST:
            raise ScenarioRefused(f"{where}.{key}", f"must be at most {NUMBER_MOST:,.0f}")
        if value < least:
            raise ScenarioRefused(f"{where}.{key}", f"must be at least {least:g}")
        return float(value)

    def share(self, table: Tree, key: str, where: str, default: float | None = None, least: float = 0.0) -> float:
        """A share of a whole: at least `least`, and no more than all."""
        found = self.number(table, key, where, default, least)
        if found > RATE_MAX:
            raise ScenarioRefused(f"{where}.{key}", "must lie between 0 and 1")
        return found

    def within(self, table: Tree, key: str, where: str, default: float, ends: tuple[float, float]) -> float:
        """A number between two ends, both included."""
        found = self.number(table, key, where, default)
        if not ends[0] <= found <= ends[1]:
            raise ScenarioRefused(f"{where}.{key}", f"must lie between {ends[0]:g} and {ends[1]:g}")
        return found

    def pair(self, table: Tree, many: str, each: str, where: str) -> tuple[float, float]:
        """How many, and how much each; together no more than one amount may be."""
        found = self.number(table, many, where), self.number(table, each, where)
        if found[0] * found[1] > NUMBER_MOST:
            raise ScenarioRefused(f"{where}.{each}", f"must be at most {NUMBER_MOST:,.0f} in all, with {many}")
        return found

    def whole(self, table: Tree, key: str, where: str, least: int, most: int) -> int:
        """A whole number from `least` to `most`."""
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
        """A number or a distribution; a normal law, which has no ends, for growth alone."""
        name, value = f"{where}.{key}", table.get(key, default)
        if not isinstance(value, dict):
            found = Param("constant", self.number(table, key, where, default, least=-math.inf))
        else:
            found = self._distribution(value, name)
        if found.kind != "normal" and (found.lowest < least or found.highest > most):
            raise ScenarioRefused(name, f"must lie between {least:g} and {most:g}")
        if found.kind == "normal" and key != "growth":
            raise ScenarioRefused(name, "may not be normal: it has no ends")
        return found

    def _distribution(self, value: Tree, name: str) -> Param:
        kind = value.get("dist", "constant")
        if f"dist.{kind}" not in KNOWN:
            raise ScenarioRefused(f"{name}.dist", "must be pert, normal, beta, quantiles or pool")
        self.known(f"dist.{kind}", value, name)
        if not (value.get("source") or self.tree.get("origin", {}).get(name, {}).get("source")):
            self.warnings.append(f"{name}: a distribution without a source")
        return replace(self._law(value, kind, name), source=str(value.get("source", "")))

    def _law(self, value: Tree, kind: str, name: str) -> Param:
        if kind == "pool":
            return self._pool(value, name)
        numbers = [self.number(value, k, name, least=-math.inf) for k in NUMBERS[kind]]
        if kind in {"pert", "quantiles"} and not numbers[0] <= numbers[1] <= numbers[2]:
            raise ScenarioRefused(name, "low, mode and high must ascend")
        if (kind == "beta" and min(numbers) <= 0) or (kind == "normal" and numbers[1] < 0):
            raise ScenarioRefused(name, "its shapes must be positive")
        a, b, c = [*numbers, 0.0, 0.0][:3]
        return Param(kind, a, b, c)

    def _pool(self, value: Tree, name: str) -> Param:
        """A linear pool: each expert's PERT or quantiles with a weight (1 where none is said)."""
        experts = self.few(value.get("experts"), f"{name}.experts", "expert", "must be a list of judgements")
        if not experts:
            raise ScenarioRefused(f"{name}.experts", "must be a list of judgements")
        parts = []
        for i, one in enumerate(experts):
            where = f"{name}.experts.{i}"
            kind = self.known("expert", one, where).get("dist", "pert")
            if kind not in {"pert", "quantiles"}:
                raise ScenarioRefused(f"{where}.dist", "must be pert or quantiles")
            parts.append((self.number(one, "weight", where, 1.0, least=1e-9), self._law(one, kind, where)))
        return Param("pool", parts=tuple(parts))

    def shares(self, table: Tree, key: str, where: str, *, is_whole: bool) -> tuple[float, ...]:
        """Shares between 0 and 1; `is_whole`: they sum to 1."""
        value = self.few(table.get(key, [1.0]), f"{where}.{key}", "share", "must be a list of shares")
        if not value:
            raise ScenarioRefused(f"{where}.{key}", "must be a list of shares")
        found = tuple(self.number({"v": v}, "v", f"{where}.{key}") for v in value)
        if max(found) > 1 or (is_whole and abs(sum(found) - 1) > 1e-9):
            raise ScenarioRefused(f"{where}.{key}", "must sum to 1" if is_whole else "must lie between 0 and 1")
        return found

    def text(self, table: Tree, key: str, where: str) -> str:
        """A text that is not empty."""
        value = table.get(key)
        if not isinstance(value, str) or not value:
            raise ScenarioRefused(f"{where}.{key}", "must be a text")
        return value

    def truth(self, table: Tree, key: str, where: str) -> bool:
        """True (also where absent) or false."""
        value = table.get(key, True)
        if not isinstance(value, bool):
            raise ScenarioRefused(f"{where}.{key}", "must be true or false")
        return value

    def numbers(self, table: Tree, key: str, where: str, *, is_open: bool = False) -> list[float]:
        """A list of numbers >= 0; `is_open`: the text "open" as the last one is infinity."""
        value = self.few(table.get(key), f"{where}.{key}", "number", "must be a list of numbers")
        if not value:
            raise ScenarioRefused(f"{where}.{key}", "must be a list of numbers")
        ends = is_open and value[-1] == "open"
        listed = value[:-1] if ends else value
        found = [self.number({str(i): x}, str(i), f"{where}.{key}") for i, x in enumerate(listed)]
        return [*found, math.inf] if ends else found

    def intervals(self, table: Tree, key: str, where: str) -> tuple[Interval, ...]:
        """A list of counts, each a whole number or [lo, hi]."""
        value = self.few(table.get(key), f"{where}.{key}", "number", "must be a list of counts")
        if not value:
            raise ScenarioRefused(f"{where}.{key}", "must be a list of counts")
        return tuple(self._interval(x, f"{where}.{key}.{i}") for i, x in enumerate(value))

    def counts(self, table: Any, where: str) -> dict[int, Interval]:
        """Counts by year, or by the first of several that are one count (2015-2019)."""
        spans = {name: years_in(str(name)) for name in table} if isinstance(table, dict) else {"": range(0)}
        if not all(spans.values()):
            raise ScenarioRefused(where, "must name years, such as 2021 or 2015-2019")
        for one, other in pairwise(sorted(spans.values(), key=lambda span: span[0])):
            if other[0] in one:
                raise ScenarioRefused(where, f"must have the year {other[0]} in one count only")
        return {
            span[0]: replace(self._interval(table[name], f"{where}.{name}", len(span)), years=len(span))
            for name, span in spans.items()
        }

    def _interval(self, value: Any, where: str, years: int = 1) -> Interval:
        pair = value if isinstance(value, list) else [value, value]
        if len(pair) != 2 or not all(type(x) is int for x in pair):
            raise ScenarioRefused(where, "must be a whole number or [lo, hi]")
        if max(pair) > COUNT_MOST * years:
            raise ScenarioRefused(where, f"must be at most {COUNT_MOST * years:,}")
        try:
            return Interval(*pair)
        except CountsRefused as stop:
            raise ScenarioRefused(where, str(stop)) from stop

    def quantiles(self, table: Any, where: str) -> dict[float, float]:
        """Amounts by level, ascending."""
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


def _require_plain(value: Any, where: str) -> None:
    """Refuse texts that no page or document can hold: signs that are none, or more letters than a source has."""
    if isinstance(value, dict):
        for key, one in value.items():
            _require_plain(str(key), where)
            _require_plain(one, f"{where}.{key}" if where else str(key))
    elif isinstance(value, list):
        for i, one in enumerate(value):
            _require_plain(one, f"{where}.{i}")
    elif isinstance(value, str) and (len(value) > LETTERS_MOST or not value.replace("\n", "").isprintable()):
        raise ScenarioRefused(where, f"must be a text of at most {LETTERS_MOST:,} letters without control signs")
