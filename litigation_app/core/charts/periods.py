"""How does a figure of one or several years stand in a small picture: a stroke as wide as its years, with its interval?"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from litigation_app.core.charts.axis import Scale, ticks
from litigation_app.core.charts.svg import (
    Canvas,
    Number,
    Span,
    Value,
    area,
    hatch,
    name_of,
    plain,
    rect,
    rule,
    tag,
    text,
    told,
)

WIDTH, _HEIGHT, _OF = 224.0, 196.0, 18.0  # px; a line below the years for what they are of
_LEFT, _RIGHT, _TOP, _BOTTOM = 36.0, 220.0, 44.0, 168.0
_MARKS = 4
OWN, COUNT, OFFICIAL, HIDDEN = "own", "count", "official", "hidden"  # samples of a legend
_CAP, _POINT = 4.0, 5.0
_APART = 5.0  # px between two labels
_DIGIT, _LETTERS = 8.4, 10.0  # px: how wide a digit is in the widest of our fonts, and how high
_ABOVE = 7.0  # px between a figure and its label


@dataclass(frozen=True)
class Stroke:
    """A figure of the years `first` to `last`. `at`: its height, or that of its ends; `words` stand above it, `of` below its years.

    `low`, `high`: its interval; None: it has none.
    """

    first: int
    last: int
    at: Value
    words: str
    low: float | None = None
    high: float | None = None
    of: str = ""

    @property
    def years(self) -> str:
        """2021, and of several years 15–17."""
        return str(self.first) if self.first == self.last else f"{self.first % 100:02}–{self.last % 100:02}"


@dataclass(frozen=True)
class Frame:
    """What all panels share: the first and last year, the axis from zero to `top`, and how numbers are written."""

    first: int
    last: int
    top: float
    number: Number = plain
    has_base: bool = False  # whether figures are of something that stands below their years

    @property
    def height(self) -> float:
        return _HEIGHT + _OF * self.has_base

    @property
    def slot(self) -> float:
        """Px of a year."""
        return (_RIGHT - _LEFT) / (self.last - self.first + 1)

    def middle(self, one: Stroke) -> float:
        return _LEFT + self.slot * ((one.first + one.last + 1) / 2 - self.first)

    def beside(self, one: Stroke, words: str) -> float:
        """Where these words stand at it: in the middle, and never over the edge."""
        half = len(words) * _DIGIT / 2
        return min(max(self.middle(one), half), WIDTH - half)

    def width(self, one: Stroke) -> float:
        return self.slot * (one.last - one.first + 1)

    @property
    def scale(self) -> Scale:
        return Scale(ticks(0.0, self.top, _MARKS if self.top > 1 else _MARKS + 1), _TOP, _BOTTOM)


@dataclass(frozen=True)
class Side:
    """One half of a panel: our own figures, or on a ground of their own official ones. `nothing`: what stands where there are none."""

    title: str
    strokes: Sequence[Stroke]
    nothing: str
    is_official: bool = False


def side(one: Side, frame: Frame, title: str) -> Markup:
    """A picture of its own, so that a telephone sets one below the other."""
    canvas = Canvas(
        name_of("periods", one, frame.first, frame.last, frame.top, title), WIDTH, frame.height, look="chart small"
    )
    _draw(canvas, one, frame)
    said = ", ".join(f"{stroke.first}–{stroke.last}: {stroke.words}" for stroke in one.strokes)
    return canvas.finish(title, said or one.nothing)


def place(canvas: Canvas, one: Side, frame: Frame, x: float, y: float) -> None:
    """The same within a larger picture."""
    inner = Canvas(canvas.name, WIDTH, frame.height)
    _draw(inner, one, frame)
    canvas.add(tag("g", *inner.parts, transform=f"translate({x:g} {y:g})"))


def sample(name: str, kind: str, x: float, y: float) -> Markup:
    """What a figure of ours, an official one or a hidden one looks like, 40 px wide, for the legend of the picture `name`."""
    stroke = (rule(0, 9, 40, 9, "own-stroke"), tag("circle", cx=20, cy=9, r=4, class_="step"))
    parts = {
        OWN: (rect(0, 2, 40, 14, "interval"), *stroke),
        COUNT: stroke,
        OFFICIAL: (
            rule(0, 9, 40, 9, "official-stroke"),
            area([(20, 4), (25, 9), (20, 14), (15, 9)], "official-point"),
        ),
        HIDDEN: (tag("rect", x=12, y=1, width=16, height=16, fill=f"url(#{name}-hatch)", class_="span"),),
    }
    return tag("g", *parts[kind], transform=f"translate({x:g} {y:g})")


def key(kind: str) -> Markup:
    """The same as a picture of its own, that nobody has to hear."""
    name = f"key-{kind}"
    return tag(
        "svg", tag("defs", hatch(f"{name}-hatch")), sample(name, kind, 0, 0),
        xmlns="http://www.w3.org/2000/svg", class_="chart key", viewBox="0 0 40 18", aria_hidden="true",
    )  # fmt: skip


def _draw(canvas: Canvas, one: Side, frame: Frame) -> None:
    scale = frame.scale
    if one.is_official:
        canvas.add(rect(0, 0, WIDTH, frame.height, "official-ground"))
    canvas.add(text(_LEFT, 18, one.title, "official-word" if one.is_official else "own-word"))
    scale.draw(canvas, _LEFT, _RIGHT, frame.number)
    canvas.add(rule(_LEFT, scale.at(0), _RIGHT, scale.at(0), "base"))
    if not one.strokes:
        between = scale.at((scale.marks[-1] + scale.marks[-2]) / 2)  # two lines
        canvas.add(text((_LEFT + _RIGHT) / 2, between + 5, one.nothing, "middle small-text"))
    for stroke in one.strokes:
        canvas.add(*_own(canvas, stroke, frame) if not one.is_official else _official(stroke, frame))
    look = "official-word" if one.is_official else "own-word"
    for stroke in labelled(one.strokes, frame):
        canvas.add(text(frame.beside(stroke, stroke.words), _label(stroke, scale), stroke.words, f"{look} middle"))
    _years(canvas, one.strokes, frame)


def _own(canvas: Canvas, one: Stroke, frame: Frame) -> Iterator[Markup]:
    """A band as wide as its years and as high as its interval; what is withheld is hatched from its low end to its high one."""
    scale, middle, width = frame.scale, frame.middle(one), frame.width(one)
    left = middle - width / 2 + 1
    if one.at is None:
        canvas.span(left, width - 2, _BOTTOM, _TOP)
        return
    if isinstance(one.at, Span):
        canvas.span(left, width - 2, scale.at(one.at.low), scale.at(min(one.at.high, scale.marks[-1])))
        return
    y = scale.at(one.at)
    if one.low is not None and one.high is not None:
        low, high = scale.at(one.low), scale.at(min(one.high, scale.marks[-1]))
        yield rect(left, high, width - 2, low - high, "interval")
        yield rule(middle, low, middle, high, "whisker")
        yield from (rule(middle - _CAP, end, middle + _CAP, end, "whisker") for end in (low, high))
    yield rule(left, y, left + width - 2, y, "own-stroke")
    yield tag("circle", cx=middle, cy=y, r=_POINT - 1, class_="step")


def _official(one: Stroke, frame: Frame) -> Iterator[Markup]:
    """Hollow and dashed: not ours."""
    if (value := told(one.at)) is None:
        return
    middle, y, half = frame.middle(one), frame.scale.at(value), frame.width(one) / 2 - 1
    yield rule(middle - half, y, middle + half, y, "official-stroke")
    corners = [(middle, y - _POINT), (middle + _POINT, y), (middle, y + _POINT), (middle - _POINT, y)]
    yield area(corners, "official-point")


def _label(one: Stroke, scale: Scale) -> float:
    if one.at is None:
        return _TOP - _ABOVE
    ends = [one.at.high] if isinstance(one.at, Span) else [one.at, *([one.high] if one.high is not None else [])]
    highest = min(max(ends), scale.marks[-1])
    return scale.at(highest) - _ABOVE - (0 if isinstance(one.at, Span) or one.high is not None else _POINT - 2)


def labelled(strokes: Sequence[Stroke], frame: Frame) -> list[Stroke]:
    """Those whose number can stand above them and touches nothing: the newest (always), the highest and the lowest come first."""
    known = [one for one in strokes if told(one.at) is not None]
    newest = sorted(strokes, key=lambda one: -one.last)
    ends = [choose(known, key=lambda one: told(one.at) or 0.0) for choose in (max, min)] if known else []
    free = [one for one in (*ends, *newest) if not any(_covers(one, other, frame) for other in known if other != one)]
    return _apart([*newest[:1], *free], frame, lambda one: one.words)


def _covers(one: Stroke, other: Stroke, frame: Frame) -> bool:
    """Whether the number above one would lie on the point of another."""
    if (value := told(other.at)) is None:
        return False
    y, point = _label(one, frame.scale), frame.scale.at(value)
    near = len(one.words) * _DIGIT / 2 + _POINT
    return abs(frame.beside(one, one.words) - frame.middle(other)) < near and y - _LETTERS - _POINT < point < y + _POINT


def _apart(ordered: Sequence[Stroke], frame: Frame, words: Callable[[Stroke], str]) -> list[Stroke]:
    """Of these, in this order, each whose words touch none that has its place already."""
    kept: list[Stroke] = []
    for one in ordered:
        half = len(words(one)) * _DIGIT / 2
        is_free = all(
            abs(frame.beside(one, words(one)) - frame.beside(other, words(other)))
            >= half + len(words(other)) * _DIGIT / 2 + _APART
            for other in kept
        )
        if is_free and one not in kept:
            kept.append(one)
    return kept


def _years(canvas: Canvas, strokes: Sequence[Stroke], frame: Frame) -> None:
    """Below the axis the years, the newest first where not all fit; on how many it rests only where all of them do."""
    newest = sorted(strokes, key=lambda one: -one.last)
    ordered = [*newest[:1], *newest[-1:], *newest]
    named = _apart(ordered, frame, lambda one: one.years)
    canvas.add(*(text(frame.beside(one, one.years), _BOTTOM + 20, one.years, "tick middle") for one in named))
    if len(_apart(ordered, frame, lambda one: one.of)) == len(strokes):
        canvas.add(*(text(frame.beside(one, one.of), _BOTTOM + 38, one.of, "tick middle") for one in strokes if one.of))
