"""What does a figure of the state say besides its number: of which period is it, and how sure is it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from litigation_app.statistics.official import presenting
from litigation_app.statistics.official.figures import period_of
from litigation_app.statistics.releases import Row, Table

_SURE, _CALENDAR = "high", "calendar"


@dataclass(frozen=True)
class Printed:
    """A figure of the state. `year`: 2021; 2013_2016 together; _2020 up to then; _U not dated."""

    year: str
    code: str
    body: str
    period: str
    confidence: str
    value: int | Decimal | None
    is_impossible: bool = False

    @classmethod
    def of(cls, table: Table, row: Row) -> "Printed":
        """The same in a row of a table of official figures."""
        at = dict(zip(table.dimensions, row.codes, strict=True))
        return cls(
            at["YEAR"], at["BREAKDOWN"], at["SERIES"], at["PERIOD"], at["CONFIDENCE"], row.value, row.is_impossible
        )

    def holds(self, year: str) -> bool:
        """Whether the year is one of several that the figure counts together."""
        first, _, last = self.year.partition("_")
        return last.isdigit() and int(first or 0) <= int(year) <= int(last)

    def when(self) -> str:
        """The period as readers write it: 2019-04-01 to 2020-03-31; to 2020-12-31; 2013 to 2016; not dated."""
        days = [one for one in self.period.split("__")[1:] if one.isdigit()]
        written = [f"{day[:4]}-{day[4:6]}-{day[6:]}" for day in days]
        if len(written) == 2:
            return " to ".join(written)
        return f"to {written[0]}" if written else self.year.replace("_", " to ") if self.year != "_U" else "not dated"

    @property
    def is_aside(self) -> bool:
        """Whether no cell of a year can hold it: of several years, up to a day, or not dated."""
        return not self.year.isdigit()

    @property
    def is_plain(self) -> bool:
        """Whether a cell says all of it."""
        return not self.is_aside and self.period == _CALENDAR and self.confidence == _SURE

    def said(self) -> str:
        """The same in the reader's language: of which period, the number where no cell has it, and how sure it is."""
        unsure = "" if self.confidence == _SURE else f" ({presenting.words('CONFIDENCE', self.confidence)})"
        when = "" if self.period == _CALENDAR else presenting.when(period_of(self.year, self.period))
        if self.is_aside:
            return f"{when}: {self._number()}{unsure}"
        return f"{self.year}: {when}{unsure}" if when else f"{self.year}{unsure}"

    def _number(self) -> str:
        value = None if self.value is None else Decimal(self.value)
        return presenting.number(value, is_impossible=self.is_impossible)


def asides(rows: Sequence[Printed], years: Sequence[str]) -> tuple[Printed, ...]:
    """Those of which a cell does not say all, each once, in the order of time."""
    told = [one for one in rows if one.is_aside or (one.year in years and not one.is_plain)]
    return tuple(sorted(dict.fromkeys(told), key=lambda one: (one.year, one.period)))


def remark(rows: Sequence[Printed], years: Sequence[str]) -> str:
    """The same in English, for programs."""
    said = []
    for one in asides(rows, years):
        unsure = "" if one.confidence == _SURE else f" ({one.confidence})"
        if one.is_aside:
            said.append(f"{one.when()}: {'not printed' if one.value is None else one.value}{unsure}")
        else:
            said.append(f"{one.year}{'' if one.period == _CALENDAR else f' is {one.when()}'}{unsure}")
    return "; ".join(sorted(dict.fromkeys(said)))
