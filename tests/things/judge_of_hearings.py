"""What can a reader say of the hearings about injured parties from what is printed? By scipy's programme alone, with no line of the
gate's: she knows how many were held, that codes add up, and that a measure is noted where the injured party spoke.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from litigation_app.casework.courtwatch.facts import HearingFacts

K, TRIALS, HUGE = 5, 3, 1000
Cell = tuple[str, str]
_OF: Mapping[str, Callable[[HearingFacts], str]] = {
    "hearings_by_conduct": lambda one: one.conduct,
    "hearings_by_presence": lambda one: one.presence,
    "hearings_by_claim_told": lambda one: one.told,
    "hearings_by_measure": lambda one: one.measure if one.presence != "no_statement" else "",
}


def narrowed(
    sheets: Mapping[str, Sequence[Sequence[Any]]], seen: Sequence[HearingFacts]
) -> dict[Cell, tuple[int, int]]:
    """The cells of few hearings, or of few trials, of which a reader can rule out nobody, or five, with what they lie between."""
    said = {(name, line[1]): line[2:] for name, lines in sheets.items() for line in lines}
    cells = list(said)
    rules = np.array([[float(weights.get(cell, 0)) for cell in cells] for weights in _rules(cells)])
    ends = [
        (low or 0, HUGE if high is None else high) if value is None else (int(value),) * 2
        for value, low, high in said.values()
    ]
    bounds = Bounds([low for low, _ in ends], [high for _, high in ends])
    found = {}
    for place, cell in enumerate(cells):
        inside = [one for one in seen if cell[1] in {"_T", _OF[cell[0]](one)} and _OF[cell[0]](one)]
        if not inside or (len(inside) >= K and len({one.trial for one in inside}) >= TRIALS):
            continue
        if cell[1] == "_T" and cell[0] != "hearings_by_measure":
            continue  # how many were held is a public act
        low, high = (_end(np.eye(len(cells))[place] * sign, rules, bounds) * sign for sign in (1, -1))
        if low > 0 or high < max(K, len(inside)):
            found[cell] = low, high
    return found


def _rules(cells: Sequence[Cell]) -> Iterator[dict[Cell, int]]:
    for name in dict.fromkeys(name for name, _code in cells):
        yield {cell: -1 if cell[1] == "_T" else 1 for cell in cells if cell[0] == name}
        if name != "hearings_by_measure":
            yield {("hearings_by_conduct", "_T"): 1, (name, "_T"): -1} if name != "hearings_by_conduct" else {}
    spoke = {("hearings_by_presence", code): 1 for code in ("apart", "together", "unseen")}
    yield {**spoke, ("hearings_by_measure", "_T"): -1}


def _end(aim: Any, rules: Any, bounds: Bounds) -> int:
    found = milp(aim, constraints=LinearConstraint(rules, 0.0, 0.0), bounds=bounds, integrality=np.ones(len(aim)))
    assert found.success, "what is printed contradicts itself"
    return round(found.fun)
