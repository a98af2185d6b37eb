"""What can a reader say of how long trials were, who knows that there is no third hearing without a second?

By a programme of its own, with no line of the gate's: one unknown for every length that a trial can have in a year.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

LONGEST = 31  # of hearings of a trial in a year
CODES = {"first": (1, 1), "2": (2, 2), "3_more": (3, LONGEST)}
ALONE = "alone"  # trials of a single hearing: no table prints them
LEAST = "least "  # "least 4": trials of four hearings or more, nor these
NEAR = 0.15  # of a most above six it is enough to be so near: whole trials that truly have it
TOTAL, AGAIN = "_T", "again"
Vector = NDArray[np.float64]
Asked = tuple[str, str]  # year or _T, code


def counted(code: str) -> Vector:
    """How many hearings of this code a trial of each length has."""
    lengths = np.arange(1, LONGEST + 1)
    if code == ALONE:
        return (lengths == 1).astype(float)
    if code.startswith(LEAST):
        return (lengths >= int(code.removeprefix(LEAST))).astype(float)
    first, last = {TOTAL: (1, LONGEST), AGAIN: (2, LONGEST)}.get(code) or CODES[code]
    return np.clip(lengths - first + 1, 0, last - first + 1).astype(float)


def spans(
    said: Mapping[Asked, int], years: Sequence[str], asked: Sequence[Asked], signs: Sequence[Asked] = ()
) -> dict[Asked, tuple[int, int]]:
    """The fewest and the most hearings of each of these codes that whole trials can have, as far as is printed.

    `signs`: what is withheld, so that somebody is in it: a nothing is printed.
    """
    rules = [LinearConstraint(_at(when, counted(code), years), value, value) for (when, code), value in said.items()]
    rules += [LinearConstraint(_at(when, counted(code), years), 1, np.inf) for when, code in signs]
    limit = Bounds(0, 60)

    def most(aim: Vector) -> int:
        found = milp(
            -aim, constraints=rules, bounds=limit, integrality=np.ones(len(aim)), options={"mip_rel_gap": NEAR}
        )
        assert found.success, found.message
        return round(float(aim @ np.round(found.x)))

    aims = {one: _at(one[0], counted(one[1]), years) for one in asked}
    return {one: (-most(-aim), most(aim)) for one, aim in aims.items()}


def _at(when: str, each: Vector, years: Sequence[str]) -> Vector:
    return np.concatenate([each * (when in (TOTAL, year)) for year in years])
