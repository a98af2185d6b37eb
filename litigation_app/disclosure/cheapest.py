"""Which pattern withholds least, proved by cuts that any safe pattern must satisfy?"""

import time
from collections.abc import Sequence
from typing import Any

import numpy as np

from litigation_app.disclosure.board import Board, Task, Vector
from litigation_app.disclosure.cuts import Cuts
from litigation_app.disclosure.inside import Inside
from litigation_app.disclosure.programme import fill
from litigation_app.disclosure.spans import Mask


def prove(board: Board, inside: Inside, tasks: Sequence[Task], forced: Mask, cuts: Cuts, until: float) -> Mask | None:
    """The cheapest safe set of hidden columns; None when time (monotonic seconds) runs out before the proof.

    Benders: a master programme chooses columns under all `cuts` known; for each task a linear programme either reaches
    its distance or its dual gives a cut that this choice and every unsafe choice like it breaks.
    """
    master = _Master(board, forced)
    for known in cuts.rows[: cuts.count]:
        master.add(known.astype(np.float64))
    while time.monotonic() < until:
        hidden = master.choose(until)
        if hidden is None:
            return None
        broken = _broken(inside, tasks, hidden, until)
        if broken is None:
            return None
        if not broken:
            return hidden
        for cut in broken:
            master.add(cut)
    return None


def _broken(inside: Inside, tasks: Sequence[Task], hidden: Mask, until: float) -> list[Vector] | None:
    inside.show(hidden)
    found = []
    for task in tasks:
        if time.monotonic() > until:
            return None
        cut, move = inside.cut(task)
        if move is None:
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
        fill(model, [])
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
