"""How much CPU do the pages of a working day take with 100,000 cases, 200,000 hearings and 300,000 deadlines, on each database?

The ratio to the floor is that of the page's own process; "in all" counts the CPU of PostgreSQL's processes as well.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median

from flask import Flask
from sqlalchemy import text

from bench import docket, postgres
from bench.again import Again
from bench.caseload import Browser, desk, few, fill, founded
from bench.measuring import Figure, figure
from litigation_app.core.clock import today
from litigation_app.core.db import db, is_sqlite
from litigation_app.core.rls import rowguard

CASES = 100_000
TURNS, WARM = 100, 15
RATIO, IN_ALL = 2, 4  # as design.md has it for the list of the cases
PAGES = {
    "case_list": "/cases/",
    "case_search": "/cases/?q=2024-04",
    "month": "/calendar",
    "week": "/calendar?view=week",
    "agenda": "/calendar?view=list",
    "due": "/deadlines/",
    "due_ours": "/deadlines/?side=ours",
    "undated": "/cases/?tab=undated",
    "cases_of_a_court": "/cases/?court=vs_beograd&kind=criminal",
    "cases_over": "/cases/?tab=over",
    "to_warn": "/clients-to-warn",
    "search": "/search",
    "today": "/today",
    "missed": "/deadlines/missed",
    "objectives": "/objectives/",
    "digest": "/week",
}
OF_COORDINATORS = {"digest"}
Spent = Callable[[], int]


def figures(cases: int = CASES) -> Iterator[Figure]:
    """Every page of a lawyer with a twentieth of all cases, of one with 200 cases, and of a coordinator; SQLite, PostgreSQL."""
    with tempfile.TemporaryDirectory() as folder:
        app = desk(Path(folder))
        yield from _figures(app, "sqlite", cases, lambda: time.process_time_ns)
    with tempfile.TemporaryDirectory(prefix="pg") as folder, postgres.serving(folder) as server:
        app, used = founded(postgres.config(server, Path(folder) / "instance")), postgres.Used(server)
        yield from _figures(app, "postgres", cases, lambda: partial(used.nanoseconds, used.backends()))
        used.close()
        with app.app_context():
            db.engine.dispose()


def _figures(app: Flask, database: str, cases: int, spent: Callable[[], Spent]) -> Iterator[Figure]:
    again = Again(app)
    with rowguard.system("maintenance"):
        people = dict(zip(("lawyer", "coordinator"), fill(app, cases), strict=True)) | {"lawyer_of_few": few(app)}
        with app.app_context():
            docket.furnish(today())
            if not is_sqlite(db.engine):  # which reads its keys without; PostgreSQL would do it by itself in a while
                db.session.execute(text("ANALYZE"))
                db.session.commit()
    for who, email in people.items():
        person = Browser(app, email)
        for name, path in PAGES.items():
            if who != "coordinator" and name in OF_COORDINATORS:
                continue
            floor = again.of(name, person, path)
            yield from _beside(f"{name}_{who}_{database}", partial(person.get, path), floor, spent)


def _beside(
    name: str, act: Callable[[], object], floor: Callable[[], object], spent: Callable[[], Spent]
) -> Iterator[Figure]:
    """Both in turn; medians after a warm-up, in which every connection has prepared its statements.

    The ratio is that of the page's own process; "in all" counts what the database's processes spent as well.
    """
    for _ in range(WARM):
        act()
        floor()
    clocks = (time.process_time_ns, spent())
    taken: tuple[list[tuple[float, ...]], list[tuple[float, ...]]] = ([], [])
    for _ in range(TURNS):
        for one, found in zip((act, floor), taken, strict=True):
            start = [clock() for clock in clocks]
            one()
            found.append(tuple((clock() - since) / 1e6 for clock, since in zip(clocks, start, strict=True)))
    (own, in_all), (bare, _same) = ([median(column) for column in zip(*found, strict=True)] for found in taken)
    yield figure(name, own, "ms", bare, RATIO, "ratio", "lower", TURNS)
    yield figure(f"{name}_in_all", in_all, "ms", bare, IN_ALL, "value", "lower", TURNS)
