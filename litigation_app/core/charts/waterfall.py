"""How does one amount become another, step by step (bars that hang where the one before ended)?"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from litigation_app.core.charts.axis import Across, ticks
from litigation_app.core.charts.svg import Canvas, Number, beside, name_of, plain, rect, rule, text

_WIDTH, _LEFT, _RIGHT, _TOP = 1000.0, 300.0, 880.0, 40.0
_ROW, _BAR, _BELOW = 42.0, 24.0, 40.0
_LABEL, _END = 250.0, 8.0
COMES, GOES, STANDS = "series-1", "series-2", "series-0"


@dataclass(frozen=True)
class Fall:
    """A step: what comes in (above zero) or goes out; a `standing` one starts at zero and says what is there."""

    label: str
    amount: float
    is_standing: bool = False


def waterfall(falls: Sequence[Fall], *, title: str, unit: str = "", number: Number = plain) -> Markup:
    """A row for each step, from the first to the last; a thin line leads from each end to the next beginning."""
    canvas = Canvas(name_of("waterfall", falls, title), _WIDTH, _TOP + _ROW * len(falls) + _BELOW)
    spans = _spans(falls)
    marks = ticks(min(0.0, *(min(one) for one in spans)), max(0.0, *(max(one) for one in spans)))
    across, bottom = Across(marks[0], marks[-1], _LEFT, _RIGHT), _TOP + _ROW * len(falls)
    across.draw(canvas, marks, _TOP, bottom, number)
    for row, (fall, (start, end)) in enumerate(zip(falls, spans, strict=True)):
        y = _TOP + _ROW * row + (_ROW - _BAR) / 2
        canvas.add(*beside(fall.label, y + _BAR / 2, _LABEL))
        left, right = sorted((across(start), across(end)))
        canvas.add(rect(left, y, max(right - left, 1.0), _BAR, _look(fall)))
        canvas.add(text(right + _END, y + _BAR / 2 + 5, _signed(fall, number), "strong halo"))
        if row + 1 < len(falls):
            canvas.add(rule(across(end), y + _BAR, across(end), y + _ROW, "grid"))
    canvas.add(rule(across(0), _TOP, across(0), bottom, "base"))
    canvas.add(text(0, 16, unit, "small-text"))
    return canvas.finish(title, ". ".join(f"{one.label}: {_signed(one, number)}" for one in falls))


def _spans(falls: Sequence[Fall]) -> list[tuple[float, float]]:
    """From where to where each bar goes."""
    found, at = [], 0.0
    for fall in falls:
        start = 0.0 if fall.is_standing else at
        at = start + fall.amount
        found.append((start, at))
    return found


def _look(fall: Fall) -> str:
    if fall.is_standing:
        return STANDS
    return COMES if fall.amount >= 0 else GOES


def _signed(fall: Fall, number: Number) -> str:
    """Steps carry their sign, what stands does not."""
    said = number(abs(fall.amount))
    if fall.amount < 0:
        return f"−{said}"
    return said if fall.is_standing else f"+{said}"
