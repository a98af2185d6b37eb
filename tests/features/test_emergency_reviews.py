"""Who is offered an access in an emergency, and who reads later what was said of one?"""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask

from litigation_app import ledger
from litigation_app.casework.cases.emergencies import queries
from litigation_app.casework.cases.models import Case, Emergency
from litigation_app.core.access import Role
from litigation_app.core.db import committing, db
from litigation_app.ledger import LedgerEntry

WHY = "Izmišljeno: pozvala je iz stana i kaže da je zaključana."
NOTE = "Izmišljeno: dogovoreno je dežurstvo."


class Reviewed:
    """An access of a colleague that her coordinator has reviewed."""

    def __init__(self, make: Any, client_as: Callable[[str], Any], app: Flask) -> None:
        self.app, self.make, self.client_as, office = app, make, client_as, make.office()
        self.lead, self.user, self.other = (make.lawyer(office=office) for _ in range(3))
        self.coordinator, self.auditor = make.coordinator(office=office), make.auditor(office=make.office())
        self.case = make.case(self.lead)
        self.path = f"/emergencies/{self._begun()}"

    def _begun(self) -> UUID:
        user = self.client_as(self.user)
        with self.app.app_context():
            reference = db.session.get_one(Case, self.case).reference
        user.post("/emergencies/", {"reference": reference, "category": "danger", "justification": WHY})
        with self.app.app_context():
            return db.session.query(Emergency.id).one()[0]

    def review(self) -> None:
        answer = self.client_as(self.coordinator).post(f"{self.path}/review", {"verdict": "avoidable", "note": NOTE})
        assert answer.status_code == 303

    def read(self, person: Any) -> str:
        """What she reads after she has opened it; "" where she cannot."""
        answer = person.post(f"{self.path}/openings")
        return person.get(answer.headers["Location"]).get_data(as_text=True) if answer.status_code == 303 else ""


@pytest.fixture
def reviewed(make: Any, client_as: Callable[[str], Any], app: Flask) -> Reviewed:
    return Reviewed(make, client_as, app)


@pytest.mark.parametrize("who", ["coordinator", "auditor", "lead", "user"])
def test_what_was_noted_at_the_review_is_read_later_by_whoever_may_know_of_it(reviewed: Reviewed, who: str) -> None:
    reviewed.review()
    person = reviewed.client_as(getattr(reviewed, who))
    closed = person.get(reviewed.path).get_data(as_text=True)

    said = reviewed.read(person)

    assert NOTE not in closed
    assert WHY not in closed
    assert NOTE in said
    assert WHY in said
    with reviewed.app.app_context():
        entry = db.session.query(LedgerEntry).filter_by(act="read_justification").one()
        assert (entry.actor, entry.purpose) == (reviewed.make.user_id(person.email), "look_back")


def test_nobody_else_reads_it(reviewed: Reviewed) -> None:
    reviewed.review()
    elsewhere = reviewed.make.coordinator(office=reviewed.make.office())
    reviewed.make.wall(reviewed.case, reviewed.lead, reviewed.coordinator)

    assert [reviewed.read(reviewed.client_as(one)) for one in (reviewed.other, elsewhere, reviewed.lead)] == [""] * 3


def test_before_the_review_only_who_is_to_do_it_reads_why(reviewed: Reviewed) -> None:
    assert WHY in reviewed.read(reviewed.client_as(reviewed.coordinator))
    assert [reviewed.read(reviewed.client_as(one)) for one in (reviewed.lead, reviewed.user)] == ["", ""]


def test_anothers_opening_shows_nothing(reviewed: Reviewed) -> None:
    reviewed.review()
    opened = reviewed.client_as(reviewed.coordinator).post(f"{reviewed.path}/openings").headers["Location"]

    page = reviewed.client_as(reviewed.lead).get(opened).get_data(as_text=True)

    assert NOTE not in page
    assert WHY not in page


@pytest.mark.parametrize(("roles", "offered"), [([Role.LAWYER], 200), ([Role.COORDINATOR], 404), ([Role.AUDITOR], 404)])
def test_only_for_whom_something_can_open_is_it_offered(
    make: Any, client_as: Callable[[str], Any], roles: list[Role], offered: int
) -> None:
    person = client_as(make.person(*roles))

    page = person.get("/alerts/").get_data(as_text=True)

    assert person.get("/emergencies/new").status_code == offered
    assert ("/emergencies/new" in page) is (offered == 200)


def test_a_coordinator_reads_what_was_done_and_ends_the_access_and_the_lawyer_is_told(reviewed: Reviewed) -> None:
    user, coordinator = reviewed.client_as(reviewed.user), reviewed.client_as(reviewed.coordinator)
    user.post(f"/cases/{reviewed.case}/openings", {"purpose": "hearing"})
    lead, bell = reviewed.client_as(reviewed.lead), 'class="bell"'

    page = coordinator.get(reviewed.path).get_data(as_text=True)
    belled = [one.get("/cases/").get_data(as_text=True).split(bell)[1].split("</a>")[0] for one in (coordinator, lead)]

    assert "Opened the file" in page.split('id="done"')[1]
    assert all("badge-count" in one for one in belled)
    assert reviewed.client_as(reviewed.other).post(f"{reviewed.path}/end").status_code == 404
    assert lead.post(f"{reviewed.path}/end").status_code == 404
    assert coordinator.post(f"{reviewed.path}/end").status_code == 303
    assert user.get(f"/cases/{reviewed.case}").status_code == 404
    assert "open now" not in coordinator.get("/alerts/").get_data(as_text=True)
    assert "Your emergency access was ended" in user.get("/alerts/").get_data(as_text=True)


def test_what_was_done_first_is_not_hidden_behind_what_was_done_afterwards(reviewed: Reviewed) -> None:
    reviewed.client_as(reviewed.user).post(f"/cases/{reviewed.case}/openings", {"purpose": "hearing"})
    by, paper = reviewed.make.user_id(reviewed.user), f"document:{uuid4()}"
    with reviewed.app.app_context(), committing():
        for _page in range(queries.MOST + 1):
            ledger.write(act="view_document", by=by, of=paper, case_id=reviewed.case)

    page = reviewed.client_as(reviewed.coordinator).get(reviewed.path).get_data(as_text=True)

    done = page.split('id="done"')[1]
    assert "Opened the file" in done
    assert f"({queries.MOST + 1})" in done  # pages looked at on end are one line


def test_whoever_reviews_second_has_her_note_back(reviewed: Reviewed, monkeypatch: pytest.MonkeyPatch) -> None:
    reviewed.review()
    as_it_was = iter([True])  # when her request began
    monkeypatch.setattr(queries, "waits_for", lambda *_of: next(as_it_was, False))

    late = reviewed.client_as(reviewed.auditor).post(f"{reviewed.path}/review", {"verdict": "justified", "note": NOTE})

    assert late.status_code == 409
    assert NOTE in late.get_data(as_text=True)
