"""How is a pattern found: what must be withheld first, what can be published again?"""

from collections.abc import Sequence
from contextlib import nullcontext
from typing import NamedTuple

import numpy as np

from litigation_app.disclosure.effort import Effort, seconds
from litigation_app.disclosure.model import Demand
from litigation_app.disclosure.suppression import exact, large
from litigation_app.disclosure.suppression.cuts import Cuts
from litigation_app.disclosure.suppression.elimination import Mask
from litigation_app.disclosure.suppression.feasible_moves import Inside
from litigation_app.disclosure.suppression.move_pool import Proofs
from litigation_app.disclosure.suppression.problem import TOLERANCE, Board, Task, Vector
from litigation_app.disclosure.suppression.repair import Mover
from litigation_app.disclosure.suppression.swaps import Swaps

# Up to so many candidate cells and tasks the cheapest pattern is proved; beyond, a good one is found.
PROVABLE_CELLS = 120
PROVABLE_TASKS = 300
# Beyond so many columns that may move, whole-number tables are left to the attack, which needs them before release.
WHOLE_COLUMNS = 1000
# How many further tasks a question to the solver takes along.
FELLOWS = 30


class Spent(Exception):
    """The budget is used up before everything is safe."""


class State(NamedTuple):
    """A choice of hidden columns and which proofs were alive."""

    hidden: Mask
    alive: Mask


