"""From which tables does a publication feed an indicator?"""

from litigation_app.statistics.indicators.catalogue import Indicator
from litigation_app.statistics.releases import Release

_OF_EVERY_CODE = {"cohort_funnel", "distribution", "completeness"}


def read_in(indicator: Indicator, release: Release) -> Indicator:
    """An indicator as this publication feeds it."""
    return indicator.read_from(release.mode)


def is_fed(indicator: Indicator, release: Release) -> bool:
    """Whether the publication has the tables, and in them the codes, that the indicator is computed from."""
    indicator = read_in(indicator, release)
    if not indicator.tables or not all(release.has(table) for table in indicator.tables):
        return False
    codes = {code for table in indicator.tables for code in release.sheet(table).codes_of(indicator.by)}
    if indicator.edges:
        return bool(indicator.edges.keys() & codes)
    base = indicator.base or (indicator.total,)
    return indicator.kind in _OF_EVERY_CODE or {*indicator.part, *base} - {""} <= codes
