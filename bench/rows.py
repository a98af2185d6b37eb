"""What does it cost that PostgreSQL itself shows everybody only her rows? The same pages with the policies and without them.

Without: as the role that owns the tables, whom no policy binds, and without telling the database who acts. CPU of this
process and of the database's together, since policies cost the database and not us.
"""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from uuid import uuid4

from flask import Flask
from sqlalchemy import event, insert, select, text, update

from bench import postgres
from bench.caseload import Browser, fill
from bench.measuring import Figure, figure
from bench.pages import VICTIM, _first_victim, _last
from litigation_app import ledger, vault
from litigation_app.accounts.models import TotpFactor
from litigation_app.app import create_app
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.victims import rules
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.core import clock, schema
from litigation_app.core.db import committing, db
from litigation_app.core.rls import rowguard
from litigation_app.vault.name_search import index

CASES = 20_000
PEOPLE = 5_000  # who can be found by name
TURNS, WARM = 60, 12
GOAL = 2


def figures(cases: int = CASES) -> Iterator[Figure]:
    """Case list, record and search of a lawyer and of a coordinator."""
    with tempfile.TemporaryDirectory(prefix="pg") as folder, postgres.serving(folder) as server:
        yield from _figures(server, Path(folder) / "instance", cases)


def _figures(server: str, instance: Path, cases: int) -> Iterator[Figure]:
    config = postgres.config(server, instance)
    vault.create(config)
    schema.upgrade(config)
    fenced, bare = create_app(config), create_app(replace(config, database_url=config.owner_database_url or ""))
    with rowguard.system("maintenance"):
        people = dict(zip(("lawyer", "coordinator"), fill(fenced, cases), strict=True))
        with fenced.app_context():
            _name_some()
    with bare.app_context():
        event.remove(db.engine, "before_cursor_execute", rowguard._tell)
        db.session.execute(text("ANALYZE"))
        db.session.commit()
    used = postgres.Used(server)
    for who, email in people.items():
        pairs = [_acts(app, email) for app in (fenced, bare)]
        for name in pairs[0]:
            yield _beside(f"rows_{name}_{who}", pairs[0][name], pairs[1][name], used)
    for app in (fenced, bare):
        with app.app_context():
            db.engine.dispose()
    used.close()


def _name_some() -> None:
    """A person with a name in some of the cases."""
    rows = db.session.execute(select(Case.id, Case.office_id, Case.created_by).limit(PEOPLE)).all()
    people = [
        {
            "id": uuid4(),
            "case_id": row.id,
            "code_name": f"Bench {at}",
            "added_by": row.created_by,
            "added_at": clock.now(),
        }
        for at, row in enumerate(rows)
    ]
    with committing() as session:
        session.execute(insert(Victim), people)
        vault.new_subjects(one["id"] for one in people)
        index.put_many(
            index.Drawn(one["id"], index.Place(row.id, row.office_id), index.Sketch("Iva", f"Probić {at % 97}"))
            for at, (one, row) in enumerate(zip(people, rows, strict=True))
        )
        ledger.write(act="bench", by=None, of="bench")


def _acts(app: Flask, email: str) -> dict[str, Callable[[], object]]:
    """What one person does all day on this desk."""
    with app.app_context(), committing() as session:
        session.execute(update(TotpFactor).values(last_counter=0))
    person = Browser(app, email)
    acts: dict[str, Callable[[], object]] = {"case_list": partial(person.get, "/cases/")}
    acts["search"] = partial(person.post, "/search", {"words": "Iva Probić", "purpose": "contact"})
    if not email.startswith("lawyer"):
        return acts
    case_id = _last(
        person.post("/cases/", {"aim": "Invented.", "opened_on": "1. 2. 2026.", "court": "", "court_number": "К 1/26"})
    )
    person.post(f"/cases/{case_id}/victims", VICTIM)
    door = f"/victims/{_first_victim(person, case_id)}/openings"
    typed = {"purpose": "contact", "groups": [group.value for group in rules.Group]}
    page = person.post(door, typed).headers["Location"]
    return acts | {
        "case": partial(person.get, f"/cases/{case_id}"),
        "opening": partial(person.post, door, typed),
        "record": partial(person.get, page),
    }


def _beside(name: str, act: Callable[[], object], floor: Callable[[], object], used: postgres.Used) -> Figure:
    """Both in turn; medians after a warm-up, in which every connection has prepared its statements."""
    for _ in range(WARM):
        act()
        floor()
    backends, taken = used.backends(), (list[float](), list[float]())
    for _ in range(TURNS):
        for one, found in zip((act, floor), taken, strict=True):
            start = used.nanoseconds(backends)
            one()
            found.append((used.nanoseconds(backends) - start) / 1e6)
    value, beside = median(taken[0]), median(taken[1])
    return figure(name, value, "ms", beside, GOAL, "ratio", "lower", TURNS)
