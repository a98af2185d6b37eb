"""The list of deadlines, turned page by page by everybody who may see a part of it."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask

from litigation_app.casework.cases.actions import assignment
from litigation_app.casework.cases.models import SECOND, Assignment, Case
from litigation_app.casework.proceedings import due_list, rules
from litigation_app.casework.proceedings.models import Deadline, Proceeding
from litigation_app.core import clock
from litigation_app.core.access import Actor, Role
from litigation_app.core.db import committing, db
from litigation_app.law import loader
from litigation_app.law.procedure import deadlines_at
from proposing import given

pytestmark = pytest.mark.thorough

STAGE = "first_instance_judgment"
DAYS = [clock.today() + timedelta(days=8 + place) for place in range(4)]  # few, so that many fall on the same one
CASES, EACH = 12, 14


@pytest.fixture
def people(app: Flask, make: Any) -> dict[str, Actor]:
    """Two offices; the lawyer works at both, and one is a lawyer and a coordinator too."""
    here, there = make.office("RS", "Here"), make.office("RS", "There")
    emails = {
        "lawyer": make.lawyer(office=here),
        "lawyer of nothing": make.lawyer(office=here),
        "coordinator here": make.coordinator(office=here),
        "coordinator there": make.coordinator(office=there),
        "both": make.person(Role.LAWYER, Role.COORDINATOR, office=there),
    }
    given(make, emails["lawyer"], Role.LAWYER, there)
    return {name: make.actor(email) for name, email in emails.items()}


@pytest.fixture
def deadlines(app: Flask, people: dict[str, Actor]) -> list[Deadline]:
    """Deadlines of every side, with equal days and with none, open and no longer open."""
    chance, found = random.Random(20261124), []
    offices = [next(iter(people[f"coordinator {one}"].held)).office_id for one in ("here", "there")]
    with app.app_context(), committing() as session:
        for number in range(CASES):
            case = _case(session, number, offices[number % 2], people["lawyer"].id)
            for name, share in (("lawyer", 2), ("both", 3)):
                if number % share == 0 or number == 1:
                    session.add(assignment(case, people[name].id, SECOND))
            found += _deadlines(session, case, chance)
        session.flush()
        session.expunge_all()
    return found


def _case(session: Any, number: int, office: UUID, by: UUID) -> Case:
    reference = f"RS-2026-{number:04d}"
    case = Case(id=uuid4(), country="RS", year=2026, reference=reference, code_name=f"Breza {number}")
    case.office_id, case.opened_on, case.created_by = office, date(2026, 3, 2), by
    case.created_at, case.law_version = clock.now(), "1"
    session.add(case)
    session.flush()
    return case


def _deadlines(session: Any, case: Case, chance: random.Random) -> list[Deadline]:
    graph = rules.procedure_of(loader.load("RS"), "criminal", None)
    rule = next(one for one in deadlines_at(graph, STAGE) if one.event == "appealed_by_victim")
    proceeding = Proceeding(id=uuid4(), case_id=case.id, procedure=graph.id, family=graph.family, position=1)
    proceeding.law_version = "1"
    session.add(proceeding)
    session.flush()
    made = []
    for _number in range(EACH):
        row = Deadline(id=uuid4(), case_id=case.id, office_id=case.office_id, proceeding_id=proceeding.id)
        row.stage, row.event, row.kept_by, row.kind = STAGE, rule.event, list(rule.events), str(rule.kind)
        row.runs_from, row.days, row.roll_over = rule.runs_from, rule.days, str(rule.roll_over)
        row.legal_basis, row.confidence, row.is_reviewed = rule.legal_basis, rule.confidence, False
        row.side, row.act_by = str(chance.choice(rules.SIDES)), chance.choice([*DAYS, None])
        row.met_on, row.lapsed_on = chance.choice([(None, None)] * 5 + [(DAYS[0], None), (None, DAYS[0])])
        made.append(row)
    session.add_all(made)
    return made


def turned(actor: Actor, **narrowed: Any) -> list[UUID]:
    """The ids of all pages together."""
    seen: list[UUID] = []
    page = due_list.page(actor, "en", **narrowed)
    while True:
        seen += [line.id for line in page.rows]
        assert len(page.rows) == due_list.PAGE or page.next is None
        if page.next is None:
            return seen
        page = due_list.page(actor, "en", before=page.next, **narrowed)


def expected(app: Flask, actor: Actor, deadlines: list[Deadline], side: str, case_id: UUID | None) -> list[UUID]:
    """The same by plain sorting of everything."""
    offices = actor.offices_as(Role.COORDINATOR)
    mine = actor.offices_as(Role.LAWYER)
    hers = {row.case_id for row in db.session.query(Assignment).filter_by(user_id=actor.id) if row.office_id in mine}
    shown = [
        row
        for row in deadlines
        if (row.case_id in hers or row.office_id in offices)
        and row.met_on is None
        and row.lapsed_on is None
        and side in ("", row.side)
        and case_id in (None, row.case_id)
    ]
    places = {str(one): place for place, one in enumerate(rules.SIDES)}
    shown.sort(key=lambda row: (places[row.side], row.act_by is None, row.act_by or date.max, row.id))
    return [row.id for row in shown]


@pytest.mark.parametrize(
    ("page", "many", "looked_at"), [(30, 1_500, 1_500), (1, 1_500, 1_500), (7, 2, 1_500), (5, 2, 12)]
)
def test_all_pages_together_have_every_open_deadline_once_and_in_order(
    app: Flask,
    people: dict[str, Actor],
    deadlines: list[Deadline],
    monkeypatch: pytest.MonkeyPatch,
    page: int,
    many: int,
    looked_at: int,
) -> None:
    for name, number in (("PAGE", page), ("MANY", many), ("FEW_OPEN", looked_at)):
        monkeypatch.setattr(due_list, name, number)

    with app.test_request_context():
        for actor, side in product(people.values(), ("", *map(str, rules.SIDES))):
            wanted = expected(app, actor, deadlines, side, None)

            assert turned(actor, side=side) == wanted, (actor.name, side)


def test_a_case_narrows_the_list_and_a_hidden_one_shows_nothing(
    app: Flask, people: dict[str, Actor], deadlines: list[Deadline], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(due_list, "PAGE", 4)

    with app.test_request_context():
        for actor, case_id, side in product(people.values(), {row.case_id for row in deadlines}, ("", "theirs")):
            wanted = expected(app, actor, deadlines, side, case_id)

            assert turned(actor, side=side, case_id=case_id) == wanted


@pytest.mark.parametrize(
    "after", ["7.2026-03-04.{key}", "-1..{key}", "99999999999999999999..{key}", "0.soon.{key}", "0", "", "0..x"]
)
def test_a_spoilt_link_to_the_next_page_gives_the_first(make: Any, client_as: Callable[[str], Any], after: str) -> None:
    make.office("RS", "Belgrade")
    lawyer = client_as(make.lawyer())

    answer = lawyer.get("/deadlines/", query_string={"after": after.format(key=uuid4())})

    assert answer.status_code == 200
