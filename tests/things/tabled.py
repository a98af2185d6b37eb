"""Tables of a partner's bundle, and what a search of them finds."""

from collections.abc import Collection, Mapping

from bundled import bundle
from litigation_app.gate.partners.bundle_audit import Place, given_away
from litigation_app.statistics.releases import RowOut, TableOut

K = 5
FIRST = 2020
Codes = tuple[str, str]
Counts = Mapping[Codes, int]


def with_totals(inside: Counts) -> dict[Codes, int]:
    """All cells of a table by year and form, its totals of each year too."""
    years, codes = {year for year, _ in inside}, {code for _, code in inside}
    return {**inside, **{(year, "_T"): sum(inside[year, code] for code in codes) for year in years}}


def of(values: Counts, hidden: Collection[Codes], name: str = "cohort_form", by: str = "FORM") -> TableOut:
    rows = [RowOut(codes, None if codes in hidden else value) for codes, value in values.items()]
    return TableOut(name, "Invented", "PERSON", "victim", ("YEAR", by), rows)


def searched(*tables: TableOut, years: int = 4) -> Place | None:
    return given_away(bundle(first=FIRST, last=FIRST + years - 1, tables=list(tables)), K)
