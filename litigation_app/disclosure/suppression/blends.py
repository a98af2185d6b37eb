"""Which tasks do two known moves together still meet when a number that both move is printed?

Where one raises the number and the other lowers it, some point between them leaves it alone, and is a move too: what agrees
with the equations, is not below nothing and contradicts no attacker's knowledge is convex.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray

from litigation_app.disclosure.suppression.elimination import Mask
from litigation_app.disclosure.suppression.move_pool import REUSE, Proofs
from litigation_app.disclosure.suppression.problem import Vector

Rows = NDArray[np.intp]
# The line between the best two is turned at most so often.
TURNS = 12
# A move that contradicts what the attacker knows lies so far below all others.
OUT_OF_REACH = -1e9
# How many of a kind are kept for the next number.
KEPT = 300


class Blends:
    """What lies between the moves that raise `column` and those that lower it, of proofs that were `alive` until now."""

    def __init__(self, proofs: Proofs, column: int, alive: Mask) -> None:
        self.proofs, self.column = proofs, column
        moved = proofs.move[: len(alive), column]
        self.raising: Rows = np.flatnonzero(alive & (moved > 0))
        self.lowering: Rows = np.flatnonzero(alive & (moved < 0))
        self.pair: dict[int, tuple[int, int]] = {}

    def reach(self, tasks: Rows) -> Vector:
        """How far between two of them each task's number moves the right way, as a share of its distance (at least): 1 where one
        of each side meets it already, 0 without any. Pairs that meet a task are kept.
        """
        found = np.zeros(len(tasks))
        if not (len(tasks) and len(self.raising) and len(self.lowering)):
            return found
        one, other = (self.proofs.serves[np.ix_(rows, tasks)] for rows in (self.raising, self.lowering))
        on_both = one.any(axis=0) & other.any(axis=0)
        self._keep(tasks[on_both], one[:, on_both].argmax(axis=0), other[:, on_both].argmax(axis=0))
        found[on_both] = 1.0
        found[~on_both] = self._highest(tasks[~on_both])
        return found

    def _highest(self, tasks: Rows) -> Vector:
        """The highest point over `column` = 0 of the upper hull of all (step of the column, step of the task's number): from the
        best of each side, the line through both is turned to whatever lies highest over it.
        """
        x, y = self._steps(self.raising, tasks)
        u, v = self._steps(self.lowering, tasks)
        each = np.arange(len(tasks))
        first, second = y.argmax(axis=0), v.argmax(axis=0)
        for _ in range(TURNS):
            slope = (y[first, each] - v[second, each]) / (x[first] - u[second])
            higher, other = (y - x[:, None] * slope).argmax(axis=0), (v - u[:, None] * slope).argmax(axis=0)
            if (higher == first).all() and (other == second).all():
                break
            first, second = higher, other
        weight = -u[second] / (x[first] - u[second])
        best = weight * y[first, each] + (1 - weight) * v[second, each]
        known = (y[first, each] > OUT_OF_REACH) & (v[second, each] > OUT_OF_REACH)
        distance = self.proofs.distance[tasks]
        met = known & (best >= distance - REUSE / 10)
        self._keep(tasks[met], first[met], second[met])
        return np.where(known, best / distance, 0.0)

    def _keep(self, tasks: Rows, first: Rows, second: Rows) -> None:
        pairs = zip(self.raising[first].tolist(), self.lowering[second].tolist(), strict=True)
        self.pair.update(zip(tasks.tolist(), pairs, strict=True))

    @contextmanager
    def supposed(self) -> Iterator[None]:
        """Meanwhile what the pairs of `reach` meet counts as met, though no such move is made yet."""
        between = np.array(sorted(self.pair), dtype=np.intp)
        self.proofs.living[between] += 1
        yield
        self.proofs.living[between] -= 1

    def add(self) -> None:
        """Make the moves between: for each of the most useful its best partner, then what the pairs of `reach` meet besides."""
        for one, other in self._partners():
            self._between(one, other)
        for task, (one, other) in self.pair.items():
            if not self.proofs.living[task]:
                self._between(one, other)

    def _partners(self) -> list[tuple[int, int]]:
        serves = self.proofs.serves
        if not (len(self.raising) and len(self.lowering)):
            return []
        raising, lowering = self.raising[-KEPT:], self.lowering[-KEPT:]
        both = serves[raising].astype(np.float32) @ serves[lowering].astype(np.float32).T
        found = {(i, int(j)) for i, j in enumerate(both.argmax(axis=1))}
        found |= {(int(i), j) for j, i in enumerate(both.argmax(axis=0))}
        best = sorted(found, key=lambda pair: (-both[pair], pair))[:KEPT]
        return [(int(raising[i]), int(lowering[j])) for i, j in best]

    def _between(self, one: int, other: int) -> None:
        move = self.proofs.move
        up, down = move[one, self.column], move[other, self.column]
        blend = (-down * move[one] + up * move[other]) / (up - down)
        blend[self.column] = 0.0
        self.proofs.add(blend, noise=REUSE / 100)

    def _steps(self, rows: Rows, tasks: Rows) -> tuple[Vector, Vector]:
        proofs = self.proofs
        step = proofs.move[np.ix_(rows, proofs.column[tasks])] * proofs.sign[tasks]
        agrees = proofs.agrees[np.ix_(rows, proofs.attacker[tasks])]
        return proofs.move[rows, self.column], np.where(agrees, step, OUT_OF_REACH)
