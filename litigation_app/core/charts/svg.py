"""How is a picture written as SVG that a strict page accepts? Escaped text, classes instead of styles, a title, a description."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from litigation_app.core.text import Hidden

Number = Callable[[float], str]
SIGN = "…"  # the one sign for every withheld value, whatever the reason
LETTER = 7.4  # px: an average letter of 14 px type, Cyrillic included
LINES_BESIDE = 2  # of a row's name
HALF, HALF_LARGE = (
    460.0,
    1.36,
)  # px: a picture for half a page; how much larger its letters are on a telephone (desk.css)
HALF_LETTER = 13.2  # px: a strong letter there
_LINE = 17.0
_NOTHING, _OPEN, _CLOSE, _END = Markup(""), Markup("<"), Markup(">"), Markup("</")
_SPACE, _IS, _QUOTE = Markup(" "), Markup('="'), Markup('"')
_SIGN_WIDTH, _SIGN_HEIGHT = 30, 24
_ID_LENGTH = 10


@dataclass(frozen=True)
class Span:
    """A withheld value that lies between two, and how that is said."""

    low: float
    high: float
    words: Hidden


Value = float | Span | None  # None: withheld, and nothing bounds it
Maybe = Sequence[Value]


def told(value: Value) -> float | None:
    """A value that is shown; None of one that is withheld, whether anything bounds it or not."""
    return None if isinstance(value, Span) else value


def most(value: Value) -> float:
    """How far the axis must reach for it."""
    return value.high if isinstance(value, Span) else value or 0.0


def plain(value: float) -> str:
    """A number without trailing zeros; callers give the reader's own format instead."""
    return f"{value:.10g}"


def tag(name: str, *inside: str, **attributes: str | float) -> Markup:
    """An element; attribute names are Python's (`class_`, `text_anchor`), values and text are escaped."""
    written = (
        part for key, value in attributes.items() for part in (_SPACE, _spelled(key), _IS, _short(value), _QUOTE)
    )
    return _NOTHING.join((_OPEN, name, *written, _CLOSE, *inside, _END, name, _CLOSE))  # join escapes what is no markup


def _spelled(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _short(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".rstrip("0").rstrip(".")


def text(x: float, y: float, words: str, look: str = "") -> Markup:
    """Words at a point; `look` are classes of desk.css such as "middle strong"."""
    return tag("text", words, x=x, y=y, class_=look) if look else tag("text", words, x=x, y=y)


def in_line(words: Iterable[tuple[float, str]], y: float, look: str) -> Markup:
    """Words, each at its x, at one height and of one look: lighter than a text for each."""
    return tag("text", *(tag("tspan", one, x=x) for x, one in words), y=y, class_=look)


def rect(x: float, y: float, width: float, height: float, look: str) -> Markup:
    return tag("rect", x=x, y=y, width=width, height=height, class_=look)


def rule(x1: float, y1: float, x2: float, y2: float, look: str) -> Markup:
    """A straight line."""
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=look)


def area(points: Iterable[tuple[float, float]], look: str) -> Markup:
    return tag("polygon", points=_points(points), class_=look)


def path(points: Iterable[tuple[float, float]], look: str) -> Markup:
    return tag("polyline", points=_points(points), class_=look)


def _points(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{_short(x)},{_short(y)}" for x, y in points)


@dataclass
class Canvas:
    """A picture being drawn: `name` makes its ids, `parts` are its elements in order."""

    name: str
    width: float
    height: float
    parts: list[Markup] = field(default_factory=list)
    look: str = "chart"

    def add(self, *parts: Markup) -> None:
        self.parts.extend(parts)

    def hide(self, x: float, y: float, width: float, height: float) -> None:
        """One hatched band with one sign: its size comes from the axis, never from what is withheld."""
        band = tag("rect", x=x, y=y, width=width, height=height, fill=f"url(#{self.name}-hatch)")
        left, top = x + width / 2 - _SIGN_WIDTH / 2, y + height / 2 - _SIGN_HEIGHT / 2
        box = tag("rect", x=left, y=top, width=_SIGN_WIDTH, height=_SIGN_HEIGHT, rx=4, class_="sign-box")
        self.add(band, box, text(x + width / 2, y + height / 2 + 3, SIGN, "middle strong"))

    def span(self, x: float, width: float, low: float, high: float) -> None:
        """A hatched band between the heights of the two ends that a withheld value lies between."""
        self.hatch(x, high, width, max(low - high, 1.0))

    def hatch(self, x: float, y: float, width: float, height: float) -> None:
        """Where a withheld value may end, and nothing else."""
        look = f"url(#{self.name}-hatch)"
        self.add(tag("rect", x=x, y=y, width=width, height=height, fill=look, class_="span"))

    def finish(self, title: str, description: str) -> Markup:
        """The whole <svg> element, named and described for those who hear it."""
        ids = f"{self.name}-title", f"{self.name}-text"
        return tag(
            "svg",
            tag("title", title, id=ids[0]),
            tag("desc", description, id=ids[1]),
            tag("defs", hatch(f"{self.name}-hatch")),
            *self.parts,
            xmlns="http://www.w3.org/2000/svg",
            class_=self.look,
            role="img",
            viewBox=f"0 0 {_short(self.width)} {_short(self.height)}",
            aria_labelledby=" ".join(ids),
        )


def hatch(name: str) -> Markup:
    """The pattern of whatever is withheld, to be defined in the picture that it stands in."""
    return tag(
        "pattern",
        tag("rect", width=7, height=7, class_="hatch-ground"),
        tag("line", x1=0, y1=0, x2=0, y2=7, class_="hatch-line"),
        id=name,
        width=7,
        height=7,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )


def name_of(*content: object) -> str:
    """A name made of the picture's content: the same picture has the same ids, two pictures have different ones."""
    return "chart-" + hashlib.sha256(repr(content).encode()).hexdigest()[:_ID_LENGTH]


def hidden_runs(values: Maybe) -> list[tuple[int, int]]:
    """First and last index of each run of withheld values that nothing bounds."""
    runs: list[tuple[int, int]] = []
    for index, value in enumerate(values):
        if value is not None:
            continue
        if runs and runs[-1][1] == index - 1:
            runs[-1] = (runs[-1][0], index)
        else:
            runs.append((index, index))
    return runs


def shown(value: Value, number: Number) -> str:
    if isinstance(value, Span):
        return value.words
    return SIGN if value is None else number(value)


def sentence(label: str, names: Sequence[str], values: Maybe, number: Number) -> str:
    """ "2021: Requested 24, Granted …" for the description of a picture."""
    return f"{label}: " + ", ".join(f"{name} {shown(value, number)}" for name, value in zip(names, values, strict=True))


def wrapped(words: str, width: float) -> list[str]:
    """The words in lines of about `width` px; a word longer than a line stands alone."""
    lines: list[str] = []
    for word in words.split():
        if lines and (len(lines[-1]) + 1 + len(word)) * LETTER <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]


def beside(words: str, middle: float, width: float, look: str = "", large: float = 1.0) -> list[Markup]:
    """What a row of a picture is called, at its left: at most two lines of about `width` px around the height `middle`.

    `large`: how much larger than usual its letters may be.
    """
    lines, apart = wrapped(words, width / large)[:LINES_BESIDE], _LINE + 8 * (large - 1)
    first = middle + 5 - apart * (len(lines) - 1) / 2
    return [text(0, first + apart * place, line, look) for place, line in enumerate(lines)]
