"""How many of a group reached each step, when who reached a step reached all before it?"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from litigation_app.statistics.indicators.formulas.estimates import Estimate, count, whole
from litigation_app.statistics.indicators.formulas.ranges import Cell


def funnel(steps: Sequence[Cell]) -> list[Estimate]:
    """A count for each step, `n` being the group's size. A withheld step lies between its neighbours."""
    most = [min(step.high for step in steps[: place + 1]) for place in range(len(steps))]
    least = [max(step.low for step in steps[place:]) for place in range(len(steps))]
    n = whole(steps[0].value) if steps else None
    return [replace(count(_between(step, low, high)), n=n) for step, low, high in zip(steps, least, most, strict=True)]


def _between(step: Cell, low: Decimal, high: Decimal) -> Cell:
    """Published steps that are not nested narrow nothing."""
    return step if step.value is not None or low > high else Cell(None, low, high)
