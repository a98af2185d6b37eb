"""Which figures of an indicator do the countries have: in our own publications and partners', and in official series?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from litigation_app.core.language import current
from litigation_app.statistics.countries import rules
from litigation_app.statistics.countries.figures import OF_PARTS, Figure, figures
from litigation_app.statistics.countries.rules import Candidate, Years
from litigation_app.statistics.indicators import catalogue, feeding
from litigation_app.statistics.indicators.catalogue import Indicator
from litigation_app.statistics.official import answers, measures
from litigation_app.statistics.official import queries as official
from litigation_app.statistics.official.answers import Series
from litigation_app.statistics.official.figures import Figure as OfficialFigure
from litigation_app.statistics.official.figures import of_release
from litigation_app.statistics.official.reading import COUNTRIES
from litigation_app.statistics.releases import Release, queries
from litigation_app.statistics.releases.remembering import Remembered
from litigation_app.statistics.releases.views import partner_shelves, shelf_path, trusted_keys
from litigation_app.statistics.releases.whose import Whose

PER_100K = "PER_100K"
_OF_A_BASE = {"PT", PER_100K}


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
    """What is to be compared. `mode`: the source of our own figures; "": official ones alone. `category` "": the usual one. `years`
    None: the newest that most countries have. `misread`: sentences on what the address says and nothing answers.
    """

    indicator: Indicator
    countries: Sequence[str]
    mode: str
    is_official: bool
    category: str = ""
    years: Years | None = None
    per_inhabitants: bool = False
    misread: Sequence[str] = ()

    @property
    def shows_official(self) -> bool:
        """Official series count the whole, never one category of ours."""
        return self.is_official and not self.category


@dataclass(frozen=True)
class Comparison:
    """What is compared, the indicator as its source feeds it. `has_apart`: official series in another unit, or of organisations or
    the press, are left out. `is_example`: nobody in it is real. `every`: from which year to which there are figures; `years`: from
    which to which they are shown; None: there are none.
    """

    asked: Asked
    indicator: Indicator
    unit: str
    panels: Sequence[Panel]
    has_apart: bool
    is_example: bool
    every: Years | None = None
    years: Years | None = None

    @property
    def is_count(self) -> bool:
        """Whether it has no base, and no interval."""
        return self.unit not in _OF_A_BASE

    @property
    def is_rate(self) -> bool:
        """Whether its numbers are divided by the inhabitants, as was asked for."""
        return self.asked.per_inhabitants and self.unit == PER_100K

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


def categories(indicator: Indicator, there: Shelf, mode: str) -> list[str]:
    """Of which code each country's figure can be, as the tables have them; empty: there is but one figure."""
    read = indicator.read_from(mode)
    if not mode or read.part or read.kind not in {*OF_PARTS, "count"}:
        return []
    if read.kind == "duration_km":
        return list(read.marks)
    left_out = {*read.leave_out, *((read.total,) if read.kind == "distribution" else ())}
    fed = [one for one in there.releases if one.mode == mode and feeding.is_fed(indicator, one)]
    codes = dict.fromkeys(code for one in fed for code in one.sheet(read.tables[0]).codes_of(read.by))
    return [code for code in codes if code not in left_out]


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
    read = replace(read, headline=asked.category) if asked.category else read
    every = _standing(asked.indicator, there) if asked.shows_official else {}
    stately = _of_states(every)
    units = [one.unit for those in stately.values() for one in those]
    unit = read.unit if mode or read.unit in units else next(iter(units), read.unit)
    shown = {country: [one for one in those if one.unit == unit] for country, those in stately.items()}
    series = {country: _official(there.editions[country], shown, country) for country in shown if shown[country]}
    owns = _owns(read, there, mode, asked.years) if mode else []
    panels = [panel for country in asked.countries for panel in _panels(country, owns, series.get(country))]
    has_apart = any(len(shown[one]) < len(every[one]) for one in shown)
    spans = [_spans(panel) for panel in panels]
    years = asked.years or rules.common(
        [own or official for own, official in spans if own or not any(one for one, _o in spans)]
    )
    ends = [end for own, official in spans for span in (*own, *official) for end in span]
    panels = [_within(panel, years) for panel in panels] if years else panels
    return Comparison(
        asked, read, unit, panels, has_apart, is_example, Years(min(ends), max(ends)) if ends else None, years
    )


def _spans(panel: Panel) -> tuple[list[Years], list[Years]]:
    """Of which years a country has figures of ours, and official ones."""
    own = [one.years for one in panel.own.figures] if panel.own else []
    return own, [Years(year, year) for year in panel.official.series.years] if panel.official else []


def _within(panel: Panel, years: Years) -> Panel:
    """A number of several years together stands where any of them is asked for."""
    own, official = panel.own, panel.official
    if own:
        own = replace(own, figures=[one for one in own.figures if one.years.meets(years)])
    if official:
        kept = {year: number for year, number in official.series.years.items() if years.first <= year <= years.last}
        official = replace(official, series=replace(official.series, years=kept)) if kept else None
    return replace(panel, own=own, official=official)


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


def _owns(indicator: Indicator, there: Shelf, mode: str, years: Years | None) -> list[Own]:
    """The newest publication of each country and organisation, this desk's first."""
    newest: dict[tuple[tuple[str, ...], str], Release] = {}
    for one in there.releases:
        whose = one.countries, there.whose.organisation(one)  # not by the key, which is renewed
        known = newest.get(whose)
        if one.mode == mode and feeding.is_fed(indicator, one) and (known is None or one.last > known.last):
            newest[whose] = one
    found = [
        Own(one, organisation, figures(indicator, one, years)) for (_countries, organisation), one in newest.items()
    ]
    return sorted(found, key=lambda one: one.organisation)
