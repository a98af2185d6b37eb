"""How long does it take to protect and attack a large table, a publication and linked tables, and what does that withhold?

`python -m bench.disclosure` takes every seed of every size (a quarter of an hour) and prints one line a table.
"""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bench.linked_tables import linked
from bench.measuring import Figure, cpu, figure
from litigation_app.disclosure import policy
from litigation_app.disclosure.audit.audit import SLACK, audit_system, intervals
from litigation_app.disclosure.model import Cell, Relation, System
from litigation_app.disclosure.sensitivity import demands
from litigation_app.disclosure.suppression.protect import cost, protect
from litigation_app.disclosure.tables import Chain, Cross, Row, Variable, build

ROWS, COLUMNS = 20, 24  # with their margins 525 cells
PEOPLE = 400
YEARS = tuple(str(year) for year in range(2019, 2026))
ASKED = {
    "sex": ("F", "M"),
    "age_group": ("Y_LT18", "Y_GE18"),
    "form": ("SEX", "LAB", "CRIM", "BEG"),
    "status": ("A", "B"),
}
STEPS = ("none", "filed", "decided", "awarded", "paid")
# Linked tables: cells, seeds, seconds to look for a pattern.
LINKED = ((48, 20, 15.0), (525, 10, 15.0), (4410, 3, 110.0))
# Seed 1 of 525 cells: what the cheapest pattern known from another method costs, which may hide zeros.
KNOWN_COST = 315.4


def figures() -> Iterator[Figure]:
    """Wall-clock seconds of both; a table that is not safe afterwards raises UnsafeTable."""
    yield _figure("disclosure_525_cells", large_table(), 3)
    yield _figure("disclosure_publication", publication(), 3)
    yield from _linked(525, 15.0)


class UnsafeTable(Exception):
    """The attack found something in what was to be protected: the seconds would mean nothing."""


def _figure(name: str, system: System, goal: float) -> Figure:
    rules = policy.public()
    start = time.perf_counter()
    pattern = protect(system, rules)
    proposed = time.perf_counter()
    found = audit_system(system, pattern.visible(system), demands(system, rules), rules)
    end = time.perf_counter()
    if not found.ok:
        raise UnsafeTable(name)
    return figure(name, end - start, "s", end - proposed, goal, "value", "lower", len(system.cells))


@dataclass(frozen=True, slots=True)
class Taken:
    """What one linked table took: complements withheld, their cost, seconds, and whether the pattern is proved cheapest."""

    cells: int
    seed: int
    complements: int
    cost: float
    seconds: float
    optimal: bool


def taken(cells: int, seed: int, budget_s: float) -> Taken:
    """Protect one linked table for the public reader; raises UnsafeTable when a reader still narrows a small count."""
    system, rules = linked(cells, seed), replace(policy.public(), cases_k=1)
    start = time.perf_counter()
    pattern = protect(system, rules, budget=budget_s)
    seconds = time.perf_counter() - start
    wanted = demands(system, rules)
    small = [demand.keys[0] for demand in wanted]
    spans = intervals(pattern.visible(system), system.relations, small, budget=3600)
    if any(span.low > SLACK or span.high < rules.k - SLACK for span in spans.values()):
        raise UnsafeTable(f"{cells} cells, seed {seed}")
    more = [system.by_key[key] for key in pattern.withheld - set(small)]
    return Taken(cells, seed, len(more), sum(map(cost, more)), seconds, pattern.optimal)


def _linked(cells: int, budget_s: float) -> Iterator[Figure]:
    found = taken(cells, 1, budget_s)
    system = linked(cells, 1)
    floor = cpu(lambda: intervals({c.key: c.value for c in system.cells}, system.relations, []))
    yield figure(f"disclosure_linked_{cells}", found.seconds, "s", floor, 15, "value", "lower", cells)
    yield figure(
        f"disclosure_linked_{cells}_cost", found.cost, "1+√n", KNOWN_COST, 1.02, "ratio", "lower", found.complements
    )


def large_table(seed: int = 1) -> System:
    """20 x 24 small counts with all margins: one cell in six is empty, most are below ten."""
    draw = random.Random(seed)
    inner = {
        (r, c): draw.choice((0, 1, 2, 3, 5, 8)) * draw.choice((1, 1, 2, 5)) for r in range(ROWS) for c in range(COLUMNS)
    }
    full = {(str(r), str(c)): count for (r, c), count in inner.items()}
    down, across = [str(r) for r in range(ROWS)], [str(c) for c in range(COLUMNS)]
    full |= {("T", c): sum(full[r, c] for r in down) for c in across}
    full |= {(r, "T"): sum(full[r, c] for c in across) for r in [*down, "T"]}
    cells = [Cell(f"{r}|{c}", n, n, n, n) for (r, c), n in full.items()]
    sums = [Relation(f"T|{c}", tuple(f"{r}|{c}" for r in down), harmless=True) for c in [*across, "T"]]
    sums += [Relation(f"{r}|T", tuple(f"{r}|{c}" for c in across), harmless=True) for r in [*down, "T"]]
    return System(tuple(cells), tuple(sums))


def publication(seed: int = 1) -> System:
    """Seven years of 400 people by four codes and a chain of claims, with a defendant in every case."""
    draw = random.Random(seed)
    year = Variable("year", YEARS, harmless=True)
    rows = [_row(number, draw) for number in range(PEOPLE)]
    crossed = [Cross(year, Variable(name, codes)) for name, codes in ASKED.items()]
    return build(rows, [*crossed, Chain(year, "claim", STEPS)])


def _row(number: int, draw: random.Random) -> Row:
    said = {name: draw.choices(codes, [6, 3, 2, 1][: len(codes)])[0] for name, codes in ASKED.items()}
    said |= {"year": draw.choice(YEARS), "claim": draw.choices(STEPS, [5, 5, 4, 3, 2])[0]}
    return Row(f"p{number}", f"c{number // 2}", f"h{number % 12}", said)


if __name__ == "__main__":
    for size, seeds, budget in LINKED:
        for number in range(1, seeds + 1):
            one = taken(size, number, budget)
            proved = "proved cheapest" if one.optimal else ""
            print(size, number, one.complements, f"{one.cost:.1f}", f"{one.seconds:.1f} s", proved, flush=True)
