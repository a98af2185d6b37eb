"""Which tables agree with everything that an attacker knows, and how low or high can a number be in them?"""

import math
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from litigation_app.disclosure.model import Fact, Interval, Number, Relation
from litigation_app.disclosure.reducing import independent

# An attacker's common sense: no count of one publication, and no sum beside the largest one printed, is larger, nor than
# so many times all printed numbers together. What reaches half of it is unbounded. Taken from no true value.
CEILING = 1e6
TIMES_ALL = 10
SLACK = 1e-6

Published = Mapping[str, Number | Interval]
Table = NDArray[np.float64]
Truth = NDArray[np.bool_]


class SolverFailed(RuntimeError):
    """There is no answer: time ran out, the solver gave up, or the published numbers contradict each other."""


def solver_name() -> str:
    """Name and version of the solver, for the certificate."""
    from highspy._core import _Highs

    quiet: Any = _Highs()
    quiet.setOptionValue("output_flag", False)
    return f"HiGHS {quiet.version()}"


class Polytope:
    """All tables that agree with `published` and `relations`; unknown cells are columns, `joint` keys get their own.

    Every table the solver finds is kept, in units of people or scaled money, and may answer a later question.
    """

    def __init__(
        self,
        published: Published,
        relations: Sequence[Relation],
        joint: Sequence[tuple[str, ...]],
        sums: frozenset[str],
        until: float,
    ) -> None:
        from highspy._core import _Highs

        self.until, self.published = until, published
        self.unit, self.sums = _unit(published, sums), sums
        linked = [(relation.total, relation.parts) for relation in relations]
        linked += [("\x00".join(keys), keys) for keys in joint if len(keys) > 1]
        linked = independent(linked)
        names = dict.fromkeys(key for total, parts in linked for key in (total, *parts))
        names.update(dict.fromkeys(key for keys in joint for key in keys))
        free = [name for name in names if not self._is_exact(name)]
        self.column = {name: i for i, name in enumerate(free)}
        self.money = np.array([name in sums for name in free], dtype=bool)
        self.ceiling = max(CEILING, TIMES_ALL * sum(abs(self._end(key)) / self._scale(key) for key in published))
        self.low, self.high = np.zeros(len(free)), np.full(len(free), self.ceiling)
        for name, i in self.column.items():
            span = published.get(name)
            if isinstance(span, Interval):
                self.low[i], self.high[i] = span.low / self._scale(name), span.high / self._scale(name)
        self.rows, self.right = self._equations(linked)
        self.exact = _Whole(self.rows, self.right, self.low, self.money)
        self.tables: list[Table] = []
        self.facts: dict[int, tuple[float, float]] = {}
        self.lowest, self.highest = np.full(len(free), math.inf), np.full(len(free), -math.inf)
        self.at_bottom = np.zeros(
            len(free), dtype=bool
        )  # a public reader's table was found in which it is at its least
        self.highs: Any = _Highs()
        # Only the question changes from one to the next, so the primal simplex (4) goes on from the last table.
        settings = {"output_flag": False, "threads": 1, "random_seed": 0, "simplex_strategy": 4, "mip_rel_gap": 0.0}
        for option, setting in settings.items():
            self.highs.setOptionValue(option, setting)
        self.highs.passModel(self._programme())

    def learn(self, facts: Iterable[Fact]) -> None:
        """Narrow the columns to what an attacker knows besides."""
        for fact in facts:
            i = self.column.get(fact.key)
            if i is None:
                continue
            scale = self._scale(fact.key)
            high = self.high[i] if fact.high is None else min(self.high[i], float(fact.high) / scale)
            self.facts[i] = (max(self.low[i], float(fact.low) / scale), high)
            self.highs.changeColBounds(i, *self.facts[i])
        self._recall()

    def forget(self) -> None:
        """Back to the public reader."""
        for i in self.facts:
            self.highs.changeColBounds(i, self.low[i], self.high[i])
        self.facts = {}
        self._recall()

    def can_reach(self, keys: tuple[str, ...], value: float, *, up: bool) -> bool:
        """Is there a table in which the sum of `keys` is at least (`up`) or at most `value`?

        For counts the table must be of whole numbers, checked exactly. Raises SolverFailed.
        """
        name = _name(keys)
        goal = value / self._scale(name)
        if name not in self.column:
            known = float(self._exact(name)) / self._scale(name)
            return known >= goal - SLACK if up else known <= goal + SLACK
        i = self.column[name]
        if _reaches(self.highest[i] if up else self.lowest[i], goal, up):
            return True
        reached = self._extreme(i, up=up, whole=False)[i]
        if self.money[i] or not _reaches(reached, goal, up):
            return _reaches(reached, goal, up)
        if not _reaches(self.highest[i] if up else self.lowest[i], goal, up):
            self._extreme(i, up=up, whole=True)
        return _reaches(self.highest[i] if up else self.lowest[i], goal, up)

    def interval(self, keys: tuple[str, ...], *, whole: bool = False) -> Interval:
        """Lowest and highest value of the sum of `keys`, in people or money. Raises SolverFailed."""
        name = _name(keys)
        if name not in self.column:
            return Interval(float(self._exact(name)), float(self._exact(name)))
        i, scale = self.column[name], self._scale(name)
        high = self._extreme(i, up=True, whole=whole)[i]
        low = self.low[i] if self._is_at_bottom(i, whole) else self._extreme(i, up=False, whole=whole)[i]
        return Interval(low * scale, math.inf if high >= self.ceiling / 2 else high * scale)

    def _is_at_bottom(self, i: int, whole: bool) -> bool:
        """Has a table been found already that no other can be below? For whole numbers it must be one of whole numbers."""
        return bool((self.lowest[i] <= self.low[i] + SLACK) if whole else (self.at_bottom[i] and not self.facts))

    def _extreme(self, i: int, *, up: bool, whole: bool) -> Table:
        from highspy import HighsModelStatus, HighsVarType

        left = self.until - time.monotonic()
        if left <= 0:
            raise SolverFailed("out_of_time")
        counts = np.flatnonzero(~self.money).astype(np.int32)
        if whole:
            kinds = np.full(len(counts), int(HighsVarType.kInteger), dtype=np.uint8)
            self.highs.changeColsIntegrality(len(counts), counts, kinds)
        self.highs.setOptionValue("time_limit", self.highs.getRunTime() + left)
        self.highs.changeColCost(i, -1.0 if up else 1.0)
        self.highs.run()
        status, found = self.highs.getModelStatus(), np.array(self.highs.getSolution().col_value)
        self.highs.changeColCost(i, 0.0)
        if whole:
            kinds = np.full(len(counts), int(HighsVarType.kContinuous), dtype=np.uint8)
            self.highs.changeColsIntegrality(len(counts), counts, kinds)
        if status != HighsModelStatus.kOptimal:
            raise SolverFailed("contradiction" if status == HighsModelStatus.kInfeasible else "no_answer")
        if not self.facts:
            self.at_bottom |= found <= self.low + SLACK
        if self.exact.holds(found):
            self._keep(np.where(self.money, found, np.round(found)))
        return found

    def _keep(self, table: Table) -> None:
        self.tables.append(table)
        self.lowest, self.highest = np.minimum(self.lowest, table), np.maximum(self.highest, table)

    def _recall(self) -> None:
        """Lowest and highest of each column over the kept tables that agree with the facts now known."""
        kept = np.array(self.tables).reshape(len(self.tables), len(self.column))
        for j, (low, high) in self.facts.items():
            kept = kept[(kept[:, j] >= low - SLACK) & (kept[:, j] <= high + SLACK)]
        self.lowest, self.highest = kept.min(axis=0, initial=math.inf), kept.max(axis=0, initial=-math.inf)

    def _equations(
        self, linked: Sequence[tuple[str, tuple[str, ...]]]
    ) -> tuple[list[list[tuple[int, float]]], list[float]]:
        rows, right = [], []
        for total, parts in linked:
            terms = [(total, -1.0), *((part, 1.0) for part in parts)]
            unknown = [(self.column[name], sign) for name, sign in terms if name in self.column]
            if unknown:
                known = [sign * float(self._exact(n)) / self._scale(n) for n, sign in terms if n not in self.column]
                rows.append(unknown)
                right.append(-sum(known))
        return rows, right

    def _programme(self) -> Any:
        from highspy import HighsLp, MatrixFormat

        model = HighsLp()
        model.num_col_, model.num_row_ = len(self.column), len(self.rows)
        model.col_cost_ = np.zeros(len(self.column))
        model.col_lower_, model.col_upper_ = self.low, self.high
        model.row_lower_ = model.row_upper_ = np.array(self.right)
        model.a_matrix_.format_ = MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.cumsum([0, *(len(row) for row in self.rows)]).astype(np.int32)
        model.a_matrix_.index_ = np.array([i for row in self.rows for i, _ in row], dtype=np.int32)
        model.a_matrix_.value_ = np.array([x for row in self.rows for _, x in row], dtype=np.float64)
        return model

    def _end(self, name: str) -> float:
        number = self.published[name]
        return number.high if isinstance(number, Interval) else float(number)

    def _is_exact(self, name: str) -> bool:
        return name in self.published and not isinstance(self.published[name], Interval)

    def _exact(self, name: str) -> Number:
        number = self.published[name]
        if isinstance(number, Interval):
            raise TypeError(name)
        return number

    def _scale(self, name: str) -> float:
        return self.unit if name in self.sums else 1.0


