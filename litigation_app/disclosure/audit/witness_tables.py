"""Which tables were found already that agree with everything printed, and what do they prove?"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

SLACK = 1e-6
MOST = 2048

Table = NDArray[np.float64]
Truth = NDArray[np.bool_]
Places = NDArray[np.int64]


class Witnesses:
    """Tables of whole counts, one a row; `width` places each. Of more than MOST the oldest give way.

    The room for all is asked for at once: the system gives memory to rows when they are written, and nothing is copied to grow.
    """

    def __init__(self, width: int) -> None:
        self.added = 0
        self._rows: Table = np.zeros((MOST, width))

    @property
    def rows(self) -> Table:
        """Every table that is kept."""
        return self._rows[: min(self.added, MOST)]

    def slots_since(self, added: int) -> list[int]:
        """The rows that were written since so many had been added."""
        return [one % MOST for one in range(max(added, self.added - MOST), self.added)]

    def add(self, table: Table) -> None:
        """Keep a table."""
        self._rows[self.added % MOST] = table
        self.added += 1

    def reaching(self, place: int, goal: float, up: bool) -> Places:
        """Which tables are at least (`up`) or at most at the goal."""
        values = self.rows[:, place]
        return np.flatnonzero(values >= goal - SLACK if up else values <= goal + SLACK)

    def reaches(self, place: int, goal: float, up: bool, facts: Mapping[int, tuple[float, float]]) -> bool:
        """Whether one of them does so and agrees with the facts."""
        found = self.reaching(place, goal, up)
        for j, (low, high) in facts.items():
            if not len(found):
                return False
            values = self._rows[found, j]
            found = found[(values >= low - SLACK) & (values <= high + SLACK)]
        return bool(len(found))


class Whole:
    """Exact arithmetic on the equations between counts: is a solver's table, rounded, truly a table?"""

    def __init__(self, rows: list[list[tuple[int, float]]], right: list[float], low: Table, money: Truth) -> None:
        counts = [(row, b) for row, b in zip(rows, right, strict=True) if not any(money[j] for j, _ in row)]
        self.row = np.array([n for n, (row, _) in enumerate(counts) for _ in row], dtype=np.int64)
        self.column = np.array([j for row, _ in counts for j, _ in row], dtype=np.int64)
        self.sign = np.array([int(x) for row, _ in counts for _, x in row], dtype=np.int64)
        self.right = np.array([round(b) for _, b in counts], dtype=np.int64)
        self.people = ~money
        self.low = np.ceil(low - SLACK)[self.people]

    def holds(self, table: Table) -> bool:
        """Within rounding whole, not below any bound, every equation exact in integers."""
        near = np.round(table)
        if (np.abs(table - near)[self.people] > 1e-5).any() or (near[self.people] < self.low).any():
            return False
        left = np.zeros(len(self.right), dtype=np.int64)
        np.add.at(left, self.row, self.sign * near.astype(np.int64)[self.column])
        return bool((left == self.right).all())
