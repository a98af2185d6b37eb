"""How does an indicator read on the screen? Sentences, rows and a picture, ready to be shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from litigation_app.core.language import _, current
from litigation_app.core.money import format_number
from litigation_app.core.text import NBSP
from litigation_app.statistics.indicators.catalogue import Indicator
from litigation_app.statistics.indicators.values import IndicatorValue
from litigation_app.statistics.releases import TOTAL, Release, Table, vocabulary

_METHODS = {"clopper-pearson", "wilson"}


@dataclass(frozen=True)
class Headline:
    """The one figure of an indicator; `figure` None: withheld. `beside`: its interval or base in words."""

    figure: str | None
    beside: str


@dataclass(frozen=True)
class Grid:
    """A table of finished words; None: withheld."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str | None]]


def headline(indicator: Indicator, value: IndicatorValue | None) -> Headline:
    """What the overview says: the figure of all years, and how sure it is."""
    if value is None:
        return Headline("–", _("These data do not have it."))
    if value.status == "M":
        return Headline("–", _("There was nothing to count."))
    return Headline(figure(indicator, value.value), _beside(indicator, value))


def _beside(indicator: Indicator, value: IndicatorValue) -> str:
    what = vocabulary.code(*value.dims[1], current()) if indicator.kind == "distribution" else ""
    if value.value is None:
        return what
    if indicator.kind == "cohort_funnel":
        return _("persons were paid, of %(number)s", number=number(value.n)) if value.n is not None else ""
    if value.interval_method in _METHODS:
        said = _(
            "of %(number)s; %(low)s to %(high)s", number=number(value.n), low=_end(value.low), high=_end(value.high)
        )
        return f"{what}, {said}" if what else said
    return _("persons") if indicator.unit == "PERSON" else _("of what was awarded")


def _end(value: Decimal | None, decimals: int = 0) -> str:
    return "" if value is None else f"{number(value, decimals)}{NBSP}%"


def figure(indicator: Indicator, value: Decimal | None) -> str | None:
    """A count, or a percentage with one decimal; None stays None."""
    if value is None:
        return None
    return f"{number(value, 1)}{NBSP}%" if indicator.unit == "PT" else number(value)


def number(value: Decimal | int | float | None, decimals: int = 0) -> str:
    return "" if value is None else format_number(Decimal(str(value)), current(), decimals)


def interval(value: IndicatorValue) -> str | None:
    """The interval of a shown figure in words; a withheld one shows no size at all (None)."""
    if value.status == "M":
        return "–"
    if value.value is None or value.low is None:
        return None
    decimals = 0 if value.interval_method in _METHODS else 1
    high = "" if value.high is None else _end(value.high, decimals)
    return f"{_end(value.low, decimals)} – {high}"


def grids(indicator: Indicator, values: Sequence[IndicatorValue], release: Release) -> list[Grid]:
    """The numbers behind the picture, with all years last."""
    if indicator.kind in {"proportion", "ratio"}:
        return [_by_year(indicator, values, release.sheet(indicator.tables[0]))]
    if indicator.kind == "distribution":
        return [_with_base(_crossed(indicator, values, indicator.by), indicator, values, release)]
    dimensions = dict.fromkeys(value.dims[1][0] for value in values)
    return [_crossed(indicator, [value for value in values if value.dims[1][0] == name], name) for name in dimensions]


def _by_year(indicator: Indicator, values: Sequence[IndicatorValue], table: Table) -> Grid:
    cells = {row.codes: row.value for row in table}
    words = [vocabulary.code(indicator.by, code, current()) for code in (indicator.total, indicator.part)]
    headings = [
        vocabulary.say("dimension", "YEAR", current()),
        *words,
        _("Share"),
        _interval_heading(indicator),
        _("Note"),
    ]
    rows: list[Sequence[str | None]] = []
    for value in _years_last(values):
        counted = [cells.get((value.year, code)) for code in (indicator.total, indicator.part)]
        shown = [None if one is None else number(one) for one in counted]
        share = "–" if value.status == "M" else figure(indicator, value.value)
        year = vocabulary.code("YEAR", value.year, current())
        rows.append([year, *shown, share, interval(value), remark(value)])
    return Grid(_("Year by year"), headings, rows)


