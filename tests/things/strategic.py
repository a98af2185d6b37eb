"""A case with a coordinator beside its lawyer, and what both say of its strategy."""

import io
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from lawyering import text
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.core.db import db

SECRET = "Dunja Nepostojeća must move once more"
SCORES = {
    "violation": "3", "justiciable": "3", "systemic": "3", "evidence": "2",
    "resources": "2", "enforceable": "2", "allies": "1", "context": "1",
}  # fmt: skip


@pytest.fixture
def boss_email(make: Any, email: str) -> str:
    assert email  # the office is that of the lawyer
    return str(make.coordinator())


@pytest.fixture
def boss(boss_email: str, client_as: Callable[[str], Any]) -> Any:
    return client_as(boss_email)


@pytest.fixture
def her(make: Any, email: str, case_id: UUID) -> str:
    return str(make.victim(email, case_id))


@pytest.fixture
def lane(app: Flask, case_id: UUID) -> str:
    return lane_of(app, case_id, "criminal")


def lane_of(app: Flask, case_id: UUID, family: str) -> str:
    with app.app_context():
        wanted = select(Proceeding.id).where(Proceeding.case_id == case_id, Proceeding.family == family)
        return str(db.session.scalars(wanted).one())


def objective(boss: Any, **said: str) -> str:
    """The address of a new objective."""
    page = text(boss.get("/objectives/new"))
    office = re.search(r'<option[^>]*value="([0-9a-f-]{36})"', page)
    assert office is not None
    typed = {"office": office[1], "country": "RS", "kind": "compensation", "title": "Courts decide claims themselves"}
    answer = boss.post("/objectives/", typed | said)
    assert answer.status_code == 303, text(answer)
    return str(answer.headers["Location"].split("?")[0])


def pursued(boss: Any, case_id: UUID, address: str) -> Any:
    return boss.post(f"/cases/{case_id}/objectives", {"objective": address.rsplit("/", 1)[1]})


def assessment(lawyer: Any, case_id: UUID, her: str, **said: str) -> Any:
    """Scored, with her consent and a bearable risk, unless `said` says otherwise."""
    typed = SCORES | {"on": "4. 3. 2026.", "text": SECRET, "plan": "Two years"}
    gate = {
        f"consent_{her}": "given",
        f"consent_on_{her}": "2. 3. 2026.",
        f"risk_{her}": "medium",
        f"why_{her}": SECRET,
    }
    return lawyer.post(f"/cases/{case_id}/assessments", typed | gate | said)


def decision(boss: Any, address: str, code: str) -> Any:
    return boss.post(f"{address}/decision", {"decision": code, "decided_on": "5. 3. 2026."})


def address_of(answer: Any) -> str:
    assert answer.status_code == 303, text(answer)
    return str(answer.headers["Location"].split("?")[0])


def paper(lawyer: Any, case_id: UUID) -> None:
    """A paper of the case, whose file must stand open."""
    papers = {"kind": "judgment", "papers": [(io.BytesIO(b"Invented evidence"), "Izmišljen dokaz.txt")]}
    assert lawyer.post(f"/cases/{case_id}/papers", papers).status_code == 303


def version_on(page: str) -> str:
    found = re.search(r'name="row_version"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="row_version"', page)
    assert found is not None
    return found[1] or found[2]
