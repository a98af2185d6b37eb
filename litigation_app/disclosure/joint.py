"""How do a new publication and everything printed before of the same people become one system of numbers?

Each earlier one is a copy of its own tables, named apart. Between a number then and now stands the change, which nobody
prints and which may fall as well as rise; changes add up as the tables do.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from litigation_app.disclosure.facts import Like, Printed
from litigation_app.disclosure.model import Interval, Number, Relation


@dataclass(frozen=True)
class Change:
    """A number in an earlier publication (`then`), in the new one (`now`), and the name of what lies between (`key`)."""

    then: str
    now: str
    key: str


@dataclass(frozen=True)
class Joint:
    """All vintages as one system. `changes` are those that are not plain from two printed numbers; `plain` those that are.

    `now`: the relations among the new numbers; `spans`: those of them that divide a total over time into one over the years of
    an earlier publication, which comes first, and the years since. `told`: earlier counts that are printed or
    that printed ones add up to. `settled`: the changes that there are not where nothing happened since but what `Like` says.
    """

    published: Mapping[str, Number | Interval]
    relations: tuple[Relation, ...]
    sums: frozenset[str]
    changes: tuple[Change, ...]
    plain: tuple[Change, ...]
    now: tuple[Relation, ...]
    spans: tuple[Relation, ...]
    told: Mapping[str, int]
    settled: tuple[Change, ...] = ()

    @property
    def differences(self) -> dict[str, tuple[str, str]]:
        """The changes as a Polytope has them."""
        return {change.key: (change.now, change.then) for change in (*self.changes, *self.settled)}


def then_key(vintage: str, key: str) -> str:
    """A cell of an earlier publication in the joint system."""
    return f"{vintage}|{key}"


def then_relation(vintage: str, relation: Relation) -> Relation:
    """A relation among cells of an earlier publication in the joint system."""
    parts = tuple(then_key(vintage, part) for part in relation.parts)
    return Relation(then_key(vintage, relation.total), parts, relation.harmless)


def join(new: Printed, earlier: Sequence[tuple[Printed, Like]]) -> Joint:
    """One system of the new numbers and all earlier ones."""
    published: dict[str, Number | Interval] = dict(new.said)
    spans = tuple(dict.fromkeys(relation for _, alike in earlier for relation in alike.relations))
    now, told, sums = (*new.relations, *spans), dict[str, int](), set(new.sums)
    relations = list(now)
    plain: list[Change] = []
    changes: list[Change] = []
    for old, alike in earlier:
        sums |= {alike.of[key] for key in old.sums if key in alike.of}
        told |= {then_key(old.name, key): number for key, number in worked_out(old).items()}
        published |= {then_key(old.name, key): number for key, number in old.said.items()}
        sums |= {then_key(old.name, key) for key in old.sums}
        relations += [then_relation(old.name, relation) for relation in old.relations]
        for change in _changes(old, alike):
            both = change.then in published and change.now in published
            (plain if both else changes).append(change)
    settled = [_change(old, key, key) for old, alike in earlier for key in alike.settled]
    sums |= {change.key for change in changes if change.then in sums}
    linked = tuple(dict.fromkeys(relations))
    return Joint(published, linked, frozenset(sums), tuple(changes), tuple(plain), now, spans, told, tuple(settled))


def worked_out(one: Printed) -> dict[str, int]:
    """The counts that a publication prints, and those that are all that is left when others are taken away."""
    said = {
        key: int(number) for key, number in one.said.items() if key not in one.sums and not isinstance(number, Interval)
    }
    before = -1
    while len(said) > before:
        before = len(said)
        for relation in one.relations:
            signed = {relation.total: 1} | dict.fromkeys(relation.parts, -1)
            open_ = [key for key in signed if key not in said]
            if len(open_) == 1 and open_[0] not in one.sums:
                left = sum(sign * said[key] for key, sign in signed.items() if key in said)
                said[open_[0]] = -signed[open_[0]] * left
    return said


def _changes(old: Printed, alike: Like) -> Iterable[Change]:
    return (_change(old, then, now) for then, now in alike.of.items())


def _change(old: Printed, then: str, now: str) -> Change:
    name = then_key(old.name, then)
    return Change(name, now, f"change of {name}")
