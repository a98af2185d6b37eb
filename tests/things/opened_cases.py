"""Cases that lawyers open, one or a crowd of them."""

import re
from datetime import date
from typing import Any
from uuid import UUID

from flask import Flask

from litigation_app.casework.cases.models import Case
from litigation_app.core.clock import now
from litigation_app.core.db import committing, db

CASE = {"opened_on": "20. 11. 2026.", "aim": "The court decides on the claim itself.", "court": "vs_beograd"}


def opened(lawyer: Any, make: Any, **said: str) -> UUID:
    """The id of a case that this lawyer opens at her first office."""
    with make.app.app_context():
        office = next(iter(make.actor(lawyer.email).held)).office_id
    answer = lawyer.post("/cases/", {"office": str(office), **CASE, **said})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return UUID(re.split(r"[/?]", answer.headers["Location"])[2])


def reference_of(app: Flask, case_id: UUID) -> str:
    with app.app_context():
        return db.session.get_one(Case, case_id).reference


def crowd_of(app: Flask, make: Any, lawyer: str, *, tree: str, count: int, start: int = 1) -> None:
    """So many cases of a lawyer, named after one tree."""
    actor = make.actor(lawyer)
    office = next(iter(actor.held)).office_id
    with app.app_context(), committing():
        db.session.add_all(
            Case(
                country="RS", year=2026, reference=f"RS-2026-{start + n:04d}", code_name=f"{tree} {n}", office_id=office,
                opened_on=date(2026, 1, 1 + n % 9), created_by=actor.id, created_at=now(), law_version="test",
            )
            for n in range(1, count + 1)
        )  # fmt: skip
