"""Of which cells of a publication does a number that others published speak, and how exactly?"""

from collections.abc import Collection
from dataclasses import dataclass

from litigation_app.disclosure.believing import Outside
from litigation_app.gate.coarser import code_in, divides, period_of
from litigation_app.gate.sheets import Design, Sheet

COUNTS = frozenset({"PERSON", "CLAIM", "DECISION", "HEARING"})


@dataclass(frozen=True)
class Published:
    """A number that others published: of a code of a table in a country, over years (both included) together."""

    name: str
    country: str
    table: str
    code: str
    first_year: int
    last_year: int
    low: int
    high: int | None


def of_design(known: Published, design: Design, countries: Collection[str]) -> Outside | None:
    """What it says of the cells of a publication; None: nothing.

    Where the publication is coarser, or of more countries, it says "at least"; where the number is of more years than the
    publication, "at most".
    """
    sheet = next((one for one in design.sheets if one.id == known.table), None)
    said = {str(year) for year in range(known.first_year, known.last_year + 1)}
    inside = said & set(design.years)
    if sheet is None or known.country not in countries or not inside:
        return None
    code = code_in(design, _variable(sheet), known.code)
    when = period_of(design.years, design.coarser)
    every = dict.fromkeys(when[year] for year in design.years if year in inside)
    where = dict(sheet.rows)
    times = tuple(time for time in every if (time, code) in where)  # closed cohorts begin some years later
    is_all = all(when[year] not in times or year in inside for year in design.years)
    is_exact = code == known.code and is_all and tuple(countries) == (known.country,)
    low = known.low if said <= set(design.years) and len(times) == len(every) else 0
    high = known.high if is_exact else None
    if (low == 0 and high is None) or not times:
        return None
    return Outside(known.name, tuple(where[time, code] for time in times), low, high)


def _variable(sheet: Sheet) -> str:
    return divides(sheet.tables[0])[0]


def refuse_range(low: int | None, high: int | None) -> str | None:
    """Why a number is none, as a code: "low" (missing or negative), "order"; None: it is one."""
    if low is None or low < 0:
        return "low"
    return "order" if high is not None and high < low else None
