"""How much CPU do the pages of a working day take on a desk that people have used for years, and how does it grow with the cases?

The caseload is the demonstration's (clients with names, telephones and records, steps, deadlines, hearings, claims, the access
log), and beside it lies what daily work leaves: openings, tasks, documents. On each database three desks; on the largest every
page stands beside its own template with its very rows. CPU of PostgreSQL's processes is counted with ours.
"""

import base64
import math
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple
from uuid import uuid4

from flask import Flask
from sqlalchemy import func, insert, select, text

from bench import postgres
from bench.again import Again
from bench.caseload import BATCH, Browser, another, desk, founded
from bench.measuring import Figure, figure
from bench.pages import VICTIM, _first_victim
from litigation_app.accounts.models import User
from litigation_app.casework.cases.models import SECOND, Assignment, Case
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.documents.models import Document
from litigation_app.casework.planner.tasks.models import Task, TaskStep
from litigation_app.core import clock
from litigation_app.core.db import committing, db, is_sqlite
from litigation_app.core.rls import rowguard
from litigation_app.core.roles import Role
from litigation_app.demo import showcase
from litigation_app.demo.fill import fill
from litigation_app.demo.rows import Batch, Entry, write

SIZES = (1_000, 10_000, 100_000)
TURNS, WARM, SEED = 30, 6, 1
MOST_MS, MOST_SLOPE, MOST_KB = 15, 0.2, 12  # design.md §5
OPENINGS, FEW, OPEN_TASK = (
    5,
    200,
    4,
)  # openings of each file and record; cases of a lawyer of few; one task in so many is open
DAY = timedelta(days=1)
LETTERS = "abdeghiklmnoprstuvz"
PAGES = {
    "today": "/today",
    "case_list": "/cases/",
    "case_search": "/cases/?q=2024-04",
    "case_undated": "/cases/?tab=undated",
    "case": "/cases/{case}",
    "claim": "/claims/{claim}",
    "claims": "/claims/list",
    "portfolio": "/portfolio/",
    "month": "/calendar",
    "week": "/calendar?view=week",
    "agenda": "/calendar?view=list",
    "due": "/deadlines/",
    "missed": "/deadlines/missed",
    "to_notify": "/clients-to-warn",
    "reminders": "/reminders",
    "objectives": "/objectives/",
}
OF_COORDINATORS = {"queue": "/claims/", "digest": "/week"}
Spent = Callable[[], int]
Act = Callable[[], object]


class Taken(NamedTuple):
    """Median CPU milliseconds of a page or an act, and of its floor."""

    value: float
    floor: float


def figures(sizes: tuple[int, ...] = SIZES) -> Iterator[Figure]:
    """Pages and acts of a lawyer, of one with 200 cases and of a coordinator; then by what power of the cases each grows."""
    for database in ("sqlite", "postgres"):
        taken: dict[str, list[Taken]] = {}
        for size in sizes:
            with _used(database, size) as (app, spent):
                for name, one in _of_everybody(app, spent):
                    taken.setdefault(name, []).append(one)
                weight = _kilobytes(app)
        for name, several in taken.items():
            last = several[-1]
            yield figure(f"{name}_{database}", last.value, "ms", last.floor, MOST_MS, "value", "lower", TURNS)
            slope = math.log(last.value / several[0].value) / math.log(sizes[-1] / sizes[0])
            yield figure(f"{name}_{database}_growth", slope, "", 1, MOST_SLOPE, "value", "lower", len(sizes))
        yield figure(f"person_{database}", weight, "KB", 1, MOST_KB, "value", "lower", sizes[-1])


@contextmanager
def _used(database: str, cases: int) -> Iterator[tuple[Flask, Callable[[], Spent]]]:
    with tempfile.TemporaryDirectory(prefix="bench") as folder:
        if database == "sqlite":
            yield _furnished(desk(Path(folder)), cases), lambda: time.process_time_ns
            return
        with postgres.serving(folder) as server:
            app = _furnished(founded(postgres.config(server, Path(folder) / "instance")), cases)
            used = postgres.Used(server)
            yield app, lambda: partial(used.nanoseconds, used.backends())
            used.close()
            with app.app_context():
                db.engine.dispose()


def _furnished(app: Flask, cases: int) -> Flask:
    patient = {"idle_minutes": 600, "step_up_minutes": 600, "opening_minutes": 600, "spell_minutes": 600}
    app.extensions["config"] = replace(app.extensions["config"], **patient, added_per_hour=10**9)
    with app.app_context():
        app.extensions["bench"] = fill(size=cases, seed=SEED, tell=lambda _said: None)
        with rowguard.system("maintenance"):
            for rows in _batches():
                _work_on(rows)
            if not is_sqlite(db.engine):  # which reads its keys without; PostgreSQL would do it by itself in a while
                db.session.execute(text("ANALYZE"))
                db.session.commit()
    return app


def _batches() -> Iterator[list[Any]]:
    columns = (Case.id, Case.office_id, Case.reference, Case.created_by, Case.opened_on)
    rows = db.session.execute(select(*columns).order_by(Case.opened_on, Case.reference)).all()
    db.session.rollback()
    for start in range(0, len(rows), BATCH):
        yield list(rows[start : start + BATCH])


