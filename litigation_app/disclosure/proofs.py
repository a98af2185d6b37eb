"""Which moves were found already, and which tasks do they prove to be met?"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from litigation_app.disclosure.board import TOLERANCE, Board, Task, Vector
from litigation_app.disclosure.spans import Mask

# A proof found once is trusted a little less than a fresh one, so that errors do not add up.
REUSE = TOLERANCE / 10
GROWTH = 256


class Proofs:
    """Moves as rows. One proof may serve many tasks, also those of attackers whose knowledge it does not contradict.

    A proof is `alive` while it moves nothing that is printed.
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
        self.serves: NDArray[np.bool_] = np.zeros((len(tasks), 0), dtype=bool)
        self.alive: Mask = np.zeros(0, dtype=bool)
        self.whole: Mask = np.zeros(0, dtype=bool)

    def add(self, move: Vector) -> None:
        """Remember a move that touches nothing printed."""
        if self.count == len(self.move):
            self._grow()
        n, self.count = self.count, self.count + 1
        self.move[n], self.alive[n] = np.where(np.abs(move) > TOLERANCE, move, 0.0), True
        people = move[~self.board.sums]
        self.whole[n] = bool((np.abs(people - np.round(people)) <= TOLERANCE).all())
        agrees = np.ones(len(self.board.attackers), dtype=bool)
        moved = move[self.what]
        agrees[self.who[(moved < -self.below - REUSE) | (moved > self.above + REUSE)]] = False
        self.serves[:, n] = (self.sign * move[self.column] >= self.distance - REUSE) & agrees[self.attacker]

    def _grow(self) -> None:
        more = max(GROWTH, self.count)
        self.move = np.vstack([self.move, np.zeros((more, self.move.shape[1]))])
        self.serves = np.hstack([self.serves, np.zeros((len(self.tasks), more), dtype=bool)])
        self.alive = np.concatenate([self.alive, np.zeros(more, dtype=bool)])
        self.whole = np.concatenate([self.whole, np.zeros(more, dtype=bool)])

    def unmet(self, *, whole: bool = False) -> list[int]:
        """Tasks, in order, that no living proof serves (no whole-number one, if so asked; money need not be whole)."""
        plain = self.serves[:, self.alive].any(axis=1)
        if not whole:
            return [int(i) for i in np.flatnonzero(~plain)]
        strict = self.serves[:, self.alive & self.whole].any(axis=1)
        return [int(i) for i in np.flatnonzero(~np.where(self.board.sums[self.column], plain, strict))]

    def bury(self, printed: Sequence[int]) -> Mask:
        """Proofs that move a column which is printed now die; returns who was alive before, for `raise_again`."""
        before = self.alive.copy()
        self.alive &= ~(self.move[:, list(printed)] != 0).any(axis=1)
        return before

    def raise_again(self, before: Mask) -> None:
        """Undo `bury`; proofs found since then stay."""
        self.alive[: len(before)] |= before

    def forget_dead(self) -> None:
        """Drop what died, to keep memory and the look-up small."""
        keep = np.flatnonzero(self.alive[: self.count])
        self.count = len(keep)
        self.move, self.serves = self.move[keep], self.serves[:, keep]
        self.alive, self.whole = self.alive[keep], self.whole[keep]
