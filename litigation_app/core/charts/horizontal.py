"""How many of a group reach each step, beside each other in half a page (bars that lie, the first on top)?"""

from collections.abc import Sequence

from markupsafe import Markup

from litigation_app.core.charts.funnel import Step
from litigation_app.core.charts.svg import (
    HALF,
    HALF_LARGE,
    HALF_LETTER,
    Canvas,
    Number,
    Span,
    beside,
    most,
    name_of,
    plain,
    rect,
    rule,
    sentence,
    shown,
    text,
    told,
)

_LEFT, _ROW, _BAR, _AFTER = 152.0, 54.0, 26.0, 8.0


def horizontal(steps: Sequence[Step], *, title: str, number: Number = plain) -> Markup:
    """Each bar carries its number at its end. A withheld one is full up to its lower end and hatched to its upper one; where nothing
    bounds it, hatched across the picture.
    """
    canvas = Canvas(name_of("horizontal", steps, title), HALF, _ROW * len(steps), look="chart half")
    unit = _unit(steps, number)
    for index, step in enumerate(steps):
        top = _ROW * index
        if index:
            canvas.add(rule(0, top, HALF, top, "grid"))
        canvas.add(*beside(step.label, top + _ROW / 2, _LEFT - 12, large=HALF_LARGE))
        _bar(canvas, step, top + (_ROW - _BAR) / 2, unit, number)
    canvas.add(rule(_LEFT, 0, _LEFT, canvas.height, "base"))
    said = sentence(title, [step.label for step in steps], [step.value for step in steps], number)
    return canvas.finish(title, said)


def _unit(steps: Sequence[Step], number: Number) -> float:
    """Pixels of one, so that every bar leaves room for its words."""
    rooms = [
        (HALF - _LEFT - _AFTER - len(shown(step.value, number)) * HALF_LETTER) / most(step.value)
        for step in steps
        if most(step.value)
    ]
    return min(rooms, default=1.0)


def _bar(canvas: Canvas, step: Step, top: float, unit: float, number: Number) -> None:
    if step.value is None:
        canvas.hide(_LEFT, top, HALF - _LEFT, _BAR)
        return
    full = step.value.low if isinstance(step.value, Span) else told(step.value) or 0.0
    if full:
        canvas.add(rect(_LEFT, top, full * unit, _BAR, "step"))
    if isinstance(step.value, Span):
        canvas.hatch(_LEFT + full * unit, top, (step.value.high - full) * unit, _BAR)
    end = _LEFT + most(step.value) * unit + _AFTER
    canvas.add(text(end, top + _BAR / 2 + 5, shown(step.value, number), "strong"))
