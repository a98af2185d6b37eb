"""How far can a number move inside what is hidden, and what else would have to be hidden for it to move further?"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from litigation_app.disclosure.effort import Effort
from litigation_app.disclosure.suppression.aggregation import Aggregation, apart
from litigation_app.disclosure.suppression.elimination import Mask
from litigation_app.disclosure.suppression.linear_program import PRIMAL, Programme
from litigation_app.disclosure.suppression.problem import CEILING, TOLERANCE, Board, Task, Vector

# What all steps towards wished tasks count together beside one towards the task asked.
BESIDES = 0.3


class Inside(Programme):
    """One signed move a column that leads; columns that are not hidden stand still, and so does whoever moves with them. The last
    basis answers the next question.
    """

    def __init__(self, board: Board, effort: Effort, moving: Aggregation | None = None) -> None:
        super().__init__(board, effort, moving or apart(board), split=False)
        self.highs.setOptionValue("simplex_strategy", PRIMAL)
        self.attacker = 0
        self.asked = 0
        self.hidden: Mask = np.zeros(len(board.value), dtype=bool)
        self.share: Vector = np.zeros(len(board.value))

    def show(self, hidden: Mask) -> None:
        """From now on exactly these columns are hidden."""
        self.show_parts(hidden.astype(np.float64))

    def show_parts(self, share: Vector) -> None:
        """From now on columns are hidden by these parts of one, each with so much of its room."""
        self.share = np.where(self.board.fixed, 0.0, share)
        self.hidden = self.share > 0
        self._low, self._high = self._of_leaders(*self._room(self.attacker))
        self.bound(self._low, self._high)

    def push(self, task: Task) -> Vector | None:
        """The move that brings the task's column as far as it needs, a number a column; None when it cannot go so far."""
        moved = self._ask(self._question(task), self._cap([task]))
        return moved if moved is not None and self._is_met(task, moved) else None

    def gather(self, task: Task, attackers: Sequence[int]) -> Task:
        """The task as it stands for all of these attackers at once: a move that meets it none could tell from the truth."""
        self.attacker = self.board.gather(attackers)
        self.show(self.hidden)
        return replace(task, attacker=self.attacker)

    def _is_met(self, task: Task, moved: Vector) -> bool:
        return bool(abs(moved[task.column]) >= task.distance - TOLERANCE)

    def cut(self, task: Task) -> tuple[Vector, Vector | None]:
        """What every safe choice must have (coefficients that add to at least one), and the move where the task is met.

        The dual of the programme bounds the move for every choice of hidden columns, not only for this one.
        """
        cost = self._question(task)
        moved = self._ask(cost, self._cap([task]))
        up, down = self._open(task.attacker)
        price = self._prices(task, up, down)
        room = np.where(price < -1e-9, -price * up, np.where(price > 1e-9, price * down, 0.0))
        met = moved is not None and self._is_met(task, moved)
        return np.minimum(room / task.distance, 1.0), moved if met else None

    def whole(self, task: Task, besides: Sequence[Task] = ()) -> Vector | None:
        """A move by whole numbers that meets the task inside what is hidden, others `besides` if it can, or None."""
        found = self._whole(task, besides)
        if found is None and besides:
            found = self._whole(task, ())
        return found

    def _whole(self, task: Task, besides: Sequence[Task]) -> Vector | None:
        cost = self._question(task)
        wished = self._cap([task, *besides])
        for wish in wished[1:]:
            cost[self.at[wish.column]] = (-BESIDES if wish.up else BESIDES) / len(wished)
        self.price(cost)
        moved = self.solved_whole(~self.board.sums[self.columns])
        self._uncap(wished)
        if moved is None or abs(moved[self.at[task.column]]) < task.distance - TOLERANCE:
            return None
        return self.whole_table(moved)

    def _question(self, task: Task) -> Vector:
        if task.attacker != self.attacker:
            self.attacker = task.attacker
            self.show(self.hidden)
        cost = np.zeros(self.size)
        if self.at[task.column] >= 0:
            cost[self.at[task.column]] = self._wish(task) * self.moving.times[task.column]
        return cost

    def _wish(self, task: Task) -> float:
        """What a step of the task's column costs."""
        return -1.0 if task.up else 1.0

    def _prices(self, task: Task, up: Vector, down: Vector) -> Vector:
        """Reduced costs of every column, where those of who move together fall on whoever is stopped first."""
        solution = self.highs.getSolution()
        led = np.array(solution.col_dual)
        low, high = self._scaled(-down, up)
        price = led[self.at[self.moves]]
        room = np.where(price < 0, high, -low)
        first = np.lexsort((room, self.at[self.moves]))
        _, start = np.unique(self.at[self.moves][first], return_index=True)
        stopped = self.moves[first[start]]
        wanted, cost = np.zeros(len(self.board.value)), np.zeros(len(self.board.value))
        wanted[stopped] = led / self.moving.times[stopped]
        cost[task.column] = self._wish(task)
        return self.moving.prices(cost, wanted, np.array(solution.row_dual))

    def _scaled(self, low: Vector, high: Vector) -> tuple[Vector, Vector]:
        """How far the leader of each of `moves` could go until that one is stopped."""
        times = self.moving.times[self.moves]
        one, other = low[self.moves] / times, high[self.moves] / times
        return np.minimum(one, other), np.maximum(one, other)

    def _of_leaders(self, low: Vector, high: Vector) -> tuple[Vector, Vector]:
        """How far each may go until somebody who moves with it is stopped."""
        least, most = np.full(self.size, -np.inf), np.full(self.size, np.inf)
        below, above = self._scaled(low, high)
        np.maximum.at(least, self.at[self.moves], below)
        np.minimum.at(most, self.at[self.moves], above)
        return least, most

    def _ask(self, cost: Vector, wished: Sequence[Task]) -> Vector | None:
        self.asked += 1
        self.price(cost)
        moved = self.solved()
        self._uncap(wished)
        return None if moved is None else self.whole_table(moved)

    def _cap(self, wished: Sequence[Task]) -> list[Task]:
        """One task a column, none pushed beyond what it needs."""
        kept = list({wish.column: wish for wish in reversed(wished) if self._may_move(wish.column)}.values())[::-1]
        for wish in kept:
            step = (wish.distance if wish.up else -wish.distance) / self.moving.times[wish.column]
            low, high = self._ends(wish.column)
            self._bound_one(wish.column, max(low, step) if step < 0 else low, min(high, step) if step > 0 else high)
        return kept

    def _may_move(self, column: int) -> bool:
        return bool(self.hidden[column] and self.at[column] >= 0)

    def _uncap(self, wished: Sequence[Task]) -> None:
        for wish in wished:
            self._bound_one(wish.column, *self._ends(wish.column))

    def _ends(self, column: int) -> tuple[float, float]:
        place = self.at[column]
        return float(self._low[place]), float(self._high[place])

    def _bound_one(self, column: int, low: float, high: float) -> None:
        self.highs.changeColBounds(int(self.at[column]), float(low), float(high))

    def _room(self, attacker: int) -> tuple[Vector, Vector]:
        up, down = self._open(attacker)
        return -down * self.share, up * self.share

    def _open(self, attacker: int) -> tuple[Vector, Vector]:
        """How far up and down each column could move if it were hidden."""
        up, down = np.full(len(self.board.value), CEILING), self.board.value.copy()
        for i, (below, above) in self.board.floors[attacker].items():
            down[i], up[i] = min(down[i], below), min(up[i], above)
        return up, down
