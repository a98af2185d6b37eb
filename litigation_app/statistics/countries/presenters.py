"""How does the comparison read: a sentence that ranks no more than the intervals allow, a table, what to know, whence it comes?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from litigation_app.core.charts import periods
from litigation_app.core.language import _, current
from litigation_app.core.text import Hidden
from litigation_app.law import loader
from litigation_app.law.graph import DOUBT
from litigation_app.statistics.countries import cautions, pictures, rules
from litigation_app.statistics.countries.figures import Figure
from litigation_app.statistics.countries.pictures import Drawn
from litigation_app.statistics.countries.queries import Comparison, Official, Panel
from litigation_app.statistics.countries.rules import Newest, Years
from litigation_app.statistics.exports import pictures as saved
from litigation_app.statistics.indicators import picturing, presenting
from litigation_app.statistics.indicators.catalogue import Indicator
from litigation_app.statistics.indicators.tabulating import printed
from litigation_app.statistics.official import ratios
from litigation_app.statistics.official.presenting import number
from litigation_app.statistics.releases import TOTAL, vocabulary
from litigation_app.statistics.releases.presenting import countries, edition

Cell = str | Hidden | None


@dataclass(frozen=True)
class Row:
    """A country's figures of the same years. `span`: how many rows its name stands for; 0: it stands above."""

    country: str
    span: int
    years: str
    own: Sequence[Cell]
    official: Sequence[Cell]


@dataclass(frozen=True)
class Grid:
    """The table: headings of both halves, empty where it has none, and its rows."""

    own: Sequence[str]
    official: Sequence[str]
    rows: Sequence[Row]


@dataclass(frozen=True)
class Sentence:
    """What stands above: `figures` are country, figure and years; `more` says which of them differ."""

    lead: str
    figures: Sequence[tuple[str, str, str]]
    more: Sequence[str]


@dataclass(frozen=True)
class Shown:
    """All that the page has. `panels` empty: so little is printed that an axis would be invented."""

    title: str
    unit: str
    sentence: Sentence
    panels: Sequence[Drawn]
    legend: Sequence[tuple[Markup, str]]
    grid: Grid
    counted: Sequence[tuple[str, str]]
    cautions: Sequence[str]
    source: str
    has_own: bool


def shown(comparison: Comparison) -> Shown:
    """Everything in the reader's language."""
    return Shown(
        heading(comparison),
        unit(comparison),
        sentence(comparison),
        pictures.drawn(comparison),
        [(periods.key(kind), words) for kind, words in pictures.legend(comparison)],
        grid(comparison),
        list(_counted(comparison)),
        cautions.cautions(comparison),
        source(comparison),
        bool(comparison.owns) and not comparison.is_rate,
    )


def heading(comparison: Comparison) -> str:
    """What is compared; of many shares which one."""
    return ": ".join(filter(None, (comparison.indicator.say("title", current()), part(comparison.indicator))))


def part(indicator: Indicator) -> str:
    """Of many shares the name of the one that stands for all; "": there is but one."""
    is_of_many = indicator.kind in {"distribution", "duration_km"} or indicator.headline not in {"", TOTAL}
    return vocabulary.code(indicator.by, indicator.headline, current()) if is_of_many else ""


def unit(comparison: Comparison) -> str:
    """What stands above the axis."""
    said = picturing.unit_of(comparison.unit)
    said = _("%(unit)s a year", unit=said) if comparison.is_count else said
    return _("%(unit)s; the same axis everywhere", unit=said)


def sentence(comparison: Comparison) -> Sentence:
    """The newest figure of each country, and which of them differ beyond chance; never ours beside an official one."""
    newest = [(one, one.own.figures[-1]) for one in comparison.panels if one.own and one.own.figures]
    if not newest:
        return _official_alone(comparison)
    said = [_newest(comparison, pictures.heading(panel), one) for panel, one in newest]
    return Sentence(_("The newest of our own figures:"), said, list(_ranked(comparison, newest)))


def _newest(comparison: Comparison, name: str, one: Figure) -> tuple[str, str, str]:
    said, years = presenting.told(comparison.indicator, one.value), words_of(one.years)
    if said is None:
        return name, _("suppressed"), years
    return name, said, _("%(years)s, suppressed within these", years=years) if isinstance(said, Hidden) else years


def _official_alone(comparison: Comparison) -> Sentence:
    """Whole counts are not ranked: chance is not in them, but each source counts in its own way."""
    newest = [(countries((country,)), one.series, max(one.series.years)) for country, one in comparison.officials]
    if not newest:
        return Sentence(_("Nothing is published of these countries."), (), ())
    said = [(name, number(series.years[year]), str(year)) for name, series, year in newest]
    return Sentence(
        _("The newest official figures:"), said, [_("They are not ranked, for each source counts in its own way.")]
    )


