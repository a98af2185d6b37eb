"""How long does it take to protect and attack a large table, and a publication of the usual size, beside the attack alone?"""

import random
import time
from collections.abc import Iterator

from bench.measuring import Figure, figure
from litigation_app.disclosure import policy
from litigation_app.disclosure.audit import audit_system
from litigation_app.disclosure.model import Cell, Relation, System
from litigation_app.disclosure.protect import protect
from litigation_app.disclosure.sensitivity import demands
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


def figures() -> Iterator[Figure]:
    """Wall-clock seconds of both; a table that is not safe afterwards raises UnsafeTable."""
    yield _figure("disclosure_525_cells", large_table(), 3)
    yield _figure("disclosure_publication", publication(), 3)


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
