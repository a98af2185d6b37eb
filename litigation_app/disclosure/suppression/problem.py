"""Which numbers may move, by how much, and how far must they be able to: a publication as arrays?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from litigation_app.disclosure.model import Attacker, Demand, Relation, System
from litigation_app.disclosure.suppression.elimination import Mask, Spans, Terms

# No count or scaled sum of a national caseload comes near it; taken from no data, so that the bound tells nothing.
CEILING = 1e6
TOLERANCE = 1e-6

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Task:
    """The table must be able to move by `distance` in `column`, up or down, with what `attacker` knows held fixed."""

    column: int
    up: bool
    distance: float
    attacker: int


class Board:
    """A system as arrays: one column for each cell and for each demand over several cells; `scale` divides values.

    `fixed` columns may never move (published zeros, cells always published); `free` ones cost nothing (virtual cells).
    """

    def __init__(
        self, system: System, demands: Sequence[Demand], *, keep: frozenset[str], weight: Iterable[float]
    ) -> None:
        cells = system.cells
        self.system, self.keys = system, [cell.key for cell in cells]
        self.index = {key: i for i, key in enumerate(self.keys)}
        joint = list(dict.fromkeys(demand.keys for demand in demands if len(demand.keys) > 1))
        self.joint = {keys: len(cells) + i for i, keys in enumerate(joint)}
        self.scale = _scale(system)
        value = [float(cell.value) for cell in cells]
        value += [sum(float(system.value(key)) for key in keys) for keys in joint]
        sums = np.array([cell.key in system.sums for cell in cells] + [False] * len(joint), dtype=bool)
        self.sums = sums
        self.value: Vector = np.where(sums, np.array(value) / self.scale, np.array(value))
        zeros = _zeros_in_play(system, demands)
        virtual = [not cell.published for cell in cells]
        self.free: Mask = np.array(virtual + [True] * len(joint), dtype=bool)
        still = [cell.published and (cell.key in keep or (cell.value == 0 and cell.key not in zeros)) for cell in cells]
        self.fixed: Mask = np.array(still + [False] * len(joint), dtype=bool)
        self.weight: Vector = np.array([*weight, *[0.0] * len(joint)])
        self.attackers = (Attacker("public_reader"), *system.attackers)
        # The last room is that of a company of attackers.
        self.floors = [*(self._known(attacker) for attacker in self.attackers), {}]

    def gather(self, attackers: Iterable[int]) -> int:
        """Attackers who are asked together have the room that all of them have: the number of their company."""
        below, above = (ends[list(attackers)].min(axis=0) for ends in self._rooms)
        known = np.flatnonzero(np.isfinite(below))
        self.floors[-1] = dict(zip(known.tolist(), zip(below[known], above[known], strict=True), strict=True))
        return len(self.floors) - 1

    def column(self, keys: tuple[str, ...]) -> int:
        """Where a demand's number stands."""
        return self.index[keys[0]] if len(keys) == 1 else self.joint[keys]

    @cached_property
    def _rooms(self) -> tuple[Vector, Vector]:
        """How far each attacker's knowledge lets each column fall and rise; infinity where it says nothing."""
        below, above = (np.full((len(self.attackers), len(self.value)), np.inf) for _ in range(2))
        for number, room in enumerate(self.floors[: len(self.attackers)]):
            for i, ends in room.items():
                below[number, i], above[number, i] = ends
        return below, above

    @cached_property
    def equations(self) -> tuple[Terms, ...]:
        """Each relation, and each joint demand, as terms that add to nothing; the total first."""
        linked = [*self.system.relations, *(Relation(_name(keys), keys) for keys in self.joint)]
        at = {**self.index, **{_name(keys): i for keys, i in self.joint.items()}}
        return tuple(((at[r.total], -1.0), *((at[part], 1.0) for part in r.parts)) for r in linked)

    @cached_property
    def spans(self) -> Spans:
        """What each column is made of."""
        return Spans(self.equations, self.fixed)

    def near(self, columns: Sequence[int]) -> Mask:
        """Columns that stand in one equation with any of these."""
        found = np.zeros(len(self.value), dtype=bool)
        for column in columns:
            found[self.neighbours[column]] = True
        return found

    @cached_property
    def neighbours(self) -> list[list[int]]:
        """For each column those of its equations."""
        found: list[set[int]] = [set() for _ in self.value]
        for terms in self.equations:
            together = [column for column, _ in terms]
            for column in together:
                found[column].update(together)
        return [sorted(columns) for columns in found]

    def tasks(self, demands: Sequence[Demand], number: int) -> list[Task]:
        """What attacker `number` must be able to believe, hardest first; his own exact knowledge is no task."""
        known = {fact.key: fact for fact in self.attackers[number].facts}
        found: dict[tuple[int, bool], Task] = {}
        for demand in filter(self.attackers[number].is_asked, demands):
            facts = [known[key] for key in demand.keys if key in known]
            if len(facts) == len(demand.keys) and all(fact.low == fact.high for fact in facts):
                continue
            column = self.column(demand.keys)
            unit = self.scale if self.sums[column] else 1.0
            ends = self.attackers[number].ends(demand, sum((fact.low for fact in facts), 0))
            low, high = (float(end) / unit for end in ends)
            for up, distance in ((True, high - self.value[column]), (False, self.value[column] - low)):
                if distance > TOLERANCE and (not (old := found.get((column, up))) or old.distance < distance):
                    found[(column, up)] = Task(column, up, float(distance), number)
        return sorted(found.values(), key=lambda t: (-t.distance, t.column, t.up))

    def _known(self, attacker: Attacker) -> dict[int, tuple[float, float]]:
        room = {}
        for fact in attacker.facts:
            i = self.index[fact.key]
            unit = self.scale if self.sums[i] else 1.0
            high = CEILING if fact.high is None else float(fact.high) / unit - self.value[i]
            room[i] = (max(0.0, self.value[i] - float(fact.low) / unit), high)
        return room


def _zeros_in_play(system: System, demands: Sequence[Demand]) -> set[str]:
    """Zeros that tell something by themselves, with the zeros they are made of and the zero totals that show them."""
    found = {key for demand in demands for key in demand.keys if system.value(key) == 0}
    todo = sorted(found)
    while todo:
        key = todo.pop()
        new = {part for r in system.relations if r.total == key for part in r.parts} - found
        found |= new
        todo += sorted(new)
    todo = sorted(found)
    while todo:
        key = todo.pop()
        new = {r.total for r in system.relations if key in r.parts and system.value(r.total) == 0} - found
        found |= new
        todo += sorted(new)
    return found


def _scale(system: System) -> float:
    """Sums are brought to the size of counts, so that one tolerance serves both."""
    largest = max((float(cell.value) for cell in system.cells if cell.key in system.sums), default=0.0)
    return max(1.0, largest / 1000)


def _name(keys: tuple[str, ...]) -> str:
    return "\x00".join(keys)
