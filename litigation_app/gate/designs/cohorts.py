"""Which tables does a cohort of the caseload have, as the plan says them, and how do coded facts become one linked system?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations
from typing import Any

from litigation_app.casework.facts.facts import VictimFacts
from litigation_app.disclosure.links import Link, Same, Subset, Within
from litigation_app.disclosure.model import System
from litigation_app.disclosure.tables import (
    TOTAL,
    Chain,
    Cross,
    Row,
    Sums,
    Table,
    Variable,
    build,
    key,
    step_key,
    sum_key,
)
from litigation_app.gate.designs.rules import MONEY, Design, Sheet
from litigation_app.gate.rules import broader
from litigation_app.law import codes

_COHORT = Variable("YEAR", (), harmless=True)  # of one cohort nothing is told apart by time
GONE = "gone"  # the case of whoever was erased since she was counted first


class PlanRefused(ValueError):
    """The plan has two populations of which nobody could say how they differ; the message names both."""


@dataclass(frozen=True)
class Level:
    """Which detail is printed where a cohort is expected to have at least so many people."""

    least: int
    broader: tuple[str, ...]
    without: tuple[str, ...]


@dataclass(frozen=True)
class CohortTable:
    """A table of the plan. It counts the cohort, or the cell `of` another table ("cohort_claim:decided") that has the same
    months. `parts`: cells of other tables that are just these codes; `some_of`: cells of which a code is a part; `within`: cells
    in which by law a step lies, though a file may not say so; `behind`: of each sum the cell that counts whoever is in it.
    """

    id: str
    title: str
    months: int
    by: str = ""
    codes: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()
    unsaid: Mapping[str, str] | None = None
    behind: Mapping[str, str] | None = None
    of: str = ""
    total: str = TOTAL
    parts: Mapping[str, Sequence[str]] | None = None
    some_of: Mapping[str, str] | None = None
    within: Mapping[str, str] | None = None
    harmless: bool = False
    headline: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    unit: str = "PERSON"
    counted: str = "victim"

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> "CohortTable":
        listed = {
            name: tuple(said[name]) for name in ("codes", "steps", "amounts", "headline", "indicators") if name in said
        }
        if "list" in said:
            listed["codes"] = tuple(code for code, _label in codes.options(said["list"], "en"))
        money = {"unit": MONEY, "counted": "claim"} if "amounts" in said else {}
        return cls(**{name: value for name, value in said.items() if name != "list"} | listed | money)

    @property
    def population(self) -> str:
        """The variable under which a row is counted here."""
        return self.id.upper() if self.of else _COHORT.name

    def key(self, code: str) -> str:
        """The name of a cell."""
        if self.steps:
            return step_key(Chain(_COHORT, self.by, self.steps), TOTAL, code)
        if self.amounts:
            return sum_key(Sums(_COHORT, code), TOTAL)
        return key(self.population, TOTAL, self.by, code)

    @property
    def table(self) -> Table:
        """The table as the system has it; of money the first of its sums."""
        if self.steps:
            return Chain(_COHORT, self.by, self.steps)
        if self.amounts:
            return Sums(_COHORT, self.amounts[0])
        return Cross(replace(_COHORT, name=self.population), Variable(self.by, self.codes, harmless=self.harmless))

    @property
    def sheet(self) -> Sheet:
        shown = self.steps or self.amounts or (TOTAL, *self.codes)
        rows = tuple((self.total if code == TOTAL else code, self.key(code)) for code in shown)
        dimension = "STEP" if self.steps else "AMOUNT" if self.amounts else self.by
        return Sheet(self.id, self.title, self.unit, self.counted, ("YEAR", dimension), rows)


def require_one_universe(tables: Sequence[CohortTable]) -> None:
    """Each table counts the whole cohort, or just a cell of another table of the same months: then how two populations differ is
    a cell of the system, hidden like any. Of two tables of steps one says within which steps of the other its own lie. Raises
    PlanRefused.
    """
    there = {one.id: one for one in tables}
    for one in tables:
        for cell in _cells_named(one):
            name, _, code = cell.partition(":")
            other = there.get(name)
            if other is None or other.months != one.months or code not in (*other.steps, *other.codes):
                raise _refusal(one.id, cell)
    for one, other in combinations([one for one in tables if one.steps], 2):
        if one.months == other.months and not _is_within(one, other) and not _is_within(other, one):
            raise _refusal(one.id, f"{other.id}:{other.steps[-1]}")


def _cells_named(one: CohortTable) -> Iterator[str]:
    """The cells of other tables to which a table is tied."""
    yield from (one.of,) if one.of else ()
    yield from one.parts or {}
    yield from (*(one.some_of or {}).values(), *(one.within or {}).values())


def _is_within(one: CohortTable, other: CohortTable) -> bool:
    return any(cell.partition(":")[0] == other.id for cell in (one.within or {}).values())


def _refusal(table: str, cell: str) -> PlanRefused:
    return PlanRefused(f"{table} and {cell}: these populations can differ by a few people whom no table hides")


def at_level(tables: Sequence[CohortTable], level: Level) -> list[CohortTable]:
    """The tables with as much detail as this level has."""
    return [_coarser(one, level) for one in tables if one.id not in level.without]


def _coarser(one: CohortTable, level: Level) -> CohortTable:
    if one.by not in level.broader:
        return one
    parts = {cell: _broad(one.by, said) for cell, said in (one.parts or {}).items()}
    return replace(one, codes=_broad(one.by, one.codes), parts=parts or None)


def _broad(variable: str, said: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(broader(variable, code) for code in said))


def design(tables: Sequence[CohortTable], weight: float) -> Design:
    """These tables of one cohort; a table whose population is not among them is left out."""
    there = {one.id: one for one in tables}
    kept = [one for one in tables if not one.of or one.of.partition(":")[0] in there]
    made = [table for one in kept for table in _tables(one)]
    links = tuple(link for one in kept for link in _links(one, there))
    weights = {one.key(code): weight for one in kept for code in one.headline}
    behind = {one.key(name): cell for one in kept for name, cell in (one.behind or {}).items()}
    return Design(tuple(made), links, tuple(one.sheet for one in kept), weights, behind=behind)


def _tables(one: CohortTable) -> list[Table]:
    return [Sums(_COHORT, name) for name in (*one.amounts, *(one.unsaid or {}))] if one.amounts else [one.table]


def _links(one: CohortTable, there: Mapping[str, CohortTable]) -> Iterator[Link]:
    def of(cell: str) -> str | None:
        name, _, code = cell.partition(":")
        return there[name].key(code) if name in there and code in (*there[name].steps, *there[name].codes) else None

    if whole := of(one.of):
        yield Same(whole, (one.key(TOTAL),))
    for cell, said in (one.parts or {}).items():
        if whole := of(cell):
            yield Same(whole, tuple(one.key(code) for code in said))
            yield from _rest(one, there, cell, said)
    for code, cell in (one.some_of or {}).items():
        if whole := of(cell):
            yield Subset(whole, (one.key(code),))
    for code, cell in (one.within or {}).items():
        if whole := of(cell):
            yield Within(whole, one.key(code))
    for rest, name in (one.unsaid or {}).items():
        known = sum_key(Sums(_COHORT, one.amounts[1]), TOTAL)
        yield Same(sum_key(Sums(_COHORT, name), TOTAL), (known, sum_key(Sums(_COHORT, rest), TOTAL)))


def _rest(one: CohortTable, there: Mapping[str, CohortTable], cell: str, said: Sequence[str]) -> Iterator[Link]:
    """Where some codes are whoever reached a step, the others are whoever stopped before it: a reader of the rules, who knows of
    each withheld one that it is somebody, would have to put that together from three tables.
    """
    name, _, step = cell.partition(":")
    chain, (of, _, first) = there[name], one.of.partition(":")
    begun = chain.steps.index(first) if of == name else 0
    stopped = [key(_COHORT.name, TOTAL, chain.by, code) for code in chain.steps[begun : chain.steps.index(step)]]
    others = [one.key(code) for code in one.codes if code not in said]
    if len(stopped) == 1:
        yield Same(stopped[0], tuple(others))
    elif len(others) == 1:
        yield Same(others[0], tuple(stopped))


def system(facts: Sequence[VictimFacts], tables: Sequence[CohortTable], made: Design, *, gone: int = 0) -> System:
    """Everybody in the cells of a design, as one system.

    `gone`: how many were erased since they were counted first: they stand in the total, and reached nothing.
    """
    are_several = len({fact.organisation for fact in facts}) > 1
    rows = [_row(fact, tables, str(fact.organisation) if are_several else "") for fact in facts]
    rows += [Row(f"{GONE} {one}", GONE, GONE, _codes(_nothing(tables), tables)) for one in range(gone)]
    return as_printed(build(rows, made.tables, made.links), made)


def as_printed(found: System, made: Design) -> System:
    """With those cells printed that some sheet shows, and no other."""
    cells = (replace(cell, published=cell.published and cell.key in made.keys) for cell in found.cells)
    return replace(found, cells=tuple(cells))


def _row(fact: VictimFacts, tables: Sequence[CohortTable], organisation: str) -> Row:
    said = {one.id: _said(fact, one) for one in tables}
    amounts = _amounts(fact, tables)
    return Row(str(fact.victim), str(fact.case), str(fact.holder), _codes(said, tables), amounts, organisation)


def _codes(said: Mapping[str, str], tables: Sequence[CohortTable]) -> dict[str, str]:
    """A row's codes by variable: where she stands in each table that counts her."""
    there = {one.id: one for one in tables}
    found = {_COHORT.name: TOTAL}
    for one in tables:
        if one.amounts or not _is_in(one, said, there):
            continue
        code = said[one.id]
        is_fine = code in (*one.steps, *one.codes)
        found |= {one.population: TOTAL, one.by: code if is_fine else broader(one.by, code)}
    return found