def _interval_heading(indicator: Indicator) -> str:
    return _("Bounds by rounding") if indicator.kind == "ratio" else _("95 percent interval")


def _crossed(indicator: Indicator, values: Sequence[IndicatorValue], name: str) -> Grid:
    across = sorted(dict.fromkeys(value.code for value in values), key=lambda code: code == TOTAL)
    found = {(value.year, value.code): value for value in values}
    years = dict.fromkeys(value.year for value in _years_last(values))
    headings = [vocabulary.code(indicator.by, code, current()) for code in across]
    rows = [
        [vocabulary.code("YEAR", year, current()), *(_share(indicator, found.get((year, code))) for code in across)]
        for year in years
    ]
    return Grid(_lane(indicator, name), [vocabulary.say("dimension", "YEAR", current()), *headings], rows)


def _with_base(grid: Grid, indicator: Indicator, values: Sequence[IndicatorValue], release: Release) -> Grid:
    """Shares with the number that they are shares of."""
    base = {row.codes[0]: row.value for row in release.table(indicator.tables[0]) if row.codes[1] == indicator.total}
    years = dict.fromkeys(value.year for value in _years_last(values))
    rows = [
        [row[0], None if base.get(year) is None else number(base[year]), *row[1:]]
        for year, row in zip(years, grid.rows, strict=True)
    ]
    first, *rest = grid.headings
    return Grid(grid.title, [first, vocabulary.code(indicator.by, indicator.total, current()), *rest], rows)


def _lane(indicator: Indicator, name: str) -> str:
    if indicator.kind == "cohort_funnel":
        return vocabulary.say("table", name.lower(), current())
    return _("Year by year, shares") if indicator.unit == "PT" else _("Year by year")


def _share(indicator: Indicator, value: IndicatorValue | None) -> str | None:
    if value is None:
        return None
    return "–" if value.status == "M" else figure(indicator, value.value)


def _years_last(values: Sequence[IndicatorValue]) -> list[IndicatorValue]:
    return sorted(values, key=lambda value: (value.year == TOTAL, value.year))


def remark(value: IndicatorValue) -> str:
    """What to know about one line; never why something is hidden."""
    said = {
        "small_base": _("small base"),
        "maturing": _("still maturing"),
        "young_years": _("includes young years"),
        "nothing_to_count": _("nothing to count"),
        "may_double_count": _("may count a person twice"),
    }
    return ", ".join(said[note] for note in value.notes if note in said)


def cautions(values: Sequence[IndicatorValue]) -> list[str]:
    """What holds for the whole page, in sentences."""
    notes = {note for value in values for note in value.notes}
    said = {
        "hidden": _("… stands for a hidden value, whatever the reason. It is never a zero; a zero is printed as 0."),
        "small_base": _("With fewer than 20 in the base a share says little: look at the interval."),
        "maturing": _("The youngest years are still maturing: what has not happened yet may still happen."),
        "may_double_count": _("Several countries: a person represented in two of them counts twice."),
    }
    return [sentence for note, sentence in said.items() if note in notes]


def direction(indicator: Indicator) -> str:
    """Is more of it good?"""
    if indicator.kind == "distribution":
        return _("More awarded is better")
    return {
        "up": _("More is better"),
        "down": _("Less is better"),
        "context": _("Neither more nor less is better by itself"),
    }[indicator.direction]


def method(indicator: Indicator) -> str:
    """How the interval is made."""
    if indicator.kind == "ratio":
        return _("The bounds come from rounding both sums to three significant digits.")
    if indicator.unit == "PT":
        return _("Exact 95 percent interval (Clopper-Pearson): how much the share could differ by chance alone.")
    return _("A count of known persons: no interval.")
