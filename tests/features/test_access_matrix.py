"""Every route × role × relation × method, from the URL map and the table of access.toml: who is let in, and what the others get."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import exists, select

from config import Config
from lawyering import our_deadline
from litigation_app.accounts.models import User
from litigation_app.accounts.staff.people import actions as people
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.models import Case, Emergency
from litigation_app.casework.cases.stand_ins.queries import with_what_is_open
from litigation_app.casework.claims import actions as claims
from litigation_app.casework.claims.models import Claim, CourtDecision
from litigation_app.casework.claims.rules import Part
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.planner.notes import actions as notes
from litigation_app.casework.planner.tasks import actions as tasks
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.core import clock
from litigation_app.core.access import OPEN_TO_ALL, Actor, May, Relation, Role, decide, permission_of, policy
from litigation_app.core.db import committing, db
from litigation_app.ledger import LedgerEntry
from selecting import is_one_in

STANDS = {
    "assigned": {Relation.ASSIGNED, Relation.OFFICE},
    "unassigned": {Relation.OFFICE},
    "walled": {Relation.ASSIGNED, Relation.OFFICE, Relation.BEHIND_ETHICAL_WALL},
    "walled in an emergency": {Relation.EMERGENCY, Relation.OFFICE, Relation.BEHIND_ETHICAL_WALL},
    "other office": {Relation.ASSIGNED},
    "emergency": {Relation.EMERGENCY, Relation.OFFICE},
}
OF_THE_CASE = {
    "case_id",
    "victim_id",
    "proceeding_id",
    "deadline_id",
    "claim_id",
    "task_id",
    "note_id",
}  # found through the case's scope alone
CHANGES = re.compile(r'Number of this request: [0-9a-f]+|name="(form_number|csrf_token|next)"\s+value="[^"]*"')
SAFE = {"HEAD", "OPTIONS"}


@pytest.fixture
def config(config: Config) -> Config:
    """A desk that lets one person be refused as often as the matrix needs."""
    return replace(config, refusals=10**6, openings_per_hour=10**6)


@dataclass(frozen=True)
class Ask:
    """One request of the matrix."""

    method: str
    path: str
    route: str
    permission: May
    arguments: frozenset[str]

    @property
    def is_of_case(self) -> bool:
        return bool(self.arguments & OF_THE_CASE)

    @property
    def is_wholly_known(self) -> bool:
        """Whether everything that the address names is there, so that nothing but the policy can hide it."""
        return self.arguments <= OF_THE_CASE


class Stage:
    """A case with a victim, a claim, a proceeding and a deadline, and somebody who stands to it in some way."""

    def __init__(self, make: Any, role: Role, relation: str, office: UUID) -> None:
        self.make, self.app = make, make.app
        self.lead, self.coordinator = make.lawyer(office=office), make.coordinator(office=office)
        self.case = make.case(self.lead)
        self.victim = make.victim(self.lead, self.case)
        self.email = make.person(role, office=make.office() if relation == "other office" else office)
        self._relate(relation)
        with self.app.app_context(), committing() as session:
            self.ids = self._things(session) | {"case_id": self.case, "victim_id": self.victim}

    def _relate(self, relation: str) -> None:
        stands = STANDS[relation]
        if Relation.ASSIGNED in stands:
            self.make.second(self.case, self.email)
        if Relation.EMERGENCY in stands:
            self._open_in_emergency()
        if Relation.BEHIND_ETHICAL_WALL in stands:
            kept = self.make.user_id(self.email)
            with self.app.app_context(), committing() as session:
                from_case = session.get_one(Case, self.case)
                session.add(_wall(from_case, kept, self.make.user_id(self.coordinator)))

    def _open_in_emergency(self) -> None:
        with self.app.app_context(), committing() as session:
            case, now = session.get_one(Case, self.case), clock.now()
            row = Emergency(case_id=case.id, office_id=case.office_id, user_id=self.make.user_id(self.email))
            row.category, row.started_at, row.until = "danger", now, now.replace(year=now.year + 1)
            session.add(row)

    def _things(self, session: Any) -> dict[str, UUID]:
        case, victim = session.get_one(Case, self.case), session.get_one(Victim, self.victim)
        parts = [Part("fear", Decimal("1000.00"))]
        claim = claims.draft(self.make.actor(self.lead), case, victim, route="property_claim", parts=parts)
        proceeding = session.query(Proceeding).filter_by(case_id=case.id, family="criminal").one()
        deadline = our_deadline(case, proceeding, clock.today() + timedelta(days=8))
        session.add(deadline)
        session.flush()
        lead = self.make.actor(self.lead)
        task = tasks.give(lead, case, tasks.Asked("call", lead.id, text="Izmišljeno"))
        note = notes.write(lead, case, notes.Written("call", date(2026, 3, 4), text="Izmišljeno"))
        decision = _decision(claim)
        session.add(decision)
        session.flush()
        found = {"claim_id": claim.id, "proceeding_id": proceeding.id, "deadline_id": deadline.id}
        return found | {"task_id": task.id, "note_id": note.id, "decision_id": decision.id}


def _wall(case: Case, kept: UUID, by: UUID) -> Any:
    from litigation_app.casework.cases.models import EthicalWall

    return EthicalWall(case_id=case.id, user_id=kept, reason="safety", put_by=by, put_at=clock.now())


def _decision(claim: Claim) -> CourtDecision:
    row = CourtDecision(claim_id=claim.id, on=date(2026, 3, 4), instance="first", outcome="referred", is_final=False)
    row.recorded_by, row.recorded_at = claim.written_by, clock.now()
    return row


def asks(app: Flask, ids: dict[str, UUID]) -> list[Ask]:
    """Every guarded route with every method of its own; safe ones first, so that none changes what a later one asks for."""
    found = []
    for rule in app.url_map.iter_rules():
        permission = permission_of(app, rule.endpoint)
        if (
            permission is None or permission in OPEN_TO_ALL or permission is May.MACHINE
        ):  # a machine signs, nobody is asked
            continue
        values: dict[str, Any] = {}
        for name, converter in rule._converters.items():
            kind = type(converter).__name__
            values[name] = ids.get(name) or (
                uuid4() if kind == "UUIDConverter" else 1 if kind == "IntegerConverter" else "x"
            )
        with app.test_request_context(base_url="https://localhost"):
            path = rule.build(values, append_unknown=False)
        assert path is not None
        found += [
            Ask(method, path[1], rule.rule, permission, frozenset(rule.arguments))
            for method in sorted((rule.methods or set()) - SAFE)
        ]
    return sorted(found, key=lambda ask: (ask.method != "GET", ask.path))


def may(actor: Actor, ask: Ask, relation: str, office: UUID) -> bool:
    """What the table says."""
    is_about_cases = any(rule.relation is not Relation.ANYWHERE for rule in policy().granted[ask.permission])
    if not (ask.is_of_case and is_about_cases):
        return actor.may(ask.permission)
    return decide(actor, ask.permission, STANDS[relation], office).allow


def plain(answer: Any) -> str:
    return CHANGES.sub("", answer.get_data(as_text=True))


def sent(person: Any, ask: Ask) -> Any:
    """The answer; signed in again where an act that was allowed ended her sign-in."""
    answer = person.get(ask.path) if ask.method == "GET" else person.post(ask.path, {"second_factor": ""})
    if answer.status_code == 302 and answer.headers["Location"].startswith("/sign-in"):
        assert person.sign_in().status_code == 303
        answer = person.get(ask.path) if ask.method == "GET" else person.post(ask.path)
    return answer


def refusals(app: Flask, user_id: UUID) -> list[LedgerEntry]:
    with app.app_context():
        found = db.session.query(LedgerEntry).filter_by(actor=user_id, outcome="denied").order_by(LedgerEntry.seq).all()
        db.session.expunge_all()
        return found


@pytest.mark.parametrize("role", [*Role])
@pytest.mark.parametrize("relation", [*STANDS])
def test_whoever_may_is_let_in_and_everybody_else_gets_the_answer_of_nothing(
    app: Flask, make: Any, client_as: Callable[[str], Any], role: Role, relation: str, everything: bool
) -> None:
    """`make test` asks a twelfth of the routes in each pair of role and relation: each route in two or three of thirty.

    `make test-all` asks all of them on SQLite and a quarter on PostgreSQL: the table decides in the program, not in the database,
    and what a database lets see has tests of its own (`test_row_level_security.py`).
    """
    with app.app_context():
        share = 12 if not everything else 1 if db.engine.dialect.name == "sqlite" else 4
    office = make.office()
    stage = Stage(make, role, relation, office)
    actor, person = make.actor(stage.email), client_as(stage.email)
    nothing = {"GET": plain(person.get(f"/cases/{uuid4()}")), "POST": plain(person.post(f"/cases/{uuid4()}/openings"))}
    before, refused, wrong = len(refusals(app, actor.id)), 0, []

    for ask in asks(app, stage.ids):
        if not is_one_in(share, ask.route, role, relation):
            continue
        answer = sent(person, ask)

        is_refused = answer.status_code == 404
        refused += is_refused
        if not may(actor, ask, relation, office):
            if not is_refused or plain(answer) != nothing[ask.method]:
                wrong.append(("let in", ask.method, ask.path, answer.status_code))
        elif is_refused and ask.is_wholly_known:
            wrong.append(("kept out", ask.method, ask.path, answer.status_code))

    entries = refusals(app, actor.id)[before:]
    assert not wrong
    assert [one.act for one in entries if one.act == "denied"] == ["denied"] * refused
    assert all(re.fullmatch(r"[a-z]+:([0-9a-f-]{36}|page)", one.object) for one in entries if one.act == "denied")
    assert {(one.case_id, one.purpose) for one in entries if one.act == "denied"} <= {(None, None)}


@pytest.mark.parametrize("relation", [*STANDS])
def test_what_a_page_offers_in_a_case_is_what_the_doors_behind_it_let_in(app: Flask, make: Any, relation: str) -> None:
    office = make.office()
    for role in (Role.LAWYER, Role.COORDINATOR):
        stage = Stage(make, role, relation, office)
        with app.app_context():
            actor, case = with_what_is_open(make.actor(stage.email)), db.session.get_one(Case, stage.case)

            asked = [exists().where(Case.id == case.id, cases.is_visible(actor, to)) for to in May]
            let_in = {to for to, is_so in zip(May, db.session.execute(select(*asked)).one(), strict=True) if is_so}

            assert cases.permitted(actor, case, May) == let_in


@pytest.mark.parametrize("role", [*Role])
def test_whoever_is_shut_out_gets_nowhere(
    app: Flask, make: Any, client_as: Callable[[str], Any], role: Role, everything: bool
) -> None:
    stage = Stage(make, role, "assigned", make.office())
    person = client_as(stage.email)
    with app.app_context(), committing() as session:
        people.disable(make.actor(make.administrator()), session.query(User).filter_by(email=stage.email).one())

    asked = [ask for ask in asks(app, stage.ids) if everything or is_one_in(6, ask.route, role)]
    answers = {(ask.method, ask.path): person.get(ask.path) for ask in asked if ask.method == "GET"}
    posts = {ask.path: person.post(ask.path).status_code for ask in asked if ask.method == "POST"}

    assert len(answers) > 20
    assert {(one.status_code, one.headers["Location"].split("?")[0]) for one in answers.values()} == {(302, "/sign-in")}
    assert set(posts.values()) == {400}
