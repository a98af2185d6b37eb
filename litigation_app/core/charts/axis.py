"""Where do the lines of a scale stand, and at what height, or how far to the right, is a value?"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from litigation_app.core.charts.svg import Canvas, Number, rule, text

_NICE = (1.0, 2.0, 2.5, 5.0, 10.0)
_ABOUT = 5  # steps of a scale
_SLACK = 1e-9  # of a step: rounding must not add a line


def ticks(low: float, high: float, about: int = _ABOUT) -> list[float]:
    """Round values from at or below `low` to at or above `high`, evenly spaced; zero among them if it lies between."""
    if not high > low:
        low, high = min(low, 0.0), max(high, 0.0)
        high = high if high > low else low + 1.0
    step = _step((high - low) / about)
    first, last = math.floor(low / step + _SLACK), math.ceil(high / step - _SLACK)
    return [count * step for count in range(first, last + 1)]


def _step(rough: float) -> float:
    size = 10.0 ** math.floor(math.log10(rough))
    return next(nice * size for nice in _NICE if nice * size >= rough * (1 - _SLACK))


@dataclass(frozen=True)
class Scale:
    """A vertical scale: values `marks[0]` at `bottom` to `marks[-1]` at `top` (px, downwards)."""

    marks: Sequence[float]
    top: float
    bottom: float

    def at(self, value: float) -> float:
        low, high = self.marks[0], self.marks[-1]
        return self.bottom - (value - low) / (high - low) * (self.bottom - self.top)

    def draw(self, canvas: Canvas, left: float, right: float, number: Number, unit: str = "") -> None:
        """Lines with their numbers, the base line at zero, the unit above."""
        for mark in self.marks:
            height = self.at(mark)
            canvas.add(rule(left, height, right, height, "grid"), text(left - 10, height + 5, number(mark), "tick end"))
        if unit:
            canvas.add(text(left, self.top - 14, unit, "small-text"))


def scale_of(values: Iterable[float | None], top: float, bottom: float) -> Scale:
    """A scale from zero over the shown values: withheld ones have no say in it."""
    known = [value for value in values if value is not None]
    return Scale(ticks(min([0.0, *known]), max([0.0, *known])), top, bottom)


@dataclass(frozen=True)
class Across:
    """A horizontal scale: the value `low` at `left` to `high` at `right` (px)."""

    low: float
    high: float
    left: float
    right: float

    def __call__(self, value: float) -> float:
        return self.left + (value - self.low) / (self.high - self.low) * (self.right - self.left)

    def draw(self, canvas: Canvas, marks: Iterable[float], top: float, bottom: float, number: Number) -> None:
        """Lines at these values from `top` to `bottom`, with their numbers below."""
        for mark in marks:
            at = self(mark)
            canvas.add(rule(at, top, at, bottom, "grid"), text(at, bottom + 20, number(mark), "tick middle"))
