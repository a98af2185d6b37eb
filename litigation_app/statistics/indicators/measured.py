"""Which single figure of an indicator does a publication print, for a reader outside of this room: a grant's promised result?

An indicator is named with its source, for two sources never stand in one series: "CMP-02:judgments".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from litigation_app.core.charts.svg import SIGN
from litigation_app.core.language import _, current
from litigation_app.statistics.indicators import catalogue, feeding, presenting, values
from litigation_app.statistics.indicators.catalogue import Indicator
from litigation_app.statistics.indicators.formulas.proportions import proportion
from litigation_app.statistics.indicators.formulas.ranges import Cell
from litigation_app.statistics.indicators.values import IndicatorValue
from litigation_app.statistics.releases import TOTAL, Release, queries, series, vocabulary
from litigation_app.statistics.releases.views import shelf_path, trusted_keys

# Kinds of which one share or one number stands for the indicator.
_OF_PARTS = {"distribution", "cohort_funnel"}
_KINDS = {"proportion", "ratio", "duration_km", *_OF_PARTS}
_UNFIT = {"maturing", "nothing_to_count"}


@dataclass(frozen=True)
class Measured:
    """A figure of a year of a publication. `share`, `low`..`high`: the share and its 95 percent interval, in percent; None: it has
    none (bounds of rounding and what is possible of a hidden figure are no interval). `words`: all of it as the screen says it.
    `breaks`: the years from which on its series is another.
    """

    publication: str
    digest: str
    year: str
    value: Decimal | None
    share: Decimal | None
    low: Decimal | None
    high: Decimal | None
    is_withheld: bool
    has_incomplete_follow_up: bool
    words: str
    breaks: Sequence[int] = ()


@dataclass(frozen=True)
class Figures:
    """The figures of these publications, the newest period first; `held`: each by itself, where they are read as one."""

    releases: Sequence[Release]
    held: Sequence[Release] = ()

    def offered(self) -> list[tuple[str, str]]:
        """Every indicator that a result can be measured by, with each of its sources, in the order of the catalogue."""
        found = [one for one in catalogue.all_indicators() if one.tables and one.kind in _KINDS]
        names = [f"{one.id}:{mode}" for one in found for mode in one.feeds]
        return [(name, self.named(name)) for name in names]

    def named(self, indicator: str) -> str:
        """Id, title, the part that is measured, and the source."""
        one, mode = _of(indicator)
        part = vocabulary.code(one.by, one.headline, current()) if one.kind in _OF_PARTS else ""
        said = [one.say("title", current()), part, catalogue.said("source", mode, current())]
        return f"{one.id} {' · '.join(word for word in said if word)}"

    def is_percent(self, indicator: str) -> bool:
        return _of(indicator)[0].unit == "PT"

    def latest(self, indicator: str, country: str) -> Measured | None:
        """The newest year of the newest publication whose follow-up is over, or the newest of all; hidden or not: nobody
        chooses.
        """
        for release in self._feeding(indicator, country):
            years = _by_year(_figures(indicator, release))
            ripe = [value for value in years if not _UNFIT & {*value.notes}]
            if years:
                return _measured(indicator, max(ripe or years, key=lambda value: value.year), release)
        return None

    def of_year(self, indicator: str, country: str, year: str) -> Measured | None:
        """The newest publication's figure of a year, or of the years together that it lies in."""
        found = (self.printed(indicator, release.id, year) for release in self._feeding(indicator, country))
        return next((one for one in found if one is not None), None)

    def printed(self, indicator: str, publication: str, year: str) -> Measured | None:
        """What a publication prints of a year, or those before it that it goes on from, as on the day when it was the newest; None: it
        lies there no more, does not hold, or does not have it.
        """
        alone = (series.up_to(one, self.held) for one in self.held if one.id == publication)
        there = [*alone, *(one for one in self.releases if one.id == publication)]
        found = ((value, one) for one in there for value in _by_year(_figures(indicator, one)) if _has(value, year))
        return next((_measured(indicator, *pair) for pair in found), None)

    def _feeding(self, indicator: str, country: str) -> list[Release]:
        """The publications of this country alone and of this source that feed it."""
        one, mode = _of(indicator)
        mine = (release for release in self.releases if release.mode == mode and release.countries == (country,))
        return [release for release in mine if feeding.is_fed(one, release)]


