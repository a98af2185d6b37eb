"""What is the answer to a `disclosure-question/1`?"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from litigation_app.disclosure import audit, policy, sensitivity
from litigation_app.disclosure.model import (
    Attacker,
    Cell,
    Demand,
    Fact,
    Interval,
    Kind,
    Pattern,
    Policy,
    Reason,
    Relation,
    System,
)
from litigation_app.disclosure.polytope import SolverFailed
from litigation_app.disclosure.protect import cost, protect
from litigation_app.disclosure.questions import Asked, QuestionRefused
from litigation_app.disclosure.search import NotProtectable

SCHEMA = "disclosure-question/1"
ONLY_ADDED = "records are only added"
# Seconds by the clock to look for a pattern, up to so many cells (which takes four where nobody else wants the machine) and
# for larger tables; and for what it leaves to be worked out.
LARGE = 1000
SECONDS, SECONDS_LARGE, SECONDS_TO_ATTACK = 45.0, 110.0, 900.0
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
        "difference": _difference,
    }
    ask = asks.get(asked.text("ask"))
    if ask is None:
        raise QuestionRefused("ask", f"one of {', '.join(sorted(asks))}")
    try:
        return ask(asked)
    except NotProtectable as stop:
        raise QuestionRefused("always_published", str(stop)) from stop
    except SolverFailed as stop:
        raise QuestionRefused("cells", f"no answer from the solver: {stop}") from stop


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
        pattern = _found(system, demands, always, weight=_count_first(system))
    else:
        system, rules = asked.system(), _frequency(asked)
        demands = sensitivity.demands(system, rules)
        pattern = _found(system, demands, always, weight=_count_first(system) if always else cost)
    primary = {demand.keys[0] for demand in demands}
    loose = audit.intervals(
        pattern.visible(system),
        system.relations,
        sorted(pattern.withheld),
        sums=system.sums,
        budget_s=SECONDS_TO_ATTACK,
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
        budget_s=SECONDS if len(system.cells) <= LARGE else SECONDS_LARGE,
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
    attackers = tuple(Attacker("sole_contributor", (Fact(c.key, c.value, c.value),)) for c in alone)
    demands = []
    for cell in small:
        margin = protection * cell.value
        low = max(Decimal(0), cell.value - margin)
        demands.append(Demand((cell.key,), low, cell.value + margin, Reason.FEW_CONTRIBUTORS))
    return System(plain.cells, plain.relations, attackers), tuple(demands)


def _count_first(system: System) -> Callable[[Cell], float]:
    """Fewest withheld cells first, then the smallest: for amounts, which have no natural size beside a count of cells,
    and where a question fixes what must be printed, so that only the number of further cells is asked.
    """
    largest = max((float(cell.value) for cell in system.cells), default=1.0) or 1.0
    return lambda cell: 1.0 + float(cell.value) / largest / (10 * len(system.cells))


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
    k, small, full, within, clear = _frequency(asked).k, [], [], [], []
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
    atoms, k = asked.counts("atoms"), _frequency(asked).k
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
        if unsafe is None and any(not _hides(spans[atom], k) for atom, n in atoms.items() if 0 < n < k):
            unsafe = release
    return {"steps": steps, "first_unsafe_release": unsafe}


def _hides(span: Interval, k: int) -> bool:
    return span.low <= audit.SLACK and span.high >= k - audit.SLACK


def _difference(asked: Asked) -> Answer:
    """What subtraction shows where records are only added: a difference of 1 to k-1 is as sensitive as a count."""
    rules = _frequency(asked)
    before, after, relations = asked.counts("before"), asked.counts("after"), asked.relations()
    change = {name: after[name] - before[name] for name in after if name in before}
    lost = sorted(name for name, moved in change.items() if moved < 0)
    if asked.question.get("assume", ONLY_ADDED) != ONLY_ADDED:
        raise QuestionRefused("assume", f"only answered where {ONLY_ADDED}")
    if lost:
        raise QuestionRefused(f"after.{lost[0]}", "a count fell, but records are only added")
    named = {key for r in relations for key in (r.total, *r.parts)}
    if strange := named - set(asked.in_order("before", named)) - set(asked.in_order("after", named)):
        raise QuestionRefused("relations", f"a relation names an unknown cell: {min(strange)}")
    asked.add_up("before", before, relations)
    asked.add_up("after", after, relations)
    unknown = sorted(named - change.keys())
    spans = audit.intervals(change, relations, [*change, *unknown])
    cells = tuple(Cell(name, moved, moved, moved, moved) for name, moved in change.items())
    inner = tuple(r for r in relations if {r.total, *r.parts} <= change.keys())
    system = asked.linked(cells, inner)
    pattern = protect(system, rules, always_published=asked.names("always_published", change))
    found = {demand.keys[0] for demand in sensitivity.demands(system, rules)}
    return {
        "differences": _json(spans),
        "sensitive_differences": [name for name in change if name in found],
        "withhold_count": len(pattern.withheld),
    }


def _frequency(asked: Asked) -> Policy:
    """The rules with the question's own k: the only rule for counts that a question can name."""
    if asked.rule("kind") != "frequency":
        raise QuestionRefused("rule.kind", "counts are asked with frequency")
    return replace(policy.public(), k=asked.whole_rule("k"), cases_k=1)


def _json(spans: Mapping[str, Interval]) -> dict[str, list[float | None]]:
    return {key: span.as_json() for key, span in spans.items()}
