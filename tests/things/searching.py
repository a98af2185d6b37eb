"""Persons to be found, and a search for them."""

import re
from typing import Any
from uuid import UUID

from flask import Flask

from litigation_app.casework.cases.models import EthicalWall
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.core import clock
from litigation_app.core.db import db

BASE = {"citizenship_group": "NATIONAL", "first_contact": "1. 9. 2026.", "sex": "F", "status": "FORMAL"}
NATIONAL_ID = "3102990710005"  # of somebody born on 31 February


def opened_case(lawyer: Any, make: Any, **more: Any) -> UUID:
    office = next(iter(make.actor(lawyer.email).held)).office_id
    said = {"office": str(office), "opened_on": "20. 11. 2026.", "aim": "An aim", "court": "vs_beograd"}
    answer = lawyer.post("/cases/", {**said, **more})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return UUID(re.split(r"[/?]", answer.headers["Location"])[2])


def added(lawyer: Any, make: Any, name: str, *, case: UUID | None = None, **more: Any) -> UUID:
    """A victim of this name ("Given Family"), in a case of her own unless one is given."""
    case_id = case or opened_case(lawyer, make)
    given, _, family = name.partition(" ")
    said = {**BASE, "given_name": given, "family_name": family, **more}
    answer = lawyer.post(f"/cases/{case_id}/victims", said)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    with make.app.app_context():
        wanted = db.session.query(Victim.id).filter_by(case_id=case_id)
        return UUID(str(wanted.order_by(Victim.added_at.desc()).limit(1).scalar()))


def code_name(app: Flask, victim_id: UUID) -> str:
    with app.app_context():
        return str(db.session.get_one(Victim, victim_id).code_name)


def searched(person: Any, words: str, **more: Any) -> str:
    answer = person.post("/search", {"words": words, "purpose": "contact", **more})
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return str(answer.get_data(as_text=True))


def names_on(page: str) -> list[str]:
    """The code names of the persons on a page of results, in their order."""
    return re.findall(r'href="/victims/[0-9a-f-]{36}">([^<]+)</a>', page)


def walled(case_id: UUID, user_id: UUID, by: UUID) -> EthicalWall:
    names = {column.name for column in EthicalWall.__table__.columns}
    said = {
        "case_id": case_id,
        "user_id": user_id,
        "put_by": by,
        "set_by": by,
        "built_by": by,
        "put_at": clock.now(),
        "set_at": clock.now(),
        "built_at": clock.now(),
        "reason": "conflict",
    }
    return EthicalWall(**{name: value for name, value in said.items() if name in names})
