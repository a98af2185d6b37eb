"""Which figures of an indicator do the countries have: in our own publications and partners', and in official series?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from litigation_app.core.language import current
from litigation_app.statistics.countries import rules
from litigation_app.statistics.countries.rules import Candidate, Years
from litigation_app.statistics.indicators import catalogue, feeding, pooling, shares, values
from litigation_app.statistics.indicators.catalogue import Indicator
from litigation_app.statistics.indicators.formulas.durations import mark
from litigation_app.statistics.indicators.formulas.quantiles import cumulated
from litigation_app.statistics.indicators.formulas.ranges import Cell
from litigation_app.statistics.indicators.pooling import Window
from litigation_app.statistics.indicators.relations import Cells, cells
from litigation_app.statistics.indicators.values import IndicatorValue
from litigation_app.statistics.official import answers, measures
from litigation_app.statistics.official import queries as official
from litigation_app.statistics.official.answers import Series
from litigation_app.statistics.official.figures import Figure as OfficialFigure
from litigation_app.statistics.official.figures import of_release
from litigation_app.statistics.official.reading import COUNTRIES
from litigation_app.statistics.releases import TOTAL, Release, queries
from litigation_app.statistics.releases.remembering import Remembered
from litigation_app.statistics.releases.views import partner_shelves, shelf_path, trusted_keys
from litigation_app.statistics.releases.whose import Whose

_OF_PARTS = {"distribution", "duration_km"}
_OF_A_BASE = {"PT", "PER_100K"}


@dataclass(frozen=True)
class Shelf:
    """What holds: publications of one country each, this desk's and trusted partners', and by country the newest official edition
    and its figures.
    """

    releases: Sequence[Release]
    whose: Whose
    editions: Mapping[str, Release]
    printed: Mapping[str, Sequence[OfficialFigure]]

    @property
    def name(self) -> str:
        """By its contents; "": some are without a checksum."""
        digests = [one.digest for one in (*self.releases, *self.editions.values())]
        return repr((current(), digests)) if all(digests) else ""


@dataclass(frozen=True)
class Figure:
    """A figure of our own: its years, what was counted (`part`) and out of what (`base`); None: it has none, as a count has no base."""

    years: Years
    value: IndicatorValue
    part: Cell | None
    base: Cell | None


@dataclass(frozen=True)
class Own:
    """The figures of one publication, the oldest first. `organisation` "": this desk's."""

    release: Release
    organisation: str
    figures: Sequence[Figure]


@dataclass(frozen=True)
class Official:
    """The series that is shown, from which edition, and whoever prints another of the same."""

    release: Release
    series: Series
    others: Sequence[Series]


@dataclass(frozen=True)
class Panel:
    """A country, of one organisation. `is_further`: of a second one, whose official figures stand beside the first."""

    country: str
    own: Own | None
    official: Official | None
    is_further: bool = False


@dataclass(frozen=True)
class Asked:
    """What is to be compared. `mode`: the source of our own figures; "": official ones alone."""

    indicator: Indicator
    countries: Sequence[str]
    mode: str
    is_official: bool


@dataclass(frozen=True)
class Comparison:
    """What is compared, the indicator as its source feeds it. `has_apart`: official series in another unit, or of organisations or
    the press, are left out. `is_example`: nobody in it is real.
    """

    asked: Asked
    indicator: Indicator
    unit: str
    panels: Sequence[Panel]
    has_apart: bool
    is_example: bool

    @property
    def is_count(self) -> bool:
        """Whether it has no base, and no interval."""
        return self.unit not in _OF_A_BASE

    @property
    def owns(self) -> list[Own]:
        return [one.own for one in self.panels if one.own]

    @property
    def officials(self) -> list[tuple[str, Official]]:
        return [(one.country, one.official) for one in self.panels if one.official]


def shelf() -> Shelf:
    """As it stands now."""
    path, keys, shelves = shelf_path(), trusted_keys(), partner_shelves()
    found = [*queries.whole(path, keys), *queries.whole_of_partners(shelves)]
    newest = {country: official.latest(path, keys, country) for country in COUNTRIES}
    editions = {country: one for country, one in newest.items() if one}
    single = [one for one in found if len(one.countries) == 1]
    return Shelf(single, Whose.of(shelves), editions, {country: of_release(one) for country, one in editions.items()})


def modes(indicator: Indicator, there: Shelf) -> list[str]:
    """The sources of our own that feed it, in the order of the catalogue."""
    if not indicator.has_one_figure or indicator.is_by_selection:
        return []
    fed = {one.mode for one in there.releases if feeding.is_fed(indicator, one)}
    return [mode for mode in indicator.feeds if mode in fed]


def offered(there: Shelf) -> list[Indicator]:
    """Every indicator that a publication of ours or an official series answers."""
    return _OFFERED.of(there.name, lambda: [one for one in catalogue.all_indicators() if _is_answered(one, there)])


_OFFERED = Remembered[list[Indicator]]()


def _is_answered(indicator: Indicator, there: Shelf) -> bool:
    if modes(indicator, there):
        return True
    return indicator.id in answers.indicators() and any(_of_states(_standing(indicator, there)).values())


def has_official(indicator: Indicator, there: Shelf, mode: str) -> bool:
    """Whether official series can stand beside our figures of this source, or alone."""
    asked = {one.unit for those in _of_states(_standing(indicator, there)).values() for one in those}
    return bool(asked & {indicator.read_from(mode).unit}) if mode else bool(asked)


