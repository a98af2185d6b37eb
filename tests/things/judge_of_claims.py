"""What can somebody who knows her own claim and her own award say at most of another's, from sums that were printed?

By scipy's programme alone, of the strongest reader: she knows who was awarded something in which year and whose claim has a
known amount. One unknown for what each was awarded and one for what each asked beyond that; neither is less than nothing.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

TOTAL = "_T"


@dataclass(frozen=True)
class Award:
    """In EUR; `claimed` None: not known. `holder`: her lawyer."""

    year: str
    awarded: float
    claimed: float | None
    holder: int

    @property
    def refused(self) -> float:
        """What she asked and did not get."""
        return 0.0 if self.claimed is None else self.claimed - self.awarded


Span = tuple[float, float]  # what lies behind a rounded sum
_SUMS: Mapping[
    str, Callable[[Award], tuple[bool, bool]]
] = {  # whether what she got, and what she was refused, is in it
    "awarded": lambda _one: (True, False),
    "awarded_of_claimed": lambda one: (one.claimed is not None, False),
    "claimed": lambda one: (one.claimed is not None, one.claimed is not None),
}


def highest(
    awards: Sequence[Award], printed: Mapping[tuple[str, str], Span], knows: Collection[int], of: int
) -> tuple[float, float, float]:
    """The most that can have been awarded to, claimed by and refused to `of`, for whoever knows the amounts of `knows`.

    `printed`: by year and sum, both ends included. Infinity where nothing bounds it.
    """
    count = len(awards)
    rows, right = [], []
    for (year, name), (low, high) in printed.items():
        ins = [_SUMS[name](one) if year in {TOTAL, one.year} else (False, False) for one in awards]
        row = [float(got) for got, _ in ins] + [float(lost) for _, lost in ins]
        rows += [row, [-x for x in row]]
        right += [high, -low]
    bounds: list[tuple[float, float | None]] = [(0.0, None)] * (2 * count)
    for who in knows:
        bounds[who] = (awards[who].awarded,) * 2
        bounds[count + who] = (awards[who].refused,) * 2
    got, lost = np.eye(2 * count)[of], np.eye(2 * count)[count + of]
    found = [linprog(-goal, A_ub=rows, b_ub=right, bounds=bounds) for goal in (got, got + lost, lost)]
    assert all(one.status in {0, 3} for one in found), [one.message for one in found]
    first, second, third = (float("inf") if one.status == 3 else -one.fun for one in found)
    return first, second, third
