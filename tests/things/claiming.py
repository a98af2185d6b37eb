"""A lawyer with a case and a victim, and her coordinator, at their browsers."""

import re
from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

import pytest
from sqlalchemy import select

from authorising import authorise
from begun import begun
from litigation_app.casework.cases.actions import assignment
from litigation_app.casework.cases.models import SECOND, Case
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.core.access import Role
from litigation_app.core.clock import today
from litigation_app.core.db import committing, db
from statements import sent_by

YEAR = today().year
PAID = {"on": "1. 6. 2024.", "amount": "50,000", "payer": "OFFENDER"}
ROWS = {
    "route": "property_claim",
    "parts-0-head": "lost_earnings",
    "parts-0-amount": "960,000.00",
    "parts-1-head": "fear",
    "parts-1-amount": "300000",
    "parts-2-head": "",
    "parts-2-amount": "",
}
AWARDED = {
    "on": f"4. 5. {YEAR}.",
    "instance": "final",
    "outcome": "awarded_part",
    "amount": "500,000",
    "is_final": "y",
}


class Desk:
    """A lawyer with a case and a victim, and her coordinator, at their browsers."""

    place: ClassVar[dict[str, str]] = {}  # where the case is tried, as the form of a new case has it

    def __init__(self, make: Any, client_as: Callable[[str], Any], lawyer_email: str | None = None) -> None:
        self.make, self.app = make, make.app
        self.lawyer = client_as(lawyer_email or make.lawyer(name="Vera Zamišljena"))
        self.coordinator = client_as(make.coordinator())
        self.case_id = self._case()
        self.victim_id = self.victim()

    def _case(self) -> UUID:
        office = next(iter(self.make.actor(self.lawyer.email).held)).office_id
        said = {"office": str(office), "opened_on": f"1. 2. {YEAR}.", "aim": "The court decides on the claim itself."}
        said |= self.place
        answer = self.lawyer.post("/cases/", said)
        assert answer.status_code == 303, answer.get_data(as_text=True)
        return UUID(re.split(r"[/?]", answer.headers["Location"])[2])

    def victim(self, **said: Any) -> UUID:
        """Adds a victim to the case; gives her id."""
        record = {
            "given_name": "Zamišljena", "sex": "F", "birth_year": str(YEAR - 16), "citizenship_group": "NATIONAL",
            "status": "FORMAL", "forms": ["SEX", "LAB"], "first_contact": f"3. 1. {YEAR}.", **said,
        }  # fmt: skip
        known = self.rows(select(Victim.id).where(Victim.case_id == self.case_id))
        answer = self.lawyer.post(f"/cases/{self.case_id}/victims", record)
        assert answer.status_code == 303, answer.get_data(as_text=True)
        victim_id = (set(self.rows(select(Victim.id).where(Victim.case_id == self.case_id))) - set(known)).pop()
        authorise(self.lawyer, self.case_id, victim_id)
        return victim_id

    def second_lawyer(self, client_as: Callable[[str], Any]) -> Any:
        """A coordinator who works on the case as its second lawyer."""
        second = client_as(self.make.person(Role.LAWYER, Role.COORDINATOR))
        with self.app.app_context(), committing() as session:
            session.add(assignment(session.get_one(Case, self.case_id), self.make.user_id(second.email), SECOND))
        return second

    def rows(self, wanted: Any) -> list[Any]:
        with self.app.app_context():
            return list(db.session.scalars(wanted))

    def draft(self, **said: str) -> UUID:
        answer = self.lawyer.post(f"/cases/{self.case_id}/claims", {**ROWS, "victim": str(self.victim_id), **said})
        assert answer.status_code == 303, answer.get_data(as_text=True)
        return UUID(re.split(r"[/?]", answer.headers["Location"])[2])

    def submitted(self) -> UUID:
        claim_id = self.draft()
        assert self.lawyer.post(f"/claims/{claim_id}/submission", self.seen(claim_id)).status_code == 303
        return claim_id

    def approved(self) -> UUID:
        claim_id = self.submitted()
        assert self.coordinator.post(f"/claims/{claim_id}/approval", self.seen(claim_id)).status_code == 303
        return claim_id

    def state(self, claim_id: UUID) -> str:
        return str(self.rows(select(Claim.state).where(Claim.id == claim_id))[0])

    def seen(self, claim_id: UUID) -> dict[str, str]:
        """What the review form carries for whoever opens the claim now."""
        version = str(self.rows(select(Claim.row_version).where(Claim.id == claim_id))[0])
        return {"row_version": version, "asked": "opponent evidence authority", "because": "Her statement proves it"}

    def page(self, claim_id: UUID, who: Any = None) -> str:
        answer = (who or self.lawyer).get(f"/claims/{claim_id}")
        assert answer.status_code == 200
        return str(answer.get_data(as_text=True))


@pytest.fixture
def desk(make: Any, client_as: Callable[[str], Any]) -> Desk:
    return begun(Desk, make, client_as)


def pay(person: Any, claim_id: UUID, **other: str) -> Any:
    """The answer to a payment of an invented offender."""
    return person.post(f"/claims/{claim_id}/payments", PAID | other)


def plain(page: str) -> str:
    return page.replace("\u00a0", " ")


def statements(desk: Desk, act: Callable[[], object]) -> int:
    return len(sent_by(desk.app, act))
