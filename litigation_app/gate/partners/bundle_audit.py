"""Does a partner's bundle give away, by its own totals, a number of few people that it withholds, whatever design it is cut by?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from litigation_app.disclosure.audit import audit
from litigation_app.disclosure.audit.feasible_set import SolverFailed
from litigation_app.disclosure.effort import Effort, seconds
from litigation_app.disclosure.model import Interval, Number, Relation
from litigation_app.gate.designs.queries import COHORT_TABLES
from litigation_app.statistics.releases import TOTAL, Release, Table
from litigation_app.statistics.releases.shapes import MONEY

# Whoever reached a step reached those before it; each of these tables counts in this code just the persons of the cohort.
STEPS = {one.id: one.steps for one in COHORT_TABLES if one.steps}
EVERYONE = {one.id: one.steps[0] if one.steps else TOTAL for one in COHORT_TABLES if not (one.of or one.amounts)}
WHOLE = {"FILED": "indicted"}  # the code of all, where it is not the total


@dataclass(frozen=True)
class Place:
    """Where in a bundle a number stands: the table, and the code of the year. `is_printed`: it has a row there."""

    table: str
    year: str
    is_printed: bool = True


@dataclass(frozen=True)
class Numbers:
    """What a bundle says, and how its numbers are linked. `hidden`: of each that it does not say, where it would stand."""

    said: Mapping[str, Number | Interval]
    relations: tuple[Relation, ...]
    sums: frozenset[str]
    hidden: Mapping[str, Place]


def as_stated(bundle: Release) -> Numbers:
    """By the sums that tables state: by code, from step to step, and everyone in each table alike; and by their ranges."""
    counts = [table for table in bundle.tables if table.unit != MONEY]
    cells = {_key(table, row.codes): (table, row) for table in counts for row in table}
    hidden = {key: Place(table.id, row.codes[0]) for key, (table, row) in cells.items() if row.value is None}
    spans = {key: row for key, (_table, row) in cells.items() if row.value is None and row.high is not None}
    relations = [one for table in counts for one in _within(table)]
    for table in counts:
        for key, year, relation in _between_steps(table):
            hidden[key] = Place(table.id, year, is_printed=False)
            relations.append(relation)
    said: dict[str, Number | Interval] = {key: Interval(row.low or 0, row.high or 0) for key, row in spans.items()}
    said |= {key: int(row.value) for key, (_table, row) in cells.items() if row.value is not None}
    return Numbers(said, (*relations, *_across(counts)), frozenset(), hidden)


def _within(table: Table) -> Iterator[Relation]:
    by = table.dimensions[1]
    years, codes = table.codes_of("YEAR"), table.codes_of(by)
    whole = next((code for code in (WHOLE.get(by), TOTAL) if code in codes), None)
    if whole is not None and len(codes) > 1:
        parts = [code for code in codes if code != whole]
        yield from (_divided(table, (year, whole), [(year, code) for code in parts]) for year in years)


def _between_steps(table: Table) -> Iterator[tuple[str, str, Relation]]:
    """Who reached a step and not the next: nobody prints it, and everybody can subtract."""
    if table.id not in STEPS:
        return
    there = set(table.codes_of(table.dimensions[1]))
    steps = [step for step in STEPS[table.id] if step in there]
    for year in table.codes_of("YEAR"):
        for step, following in pairwise(steps):
            stopped = _key(table, (year, step, "stopped"))
            parts = (_key(table, (year, following)), stopped)
            yield stopped, year, Relation(_key(table, (year, step)), parts, harmless=True)


def _across(counts: Iterable[Table]) -> Iterator[Relation]:
    """Everyone of a cohort is as many in one table as in another."""
    first: dict[str, Table] = {}
    for table in counts:
        code = EVERYONE.get(table.id)
        if code is None or code not in table.codes_of(table.dimensions[1]):
            continue
        for year in table.codes_of("YEAR"):
            same = first.setdefault(year, table)
            if same is not table:
                parts = (_key(table, (year, code)),)
                yield Relation(_key(same, (year, EVERYONE[same.id])), parts, harmless=True)


def _divided(table: Table, whole: tuple[str, ...], parts: Iterable[tuple[str, ...]]) -> Relation:
    return Relation(_key(table, whole), tuple(_key(table, part) for part in parts), harmless=True)


def _key(table: Table, codes: tuple[str, ...]) -> str:
    return "|".join((table.id, *codes))


MOST_HIDDEN = 20_000
CONTRADICTION = "contradiction"
OF_PEOPLE = frozenset({"PERSON", "CLAIM"})  # what nobody may know to be fewer than the fewest


class Contradicts(ValueError):
    """A total of the bundle is not the sum of its numbers."""


class TooLarge(Exception):
    """It could not be searched with the work that a bundle has."""


def given_away(bundle: Release, fewest: int) -> Place | None:
    """Where a number of few people is given away; None: nowhere.

    A number that the bundle withholds, or that is left between numbers that it prints, and lies in 1 to `fewest` less one in
    whatever whole numbers agree with what is printed, ranges too; or a withheld one of people that cannot be as many as `fewest`:
    by the sums that every table states. Raises Contradicts; TooLarge where it withholds more than can be searched, or the work
    is spent; Busy.
    """
    people = {table.id for table in bundle.tables if table.unit in OF_PEOPLE}
    effort = Effort(seconds("bundle"))
    try:
        return _few(as_stated(bundle), people, fewest, effort)
    except SolverFailed as stop:
        raise (Contradicts if str(stop) == CONTRADICTION else TooLarge) from stop


def _few(numbers: Numbers, people: set[str], fewest: int, effort: Effort) -> Place | None:
    """The first that is found."""
    asked = list(numbers.hidden)
    if len(asked) > MOST_HIDDEN:
        raise TooLarge
    if not asked:
        return None
    low = {key for key in asked if numbers.hidden[key].is_printed and numbers.hidden[key].table in people}
    found = audit.surely_few(
        numbers.said, numbers.relations, asked, fewest - 1, never=low, sums=numbers.sums, budget=effort
    )
    return next((numbers.hidden[key] for key in found), None)
