"""How much CPU do the queue of a coordinator and the portfolio take with 100,000 claims, on each database?

On PostgreSQL the CPU of the database's processes is counted with ours.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any
from uuid import uuid4

from flask import Flask
from sqlalchemy import insert, select, text

from bench import postgres
from bench.again import Again
from bench.caseload import Browser, desk, few, fill, founded
from bench.measuring import Figure, figure
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims.models import Claim, ClaimPart, CourtDecision, Payment
from litigation_app.casework.claims.portfolio import actions as portfolio
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.core import clock
from litigation_app.core.db import committing, db, is_sqlite
from litigation_app.core.rls import rowguard
from litigation_app.law import loader

CLAIMS = 100_000
BATCH, TURNS, WARM, MOST = 10_000, 30, 5, 50
WAITING, DECIDED, FINAL, PAID = 50, 2, 4, 8  # every so many claims
PAGES = (("portfolio", "/portfolio/"), ("portfolio_year", "/portfolio/?year=2020"), ("queue", "/claims/"))
Row = dict[str, Any]


def figures(claims: int = CLAIMS) -> Iterator[Figure]:
    """The pages of a coordinator, the portfolio of a lawyer with a twentieth of all cases and of one with 200; SQLite, PostgreSQL."""
    with tempfile.TemporaryDirectory() as folder:
        app = desk(Path(folder))
        yield from _figures(app, "sqlite", claims, lambda: time.process_time_ns)
    with tempfile.TemporaryDirectory(prefix="pg") as folder, postgres.serving(folder) as server:
        app, used = founded(postgres.config(server, Path(folder) / "instance")), postgres.Used(server)
        yield from _figures(app, "postgres", claims, lambda: partial(used.nanoseconds, used.backends()))
        used.close()
        with app.app_context():
            db.engine.dispose()


def _figures(app: Flask, database: str, claims: int, spent: Callable[[], Callable[[], int]]) -> Iterator[Figure]:
    again = Again(app)
    with rowguard.system("maintenance"):
        people = dict(zip(("lawyer", "coordinator"), fill(app, claims), strict=True)) | {"lawyer_of_few": few(app)}
        with app.app_context():
            furnish()
            if not is_sqlite(db.engine):
                db.session.execute(text("ANALYZE"))
                db.session.commit()
    for who, email in people.items():
        person = Browser(app, email)
        for name, path in PAGES if who == "coordinator" else PAGES[:1]:
            floor = again.of(name, person, path)
            clock_of, taken = spent(), (list[float](), list[float]())
            acts: tuple[Callable[[], object], ...] = (partial(person.get, path), floor)
            for turn in range(WARM + TURNS):
                for act, found in zip(acts, taken, strict=True):
                    start = clock_of()
                    act()
                    if turn >= WARM:
                        found.append((clock_of() - start) / 1e6)
            value, bare = median(taken[0]), median(taken[1])
            yield figure(f"{name}_{who}_{database}", value, "ms", bare, MOST, "value", "lower", TURNS)


def furnish() -> None:
    """Give every case a client and a claim, as far along as its place says; must run in an app context."""
    columns = (Case.id, Case.country, Case.office_id, Case.created_by, Case.opened_on)
    cases = [row._asdict() for row in db.session.execute(select(*columns).order_by(Case.opened_on, Case.reference))]
    db.session.rollback()
    for start in range(0, len(cases), BATCH):
        some = [case | {"place": place} for place, case in enumerate(cases[start : start + BATCH], start)]
        with committing():
            _write(some)
    with committing():
        portfolio.rebuild_all()


def _write(cases: list[Row]) -> None:
    victims, claims = [victim(case) for case in cases], []
    for case, her in zip(cases, victims, strict=True):
        claims.append(claim(case, her["id"]))
    db.session.execute(insert(Victim), victims)
    db.session.execute(insert(Claim), claims)
    parts = [_part(one, place, head) for one in claims for place, head in enumerate(("lost_earnings", "fear"), 1)]
    db.session.execute(insert(ClaimPart), parts)
    decided = [(case, one) for case, one in zip(cases, claims, strict=True) if _is_decided(case)]
    db.session.execute(insert(CourtDecision), [_decision(case, one) for case, one in decided])
    paid = [_payment(case, one) for case, one in decided if case["place"] % PAID == 0]
    db.session.execute(insert(Payment), paid)


def _is_decided(case: Row) -> bool:
    return bool(case["place"] % DECIDED == 0 and case["place"] % WAITING != 0)


def victim(case: Row) -> Row:
    """The client of this case."""
    return {
        "id": uuid4(),
        "case_id": case["id"],
        "code_name": f"Bench {case['place']}",
        "added_by": case["created_by"],
        "added_at": clock.now(),
        "row_version": 1,
    }


def claim(case: Row, victim_id: Any) -> Row:
    """Her claim: decided, waiting, or filed."""
    waits = case["place"] % WAITING == 0
    sent = datetime.combine(case["opened_on"], datetime.min.time(), UTC)
    return {
        "id": uuid4(),
        "case_id": case["id"],
        "office_id": case["office_id"],
        "victim_id": victim_id,
        "route": "property_claim" if case["place"] % 3 else "civil_suit",
        "currency": loader.load(case["country"]).currency,
        "state": "submitted" if waits else "decided" if _is_decided(case) else "approved",
        "version": 1,
        "written_by": case["created_by"],
        "submitted_at": sent,
        "approved_by": None if waits else case["created_by"],
        "filed_on": None if waits else case["opened_on"] + timedelta(days=30),
        "row_version": 1,
    }


def _part(claim: Row, place: int, head: str) -> Row:
    return {
        "id": uuid4(),
        "claim_id": claim["id"],
        "version": 1,
        "position": place,
        "head": head,
        "amount": Decimal("450000.00"),
    }


def _decision(case: Row, claim: Row) -> Row:
    is_final = case["place"] % FINAL == 0
    return {
        "id": uuid4(),
        "claim_id": claim["id"],
        "on": _later(claim, 200),
        "instance": "first",
        "outcome": "awarded_part",
        "amount": Decimal("300000.00"),
        "is_final": is_final,
        "recorded_by": case["created_by"],
        "recorded_at": clock.now(),
    }


def _payment(case: Row, claim: Row) -> Row:
    return {
        "id": uuid4(),
        "claim_id": claim["id"],
        "on": _later(claim, 400),
        "amount": Decimal("100000.00"),
        "payer": "OFFENDER",
        "recorded_by": case["created_by"],
        "recorded_at": clock.now(),
    }


def _later(claim: Row, days: int) -> date:
    filed: date = claim["filed_on"]
    return filed + timedelta(days=days)
