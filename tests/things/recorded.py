"""A client's record as a lawyer types it into the form, and its opening."""

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from litigation_app.casework.clients.victims.models import Victim
from litigation_app.core.db import db

VICTIM = {
    "given_name": "Kanarinka",
    "family_name": "Sintetić",
    "birth_date": "29. 2. 2004.",
    "citizenship": "Zamišljenija",
    "citizenship_group": "NATIONAL",
    "phone": "+381 60 000 0001",
    "email": "kanarinka@nowhere.example",
    "address": "Nepostojeća 1",
    "safe_contact": "Samo utorkom",
    "first_contact": "1. 9. 2026.",
    "sex": "F",
    "status": "FORMAL",
    "forms": ["LAB", "BEG"],
    "exploitation": "Izmišljena gradilišna priča",
    "health": "Izmišljena povreda",
    "notes": "Izmišljena napomena 😀",
}
GROUPS = ["identity", "contact", "health", "exploitation", "legal"]
WORDS = ("Kanarinka", "Sintetić", "Zamišljenija", "000 0001", "nowhere.example", "Nepostojeća", "utorkom", "Izmišljena")


def opened_case(lawyer: Any, make: Any) -> UUID:
    office = next(iter(make.actor(lawyer.email).held)).office_id
    said = {"office": str(office), "opened_on": "20. 11. 2026.", "aim": "An aim", "court": "vs_beograd"}
    return UUID(re.split(r"[/?]", lawyer.post("/cases/", said).headers["Location"])[2])


def added(lawyer: Any, make: Any, **more: Any) -> tuple[UUID, UUID]:
    """A case and a victim in it."""
    case_id = opened_case(lawyer, make)
    answer = lawyer.post(f"/cases/{case_id}/victims", {**VICTIM, **more})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    with make.app.app_context():
        return case_id, db.session.query(Victim.id).filter_by(case_id=case_id).order_by(Victim.added_at.desc()).first()[
            0
        ]


def opening(person: Any, victim_id: UUID, purpose: str = "hearing", groups: Sequence[str] = GROUPS) -> str:
    """The address of the opened record."""
    answer = person.post(f"/victims/{victim_id}/openings", {"purpose": purpose, "groups": groups})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.headers["Location"])
