"""Emergency access to a case: one case, one hour, in front of everybody; every failed try looks alike."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from emergent import Office
from litigation_app.casework.cases.models import Emergency
from litigation_app.core import clock
from litigation_app.core.db import db
from litigation_app.vault import Capsule

GROUPS = ["identity", "contact", "health", "exploitation", "legal"]
CHANGES = re.compile(r'Number of this request: [0-9a-f]+|name="form_number" value="[^"]*"')


@pytest.fixture
def office(app: Flask, make: Any, client_as: Callable[[str], Any]) -> Office:
    return Office(app, make, client_as)


def test_a_colleague_opens_one_case_and_reads_it(office: Office) -> None:
    other = office.make.case(office.lead)
    colleague = office.client_as(office.colleague)
    assert colleague.get(f"/cases/{office.case}").status_code == 404

    answer = office.begin(colleague)

    page = colleague.get(answer.headers["Location"]).get_data(as_text=True)
    assert answer.status_code == 303
    assert "You have emergency access to" in page
    opened = colleague.post(f"/victims/{office.victim}/openings", {"purpose": "safety", "groups": GROUPS})
    assert "Kanarinka" in colleague.get(opened.headers["Location"]).get_data(as_text=True)
    assert office.reference in colleague.get("/cases/").get_data(as_text=True)
    assert colleague.get(f"/cases/{other}").status_code == 404


def test_it_reads_and_does_not_write(office: Office) -> None:
    colleague = office.client_as(office.colleague)
    office.begin(colleague)

    codes = {
        colleague.get(f"/cases/{office.case}/victims/new").status_code,
        colleague.post(f"/cases/{office.case}/victims", {"given_name": "X"}).status_code,
        colleague.get(f"/cases/{office.case}/file").status_code,
        colleague.get(f"/cases/{office.case}/proceedings/new").status_code,
        colleague.get(f"/cases/{office.case}/claims/new").status_code,
        colleague.get(f"/cases/{office.case}/team").status_code,
    }

    assert codes == {404}


def test_after_an_hour_the_case_is_gone_again(office: Office) -> None:
    colleague = office.client_as(office.colleague)
    address = office.begin(colleague).headers["Location"]

    with time_machine.travel(clock.now() + timedelta(minutes=25), tick=False):
        colleague.get(address)
    with time_machine.travel(clock.now() + timedelta(minutes=50), tick=False):
        before = colleague.get(address)
    with time_machine.travel(clock.now() + timedelta(minutes=61), tick=False):
        after, listed = colleague.get(address), colleague.get("/cases/").get_data(as_text=True)

    assert (before.status_code, after.status_code) == (200, 404)
    assert "You have emergency access to" not in listed
    assert office.reference not in listed


def test_she_ends_it_herself_from_any_page(office: Office) -> None:
    colleague = office.client_as(office.colleague)
    address = office.begin(colleague).headers["Location"]
    end = re.search(r'action="(/emergencies/[0-9a-f-]{36}/end)"', colleague.get("/cases/").get_data(as_text=True))
    assert end is not None

    answer = colleague.post(end.group(1))

    assert answer.status_code == 303
    assert colleague.get(address).status_code == 404
    assert len(office.entries("end_emergency")) == 1
    assert office.client_as(office.lead).post(end.group(1)).status_code == 404


def test_an_open_record_closes_with_the_emergency(office: Office) -> None:
    colleague = office.client_as(office.colleague)
    office.begin(colleague)
    opened = colleague.post(f"/victims/{office.victim}/openings", {"purpose": "safety", "groups": GROUPS})
    with office.app.app_context():
        emergency = db.session.query(Emergency.id).one()[0]

    colleague.post(f"/emergencies/{emergency}/end")

    answer = colleague.get(opened.headers["Location"])
    assert answer.status_code == 404
    assert "Kanarinka" not in answer.get_data(as_text=True)


def test_every_try_in_vain_looks_alike(office: Office) -> None:
    walled, own = (office.make.case(office.lead) for _ in range(2))
    stranger = office.make.lawyer(office=office.make.office())
    office.make.wall(walled, office.colleague, office.coordinator)
    office.make.second(own, office.colleague)
    foreign = office.make.case(stranger)
    typed = [office.reference_of(one) for one in (walled, foreign, own)] + ["RS-2026-9999", "nothing of the kind"]

    pages, shapes = [], []
    for reference in typed:
        colleague = office.client_as(office.colleague)
        with time_machine.travel(clock.now() + timedelta(days=2 + len(pages) * 2), tick=True):
            colleague.sign_in()
            before = len(office.entries("try_emergency")) + len(office.entries("begin_emergency"))
            answer = office.begin(colleague, reference)
            entries = [*office.entries("try_emergency"), *office.entries("begin_emergency")]
        pages.append((answer.status_code, CHANGES.sub("", answer.get_data(as_text=True).replace(reference, ""))))
        last = [office.entries("try_emergency")[-1], office.entries("begin_emergency")[-1]]
        shapes.append([(row.act, row.object, row.case_id, row.purpose, row.outcome) for row in last])
        assert len(entries) == before + 2

    assert {code for code, _page in pages} == {422}
    assert len({_without_tokens(page) for _code, page in pages}) == 1
    assert all(shape == shapes[0] for shape in shapes)
    with office.app.app_context():
        assert db.session.query(Emergency).count() == 0


def _without_tokens(page: str) -> str:
    return re.sub(r'name="csrf_token" value="[^"]*"', "", page)


def test_three_tries_a_day_and_no_more(office: Office) -> None:
    colleague = office.client_as(office.colleague)
    for _ in range(3):
        assert office.begin(colleague, "RS-2026-9999").status_code == 422

    fourth = office.begin(colleague)

    assert fourth.status_code == 422
    assert "three times within a day" in fourth.get_data(as_text=True)
    assert colleague.get(f"/cases/{office.case}").status_code == 404
    assert len(office.entries("try_emergency")) == 3
    with time_machine.travel(clock.now() + timedelta(hours=25), tick=True):
        colleague.sign_in()
        assert office.begin(colleague).status_code == 303


@pytest.mark.parametrize(
    "wrong",
    [{"justification": "Too short."}, {"justification": "a" + " " * 60}, {"category": ""}, {"category": "whim"}],
)
def test_a_reason_of_thirty_characters_and_a_category_are_needed(office: Office, wrong: dict[str, str]) -> None:
    colleague = office.client_as(office.colleague)

    answer = office.begin(colleague, **wrong)

    assert answer.status_code == 422
    assert office.entries("try_emergency") == []


def test_it_asks_for_the_second_factor(office: Office) -> None:
    colleague = office.client_as(office.colleague)
    office.make.stale(office.colleague)

    asked = office.begin(colleague)
    done = office.begin(colleague, second_factor=colleague.next_code())

    assert asked.status_code == 403
    assert "zaključana" in asked.get_data(as_text=True)
    assert done.status_code == 303


def test_the_reason_is_sealed_and_the_log_has_the_category(office: Office) -> None:
    office.begin(office.client_as(office.colleague))

    with office.app.app_context():
        sealed = db.session.query(Capsule).filter_by(table="emergency", capsule="why").one()
    entry = office.entries("begin_emergency")[0]
    assert "zaključana".encode() not in bytes(sealed.sealed)
    assert (entry.object, entry.case_id, entry.purpose) == (f"case:{office.case}", office.case, "danger")


def test_one_access_at_a_time(office: Office) -> None:
    other = office.make.case(office.lead)
    colleague = office.client_as(office.colleague)
    office.begin(colleague)

    second = office.begin(colleague, office.reference_of(other))

    assert second.status_code == 422
    assert "End that access first" in second.get_data(as_text=True)
    assert colleague.get(f"/cases/{other}").status_code == 404


def test_an_analyst_and_an_administrator_have_no_such_page(office: Office) -> None:
    for email in (office.make.analyst(office=office.id), office.make.administrator(office=office.id), office.auditor):
        person = office.client_as(email)

        assert person.get("/emergencies/new").status_code == 404
        assert office.begin(person).status_code == 404
