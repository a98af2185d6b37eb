"""What is to be known before countries are compared: what differs between their figures, and the pitfalls of the indicator?"""

from collections.abc import Iterator

from litigation_app.core.language import _, _n, current
from litigation_app.statistics.countries.pictures import heading
from litigation_app.statistics.countries.queries import Comparison
from litigation_app.statistics.countries.rules import Years
from litigation_app.statistics.indicators import presenting
from litigation_app.statistics.official import ratios
from litigation_app.statistics.official.picturing import inhabitants
from litigation_app.statistics.releases.presenting import countries


def cautions(comparison: Comparison) -> list[str]:
    """What differs here comes first."""
    said = [*_sources(comparison), *_years(comparison), *_official(comparison)]
    values = [one.value for own in comparison.owns for one in own.figures]
    indicator = comparison.indicator
    if comparison.owns and not comparison.is_count:
        said.append(presenting.method(indicator))
    said += [*presenting.cautions(indicator, values), *_inhabitants(comparison)]
    return [*dict.fromkeys(said), *(one.read_in(current()) for one in indicator.pitfalls)]


def _sources(comparison: Comparison) -> Iterator[str]:
    if comparison.owns and comparison.officials:
        yield _(
            "Own figures and official ones are two counts of partly the same people or cases, each made in its own way. They never "
            "stand in one series or one average."
        )


def _years(comparison: Comparison) -> Iterator[str]:
    """How many years a figure takes together, where it differs or is more than one."""
    there = [(heading(one), one.own.figures) for one in comparison.panels if one.own and one.own.figures]
    every = [(name, Years(figures[0].years.first, figures[-1].years.last)) for name, figures in there]
    if len({years for _name, years in every}) > 1:
        spans = "; ".join(f"{name}: {years.first}–{years.last}" for name, years in every)
        yield _(
            "Our own figures are not of the same years: %(spans)s. Do not add them up, and compare the same years.",
            spans=spans,
        )
    widest = {name: max(each.years.width for each in figures) for name, figures in there}
    if max(widest.values(), default=1) > 1:
        counts = [(name, _n("%(num)s year", "%(num)s years", count)) for name, count in widest.items()]
        spans = "; ".join(f"{name}: {count}" for name, count in counts)
        yield _("Years together in one figure: %(spans)s. A wide stroke hides what changed within it.", spans=spans)


def _inhabitants(comparison: Comparison) -> Iterator[str]:
    """Whose numbers of inhabitants rates are divided by, and how sure each is."""
    if not comparison.is_rate:
        return
    kind = next(one for one in ratios.kinds() if one.of[0] == ratios.POPULATION)
    for country in dict.fromkeys(panel.country for panel in comparison.panels):
        yield _(
            "Inhabitants, %(country)s: %(sources)s", country=countries((country,)), sources=inhabitants(kind, country)
        )


def _official(comparison: Comparison) -> Iterator[str]:
    """Where official series count other things, where others print other numbers, and what is left out."""
    found = comparison.officials
    if comparison.asked.is_official and comparison.asked.category:
        yield _("Official series count the whole, not this category: they are left out.")
    if len({one.series.title for _country, one in found}) > 1:
        series = "; ".join(f"{countries((country,))}: {one.series.title}" for country, one in found)
        yield _("The official series are not the same everywhere: %(series)s.", series=series)
    others = "; ".join(
        f"{countries((country,))}: {', '.join(other.body for other in one.others)}"
        for country, one in found
        if one.others
    )
    if others:
        yield _("Others print numbers of the same too (%(others)s): they stand under Official figures.", others=others)
    if comparison.has_apart:
        yield _("Series in another unit, and those of organisations or the press, stand on the page of the indicator.")
