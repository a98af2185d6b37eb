"""How do coded rows become one linked system of tables, and what do insiders (a case, an organisation) know of it?"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import TypeVar

from litigation_app.disclosure.links import Link, resolve
from litigation_app.disclosure.model import (
    RULE_AWARE_READER,
    Attacker,
    Cell,
    Contributions,
    Fact,
    Kind,
    Number,
    Relation,
    System,
)

TOTAL = "_T"
ONE_CASE, SOLE_CONTRIBUTOR, PARTNER = "one_case", "sole_contributor", "partner_organisation"


@dataclass(frozen=True, slots=True)
class Row:
    """One victim, coded: who (any opaque name), whose case, which lawyer holds it, codes and amounts by variable.

    A variable without a code means that the victim is outside that table; "not known" needs a code of its own.
    `organisation`: whose caseload the row is from, where several publish together.
    """

    person: str
    case: str
    holder: str
    codes: Mapping[str, str]
    amounts: Mapping[str, Decimal] = field(default_factory=dict)
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Variable:
    """What rows are told apart by. `parents` maps a code to the broader code it belongs to (none: straight under all).

    `harmless`: that everyone of a group has the same code tells nothing bad about them (a year, a court's level).
    """

    name: str
    codes: tuple[str, ...]
    parents: Mapping[str, str] = field(default_factory=dict)
    harmless: bool = False

    def path(self, code: str) -> tuple[str, ...]:
        """A code and all broader ones; none for the total. Raises ValueError for a code that the variable does not know."""
        if code == TOTAL:
            return ()
        if code not in self.codes:
            raise ValueError(f"{self.name} has no code {code}")
        found = [code]
        while found[-1] in self.parents:
            found.append(self.parents[found[-1]])
        return tuple(found)

    def branches(self) -> Iterable[tuple[str, tuple[str, ...]]]:
        """Each broader code, the total first, with the codes right under it."""
        for parent in (TOTAL, *self.codes):
            under = tuple(code for code in self.codes if self.parents.get(code, TOTAL) == parent)
            if under:
                yield parent, under


@dataclass(frozen=True, slots=True)
class Cross:
    """A table: time by one variable, with all margins."""

    time: Variable
    by: Variable


@dataclass(frozen=True, slots=True)
class Chain:
    """Nested steps in order (filed, decided, awarded, paid): a row's code is the furthest step it reached.

    The first step is everyone of that time. Who reached a step but not the next is a virtual cell: a reader subtracts.
    That all of a group reached a step, or none, is taken as harmless: why stands in docs/disclosure.md.
    """

    time: Variable
    name: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sums:
    """A table of money: the sum of one amount by time. Rows without the amount contribute nothing."""

    time: Variable
    amount: str


Table = Cross | Chain | Sums


def key(time: str, year: str, variable: str = "", code: str = TOTAL) -> str:
    """The one name of a cell: "year=2023;sex=F"; margins drop the variable: "year=2023", "year=_T"."""
    return f"{time}={year}" + (f";{variable}={code}" if variable and code != TOTAL else "")


def step_key(chain: Chain, year: str, step: str) -> str:
    """The name of "reached at least this step": the first step is the margin of that time."""
    first = step == chain.steps[0]
    return key(chain.time.name, year) if first else f"{key(chain.time.name, year)};{chain.name}>={step}"


def sum_key(table: Sums, year: str) -> str:
    """The name of a sum of money."""
    return f"sum:{table.amount};{key(table.time.name, year)}"


def build(rows: Sequence[Row], tables: Sequence[Table], links: Sequence[Link] = ()) -> System:
    """All tables as one system; a number that two tables share is one cell. Every case is an attacker who knows it.

    Raises ValueError for a code that a variable does not know, a row without a code in a table that counts it, or two
    rows of one person.
    """
    if len({row.person for row in rows}) != len(rows):
        raise ValueError("a person has two rows")
    cells: dict[str, Cell] = {}
    relations: dict[Relation, None] = {}
    members: dict[str, list[Row]] = {}
    for table in tables:
        for name, (inside, printed) in _cells(rows, table).items():
            made = _sum(name, inside, table) if isinstance(table, Sums) else _count(name, inside, printed)
            old = cells.get(name)
            cells[name] = made if old is None or not old.published else old
            if not isinstance(table, Sums):
                members[name] = inside
        relations.update(dict.fromkeys(_relations(table)))
    for link in links:
        apart, known = resolve(link, members)
        members |= apart
        cells |= {name: _count(name, inside, printed=False) for name, inside in apart.items()}
        relations.update(dict.fromkeys(known))
    paid = [table for table in tables if isinstance(table, Sums)]
    attackers = (
        RULE_AWARE_READER,
        *who_knows(ONE_CASE, members, lambda row: row.case),
        *partners(PARTNER, members, lambda row: row.organisation),
        *_sole_contributors(rows, paid),
    )
    return System(tuple(cells.values()), tuple(relations), attackers)


def _cells(rows: Sequence[Row], table: Table) -> dict[str, tuple[list[Row], bool]]:
    """Each cell of a table with the rows inside it, empty cells too, and whether it is printed."""
    found: dict[str, tuple[list[Row], bool]] = {name: ([], printed) for name, printed in names(table)}
    for row in rows:
        year = row.codes.get(table.time.name)
        if year is None or (isinstance(table, Sums) and table.amount not in row.amounts):
            continue
        for when in (TOTAL, *table.time.path(year)):
            for name in _places(row, table, when):
                found[name][0].append(row)
    return found


def names(table: Table) -> Iterable[tuple[str, bool]]:
    """Every cell of a table, and whether it is printed."""
    for when in (TOTAL, *table.time.codes):
        match table:
            case Cross():
                for code in (TOTAL, *table.by.codes):
                    yield key(table.time.name, when, table.by.name, code), True
            case Chain():
                yield from ((step_key(table, when, step), True) for step in table.steps)
                yield from ((stopped_key(table, when, step), False) for step in table.steps[:-1])
            case Sums():
                yield sum_key(table, when), True


def _places(row: Row, table: Table, when: str) -> list[str]:
    match table:
        case Cross():
            codes = (TOTAL, *table.by.path(_code(row, table.by.name)))
            return [key(table.time.name, when, table.by.name, code) for code in codes]
        case Chain():
            furthest = table.steps.index(_code(row, table.name))
            reached = [step_key(table, when, step) for step in table.steps[: furthest + 1]]
            last = furthest == len(table.steps) - 1
            return reached if last else [*reached, stopped_key(table, when, table.steps[furthest])]
        case Sums():
            return [sum_key(table, when)]


def _code(row: Row, variable: str) -> str:
    if variable not in row.codes:
        raise ValueError(f"a row has no code of {variable}; what is not known needs a code too")
    return row.codes[variable]


def _relations(table: Table) -> Iterable[Relation]:
    for parent, under in table.time.branches():
        for name in across(table):
            yield Relation(name(parent), tuple(name(code) for code in under), harmless=True)
    for when in (TOTAL, *table.time.codes):
        if isinstance(table, Cross):
            for parent, under in table.by.branches():
                parts = tuple(key(table.time.name, when, table.by.name, code) for code in under)
                yield Relation(key(table.time.name, when, table.by.name, parent), parts, table.by.harmless)
        if isinstance(table, Chain):
            for step, following in pairwise(table.steps):
                parts = (step_key(table, when, following), stopped_key(table, when, step))
                yield Relation(step_key(table, when, step), parts, harmless=True)


def across(table: Table) -> Iterable[Callable[[str], str]]:
    """Every number of one time, as a function of the time."""
    match table:
        case Cross():
            for code in (TOTAL, *table.by.codes):
                yield partial(key, table.time.name, variable=table.by.name, code=code)
        case Chain():
            yield from (partial(step_key, table, step=step) for step in table.steps)
            yield from (partial(stopped_key, table, step=step) for step in table.steps[:-1])
        case Sums():
            yield partial(sum_key, table)


def stopped_key(chain: Chain, year: str, step: str) -> str:
    return f"{key(chain.time.name, year)};{chain.name}={step}"


def _count(name: str, inside: Sequence[Row], printed: bool) -> Cell:
    cases, holders = {row.case for row in inside}, {row.holder for row in inside}
    shares = dict(sorted(Counter(row.organisation for row in inside if row.organisation).items()))
    return Cell(name, len(inside), len(inside), len(cases), len(holders), published=printed, shares=shares)


def _sum(name: str, inside: Sequence[Row], table: Sums) -> Cell:
    by_holder: dict[str, Decimal] = {}
    for row in inside:
        by_holder[row.holder] = by_holder.get(row.holder, Decimal(0)) + row.amounts[table.amount]
    amounts = tuple(sorted(row.amounts[table.amount] for row in inside))
    cases, total = {row.case for row in inside}, sum(amounts, Decimal(0))
    given = Contributions(amounts, tuple(sorted(by_holder.values())))
    return Cell(name, total, len(inside), len(cases), len(by_holder), Kind.SUM, given)


def _sole_contributors(rows: Sequence[Row], tables: Iterable[Sums]) -> Iterable[Attacker]:
    """Who alone stands behind sums (as victim, or as the lawyer of all in them) knows all of those exactly."""
    known: dict[tuple[str, str], list[Fact]] = {}
    for table in tables:
        for name, (inside, _printed) in sorted(_cells(rows, table).items()):
            total = sum((row.amounts[table.amount] for row in inside), Decimal(0))
            for kind in ("person", "holder"):
                behind = {str(getattr(row, kind)) for row in inside if row.amounts[table.amount]}
                if len(behind) == 1:
                    known.setdefault((kind, behind.pop()), []).append(Fact(name, total, total))
    return [Attacker(SOLE_CONTRIBUTOR, facts) for facts in sorted({tuple(facts) for facts in known.values()}, key=str)]


Person = TypeVar("Person")


def who_knows(name: str, members: Mapping[str, Sequence[Person]], whose: Callable[[Person], str]) -> list[Attacker]:
    """One attacker for each case or organisation (`whose`): at least so many of its people stand in each cell.

    `members`: who stands in each cell. Two who know the same numbers are one.
    """
    known: dict[str, dict[str, Number]] = {}
    for cell in sorted(members):
        for person in members[cell]:
            counts = known.setdefault(whose(person), {})
            counts[cell] = counts.get(cell, 0) + 1
    found = {tuple(Fact(cell, low, None) for cell, low in counts.items()) for counts in known.values()}
    return [Attacker(name, facts) for facts in sorted(found, key=str)]


def partners(name: str, members: Mapping[str, Sequence[Person]], whose: Callable[[Person], str]) -> list[Attacker]:
    """Each organisation subtracts its own rows, where several publish together."""
    several = len({whose(row) for rows in members.values() for row in rows}) > 1
    return [replace(one, is_partner=True) for one in who_knows(name, members, whose)] if several else []
