"""Of which cells of a publication does a number that others published speak, and how exactly?"""

from dataclasses import dataclass

from litigation_app.disclosure.audit.external_figures import Outside
from litigation_app.gate.designs.rules import Design
from litigation_app.gate.rules import Block, broader

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


def of_design(figure: Published, block: Block, design: Design) -> Outside | None:
    """What it says of the cells of a cohort; None: nothing.

    Where the cohort's codes are broader, or its years more, it says "at least"; where the number is of more years, "at most".
    """
    sheet = next((one for one in design.sheets if one.id == figure.table), None)
    said = Block(figure.first_year, figure.last_year)
    is_inside = block.first <= said.first and said.last <= block.last
    is_around = said.first <= block.first and block.last <= said.last
    if sheet is None or not (is_inside or is_around):
        return None
    cells = dict(sheet.rows)
    code = figure.code if figure.code in cells else broader(sheet.dimensions[1], figure.code)
    low = figure.low if is_inside else 0
    high = figure.high if is_around and code == figure.code else None
    if code not in cells or (low == 0 and high is None):
        return None
    return Outside(figure.name, (cells[code],), low, high)


def refuse_range(low: int | None, high: int | None) -> str | None:
    """Why a number is none, as a code: "low" (missing or negative), "order"; None: it is one."""
    if low is None or low < 0:
        return "low"
    return "order" if high is not None and high < low else None
