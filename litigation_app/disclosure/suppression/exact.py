"""Which pattern withholds least, proved by cuts that any safe pattern must satisfy?"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from litigation_app.disclosure.effort import Effort
from litigation_app.disclosure.suppression.cuts import SHORT, Cuts
from litigation_app.disclosure.suppression.elimination import Mask
from litigation_app.disclosure.suppression.feasible_moves import Inside
from litigation_app.disclosure.suppression.linear_program import fill
from litigation_app.disclosure.suppression.problem import Board, Task, Vector

# Rounds in which columns may be hidden by parts, and how little the bound may rise in one before whole choices begin.
PARTLY, RISE = 200, 1e-4
# A cut found for such a choice is kept when it is broken by more than this.
BROKEN = 1e-3
# Hidden by less than this is not hidden.
NOTHING = 1e-7


def prove(board: Board, inside: Inside, tasks: Sequence[Task], forced: Mask, cuts: Cuts, best: Mask) -> Mask | None:
    """The cheapest safe set of hidden columns; None when the work of `inside` is spent before the proof.

    Benders: a master programme chooses columns under all `cuts` known; for each task a linear programme either reaches
    its distance or its dual gives a cut that this choice and every unsafe choice like it breaks. First columns are
    chosen by parts, which costs little and leaves few choices; then as a whole, from `best`, a safe choice, on.
    Safe are whole-number moves: a choice that only fractions serve, and with it every smaller one, is ruled out.
    """
    master = _Master(board, forced, inside.effort)
    for known in cuts.rows[: cuts.count]:
        master.add(known.astype(np.float64))
    if not _narrowed(master, inside, tasks):
        return None
    while not inside.effort.is_spent:
        hidden = master.choose(best)
        if hidden is None:
            return None
        learnt = _filled(board, inside, tasks, hidden)
        if learnt is None:
            return None
        inside.show(hidden)
        if not learnt and all(inside.whole(task) is not None for task in tasks):
            return hidden
        for cut in learnt or [np.where(hidden | board.fixed, 0.0, 1.0)]:
            master.add(cut)
    return None


def _filled(board: Board, inside: Inside, tasks: Sequence[Task], hidden: Mask) -> list[Vector] | None:
    """Cuts that a choice breaks, and those it breaks still when it has hidden what would serve each best, until it is safe.

    One whole choice of the master takes long; so much is learnt from each. None when the work is spent.
    """
    found: list[Vector] = []
    share = hidden.astype(np.float64)
    while broken := _broken(inside, tasks, share):
        found += broken
        for cut in broken:
            if float(cut @ share) < SHORT:
                gain = np.where((share > 0) | board.fixed, 0.0, cut) / np.maximum(board.weight, NOTHING)
                share[int(gain.argmax())] = 1.0
    return None if broken is None else found


def _narrowed(master: "_Master", inside: Inside, tasks: Sequence[Task]) -> bool:
    """Cuts for choices by parts, until they hold or bring little; False when the work is spent."""
    bound = 0.0
    for _ in range(PARTLY):
        share = master.parts()
        broken = None if share is None else _broken(inside, tasks, share)
        if share is None or broken is None:
            return False
        new = [cut for cut in broken if float(cut @ share) < 1 - BROKEN]
        for cut in new:
            master.add(cut)
        before, bound = bound, master.bound()
        if not new or bound < before * (1 + RISE):
            return True
    return True


def _broken(inside: Inside, tasks: Sequence[Task], share: Vector) -> list[Vector] | None:
    inside.show_parts(share)
    found: list[Vector] = []
    for task in tasks:
        if inside.effort.is_spent:
            return None
        cut, move = inside.cut(task)
        if move is None:
            found.append(cut)
    return found


class _Master:
    """Binary choice of columns to hide at least cost, under all cuts so far."""

    def __init__(self, board: Board, forced: Mask, effort: Effort) -> None:
        from highspy import HighsLp
        from highspy._core import _Highs

        self.size, self.effort = len(board.value), effort
        model = HighsLp()
        model.num_col_, model.num_row_ = self.size, 0
        model.col_cost_ = np.where(forced, 0.0, board.weight)
        model.col_lower_ = np.where(forced, 1.0, 0.0)
        model.col_upper_ = np.where(board.fixed & ~forced, 0.0, 1.0)
        model.row_lower_, model.row_upper_ = np.zeros(0), np.zeros(0)
        fill(model, [])
        self.highs: Any = _Highs()
        for option, setting in (("output_flag", False), ("threads", 1), ("random_seed", 0), ("mip_rel_gap", 1e-9)):
            self.highs.setOptionValue(option, setting)
        self.highs.passModel(model)

    def parts(self) -> Vector | None:
        """The cheapest choice by parts that breaks no cut."""
        from highspy import HighsModelStatus

        if self.effort.run(self.highs) != HighsModelStatus.kOptimal:
            return None
        share: Vector = np.clip(np.array(self.highs.getSolution().col_value), 0.0, 1.0)
        return np.where(share < NOTHING, 0.0, share)

    def bound(self) -> float:
        """What the last choice costs."""
        return float(self.highs.getInfo().objective_function_value)

    def choose(self, best: Mask) -> Mask | None:
        """The cheapest choice that breaks no cut; `best` is one that breaks none."""
        from highspy import HighsModelStatus, HighsVarType

        order = np.arange(self.size, dtype=np.int32)
        self.highs.changeColsIntegrality(
            self.size, order, np.full(self.size, int(HighsVarType.kInteger), dtype=np.uint8)
        )
        self.highs.setSolution(self.size, order, best.astype(np.float64))
        if self.effort.run(self.highs, whole=True) != HighsModelStatus.kOptimal:
            return None
        chosen: Mask = np.array(self.highs.getSolution().col_value) > 0.5
        return chosen

    def add(self, cut: Vector) -> None:
        """Demand that the chosen columns' coefficients add to at least one."""
        used = np.flatnonzero(cut).astype(np.int32)
        self.highs.addRow(1.0, float("inf"), len(used), used, cut[used])
