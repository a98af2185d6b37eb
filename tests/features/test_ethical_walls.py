"""A wall beats everything: lists, counts, searches, deadlines, claims, emergencies; the person is told nothing."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.models import Case, EthicalWall
from litigation_app.casework.claims import actions as claims
from litigation_app.casework.claims.reviews import queries as reviews
from litigation_app.casework.claims.rules import Part
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.lists.caselists import queries as lists
from litigation_app.casework.lists.caselists.rules import Tab, Wanted
from litigation_app.casework.planner.tasks.models import Task
from litigation_app.casework.planner.team import queries as team
from litigation_app.casework.proceedings import due_list
from litigation_app.casework.proceedings.models import Deadline, Proceeding
from litigation_app.casework.proceedings.rules import procedure_of
from litigation_app.core.access import Relation
from litigation_app.core.clock import now, today
from litigation_app.core.db import committing, db
from litigation_app.law import loader
from litigation_app.law.procedure import deadlines_at
from litigation_app.ledger import LedgerEntry
from litigation_app.vault import Capsule

STAGE = "first_instance_judgment"
CHANGES = re.compile(r'Number of this request: [0-9a-f]+|name="form_number" value="[^"]*"|/cases/[0-9a-f-]{36}')


class BehindEthicalWall:
    """A case with a victim, a submitted claim, an open deadline and an open task; two lawyers and two coordinators see it."""

    def __init__(self, make: Any, client_as: Callable[[str], Any]) -> None:
        self.make, self.client_as, self.office = make, client_as, make.office()
        self.lead, self.second = (make.lawyer(office=self.office) for _ in range(2))
        self.coordinators = [make.coordinator(office=self.office) for _ in range(2)]
        self.case = make.case(self.lead)
        make.second(self.case, self.second)
        self.victim = make.victim(self.lead, self.case)
        with make.app.app_context(), committing() as session:
            case, victim = session.get_one(Case, self.case), session.get_one(Victim, self.victim)
            claim = claims.draft(
                make.actor(self.lead), case, victim, route="property_claim", parts=[Part("fear", Decimal("1000.00"))]
            )
            claims.submit(make.actor(self.lead), claim, case, row_version=claim.row_version)
            session.add_all([self._deadline(session, case), self._task(case)])
            self.claim, self.reference = claim.id, case.reference

    def _deadline(self, session: Any, case: Case) -> Deadline:
        proceeding = session.query(Proceeding).filter_by(case_id=case.id, family="criminal").one()
        graph = procedure_of(loader.load("RS"), "criminal", None)
        rule = next(one for one in deadlines_at(graph, STAGE) if one.event == "appealed_by_victim")
        row = Deadline(case_id=case.id, office_id=case.office_id, proceeding_id=proceeding.id, side="ours", stage=STAGE)
        row.event, row.kept_by, row.kind, row.roll_over = (
            rule.event,
            list(rule.events),
            str(rule.kind),
            str(rule.roll_over),
        )
        row.runs_from, row.days, row.legal_basis, row.confidence = (
            rule.runs_from,
            rule.days,
            rule.legal_basis,
            rule.confidence,
        )
        row.is_reviewed, row.act_by = False, today() + timedelta(days=8)
        return row

    def _task(self, case: Case) -> Task:
        lead = self.make.user_id(self.lead)
        row = Task(case_id=case.id, office_id=case.office_id, kind="other", state="open", for_id=lead)
        row.given_by, row.given_at, row.changed_at = lead, now(), now()
        return row

    def put(self, email: str, **more: str) -> Any:
        said = {"person": str(self.make.user_id(email)), "reason": "knows_a_party", "note": "Rođaka branioca"}
        return self.client_as(self.coordinators[0]).post(f"/cases/{self.case}/walls", said | more)


@pytest.fixture
def walled(make: Any, client_as: Callable[[str], Any]) -> BehindEthicalWall:
    return BehindEthicalWall(make, client_as)


@pytest.mark.parametrize("who", ["lead", "second", "coordinator"])
def test_a_walled_person_meets_the_case_nowhere(app: Flask, walled: BehindEthicalWall, who: str) -> None:
    email = walled.coordinators[1] if who == "coordinator" else getattr(walled, who)
    person, actor = walled.client_as(email), walled.make.actor(email)
    assert person.get(f"/cases/{walled.case}").status_code == 200

    put = walled.put(email)
    assert put.status_code == 303
    assert put.headers["Location"].endswith("done=wall-set")

    paths = (
        f"/cases/{walled.case}",
        f"/victims/{walled.victim}",
        f"/claims/{walled.claim}",
        f"/cases/{walled.case}/team",
    )
    assert {person.get(path).status_code for path in paths} == {404}
    pages = (
        "/cases/",
        f"/cases/?q={walled.reference}",
        "/proceedings/deadlines",
        "/claims/",
        "/cases-to-hand-over",
        "/alerts/",
    )
    assert not [path for path in pages if str(walled.case) in person.get(path).get_data(as_text=True)]
    with app.test_request_context():
        case = db.session.get_one(Case, walled.case)
        assert lists.page(actor, Wanted(tab=Tab.ALL)).rows == []
        assert list(db.session.execute(cases.visible_to(actor))) == []
        assert due_list.page(actor, "en").rows == []
        assert due_list.page(actor, "en", case_id=case.id).rows == []
        assert reviews.count_awaiting(actor) == 0
        assert not [one for one in team.staff(actor) if one.running or one.tasks]


def test_without_the_wall_the_same_lists_have_it(app: Flask, walled: BehindEthicalWall) -> None:
    for email in (walled.lead, walled.second, *walled.coordinators):
        actor = walled.make.actor(email)
        with app.test_request_context():
            assert [row.reference for row in lists.page(actor, Wanted(tab=Tab.ALL)).rows] == [walled.reference]
            assert [row[0] for row in db.session.execute(cases.visible_to(actor))] == [walled.case]
            assert walled.reference in [row.reference for row in due_list.page(actor, "en").rows]
    with app.app_context():
        coordinator = walled.make.actor(walled.coordinators[1])
        assert reviews.count_awaiting(coordinator) == 1
        assert [(one.running, one.tasks) for one in team.staff(coordinator) if one.tasks] == [(1, 1)]


def test_the_answer_is_that_of_a_case_that_is_not_there(app: Flask, walled: BehindEthicalWall) -> None:
    walled.put(walled.second)
    person = walled.client_as(walled.second)

    hidden, missing = (person.get(f"/cases/{one}") for one in (walled.case, uuid4()))

    said = [CHANGES.sub("", answer.get_data(as_text=True)) for answer in (hidden, missing)]
    assert said[0] == said[1]
    assert (hidden.status_code, missing.status_code) == (404, 404)
    with app.app_context():
        entries = db.session.query(LedgerEntry).filter_by(act="denied").order_by(LedgerEntry.seq).all()
    assert [entry.object.split(":")[0] for entry in entries[-2:]] == ["casefile", "casefile"]
    assert {entry.case_id for entry in entries[-2:]} == {None}


def test_a_wall_and_an_emergency_meet_and_the_wall_wins(app: Flask, walled: BehindEthicalWall) -> None:
    colleague = walled.make.lawyer(office=walled.office)
    walled.make.emergency(walled.case, colleague)
    person = walled.client_as(colleague)
    assert person.get(f"/cases/{walled.case}").status_code == 200

    walled.put(colleague)

    assert person.get(f"/cases/{walled.case}").status_code == 404
    assert walled.reference not in person.get("/cases/").get_data(as_text=True)


def test_a_wall_is_in_every_answer_to_how_she_stands_also_in_an_emergency(
    app: Flask, walled: BehindEthicalWall
) -> None:
    colleague = walled.make.lawyer(office=walled.office)
    walled.make.emergency(walled.case, colleague)
    actor = replace(walled.make.actor(colleague), emergencies=frozenset({walled.case}))

    def seen() -> tuple[bool, bool]:
        with app.app_context():
            ids = db.session.scalars(cases.visible_to(actor)).all()
            stands = cases.stands(actor, db.session.get_one(Case, walled.case))
        return walled.case in ids, Relation.BEHIND_ETHICAL_WALL in stands

    before = seen()
    walled.put(colleague)

    assert before == (True, False)
    assert seen() == (False, True)


def test_the_note_is_sealed_and_the_log_has_the_reason(app: Flask, walled: BehindEthicalWall) -> None:
    walled.put(walled.second)

    with app.app_context():
        entry = db.session.query(LedgerEntry).filter_by(act="put_wall").one()
        sealed = db.session.query(Capsule).filter_by(table="wall").one()
    assert (entry.object, entry.case_id) == (f"person:{walled.make.user_id(walled.second)}", walled.case)
    assert entry.purpose == "knows_a_party"
    assert "Rođaka".encode() not in bytes(sealed.sealed)


def test_the_note_shows_only_while_the_file_is_open(walled: BehindEthicalWall) -> None:
    walled.put(walled.second)
    coordinator = walled.client_as(walled.coordinators[0])
    closed = coordinator.get(f"/cases/{walled.case}/team").get_data(as_text=True)

    coordinator.post(f"/cases/{walled.case}/openings", {"purpose": "review"})

    assert "Rođaka" not in closed
    assert "Rođaka" in coordinator.get(f"/cases/{walled.case}/team").get_data(as_text=True)


def test_a_lifted_wall_leaves_everything_as_it_was(app: Flask, walled: BehindEthicalWall) -> None:
    walled.put(walled.second)
    with app.app_context():
        wall = db.session.query(EthicalWall.id).one()[0]

    coordinator = walled.client_as(walled.coordinators[0])
    first, again = (coordinator.post(f"/cases/{walled.case}/walls/{wall}/lifting").status_code for _ in range(2))

    assert (first, again) == (303, 404)
    assert walled.client_as(walled.second).get(f"/cases/{walled.case}").status_code == 200
    with app.app_context():
        assert db.session.query(LedgerEntry).filter_by(act="lift_wall").count() == 1
    assert walled.put(walled.second).status_code == 303


def test_nobody_walls_herself_or_an_outsider(walled: BehindEthicalWall) -> None:
    outsider = walled.make.lawyer(office=walled.make.office())

    answers = [walled.put(email).status_code for email in (walled.coordinators[0], outsider)]

    assert answers == [422, 422]


def test_a_wall_asks_for_the_second_factor(walled: BehindEthicalWall, make: Any) -> None:
    coordinator = walled.client_as(walled.coordinators[0])
    make.stale(walled.coordinators[0])
    said = {"person": str(make.user_id(walled.second)), "reason": "safety", "note": "Zamišljeno"}

    asked = coordinator.post(f"/cases/{walled.case}/walls", said)
    done = coordinator.post(f"/cases/{walled.case}/walls", {**said, "second_factor": coordinator.next_code()})

    assert asked.status_code == 403
    assert "Zamišljeno" in asked.get_data(as_text=True)
    assert done.status_code == 303
    assert walled.client_as(walled.second).get(f"/cases/{walled.case}").status_code == 404


def test_a_walled_lead_cannot_be_made_lead_again_nor_a_walled_colleague_second(walled: BehindEthicalWall) -> None:
    colleague = walled.make.lawyer(office=walled.office)
    walled.put(colleague)
    coordinator = walled.client_as(walled.coordinators[0])
    user = str(walled.make.user_id(colleague))

    answers = [
        coordinator.post(f"/cases/{walled.case}/lead", {"lead-person": user}).status_code,
        coordinator.post(f"/cases/{walled.case}/seconds", {"second-person": user}).status_code,
    ]

    assert answers == [422, 422]
