"""A case, and a colleague of its lawyer who needs it in an emergency."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Flask

from litigation_app.casework.cases.models import Case
from litigation_app.core.db import db
from litigation_app.ledger import LedgerEntry

WHY = "Izmišljeno: pozvala je iz stana i kaže da je zaključana."


class Office:
    """A case of one lawyer, a colleague who is not on it, a coordinator, an auditor."""

    def __init__(self, app: Flask, make: Any, client_as: Callable[[str], Any]) -> None:
        self.app, self.make, self.client_as, self.id = app, make, client_as, make.office()
        self.lead, self.colleague = (make.lawyer(office=self.id, name=name) for name in ("Lea Vodi", "Dana Druga"))
        self.coordinator, self.auditor = make.coordinator(office=self.id), make.auditor(office=make.office())
        self.case = make.case(self.lead)
        self.victim = make.victim(self.lead, self.case, given_name="Kanarinka")
        self.reference = self.reference_of(self.case)

    def reference_of(self, case_id: UUID) -> str:
        with self.app.app_context():
            return str(db.session.get_one(Case, case_id).reference)

    def begin(self, person: Any, reference: str = "", **more: str) -> Any:
        said = {"reference": reference or self.reference, "category": "danger", "justification": WHY}
        return person.post("/emergencies/", said | more)

    def entries(self, act: str) -> list[LedgerEntry]:
        with self.app.app_context():
            found = db.session.query(LedgerEntry).filter_by(act=act).order_by(LedgerEntry.seq).all()
            db.session.expunge_all()
            return found
