"""How do bars and dots that lie look in a window without room beside them? Each name above its bar, what it says below."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from litigation_app.core.charts.axis import Across
from litigation_app.core.charts.dots import DotRow, words_of
from litigation_app.core.charts.sideways import Swing, sentence_of
from litigation_app.core.charts.svg import (
    LINES_BESIDE,
    Canvas,
    Number,
    name_of,
    plain,
    rect,
    rule,
    sentence,
    tag,
    text,
    wrapped,
)

_WIDTH, _LEFT, _RIGHT = 500.0, 8.0, 492.0
_LARGE = 0.7  # of the width: letters are larger on a telephone (desk.css)
_TOP, _LINE, _BAR, _GAP = 56.0, 22.0, 18.0, 24.0
_DOT = 7.0
Draw = Callable[[Across, float], list[Markup]]


@dataclass(frozen=True)
class _Row:
    """A name, how tall its picture is and how it is drawn from a height on, and what stands below it at the left and the right."""

    label: str
    high: float
    draw: Draw
    left: str
    right: str = ""


def tornado(
    swings: Sequence[Swing], base: float, *, title: str, base_label: str = "", unit: str = "", number: Number = plain
) -> Markup:
    """As `sideways.tornado`."""
    ends = [base, *(end for swing in swings for end in (swing.at_low, swing.at_high))]
    rows = [_swing(one, base, number) for one in swings]
    said = ". ".join(sentence_of(one, number) for one in swings)
    head = " ".join(filter(None, (base_label, number(base), unit)))
    return _drawn(rows, ends, head, title, said)


def _swing(swing: Swing, base: float, number: Number) -> _Row:
    def draw(axis: Across, y: float) -> list[Markup]:
        found = []
        for end, look in ((swing.at_low, "series-2"), (swing.at_high, "series-1")):
            left, right = sorted((axis(base), axis(end)))
            found.append(rect(left, y, max(right - left, 1.0), _BAR, look))
        return [*found, rule(axis(base), y - 4, axis(base), y + _BAR + 4, "base")]

    ends = sorted([(swing.at_low, swing.low_word), (swing.at_high, swing.high_word)])
    left, right = (f"{word}: {number(value)}" for value, word in ends)
    return _Row(swing.label, _BAR, draw, left, right)


def sideways(
    labels: Sequence[str],
    series: Sequence[str],
    values: Sequence[Sequence[float]],
    *,
    title: str,
    number: Number = plain,
) -> Markup:
    """As `sideways.sideways`."""
    rows = [_bars(label, row, number) for label, row in zip(labels, values, strict=True)]
    said = ". ".join(sentence(label, series, row, number) for label, row in zip(labels, values, strict=True))
    return _drawn(rows, [0.0, *(value for row in values for value in row)], "", title, said)


def _bars(label: str, row: Sequence[float], number: Number) -> _Row:
    def draw(axis: Across, y: float) -> list[Markup]:
        return [
            rect(axis(0), y + _BAR * place, max(axis(max(value, 0.0)) - axis(0), 1.0), _BAR - 2, f"series-{place}")
            for place, value in enumerate(row)
        ]

    return _Row(label, _BAR * len(row), draw, " / ".join(number(value) for value in row))


def dots(rows: Sequence[DotRow], *, title: str, unit: str = "", number: Number = plain) -> Markup:
    """As `dots.dots`."""
    ends = [0.0, *(end for row in rows for end in (row.at, row.low, row.high) if end is not None)]
    said = ". ".join(f"{row.label}: {words_of(row, number)}" for row in rows)
    return _drawn([_dot(row, number) for row in rows], ends, unit, title, said)


def _dot(row: DotRow, number: Number) -> _Row:
    def draw(axis: Across, y: float) -> list[Markup]:
        x, middle, found = axis(row.at), y + _DOT, []
        if row.low is not None and row.high is not None:
            found.append(rule(axis(row.low), middle, axis(row.high), middle, "whisker"))
        mark = (
            rect(x - _DOT, y, 2 * _DOT, 2 * _DOT, "series-0")
            if row.is_ours
            else tag("circle", cx=x, cy=middle, r=_DOT - 1, class_="step")
        )
        return [rule(axis(0), middle, _RIGHT, middle, "grid"), *found, mark]

    return _Row(row.label, 2 * _DOT, draw, words_of(row, number))


def _drawn(rows: Sequence[_Row], ends: Sequence[float], head: str, title: str, said: str) -> Markup:
    lines = [wrapped(row.label, _WIDTH * _LARGE)[:LINES_BESIDE] for row in rows]
    highs = [_LINE * (len(some) + 1) + row.high + _GAP for some, row in zip(lines, rows, strict=True)]
    low, high = min(ends), max(ends)
    axis = Across(low, high if high > low else low + 1.0, _LEFT + _DOT, _RIGHT - _DOT)
    top = _TOP if head else _LINE
    canvas = Canvas(name_of("narrow", title, said), _WIDTH, top + sum(highs), look="chart narrow")
    canvas.add(text(_LEFT, _LINE, head, "strong"))
    for row, some, high_of_row in zip(rows, lines, highs, strict=True):
        canvas.add(*(text(_LEFT, top + _LINE * place, line) for place, line in enumerate(some)))
        y = top + _LINE * len(some) - _LINE / 2
        canvas.add(*row.draw(axis, y))
        canvas.add(text(_LEFT, y + row.high + _LINE, row.left, "small-text"))
        if row.right:
            canvas.add(text(_RIGHT, y + row.high + _LINE, row.right, "small-text end"))
        top += high_of_row
    return canvas.finish(title, said)