class NotProtectable(ValueError):
    """No pattern protects the cells named in `keys` while everything that must be published is published."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        super().__init__(f"cannot be protected: {', '.join(keys)}")
        self.keys = keys


class Search:
    """Start by elimination, repair, clean-up, swaps, proof; every task of every attacker keeps a move that proves it."""

    def __init__(self, board: Board, demands: Sequence[Demand], forced: Mask, effort: Effort) -> None:
        self.board, self.demands, self.forced, self.effort = board, demands, forced, effort
        self.hidden = forced.copy()
        self.tasks = [t for number in range(len(board.attackers)) for t in board.tasks(demands, number)]
        self.proofs = Proofs(board, self.tasks)
        self.cuts = Cuts(len(board.value))
        self.mover, self.inside = Mover(board, effort), Inside(board, effort)
        self.failed = np.zeros(len(self.tasks), dtype=np.intp)
        same = {(task.column, task.up, task.distance): n for n, task in enumerate(self.tasks)}
        self.same = np.array([same[task.column, task.up, task.distance] for task in self.tasks], dtype=np.intp)
        self.company: dict[int, int] = {}  # how many are asked the same task together
        self.complete = True
        self._is_whole = len(self.inside.columns) <= WHOLE_COLUMNS

    def run(self) -> None:
        """Leaves a safe choice in `hidden`, from which nothing alone can be spared. Raises NotProtectable."""
        self._start()
        try:
            stuck = self._repair(self.board.fixed)
        except Spent:
            self._withhold_all()
            return
        if stuck:
            raise NotProtectable(self._keys(stuck.column))
        self.complete = self.clean(forget=True)
        self._make_whole()

    def improve(self) -> bool:
        """Look for a cheaper choice than that of `run`, which must be complete; True when it is proved cheapest."""
        if not self.complements():
            return True
        self.complete = Swaps(self).run()
        self._make_whole()
        return self.complete and self._is_provable() and self._prove()

    def _start(self) -> None:
        """What plain sums would give away is hidden first, dear cells printed first."""
        sensitive = {self.board.column(demand.keys) for demand in self.demands}
        candidates = np.flatnonzero(~self.forced & ~self.board.fixed)
        weight = self.board.weight
        ordered = sorted(candidates.tolist(), key=lambda i: (-weight[i], i))
        self.hidden[self.board.spans.spare(sensitive, ordered)] = True
        self.inside.show(self.hidden)

    def _repair(self, shut: Mask) -> Task | None:
        """Meet every task, hiding what it takes but no `shut` column: the task that cannot be met, or None.

        Raises Spent.
        """
        unmet = self.proofs.unmet()
        while unmet:
            if self.effort.is_spent:
                raise Spent
            task = self.tasks[unmet[0]]
            move = self._pushed(unmet)
            move = self.inside.push(task) if move is None else move
            if move is None:
                move = self.mover.move(task, self._cost(), shut, self._along(unmet))
            if move is None:
                return task
            self._hide(move)
            unmet = self._left(unmet)
        return None

    def _pushed(self, unmet: Sequence[int], *, whole: bool = False) -> Vector | None:
        """A move inside what is hidden for the first of these tasks, and for as many attackers who are asked the same."""
        first, asked = self.tasks[unmet[0]], int(self.same[unmet[0]])
        open_ = np.asarray(unmet)
        fellows = open_[self.same[open_] == asked].tolist()
        size = min(len(fellows), self.company.get(asked, len(fellows)))
        while size > 1:
            company = self.inside.gather(first, [self.tasks[i].attacker for i in fellows[:size]])
            move = self.inside.whole(company) if whole else self.inside.push(company)
            if move is not None:
                self.company[asked] = 2 * size
                return move
            size //= 2
        self.company[asked] = 2
        return None

    def _cost(self) -> Vector:
        """What a step costs: nothing where the number is hidden already."""
        return np.where(self.hidden, 0.0, self.board.weight)

    def _hide(self, move: Vector) -> None:
        """Remember a move, hiding what it moves."""
        self.proofs.add(move)
        moved = np.flatnonzero((np.abs(move) > TOLERANCE) & ~self.hidden)
        if len(moved):
            self._set(moved.tolist(), hidden=True)

    def _along(self, unmet: Sequence[int]) -> list[Task]:
        """The first of the unmet tasks' fellows: same attacker, one a column."""
        first, *rest = (self.tasks[i] for i in unmet)
        fellows: dict[int, Task] = {}
        for turn, task in enumerate(rest):
            if task.attacker == first.attacker and (turn % 2 or task.column not in fellows):
                fellows[task.column] = task
        return list(fellows.values())[:FELLOWS]

    def _left(self, unmet: Sequence[int]) -> list[int]:
        served = self.proofs.serves[self.proofs.count - 1]
        open_ = np.asarray(unmet, dtype=np.intp)
        left: list[int] = open_[~served[open_]].tolist()
        return left

    def clean(self, *, forget: bool = False) -> bool:
        """Publish again, dearest first, every complement that the tasks can do without; False when the work was spent.

        `forget`: nobody will want to `go_back` behind what is published again.
        """
        weight, value = self.board.weight, self.board.value
        ordered = sorted(self.complements(), key=lambda i: (-weight[i], value[i], i))
        is_large = forget and not self._is_whole
        with large.aggregated(self) if is_large else nullcontext():
            for column in ordered:
                if self.effort.is_spent:
                    return False
                if self.drop([column], by_blends=is_large) and forget:
                    self.proofs.forget_dead()
        return True

    def complements(self) -> list[int]:
        """Columns that are hidden to protect others."""
        found: list[int] = np.flatnonzero(self.hidden & ~self.forced).tolist()
        return found

    def drop(self, columns: Sequence[int], *, by_blends: bool = False) -> bool:
        """Print these columns again if every task can still be met; False leaves all as it was.

        `by_blends`: one column of a large table, where many moves are known that all die together.
        """
        if self.cuts.forbid(columns):
            return False
        before = self.proofs.bury(columns)
        self._set(columns, hidden=False)
        if large.serve_by_blends(self, columns[0], before) if by_blends else self.serve_again(self._far_from(columns)):
            return True
        self._set(columns, hidden=True)
        self.proofs.raise_again(before)
        return False

    def _far_from(self, columns: Sequence[int]) -> Vector:
        """Tasks in one equation with any of these are asked first."""
        return np.where(self.board.near(columns)[self.proofs.column], 0.0, 1.0)

    def _set(self, columns: Sequence[int], *, hidden: bool) -> None:
        self.hidden[list(columns)] = hidden
        self.inside.show(self.hidden)
        self.cuts.change(columns, hidden=hidden)

    def take(self, column: int) -> None:
        """Hide one more column."""
        self._set([column], hidden=True)

    def expel(self, column: int) -> bool:
        """Print this column, hide what that takes elsewhere, and publish again what can be spared.

        False when it cannot be done (with the work that is left); the choice is then half changed: `go_back`.
        """
        self.proofs.bury([column])
        self._set([column], hidden=False)
        shut = self.board.fixed.copy()
        shut[column] = True
        try:
            return self._repair(shut) is None and self.clean()
        except Spent:
            return False

    def keep(self) -> "State":
        """What `go_back` needs."""
        return State(self.hidden.copy(), self.proofs.alive.copy())

    def go_back(self, state: "State") -> None:
        """Undo an attempt; moves found since then serve on where they do without what is printed again."""
        taken = np.flatnonzero(self.hidden & ~state.hidden).tolist()
        self._set(np.flatnonzero(state.hidden & ~self.hidden).tolist(), hidden=True)
        self._set(taken, hidden=False)
        self.proofs.bury(taken)
        self.proofs.raise_again(state.alive)

    def serve_again(self, reach: Vector) -> bool:
        """Find moves inside what is hidden for all tasks that lost theirs; the likeliest to fail first."""
        lost = np.array(self.proofs.unmet(), dtype=np.intp)
        unmet = lost[np.lexsort((lost, -self.failed[lost], reach[lost]))].tolist()
        # the likeliest to fail is asked alone first, those who are asked the same after it together
        met: set[int] = set()
        while unmet:
            if self.effort.is_spent:
                return False
            asked = int(self.same[unmet[0]])
            move = self._pushed(unmet) if asked in met else None
            met.add(asked)
            if move is None:
                cut, move = self.inside.cut(self.tasks[unmet[0]])
            if move is None:
                self.cuts.add(cut, self.hidden)
                self.failed[unmet[0]] += 1
                return False
            self.proofs.add(move)
            unmet = self._left(unmet)
        return True

    def _make_whole(self) -> None:
        """Meet with whole numbers the tasks that only fractions met, hiding more where that is needed."""
        if not self._is_whole:
            return
        unmet = self.proofs.unmet(whole=True)
        while unmet and self.complete:
            task = self.tasks[unmet[0]]
            move = self._pushed(unmet, whole=True)
            if move is None:
                move = self.inside.whole(task, self._along(unmet))
            if move is None:
                move = self.mover.move(task, self._cost(), self.board.fixed, whole=True)
            if move is None:
                self._withhold_all()
                return
            self._hide(move)
            unmet = self._left(unmet)

    def _is_provable(self) -> bool:
        candidates = int((~self.forced & ~self.board.fixed).sum())
        return candidates <= PROVABLE_CELLS and len(self.tasks) <= PROVABLE_TASKS

    def _prove(self) -> bool:
        """A proof found among whole-number tables, or none with the work for it; then the choice stays as it is."""
        self.inside.effort = self.effort.part(seconds("proof"))
        cheaper = exact.prove(self.board, self.inside, self.tasks, self.forced, self.cuts, self.hidden)
        self.inside.effort = self.effort
        self.hidden = self.hidden if cheaper is None else cheaper
        self.inside.show(self.hidden)
        return cheaper is not None

    def _withhold_all(self) -> None:
        """The work is spent: with every cell that may be withheld hidden, a table can be scaled at will, which is safe."""
        self.complete = False
        self.hidden |= ~self.board.fixed

    def _keys(self, column: int) -> tuple[str, ...]:
        joint = {i: keys for keys, i in self.board.joint.items()}
        return joint.get(column) or (self.board.keys[column],)
