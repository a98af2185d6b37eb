"""Which tables agree with everything that an attacker knows, and how low or high can a number be in them?"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from litigation_app.disclosure.audit.presolve import independent
from litigation_app.disclosure.audit.witness_tables import SLACK, Table, Whole, Witnesses
from litigation_app.disclosure.effort import Effort
from litigation_app.disclosure.model import Fact, Interval, Number, Relation

# An attacker's common sense: no count of one publication, and no sum beside the largest one printed, is larger, nor than
# so many times all printed numbers together. What reaches half of it is unbounded. Taken from no true value.
CEILING = 1e6
TIMES_ALL = 10

Published = Mapping[str, Number | Interval]
Bounds = Mapping[int, tuple[float, float]]


class SolverFailed(RuntimeError):
    """There is no answer: the work was spent, the solver gave up, or the published numbers contradict each other."""


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
        effort: Effort,
    ) -> None:
        self.effort, self.published, self.sums = effort, published, sums
        self.unit = _unit(published, sums)
        linked = [(relation.total, relation.parts) for relation in relations]
        linked += [("\x00".join(keys), keys) for keys in joint if len(keys) > 1]
        linked = independent(linked)
        names = dict.fromkeys(key for total, parts in linked for key in (total, *parts))
        names.update(dict.fromkeys(key for keys in joint for key in keys))
        free = [name for name in names if not self._is_exact(name)]
        self.column = {name: i for i, name in enumerate(free)}
        self.money = np.array([name in sums for name in free], dtype=bool)
        self.ceiling = max(CEILING, TIMES_ALL * sum(abs(_most(n)) / self._scale(key) for key, n in published.items()))
        self.low, self.high = np.zeros(len(free)), np.full(len(free), self.ceiling)
        for name, i in self.column.items():
            span = published.get(name)
            if isinstance(span, Interval):
                self.low[i], self.high[i] = span.low / self._scale(name), span.high / self._scale(name)
        self.rows, self.right = self._equations(linked)
        self.exact = Whole(self.rows, self.right, self.low, self.money)
        self.kept = Witnesses(len(self.column))
        self.facts: dict[int, tuple[float, float]] = {}
        # A public reader's table was found in which it is at its least.
        self.at_bottom = np.zeros(len(free), dtype=bool)
        self.highs = self._solver()
        self.is_whole = False  # whether the last table found is one of whole numbers

    def bounds(self, facts: Iterable[Fact]) -> dict[int, tuple[float, float]]:
        """What facts say of the columns: the lowest and highest that each may still be; nothing of printed numbers."""
        found: dict[int, tuple[float, float]] = {}
        for fact in facts:
            if (i := self.column.get(fact.key)) is not None:
                scale, (low, high) = self._scale(fact.key), found.get(i, self._ends(i))
                most = high if fact.high is None else min(high, float(fact.high) / scale)
                found[i] = (max(low, float(fact.low) / scale), most)
        return found

    def forget(self) -> None:
        """Back to the public reader."""
        self.narrow({})

    def narrow(self, bounds: Bounds) -> None:
        """From now on exactly these columns are held to `bounds`. Raises SolverFailed where one has no room at all."""
        if any(low > high + SLACK for low, high in bounds.values()):
            raise SolverFailed("contradiction")
        for i in [i for i in self.facts if i not in bounds]:
            self.highs.changeColBounds(i, *self._ends(i))
        for i, (low, high) in bounds.items():
            if self.facts.get(i) != (low, high):
                self.highs.changeColBounds(i, low, max(low, high))
        self.facts = dict(bounds)

    def can_reach(self, keys: tuple[str, ...], value: float, *, up: bool) -> bool:
        """Is there a table in which the sum of `keys` is at least (`up`) or at most `value`?

        For counts the table must be of whole numbers, checked exactly. Raises SolverFailed.
        """
        name = _name(keys)
        goal = value / self._scale(name)
        if name not in self.column:
            known = float(self._exact(name)) / self._scale(name)
            return _reaches(known, goal, up)
        i = self.column[name]
        reached = self._extreme({i: 1.0}, up=up, whole=False)[i]
        if name not in self.sums and _reaches(reached, goal, up) and not self.is_whole:
            reached = self._extreme({i: 1.0}, up=up, whole=True)[i]
        return _reaches(reached, goal, up) and (name in self.sums or self.is_whole)

    def scale(self, keys: tuple[str, ...]) -> float:
        """How many people, or how much money, one unit of a table is."""
        return self._scale(_name(keys))

    def seek(self, columns: Iterable[int], *, up: bool) -> None:
        """Find, and keep, a table in which many of these columns are high (`up`) or low at once. Raises SolverFailed."""
        self._extreme(dict.fromkeys(columns, 1.0), up=up, whole=False)

    def interval(self, keys: tuple[str, ...], *, whole: bool = False) -> Interval:
        """Lowest and highest value of the sum of `keys`, in people or money. Raises SolverFailed."""
        name = _name(keys)
        if name not in self.column:
            return Interval(float(self._exact(name)), float(self._exact(name)))
        i, scale = self.column[name], self._scale(name)
        high = self._extreme({i: 1.0}, up=True, whole=whole)[i]
        low = self._ends(i)[0] if self._is_at_bottom(i, whole) else self._extreme({i: 1.0}, up=False, whole=whole)[i]
        return Interval(low * scale, math.inf if high >= self.ceiling / 2 else high * scale)

    def table(self) -> dict[str, int]:
        """Some table of whole numbers: every cell that is not printed. Raises SolverFailed."""
        found = self._extreme({}, up=True, whole=True) if self.column else ()
        return {name: round(found[i]) for name, i in self.column.items()}

    def _is_at_bottom(self, i: int, whole: bool) -> bool:
        """Has a table been found already that no other can be below? For whole numbers it must be one of whole numbers."""
        if whole:
            return self.kept.reaches(i, self.low[i], up=False, facts=self.facts)
        return bool(self.at_bottom[i] and not self.facts)

    def _extreme(self, wanted: Mapping[int, float], *, up: bool, whole: bool) -> Table:
        """A table in which the sum of the wanted columns is as high or low as can be."""
        from highspy import HighsModelStatus, HighsVarType

        if self.effort.is_spent:
            raise SolverFailed("out_of_time")
        counts = np.flatnonzero(~self.money).astype(np.int32)
        if whole:
            kinds = np.full(len(counts), int(HighsVarType.kInteger), dtype=np.uint8)
            self.highs.changeColsIntegrality(len(counts), counts, kinds)
        columns = np.fromiter(wanted, dtype=np.int32)
        cost = np.fromiter(wanted.values(), dtype=np.float64) * (-1.0 if up else 1.0)
        self.highs.changeColsCost(len(columns), columns, cost)
        status = self.effort.run(self.highs, whole=whole)
        found = np.array(self.highs.getSolution().col_value)
        self.highs.changeColsCost(len(columns), columns, np.zeros(len(columns)))
        if whole:
            kinds = np.full(len(counts), int(HighsVarType.kContinuous), dtype=np.uint8)
            self.highs.changeColsIntegrality(len(counts), counts, kinds)
        if status != HighsModelStatus.kOptimal:
            raise SolverFailed("contradiction" if status == HighsModelStatus.kInfeasible else "no_answer")
        if not self.facts:
            self.at_bottom |= found <= self.low + SLACK
        self.is_whole = self.exact.holds(found)
        if self.is_whole:
            self.kept.add(np.where(self.money, found, np.round(found)))
        return found

    def _ends(self, i: int) -> tuple[float, float]:
        return self.low[i], self.high[i]

    def _equations(
        self, linked: Sequence[tuple[str, tuple[str, ...]]]
    ) -> tuple[list[list[tuple[int, float]]], list[float]]:
        rows, right = [], []
        for total, parts in linked:
            terms = [(total, -1.0), *((part, 1.0) for part in parts)]
            unknown = [(self.column[name], sign) for name, sign in terms if name in self.column]
            if unknown:
                known = [(name, sign) for name, sign in terms if name not in self.column]
                rows.append(unknown)
                right.append(-sum(sign * float(self._exact(name)) / self._scale(name) for name, sign in known))
        return rows, right

    def _solver(self) -> Any:
        from highspy import HighsLp, MatrixFormat
        from highspy._core import _Highs

        highs: Any = _Highs()
        # Only the question changes from one to the next, so the primal simplex (4) goes on from the last table.
        settings = {"output_flag": False, "threads": 1, "random_seed": 0, "simplex_strategy": 4, "mip_rel_gap": 0.0}
        for option, setting in settings.items():
            highs.setOptionValue(option, setting)
        rows, model = self.rows, HighsLp()
        model.num_col_, model.num_row_ = len(self.column), len(rows)
        model.col_cost_ = np.zeros(len(self.column))
        model.col_lower_, model.col_upper_ = self.low, self.high
        model.row_lower_, model.row_upper_ = np.array(self.right), np.array(self.right)
        model.a_matrix_.format_ = MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.cumsum([0, *(len(row) for row in rows)]).astype(np.int32)
        model.a_matrix_.index_ = np.array([i for row in rows for i, _ in row], dtype=np.int32)
        model.a_matrix_.value_ = np.array([x for row in rows for _, x in row], dtype=np.float64)
        highs.passModel(model)
        return highs

    def _is_exact(self, name: str) -> bool:
        return name in self.published and not isinstance(self.published[name], Interval)

    def _exact(self, name: str) -> Number:
        number = self.published[name]
        if isinstance(number, Interval):
            raise TypeError(name)
        return number

    def _scale(self, name: str) -> float:
        return self.unit if name in self.sums else 1.0


def _reaches(value: float, goal: float, up: bool) -> bool:
    return bool(value >= goal - SLACK if up else value <= goal + SLACK)


def _name(keys: tuple[str, ...]) -> str:
    return keys[0] if len(keys) == 1 else "\x00".join(keys)


def _unit(published: Published, sums: frozenset[str]) -> float:
    """Money is scaled to the size of counts, so that one tolerance serves both."""
    largest = max((abs(_most(published[key])) for key in sums if key in published), default=1000.0)
    return max(1.0, largest / 1000)


def _most(number: Number | Interval) -> float:
    return number.high if isinstance(number, Interval) else float(number)
