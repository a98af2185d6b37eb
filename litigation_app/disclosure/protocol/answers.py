"""What is the answer to a `disclosure-question/1`?"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from litigation_app.disclosure import policy, sensitivity
from litigation_app.disclosure.audit import audit
from litigation_app.disclosure.audit.feasible_set import SolverFailed
from litigation_app.disclosure.effort import Busy, seconds
from litigation_app.disclosure.model import (
    Attacker,
    Cell,
    Demand,
    Fact,
    Interval,
    Kind,
    Pattern,
    Reason,
    Relation,
    System,
)
from litigation_app.disclosure.protocol.differencing import difference
from litigation_app.disclosure.protocol.questions import Asked
from litigation_app.disclosure.protocol.typed import QuestionRefused
from litigation_app.disclosure.suppression.heuristic import NotProtectable
from litigation_app.disclosure.suppression.protect import cost, fewest_first, protect

SCHEMA = "disclosure-question/1"
# Beyond so many cells a pattern has more work of its own (policy.toml).
LARGE = 1000
Answer = dict[str, Any]


def answer(question: Mapping[str, Any]) -> Answer:
    """The `answers` of one question, ready for JSON (no bound is null).

    Raises QuestionRefused(key, sentence) naming the key at fault, or when no pattern protects what is asked.
    """
    asked = Asked(question)
    if asked.text("schema") != SCHEMA:
        raise QuestionRefused("schema", f"only {SCHEMA} is answered")
    asks: dict[str, Callable[[Asked], Answer]] = {
        "audit": _audit,
        "protect": _protect,
        "sensitivity": _sensitivity,
        "groups": _groups,
        "groupings": _groupings,
        "difference": difference,
    }
    ask = asks.get(asked.text("ask"))
    if ask is None:
        raise QuestionRefused("ask", f"one of {', '.join(sorted(asks))}")
    refuse(question, asked.text("ask"))
    try:
        return ask(asked)
    except NotProtectable as stop:
        raise QuestionRefused("always_published", str(stop)) from stop
    except SolverFailed as stop:
        raise QuestionRefused("cells", f"no answer from the solver: {stop}") from stop
    except Busy as stop:
        raise QuestionRefused("cells", "the machine is too busy for so much work: ask again") from stop


def _audit(asked: Asked) -> Answer:
    system, withheld = asked.system(asked.kind()), asked.keys("suppressed")
    seen = {cell.key: cell.value for cell in system.cells if cell.key not in withheld}
    order = sorted(withheld)
    loose = audit.intervals(seen, system.relations, order, sums=system.sums)
    whole = audit.intervals(seen, system.relations, order, sums=system.sums, whole=True)
    return {
        "intervals": _json(loose),
        "integer_intervals": _json(whole),
        "recoverable": audit.recoverable(whole),
    }


def _protect(asked: Asked) -> Answer:
    began = time.monotonic()
    always = asked.keys("always_published", default=())
    if asked.rule("kind") == "magnitude":
        system, demands = _magnitude(asked)
        pattern = _found(system, demands, always, weight=fewest_first(system))
    else:
        system, rules = asked.system(), asked.frequency()
        demands = sensitivity.demands(system, rules)
        pattern = _found(system, demands, always, weight=fewest_first(system) if always else cost)
    primary = {demand.keys[0] for demand in demands}
    loose = audit.intervals(
        pattern.visible(system),
        system.relations,
        sorted(pattern.withheld),
        sums=system.sums,
        budget=seconds("question_attack"),
    )
    return {
        "primary": asked.in_order("cells", primary),
        "suppressed": asked.in_order("cells", pattern.withheld),
        "complementary_count": len(pattern.withheld) - len(primary),
        "optimal": pattern.optimal,
        "intervals": _json(loose),
        "seconds": round(time.monotonic() - began, 3),
    }


def _found(
    system: System, demands: Sequence[Demand], always: frozenset[str], *, weight: Callable[[Cell], float]
) -> Pattern:
    primary = {demand.keys[0]: demand.reason for demand in demands}
    return protect(
        system,
        policy.public(),
        budget=seconds("question" if len(system.cells) <= LARGE else "large"),
        always_published=always,
        primary=primary,
        demands=demands,
        weight=weight,
    )


def _magnitude(asked: Asked) -> tuple[System, tuple[Demand, ...]]:
    """Sums with a count of contributors; an insider is whoever stands alone behind one cell."""
    fewest, protection = asked.whole_rule("min_contributors"), Decimal(str(asked.rule("protection")))
    plain = asked.system(kind=Kind.SUM)
    small = [cell for cell in plain.cells if cell.value and 0 < cell.victims < fewest]
    alone = [cell for cell in small if cell.victims == 1] if asked.rule("insiders", default=False) else []
    asked.has_contributors()
    attackers = tuple(Attacker("sole_contributor", (Fact(c.key, c.value, c.value),)) for c in alone)
    demands = []
    for cell in small:
        margin = protection * cell.value
        low = max(Decimal(0), cell.value - margin)
        demands.append(Demand((cell.key,), low, cell.value + margin, Reason.FEW_CONTRIBUTORS))
    return System(plain.cells, plain.relations, attackers), tuple(demands)


def _sensitivity(asked: Asked) -> Answer:
    n, nk_percent = asked.pair_rule("nk")
    one, one_percent = asked.pair_rule("one_k")
    p, fewest = asked.rule("p"), asked.whole_rule("min_contributors")
    found: Answer = {}
    for name, amounts in asked.contributions().items():
        merged = sensitivity.merged(amounts, asked.holding(name, len(amounts)))
        found[name] = {
            "total": float(sum(merged)),
            "p_sensitive": sensitivity.is_p_sensitive(merged, Decimal(str(p))),
            "nk_sensitive": sensitivity.is_nk_sensitive(merged, n, nk_percent),
            "one_sensitive": sensitivity.is_nk_sensitive(merged, one, one_percent),
            "few": len(merged) < fewest,
            "upper_protection_level": float(sensitivity.upper_protection_level(merged, Decimal(str(p)))),
        }
    return found


def _groups(asked: Asked) -> Answer:
    """Handbook ch. 5.2: small cells, groups wholly in one category, groups where one member can tell the others."""
    k, small, full, within, clear = asked.frequency().k, [], [], [], []
    for group, row in asked.table().items():
        total, largest = sum(row.values()), max(row.values())
        few = [f"{group}|{code}" for code, count in row.items() if 0 < count < k]
        small += few
        if total and largest == total:
            full.append(group)
        elif total and total - largest == policy.public().group_all_but:
            within.append(group)
        elif total and not few:
            clear.append(group)
    return {
        "small_cells": small,
        "full_concentration_groups": full,
        "within_group_disclosure": within,
        "clear": clear,
    }


def _groupings(asked: Asked) -> Answer:
    """Publications in order, each over other groups of the same atoms: what is known of each atom after each one."""
    atoms, k = asked.counts("atoms"), asked.frequency().k
    seen: dict[str, int] = {}
    relations: list[Relation] = []
    steps, unsafe = [], None
    for release, groups in asked.releases(atoms).items():
        for number, group in enumerate(groups):
            name = f"{release}#{number}"
            seen[name] = sum(atoms[atom] for atom in group)
            relations.append(Relation(name, tuple(group)))
        spans = audit.intervals(seen, relations, list(atoms))
        steps.append({"after": release, "intervals": _json(spans)})
        small = [atom for atom, n in atoms.items() if 0 < n < k]
        if unsafe is None and not all(_hides(span, k) for span in _whole(seen, relations, small).values()):
            unsafe = release
    return {"steps": steps, "first_unsafe_release": unsafe}


def _whole(seen: Mapping[str, int], relations: Sequence[Relation], atoms: Sequence[str]) -> dict[str, Interval]:
    """People are whole: what whole-number tables leave of an atom can be less than what the linear programme says."""
    return audit.intervals(seen, relations, atoms, whole=True)


def _hides(span: Interval, k: int) -> bool:
    return span.low <= audit.SLACK and span.high >= k - audit.SLACK


def _json(spans: Mapping[str, Interval]) -> dict[str, list[float | None]]:
    return {key: span.as_json() for key, span in spans.items()}


REMARKS = ("schema", "title", "source", "verified_by", "ask", "expected", "tolerance")
ASKS: Mapping[str, tuple[str, ...]] = {
    "audit": ("cells", "relations", "suppressed"),
    "protect": ("cells", "relations", "always_published", "rule"),
    "sensitivity": ("contributions", "holding", "rule"),
    "groups": ("table", "rule"),
    "groupings": ("atoms", "releases", "rule"),
    "difference": ("before", "after", "relations", "always_published", "assume", "rule"),
}
RULE = ("kind", "k", "min_contributors", "protection", "insiders", "p", "nk", "one_k")
CELL, RELATION = ("key", "value", "contributors"), ("total", "parts")
ALIKE = 0.75  # of difflib's ratio: "contributers" is 0.92 of "contributors"


def refuse(question: Mapping[str, Any], ask: str) -> None:
    """Raises QuestionRefused with the path of the first key that is so like one that is read, and is none."""
    _refuse(question, (*REMARKS, *ASKS.get(ask, ())), "")
    _refuse(question.get("rule"), RULE, "rule.")
    for key, read in (("cells", CELL), ("before", CELL), ("after", CELL), ("relations", RELATION)):
        listed = question.get(key)
        for number, entry in enumerate(listed if isinstance(listed, list) else ()):
            _refuse(entry, read, f"{key}.{number}.")


def _refuse(given: Any, read: Iterable[str], path: str) -> None:
    for key in given if isinstance(given, Mapping) else ():
        known = [] if key in read else get_close_matches(str(key).lower(), read, 1, ALIKE)
        if known:
            raise QuestionRefused(f"{path}{key}", f"is not read: is it meant for {known[0]}?")
