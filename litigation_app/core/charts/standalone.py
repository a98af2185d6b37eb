"""How does a picture stand alone in a file: with all that its page says around it, and without the desk's style sheet?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from litigation_app.core.charts.svg import Canvas, tag, text, wrapped

_EDGE, _TITLE, _LINE = 24.0, 26.0, 22.0  # px: around all; of a line of the title, and of other words
_SAMPLE = 48.0  # px: of a sample in the legend, with room beside it
_OPENING = re.compile(r"<svg\b[^>]*>")
# the colours and letters of the desk's charts (core/static/desk.css), spelled out: paper knows no variables
_LOOKS = (
    "svg{font-family:'Libertinus Serif',serif;font-size:17px;fill:#14213d}"
    ".tick,.small-text{fill:#4a5568}.strong{font-weight:600}.end{text-anchor:end}.middle{text-anchor:middle}"
    ".inverse{fill:#fff}.lane-line{stroke:#dfe3ea;stroke-width:1}.link{fill:#d3e0ee}.zero{stroke:#1f4e79;stroke-width:2}"
    ".sign-box{fill:#fff;stroke:#b9c1ce}.grid{stroke:#e4e8ef;stroke-width:1}.base{stroke:#10243c;stroke-width:2}"
    ".band-0{fill:#d3e0ee}.band-1{fill:#8fb0d4}.band-2{fill:#2d5f93}"
    ".median{fill:none;stroke:#fff;stroke-width:3}.line{fill:none;stroke:#1f4e79;stroke-width:2.5}"
    ".dotted{stroke-width:2;stroke-dasharray:1 7;stroke-linecap:round}"
    ".empty-line{stroke:#a3231a;stroke-width:2}.empty-word{fill:#8a1c13;font-weight:600}"
    ".halo{paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}"
    ".step{fill:#1f4e79}.whisker{stroke:#1f4e79;stroke-width:1.5}.bin{fill:#2f6fab;stroke:#fff}"
    ".behind{fill:none;stroke:#b5771d;stroke-width:2.5}"
    ".beside{fill:none;stroke:#b5771d;stroke-width:3;stroke-dasharray:9 5}"
    ".heat-0{fill:#f7fbff}.heat-1{fill:#d6e4f2}.heat-2{fill:#a9c7e3}.heat-3{fill:#74a4d0}.heat-4{fill:#2a5d96}"
    ".heat-5{fill:#10243c}.contour,.ring{fill:none;stroke:#e0a13a;stroke-width:3}"
    ".contour-under,.ring-under{fill:none;stroke:#14213d;stroke-width:6}"
    ".series-0{fill:#10243c}.series-1{fill:#2f6fab}.series-2{fill:#b5771d}.series-3{fill:#5b7f3a}"
    ".series-4{fill:#7a4f93}.series-5{fill:#8d98a8}"
    ".interval{fill:#d3e0ee}.own-word{fill:#1f4e79;font-weight:600}.own-stroke{stroke:#1f4e79;stroke-width:3}"
    ".official-ground{fill:#fbf5ee}.official-word{fill:#8a4b12;font-weight:600}"
    ".official-stroke{stroke:#8a4b12;stroke-width:2;stroke-dasharray:5 3}.official-point{fill:#fff;stroke:#8a4b12;stroke-width:2}"
    ".span{stroke:#7d8898}.title{font-size:20px;font-weight:600}"
    ".hatch-ground{fill:#eef0f4}.hatch-line{stroke:#b9c1ce;stroke-width:1.4}"
)


def for_paper(svg: str) -> str:
    """The same picture with its looks inside, for a file that stands alone."""
    return _OPENING.sub(lambda found: f"{found.group()}<style>{_LOOKS}</style>", svg, count=1)


@dataclass(frozen=True)
class Caption:
    """What stands around a picture: above it what it is, below it what its signs mean (samples 40 px wide, with their words), and
    what else a reader must know of it, a paragraph each.
    """

    title: str
    under: str
    keys: Sequence[tuple[Markup, str]]
    below: Sequence[str]


def captioned(name: str, picture: Markup, around: Caption) -> Markup:
    """A picture within a larger one, which is called `name`: the hatch of its samples is `name`-hatch."""
    width, height, content = _taken_apart(picture)
    titles, unders = wrapped(around.title, 0.7 * width), wrapped(around.under, 0.8 * width)
    below = [line for words in around.below for line in wrapped(words, 0.8 * width)]
    top = _EDGE + _TITLE * len(titles) + _LINE * (len(unders) + 1)
    bottom = top + height + _LINE / 2
    canvas = Canvas(name, width + 2 * _EDGE, bottom + _LINE * (len(around.keys) + len(below) + 0.5) + _EDGE)
    canvas.add(tag("rect", x=0, y=0, width=canvas.width, height=canvas.height, fill="#fff"))
    canvas.add(*_words(titles, _EDGE + _TITLE / 2, _TITLE, "title"))
    canvas.add(*_words(unders, top - _LINE * (len(unders) + 0.3), _LINE, "small-text"))
    canvas.add(_moved(_EDGE, top, content))
    for at, (sample, words) in enumerate(around.keys):
        y = bottom + _LINE * at
        canvas.add(_moved(_EDGE, y, sample), text(_EDGE + _SAMPLE, y + 13, words))
    canvas.add(*_words(below, bottom + _LINE * (len(around.keys) + 0.5) + 13, _LINE, "small-text"))
    canvas.parts = [tag("g", *canvas.parts, font_size="14")]
    return canvas.finish(around.title, " ".join(around.below))


def _taken_apart(picture: Markup) -> tuple[float, float, Markup]:
    """How wide and high a picture is, and what it is made of."""
    opening, _end, rest = picture.partition(">")
    width, height = opening.partition('viewBox="0 0 ')[2].partition('"')[0].split()
    return float(width), float(height), rest.rpartition("</svg>")[0]


def _words(lines: Sequence[str], first: float, apart: float, look: str) -> list[Markup]:
    """Lines of words, one below the other."""
    return [text(_EDGE, first + apart * at, line, look) for at, line in enumerate(lines)]


def _moved(x: float, y: float, drawn: Markup) -> Markup:
    return tag("g", drawn, transform=f"translate({x:g} {y:g})")
