"""How far can a number move inside what is hidden, and what else would have to be hidden for it to move further?"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from litigation_app.disclosure.board import CEILING, TOLERANCE, Board, Task, Vector
from litigation_app.disclosure.programme import PRIMAL, Programme
from litigation_app.disclosure.spans import Mask

# What all steps towards wished tasks count together beside one towards the task asked.
BESIDES = 0.3


class Inside(Programme):
    """One signed move a column; columns that are not hidden stand still. The last basis answers the next question."""

    def __init__(self, board: Board) -> None:
        super().__init__(board, split=False)
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
        low, high = self._room(self.attacker)
        self.bound(low[self.columns], high[self.columns])

    def push(self, task: Task) -> Vector | None:
        """The move that brings the task's column as far as it needs; None when it cannot go so far."""
        moved = self._ask(self._question(task), self._cap(task.attacker, [task]))
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
        moved = self._ask(cost, self._cap(task.attacker, [task]))
        price = self.whole_table(np.array(self.highs.getSolution().col_dual))
        up, down = self._open(task.attacker)
        room = np.where(price < -1e-9, -price * up, np.where(price > 1e-9, price * down, 0.0))
        met = moved is not None and self._is_met(task, moved)
        return np.minimum(room / task.distance, 1.0), moved if met else None

    def whole(self, task: Task, until: float, besides: Sequence[Task] = ()) -> Vector | None:
        """A move by whole numbers that meets the task inside what is hidden, others `besides` if it can, or None."""
        found = self._whole(task, until, besides)
        if found is None and besides:
            found = self._whole(task, until, ())
        return found

    def _whole(self, task: Task, until: float, besides: Sequence[Task]) -> Vector | None:
        cost = self._question(task)
        wished = self._cap(task.attacker, [task, *besides])
        for wish in wished[1:]:
            cost[self.at[wish.column]] = (-BESIDES if wish.up else BESIDES) / len(wished)
        self.price(cost)
        moved = self.solved_whole(~self.board.sums[self.columns], until)
        self._uncap(wished)
        if moved is None or abs(moved[self.at[task.column]]) < task.distance - TOLERANCE:
            return None
        return self.whole_table(moved)

    def _question(self, task: Task) -> Vector:
        if task.attacker != self.attacker:
            self.attacker = task.attacker
            self.show(self.hidden)
        cost = np.zeros(self.size)
        cost[self.at[task.column]] = -1.0 if task.up else 1.0
        return cost

    def _ask(self, cost: Vector, wished: Sequence[Task]) -> Vector | None:
        self.asked += 1
        self.price(cost)
        moved = self.solved()
        self._uncap(wished)
        return None if moved is None else self.whole_table(moved)

    def _cap(self, attacker: int, wished: Sequence[Task]) -> list[Task]:
        """One task a column, none pushed beyond what it needs."""
        kept = list({wish.column: wish for wish in reversed(wished) if self.hidden[wish.column]}.values())[::-1]
        low, high = self._room(attacker)
        for wish in kept:
            ends = (-wish.distance, high[wish.column]) if not wish.up else (low[wish.column], wish.distance)
            self._bound_one(wish.column, max(low[wish.column], ends[0]), min(high[wish.column], ends[1]))
        return kept

    def _uncap(self, wished: Sequence[Task]) -> None:
        low, high = self._room(self.attacker)
        for wish in wished:
            self._bound_one(wish.column, low[wish.column], high[wish.column])

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
