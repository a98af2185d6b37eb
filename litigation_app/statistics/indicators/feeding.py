"""From which tables does a publication feed an indicator, and which publications from the same?"""

from collections.abc import Iterable

from litigation_app.statistics.indicators.catalogue import Indicator
from litigation_app.statistics.releases import Release

_OF_EVERY_CODE = {"cohort_funnel", "distribution", "amount_quantile", "stock_quantile"}


def read_in(indicator: Indicator, release: Release) -> Indicator:
    """An indicator as this publication feeds it."""
    return indicator.read_from(release.mode, [table.id for table in release.tables])


def is_fed(indicator: Indicator, release: Release) -> bool:
    """Whether the publication has the tables, and in them the codes, that the indicator is computed from."""
    indicator = read_in(indicator, release)
    if not indicator.tables or not all(release.has(table) for table in indicator.tables):
        return False
    codes = {code for table in indicator.tables for code in release.sheet(table).codes_of(indicator.by)}
    if indicator.edges:
        return bool(indicator.edges.keys() & codes)
    return indicator.kind in _OF_EVERY_CODE or {*indicator.part, *indicator.base} <= codes


def alike(indicator: Indicator, found: Iterable[Release]) -> list[Release]:
    """Those that feed it from the same tables as the first that does: two windows in which people were followed are no series."""
    fed = [one for one in found if is_fed(indicator, one)]
    return [one for one in fed if read_in(indicator, one).tables == read_in(indicator, fed[0]).tables]


def followed(indicator: Indicator, release: Release) -> int:
    """For how many months everybody was followed whose durations a publication counts."""
    codes = release.sheet(indicator.tables[0]).codes_of(indicator.by)
    return max(indicator.edges[code] for code in codes if code in indicator.edges)
