"""Of how many of those who were asked about is the answer known?"""

from litigation_app.statistics.indicators.catalogue import Indicator
from litigation_app.statistics.indicators.relations import Cells

KNOWN, FEW = "known_", "few_known"  # notes of a figure: known_64; few_known: fewer than LEAST of a hundred
LEAST = 70  # below it a figure is of low reliability. Source: the codebook of CTDC's data, as the indicators' conventions take it over
_NOT_KNOWN = {"unknown", "not_known", "not_said", "unseen"}  # codes that answer nothing, in every table


def known(indicator: Indicator, seen: Cells, year: str) -> int | None:
    """Percent, rounded down; None: of everybody, or it is not printed."""
    table_id = indicator.tables[0]
    table = seen.release.sheet(table_id)
    codes = [code for code in table.codes_of(indicator.by) if code in _NOT_KNOWN]
    if not codes:
        return None
    unknown = seen.sum(table_id, year, codes).value
    base = [code for code in indicator.base if code not in _NOT_KNOWN]
    asked = seen.sum(table_id, year, [*base, *codes] if base else [indicator.total]).value
    if not unknown or not asked:
        return None
    return int(100 * (asked - unknown) // asked)
