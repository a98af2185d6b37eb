"""Which hidden numbers can only move together, and what equations are left between those that lead them?

An equation of which two numbers are hidden says that one moves as often as the other: the second is written by the first and
the equation is used up, until none has fewer than three (Andersen and Andersen, Presolving in linear programming, 1995).
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from litigation_app.disclosure.suppression.elimination import Mask
from litigation_app.disclosure.suppression.problem import Board, Vector

Row = dict[int, float]
NOTHING = 1e-9


@dataclass(frozen=True)
class Aggregation:
    """`leader`: by column of the board whose steps it takes (-1: it stands still), `times` as many. `rows`: the equations between
    leaders that are left, by their number; `spent`: the number of the equation by which a column got its leader, or stands still.
    """

    board: Board
    leader: NDArray[np.intp]
    times: Vector
    rows: dict[int, Row]
    spent: dict[int, int]

    @property
    def leaders(self) -> NDArray[np.intp]:
        """Columns that move by themselves, in order."""
        return np.flatnonzero(self.leader == np.arange(len(self.leader)))

    def prices(self, cost: Vector, wanted: Vector, duals: Vector) -> Vector:
        """Reduced costs of every column of the board: of those that follow as `wanted`, of the others what follows.

        `cost`: by column; `duals`: of `rows`. The equations that are spent get the only multipliers that leave that.
        """
        multipliers = np.zeros(len(self.board.equations))
        multipliers[list(self.rows)] = duals
        if self.spent:
            followers = list(self.spent)
            open_ = (cost - wanted - self._matrix.T @ multipliers)[followers]
            multipliers[list(self.spent.values())] = self._solve(open_)
        found: Vector = cost - self._matrix.T @ multipliers
        return found

    @cached_property
    def _matrix(self) -> Any:
        from scipy.sparse import csr_array

        terms = [(number, column, x) for number, row in enumerate(self.board.equations) for column, x in row]
        numbers, columns, x = zip(*terms, strict=True)
        return csr_array((x, (numbers, columns)), shape=(len(self.board.equations), len(self.leader)))

    @cached_property
    def _solve(self) -> Callable[[Vector], Vector]:
        from scipy.sparse.linalg import splu

        used = self._matrix[list(self.spent.values())][:, list(self.spent)]
        solve: Callable[[Vector], Vector] = splu(used.T.tocsc()).solve
        return solve


def apart(board: Board) -> Aggregation:
    """Everyone who may move leads herself."""
    rows = {number: _row(board, number, ~board.fixed) for number in board.spans.kept}
    alone = np.where(board.fixed, -1, np.arange(len(board.fixed)))
    return Aggregation(board, alone, np.ones(len(alone)), {number: row for number, row in rows.items() if row}, {})


def aggregate(board: Board, hidden: Mask) -> Aggregation:
    """What is not hidden stands still, and so does whoever an equation leaves alone."""
    return _Aggregating(board, hidden & ~board.fixed).run()


def _row(board: Board, number: int, moving: Mask) -> Row:
    return {column: x for column, x in board.equations[number] if moving[column]}


class _Aggregating:
    def __init__(self, board: Board, moving: Mask) -> None:
        self.board, self.moving = board, moving
        self.rows = {number: _row(board, number, moving) for number in board.spans.kept}
        self.stands: dict[int, set[int]] = defaultdict(set)  # by column the equations in which it stands
        for number, row in self.rows.items():
            for column in row:
                self.stands[column].add(number)
        self.follows: dict[int, tuple[int, float]] = {}
        self.spent: dict[int, int] = {}
        self.todo = [number for number, row in self.rows.items() if len(row) <= 2]

    def run(self) -> Aggregation:
        while self.todo:
            row = self.rows.pop(number := self.todo.pop(), {})
            for column in row:
                self.stands[column].discard(number)
            if len(row) == 1:
                [column] = row
                self._stop(column, number)
            elif row:
                self._follow(number, row)
        leader = np.where(self.moving, np.arange(len(self.moving)), -1)
        times = np.ones(len(leader))
        for column, (other, step) in reversed(self.follows.items()):
            leader[column], times[column] = leader[other], step * times[other]
        return Aggregation(self.board, leader, times, _distinct(self.rows), self.spent)

    def _stop(self, column: int, alone_in: int) -> None:
        self.moving[column], self.spent[column] = False, alone_in
        for number in self.stands.pop(column):
            del self.rows[number][column]
            self._see(number)

    def _follow(self, number: int, row: Row) -> None:
        """The one that stands in fewer equations follows the other."""
        (follower, x), (other, y) = sorted(row.items(), key=lambda term: (len(self.stands[term[0]]), term[0]))
        self.follows[follower], self.spent[follower] = (other, -y / x), number
        for place in sorted(self.stands.pop(follower)):
            self._put(self.rows[place], place, other, self.rows[place].pop(follower) * -y / x)
            self._see(place)

    def _put(self, row: Row, number: int, column: int, more: float) -> None:
        row[column] = row.get(column, 0.0) + more
        self.stands[column].add(number)
        if abs(row[column]) < NOTHING:
            del row[column]
            self.stands[column].discard(number)

    def _see(self, number: int) -> None:
        if len(self.rows[number]) <= 2:
            self.todo.append(number)


def _distinct(rows: dict[int, Row]) -> dict[int, Row]:
    """Of equations that say the same one."""
    found: dict[Sequence[Any], int] = {}
    for number, row in rows.items():
        first = row[min(row)]
        found.setdefault(tuple((column, round(row[column] / first, 9)) for column in sorted(row)), number)
    return {number: rows[number] for number in found.values()}
