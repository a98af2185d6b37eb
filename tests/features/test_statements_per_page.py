"""How often a page asks the database: as often with many cases as with one, and no oftener than when this was written."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session

from config import Config
from lawyering import said
from litigation_app.app import create_app
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.references import queries as references
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.proceedings.records import queries as records
from litigation_app.core.access import Actor, Held, Role
from litigation_app.core.clock import today
from litigation_app.core.db import db
from statements import sent_by
from stepping import outside, path_of

# Around every page: sign-in with her roles, what stands open to her in an emergency, failed attempts, numbers at the doors.
PAGES = {
    "/cases/": 13,
    "/cases/?q=RS": 9,
    "/calendar": 13,
    "/calendar?view=week": 13,
    "/calendar?view=list": 13,
    "/deadlines/": 11,
    "/deadlines/?side=ours": 8,
    "/cases/?tab=undated": 13,
    "/cases/?tab=over&kind=criminal": 13,
    "/clients-to-warn": 5,
    "/today": 40,
    "/tasks": 8,
    "/reminders": 15,
    "/search": 5,
}
# The statements of these are written once for a sign-in and then kept: writing one costs more than running it.
KEPT = [
    "/cases/",
    "/cases/?q=RS",
    "/calendar",
    "/calendar?view=week",
    "/calendar?view=list",
    "/deadlines/",
    "/deadlines/?side=ours",
    "/cases/?tab=undated",
    "/cases/?tab=over&kind=criminal",
    "/clients-to-warn",
    "/search",
]
MANY = 4
BOUND = re.compile(r"casework_(task\w*\.state|assignment\w*\.kind|case\w*\.is_over) = (\?|%)")
BY_DAY = ["FROM casework_hearing", "FROM casework_authority", "FROM casework_instalment", "FROM casework_particular"]
UNTIED = re.compile(r"EXISTS \(SELECT [^()]*?\sFROM \w+(?: AS \w+)?, ")


class Desk:
    """A lawyer and a coordinator of her office, and cases in which there is something of everything that is listed."""

    def __init__(self, app: Flask, make: Any, client_as: Callable[[str], Any]) -> None:
        self.app, self.make = app, make
        make.office("RS", "Belgrade")
        self.email = make.lawyer()
        self.people = {"lawyer": client_as(self.email), "coordinator": client_as(make.coordinator())}

    def add_case(self) -> None:
        """A hearing ahead, a judgment with its periods, an accused who was released; and a case without a date."""
        case_id, lawyer = UUID(str(self.make.case(self.email))), self.people["lawyer"]
        self.case = f"/cases/{case_id}"
        her = self.make.victim(self.email, case_id)
        criminal = path_of(self.app, case_id, "criminal")
        ahead = said(today() + timedelta(days=2))
        form = {
            "proceeding": criminal.rsplit("/", 1)[1],
            "kind": "main_hearing",
            "on": ahead,
            "at": "9.30",
            "confirmed": "y",
        }
        answers = [lawyer.post(f"/cases/{case_id}/hearings", form)]
        yesterday = today() - timedelta(days=1)
        answers.append(outside(lawyer, criminal, "first_instance_judgment", 0, yesterday, served_on=said(yesterday)))
        answers.append(lawyer.post(f"/cases/{case_id}/accused", {"name": "Nepostojeći"}))
        asked = lawyer.get(f"/cases/{case_id}/records/custody/new").get_data(as_text=True)
        him = asked.split('name="defendant"')[1].split('value="')[1].split('"')[0]
        told = {"on": said(yesterday), "victim": str(her), "defendant": him, "event": "released"}
        answers.append(lawyer.post(f"/cases/{case_id}/records/custody", told))
        answers += self._claim_that_came_back(case_id, her)
        assert [answer.status_code for answer in answers] == [303] * len(answers)
        self.make.case(self.email)

    def _claim_that_came_back(self, case_id: UUID, her: Any) -> list[Any]:
        rows = {"victim": str(her), "route": "civil_suit", "parts-0-head": "fear", "parts-0-amount": "300000"}
        drafted = self.people["lawyer"].post(f"/cases/{case_id}/claims", rows)
        claim = self.claim = drafted.headers["Location"].split("?")[0]
        sent = self.people["lawyer"].post(f"{claim}/submission", {"row_version": "1"})
        with self.app.app_context():
            seen = db.session.get_one(Claim, UUID(claim.rsplit("/", 1)[1])).row_version
        given_back = self.people["coordinator"].post(f"{claim}/return", {"reasons": "late", "row_version": str(seen)})
        return [drafted, sent, given_back]

    def asked(self, who: str, path: str) -> list[str]:
        """The statements of the page, once it has been shown before."""
        self.people[who].get(path)

        def show() -> None:
            assert self.people[who].get(path).status_code == 200

        asked = sent_by(self.app, show)
        return [one for one in asked if not one.startswith("SELECT set_config")]  # PostgreSQL is told who asks

    def written(self, who: str, path: str) -> list[Any]:
        """The statements of the page as they were written, before any database has them."""
        found: list[Any] = []

        def note(asked: ORMExecuteState) -> None:
            found.append(asked.statement)

        event.listen(Session, "do_orm_execute", note)
        answer = self.people[who].get(path)
        event.remove(Session, "do_orm_execute", note)
        assert answer.status_code == 200
        return found


def test_a_page_asks_as_often_for_many_cases_as_for_one(app: Flask, make: Any, client_as: Callable[[str], Any]) -> None:
    desk = Desk(app, make, client_as)
    desk.add_case()
    of_one = {(who, path): len(desk.asked(who, path)) for who in desk.people for path in PAGES}

    for _case in range(MANY - 1):
        desk.add_case()

    of_many = {(who, path): len(desk.asked(who, path)) for who in desk.people for path in PAGES}
    assert of_many == of_one
    assert {key: count for key, count in of_many.items() if count > PAGES[key[1]]} == {}


def test_an_inner_question_is_about_the_row_outside_and_not_about_any_row(
    app: Flask, make: Any, client_as: Callable[[str], Any]
) -> None:
    """A subquery that lists a second table has usually lost its tie to the row outside: the review of claims once had."""
    desk = Desk(app, make, client_as)
    desk.add_case()

    for who in desk.people:
        for path in (*PAGES, "/portfolio/", *(["/claims/"] if who == "coordinator" else [])):
            assert [one for one in desk.asked(who, path) if UNTIED.search(one)] == [], (who, path)


def test_a_page_shown_again_writes_no_statement_anew(app: Flask, make: Any, client_as: Callable[[str], Any]) -> None:
    desk = Desk(app, make, client_as)
    desk.add_case()

    for who in desk.people:
        for path in (*KEPT, desk.case, desk.claim):
            before = desk.written(who, path)

            again = desk.written(who, path)

            assert [str(one) for one in again if not any(one is other for other in before)] == [], (who, path)


def test_no_page_asks_what_its_database_must_plan_anew(app: Flask, make: Any, client_as: Callable[[str], Any]) -> None:
    """SQLite has planned a statement for one value of what its key names: with the value bound it plans at each execution."""
    desk = Desk(app, make, client_as)
    desk.add_case()

    for who in desk.people:
        for path in (*PAGES, desk.case, desk.claim):
            assert [one for one in desk.asked(who, path) if BOUND.search(one)] == [], (who, path)


def test_the_bell_of_who_has_read_her_reminders_today_asks_of_no_day(
    app: Flask, make: Any, client_as: Callable[[str], Any]
) -> None:
    desk = Desk(app, make, client_as)
    desk.add_case()
    before = max(desk.asked("lawyer", "/search"), key=len)

    desk.people["lawyer"].post("/reminders/reading")

    after = max(desk.asked("lawyer", "/search"), key=len)
    assert {"FROM casework_hearing", "FROM casework_authority"} <= {one for one in BY_DAY if one in before}
    assert [one for one in BY_DAY if one in after] == []


def test_clients_to_warn_are_read_from_their_own_key(sqlite_config: Config) -> None:
    """Their number stands on every page: with 100,000 cases all records were read for it while the key was passed over."""
    app = create_app(sqlite_config)
    somebody = Actor(uuid4(), "", "", frozenset({Held(Role.LAWYER, uuid4()), Held(Role.COORDINATOR, uuid4())}))

    with app.app_context():
        wanted = records.waiting(somebody).statement.compile(db.engine, compile_kwargs={"literal_binds": True})
        plan = [row[3] for row in db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {wanted}")]
        db.engine.dispose()

    assert ["ix_casework_record_asks" in line for line in plan if " casework_record" in line] == [True], plan


def test_a_rare_reference_is_sought_by_its_key(sqlite_config: Config) -> None:
    """With 100,000 cases those of a whole office were gone through by their days to show the one that is named so."""
    app = create_app(sqlite_config)

    with app.app_context():
        by_key = _plan(references._by_key(references.Keys(1, 1, cases.is_behind_no_ethical_wall)))
        lists = [cases._keys(cases._Shape(*shape, False, False, True, False)) for shape in ((0, 1), (1, 0))]
        by_id = [line for one in lists for line in _plan(one, few=[uuid4() for _ in range(references.FEW - 1)])]
        db.engine.dispose()

    read = [line for line in by_key if line.startswith(("SEARCH casework_case", "SEARCH casework_assignment"))]
    names = ("reference", *references.NAMES)
    keys = [f"{key}_{name}" for key in ("ix_casework_assignment", "ix_casework_case_office_id") for name in names]
    assert [key in line for key, line in zip(keys, read, strict=True)] == [True] * len(keys), read
    assert [line for line in by_id if "office_id" in line or line.startswith("SCAN casework")] == []


def _plan(wanted: Any, **more: Any) -> list[str]:
    bound: dict[str, Any] = references.named_so("RS-2026-0001") | {"me": uuid4(), "office_0": uuid4()}
    asked = wanted.params(bound | {"assigned_0": uuid4()} | more).compile(
        db.engine, compile_kwargs={"literal_binds": True}
    )
    return [str(row[3]) for row in db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}")]
