"""Which numbers that others have published can somebody believe beside what is printed, and beside what he knows himself?

None is ever held against a true value: what decides is whether tables exist that agree with all of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from litigation_app.disclosure.effort import Effort
from litigation_app.disclosure.method import informed
from litigation_app.disclosure.model import Attacker, Fact, Interval, Number, Policy, Relation, System
from litigation_app.disclosure.polytope import CEILING, Polytope, SolverFailed


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
class Judged:
    """`worlds`: numbers that can all be believed together, each number in one at least. `contradicting`: those that the
    printed tables refute.
    """

    worlds: tuple[tuple[Outside, ...], ...]
    contradicting: frozenset[str]


def judge(
    published: Mapping[str, Number | Interval],
    relations: Sequence[Relation],
    sums: frozenset[str],
    known: Sequence[Outside],
    effort: Effort,
) -> Judged:
    """Which of the numbers can be believed beside what is printed, and which of them together. Raises SolverFailed."""

    def holds(facts: Sequence[Outside]) -> bool:
        return _is_possible(published, relations, sums, facts, effort)

    if holds(known):
        return Judged((tuple(known),), frozenset())
    alone = [one for one in known if holds((one,))]
    left, worlds = list(alone), list[tuple[Outside, ...]]()
    while left:
        world = [left[0]]
        for one in alone:
            if one not in world and holds((*world, one)):
                world.append(one)
        worlds.append(tuple(world))
        left = [one for one in left if one not in world]
    return Judged(tuple(worlds), frozenset(one.name for one in known if one not in alone))


def _is_possible(
    published: Mapping[str, Number | Interval],
    relations: Sequence[Relation],
    sums: frozenset[str],
    facts: Sequence[Outside],
    effort: Effort,
) -> bool:
    """Whether some table of whole numbers agrees with all of it."""
    said = {**published, **{one.alias: one.said for one in facts}}
    if not all(_agrees_in_print(published, one) for one in facts):
        return False
    near = [one.alias for one in facts if any(key not in published for key in one.keys)]
    if not near:
        return True
    linked = [*relations, *(one.relation for one in facts)]
    asked = [(key,) for one in facts for key in one.keys if key not in said]
    space = Polytope(said, linked, asked, sums, effort)
    try:
        space.interval(asked[0], whole=True)
    except SolverFailed as stop:
        if str(stop) != "contradiction":
            raise
        return False
    return True


def _agrees_in_print(published: Mapping[str, Number | Interval], one: Outside) -> bool:
    """Of a number whose cells are all printed exactly: whether it says the same."""
    printed = [published.get(key) for key in one.keys]
    if any(number is None or isinstance(number, Interval) for number in printed):
        return True
    total = sum(int(number) for number in printed if not isinstance(number, Interval | None))
    return one.low <= total and (one.high is None or total <= one.high)


Belief = tuple[tuple[Outside, ...], tuple[Attacker, ...]]


def beliefs(
    system: System,
    published: Mapping[str, Number | Interval],
    policy: Policy,
    world: Sequence[Outside],
    effort: Effort,
) -> list[Belief]:
    """The attackers by how much of these numbers each can believe beside what he knows himself: whoever knows two people of
    a cell does not believe "exactly one". Raises SolverFailed.
    """
    marked = {cell.key for cell in system.cells if cell.published} - published.keys() - system.sums
    groups: dict[tuple[Outside, ...], list[Attacker]] = {tuple(world): []}
    everything = _space(system, published, world, effort) if world else None
    for who in system.attackers:
        told = informed(who, published, marked, system.relations, policy).facts
        believed = tuple(world)
        if everything is not None and not _can_be(everything, told):
            believed = ()
            for one in world:
                if _can_be(_space(system, published, (*believed, one), effort), told):
                    believed = (*believed, one)
        groups.setdefault(believed, []).append(who)
    return [(believed, tuple(who)) for believed, who in groups.items()]


def _space(
    system: System, published: Mapping[str, Number | Interval], world: Sequence[Outside], effort: Effort
) -> Polytope:
    """All tables that agree with what is printed and with these numbers."""
    said = {**published, **{one.alias: one.said for one in world}}
    linked = [*system.relations, *(one.relation for one in world)]
    return Polytope(said, linked, [(cell.key,) for cell in system.cells], system.sums, effort)


def _can_be(space: Polytope, told: Sequence[Fact]) -> bool:
    """Whether one of them agrees with what somebody knows besides."""
    asked = next((fact.key for fact in told if fact.key in space.column), None)
    if asked is None:
        return True
    space.learn(told)
    try:
        space.interval((asked,))
    except SolverFailed as stop:
        if str(stop) != "contradiction":
            raise
        return False
    finally:
        space.forget()
    return True
