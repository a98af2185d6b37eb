"""How is a linear programme over the deviations of a table given to the solver?"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from litigation_app.disclosure.effort import Effort
from litigation_app.disclosure.suppression.aggregation import Aggregation
from litigation_app.disclosure.suppression.elimination import Mask
from litigation_app.disclosure.suppression.problem import Board, Vector

# From any basis; PRIMAL stays feasible when only the question changes.
PRIMAL = 4


class Programme:
    """All deviations that keep every sum true. `columns` are those that lead the moves of others or just their own (`at`: by column of
    the board the place of its leader, or -1); both arms of a `split` programme are upward moves first, then downward ones. Kept
    warm between questions.
    """

    def __init__(self, board: Board, effort: Effort, moving: Aggregation, *, split: bool) -> None:
        # The bare binding: the public wrapper prints a banner to standard output, which is kept for JSON.
        from highspy import HighsLp
        from highspy._core import _Highs

        self.board, self.effort, self.moving = board, effort, moving
        self.columns = moving.leaders
        self.at = np.where(moving.leader < 0, -1, np.searchsorted(self.columns, moving.leader))
        self.moves = np.flatnonzero(self.at >= 0)
        self.size = len(self.columns) * (2 if split else 1)
        rows = self._rows(split)
        model = HighsLp()
        model.num_col_, model.num_row_ = self.size, len(rows)
        model.col_cost_ = np.zeros(self.size)
        model.col_lower_, model.col_upper_ = np.zeros(self.size), np.zeros(self.size)
        model.row_lower_, model.row_upper_ = np.zeros(len(rows)), np.zeros(len(rows))
        fill(model, rows)
        self.highs: Any = _Highs()
        for option, setting in (("output_flag", False), ("threads", 1), ("random_seed", 0)):
            self.highs.setOptionValue(option, setting)
        self.highs.passModel(model)
        self.order = np.arange(self.size, dtype=np.int32)

    def _rows(self, split: bool) -> list[list[tuple[int, float]]]:
        rows = [[(int(self.at[i]), x) for i, x in row.items()] for row in self.moving.rows.values()]
        return [row + [(i + len(self.columns), -x) for i, x in row] for row in rows] if split else rows

    def bound(self, low: Vector, high: Vector) -> None:
        """Room of every column of the programme; both have one number a column of it."""
        self.highs.changeColsBounds(self.size, self.order, low, high)

    def price(self, cost: Vector) -> None:
        """What each column's move costs."""
        self.highs.changeColsCost(self.size, self.order, cost)

    def solved(self, *, whole: bool = False) -> Vector | None:
        """The solution of what is now asked, a number a column of the programme, or None where there is none. Raises Busy."""
        from highspy import HighsModelStatus

        if self.effort.run(self.highs, whole=whole) != HighsModelStatus.kOptimal:
            return None
        return np.array(self.highs.getSolution().col_value)

    def solved_whole(self, people: Mask) -> Vector | None:
        """The solution in which the columns of `people` are whole numbers, or None (with the work that is left)."""
        from highspy import HighsVarType

        counts = np.flatnonzero(people).astype(np.int32)
        found = None
        for kind in (HighsVarType.kInteger, HighsVarType.kContinuous):
            self.highs.changeColsIntegrality(len(counts), counts, np.full(len(counts), int(kind), dtype=np.uint8))
            if kind == HighsVarType.kInteger:
                found = self.solved(whole=True)
        return found

    def whole_table(self, moved: Vector) -> Vector:
        """Moves of all columns of the board as their leaders `moved`, those that may not move at nothing."""
        found = np.zeros(len(self.board.value))
        found[self.moves] = self.moving.times[self.moves] * moved[self.at[self.moves]]
        return found


def fill(model: Any, rows: Sequence[Sequence[tuple[int, float]]]) -> None:
    """A HiGHS model's matrix, row by row."""
    from highspy import MatrixFormat

    model.a_matrix_.format_ = MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *(len(row) for row in rows)]).astype(np.int32)
    model.a_matrix_.index_ = np.array([i for row in rows for i, _ in row], dtype=np.int32)
    model.a_matrix_.value_ = np.array([x for row in rows for _, x in row], dtype=np.float64)
