"""What are numbers for every hundred thousand inhabitants, so that countries of other sizes can be compared?"""

from dataclasses import replace
from decimal import Decimal

from litigation_app.statistics.countries.figures import Figure
from litigation_app.statistics.countries.queries import PER_100K, Comparison, Panel
from litigation_app.statistics.indicators.formulas.ranges import exactly
from litigation_app.statistics.indicators.formulas.rates import PER, rate
from litigation_app.statistics.official import ratios
from litigation_app.statistics.official.figures import CONFIDENCES


def compared(counts: Comparison) -> Comparison:
    """Where the reader asks for it every number divided by the inhabitants of its years together, times 100,000: a yearly mean."""
    if not (counts.asked.per_inhabitants and counts.is_count):
        return counts
    panels = [_per(panel) for panel in counts.panels]
    return replace(counts, panels=panels, unit=PER_100K, indicator=replace(counts.indicator, unit=PER_100K))


def _per(panel: Panel) -> Panel:
    own, official = panel.own, panel.official
    if own:
        own = replace(own, figures=[_rated(panel.country, one) for one in own.figures])
    if official:
        people = {year: Decimal(ratios.residents(panel.country, year).people) for year in official.series.years}
        parts = {year: (number, people[year]) for year, number in official.series.years.items()}
        rates = {year: (PER * number / of).quantize(Decimal("0.01")) for year, (number, of) in parts.items()}
        official = replace(official, series=replace(official.series, years=rates, parts=parts, unit=PER_100K))
    return replace(panel, own=own, official=official)


def _rated(country: str, one: Figure) -> Figure:
    each = [ratios.residents(country, year) for year in range(one.years.first, one.years.last + 1)]
    people = sum(there.people for there in each)
    found = rate(one.part or exactly(Decimal(0)), people)
    value = replace(
        one.value, value=found.value, low=found.low, high=found.high, interval_method=found.method, n=None, status=found.status
    )  # fmt: skip
    sure = max((there.confidence for there in each), key=CONFIDENCES.index)
    return Figure(one.years, value, one.part, exactly(Decimal(people)), sure)
