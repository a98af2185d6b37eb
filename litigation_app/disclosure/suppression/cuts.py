"""What must every safe choice of hidden numbers contain, as far as failed attempts have shown?"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from litigation_app.disclosure.suppression.elimination import Mask
from litigation_app.disclosure.suppression.problem import Vector

SHORT = 1.0 - 1e-5
GROWTH = 128


class Cuts:
    """Rows of coefficients; a safe choice's coefficients add to at least one in each row. `cover` is what the present
    choice adds to.
    """

    def __init__(self, width: int) -> None:
        self.count = 0
        self.rows: NDArray[np.float32] = np.zeros((0, width), dtype=np.float32)
        self.cover: Vector = np.zeros(0)

    def add(self, cut: Vector, hidden: Mask) -> None:
        """One more, learnt when less than `hidden` was tried; both have a number a column of the board."""
        if self.count == len(self.rows):
            more = max(GROWTH, self.count)
            self.rows = np.vstack([self.rows, np.zeros((more, len(cut)), dtype=np.float32)])
            self.cover = np.concatenate([self.cover, np.ones(more)])
        self.rows[self.count] = cut
        self.cover[self.count] = float(cut[hidden].sum())
        self.count += 1

    def change(self, columns: Sequence[int], *, hidden: bool) -> None:
        """These columns are now hidden, or printed."""
        step = self.rows[: self.count, list(columns)].sum(axis=1, dtype=np.float64)
        self.cover[: self.count] += step if hidden else -step

    def forbid(self, columns: Sequence[int]) -> bool:
        """Would the present choice without these columns be unsafe for sure?"""
        left = self.cover[: self.count] - self.rows[: self.count, list(columns)].sum(axis=1, dtype=np.float64)
        return bool((left < SHORT).any())

    def freed(self, column: int, hidden: Sequence[int]) -> list[int]:
        """Which of `hidden`, each alone, could be printed if `column` were hidden besides, as far as is known."""
        rows = self.rows[: self.count]
        cover = self.cover[: self.count] + rows[:, column]
        useful = rows[:, column] > 0
        tight = rows[:, list(hidden)]
        stuck = self.cover[: self.count, None] - tight < SHORT
        gains = (stuck & useful[:, None]).any(axis=0)
        blocked = (cover[:, None] - tight < SHORT).any(axis=0)
        return [hidden[i] for i in np.flatnonzero(gains & ~blocked).tolist()]
