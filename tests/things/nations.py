"""Publications of three countries that a regional one adds up."""

from collections.abc import Sequence
from typing import Any

from bundled import bundle
from litigation_app.statistics.releases import Release
from tables_of_people import cohorts, people, tables_of

SEEDS = {"RS": 11, "MK": 12, "ME": 13}
YEARS = range(2015, 2020)


def national(country: str, a_year: int, years: Sequence[int] = YEARS, **changes: Any) -> Release:
    """What a partner's gate would let out about so many people of each year."""
    made = cohorts("caseload", people(SEEDS[country], years, a_year), 2022, country=country)
    return bundle(SEEDS[country], country, years[0], years[-1], tables=tables_of(made), **changes)
