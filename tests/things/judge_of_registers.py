"""What can a reader say of the injured parties of a year of judgments from what is printed? By a programme of its own, with no line
of the gate's.

One unknown number for every kind of injured party that the coding allows. Of each two printed codes she asks how many have
both, the first alone, the second alone, neither.
"""

from collections.abc import Mapping
from functools import cache
from itertools import combinations, product
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

HUGE, NO = 400, ""  # NO: outside that table
Vector = NDArray[np.float64]
Said = Mapping[str, Mapping[str, int]]  # by sheet and code
_OUTCOMES = ("awarded_full", "awarded_part", "referred", "rejected", "not_mentioned", "withdrawn")
SHEETS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "injured_by_lawyer": ("yes", "no", "unknown"),
        "injured_by_statements": ("1", "2", "3", "4_more", "not_said"),
        "injured_by_status": ("yes", "no", "unknown"),
        "claim_by_judgment": ("filed", "not_filed"),
        "claim_outcomes": (NO, *_OUTCOMES),  # NO: not filed, or not decided beside a conviction
    }
)


@cache
def _records() -> list[tuple[str, ...]]:
    """Every kind of injured party: what is decided was filed."""
    return [one for one in product(*SHEETS.values()) if one[4] == NO or one[3] == "filed"]


@cache
def _groups() -> Mapping[str, Vector]:
    has = {
        f"{name} {code}": np.array([one[n] == code for one in _records()])
        for n, (name, codes) in enumerate(SHEETS.items())
        for code in codes
        if code
    }
    found = {f"not in {name}": ~group for name, group in has.items()} | has
    for (a, one), (b, two) in combinations(has.items(), 2):
        found |= {f"{a} and {b}": one & two, f"{a} without {b}": one & ~two, f"{b} without {a}": two & ~one}
        found[f"neither {a} nor {b}"] = ~one & ~two
    return {name: group.astype(float) for name, group in found.items() if group.any()}


def pinned(said: Said) -> dict[str, int]:
    """The groups of one to four of which a reader is sure."""
    rows, right = [], []
    for place, name in enumerate(SHEETS):
        for code, value in said[name].items():
            rows.append([float(one[place] != NO if code == "_T" else one[place] == code) for one in _records()])
            right.append(value)
    rule = LinearConstraint(np.array(rows), right, right)

    def at(aim: Vector) -> Vector:
        found = milp(aim, constraints=rule, bounds=Bounds(0, HUGE), integrality=np.ones(len(aim)))
        assert found.success, found.message
        return np.round(found.x)

    draw = np.random.default_rng(1)
    worlds = np.array([at(draw.normal(size=len(_records()))) for _ in range(12)])
    sure = {}
    for name, group in _groups().items():
        counts = worlds @ group
        if np.ptp(counts) == 0 and counts[0] in range(1, 5) and group @ at(group) == group @ at(-group):
            sure[name] = int(counts[0])
    return sure
