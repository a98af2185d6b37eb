"""Where do several stand on one scale, each a dot with its interval?"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from litigation_app.core.charts.axis import Across, ticks
from litigation_app.core.charts.svg import (
    LETTER,
    LINES_BESIDE,
    Canvas,
    Number,
    beside,
    name_of,
    plain,
    rule,
    tag,
    text,
    wrapped,
)

_WIDTH, _LEFT, _RIGHT, _TOP, _ROW, _BELOW = 1000.0, 320.0, 880.0, 36.0, 40.0, 44.0
_LABEL = 260.0  # of 320 px: Cyrillic letters are wider than the average
_CAP, _APART = 6.0, 14.0
_STRONG = 1.2  # a strong letter beside a usual one


@dataclass(frozen=True)
class DotRow:
    """A value with its name; `low` and `high` are its ends where it has any. `is_ours`: a square in the first colour, not a dot."""

    label: str
    at: float
    low: float | None = None
    high: float | None = None
    is_ours: bool = False


def is_whole(label: str) -> bool:
    """Whether a name is drawn without being cut off."""
    return len(wrapped(label, _LABEL)) <= LINES_BESIDE


def dots(rows: Sequence[DotRow], *, title: str, unit: str = "", number: Number = plain) -> Markup:
    """A line for each; what is ours differs in shape and weight, not in colour alone."""
    canvas = Canvas(name_of("dots", rows, title), _WIDTH, _TOP + _ROW * len(rows) + _BELOW)
    ends = [end for row in rows for end in (row.at, row.low, row.high) if end is not None]
    marks = ticks(min([0.0, *ends]), max([0.0, *ends]))
    across = Across(marks[0], marks[-1], _LEFT, _RIGHT)
    across.draw(canvas, marks, _TOP, _TOP + _ROW * len(rows), number)
    canvas.add(text(0, 16, unit, "small-text"))
    for index, row in enumerate(rows):
        y = _TOP + _ROW * (index + 0.5)
        ends_at = None if row.low is None or row.high is None else (across(row.low), across(row.high))
        _one(canvas, row, across(row.at), ends_at, y, number)
    said = [f"{row.label}: {words_of(row, number)}" for row in rows]
    return canvas.finish(title, ". ".join(said))


def words_of(row: DotRow, number: Number) -> str:
    """Its value and its ends."""
    return f"{number(row.at)}{_between(row, number)}"


def _between(row: DotRow, number: Number) -> str:
    return "" if row.low is None or row.high is None else f" ({number(row.low)} – {number(row.high)})"


def _one(canvas: Canvas, row: DotRow, x: float, ends: tuple[float, float] | None, y: float, number: Number) -> None:
    canvas.add(*beside(row.label, y, _LABEL, "strong" if row.is_ours else ""))
    right = x
    if ends:
        right = max(ends[1], x)
        canvas.add(rule(ends[0], y, ends[1], y, "whisker"))
        canvas.add(*(rule(end, y - _CAP, end, y + _CAP, "whisker") for end in ends))
    if row.is_ours:
        canvas.add(tag("rect", x=x - 7, y=y - 7, width=14, height=14, class_="series-0"))
    else:
        canvas.add(tag("circle", cx=x, cy=y, r=6, class_="step"))
    words = words_of(row, number)
    if right + _APART + _STRONG * LETTER * len(words) <= _WIDTH:
        canvas.add(text(right + _APART, y + 5, words, "strong halo"))
    else:  # what would leave the picture stands before its dot
        canvas.add(text(min(ends[0] if ends else x, x) - _APART, y + 5, words, "strong halo end"))
