"""What do two publications of the same tables tell about those who came between, where records are only added?"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from litigation_app.disclosure.audit import audit
from litigation_app.disclosure.audit.feasible_set import SolverFailed
from litigation_app.disclosure.model import Cell, Demand, Interval, Pattern, Policy, Reason, Relation, System
from litigation_app.disclosure.protocol.questions import Asked
from litigation_app.disclosure.protocol.typed import QuestionRefused
from litigation_app.disclosure.suppression.protect import fewest_first, protect

ONLY_ADDED = "records are only added"


@dataclass(frozen=True)
class Between:
    """What was printed before and after, and how it adds up. A cell can be printed once, or never and stand in relations alone.

    One system holds the change of every cell and, where a number was printed in the later publication alone, what was there
    before it; neither is less than nothing, and both add up as the tables do.
    """

    before: Mapping[str, int]
    after: Mapping[str, int]
    relations: tuple[Relation, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Cells that were printed at least once, then those that relations alone name."""
        linked = (key for one in self.relations for key in (one.total, *one.parts))
        return tuple(dict.fromkeys([*self.before, *self.after, *linked]))

    @property
    def changed(self) -> Mapping[str, int]:
        """The change of each number that was printed both times."""
        return {name: now - self.before[name] for name, now in self.after.items() if name in self.before}

    @property
    def late(self) -> Mapping[str, int]:
        """What the later publication alone prints."""
        return {name: now for name, now in self.after.items() if name not in self.before}

    @property
    def told(self) -> dict[str, int]:
        """Every number of the system that a reader of both publications has."""
        found = {_change(name): moved for name, moved in self.changed.items()}
        if self.late:
            found |= {_then(name): number for name, number in self.before.items()}
            found |= {_now(name): number for name, number in self.late.items()}
        return found

    @property
    def linked(self) -> tuple[Relation, ...]:
        """How the numbers of the system add up."""
        return tuple(self._linked())

    def _linked(self) -> Iterator[Relation]:
        for at in (_change, _then) if self.late else (_change,):
            yield from (Relation(at(one.total), tuple(map(at, one.parts)), harmless=True) for one in self.relations)
        for name in self.late:
            yield Relation(_now(name), (_then(name), _change(name)), harmless=True)

    def spans(self) -> dict[str, Interval]:
        """What a reader can say of every change. Raises SolverFailed."""
        known = {name: Interval(moved, moved) for name, moved in self.changed.items()}
        keys = [_change(name) for name in self.names if name not in known]
        found = audit.intervals(self.told, self.linked, keys) if keys else {}
        return {name: known[name] if name in known else found[_change(name)] for name in self.names}

    def example(self) -> dict[str, int]:
        """The system in whole numbers that agree with everything printed. Raises SolverFailed."""
        told = self.told
        levels = (_change, _then) if self.late else (_change,)
        keys = [key for at in levels for key in map(at, self.names) if key not in told]
        return told | (audit.example(told, self.linked, keys) if keys else {})

    def few(self, most: int) -> list[str]:
        """Of whom 1 to `most` came for sure, people being whole. Raises SolverFailed."""
        keys = [_change(name) for name in self.names if name not in self.changed]
        found = set(audit.surely_few(self.told, self.linked, keys, most)) if keys else set()
        small = {name for name, moved in self.changed.items() if 0 < moved <= most}
        return [name for name in self.names if name in small or _change(name) in found]


def _then(name: str) -> str:
    return f"then {name}"


def _now(name: str) -> str:
    return f"now {name}"


def _change(name: str) -> str:
    return f"change {name}"


def difference(asked: Asked) -> dict[str, Any]:
    """A difference of 1 to k-1 is as sensitive as a count, printed or worked out.

    `withhold_count`: how few numbers of the later publication must not be read, those with a sensitive change among them.
    Raises QuestionRefused, NotProtectable, SolverFailed.
    """
    rules, between = asked.frequency(), _read(asked)
    always = asked.names("always_published", between.after)
    spans, small = between.spans(), between.few(rules.k - 1)
    pattern = _protected(between, small, always, rules)
    return {
        "differences": {name: span.as_json() for name, span in spans.items()},
        "sensitive_differences": small,
        "withhold_count": len(pattern.withheld),
    }


def _read(asked: Asked) -> Between:
    before, after, relations = asked.counts("before"), asked.counts("after"), asked.relations()
    if asked.question.get("assume", ONLY_ADDED) != ONLY_ADDED:
        raise QuestionRefused("assume", f"only answered where {ONLY_ADDED}")
    lost = sorted(name for name, now in after.items() if now < before.get(name, now))
    if lost:
        raise QuestionRefused(f"after.{lost[0]}", "a count fell, but records are only added")
    asked.add_up("before", before, relations)
    asked.add_up("after", after, relations)
    between = Between(before, after, tuple(relations))
    _require_possible(between)
    return between


def _require_possible(between: Between) -> None:
    """Numbers that nobody printed can hide that those which are do not add up."""
    wholes = (
        ("before", between.before, between.relations),
        ("after", between.after, between.relations),
        ("after", between.told, between.linked),
    )
    for key, printed, linked in wholes:
        try:
            audit.example(printed, linked, [])
        except SolverFailed as stop:
            if str(stop) != "contradiction":
                raise
            raise QuestionRefused(key, "the counts contradict each other: in no table do they add up") from stop


def _protected(between: Between, small: Collection[str], always: Collection[str], rules: Policy) -> Pattern:
    """What the later publication prints: changes of what was printed before, and numbers that it alone prints."""
    changed, late = between.changed, between.late
    earlier = {key for key in map(_then, between.before) if key in between.told}
    printed = earlier | {*map(_change, changed), *map(_now, late)}
    cells = [Cell(key, n, n, n, n, published=key in printed) for key, n in between.example().items()]
    system = System(tuple(cells), between.linked)
    return protect(
        system,
        rules,
        always_published=frozenset(earlier | {_change(one) if one in changed else _now(one) for one in always}),
        primary={_change(name): Reason.FEW_PEOPLE for name in small if name in changed},
        demands=[Demand((_change(name),), 0, rules.k, Reason.FEW_PEOPLE) for name in small],
        weight=fewest_first(system),
    )