def _is_in(one: CohortTable, said: Mapping[str, str], there: Mapping[str, CohortTable]) -> bool:
    name, _, code = one.of.partition(":")
    if not one.of:
        return True
    other = there.get(name)
    if other is None or not _is_in(other, said, there):
        return False
    mine = said[name]
    return other.steps.index(mine) >= other.steps.index(code) if other.steps else mine == code


def _said(fact: VictimFacts, one: CohortTable) -> str:
    """Her code in a table, whether it counts her or not."""
    own = {"SEX": fact.sex, "AGE": codes.group_of(fact.age_band), "FORM": fact.form, "STATUS": fact.status}
    if one.by in own or one.amounts:
        return own.get(one.by, "")
    stood = fact.at[one.months]
    progress = stood.progress
    return {
        "CRIMINAL": stood.criminal,
        "CLAIM": progress.claim,
        "FILED": "not_filed" if progress.claim == "victims" else "filed",
        "OUTCOME": progress.outcome or "",
        "SUIT": "sued" if progress.sued else "not_sued",
        "PROTECTION": stood.protection,
        "JUDGED_IN": stood.judged_in,
        "RECEIVED": "paid" if progress.paid_eur else "not_paid",
    }[one.by]


def _nothing(tables: Sequence[CohortTable]) -> dict[str, str]:
    """Of whoever is gone: not known, or the first step, or the last code, which is that nothing happened."""
    return {one.id: one.steps[0] if one.steps else one.codes[-1] if one.codes else "" for one in tables}


def _amounts(fact: VictimFacts, tables: Sequence[CohortTable]) -> dict[str, Decimal]:
    """To which sums a final award adds, in EUR. Whose claim has no known amount stands in no sum of what was claimed."""
    months = next((one.months for one in tables if one.amounts), None)
    progress = fact.at[months].progress if months else None
    if progress is None or not progress.awarded_eur:
        return {}
    awarded = progress.awarded_eur
    found = {"awarded": awarded, "paid": progress.paid_eur}
    if progress.claimed_eur is None:
        found["awarded_of_unknown"] = awarded
    else:
        found |= {"claimed": progress.claimed_eur, "awarded_of_claimed": awarded}
        found["claimed_not_awarded"] = progress.claimed_eur - awarded
    return {name: amount for name, amount in found.items() if amount}