def _work_on(cases: list[Any]) -> None:
    """What a lawyer leaves in each case: openings of the file, a task, a document."""
    batch, now = Batch(), clock.now()
    documents: list[dict[str, Any]] = []
    for place, case in enumerate(cases):
        state = "done" if place % OPEN_TASK else "open"
        said = {"state": state, "for_id": case.created_by, "due_on": now.date() + DAY * (place % 90 - 30)}
        task, document = uuid4(), uuid4()
        batch.add(
            Task, id=task, case_id=case.id, office_id=case.office_id, victim_id=None, kind="court", about=None,
            about_id=None, has_text=False, given_by=case.created_by, given_at=now, changed_at=now, row_version=1, **said,
        )  # fmt: skip
        batch.add(TaskStep, id=uuid4(), task_id=task, case_id=case.id, said_by=case.created_by, said_at=now, **said)
        facts = {"ref": case.reference}
        opened = Entry("open_file", case.created_by, f"case:{case.id}", case.id, facts, "hearing")
        batch.entries.extend([opened] * OPENINGS)
        documents.append(
            {"id": document, "series": document, "case_id": case.id, "size": 40_000, "added_by": case.created_by,
             "added_at": now, "row_version": 1}
        )  # fmt: skip

    def add_documents() -> None:
        db.session.execute(insert(Document), documents)

    write(batch, before=add_documents)


def _of_everybody(app: Flask, spent: Callable[[], Spent]) -> Iterator[tuple[str, Taken]]:
    again, people = Again(app), app.extensions["bench"]
    lawyer, coordinator = (next(one for one in people if one.role == role) for role in (Role.LAWYER, Role.COORDINATOR))
    with app.app_context(), rowguard.system("maintenance"):
        few = _lawyer_of_few()
        hers, theirs = _pages(lawyer.email), _pages(few)
    for one, pages in ((lawyer, hers), (coordinator, hers | OF_COORDINATORS)):
        person = Browser(app, one.email, one.password, base64.b32decode(one.totp_secret))
        yield from _of(one.role, person, pages, again, spent)
    yield from _of("lawyer_of_few", Browser(app, few), theirs, again, spent)


def _of(
    who: str, person: Browser, pages: dict[str, str], again: Again, spent: Callable[[], Spent]
) -> Iterator[tuple[str, Taken]]:
    for name, path in pages.items():
        yield f"{name}_{who}", _beside(partial(person.get, path), again.of(name, person, path), spent)
    for name, act in _acts(who, person).items():
        yield f"{name}_{who}", _beside(act, again.nothing, spent)


def _acts(who: str, person: Browser) -> dict[str, Act]:
    """What is done and not only looked at; the first search reads the names."""
    found: dict[str, Act] = {"search": partial(person.post, "/search", {"words": "Iva Probić", "purpose": "contact"})}
    if who != Role.LAWYER:
        return found
    case = {"aim": "Invented.", "opened_on": "1. 2. 2026.", "court": "", "court_number": "К 1/26"}
    case_id = person.post("/cases/", case).headers["Location"].split("?")[0].rsplit("/", 1)[1]
    numbers = count()

    def add() -> object:
        """Somebody whom nobody else is called like."""
        at = next(numbers)
        name = "".join(LETTERS[at // len(LETTERS) ** place % len(LETTERS)] for place in range(3))
        named = {"given_name": f"Proba{name}", "family_name": f"Test{name[::-1]}", "phone": f"+381 60 {at:07}"}
        return person.post(f"/cases/{case_id}/victims", VICTIM | named)

    add()
    door = f"/victims/{_first_victim(person, case_id)}/openings"
    typed = {"purpose": "contact", "groups": ["identity", "contact"]}
    page = person.post(door, typed).headers["Location"]
    return found | {
        "case_create": partial(person.post, "/cases/", case),
        "person_add": add,
        "record_open": partial(person.post, door, typed),
        "record": partial(person.get, page),
    }


def _pages(lawyer: str) -> dict[str, str]:
    """With a case and a claim of this lawyer."""
    mine = select(Claim.id, Claim.case_id).join(Assignment, Assignment.case_id == Claim.case_id)
    claim, case = db.session.execute(mine.join(User).where(User.email == lawyer).order_by(Claim.id).limit(1)).one()
    db.session.rollback()
    return {name: path.format(case=case, claim=claim) for name, path in PAGES.items()}


def _lawyer_of_few() -> str:
    """Another lawyer of the first office, who works on 200 of its cases; her address."""
    with committing():
        office = db.session.scalars(select(Case.office_id).where(Case.code_name == showcase.CODE_NAME)).one()
        user, email = another(Role.LAWYER, office)
        db.session.flush()
        columns = (Case.id.label("case_id"), Case.office_id, Case.opened_on, Case.reference, Case.code_name)
        hers = select(*columns).where(Case.office_id == office).order_by(Case.reference).limit(FEW)
        rows = [row._asdict() | {"user_id": user, "kind": SECOND} for row in db.session.execute(hers)]
        db.session.execute(insert(Assignment), rows)
    return email


def _beside(act: Act, floor: Act, spent: Callable[[], Spent]) -> Taken:
    """Both in turn; medians after a warm-up, in which every connection has prepared its statements."""
    for _ in range(WARM):
        act()
        floor()
    clock_of = spent()
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(TURNS):
        for one, found in zip((act, floor), taken, strict=True):
            start = clock_of()
            one()
            found.append((clock_of() - start) / 1e6)
    return Taken(median(taken[0]), median(taken[1]))


def _kilobytes(app: Flask) -> float:
    """Of database for each person, with all that belongs to her case."""
    with app.app_context(), rowguard.system("maintenance"):
        people = db.session.scalar(select(func.count()).select_from(Victim)) or 1
        if is_sqlite(db.engine):
            size = Path(str(db.engine.url.database)).stat().st_size
        else:
            size = db.session.scalar(text("SELECT pg_database_size(current_database())")) or 0
        db.session.rollback()
    return size / people / 1024
