"""How is a pattern found: what must be withheld first, what can be published again?"""

import time
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from litigation_app.disclosure import cheapest
from litigation_app.disclosure.model import Demand
from litigation_app.disclosure.repair import TOLERANCE, Board, Mask, Mover, Task, Vector

# Up to so many candidate cells and tasks the cheapest pattern is proved; beyond, a good one is found.
PROVABLE_CELLS = 120
PROVABLE_TASKS = 300
# A proof found once is trusted a little less than a fresh one, so that errors do not add up.
REUSE = TOLERANCE / 10

Rows = NDArray[np.intp]


class NotProtectable(ValueError):
    """No pattern protects the cells named in `keys` while everything that must be published is published."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        super().__init__(f"cannot be protected: {', '.join(keys)}")
        self.keys = keys


class Search:
    """Greedy repair, clean-up, proof. Each task met keeps the deviation that proves it (a row of `proofs`).

    Tasks of the public reader come first; those of someone who knows more are taken up when no proof at hand serves.
    """

    def __init__(self, board: Board, demands: Sequence[Demand], forced: Mask, until: float) -> None:
        self.board, self.demands, self.forced, self.until = board, demands, forced, until
        self.hidden = forced.copy()
        self.mover = Mover(board)
        self.tasks: list[Task] = []
        self.proofs: Vector = np.zeros((0, len(board.value)))
        self.complete = True

    def run(self) -> bool:
        """Leaves a safe choice in `hidden`; True when it is proved cheapest. Raises NotProtectable."""
        self._meet_everyone()
        self._clean()
        # Cleaning may strip a proof that silently served someone who knows more; then more is withheld, never less.
        while self._meet_everyone():
            pass
        if self._leaves_whole_numbers() and self.complete:
            return self._prove()
        return False

    def _meet_everyone(self) -> bool:
        """Meet every attacker's tasks; True when that hid something more."""
        before = int(self.hidden.sum())
        for number in range(len(self.board.attackers)):
            lowest, highest = self._reach(number)
            for task in self.board.tasks(self.demands, number):
                if not self.complete:
                    return False
                if (highest[task.column] if task.up else -lowest[task.column]) < task.distance - REUSE:
                    self._meet(task)
                    lowest, highest = self._reach(number)
        return int(self.hidden.sum()) > before

    def _meet(self, task: Task) -> None:
        if time.monotonic() > self.until:
            self._withhold_all()
            return
        proof = self.mover.move(task, np.where(self.hidden, 0.0, self.board.weight), self.board.fixed)
        if proof is None:
            raise NotProtectable(self._keys(task.column))
        self.tasks.append(task)
        self.proofs = np.vstack([self.proofs, proof])
        self.hidden |= np.abs(proof) > TOLERANCE

    def _clean(self) -> None:
        """Publish again, dearest first, every complement that the tasks can do without."""
        complements = np.flatnonzero(self.hidden & ~self.forced)
        weight, value = self.board.weight, self.board.value
        for column in sorted(complements, key=lambda i: (-weight[i], value[i], i)):
            if time.monotonic() > self.until:
                self.complete = False
                return
            self._publish_again(int(column))

    def _publish_again(self, column: int) -> None:
        kept = self.proofs.copy()
        self.hidden[column] = False
        for number in np.flatnonzero(np.abs(kept[:, column]) > TOLERANCE):
            task = self.tasks[number]
            serving = self._serving(task)
            proof = self.proofs[serving[0]] if len(serving) else self._inside(task)
            if proof is None:
                self.hidden[column], self.proofs = True, kept
                return
            self.proofs[number] = proof

    def _inside(self, task: Task) -> Vector | None:
        """A deviation within what is hidden now, leaning on few complements so that others can go."""
        return self.mover.move(task, np.where(self.forced, 0.0, self.board.weight), ~self.hidden)

    def _reach(self, attacker: int) -> tuple[Vector, Vector]:
        """How far down and up each column moves over the proofs that agree with what this attacker knows."""
        usable = self.proofs
        for column, (down, up) in self.board.floors[attacker].items():
            usable = usable[(usable[:, column] >= -down - REUSE) & (usable[:, column] <= up + REUSE)]
        return usable.min(axis=0, initial=0.0), usable.max(axis=0, initial=0.0)

    def _serving(self, task: Task) -> Rows:
        """Proofs found for other tasks that serve this one too and move nothing that is published."""
        sign = 1.0 if task.up else -1.0
        reach = sign * self.proofs[:, task.column] >= task.distance - REUSE
        for column, (down, up) in self.board.floors[task.attacker].items():
            moved = self.proofs[:, column]
            reach &= (moved >= -down - REUSE) & (moved <= up + REUSE)
        found = np.flatnonzero(reach)
        unmoved = (np.abs(self.proofs[np.ix_(found, np.flatnonzero(~self.hidden))]) <= TOLERANCE).all(axis=1)
        return found[unmoved]

    def _leaves_whole_numbers(self) -> bool:
        """Meet with whole numbers the tasks that only fractions met; False when that hid something more."""
        before = int(self.hidden.sum())
        for number, task in enumerate(list(self.tasks)):
            if self.board.sums[task.column] or self._is_whole(self.proofs[number]):
                continue
            proof = self.mover.move(
                task, np.where(self.hidden, 0.0, self.board.weight), self.board.fixed, whole=True, until=self.until
            )
            if proof is None:
                self._withhold_all()
                return False
            self.proofs[number] = proof
            self.hidden |= np.abs(proof) > TOLERANCE
        return int(self.hidden.sum()) == before

    def _is_whole(self, proof: Vector) -> bool:
        people = proof[~self.board.sums]
        return bool((np.abs(people - np.round(people)) <= TOLERANCE).all())

    def _prove(self) -> bool:
        candidates = int((~self.forced & ~self.board.fixed).sum())
        if candidates > PROVABLE_CELLS:
            return False
        every = [t for number in range(len(self.board.attackers)) for t in self.board.tasks(self.demands, number)]
        if len(every) > PROVABLE_TASKS:
            return False
        cheaper = cheapest.prove(self.board, every, self.forced, self.until)
        if cheaper is None:
            return False
        found, self.hidden = self.hidden, cheaper
        if all(self._met_whole(task) for task in every):
            return True
        self.hidden = found
        return False

    def _met_whole(self, task: Task) -> bool:
        proof = self._inside(task)
        if proof is not None and not self.board.sums[task.column] and not self._is_whole(proof):
            cost = np.zeros(len(self.board.value))
            proof = self.mover.move(task, cost, ~self.hidden, whole=True, until=self.until)
        return proof is not None

    def _withhold_all(self) -> None:
        """Out of time: with every cell that may be withheld hidden, a table can be scaled at will, which is safe."""
        self.complete = False
        self.hidden |= ~self.board.fixed

    def _keys(self, column: int) -> tuple[str, ...]:
        joint = {i: keys for keys, i in self.board.joint.items()}
        return joint.get(column) or (self.board.keys[column],)
