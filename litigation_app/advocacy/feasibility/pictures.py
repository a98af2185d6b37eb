"""Which pictures of a run does a study show, in which currency, and how does a paper show them without the desk's style sheet?"""

import re
from collections.abc import Iterable

from litigation_app.advocacy.feasibility.bound import Bound
from litigation_app.advocacy.feasibility.tree import Mark, Picture
from litigation_app.advocacy.figures import basis, choices, fitting, money, owing, ranging
from litigation_app.advocacy.figures.converting import EXACT, converted
from litigation_app.advocacy.figures.grids import DIGITS, Figure, Result
from litigation_app.core import charts

HIGHEST = "high"  # the end that pictures show; tables say both
_OPENING = re.compile(r"<svg\b[^>]*>")
# the colours and letters of the desk's charts (core/static/desk.css), spelled out: paper knows no variables
_LOOKS = (
    "svg{font-family:'Libertinus Serif',serif;font-size:17px;fill:#14213d}"
    ".tick,.small-text{fill:#4a5568}.strong{font-weight:600}.end{text-anchor:end}.middle{text-anchor:middle}"
    ".inverse{fill:#fff}.grid{stroke:#e4e8ef;stroke-width:1}.base{stroke:#10243c;stroke-width:2}"
    ".band-0{fill:#d3e0ee}.band-1{fill:#8fb0d4}.band-2{fill:#2d5f93}"
    ".median{fill:none;stroke:#fff;stroke-width:3}.line{fill:none;stroke:#1f4e79;stroke-width:2.5}"
    ".empty-line{stroke:#a3231a;stroke-width:2}.empty-word{fill:#8a1c13;font-weight:600}"
    ".halo{paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}"
    ".step{fill:#1f4e79}.whisker{stroke:#1f4e79;stroke-width:1.5}.bin{fill:#2f6fab;stroke:#fff}"
    ".behind{fill:none;stroke:#b5771d;stroke-width:2.5}"
    ".beside{fill:none;stroke:#b5771d;stroke-width:3;stroke-dasharray:9 5}"
    ".heat-0{fill:#f7fbff}.heat-1{fill:#d6e4f2}.heat-2{fill:#a9c7e3}.heat-3{fill:#74a4d0}.heat-4{fill:#2a5d96}"
    ".heat-5{fill:#10243c}.contour,.ring{fill:none;stroke:#e0a13a;stroke-width:3}"
    ".contour-under,.ring-under{fill:none;stroke:#14213d;stroke-width:6}"
    ".series-0{fill:#10243c}.series-1{fill:#2f6fab}.series-2{fill:#b5771d}.series-3{fill:#5b7f3a}"
    ".hatch-ground{fill:#eef0f4}.hatch-line{stroke:#b9c1ce;stroke-width:1.4}"
)


def yearly_cost(bound: Bound) -> Picture:
    """What each year costs, beside the money that comes in: as wide as the words of the first page, and flat."""
    [found] = drawn([money.cost(of_paper(bound), HIGHEST, charts.FLAT_FAN)])
    return found


def balance(bound: Bound) -> Picture:
    """What is left at the end of each year."""
    [found] = drawn([money.balance(of_paper(bound), HIGHEST)])
    return found


def waterfall(bound: Bound) -> list[Picture]:
    """From the money at the start to what is left, all years together: its steps are added up, so that all are to one place."""
    return drawn([owing.waterfall(of_paper(bound, is_rounded=False))])


def dry(bound: Bound) -> list[Picture]:
    """How likely the money has run out, year by year."""
    return drawn([money.dry({**bound.result, "low": bound.at(HIGHEST)})])


def counts(bound: Bound) -> list[Picture]:
    """What was counted and what it foretells, for each group."""
    return drawn(basis.counts(bound.result))


def awards(bound: Bound) -> list[Picture]:
    """How high awards are, the damages behind them and the cap, for each group."""
    return drawn(basis.awards(of_paper(bound)))


def fits(bound: Bound) -> list[Picture]:
    """The bands of awards beside what each family of laws expects; in the scenario's currency, in which they were counted."""
    return drawn(fitting.figures(bound.result))


def abroad(bound: Bound) -> list[Picture]:
    """Each measure beside schemes abroad; in the scenario's currency, as most of theirs are."""
    return drawn(basis.abroad(bound.result))


def heatmap(bound: Bound) -> tuple[list[Picture], list[Mark]]:
    """The map of caps and budgets, and how it is read."""
    return _noted(choices.heatmap(of_paper(bound)))


def tornado(bound: Bound) -> tuple[list[Picture], list[Mark]]:
    """How far each assumption moves the cost, and how it is read."""
    return _noted(choices.tornado(of_paper(bound)))


def at_highest(bound: Bound) -> list[Mark]:
    """Which counts the pictures take, where there is a choice."""
    return [] if bound.is_one else [Mark(ranging.pictures_take(bound.result))]


def of_paper(bound: Bound, *, is_rounded: bool = True) -> Result:
    """The run in the country's currency and rounded, as most tables are."""
    currency = bound.local or bound.at("currency")
    return converted(bound.result, bound.rate, currency, DIGITS if is_rounded else EXACT)


def drawn(figures: Iterable[Figure | None]) -> list[Picture]:
    """Those that have a picture."""
    there = [one for one in figures if one is not None]
    return [Picture(one.title, one.picture, one.narrow) for one in there if one.picture is not None]


def _noted(figure: Figure | None) -> tuple[list[Picture], list[Mark]]:
    return drawn([figure]), [Mark(figure.note)] if figure else []


def for_paper(svg: str) -> str:
    """The same picture with its looks inside, for a file that stands alone."""
    return _OPENING.sub(lambda found: f"{found.group()}<style>{_LOOKS}</style>", svg, count=1)
