"""How few and how many can there be in a world of whole people that agrees with what was printed? By scipy's programme alone."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

HUGE = 200  # of one kind


def ends(
    alike: Sequence[Any], printed: Iterable[tuple[Callable[[Any], bool], int]], of: Sequence[Callable[[Any], bool]]
) -> list[tuple[int, int]]:
    """Lowest and highest number of each of `of`. One unknown for each kind of person (`alike`); `printed`: whom a number
    counts, and the number.
    """
    found = ends_if_any(alike, printed, of)
    assert found is not None, "no world of whole people agrees with what was printed"
    return found


def ends_if_any(
    alike: Sequence[Any], printed: Iterable[tuple[Callable[[Any], bool], int]], of: Sequence[Callable[[Any], bool]]
) -> list[tuple[int, int]] | None:
    """As `ends`; None where what was printed contradicts itself."""

    def row(which: Callable[[Any], bool]) -> list[float]:
        return [float(which(one)) for one in alike]

    said = [(row(which), value) for which, value in printed]
    right = [value for _row, value in said]
    rule = LinearConstraint(np.array([one for one, _value in said]).reshape(-1, len(alike)), right, right)

    def end(which: Callable[[Any], bool], sign: int) -> int | None:
        found = milp(
            sign * np.array(row(which)),
            constraints=rule,
            bounds=Bounds(0, HUGE),
            integrality=np.ones(len(alike)),
        )
        return round(sign * found.fun) if found.success else None

    if end(lambda _one: False, 1) is None:
        return None
    return [(end(which, 1) or 0, end(which, -1) or 0) for which in of]
