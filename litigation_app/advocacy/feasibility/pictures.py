"""Which pictures of a run does a study show, and in which currency?"""

from collections.abc import Iterable

from litigation_app.advocacy.feasibility.bound import Bound
from litigation_app.advocacy.feasibility.tree import Mark, Picture
from litigation_app.advocacy.figures import basis, choices, fitting, money, owing, ranging
from litigation_app.advocacy.figures.converting import EXACT, converted
from litigation_app.advocacy.figures.grids import DIGITS, Figure, Result
from litigation_app.core import charts

HIGHEST = "high"  # the end that pictures show; tables say both


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