class _Whole:
    """Exact arithmetic on the equations between counts: is a solver's table, rounded, truly a table?"""

    def __init__(self, rows: list[list[tuple[int, float]]], right: list[float], low: Table, money: Truth) -> None:
        counts = [(row, b) for row, b in zip(rows, right, strict=True) if not any(money[j] for j, _ in row)]
        self.row = np.array([n for n, (row, _) in enumerate(counts) for _ in row], dtype=np.int64)
        self.column = np.array([j for row, _ in counts for j, _ in row], dtype=np.int64)
        self.sign = np.array([int(x) for row, _ in counts for _, x in row], dtype=np.int64)
        self.right = np.array([round(b) for _, b in counts], dtype=np.int64)
        self.people = ~money
        self.low = np.ceil(low - SLACK)[self.people]

    def holds(self, table: Table) -> bool:
        """Within rounding whole, not below any bound, every equation exact in integers."""
        near = np.round(table)
        if (np.abs(table - near)[self.people] > 1e-5).any() or (near[self.people] < self.low).any():
            return False
        left = np.zeros(len(self.right), dtype=np.int64)
        np.add.at(left, self.row, self.sign * near.astype(np.int64)[self.column])
        return bool((left == self.right).all())


def _reaches(value: float, goal: float, up: bool) -> bool:
    return bool(value >= goal - SLACK if up else value <= goal + SLACK)


def _name(keys: tuple[str, ...]) -> str:
    return keys[0] if len(keys) == 1 else "\x00".join(keys)


def _unit(published: Published, sums: frozenset[str]) -> float:
    """Money is scaled to the size of counts, so that one tolerance serves both."""
    ends = [published[key] for key in sums if key in published]
    largest = max((abs(float(e.high if isinstance(e, Interval) else e)) for e in ends), default=1000.0)
    return max(1.0, largest / 1000)
