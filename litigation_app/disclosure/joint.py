"""How do a new publication and everything printed before of the same people become one system of numbers?

Each earlier one is a copy of its own tables, named apart. Between a number then and now stands the change, a cell that
nobody prints: then + change = now, shifted so that it may fall as well as rise. Changes add up as the tables do.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from litigation_app.disclosure.facts import Like, Printed
from litigation_app.disclosure.model import Fact, Interval, Number, Relation

# No count falls by more than this from one publication to the next.
COUNT_SHIFT = 100_000
_COUNT, _MONEY = "shift of counts", "shift of sums"


@dataclass(frozen=True)
class Change:
    """A number in an earlier publication (`then`), in the new one (`now`), and the cell of what lies between (`key`)."""

    then: str
    now: str
    key: str


@dataclass(frozen=True)
class Joint:
    """All vintages as one system. `changes` are those that are not plain from two printed numbers; `plain` those that are."""

    published: Mapping[str, Number | Interval]
    relations: tuple[Relation, ...]
    sums: frozenset[str]
    changes: tuple[Change, ...]
    plain: tuple[Change, ...]
    money_shift: int

    def shift(self, key: str) -> int:
        """How far the cell of a change lies above the change."""
        return self.money_shift if key in self.sums else COUNT_SHIFT

    def fact(self, change: Change, low: int, high: int | None) -> Fact:
        """Somebody knows that a number changed by so much."""
        shift = self.shift(change.key)
        return Fact(change.key, shift + low, None if high is None else shift + high)


def then_key(vintage: str, key: str) -> str:
    """A cell of an earlier publication in the joint system."""
    return f"{vintage}|{key}"


def join(new: Printed, earlier: Sequence[tuple[Printed, Like]]) -> Joint:
    """One system of the new numbers and all earlier ones."""
    published: dict[str, Number | Interval] = dict(new.said)
    relations, sums = list(new.relations), set(new.sums)
    plain: list[Change] = []
    changes: list[Change] = []
    for old, alike in earlier:
        relations += alike.relations
        for then, now in alike.of.items():
            if then in old.sums:
                sums.add(now)
        published |= {then_key(old.name, key): number for key, number in old.said.items()}
        sums |= {then_key(old.name, key) for key in old.sums}
        relations += [_renamed(old.name, relation) for relation in old.relations]
        for change in _changes(old, alike):
            both = change.then in published and change.now in published
            (plain if both else changes).append(change)
    for change in changes:
        if change.then in sums:
            sums |= {change.key, _after(change)}
        relations += _linked(change, _MONEY if change.then in sums else _COUNT)
    published[_COUNT], published[_MONEY] = COUNT_SHIFT, (money_shift := _largest(published, sums))
    linked, money = tuple(dict.fromkeys(relations)), frozenset(sums | {_MONEY})
    return Joint(published, linked, money, tuple(changes), tuple(plain), money_shift)


def _changes(old: Printed, alike: Like) -> Iterable[Change]:
    for then, now in alike.of.items():
        name = then_key(old.name, then)
        yield Change(name, now, f"change of {name}")


def _renamed(vintage: str, relation: Relation) -> Relation:
    parts = tuple(then_key(vintage, part) for part in relation.parts)
    return Relation(then_key(vintage, relation.total), parts, relation.harmless)


def _linked(change: Change, shift: str) -> tuple[Relation, Relation]:
    after = _after(change)
    return Relation(after, (change.now, shift), True), Relation(after, (change.then, change.key), True)


def _after(change: Change) -> str:
    return f"{change.key}, shifted"


def _largest(published: Mapping[str, Number | Interval], sums: Iterable[str]) -> int:
    """A shift of the size of the largest amount printed, so that the solver's tolerance stays fit for both."""
    ends = [number.high if isinstance(number, Interval) else float(number)
            for number in (published[key] for key in sums if key in published)]  # fmt: skip
    return max(1000, *(int(end) + 1 for end in ends)) if ends else 1000
