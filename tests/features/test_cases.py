"""Can a lawyer open a case, find it again, and nobody else?"""

import re
import threading
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask

from litigation_app.casework.cases import queries
from litigation_app.casework.cases.models import Assignment, Case, CaseCounter
from litigation_app.core.access import Role
from litigation_app.core.clock import now
from litigation_app.core.db import committing, db
from litigation_app.ledger import LedgerEntry

CASE = {"opened_on": "20. 11. 2026.", "aim": "The court decides on the claim itself.", "court": "vs_beograd"}


def opened(lawyer: Any, make: Any, **said: str) -> UUID:
    """The id of a case that this lawyer opens at her first office."""
    with make.app.app_context():
        office = next(iter(make.actor(lawyer.email).held)).office_id
    answer = lawyer.post("/cases/", {"office": str(office), **CASE, **said})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return UUID(re.split(r"[/?]", answer.headers["Location"])[2])


def test_a_lawyer_opens_a_case_and_finds_it_in_her_list(make: Any, client_as: Callable[[str], Any]) -> None:
    lawyer = client_as(make.lawyer(name="Vera Zamišljena"))

    case_id = opened(lawyer, make)

    page = lawyer.get("/cases/").get_data(as_text=True)
    assert f"/cases/{case_id}" in page
    assert "RS-2026-0001" in page
    assert "Vera Zamišljena" in page
    assert 'data-label="Last step"' in page  # on a telephone each case stands as a card
    assert lawyer.get(f"/cases/{case_id}").status_code == 200


def test_references_count_in_each_country_and_year(make: Any, client_as: Callable[[str], Any]) -> None:
    lawyer = client_as(make.lawyer())

    for day in ("20. 11. 2026.", "3. 2. 2025.", "21. 11. 2026."):
        opened(lawyer, make, opened_on=day)

    page = lawyer.get("/cases/").get_data(as_text=True)
    assert all(reference in page for reference in ("RS-2026-0001", "RS-2026-0002", "RS-2025-0001"))


@pytest.mark.parametrize(("country", "forum"), [("MK", ""), ("ME", ""), ("BA", "ba-rs"), ("BA", "ba-state")])
def test_a_case_can_be_opened_in_each_country(
    make: Any, client_as: Callable[[str], Any], country: str, forum: str
) -> None:
    lawyer = client_as(make.lawyer(office=make.office(country=country)))
    typed = {"court": "", "court_typed": "Sud u Zamišljenom", **({"forum": forum} if forum else {})}

    case_id = opened(lawyer, make, **typed)

    page = lawyer.get(f"/cases/{case_id}").get_data(as_text=True)
    assert f"{country}-2026-0001" in page
    assert "Sud u Zamišljenom" in page


def test_bosnia_asks_which_system_of_courts(make: Any, client_as: Callable[[str], Any]) -> None:
    lawyer = client_as(make.lawyer(office=make.office(country="BA")))
    office = next(iter(make.actor(lawyer.email).held)).office_id

    answer = lawyer.post("/cases/", {"office": str(office), **CASE, "court": ""})

    assert answer.status_code == 422
    assert "deadlines differ" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"opened_on": "31. 11. 2026."}, "There is no 31. 11. 2026."),
        ({"opened_on": "1. 1. 2999."}, "still to come"),
        ({"aim": ""}, "Fill this in"),
        ({"aim": "x" * 2_001}, "Shorten it"),
        ({"court": "no_such_court"}, "Choose one of the list"),
        ({"court_typed": "Another court"}, "not both"),
    ],
)
def test_what_is_wrong_comes_back_with_a_sentence_and_what_was_typed(
    make: Any, client_as: Callable[[str], Any], wrong: dict[str, str], said: str
) -> None:
    lawyer = client_as(make.lawyer())
    office = next(iter(make.actor(lawyer.email).held)).office_id

    answer = lawyer.post("/cases/", {"office": str(office), **CASE, "court_number": "K 77/2026", **wrong})

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said in page
    assert "K 77/2026" in page
    assert "No cases yet" in lawyer.get("/cases/").get_data(as_text=True)


def test_nobody_opens_a_case_at_an_office_that_is_not_hers(make: Any, client_as: Callable[[str], Any]) -> None:
    theirs = make.office(name="Theirs")
    lawyer = client_as(make.lawyer(office=make.office(name="Hers")))

    answer = lawyer.post("/cases/", {"office": str(theirs), **CASE})

    assert answer.status_code == 404
    assert lawyer.get(f"/cases/new?office={theirs}").status_code == 404


def test_another_lawyers_case_does_not_exist(make: Any, client_as: Callable[[str], Any]) -> None:
    case_id = opened(client_as(make.lawyer()), make)
    other = client_as(make.lawyer())

    hidden, missing = other.get(f"/cases/{case_id}"), other.get(f"/cases/{uuid4()}")

    assert hidden.status_code == missing.status_code == 404
    assert _without_number(hidden) == _without_number(missing)
    assert "RS-2026-0001" not in other.get("/cases/").get_data(as_text=True)
    assert "RS-2026-0001" not in other.get("/cases/?q=RS-2026").get_data(as_text=True)


