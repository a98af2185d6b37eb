"""What was printed before of a source and country: which cohorts, how, and in what state is all of it?"""

import hashlib
import math
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from litigation_app.core.refused import Refused
from litigation_app.disclosure.effort import Busy
from litigation_app.disclosure.model import Interval
from litigation_app.disclosure.tables import TOTAL
from litigation_app.gate.actions import settle
from litigation_app.gate.designs import cohorts
from litigation_app.gate.designs import queries as plan
from litigation_app.gate.designs.rules import Sheet
from litigation_app.gate.models import ReleaseDraft
from litigation_app.gate.protection.proposal import Earlier, Line
from litigation_app.gate.queries import drafts
from litigation_app.gate.rules import Block, Ripe
from litigation_app.statistics.releases import Release, ReleaseBroken, Table, load, shelf
from litigation_app.statistics.releases.reading import named

_TOTAL_KEY = f"YEAR={TOTAL}"


class DraftRefused(Refused):
    """Why a draft cannot be made or agreed to, as a code; `of`: the publication or draft in the way."""


@contextmanager
def unless_busy() -> Iterator[None]:
    """Say it where the clock ended work that the count had not: DraftRefused "busy"."""
    try:
        yield
    except Busy as stop:
        raise DraftRefused("busy") from stop


@dataclass(frozen=True)
class Previous:
    """What lies on the shelf of a source and country. `lines`: by table and code of years its rows; `in_year`: by the same of
    which year the publication was; `old`: the years of publications of another plan or version, whose people are not printed again.
    """

    lines: Mapping[tuple[str, str], Sequence[Line]] = field(default_factory=dict)
    in_year: Mapping[tuple[str, str], int] = field(default_factory=dict)
    old: Sequence[Block] = ()

    @property
    def head(self) -> str:
        """SHA-256 over all of it: a draft is agreed to beside what it was prepared beside."""
        said = sorted([*key, [list(map(str, line)) for line in lines]] for key, lines in self.lines.items())
        return hashlib.sha256(repr([said, sorted(map(repr, self.old))]).encode()).hexdigest()

    def left(self, found: Sequence[Ripe]) -> list[Ripe]:
        """What of it was not printed yet, whatever years stood together then, of people whom no older plan printed."""
        kept = [one for one in found if not any(one.block.meets(old) for old in self.old)]
        printed = [(table, Block.of(code)) for table, code in self.lines]

        def is_new(table: str, block: Block) -> bool:
            return not any(name == table and block.meets(other) for name, other in printed)

        every = [Ripe(one.block, tuple(table for table in one.tables if is_new(table, one.block))) for one in kept]
        return [one for one in every if one.tables]

    def counted_in(self, year: int) -> int | None:
        """In the publication of which year the people of a year of first contact were counted first; None: they were not yet."""
        return min((one for (_table, code), one in self.in_year.items() if year in Block.of(code).years), default=None)

    def is_untold(self, country: str, block: Block) -> bool:
        """Whether how many people a cohort has was hidden: nothing more is ever printed of it but money."""
        return _TOTAL_KEY in self.earlier(country, block).withheld

    def earlier(self, country: str, block: Block) -> Earlier:
        """What was printed of a cohort; of public acts nothing that is about the same people."""
        names = {table for table, code in self.lines if code == block.code}
        tables = [one for one in plan.cohort_tables(country, names) if one.unit != "EUR"]
        if not tables:
            return Earlier()
        design = cohorts.design(tables, 1.0)
        said, hidden = dict[str, int](), dict[str, Interval]()
        for sheet in design.sheets:
            mine = _printed_of(sheet, self.lines[sheet.id, block.code])
            said |= mine[0]
            hidden |= mine[1]
        relations = cohorts.system([], tables, design).relations
        return Earlier(said, {key: span for key, span in hidden.items() if key not in said}, relations)


def _printed_of(sheet: Sheet, rows: Sequence[Line]) -> tuple[dict[str, int], dict[str, Interval]]:
    """The counts that a table of an earlier publication printed, and the ranges of those that it withheld, by cell."""
    where = dict(sheet.rows)
    said = {where[code]: int(value) for _years, code, value, *_range in rows if value is not None}
    hidden = {
        where[code]: Interval(low or 0, math.inf if high is None else high)
        for _years, code, value, low, high in rows
        if value is None
    }
    return said, hidden


def of_shelf(on_shelf: Path, trusted: Set[bytes], mode: str, country: str) -> Previous:
    """Read anew from the shelf, every file checked. Raises DraftRefused for what cannot be read, whatever its source: nobody can
    say what it printed. Of whom it is its name says, which belongs to its content; the rest is believed once it is checked.
    """
    if settle(on_shelf, [ReleaseDraft]):
        raise DraftRefused("unshelved")
    lines, in_year, old = dict[tuple[str, str], Sequence[Line]](), dict[tuple[str, str], int](), list[Block]()
    there = shelf(on_shelf)
    _require_all({one.id for one in there}, mode, country)
    for one in there:
        if country not in named(one.id).countries:
            continue
        release = _read(on_shelf, trusted, one.id, one.title)
        if release.mode != mode:
            continue
        if release.plan != plan.PLANS[mode].ref:
            old += [Block.of(code) for table in release.tables for code in table.codes_of("YEAR")]
            continue
        for table in release.tables:
            for code in table.codes_of("YEAR"):
                lines[table.id, code] = lines_of(table, code)
                in_year[table.id, code] = release.reference_date.year
    return Previous(lines, in_year, old)


def _require_all(there: Set[str], mode: str, country: str) -> None:
    """Everything that was published here lies there still; raises DraftRefused."""
    for one in drafts():
        if one.mode == mode and country in one.country_codes and one.release_id and one.release_id not in there:
            raise DraftRefused("missing", one.title)


def _read(on_shelf: Path, trusted: Set[bytes], name: str, title: str) -> Release:
    try:
        return load(on_shelf, name, trusted)
    except ReleaseBroken as broken:
        raise DraftRefused("broken", title) from broken


def lines_of(table: Table, code: str = "") -> list[Line]:
    """The rows of a table (or of these years) as the gate has them."""
    return [[*row.codes, _written(row.value), row.low, row.high] for row in table if not code or row.codes[0] == code]


def _written(value: Any) -> str | None:
    return None if value is None else format(value, "f") if not isinstance(value, int) else str(value)


def total_of(earlier: Earlier) -> int | None:
    """How many people a cohort was printed to have; None: that was withheld, or nothing was printed yet."""
    return earlier.said.get(_TOTAL_KEY)
