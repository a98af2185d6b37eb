"""Can a lawyer open a case, find it again, and nobody else?"""

import re
import threading
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from litigation_app.casework.cases import rules
from litigation_app.casework.cases.models import Assignment, Case
from litigation_app.core.db import committing, db
from litigation_app.ledger import LedgerEntry
from opened_cases import CASE, crowd_of, opened, reference_of
from statements import sent_by

SIGNS = "[A-HJKMNP-Z][2-9A-HJKMNP-Z]{3}"


def test_a_lawyer_opens_a_case_and_finds_it_in_her_list(make: Any, client_as: Callable[[str], Any]) -> None:
    lawyer = client_as(make.lawyer(name="Vera Zamišljena"))

    case_id = opened(lawyer, make)

    page = lawyer.get("/cases/").get_data(as_text=True)
    assert f"/cases/{case_id}" in page
    assert re.search(rf"RS-2026-{SIGNS}", page)
    assert "Vera Zamišljena" in page
    assert 'data-label="Next"' in page  # on a telephone each case stands as a card
    assert lawyer.get(f"/cases/{case_id}").status_code == 200


def test_what_she_opens_tells_her_of_no_case_that_she_cannot_see(
    app: Flask, make: Any, client_as: Callable[[str], Any]
) -> None:
    """Numbers that counted told her how many cases another organisation had in any year that she chose."""
    lawyer, there = client_as(make.lawyer(office=make.office(name="Here"))), make.office(name="There")
    others = [make.case(make.lawyer(office=there)) for _ in range(3)]

    hers = [reference_of(app, opened(lawyer, make, opened_on=f"{day}. 3. 2026.")) for day in (1, 2, 3)]

    theirs = [reference_of(app, one) for one in others]
    assert all(re.fullmatch(rf"RS-2026-{SIGNS}", one) for one in [*hers, *theirs])
    assert len({*hers, *theirs}) == 6
    assert [one for one in [*hers, *theirs] if one[8:].isdecimal()] == []


def test_how_many_cases_there_are_changes_no_statement_of_a_new_one(
    app: Flask, make: Any, client_as: Callable[[str], Any]
) -> None:
    """Names that are in use are drawn past, all in one look: a second look would tell that they are many."""
    lawyer = client_as(make.lawyer(office=make.office(name="Here")))
    opened(lawyer, make)
    sent = [sent_by(app, lambda: opened(lawyer, make))]
    there = make.lawyer(office=make.office(name="There"))
    for place, tree in enumerate(rules.TREES):  # half of all short names
        crowd_of(app, make, there, tree=tree, count=rules.FEW // 2, start=1 + place * rules.FEW)

    sent.append(sent_by(app, lambda: opened(lawyer, make)))

    assert sent[0] == sent[1]


def test_a_case_keeps_the_reference_that_it_was_given_when_they_still_counted(
    app: Flask, make: Any, client_as: Callable[[str], Any]
) -> None:
    lawyer = client_as(make.lawyer())
    case_id = opened(lawyer, make)
    with app.app_context(), committing() as session:
        for row in (session.get_one(Case, case_id), session.query(Assignment).filter_by(case_id=case_id).one()):
            row.reference = "RS-2026-0007"

    found = lawyer.get("/cases/", query_string={"q": "rs-2026-0007"}).get_data(as_text=True)

    assert f"/cases/{case_id}" in found
    assert "RS-2026-0007" in lawyer.get(f"/cases/{case_id}").get_data(as_text=True)


@pytest.mark.parametrize(("country", "forum"), [("MK", ""), ("ME", ""), ("BA", "ba-rs"), ("BA", "ba-state")])
def test_a_case_can_be_opened_in_each_country(
    make: Any, client_as: Callable[[str], Any], country: str, forum: str
) -> None:
    lawyer = client_as(make.lawyer(office=make.office(country=country)))
    typed = {"court": "", "court_typed": "Sud u Zamišljenom", **({"forum": forum} if forum else {})}

    case_id = opened(lawyer, make, **typed)

    page = lawyer.get(f"/cases/{case_id}").get_data(as_text=True)
    assert re.search(rf"{country}-2026-{SIGNS}", page)
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
        ({"opened_on": "1. 1. 2999."}, "lies in the future"),
        ({"opened_on": ""}, "Fill this in"),
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
    assert "No running cases" in lawyer.get("/cases/").get_data(as_text=True)


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
    assert str(case_id) not in other.get("/cases/").get_data(as_text=True)
    assert str(case_id) not in other.get("/cases/?q=RS-2026").get_data(as_text=True)


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
    assert str(case_id) in hers.get("/cases/").get_data(as_text=True)
    assert other.get(f"/cases/{case_id}").status_code == 404
    assert str(case_id) not in other.get("/cases/").get_data(as_text=True)


def test_analyst_and_auditor_find_no_list(make: Any, client_as: Callable[[str], Any]) -> None:
    assert client_as(make.analyst()).get("/cases/").status_code == 404
    assert client_as(make.auditor()).get("/cases/").status_code == 404


def test_two_lawyers_never_get_the_same_reference(make: Any, client_as: Callable[[str], Any]) -> None:
    lawyers = [client_as(make.lawyer()) for _ in range(4)]
    threads = [threading.Thread(target=opened, args=(lawyer, make)) for lawyer in lawyers for _ in range(2)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    pages = "".join(lawyer.get("/cases/").get_data(as_text=True) for lawyer in lawyers)
    assert len(set(re.findall(rf"RS-2026-{SIGNS}", pages))) == 8
