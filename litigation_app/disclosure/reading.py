"""What does each reader know or believe who holds a new publication beside all earlier ones?"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from litigation_app.disclosure.effort import Effort
from litigation_app.disclosure.facts import Printed
from litigation_app.disclosure.joint import Change, Joint, then_key
from litigation_app.disclosure.method import informed
from litigation_app.disclosure.model import RULE_AWARE_READER, Attacker, Fact, Interval, Policy, Relation
from litigation_app.disclosure.polytope import Polytope

STILL, ADDING = "believes_nothing_changed", "believes_people_are_only_added"
GOING_ON = "believes_nothing_is_changed_of_what_was"
_VARIABLE = re.compile(r"\w+")


class Reading:
    """A new publication with all earlier ones, and the tables that agree with them all. Raises SolverFailed."""

    def __init__(self, whole: Joint, new: Printed, earlier: Sequence[Printed], policy: Policy, effort: Effort) -> None:
        self.whole, self.new, self.earlier, self.policy = whole, new, earlier, policy
        self.counts = tuple(change for change in whole.changes if change.key not in whole.sums)
        self.space = Polytope(whole.published, whole.relations, [], whole.sums, effort, whole.differences)

    def readers(self, attackers: Iterable[Attacker]) -> Iterator[Attacker]:
        """Everyone of the new publication with what that says of changes, and readers with beliefs of their own."""
        for who in attackers:
            facts = self._of_the_rules(who) if who.knows_method else (*who.facts, *self._then(who.facts))
            yield Attacker(who.name, (*facts, *self._came(facts)))
        yield from self._believers(STILL, self._still(), 0)
        yield from self._believers(ADDING, self._growing(), None)
        if self.whole.settled:
            yield from self._believers(GOING_ON, self.whole.settled, 0)

    def are_sums_still(self) -> bool:
        """Whether the amounts printed at different times can all be the same."""
        facts = [Fact(change.key, 0, 0) for change in self.whole.changes if change.key in self.whole.sums]
        return not facts or self.space.is_possible(facts)

    def _of_the_rules(self, who: Attacker) -> tuple[Fact, ...]:
        """What the rules tell of the signs in each publication."""
        facts = list(_told(who, self.new, self.whole.now, self.policy))
        for old in self.earlier:
            facts += [
                Fact(then_key(old.name, fact.key), fact.low, fact.high)
                for fact in _told(who, old, old.relations, self.policy)
            ]
        return tuple(facts)

    def _then(self, facts: Iterable[Fact]) -> Iterator[Fact]:
        """Whoever knows people of a total over time knows how many of them are of earlier years."""
        least = {fact.key: int(fact.low) for fact in facts if fact.key not in self.whole.sums}
        for span in self.whole.spans:
            until, *later = span.parts
            if (earlier := least.get(span.total, 0) - sum(least.get(part, 0) for part in later)) > 0:
                yield Fact(until, earlier, None)

    def _came(self, facts: Iterable[Fact]) -> Iterator[Fact]:
        """Whoever knows people in a cell knows that those beyond the number printed before came since."""
        least = {fact.key: int(fact.low) for fact in facts if fact.key not in self.whole.sums}
        for change in self.counts:
            then = self.whole.told.get(change.then)
            if then is not None and least.get(change.now, 0) > then:
                yield Fact(change.key, least[change.now] - then, None)

    def _still(self) -> list[Change]:
        """What a reader takes for unchanged who sees no change in any printed number of the same table and time."""
        moved = {
            _place(change)
            for change in self.whole.plain
            if _ends(self.whole, change.then) != _ends(self.whole, change.now)
        }
        years = {when for when, variable in moved if not variable}
        return [
            one
            for one in self.whole.changes
            if one.then in self.printable and _place(one) not in moved and _place(one)[0] not in years
        ]

    def _growing(self) -> list[Change]:
        """Counts only grow where people are only added, and only go on."""
        return [change for change in self.counts if change.then in self.printable]

    @cached_property
    def printable(self) -> frozenset[str]:
        """What earlier publications printed, or withheld where it would have stood. Beliefs are about these; what else they
        tell of follows from them. Of years that were carried forward a publication says nothing of its own time.
        """
        return frozenset(then_key(old.name, key) for old in self.earlier for key in (*old.said, *old.withheld))

    def _believers(self, name: str, changes: Sequence[Change], high: int | None) -> Iterator[Attacker]:
        """As much of a belief as the printed numbers, and the signs beside them, do not refute: all of it, or each time of
        each table by itself, whichever publication it was printed in. What is refuted is false, and so is what would follow.

        Where parts of it refute each other, another believer holds first what this one had to give up, until somebody holds
        each part that is not refuted by itself.
        """
        groups: dict[tuple[str, str], list[Fact]] = {}
        for change in sorted(changes, key=lambda one: one.key):
            groups.setdefault(_place(change), []).append(Fact(change.key, 0, high))
        signs = self._of_the_rules(RULE_AWARE_READER)
        given_up: list[tuple[str, str]] = []
        while True:
            places = [*given_up, *(place for place in sorted(groups) if place not in given_up)]
            held = list(signs)
            self._hold([groups[place] for place in places], held)
            kept = {fact.key for fact in held[len(signs) :]}
            refused = [place for place in given_up or places if groups[place][0].key not in kept]
            if given_up and refused == given_up:
                return
            yield Attacker(name, tuple(held[len(signs) :]), believes=True)
            if not refused:
                return
            given_up = refused

    def _hold(self, groups: Sequence[list[Fact]], held: list[Fact]) -> None:
        """Add to what is `held`, one group of facts after the other, each that agrees with those before it."""
        more = [fact for facts in groups for fact in facts]
        if not more or self.space.is_possible([*held, *more]):
            held += more
        elif len(groups) > 1:
            half = len(groups) // 2
            self._hold(groups[:half], held)
            self._hold(groups[half:], held)


def _told(who: Attacker, one: Printed, relations: Sequence[Relation], policy: Policy) -> tuple[Fact, ...]:
    return informed(who, one.said, one.withheld - one.sums, relations, policy).facts


def _place(change: Change) -> tuple[str, str]:
    """Time and variable of a number: ("YEAR=2021", "SEX"); the margin of a time has no variable."""
    when, _, code = change.now.partition(" until ")[0].partition(";")
    variable = _VARIABLE.match(code)
    return when, variable.group() if variable else ""


def _ends(whole: Joint, key: str) -> tuple[float, float]:
    number = whole.published[key]
    return (number.low, number.high) if isinstance(number, Interval) else (float(number), float(number))
