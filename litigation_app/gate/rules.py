"""Which years stand together as a cohort, which of its tables is ripe, which publication is due, which codes stand together?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from litigation_app.core.toml_files import read_toml

_BROADER = {name: entry["codes"] for name, entry in read_toml(__file__, "coarser.toml").items()}
FIRST_YEAR = 2010
MONTHS = 12  # of a year


@dataclass(frozen=True)
class Wish:
    """A publication: of which source, country and closed year."""

    mode: str
    country: str
    year: int


@dataclass(frozen=True, order=True)
class Block:
    """Years that stand together, both included; one alone is a year."""

    first: int
    last: int

    @property
    def code(self) -> str:
        """As a table prints it: "2019", "2015_2019"."""
        return str(self.first) if self.first == self.last else f"{self.first}_{self.last}"

    @property
    def years(self) -> range:
        return range(self.first, self.last + 1)

    def meets(self, other: "Block") -> bool:
        """Whether they have a year in common."""
        return self.first <= other.last and other.first <= self.last

    def holds(self, other: "Block") -> bool:
        """Whether all its years are of these."""
        return self.first <= other.first and other.last <= self.last

    @classmethod
    def of(cls, code: str) -> "Block":
        """The years of a code; raises ValueError for what is none."""
        first, _, last = code.partition("_")
        return cls(int(first), int(last or first))


def blocks(first: int, size: int, until: int) -> Iterator[Block]:
    """So many years at a time, on fixed bounds from `first` on, as far as the last of them is over by `until`."""
    yield from (Block(year, year + size - 1) for year in range(first, until - size + 2, size))


def ripe_in(block: Block, months: int) -> int:
    """At the end of which year everybody in it was followed for so many months."""
    return block.last + months // MONTHS


@dataclass(frozen=True)
class Calendar:
    """Month and day of the next year on which a year is closed, and after how many days its publication is late."""

    closed_on: str
    late_after_days: int

    def closes(self, year: int) -> date:
        return date.fromisoformat(f"{year + 1}-{self.closed_on}")

    def newest(self, today: date) -> int:
        """The last year that is closed."""
        return today.year - 1 if today > self.closes(today.year - 1) else today.year - 2

    def late_after(self, year: int) -> date:
        return self.closes(year) + timedelta(days=self.late_after_days)


@dataclass(frozen=True)
class Ripe:
    """Tables of a cohort, or of a year, that can be printed: everybody's time is over."""

    block: Block
    tables: tuple[str, ...]


def refuse_year(year: int, today: date, calendar: Calendar) -> str | None:
    """Why a publication of this year cannot be made, as a code: "early", "unfinished"; None: it can."""
    if year < FIRST_YEAR:
        return "early"
    return "unfinished" if year > calendar.newest(today) else None


def broader(variable: str, code: str) -> str:
    """Under which code a code is counted where a country prints less detail."""
    return str(_BROADER.get(variable, {}).get(code, code))
