"""What do numbers that others have published tell of ours, and does a publication tell more beside them?

Never held against a true value: whoever types a number in could otherwise ask what is withheld. A number counts where
tables exist that agree with it and with everything printed; numbers that contradict each other are believed in turn.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from litigation_app.disclosure import audit
from litigation_app.disclosure.audience import Tell, quiet
from litigation_app.disclosure.believing import Outside, beliefs, judge
from litigation_app.disclosure.effort import Effort, of, seconds
from litigation_app.disclosure.facts import Like, Printed
from litigation_app.disclosure.joint import then_key
from litigation_app.disclosure.model import (
    Attacker,
    Cell,
    Certificate,
    Demand,
    Fact,
    Failure,
    Interval,
    Number,
    Policy,
    Relation,
    System,
)
from litigation_app.disclosure.polytope import CEILING, Polytope, SolverFailed

OTHERS = "reader_of_others"
_VINTAGE = "others"


@dataclass(frozen=True)
class Found:
    """The outcome of the attack; `disclosed`: numbers by which others have disclosed a cell that we withhold."""

    certificate: Certificate
    contradicting: frozenset[str] = frozenset()
    disclosed: frozenset[str] = frozenset()


def attack(
    system: System,
    published: Mapping[str, Number | Interval],
    demands: Sequence[Demand],
    policy: Policy,
    known: Sequence[Outside],
    budget: float | Effort | None = None,
    tell: Tell = quiet,
) -> Found:
    """Attack what a system prints beside what others have printed. What those tell alone is not laid to its charge: of it
    the publication must leave as much unsure as they did.
    """
    effort = of(seconds("attack") if budget is None else budget)
    if not known:
        return Found(audit.audit_system(system, published, demands, policy, effort, tell))
    try:
        judged = judge(published, system.relations, system.sums, known, effort)
    except SolverFailed as stop:
        return Found(_failed(audit.audit_system(system, published, demands, policy, effort), stop))
    found, disclosed = list[Certificate](), set[str]()
    try:
        groups = [one for world in judged.worlds or ((),) for one in beliefs(system, published, policy, world, effort)]
    except SolverFailed as stop:
        return Found(_failed(audit.audit_system(system, published, demands, policy, effort), stop))
    for world, attackers in groups:
        certificate, told = _attack(replace(system, attackers=attackers), published, demands, policy, world, effort)
        found.append(certificate)
        disclosed |= told
    failures = tuple(dict.fromkeys(failure for one in found for failure in one.failures))
    return Found(replace(found[0], failures=failures), judged.contradicting, frozenset(disclosed))


def _attack(
    system: System,
    published: Mapping[str, Number | Interval],
    demands: Sequence[Demand],
    policy: Policy,
    world: Sequence[Outside],
    effort: Effort,
) -> tuple[Certificate, set[str]]:
    linked = [*system.relations, *(one.relation for one in world)]
    others = {one.alias: one.said for one in world}
    marked = {cell.key for cell in system.cells if cell.published} - published.keys()

    def tried(said: Mapping[str, Number | Interval], asked: Sequence[Demand], hidden: Iterable[str]) -> Certificate:
        return audit.audit(
            said, linked, asked, policy, attackers=system.attackers, withheld=hidden, sums=system.sums, budget=effort
        )

    try:
        unsure = list(as_unsure(system, demands, policy, world, effort))
    except SolverFailed as stop:
        return _failed(tried({**published, **others}, demands, marked), stop), set()
    found = tried({**published, **others}, unsure, marked)
    if found.failures:
        before = set(tried(others, unsure, ()).failures)
        found = replace(found, failures=tuple(one for one in found.failures if one not in before or not one.keys))
    return found, {one.name for one in world if one.low == one.high and len(one.keys) == 1 and one.keys[0] in marked}


def _failed(found: Certificate, stop: SolverFailed) -> Certificate:
    return replace(found, failures=(*found.failures, Failure(OTHERS, (), str(stop))))


def as_unsure(
    system: System, demands: Sequence[Demand], policy: Policy, world: Sequence[Outside], effort: Effort
) -> Iterator[Demand]:
    """What must stay unsure of a publication beside these numbers: no more than they leave unsure themselves.

    What they pin is no demand any more. Raises SolverFailed.
    """
    linked = [*system.relations, *(one.relation for one in world)]
    others = {one.alias: one.said for one in world}
    space = Polytope(others, linked, [demand.keys for demand in demands], system.sums, effort)
    for demand in demands:
        low, high = demand.low, demand.high
        if set(demand.keys) & system.sums or (
            space.can_reach(demand.keys, float(low), up=False) and space.can_reach(demand.keys, float(high), up=True)
        ):
            yield demand
            continue
        span = space.interval(demand.keys, whole=True)
        low = max(int(low), math.ceil(span.low - audit.SLACK))
        high = min(max(int(high), low + policy.k), math.floor(min(span.high, CEILING) + audit.SLACK))
        if low < high:
            yield replace(demand, low=low, high=high)


def vintage(world: Sequence[Outside]) -> tuple[Printed, Like]:
    """The same numbers as something printed earlier, for the attack beside earlier publications."""
    printed = Printed(_VINTAGE, {one.alias: one.said for one in world}, frozenset(), ())
    linked = (Relation(then_key(_VINTAGE, one.alias), one.keys, harmless=True) for one in world)
    return printed, Like({}, tuple(linked), is_whole=False)


def strengthened(
    system: System, demands: Sequence[Demand], policy: Policy, known: Sequence[Outside], effort: Effort
) -> tuple[System, tuple[Demand, ...]]:
    """The system with readers who know each number that others speak of exactly, whatever they say of it, and what these
    must stay unsure of: a pattern that is safe from them shows nothing of whether the others are right. Raises SolverFailed.
    """
    true = [_true(system, keys) for keys in dict.fromkeys(tuple(sorted(one.keys)) for one in known)]
    left = {demand.keys: demand for demand in as_unsure(system, demands, policy, true, effort)}
    gone = [demand for demand in demands if demand.keys not in left]
    pinned = {key for demand in gone if len(demand.keys) == 1 for key in demand.keys}
    facts = {key: Fact(key, system.value(key), system.value(key)) for key in pinned}
    sums = [one for one in true if len(one.keys) > 1]
    facts |= {one.keys[0]: Fact(one.keys[0], one.low, one.high) for one in true if len(one.keys) == 1}
    facts |= {one.alias: Fact(one.alias, one.low, one.high) for one in sums}
    cells = (*system.cells, *(Cell(one.alias, one.low, one.low, one.low, one.low, published=False) for one in sums))
    wanted = tuple(left.get(demand.keys, demand) for demand in demands if demand.keys in left or len(demand.keys) == 1)
    everyone = tuple(replace(who, facts=_told(who, facts)) for who in system.attackers if not who.knows_method)
    readers = tuple(who for who in system.attackers if who.knows_method)
    relations = (*system.relations, *(one.relation for one in sums))
    return System(cells, relations, (Attacker(OTHERS, tuple(facts.values())), *readers, *everyone)), wanted


def _true(system: System, keys: tuple[str, ...]) -> Outside:
    value = sum(int(system.value(key)) for key in keys)
    return Outside(" and ".join(keys), keys, value, value)


def _told(who: Attacker, facts: Mapping[str, Fact]) -> tuple[Fact, ...]:
    return (*(fact for fact in who.facts if fact.key not in facts), *facts.values())
