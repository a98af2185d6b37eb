"""Which pictures has the comparison: two small ones for each country on the page, and all of them in one file with their source?"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from litigation_app.core import charts
from litigation_app.core.charts import periods
from litigation_app.core.charts.periods import Frame, Side, Stroke
from litigation_app.core.charts.standalone import Caption, captioned
from litigation_app.core.charts.svg import SIGN, Canvas, Span, most, name_of, text, told
from litigation_app.core.language import _, current
from litigation_app.statistics.countries import rules
from litigation_app.statistics.countries.figures import Figure
from litigation_app.statistics.countries.queries import Comparison, Official, Panel
from litigation_app.statistics.indicators import picturing, presenting
from litigation_app.statistics.official.presenting import number as official_number
from litigation_app.statistics.releases.presenting import countries

_WIDE, _GAP, _APART = 952.0, 8.0, 40.0  # px: all panels, between two sides, between two panels
_NAME, _BELOW = 28.0, 20.0  # px: above and below a panel
_SIDES = 4  # beside each other
_TEN = 10


@dataclass(frozen=True)
class Drawn:
    """A country: its name, and the pictures that stand beside each other."""

    heading: str
    pictures: Sequence[Markup]


def heading(panel: Panel) -> str:
    """The country, and the organisation where it is a partner's."""
    name = countries((panel.country,))
    return f"{name} · {panel.own.organisation}" if panel.own and panel.own.organisation else name


def drawn(comparison: Comparison) -> list[Drawn]:
    """A panel for each, on one axis and the same years; empty where nothing has a height."""
    frame, title = framed(comparison), comparison.indicator.say("title", current())
    if frame is None:
        return []
    return [
        Drawn(heading(panel), [periods.side(one, frame, f"{heading(panel)}, {one.title}: {title}") for one in sides])
        for panel in comparison.panels
        if (sides := _sides(comparison, panel))
    ]


def legend(comparison: Comparison) -> list[tuple[str, str]]:
    """By the kind of a sample what it means, of what the pictures have."""
    strokes = [one for panel in comparison.panels for side in _sides(comparison, panel) for one in side.strokes]
    words = {
        periods.OWN: _("own figures, as wide as the years together, with the 95 percent interval"),
        periods.COUNT: _("own figures, as wide as the years together, at their yearly mean"),
        periods.OFFICIAL: _("official figure, another count of other people"),
        periods.HIDDEN: _("suppressed: anywhere in this range"),
    }
    own = periods.COUNT if comparison.is_count else periods.OWN
    there = {own: bool(comparison.owns), periods.OFFICIAL: bool(comparison.officials)}
    there[periods.HIDDEN] = any(told(one.at) is None for one in strokes)
    return [(kind, words[kind]) for kind, is_there in there.items() if is_there]


def whole(comparison: Comparison, title: str, unit: str, source: str) -> Markup | None:
    """All panels in one drawing with title, legend and source inside; None: there is nothing to draw."""
    frame = framed(comparison)
    if frame is None:
        return None
    panels = [(heading(panel), sides) for panel in comparison.panels if (sides := _sides(comparison, panel))]
    per_row = max(1, _SIDES // max(len(sides) for _name, sides in panels))
    high, name = _NAME + frame.height + _BELOW, name_of("countries", title, panels)
    canvas = Canvas(f"{name}-panels", _WIDE, high * -(-len(panels) // per_row))
    for at, (called, sides) in enumerate(panels):
        _panel(canvas, called, sides, frame, at % per_row * (_WIDE + _APART) / per_row, at // per_row * high)
    keys = [(periods.sample(name, kind, 0, 0), words) for kind, words in legend(comparison)]
    return captioned(name, canvas.finish(title, unit), Caption(title, unit, keys, [source]))


def _panel(canvas: Canvas, name: str, sides: Sequence[Side], frame: Frame, x: float, y: float) -> None:
    canvas.add(text(x, y + 16, name, "strong"))
    for at, one in enumerate(sides):
        periods.place(canvas, one, frame, x + at * (periods.WIDTH + _GAP), y + _NAME)


def framed(comparison: Comparison) -> Frame | None:
    """The years and the axis that all panels share; None: nothing that is printed has a height."""
    strokes = [one for panel in comparison.panels for side in _sides(comparison, panel) for one in side.strokes]
    ends = [end for one in strokes if one.at is not None for end in (most(one.at), one.high or 0.0)]
    if not any(ends):
        return None
    first, last = min(one.first for one in strokes), max(one.last for one in strokes)
    top = rules.top(ends, is_percent=comparison.unit == "PT")
    return Frame(first, last, top, picturing.number, any(one.of for one in strokes))


def _sides(comparison: Comparison, panel: Panel) -> list[Side]:
    found = []
    if comparison.asked.mode:
        strokes = [_own(comparison, one) for one in panel.own.figures] if panel.own else []
        found.append(
            Side(_("Own clients") if comparison.asked.mode == "caseload" else _("Own"), strokes, _("none published"))
        )
    if comparison.asked.shows_official and not panel.is_further:
        strokes = _official(panel.official) if panel.official else []
        found.append(Side(_("Official"), strokes, _("none printed"), is_official=True))
    return found


def _own(comparison: Comparison, one: Figure) -> Stroke:
    """A number of several years stands at its yearly mean, so that it can stand beside single years."""
    value, per = one.value, one.years.width if comparison.is_count else 1
    at: charts.Value = picturing.drawn(comparison.indicator, value)
    if isinstance(at, Span):
        at, label = (
            Span(at.low / per, at.high / per, at.words),
            "–".join(dict.fromkeys([_short(value.low), _short(value.high)])),
        )
    elif at is None:
        label = SIGN
    else:
        at, label = at / per, _short(value.value)
    is_sure = value.interval_method in presenting.METHODS and told(at) is not None
    low, high = (picturing.as_float(end) if is_sure else None for end in (value.low, value.high))
    of = "" if value.n is None else _("of %(number)s", number=presenting.number(value.n))
    return Stroke(*one.years, at, label, low, high, of)


def _official(found: Official) -> list[Stroke]:
    return [_year(found, year) for year in sorted(found.series.years)]


def _year(found: Official, year: int) -> Stroke:
    value, parts = found.series.years[year], found.series.parts.get(year)
    of = _("of %(number)s", number=official_number(parts[1])) if parts else ""
    return Stroke(year, year, float(value), _short(value), of=of)


def _short(value: Decimal | None) -> str:
    """A whole number; below ten with its decimal."""
    return presenting.number(value, 1 if value and value < _TEN and value % 1 else 0)
