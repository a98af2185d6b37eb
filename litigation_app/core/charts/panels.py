"""How do several series over the same years look side by side, each in a small picture of its own and on one scale?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from litigation_app.core.charts.axis import Scale, scale_of
from litigation_app.core.charts.svg import Canvas, Number, name_of, path, plain, rule, sentence, tag, text, wrapped

_WIDTH, _HIGH = 500.0, 276.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 52.0, 484.0, 80.0, 226.0  # above _TOP two lines of a name and a number
_FEWEST_YEARS = 2
_LARGE = 0.75  # of the width: letters are larger on a telephone (desk.css)
_BELOW = 22.0  # px that a number below its point needs
_YEARS_IN_FULL = 8  # with more of them every second one is named


@dataclass(frozen=True)
class Panel:
    """One series: its numbers by year, which years a line joins, and from which years on it is counted otherwise."""

    name: str
    values: Mapping[int, float]
    runs: Sequence[Sequence[int]]
    breaks: Sequence[int] = field(default=())


def multiples(panels: Sequence[Panel], *, title: str, number: Number = plain) -> Markup:
    """Panels of the same years and scale, a picture each, so that a narrow page sets one below the other and cuts none.

    A year without a number stays empty; a line goes over no gap and no break.
    """
    years = _years(panels)
    values = [value for panel in panels for value in panel.values.values()]
    scale, pictures = scale_of(values, _TOP, _BOTTOM), []
    for place, panel in enumerate(panels):
        canvas = Canvas(name_of("multiples", place, panel, title), _WIDTH, _HIGH)
        _draw(canvas, panel, scale, years, number)
        pictures.append(canvas.finish(f"{title}: {panel.name}", _described([panel], number)))
    return tag("div", *pictures, class_="panels")


def _years(panels: Iterable[Panel]) -> list[int]:
    named = [year for panel in panels for year in panel.values]
    if not named:
        return []
    return list(range(min(named), max(*named, min(named) + _FEWEST_YEARS - 1) + 1))


def _draw(
    canvas: Canvas,
    panel: Panel,
    scale: Scale,
    years: Sequence[int],
    number: Number,
) -> None:
    slot = (_RIGHT - _LEFT) / max(len(years), 1)
    at = {year: _LEFT + slot * (place + 0.5) for place, year in enumerate(years)}
    for place, line in enumerate(wrapped(panel.name, (_RIGHT - _LEFT) * _LARGE)[:2]):
        canvas.add(text(0, 18 + 22 * place, line, "strong"))
    scale.draw(canvas, _LEFT, _RIGHT, number)
    canvas.add(rule(_LEFT, scale.at(0), _RIGHT, scale.at(0), "base"))
    every = 1 if len(years) <= _YEARS_IN_FULL else 2
    canvas.add(*(text(at[year], _BOTTOM + 24, str(year), "middle small-text") for year in years[::every]))
    for year in panel.breaks:
        if year in at:
            canvas.add(rule(at[year] - slot / 2, _TOP - 8, at[year] - slot / 2, _BOTTOM, "empty-line"))
    points = [[(at[year], scale.at(panel.values[year])) for year in run] for run in panel.runs]
    canvas.add(*(path(run, "line") for run in points if len(run) > 1))
    for year, value in sorted(panel.values.items()):
        follows = panel.values.get(year + 1)
        is_above = follows is None or follows <= value or scale.at(value) + _BELOW > scale.bottom
        y = scale.at(value) + (-9 if is_above else 18)
        canvas.add(tag("circle", cx=at[year], cy=scale.at(value), r=4, class_="step"))
        canvas.add(text(at[year], y, number(value), "middle strong halo"))


def _described(panels: Sequence[Panel], number: Number) -> str:
    said = []
    for panel in panels:
        years = sorted(panel.values)
        said.append(sentence(panel.name, [str(year) for year in years], [panel.values[year] for year in years], number))
    return ". ".join(said)
