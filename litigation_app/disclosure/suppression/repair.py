"""What is the cheapest change of a table that a reader could not tell from the truth, whatever it takes to hide?"""

from collections.abc import Sequence

import numpy as np

from litigation_app.disclosure.effort import Effort
from litigation_app.disclosure.suppression.aggregation import apart
from litigation_app.disclosure.suppression.elimination import Mask
from litigation_app.disclosure.suppression.linear_program import Programme
from litigation_app.disclosure.suppression.problem import CEILING, Board, Task, Vector

# What a step towards another unmet task is worth: too little to hide a cell for it, enough to choose among equals.
BESIDES = 0.02


class Mover(Programme):
    """Upward and downward moves of every column, each at its price."""

    def __init__(self, board: Board, effort: Effort) -> None:
        super().__init__(board, effort, apart(board), split=True)
        self.lower = np.zeros(self.size)

    def move(
        self,
        task: Task,
        cost: Vector,
        shut: Mask,
        besides: Sequence[Task] = (),
        *,
        whole: bool = False,
    ) -> Vector | None:
        """The cheapest deviation that meets the task, moving no `shut` column; None when there is none (within the work that is left).

        `cost` is per unit of deviation; `besides`: other tasks of the same attacker that it had better serve too;
        `whole`: counts move by whole numbers. One signed number a column of the board.
        """
        found = self._moved(task, cost, shut, besides, whole)
        if found is None and besides:
            # A wished column stops where its own task is met, which may stand in the way.
            found = self._moved(task, cost, shut, (), whole)
        return found

    def _moved(self, task: Task, cost: Vector, shut: Mask, besides: Sequence[Task], whole: bool) -> Vector | None:
        up, down = np.where(shut, 0.0, CEILING), np.where(shut, 0.0, self.board.value)
        for i, (below, above) in self.board.floors[task.attacker].items():
            down[i], up[i] = min(down[i], below), min(up[i], above)
        target, other = (up, down) if task.up else (down, up)
        if target[task.column] < task.distance:
            return None
        other[task.column] = 0.0
        gain_up, gain_down = np.array(cost), np.array(cost)
        for wish in besides:
            if wish.column != task.column:
                arm, gain = (up, gain_up) if wish.up else (down, gain_down)
                arm[wish.column], gain[wish.column] = min(arm[wish.column], wish.distance), -BESIDES
        low = self.lower.copy()
        low[self.at[task.column] + (0 if task.up else len(self.columns))] = task.distance
        self.bound(low, np.maximum(low, self._arms(up, down)))
        self.price(self._arms(gain_up, gain_down))
        self.highs.clearSolver()
        people = ~np.tile(self.board.sums[self.columns], 2)
        both = self.solved_whole(people) if whole else self.solved()
        if both is None:
            return None
        return self.whole_table(both[: len(self.columns)] - both[len(self.columns) :])

    def _arms(self, up: Vector, down: Vector) -> Vector:
        arms: Vector = np.concatenate([up[self.columns], down[self.columns]])
        return arms
