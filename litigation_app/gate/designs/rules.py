"""What is one printed table of a publication, and what are all of one cohort together?"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from litigation_app.disclosure.links import Link
from litigation_app.disclosure.tables import TOTAL, Cross, Table, key

MONEY = "EUR"


@dataclass(frozen=True)
class Sheet:
    """One printed table: its name, what is counted, its dimensions, and the cell key behind each code of the second one."""

    id: str
    title: str
    unit: str
    counted: str
    dimensions: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(code for code, _key in self.rows)


@dataclass(frozen=True)
class Counted:
    """In which unit a table counts, and what: PERSON and "accused"."""

    unit: str
    what: str


@dataclass(frozen=True)
class Design:
    """All tables of one cohort, or of one year, with the links among them. `weights`: by key how many times as dear as any other
    number it is to hide; `is_public`: of public acts, so that nothing is hidden; `given`: what public acts print of it anyway;
    `behind`: by key of a sum the cell that counts whoever stands behind it ("cohort_paid:paid").
    """

    tables: tuple[Table, ...]
    links: tuple[Link, ...]
    sheets: tuple[Sheet, ...]
    weights: Mapping[str, float] = field(default_factory=dict)
    is_public: bool = False
    given: frozenset[str] = frozenset()
    behind: Mapping[str, str] = field(default_factory=dict)

    @property
    def keys(self) -> frozenset[str]:
        """Every cell that some sheet prints."""
        return frozenset(key for sheet in self.sheets for _code, key in sheet.rows)


@dataclass(frozen=True)
class Shown:
    """What of a table is printed: `codes` (none named: all), as parts of the code `whole`. `dimension`: under which name ("": its own)."""

    dimension: str = ""
    codes: tuple[str, ...] = ()
    whole: str = TOTAL


ALL = Shown()


def cross_sheet(name: str, title: str, counted: Counted, table: Cross, shown: Shown = ALL) -> Sheet:
    """A table as it is printed."""
    codes = [(shown.whole, TOTAL), *((code, code) for code in (shown.codes or table.by.codes))]
    rows = tuple((said, key(table.time.name, TOTAL, table.by.name, code)) for code, said in codes)
    return Sheet(name, title, counted.unit, counted.what, ("YEAR", shown.dimension or table.by.name), rows)
