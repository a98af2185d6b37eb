"""What is the cheapest change of a table, inside a pattern, that a reader could not tell from the truth?"""

import math
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from litigation_app.disclosure.model import Attacker, Demand, Relation, System

# No count or scaled sum of a national caseload comes near it; taken from no data, so that the bound tells nothing.
CEILING = 1e6
TOLERANCE = 1e-6
PRIME = 2**31 - 1

# `_Highs` below is the bare binding: the public wrapper prints a banner to standard output, which is kept for JSON.
Vector = NDArray[np.float64]
Mask = NDArray[np.bool_]


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
        joint = [demand.keys for demand in demands if len(demand.keys) > 1]
        self.joint = {keys: len(cells) + i for i, keys in enumerate(joint)}
        self.scale = _scale(system)
        value = [float(cell.value) for cell in cells]
        value += [sum(float(system.value(key)) for key in keys) for keys in joint]
        sums = np.array([cell.key in system.sums for cell in cells] + [False] * len(joint))
        self.sums = sums
        self.value: Vector = np.where(sums, np.array(value) / self.scale, np.array(value))
        zeros = _zeros_in_play(system, demands)
        virtual = [not cell.published for cell in cells]
        self.free: Mask = np.array(virtual + [True] * len(joint))
        still = [cell.published and (cell.key in keep or (cell.value == 0 and cell.key not in zeros)) for cell in cells]
        self.fixed: Mask = np.array(still + [False] * len(joint))
        self.weight: Vector = np.array([*weight, *[0.0] * len(joint)])
        self.attackers = (Attacker("public_reader"), *system.attackers)
        self.floors = [self._known(attacker) for attacker in self.attackers]

    def column(self, keys: tuple[str, ...]) -> int:
        """Where a demand's number stands."""
        return self.index[keys[0]] if len(keys) == 1 else self.joint[keys]

    def rows(self) -> list[list[tuple[int, float]]]:
        """Each relation, and each joint demand, as terms that add to nothing."""
        linked = [*self.system.relations, *(_joined(keys) for keys in self.joint)]
        at = {**self.index, **{_name(keys): i for keys, i in self.joint.items()}}
        rows = [[(at[r.total], -1.0), *((at[part], 1.0) for part in r.parts)] for r in linked]
        return [rows[i] for i in independent(rows, len(self.value))]

    def tasks(self, demands: Sequence[Demand], number: int) -> list[Task]:
        """What attacker `number` must be able to believe, hardest first; his own exact knowledge is no task."""
        known = {fact.key: fact for fact in self.attackers[number].facts}
        found = {}
        for demand in demands:
            facts = [known[key] for key in demand.keys if key in known]
            if len(facts) == len(demand.keys) and all(fact.low == fact.high for fact in facts):
                continue
            column = self.column(demand.keys)
            unit = self.scale if self.sums[column] else 1.0
            floor = sum(float(fact.low) for fact in facts)
            low, high = max(float(demand.low), floor) / unit, max(float(demand.high), floor) / unit
            for up, distance in ((True, high - self.value[column]), (False, self.value[column] - low)):
                if distance > TOLERANCE:
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


