"""Which pattern withholds least, proved by cuts that any safe pattern must satisfy?"""

import time
from collections.abc import Sequence
from typing import Any

import numpy as np

from litigation_app.disclosure.repair import CEILING, TOLERANCE, Board, Mask, Task, Vector, matrix


def prove(board: Board, tasks: Sequence[Task], forced: Mask, until: float) -> Mask | None:
    """The cheapest safe set of hidden columns; None when time (monotonic seconds) runs out before the proof.

    Benders: a master programme chooses columns; for each task a linear programme either reaches its distance or its
    dual gives a cut that this choice and every unsafe choice like it breaks.
    """
    master, prober = _Master(board, forced), _Prober(board)
    while time.monotonic() < until:
        hidden = master.choose(until)
        if hidden is None:
            return None
        cuts = _cuts(prober, tasks, hidden, until)
        if cuts is None:
            return None
        if not cuts:
            return hidden
        for cut in cuts:
            master.add(cut)
    return None


def _cuts(prober: "_Prober", tasks: Sequence[Task], hidden: Mask, until: float) -> list[Vector] | None:
    found = []
    for task in tasks:
        if time.monotonic() > until:
            return None
        cut = prober.cut(task, hidden)
        if cut is not None:
            found.append(cut)
    return found


class _Master:
    """Binary choice of columns to hide at least cost, under all cuts so far."""

    def __init__(self, board: Board, forced: Mask) -> None:
        from highspy import HighsLp, HighsVarType
        from highspy._core import _Highs

        n = len(board.value)
        model = HighsLp()
        model.num_col_, model.num_row_ = n, 0
        model.col_cost_ = np.where(forced, 0.0, board.weight)
        model.col_lower_ = np.where(forced, 1.0, 0.0)
        model.col_upper_ = np.where(board.fixed & ~forced, 0.0, 1.0)
        model.row_lower_, model.row_upper_ = np.zeros(0), np.zeros(0)
        matrix(model, [])
        model.integrality_ = [HighsVarType.kInteger] * n
        self.highs: Any = _Highs()
        for option, setting in (("output_flag", False), ("threads", 1), ("random_seed", 0), ("mip_rel_gap", 1e-9)):
            self.highs.setOptionValue(option, setting)
        self.highs.passModel(model)

    def choose(self, until: float) -> Mask | None:
        """The cheapest choice that breaks no cut."""
        from highspy import HighsModelStatus

        self.highs.setOptionValue("time_limit", self.highs.getRunTime() + max(0.01, until - time.monotonic()))
        self.highs.run()
        if self.highs.getModelStatus() != HighsModelStatus.kOptimal:
            return None
        chosen: Mask = np.array(self.highs.getSolution().col_value) > 0.5
        return chosen

    def add(self, cut: Vector) -> None:
        """Demand that the chosen columns' coefficients add to at least one."""
        used = np.flatnonzero(cut).astype(np.int32)
        self.highs.addRow(1.0, float("inf"), len(used), used, cut[used])


class _Prober:
    """How far can a column move inside a choice of hidden columns, and what would let it move further?"""

    def __init__(self, board: Board) -> None:
        from highspy import HighsLp
        from highspy._core import _Highs

        self.board, self.n = board, len(board.value)
        rows = board.rows()
        model = HighsLp()
        model.num_col_, model.num_row_ = self.n, len(rows)
        model.col_cost_ = np.zeros(self.n)
        model.col_lower_, model.col_upper_ = np.zeros(self.n), np.zeros(self.n)
        model.row_lower_, model.row_upper_ = np.zeros(len(rows)), np.zeros(len(rows))
        matrix(model, rows)
        self.highs: Any = _Highs()
        for option, setting in (("output_flag", False), ("threads", 1), ("random_seed", 0)):
            self.highs.setOptionValue(option, setting)
        self.highs.passModel(model)
        self.order = np.arange(self.n, dtype=np.int32)

    def cut(self, task: Task, hidden: Mask) -> Vector | None:
        """None when the task is met; else coefficients of the cut that this choice breaks."""
        up, down = np.full(self.n, CEILING), self.board.value.copy()
        for i, (below, above) in self.board.floors[task.attacker].items():
            down[i], up[i] = min(down[i], below), min(up[i], above)
        cost = np.zeros(self.n)
        cost[task.column] = -1.0 if task.up else 1.0
        if task.up:
            up[task.column] = task.distance
        else:
            down[task.column] = min(down[task.column], task.distance)
        self.highs.changeColsBounds(self.n, self.order, np.where(hidden, -down, 0.0), np.where(hidden, up, 0.0))
        self.highs.changeColsCost(self.n, self.order, cost)
        self.highs.run()
        moved = self.highs.getSolution().col_value[task.column]
        if abs(moved) >= task.distance - TOLERANCE:
            return None
        price = np.array(self.highs.getSolution().col_dual)
        room = np.where(price < -1e-9, -price * up, np.where(price > 1e-9, price * down, 0.0))
        # A column already hidden and one that would be opened count alike: the bound holds for every choice.
        cut: Vector = np.minimum(room / task.distance, 1.0)
        return cut