def compared(asked: Asked, there: Shelf, *, is_example: bool = False) -> Comparison:
    """The countries in their order: our own figures and official ones in the same unit."""
    mode, read = asked.mode, asked.indicator.read_from(asked.mode)
    every = _standing(asked.indicator, there) if asked.is_official else {}
    stately = _of_states(every)
    units = [one.unit for those in stately.values() for one in those]
    unit = read.unit if mode or read.unit in units else next(iter(units), read.unit)
    shown = {country: [one for one in those if one.unit == unit] for country, those in stately.items()}
    series = {country: _official(there.editions[country], shown, country) for country in shown if shown[country]}
    owns = _owns(read, there, mode) if mode else []
    panels = [panel for country in asked.countries for panel in _panels(country, owns, series.get(country))]
    has_apart = any(len(shown[one]) < len(every[one]) for one in shown)
    return Comparison(asked, read, unit, panels, has_apart, is_example)


def _panels(country: str, owns: Sequence[Own], series: Official | None) -> Iterator[Panel]:
    mine = [one for one in owns if one.release.countries == (country,)]
    for place, one in enumerate(mine or [None]):
        yield Panel(country, one, None if place else series, is_further=bool(place))


def _official(release: Release, shown: Mapping[str, Sequence[Series]], country: str) -> Official:
    found = {name: [Candidate(one.name, one.body, len(one.years)) for one in those] for name, those in shown.items()}
    those = shown[country]
    series = those[rules.chosen(found)[country]]
    return Official(release, series, [one for one in those if one is not series and one.name == series.name])


def _of_states(found: Mapping[str, Sequence[Series]]) -> dict[str, list[Series]]:
    """Without those of organisations and the press."""
    return {country: [one for one in those if measures.is_of_a_state(one.code)] for country, those in found.items()}


def _standing(indicator: Indicator, there: Shelf) -> dict[str, list[Series]]:
    """By country the official series of single years that stand for the indicator as a whole."""
    return {
        country: answers.standing(answers.answers(indicator.id, country, figures))
        for country, figures in there.printed.items()
    }


def _owns(indicator: Indicator, there: Shelf, mode: str) -> list[Own]:
    """The newest publication of each country and organisation, this desk's first."""
    newest: dict[tuple[tuple[str, ...], str], Release] = {}
    for one in there.releases:
        whose = one.countries, there.whose.organisation(one)  # not by the key, which is renewed
        known = newest.get(whose)
        if one.mode == mode and feeding.is_fed(indicator, one) and (known is None or one.last > known.last):
            newest[whose] = one
    found = [Own(one, organisation, _figures(indicator, one)) for (_countries, organisation), one in newest.items()]
    return sorted(found, key=lambda one: one.organisation)


def _figures(indicator: Indicator, release: Release) -> list[Figure]:
    """Each year, or years together that a country counts as one; a share in windows of three years, where there are enough."""
    windows, seen = pooling.pooled(indicator, release), cells(release)
    every = values.compute(release, indicator.id)
    alone = [one for one in every if one.year != TOTAL and one.code in {"", indicator.headline}]
    found = []
    for one in [_together(indicator, window) for window in windows] or alone:
        span = rules.years_of(one.year)
        years = [str(year) for year in range(span.first, span.last + 1)] if windows else [one.year]
        found.append(Figure(span, one, *_parts(indicator, seen, years)))
    return sorted((one for one in found if one.value.status != "M"), key=lambda one: one.years)


def _together(indicator: Indicator, window: Window) -> IndicatorValue:
    """A window as a value of its years."""
    code = window.first if window.first == window.last else f"{window.first}_{window.last}"
    found = window.found
    return IndicatorValue(
        indicator.id, (("YEAR", code),), found.value, found.low, found.high, found.method, found.n, found.status,
        ("hidden",) if found.status == "Q" else window.notes,
    )  # fmt: skip


def _parts(indicator: Indicator, seen: Cells, years: Sequence[str]) -> tuple[Cell | None, Cell | None]:
    """What was counted and out of what, as the tables print it."""
    table = indicator.tables[0]
    if indicator.kind == "count":
        return shares.together(seen, table, years, indicator.part or (indicator.headline,)), None
    if indicator.kind not in _OF_PARTS:
        base = shares.together(seen, table, years, shares.base_of(indicator))
        return shares.together(seen, table, years, indicator.part), base
    base = shares.group(indicator, seen, years)
    if indicator.kind == "duration_km":
        return _within(indicator, seen, years, base), base
    return shares.together(seen, table, years, (indicator.headline,)), base


def _within(indicator: Indicator, seen: Cells, years: Sequence[str], group: Cell) -> Cell:
    """Of a duration how many were over by the mark: all bands up to it."""
    table = indicator.tables[0]
    parts = set(seen.release.sheet(table).codes_of(indicator.by)) - {indicator.total, *indicator.leave_out}
    bands, rest = [code for code in indicator.edges if code in parts], sorted(parts - set(indicator.edges))
    each, others = ([shares.together(seen, table, years, (code,)) for code in codes] for codes in (bands, rest))
    sums = dict(zip((mark(indicator.edges[code]) for code in bands), cumulated(each, group, others), strict=True))
    return sums[indicator.headline]