class Mover:
    """One linear programme over deviations (up, down) of every column from its true value, kept warm between tasks."""

    def __init__(self, board: Board) -> None:
        from highspy._core import _Highs

        self.board, self.n = board, len(board.value)
        self.highs: Any = _Highs()
        for option, setting in (("output_flag", False), ("threads", 1), ("random_seed", 0)):
            self.highs.setOptionValue(option, setting)
        self.highs.passModel(_programme(board))
        self.order = np.arange(2 * self.n, dtype=np.int32)
        self.lower = np.zeros(2 * self.n)

    def move(
        self, task: Task, cost: Vector, shut: Mask, *, whole: bool = False, until: float = math.inf
    ) -> Vector | None:
        """The cheapest deviation that meets the task, moving no `shut` column; None when there is none (in time).

        `cost` is per unit of deviation; `whole`: counts move by whole numbers. One signed number a column.
        """
        upper = np.where(shut, 0.0, CEILING)
        lower_room = np.where(shut, 0.0, self.board.value)
        for i, (down, up) in self.board.floors[task.attacker].items():
            lower_room[i], upper[i] = min(lower_room[i], down), min(upper[i], up)
        high = np.concatenate([upper, lower_room])
        target, other = task.column, task.column + self.n
        if not task.up:
            target, other = other, target
        if high[target] < task.distance:
            return None
        high[other] = 0.0
        low = self.lower.copy()
        low[target] = task.distance
        self.highs.changeColsBounds(2 * self.n, self.order, low, high)
        self.highs.changeColsCost(2 * self.n, self.order, np.concatenate([cost, cost]))
        return self._whole(until) if whole else self._solved()

    def _whole(self, until: float) -> Vector | None:
        from highspy import HighsVarType

        counts = np.flatnonzero(~np.concatenate([self.board.sums, self.board.sums])).astype(np.int32)
        for kind in (HighsVarType.kInteger, HighsVarType.kContinuous):
            self.highs.changeColsIntegrality(len(counts), counts, np.full(len(counts), int(kind), dtype=np.uint8))
            if kind == HighsVarType.kInteger:
                left = max(0.01, min(until - time.monotonic(), 1e6))
                self.highs.setOptionValue("time_limit", self.highs.getRunTime() + left)
                found = self._solved()
        self.highs.setOptionValue("time_limit", math.inf)
        return found

    def _solved(self) -> Vector | None:
        from highspy import HighsModelStatus

        if len(self.board.attackers) == 1:
            # From scratch is faster on large tables; from the old basis the proofs serve more of many attackers.
            self.highs.clearSolver()
        self.highs.run()
        if self.highs.getModelStatus() != HighsModelStatus.kOptimal:
            return None
        both: Vector = np.array(self.highs.getSolution().col_value)
        signed: Vector = both[: self.n] - both[self.n :]
        return signed


def independent(rows: Sequence[Sequence[tuple[int, float]]], width: int) -> list[int]:
    """Rows that say all that `rows` say: linked tables repeat themselves, which doubles the solver's work.

    Gaussian elimination over a prime field, where products of two residues still fit 64 bits. A row that depends on
    others over the rationals does so modulo the prime; the rare reverse would only make a proof wrong, which the audit
    would find.
    """
    left = np.zeros((len(rows), width), dtype=np.int64)
    for i, row in enumerate(rows):
        for column, sign in row:
            left[i, column] += int(sign)
    kept = []
    for i in range(len(rows)):
        filled = np.flatnonzero(left[i])
        if not len(filled):
            continue
        kept.append(i)
        pivot = filled[-1]
        below = i + 1 + np.flatnonzero(left[i + 1 :, pivot])
        factor = left[below, pivot] * pow(int(left[i, pivot]), -1, PRIME) % PRIME
        change = factor[:, None] * left[i, filled] % PRIME
        left[np.ix_(below, filled)] = (left[np.ix_(below, filled)] - change) % PRIME
    return kept


def matrix(highs_model: Any, rows: Sequence[Sequence[tuple[int, float]]]) -> None:
    """Fill a HiGHS model's matrix row by row."""
    from highspy import MatrixFormat

    highs_model.a_matrix_.format_ = MatrixFormat.kRowwise
    highs_model.a_matrix_.start_ = np.cumsum([0, *(len(row) for row in rows)]).astype(np.int32)
    highs_model.a_matrix_.index_ = np.array([i for row in rows for i, _ in row], dtype=np.int32)
    highs_model.a_matrix_.value_ = np.array([x for row in rows for _, x in row], dtype=np.float64)


def _programme(board: Board) -> Any:
    from highspy import HighsLp

    n, rows = len(board.value), board.rows()
    model = HighsLp()
    model.num_col_, model.num_row_ = 2 * n, len(rows)
    model.col_cost_ = np.zeros(2 * n)
    model.col_lower_, model.col_upper_ = np.zeros(2 * n), np.zeros(2 * n)
    model.row_lower_, model.row_upper_ = np.zeros(len(rows)), np.zeros(len(rows))
    matrix(model, [[(i, x) for i, x in row] + [(i + n, -x) for i, x in row] for row in rows])
    return model


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


def _joined(keys: tuple[str, ...]) -> Relation:
    return Relation(_name(keys), keys)
