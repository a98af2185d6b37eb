"""Which numbers would say something about a person by themselves, and how unsure must a reader stay about them?"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from litigation_app.disclosure.model import Cell, Demand, Kind, Number, Policy, Reason, Relation, System


def primary(system: System, policy: Policy) -> dict[str, Reason]:
    """Sensitive cells and why: small counts, few cases, telling zeros, whole groups, dominated sums.

    Source: Handbook on Statistical Disclosure Control, 2nd ed. 2024, ch. 4.2 (sums) and 5.2 (counts, groups).
    """
    found: dict[str, Reason] = {}
    for cell in system.cells:
        reason = _of_sum(cell, policy) if cell.kind is Kind.SUM else _of_count(cell, policy)
        if reason:
            found[cell.key] = reason
    for relation in _groups(system):
        for key in _telling_zeros(system, relation, policy):
            found.setdefault(key, Reason.ZERO_IN_SMALL_GROUP)
        for key in _whole(system, relation, policy):
            found.setdefault(key, Reason.WHOLE_GROUP)
        for key in _of_others(system, relation, policy):
            found.setdefault(key, Reason.GROUP_OF_OTHERS)
    return dict(sorted(found.items()))


def demands(system: System, policy: Policy) -> tuple[Demand, ...]:
    """What every attacker must stay unsure about: each sensitive cell, and the rest of each whole group.

    Counts: [0, k]. Sums: the value and a margin on both sides. A whole group: how many are *not* in it, [0, k]; a partner,
    who subtracts its own people, of the others.
    """
    found: dict[tuple[str, ...], Demand] = {}
    of_others: dict[tuple[str, ...], Demand] = {}
    for key, reason in primary(system, policy).items():
        cell = system.by_key[key]
        if cell.kind is Kind.SUM:
            found[(key,)] = _sum_demand(cell, policy, reason)
        elif reason not in {Reason.WHOLE_GROUP, Reason.GROUP_OF_OTHERS}:
            found[(key,)] = Demand((key,), 0, max(policy.k, int(cell.value)), reason)
    for relation in _groups(system):
        for key in _whole(system, relation, policy):
            rest = tuple(sorted(part for part in relation.parts if part != key))
            high = max(policy.k, sum(int(system.value(part)) for part in rest))
            found.setdefault(rest, Demand(rest, 0, high, Reason.WHOLE_GROUP))
        for key, others in _of_others(system, relation, policy).items():
            rest = tuple(sorted(part for part in relation.parts if part != key))
            of_others.setdefault(rest, Demand(rest, 0, min(policy.k, others), Reason.GROUP_OF_OTHERS))
    return tuple(one[keys] for one in (found, of_others) for keys in sorted(one))


def _of_count(cell: Cell, policy: Policy) -> Reason | None:
    if cell.value == 0:
        return None
    if min(int(cell.value), cell.victims) < policy.k:
        return Reason.FEW_PEOPLE
    return Reason.FEW_CASES if cell.cases < policy.cases_k else None


def _of_sum(cell: Cell, policy: Policy) -> Reason | None:
    if cell.value == 0:
        return None
    if cell.contributions is None:
        return Reason.FEW_CONTRIBUTORS if cell.victims < policy.contributors else None
    views = (cell.contributions.by_victim, cell.contributions.by_holder)
    if min(len(view) for view in views) < policy.contributors:
        return Reason.FEW_CONTRIBUTORS
    if cell.published and _tells_few(cell, policy):
        return Reason.FEW_CONTRIBUTORS
    dominated = any(
        is_p_sensitive(view, policy.p_percent) or is_nk_sensitive(view, policy.nk_n, policy.nk_percent)
        for view in views
    )
    return Reason.DOMINATED if dominated else None


def _tells_few(cell: Cell, policy: Policy) -> bool:
    """A sum that is printed says how many stand behind it at least: so it rests on as many people and cases as a count must."""
    return cell.victims < policy.k or cell.cases < policy.cases_k


def _sum_demand(cell: Cell, policy: Policy, reason: Reason) -> Demand:
    value = Decimal(cell.value)
    margin = abs(value) * policy.margin_percent / 100
    if cell.contributions:
        views = (cell.contributions.by_victim, cell.contributions.by_holder)
        margin = max(margin, *(upper_protection_level(view, policy.p_percent) for view in views))
    return Demand((cell.key,), max(Decimal(0), value - margin), value + margin, reason)


def _groups(system: System) -> Iterable[Relation]:
    return (r for r in system.relations if not r.harmless and len(r.parts) > 1 and r.total not in system.sums)


def _telling_zeros(system: System, relation: Relation, policy: Policy) -> list[str]:
    """A zero says "none of these few people": publishable only when the group has at least k people."""
    if not 0 < system.value(relation.total) < policy.k:
        return []
    return [part for part in relation.parts if system.value(part) == 0]


def _whole(system: System, relation: Relation, policy: Policy) -> list[str]:
    """The part that holds all of a group, or all but so few that one of them can tell the others."""
    group = int(system.value(relation.total))
    largest = max(relation.parts, key=lambda part: (system.value(part), part))
    rest = group - int(system.value(largest))
    return [largest] if group >= 1 and rest <= policy.group_all_but and rest < system.value(largest) else []


def _of_others(system: System, relation: Relation, policy: Policy) -> dict[str, int]:
    """The part in which all the people of a group stand, or all but so few, once an organisation has subtracted its own; with
    how many those are, which is no secret before it.
    """
    found: dict[str, int] = {}
    for partner in system.by_key[relation.total].shares:
        left = {part: int(system.value(part)) - system.by_key[part].shares.get(partner, 0) for part in relation.parts}
        largest = max(left, key=lambda part: (left[part], part))
        rest = sum(left.values()) - left[largest]
        if rest <= policy.partners_all_but and rest < left[largest]:
            found[largest] = min(found.get(largest, policy.k), sum(left.values()))
    return found


def is_p_sensitive(amounts: Sequence[Number], p_percent: Number) -> bool:
    """p%-rule: the second largest contributor can estimate the largest within p per cent."""
    first, _, rest = _top_two(amounts)
    return first > 0 and rest < first * Decimal(p_percent) / 100


def is_nk_sensitive(amounts: Sequence[Number], n: int, percent: Number) -> bool:
    """(n,k)-dominance: the n largest contributors hold more than k per cent."""
    ordered = sorted((Decimal(a) for a in amounts), reverse=True)
    return sum(ordered[:n]) > sum(ordered) * Decimal(percent) / 100


def upper_protection_level(amounts: Sequence[Number], p_percent: Number) -> Decimal:
    """How far above the total the attacker's upper bound must reach: p/100*x1 - (X - x1 - x2), at least 0."""
    first, _, rest = _top_two(amounts)
    return max(Decimal(0), first * Decimal(p_percent) / 100 - rest)


def _top_two(amounts: Sequence[Number]) -> tuple[Decimal, Decimal, Decimal]:
    ordered = [*sorted((Decimal(a) for a in amounts), reverse=True), Decimal(0), Decimal(0)]
    return ordered[0], ordered[1], sum(ordered[2:], Decimal(0))


def merged(amounts: Sequence[Number], groups: Iterable[Sequence[int]]) -> list[Decimal]:
    """Contributions after a holding merge: amounts whose indices stand in one group count as one contributor."""
    groups = [list(group) for group in groups]
    held = {i for group in groups for i in group}
    alone = [Decimal(a) for i, a in enumerate(amounts) if i not in held]
    return [*(sum((Decimal(amounts[i]) for i in group), Decimal(0)) for group in groups), *alone]
