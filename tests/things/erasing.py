"""Two coordinators of one office, a lawyer's case with a victim, and what it takes to erase her."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

import pytest
from flask import Flask

from litigation_app.casework.cases.legal_holds.models import LegalHold
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.erasures.models import Erasure
from litigation_app.core.db import db

GIVEN, FAMILY = "Zamisla", "Neizmisljenovic"
CANARY = "Njena tajna prica o kuci kraj reke"
WHY = "Trazila je da se sve obrise"
RECORD = {"given_name": GIVEN, "family_name": FAMILY, "national_id": "0101990715006", "phone": "+381641234567"}
PROPOSAL = {"basis": "consent_withdrawn", "why": WHY, "told": "y", "looked": "y"}


class Stage(NamedTuple):
    """Who and what a test of erasures needs."""

    lawyer: Any
    first: Any
    second: Any
    case: UUID
    victim: UUID
    code_name: str


@pytest.fixture
def stage(app: Flask, make: Any, client_as: Callable[[str], Any]) -> Stage:
    office = make.office(name="Kancelarija")
    lawyer = make.lawyer(office=office, name="Vera Zamisljena")
    first, second = (make.coordinator(office=office, name=name) for name in ("Mila Prva", "Ana Druga"))
    case = make.case(lawyer)
    victim = make.victim(lawyer, case, exploitation=CANARY, sex="F", **RECORD)
    return Stage(*map(client_as, (lawyer, first, second)), case, victim, code_name(app, victim))


def code_name(app: Flask, victim: UUID) -> str:
    with app.app_context():
        return db.session.get_one(Victim, victim).code_name


def proposed(app: Flask, stage: Stage, **said: Any) -> UUID:
    """The id of a proposal of the first coordinator."""
    typed = {**PROPOSAL, "reference": stage.code_name, **said}
    answer = stage.first.post(f"/victims/{stage.victim}/erasures", typed)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    with app.app_context():
        found = db.session.scalar(db.select(Erasure.id).order_by(Erasure.proposed_at.desc()))
    assert found is not None
    return found


def erased(app: Flask, stage: Stage, **said: Any) -> UUID:
    """The id of an erasure that was carried out to its end."""
    erasure = proposed(app, stage, **said)
    answer = stage.second.post(f"/erasures/{erasure}/agreement")
    assert answer.status_code == 303, answer.get_data(as_text=True)
    answer.close()
    return erasure


def hold(app: Flask, stage: Stage, **said: str) -> UUID:
    """The id of a hold that the first coordinator has placed."""
    typed = {"whom": str(stage.victim), "reason": "court_order", "until": "1. 12. 2099.", "why": "Naredba suda", **said}
    answer = stage.first.post(f"/cases/{stage.case}/holds", typed)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    with app.app_context():
        found = db.session.scalar(db.select(LegalHold.id).order_by(LegalHold.placed_at.desc()))
    assert found is not None
    return found


def text(answer: Any) -> str:
    """What a person reads on the page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)))


def row(app: Flask, model: Any, key: UUID) -> Any:
    """The row as it is in the database, read for itself."""
    with app.app_context():
        found = db.session.get_one(model, key)
        db.session.expunge(found)
        return found
