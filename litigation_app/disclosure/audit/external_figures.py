"""Can a publication stand beside numbers that others have printed? Each is one more known number in the attack.

Never held against a true value: whoever types a number in could otherwise ask what is withheld. A number counts where
tables exist that agree with it and with everything printed; numbers that contradict each other are believed in turn.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from litigation_app.disclosure.audit import audit
from litigation_app.disclosure.audit.feasible_set import CEILING, Polytope, SolverFailed
from litigation_app.disclosure.effort import Effort, of, seconds
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

OTHERS = "reader_of_others"
Said = Mapping[str, Number | Interval]


@dataclass(frozen=True)
class Outside:
    """A count that somebody else has published: the sum of the cells `keys` lies in [low, high]; None: "at least"."""

    name: str
    keys: tuple[str, ...]
    low: int
    high: int | None

    @property
    def alias(self) -> str:
        """The cell that stands for the sum in a system."""
        return f"known {self.name}"

    @property
    def relation(self) -> Relation:
        """The alias beside the cells whose total it is; harmless, since it says nothing of its own."""
        return Relation(self.alias, self.keys, harmless=True)

    @property
    def said(self) -> Number | Interval:
        """As a reader has it."""
        return self.low if self.low == self.high else Interval(self.low, CEILING if self.high is None else self.high)


@dataclass(frozen=True)
class Found:
    """The outcome of the attack; `contradicting`: numbers that the printed tables refute; `disclosed`: those by which others
    have disclosed a cell that we withhold.
    """

    certificate: Certificate
    contradicting: frozenset[str] = frozenset()
    disclosed: frozenset[str] = frozenset()


def attack(
    system: System,
    published: Said,
    demands: Sequence[Demand],
    policy: Policy,
    known: Sequence[Outside],
) -> Found:
    """Attack what a system prints, by itself and beside what others have printed; what those tell alone is no demand."""
    effort = of(seconds("attack"))
    plain = audit.audit_system(system, published, demands, policy, effort)
    try:
        believed = [one for one in known if _is_possible(system, published, [one], effort)]
        together = [believed] if _is_possible(system, published, believed, effort) else [[one] for one in believed]
    except SolverFailed as stop:
        return Found(replace(plain, failures=(*plain.failures, Failure(OTHERS, (), str(stop)))))
    tried = [_beside(system, published, demands, policy, world, effort) for world in together if world]
    failures = dict.fromkeys(failure for one in (plain, *tried) for failure in one.failures)
    hidden = audit.withheld(system, published)
    return Found(
        replace(plain, failures=tuple(failures)),
        frozenset(one.name for one in known if one not in believed),
        frozenset(one.name for one in believed if one.low == one.high and len(one.keys) == 1 and one.keys[0] in hidden),
    )


def _is_possible(system: System, published: Said, world: Sequence[Outside], effort: Effort) -> bool:
    """Whether some table of whole numbers agrees with everything printed and with these. Raises SolverFailed."""
    said, linked = _with(system, published, world)
    sums = system.sums
    try:
        if not all(_agrees(one, published) for one in world):
            return False
        audit.intervals(said, linked, [key for one in world for key in one.keys], sums=sums, whole=True, budget=effort)
    except SolverFailed as stop:
        if str(stop) != "contradiction":
            raise
        return False
    return True


def _agrees(one: Outside, published: Said) -> bool:
    """Of a number whose cells are all printed: whether it says the same."""
    printed = [published[key] for key in one.keys if key in published and not isinstance(published[key], Interval)]
    total = sum(int(number) for number in printed if not isinstance(number, Interval))
    is_all = len(printed) == len(one.keys)
    return (one.high is None or total <= one.high) and (not is_all or one.low <= total)


def _with(system: System, published: Said, world: Sequence[Outside]) -> tuple[Said, list[Relation]]:
    said = {**published, **{one.alias: one.said for one in world}}
    return said, [*system.relations, *(one.relation for one in world)]


def _beside(
    system: System,
    published: Said,
    demands: Sequence[Demand],
    policy: Policy,
    world: Sequence[Outside],
    effort: Effort,
) -> Certificate:
    """Whoever knows better than these numbers does not believe them, and was asked without them."""
    said, linked = _with(system, published, world)
    hidden = audit.withheld(system, published)
    readers = [replace(who, believes=True) for who in system.attackers]
    left = _as_unsure(demands, {one.alias: one.said for one in world}, linked, system.sums, effort)
    return audit.audit(said, linked, left, policy, attackers=readers, withheld=hidden, sums=system.sums, budget=effort)


def strengthened(
    system: System, demands: Sequence[Demand], known: Sequence[Outside]
) -> tuple[System, tuple[Demand, ...]]:
    """The system with readers who know the number that others speak of exactly, whatever they say of it, and what these
    must stay unsure of: a pattern that is safe from them shows nothing of whether the others are right.
    """
    sums = {one.keys: sum(int(system.value(key)) for key in one.keys) for one in known}
    named = {keys: keys[0] if len(keys) == 1 else f"known {' and '.join(keys)}" for keys in sums}
    facts = {named[keys]: Fact(named[keys], value, value) for keys, value in sums.items()}
    virtual = {keys: value for keys, value in sums.items() if len(keys) > 1}
    cells = (*system.cells, *(Cell(named[keys], n, n, n, n, published=False) for keys, n in virtual.items()))
    relations = (*system.relations, *(Relation(named[keys], keys, harmless=True) for keys in virtual))
    readers = [who if who.knows_method else replace(who, facts=_told(who, facts)) for who in system.attackers]
    told = {name: int(fact.low) for name, fact in facts.items()}
    left = _as_unsure(demands, told, relations, system.sums, of(seconds("attack")))
    return System(cells, relations, (Attacker(OTHERS, tuple(facts.values())), *readers)), left


def _as_unsure(
    demands: Sequence[Demand], told: Said, relations: Sequence[Relation], sums: frozenset[str], effort: Effort
) -> tuple[Demand, ...]:
    """Beside what others have told a reader stays as unsure as that alone leaves: of what they pin nothing is demanded of us.
    Raises SolverFailed.
    """
    space = Polytope(told, relations, [demand.keys for demand in demands], sums, effort)
    found = [(one, None if sums.intersection(one.keys) else space.interval(one.keys, whole=True)) for one in demands]
    clipped = [one if span is None else _within(one, span) for one, span in found]
    return tuple(one for one in clipped if one.low < one.high)


def _within(one: Demand, span: Interval) -> Demand:
    """Its ends as far as the span leaves them open; people are whole."""
    high = one.high if math.isinf(span.high) else min(int(one.high), round(span.high))
    return replace(one, low=max(int(one.low), round(span.low)), high=high)


def _told(who: Attacker, facts: Mapping[str, Fact]) -> tuple[Fact, ...]:
    return (*(fact for fact in who.facts if fact.key not in facts), *facts.values())
