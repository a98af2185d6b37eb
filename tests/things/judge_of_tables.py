"""Who is exposed by a pattern, by a reader of its own who shares no line with what proposes or attacks in the desk?"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

NEAR = 1e-6


@dataclass(frozen=True)
class Verdict:
    """Small counts, how many of them a reader narrows to less than [0, k], and how many complements that cost what."""

    small: int
    narrowed: int
    complements: int
    cost: float
    zeros: int


def judged(system, withheld, k=5, sample=None):
    """Two linear programmes for every small count (or every so many-th one)."""
    hidden = sorted(withheld)
    place = {name: i for i, name in enumerate(hidden)}
    equal, right = _equations(system, place)
    most = 2 * max(cell.value for cell in system.cells) + 100
    small = [cell.key for cell in system.cells if 0 < cell.value < k]
    assert set(small) <= set(hidden)
    narrowed = sum(not _open(place[name], equal, right, most, k) for name in small[:: sample or 1])
    more = [system.value(name) for name in hidden if name not in set(small)]
    return Verdict(len(small), narrowed, len(more), sum(1 + value**0.5 for value in more), more.count(0))


def _equations(system, place):
    rows, columns, signs, right = [], [], [], []
    for relation in system.relations:
        terms = [(relation.total, 1.0), *((part, -1.0) for part in relation.parts)]
        unknown = [(place[name], sign) for name, sign in terms if name in place]
        if not unknown:
            continue
        columns += [column for column, _ in unknown]
        signs += [sign for _, sign in unknown]
        rows += [len(right)] * len(unknown)
        right.append(-sum(sign * system.value(name) for name, sign in terms if name not in place))
    return csr_matrix((signs, (rows, columns)), shape=(len(right), len(place))), np.array(right)


def _open(column, equal, right, most, k):
    aim = np.zeros(equal.shape[1])
    aim[column] = 1.0
    low, high = (linprog(s * aim, A_eq=equal, b_eq=right, bounds=(0, most), method="highs").fun for s in (1, -1))
    return low <= NEAR and -high >= k - NEAR
