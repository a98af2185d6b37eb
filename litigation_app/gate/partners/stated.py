"""How do the tables of a bundle say that their numbers are linked, whatever design they are cut by?"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from litigation_app.disclosure.model import Interval, Number, Relation
from litigation_app.gate.caseload import CLAIM_STEPS, CRIMINAL_STEPS
from litigation_app.statistics.releases import TOTAL, Release, Table
from litigation_app.statistics.releases.shapes import MONEY

# Every table of these names counts in this code just the persons represented (docs/release-format.md, The tables).
EVERYONE = {
    "victims_by_sex": TOTAL,
    "victims_by_age": TOTAL,
    "victims_by_form": TOTAL,
    "victims_by_status": TOTAL,
    "steps_criminal": "victims",
    "steps_claim": "victims",
}
STEPS = {"steps_criminal": CRIMINAL_STEPS, "steps_claim": CLAIM_STEPS}  # whoever reached one reached those before it
WHOLE = {"FILED": "indicted"}  # the code of all, where it is not the total
_YEARS = re.compile(r"(\d{4})(?:_(\d{4}))?", re.ASCII)


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
    """By the sums that tables state: by code, by year, from step to step, and everyone in each table alike."""
    counts = [table for table in bundle.tables if table.unit != MONEY]
    cells = {_key(table, row.codes): (table, row) for table in counts for row in table}
    hidden = {key: Place(table.id, row.codes[0]) for key, (table, row) in cells.items() if row.value is None}
    relations = [one for table in counts for one in _within(table)]
    for table in counts:
        for key, year, relation in _between_steps(table):
            hidden[key] = Place(table.id, year, is_printed=False)
            relations.append(relation)
    said = {key: int(row.value) for key, (_table, row) in cells.items() if row.value is not None}
    return Numbers(said, (*relations, *_across(counts)), frozenset(), hidden)


def _within(table: Table) -> Iterator[Relation]:
    by = table.dimensions[1]
    years, codes = table.codes_of("YEAR"), table.codes_of(by)
    single = [one for one in years if one != TOTAL]
    if TOTAL in years and single and _share_nothing(single):
        yield from (_divided(table, (TOTAL, code), [(one, code) for one in single]) for code in codes)
    whole = next((code for code in (WHOLE.get(by), TOTAL) if code in codes), None)
    if whole is not None and len(codes) > 1:
        parts = [code for code in codes if code != whole]
        yield from (_divided(table, (year, whole), [(year, code) for code in parts]) for year in years)


def _share_nothing(times: Iterable[str]) -> bool:
    """Whether no year stands in two of these times; what is no time is taken for one of its own."""
    spans = sorted((m[1], m[2] or m[1]) for m in map(_YEARS.fullmatch, times) if m)
    return all(before[1] < after[0] for before, after in pairwise(spans))


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
    """Everyone of a year, or of all of the same years, is as many in one table as in another."""
    first: dict[tuple[str, ...], Table] = {}
    for table in counts:
        code = EVERYONE.get(table.id)
        if code is None or code not in table.codes_of(table.dimensions[1]):
            continue
        years = table.codes_of("YEAR")
        for year in years:
            same = first.setdefault(tuple(sorted(years)) if year == TOTAL else (year,), table)
            if same is not table:
                parts = (_key(table, (year, code)),)
                yield Relation(_key(same, (year, EVERYONE[same.id])), parts, harmless=True)


def _divided(table: Table, whole: tuple[str, ...], parts: Iterable[tuple[str, ...]]) -> Relation:
    return Relation(_key(table, whole), tuple(_key(table, part) for part in parts), harmless=True)


def _key(table: Table, codes: tuple[str, ...]) -> str:
    return "|".join((table.id, *codes))