def test_hidden_and_missing_leave_the_same_entry(app: Flask, make: Any, client_as: Callable[[str], Any]) -> None:
    case_id, nothing = opened(client_as(make.lawyer()), make), uuid4()
    other = client_as(make.lawyer())

    other.get(f"/cases/{case_id}")
    other.get(f"/cases/{nothing}")

    with app.app_context():
        rows = (
            db.session.query(LedgerEntry.object, LedgerEntry.outcome, LedgerEntry.case_id).filter_by(act="denied").all()
        )
    assert [tuple(row) for row in rows] == [(f"casefile:{thing}", "denied", None) for thing in (case_id, nothing)]


def _without_number(answer: Any) -> str:
    page = re.sub(r'name="form_number" value="[\w-]+"|[0-9a-f-]{36}', "", answer.get_data(as_text=True))
    return re.sub(r"[0-9a-f]{12}|[A-Za-z0-9_-]{43}", "", page)


def test_a_coordinator_sees_her_offices_cases_and_no_others(make: Any, client_as: Callable[[str], Any]) -> None:
    here, there = make.office(name="Here"), make.office(name="There")
    case_id = opened(client_as(make.lawyer(office=here)), make)
    hers, other = client_as(make.coordinator(office=here)), client_as(make.coordinator(office=there))

    assert hers.get(f"/cases/{case_id}").status_code == 200
    assert "RS-2026-0001" in hers.get("/cases/").get_data(as_text=True)
    assert other.get(f"/cases/{case_id}").status_code == 404
    assert "RS-2026-0001" not in other.get("/cases/").get_data(as_text=True)


def test_analyst_and_auditor_find_no_list(make: Any, client_as: Callable[[str], Any]) -> None:
    assert client_as(make.analyst()).get("/cases/").status_code == 404
    assert client_as(make.auditor()).get("/cases/").status_code == 404


def test_the_search_takes_the_beginning_of_a_reference_or_a_code_name(
    app: Flask, make: Any, client_as: Callable[[str], Any]
) -> None:
    lawyer = client_as(make.lawyer())
    case_id = opened(lawyer, make)
    with app.app_context():
        code_name = db.session.get_one(Case, case_id).code_name

    for typed in ("rs-2026", "RS-2026-0001", code_name[:3].lower(), code_name.upper()):
        assert str(case_id) in lawyer.get("/cases/", query_string={"q": typed}).get_data(as_text=True), typed
    for typed in ("RS-2025", "%", "_S-2026", "S-2026", code_name + "9"):
        assert str(case_id) not in lawyer.get("/cases/", query_string={"q": typed}).get_data(as_text=True), typed


def test_pages_of_the_list_hold_every_case_once(app: Flask, make: Any) -> None:
    email = make.person(Role.LAWYER, Role.COORDINATOR)
    actor = make.actor(email)
    office = next(iter(actor.held)).office_id
    with app.app_context(), committing():
        cases = [
            Case(
                country="RS", year=2026, number=n, reference=f"RS-2026-{n:04d}", code_name=f"Breza {n}", office_id=office,
                opened_on=date(2026, 1, 1 + n % 9), created_by=actor.id, created_at=now(), law_version="test",
            )
            for n in range(1, 76)
        ]  # fmt: skip
        db.session.add_all([*cases, CaseCounter(country="RS", year=2026, last=75)])
        db.session.flush()
        db.session.add_all(
            Assignment(case_id=case.id, user_id=actor.id, office_id=office, opened_on=case.opened_on)
            for case in cases[::2]
        )

    with app.app_context():
        pages = [queries.page(actor)]
        while pages[-1].next:
            pages.append(queries.page(actor, before=pages[-1].next))

    rows = [row for page in pages for row in page.rows]
    assert [len(page.rows) for page in pages] == [30, 30, 15]
    assert len({row.id for row in rows}) == 75
    assert [row.opened_on for row in rows] == sorted((row.opened_on for row in rows), reverse=True)


def test_a_broken_mark_of_a_page_is_the_first_page(make: Any, client_as: Callable[[str], Any]) -> None:
    lawyer = client_as(make.lawyer())
    opened(lawyer, make)

    for mark in ("x", "2026-01-01", f"2026-99-01.{uuid4()}", "'"):
        assert "RS-2026-0001" in lawyer.get("/cases/", query_string={"before": mark}).get_data(as_text=True)


def test_two_lawyers_never_get_the_same_number(make: Any, client_as: Callable[[str], Any]) -> None:
    lawyers = [client_as(make.lawyer()) for _ in range(4)]
    threads = [threading.Thread(target=opened, args=(lawyer, make)) for lawyer in lawyers for _ in range(2)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    pages = "".join(lawyer.get("/cases/").get_data(as_text=True) for lawyer in lawyers)
    assert sorted(set(re.findall(r"RS-2026-\d{4}", pages))) == [f"RS-2026-{n:04d}" for n in range(1, 9)]
