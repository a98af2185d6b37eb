"""Which numbers can be worked out by adding and subtracting alone, and which need not be printed so that they cannot?"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

# Products of two residues still fit 64 bits. A number that depends on others does so modulo the prime too; the rare
# reverse only makes a start dearer or a proof wrong, which the attack would find.
PRIME = 2**31 - 1
SEED = 1

Mask = NDArray[np.bool_]
Residues = NDArray[np.int64]
Terms = tuple[tuple[int, float], ...]


class Spans:
    """Every column as a sum of base columns (`vector`, one row a column), and the equations that this leaves over.

    Each total is defined once, by its shortest equation, so that linked tables do not repeat themselves: `kept` are the
    equations that say all. A `fixed` base column is known and therefore empty.
    """

    def __init__(self, equations: Sequence[Terms], fixed: Mask) -> None:
        self.equations, self.fixed = equations, fixed
        defining = _defining(equations)
        order = _order(defining, equations, len(fixed))
        bases = [column for column in order if column not in defining and not fixed[column]]
        self.vector: Residues = np.zeros((len(fixed), len(bases)), dtype=np.int64)
        self.vector[bases, np.arange(len(bases))] = 1
        for column in order:
            if column in defining:
                self.vector[column] = self._sum(equations[defining[column]][1:])
        extra = [i for i in range(len(equations)) if i not in set(defining.values())]
        self.extra = [i for i in extra if self._rest(i).any()]
        self.kept = sorted([*defining.values(), *self.extra])

    def _sum(self, terms: Terms) -> Residues:
        found: Residues = self.vector[[column for column, _ in terms]].sum(axis=0)
        return found

    def _rest(self, equation: int) -> Residues:
        (total, _), *parts = self.equations[equation]
        rest: Residues = self.vector[total] - self._sum(tuple(parts))
        return rest

    def spare(self, sensitive: Iterable[int], candidates: Iterable[int]) -> list[int]:
        """Which candidates, in the order given, must stay hidden so that no sensitive column is a sum of printed ones.

        Gaussian elimination: what is printed spans a space; a candidate that would bring a sensitive column into it
        stays out. A random projection stands for each vector where only "is it nothing?" is asked.
        """
        field = _Field(self.vector, sorted(set(sensitive)))
        for equation in self.extra:
            field.know(self._rest(equation))
        for column in np.flatnonzero(self.fixed):
            field.print(int(column), always=True)
        return [column for column in candidates if not field.print(column)]


class _Field:
    """All columns modulo what is printed."""

    def __init__(self, vector: Residues, sensitive: Sequence[int]) -> None:
        self.left = vector % PRIME
        self.sensitive = np.array(sensitive, dtype=np.intp)
        self.key: list[int] = np.random.default_rng(SEED).integers(1, PRIME, (vector.shape[1],)).tolist()
        self.trace = np.zeros(len(vector), dtype=np.int64)
        for place, factor in enumerate(self.key):
            self.trace = (self.trace + self.left[:, place] * factor) % PRIME

    def print(self, column: int, *, always: bool = False) -> bool:
        """Publish a column unless that gives a sensitive one away; False when it stays hidden."""
        row, trace = self.left[column].copy(), int(self.trace[column])
        filled = np.flatnonzero(row)
        if not len(filled):
            return True
        pivot = int(filled[-1])
        inverse = pow(int(row[pivot]), -1, PRIME)
        factor = self.left[self.sensitive, pivot] * inverse % PRIME
        gone = (self.trace[self.sensitive] - factor * trace) % PRIME == 0
        if not always and (gone & (factor != 0)).any():
            return False
        self._eliminate(row, trace, pivot, inverse)
        return True

    def know(self, row: Residues) -> None:
        """An equation that holds besides."""
        row = row % PRIME
        for pivot in np.flatnonzero(row)[-1:]:
            trace = 0
            for value, factor in zip(row.tolist(), self.key, strict=True):
                trace = (trace + value * factor) % PRIME
            self._eliminate(row, trace, int(pivot), pow(int(row[pivot]), -1, PRIME))

    def _eliminate(self, row: Residues, trace: int, pivot: int, inverse: int) -> None:
        hit, filled = np.flatnonzero(self.left[:, pivot]), np.flatnonzero(row)
        factor = self.left[hit, pivot] * inverse % PRIME
        change = factor[:, None] * row[filled] % PRIME
        self.left[np.ix_(hit, filled)] = (self.left[np.ix_(hit, filled)] - change) % PRIME
        self.trace[hit] = (self.trace[hit] - factor * trace) % PRIME


def _defining(equations: Sequence[Terms]) -> dict[int, int]:
    """For each total the number of its shortest equation, the first of equals."""
    found: dict[int, int] = {}
    for number, ((total, _), *parts) in enumerate(equations):
        if total not in found or len(parts) < len(equations[found[total]]) - 1:
            found[total] = number
    return found


def _order(defining: dict[int, int], equations: Sequence[Terms], width: int) -> list[int]:
    """Columns, parts before totals; a circle is broken by taking its first total as a base (it leaves `defining`)."""
    placed = [column for column in range(width) if column not in defining]
    seen, waiting = set(placed), sorted(defining)
    while waiting:
        ready = [t for t in waiting if all(part in seen for part, _ in equations[defining[t]][1:])]
        if not ready:
            del defining[waiting[0]]
            ready = waiting[:1]
        placed += ready
        seen.update(ready)
        waiting = [total for total in waiting if total not in seen]
    return placed
