"""Of how many of those who were asked about is the answer known?"""

from litigation_app.statistics.indicators.catalogue import Indicator
from litigation_app.statistics.indicators.formulas.ranges import Cell, less
from litigation_app.statistics.indicators.relations import Cells

KNOWN, FEW = "known_", "few_known"  # notes of a figure: known_64; few_known: fewer than LEAST of a hundred
LEAST = 70  # below it a figure is of low reliability. Source: the codebook of CTDC's data, as the indicators' conventions take it over
_NOT_KNOWN = {"unknown", "not_known", "not_said", "unseen"}  # codes that answer nothing, in every table
# Whom the question is about, where the code of those of whom it is not known also counts others: whoever got no prison sentence has
# no minimum that it could lie below.
_ASKED = {"accused_by_minimum": ("accused_by_sentence", ("under_3", "3_to_5", "over_5"))}


def known(indicator: Indicator, seen: Cells, year: str) -> int | None:
    """Percent, rounded down; None: of everybody, or it is not printed."""
    found = answers(indicator, seen, year)
    answered, asked = (found[0].value, found[1].value) if found else (None, None)
    if not asked or answered is None or answered == asked:
        return None
    return int(100 * answered // asked)


def answers(indicator: Indicator, seen: Cells, year: str) -> tuple[Cell, Cell] | None:
    """How many answers are known, of how many that were asked for; None: its table has no code for an unknown one."""
    table_id = indicator.tables[0]
    codes = [code for code in seen.release.sheet(table_id).codes_of(indicator.by) if code in _NOT_KNOWN]
    if not codes:
        return None
    base = [code for code in indicator.base if code not in _NOT_KNOWN]
    if table_id in _ASKED:
        about, those = _ASKED[table_id]
        return seen.sum(table_id, year, base), seen.sum(about, year, those)
    asked = seen.sum(table_id, year, [*base, *codes] if base else [indicator.total])
    return less(asked, seen.sum(table_id, year, codes)), asked