def on_shelf() -> Figures:
    """Of the publications of this desk's shelf that hold."""
    held = [one for one in queries.held(shelf_path(), trusted_keys()) if one.mode != presenting.OFFICIAL]
    return Figures(series.of(held), held)


def _has(value: IndicatorValue, year: str) -> bool:
    """`year`: a year that it is of or that it lies in, or the very code."""
    first, _rest, last = value.year.partition("_")
    return value.year == year or first <= year <= (last or first)


def _by_year(found: Sequence[IndicatorValue]) -> Sequence[IndicatorValue]:
    """Without all years together, which are no figure of their own."""
    return [value for value in found if value.year != TOTAL]


def _of(indicator: str) -> tuple[Indicator, str]:
    name, _colon, mode = indicator.partition(":")
    return catalogue.get(name).read_from(mode), mode


def _figures(indicator: str, release: Release) -> list[IndicatorValue]:
    """By year the value that stands for the indicator."""
    one, _mode = _of(indicator)
    return [value for value in values.compute(release, one.id) if value.code in {"", one.headline}]


def _measured(indicator: str, value: IndicatorValue, release: Release) -> Measured:
    one, _mode = _of(indicator)
    sure, said = _sure(one, value), (release.id, release.digest, value.year)
    marks = value.status == "Q", bool({"maturing", "young_years"} & {*value.notes})
    shown = value.value, _share(one, sure), sure.low, sure.high
    words, breaks = _words(one, value, sure), tuple(each.year for each in one.breaks if each.is_of(release.countries))
    return Measured(*said, *shown, *marks, words, breaks)


def _share(indicator: Indicator, sure: IndicatorValue) -> Decimal | None:
    """That of which `low` to `high` is the interval."""
    if sure.value is None or sure.low is None:
        return None
    return 100 * sure.value / sure.n if indicator.kind == "cohort_funnel" and sure.n else sure.value


def _sure(indicator: Indicator, value: IndicatorValue) -> IndicatorValue:
    """The same with bounds only where they are a 95 percent interval; x of n persons of a funnel have that of their share."""
    if indicator.kind == "cohort_funnel" and value.value is not None and value.n:
        found = proportion(_known(value.value), _known(Decimal(value.n)))
        return replace(value, low=found.low, high=found.high, interval_method=found.method)
    return value if value.interval_method in presenting.METHODS else replace(value, low=None, high=None)


def _known(number: Decimal) -> Cell:
    return Cell(number, number, number)


def _words(indicator: Indicator, value: IndicatorValue, sure: IndicatorValue) -> str:
    year, remark = _years(value), presenting.remark(value.notes)
    shown = presenting.told(indicator, value) or SIGN
    ends = presenting.interval(sure) if sure.value is not None and sure.low is not None else ""
    beside = ", ".join(word for word in (_base(indicator, sure), ends) if word)
    return "; ".join(word for word in (f"{year}: {shown}" + (f" ({beside})" if beside else ""), remark) if word)


def _base(indicator: Indicator, value: IndicatorValue) -> str:
    """Of how many; of x persons of a funnel besides the share that its interval is of."""
    if value.n is None:
        return ""
    of = presenting.number(value.n)
    if indicator.kind == "cohort_funnel" and value.value is not None and value.n:
        return _("of %(number)s: a share of %(share)s", number=of, share=presenting.end(100 * value.value / value.n, 1))
    return _("of %(number)s", number=of)


def _years(value: IndicatorValue) -> str:
    """Where years were not published apart it says so: the figure is of none of them alone."""
    years = vocabulary.code("YEAR", value.year, current())
    return _("published only for %(years)s together", years=years) if "_" in value.year else years
