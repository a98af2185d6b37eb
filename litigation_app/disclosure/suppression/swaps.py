"""Can other hidden numbers spare dearer ones?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from litigation_app.disclosure.suppression.heuristic import Search

# How many questions to the solver may be asked: a count, so that the same system gives the same pattern.
QUESTIONS = 4000
# After so many of them without a gain, none is looked for any more.
PATIENCE = 1000
GAIN = 1e-9


@dataclass(frozen=True, slots=True)
class Swap:
    """Hide `column`, print `freed` instead: `gain` is what the reader wins if all of them can go."""

    gain: float
    column: int
    freed: tuple[int, ...]


class Swaps:
    """Hide one number to spare several, or print one and hide what that takes, as long as less is withheld."""

    def __init__(self, search: Search) -> None:
        self.search, self.weight = search, search.board.weight
        self.limit = search.inside.asked + QUESTIONS
        self.gained = search.inside.asked

    def run(self) -> bool:
        """True when nothing promises a gain or so many questions are asked; False when the work was spent."""
        while self._goes_on() and (self._swapped() or self._expelled()):
            self.search.proofs.forget_dead()
        return not self._is_spent()

    def _goes_on(self) -> bool:
        asked = self.search.inside.asked
        return asked < min(self.limit, self.gained + PATIENCE) and not self._is_spent()

    def _is_spent(self) -> bool:
        return self.search.effort.is_spent

    def _swapped(self) -> bool:
        """One round over what promises a gain, best first."""
        won = 0
        for swap in self._promising():
            won += self._goes_on() and self._done(swap)
        return won > 0

    def _promising(self) -> list[Swap]:
        """What failed attempts have ruled out is not among them."""
        found, hidden = [], self.search.complements()
        for column in np.flatnonzero(~self.search.hidden & ~self.search.board.fixed).tolist():
            freed = sorted(self.search.cuts.freed(column, hidden), key=lambda i: (-self.weight[i], i))
            gain = float(self.weight[freed].sum() - self.weight[column])
            if gain > GAIN:
                found.append(Swap(gain, column, tuple(freed)))
        return sorted(found, key=lambda swap: (-swap.gain, swap.column))

    def _done(self, swap: Swap) -> bool:
        if self.search.hidden[swap.column]:
            return False
        state, left, won = self.search.keep(), swap.gain, 0.0
        self.search.take(swap.column)
        for column in swap.freed:
            if self.search.hidden[column] and self.search.drop([column]):
                won += self.weight[column]
            left -= self.weight[column]
            if won + left <= GAIN:
                break
        if won > self.weight[swap.column] + GAIN:
            self.gained = self.search.inside.asked
            return True
        self.search.go_back(state)
        return False

    def _expelled(self) -> bool:
        """The first number, dearest first, that can be printed at less than it costs to hide."""
        order = sorted(self.search.complements(), key=lambda i: (-self.weight[i], i))
        return any(self._is_expelled(column) for column in order if self._goes_on())

    def _is_expelled(self, column: int) -> bool:
        state, before = self.search.keep(), self._withheld()
        if self.search.expel(column) and self._withheld() < before - GAIN:
            self.gained = self.search.inside.asked
            return True
        self.search.go_back(state)
        return False

    def _withheld(self) -> float:
        return float(self.weight[self.search.complements()].sum())
