"""Which moves were found already, and which tasks do they prove to be met?"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from litigation_app.disclosure.suppression.elimination import Mask
from litigation_app.disclosure.suppression.problem import TOLERANCE, Board, Task, Vector

# A proof found once is trusted a little less than a fresh one, so that errors do not add up.
REUSE = TOLERANCE / 10
GROWTH = 256


class Proofs:
    """Moves as rows. One proof `serves` many tasks, also those of attackers whose knowledge it does not contradict.

    A proof is `alive` while it moves nothing that is printed; `living`: how many of those serve each task.
    """

    def __init__(self, board: Board, tasks: Sequence[Task]) -> None:
        self.board, self.tasks = board, tasks
        self.column = np.array([t.column for t in tasks], dtype=np.intp)
        self.sign = np.array([1.0 if t.up else -1.0 for t in tasks])
        self.distance = np.array([t.distance for t in tasks])
        self.attacker = np.array([t.attacker for t in tasks], dtype=np.intp)
        known = [(a, i, *room) for a, floors in enumerate(board.floors) for i, room in floors.items()]
        self.who = np.array([k[0] for k in known], dtype=np.intp)
        self.what = np.array([k[1] for k in known], dtype=np.intp)
        self.below, self.above = np.array([k[2] for k in known]), np.array([k[3] for k in known])
        self.count = 0
        self.move: Vector = np.zeros((0, len(board.value)))
        self.serves: NDArray[np.bool_] = np.zeros((0, len(tasks)), dtype=bool)
        self.agrees: NDArray[np.bool_] = np.zeros((0, len(board.attackers)), dtype=bool)
        self.living = np.zeros(len(tasks), dtype=np.int32)
        self.alive: Mask = np.zeros(0, dtype=bool)
        self.whole: Mask = np.zeros(0, dtype=bool)

    def add(self, move: Vector, *, noise: float = TOLERANCE) -> None:
        """Remember a move (a number a column of the board) that touches nothing printed; steps up to `noise` are none."""
        if self.count == len(self.move):
            self._grow()
        n, self.count = self.count, self.count + 1
        self.move[n], self.alive[n] = np.where(np.abs(move) > noise, move, 0.0), True
        people = move[~self.board.sums]
        self.whole[n] = bool((np.abs(people - np.round(people)) <= TOLERANCE).all())
        agrees = np.ones(len(self.board.attackers), dtype=bool)
        moved = move[self.what]
        agrees[self.who[(moved < -self.below - REUSE) | (moved > self.above + REUSE)]] = False
        self.agrees[n] = agrees
        self.serves[n] = (self.sign * move[self.column] >= self.distance - REUSE) & agrees[self.attacker]
        self.living += self.serves[n]

    def _grow(self) -> None:
        more = max(GROWTH, self.count)
        self.move = np.vstack([self.move, np.zeros((more, self.move.shape[1]))])
        self.serves = np.vstack([self.serves, np.zeros((more, len(self.tasks)), dtype=bool)])
        self.agrees = np.vstack([self.agrees, np.zeros((more, self.agrees.shape[1]), dtype=bool)])
        self.alive = np.concatenate([self.alive, np.zeros(more, dtype=bool)])
        self.whole = np.concatenate([self.whole, np.zeros(more, dtype=bool)])

    def unmet(self, *, whole: bool = False) -> list[int]:
        """Tasks, in order, that no living proof serves (no whole-number one, if so asked; money need not be whole)."""
        met = self.living > 0
        if whole:
            met = np.where(self.board.sums[self.column], met, self.serves[self.alive & self.whole].any(axis=0))
        found: list[int] = np.flatnonzero(~met).tolist()
        return found

    def bury(self, printed: Sequence[int]) -> Mask:
        """Proofs that move a column which is printed now die; returns who was alive before, for `raise_again`."""
        before = self.alive.copy()
        self.alive &= ~(self.move[:, list(printed)] != 0).any(axis=1)
        self._count(before & ~self.alive, -1)
        return before

    def raise_again(self, before: Mask) -> None:
        """Undo `bury`; proofs found since then stay."""
        raised = np.flatnonzero(before & ~self.alive[: len(before)])
        self.alive[raised] = True
        self._count(raised, 1)

    def _count(self, changed: NDArray[np.generic], sign: int) -> None:
        self.living += sign * self.serves[changed].sum(axis=0, dtype=np.int32)

    def forget_dead(self) -> None:
        """Drop what died, to keep memory and the look-up small."""
        keep = np.flatnonzero(self.alive[: self.count])
        self.count = len(keep)
        self.move, self.serves = self.move[keep], self.serves[keep]
        self.alive, self.whole, self.agrees = self.alive[keep], self.whole[keep], self.agrees[keep]