def _ranked(comparison: Comparison, newest: Sequence[tuple[Panel, Figure]]) -> Iterator[str]:
    """Sentences on which is higher; a hidden figure and a count have no interval and no rank."""
    if comparison.is_rate:
        yield _("Rates are not ranked: they follow whom the organisation and the authorities reach in each country.")
        return
    if comparison.is_count:
        yield _(
            "Counts have no interval and are not ranked: they follow the size of the country and of the organisation."
        )
        return
    doubtful = list(dict.fromkeys(one.country for one, _figure in newest if _is_doubtful(comparison.indicator, one)))
    if doubtful:
        yield _(
            "Not ranked, for some offences in the law data that the figure rests on are of low confidence: %(countries)s.",
            countries=countries(doubtful),
        )
    firm = [(pictures.heading(panel), one) for panel, one in newest if panel.country not in doubtful]
    sure = [
        Newest(name, one.years, one.value.low, one.value.high)
        for name, one in firm
        if one.value.value is not None and one.value.low is not None and one.value.high is not None
        and one.value.interval_method in presenting.METHODS
    ]  # fmt: skip
    if len(sure) < len(firm):
        yield _("Figures without a 95 percent interval, such as suppressed ones, are not ranked.")
    found = rules.ranking(sure)
    for name, below in found.higher:
        yield _(
            "%(country)s is above %(others)s: their 95 percent intervals do not overlap.",
            country=name, others=", ".join(below),
        )  # fmt: skip
    if found.has_rest and found.higher:
        yield _("No others are ranked: their intervals overlap, or they have no year in common.")
    elif found.has_rest:
        yield _("No country is ranked above another: their intervals overlap, or they have no year in common.")


def _is_doubtful(indicator: Indicator, panel: Panel) -> bool:
    """Whether its codes come from offences of the country's law data of which one is of low confidence."""
    offences = loader.load(panel.country).offences if indicator.rests_on else ()
    return any(getattr(one, indicator.rests_on) == DOUBT[-1] for one in offences)


def words_of(years: Years) -> str:
    return str(years.first) if years.width == 1 else f"{years.first}–{years.last}"


def grid(comparison: Comparison) -> Grid:
    """A row for each country and years, our own figure and the official one of the very same years beside each other."""
    counted = [_("Number")] if comparison.is_count else [_("Counted"), _("Out of"), picturing.unit_of(comparison.unit)]
    own = [*counted, *([] if comparison.is_count else [_("95 percent interval")])] if comparison.asked.mode else []
    official = counted if comparison.asked.shows_official else []
    rows = [row for panel in comparison.panels for row in _rows(comparison, panel, len(own), len(official))]
    return Grid(own, official, rows)


def _rows(comparison: Comparison, panel: Panel, own: int, official: int) -> Iterator[Row]:
    mine = {one.years: one for one in panel.own.figures} if panel.own else {}
    theirs = {Years(year, year): year for year in panel.official.series.years} if panel.official else {}
    every = sorted({*mine, *theirs})
    if not every:
        yield Row(pictures.heading(panel), 1, "–", ["–"] * own, ["–"] * official)
    for place, years in enumerate(every):
        yield Row(
            pictures.heading(panel), 0 if place else len(every), words_of(years),
            _own(comparison, mine[years]) if years in mine else [""] * own,
            _official(comparison, panel.country, panel.official, theirs[years]) if panel.official and years in theirs else [""] * official,
        )  # fmt: skip


def _own(comparison: Comparison, one: Figure) -> list[Cell]:
    said = presenting.told(comparison.indicator, one.value)
    if comparison.is_count:
        return [said]
    numbers = [printed(cell) if cell else "–" for cell in (one.part, one.base)]
    numbers[1:] = [f"{numbers[1]} {_unsure(one.confidence)}".strip()] if one.confidence else numbers[1:]
    is_sure = one.value.interval_method in presenting.METHODS
    return [*numbers, said, presenting.interval(one.value, comparison.unit) if is_sure else "–"]


def _official(comparison: Comparison, country: str, found: Official, year: int) -> list[Cell]:
    """A share that was printed as a share has no parts."""
    value = number(found.series.years[year])
    if comparison.is_count:
        return [value]
    if year not in found.series.parts:
        return ["–", "–", value]
    part, whole = map(number, found.series.parts[year])
    if not comparison.is_rate:
        return [part, whole, value]
    unsure = _unsure(ratios.residents(country, year).confidence)
    return [part, f"{whole} {unsure}".strip(), presenting.number(found.series.years[year], 2)]


def _unsure(confidence: str) -> str:
    """The mark of a number of inhabitants that no source was looked up for."""
    return f"({_('not verified')})" if confidence == ratios.MEMORY else ""


def _counted(comparison: Comparison) -> Iterator[tuple[str, str]]:
    """What the columns count, and what each official series is."""
    if comparison.owns:
        indicator = comparison.indicator
        yield _("Own: counted"), indicator.say("numerator", current())
        if not comparison.is_count:
            people = _("inhabitants of these years, year by year")
            base = people if comparison.is_rate else indicator.say("denominator", current())
            yield _("Own: out of"), base
    for country, one in comparison.officials:
        yield _("Official, %(country)s", country=countries((country,))), one.series.title


def source(comparison: Comparison) -> str:
    """Whence every number comes, for the foot of the page and inside the saved picture."""
    own = [name for one in comparison.owns for name in one.release.parts or [one.release.id]]
    bodies = dict.fromkeys(one.series.body for _country, one in comparison.officials)
    official = [f"{body} ({'; '.join(_editions(comparison, body))})" for body in bodies]
    return saved.source(own, comparison.indicator, official, is_example=comparison.is_example)


def _editions(comparison: Comparison, body: str) -> list[str]:
    """The editions of official figures that this body's numbers are taken from, countries of the same number together."""
    by_number: dict[int, list[str]] = {}
    for country, one in comparison.officials:
        if one.series.body == body and one.release.vintage:
            by_number.setdefault(one.release.vintage.number, []).append(country)
    return [edition(those, at) for at, those in by_number.items()]
