"""Does a file open only with a purpose, stay open while it is used, and close by itself?"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from flask import Flask

from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.core import clock
from litigation_app.core.db import db
from litigation_app.ledger import LedgerEntry

AIM = "Odštetni zahtev odlučen u krivičnom postupku"
NUMBER = "K-77/2026-zamišljen"
NOTE = "Izmišljena beleška sa ročišta"


@pytest.fixture
def lawyer(make: Any, client_as: Callable[[str], Any]) -> Any:
    return client_as(make.lawyer(name="Vera Zamišljena"))


@pytest.fixture
def case_id(make: Any, lawyer: Any) -> UUID:
    """A case with a sealed aim, a file number and a note."""
    office = next(iter(make.actor(lawyer.email).held)).office_id
    said = {
        "office": str(office),
        "opened_on": "20. 9. 2026.",
        "aim": AIM,
        "court": "vs_beograd",
        "court_number": NUMBER,
    }
    found = UUID(re.split(r"[/?]", lawyer.post("/cases/", said).headers["Location"])[2])
    with make.app.app_context():
        wanted = db.session.query(Proceeding.id).filter_by(case_id=found, family="criminal")
        proceeding = wanted.one()[0]
    step = {"event": "report_filed", "on": "21. 9. 2026.", "note": NOTE, "seq": "0"}
    answer = lawyer.post(f"/proceedings/{proceeding}/moves", step)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return found


def page(person: Any, case_id: UUID) -> str:
    answers = [person.get(f"/cases/{case_id}{tab}") for tab in ("", "/proceedings")]
    assert [one.status_code for one in answers] == [200, 200]
    return "".join(one.get_data(as_text=True) for one in answers)


def is_open(text: str) -> bool:
    shown = [words in text for words in (AIM, NUMBER, NOTE)]
    assert len(set(shown)) == 1
    return shown[0]


def open_file(person: Any, case_id: UUID, purpose: str = "hearing") -> Any:
    return person.post(f"/cases/{case_id}/openings", {"purpose": purpose})


def test_a_closed_file_shows_coded_steps_only(lawyer: Any, case_id: UUID) -> None:
    text = page(lawyer, case_id)

    assert not is_open(text)
    assert "21.\u00a09.\u00a02026." in text
    assert "closed" in text


def test_a_purpose_opens_it_with_its_notes_and_numbers(lawyer: Any, case_id: UUID) -> None:
    answer = open_file(lawyer, case_id)

    assert answer.status_code == 303
    assert is_open(page(lawyer, case_id))


def test_without_a_purpose_it_stays_closed(lawyer: Any, case_id: UUID) -> None:
    answers = [open_file(lawyer, case_id, purpose) for purpose in ("", "curiosity")]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert not is_open(page(lawyer, case_id))


def test_it_is_written_down_once_for_a_spell_of_work(app: Flask, make: Any, lawyer: Any, case_id: UUID) -> None:
    open_file(lawyer, case_id, "drafting")
    for _ in range(3):
        page(lawyer, case_id)

    with app.app_context():
        entry = db.session.query(LedgerEntry).filter_by(act="open_file").one()
    assert (entry.object, entry.purpose, entry.actor) == (f"case:{case_id}", "drafting", make.user_id(lawyer.email))
    assert entry.case_id == case_id


def test_it_closes_twenty_minutes_after_its_last_use(lawyer: Any, case_id: UUID) -> None:
    start = clock.now()
    open_file(lawyer, case_id)

    with time_machine.travel(start + timedelta(minutes=15), tick=False):
        used = is_open(page(lawyer, case_id))
    with time_machine.travel(start + timedelta(minutes=30), tick=False):
        used_again = is_open(page(lawyer, case_id))
    with time_machine.travel(start + timedelta(minutes=52), tick=False):
        left = is_open(page(lawyer, case_id))

    assert (used, used_again, left) == (True, True, False)


def test_no_use_keeps_it_open_beyond_two_hours(lawyer: Any, case_id: UUID) -> None:
    start = clock.now()
    open_file(lawyer, case_id)

    seen = []
    for minutes in range(10, 140, 10):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            seen.append(is_open(page(lawyer, case_id)))

    assert seen == [True] * 12 + [False]


def test_it_is_open_in_this_sign_in_alone(
    make: Any, client_as: Callable[[str], Any], lawyer: Any, case_id: UUID
) -> None:
    same_person = client_as(lawyer.email)
    office = next(iter(make.actor(lawyer.email).held)).office_id
    coordinator = client_as(make.coordinator(office=office))

    open_file(lawyer, case_id)

    assert not is_open(page(same_person, case_id))
    assert not is_open(page(coordinator, case_id))


def test_a_coordinator_opens_a_file_of_her_office(
    make: Any, client_as: Callable[[str], Any], lawyer: Any, case_id: UUID
) -> None:
    office = next(iter(make.actor(lawyer.email).held)).office_id
    coordinator = client_as(make.coordinator(office=office))

    open_file(coordinator, case_id, "review")

    assert is_open(page(coordinator, case_id))
    assert "Vera Zamišljena" in page(coordinator, case_id)


def preset(person: Any, case_id: UUID) -> list[str]:
    """The purposes that stand chosen at the doors of the page: of the file, and of the record of the client."""
    text = person.get(f"/cases/{case_id}").get_data(as_text=True)
    doors = text.split('id="file"', 1)[1].split("</section>", 1)[0]
    assert doors.count("<select") >= 1
    return re.findall(r'<option selected value="(\w+)"', doors)


def test_the_purpose_of_a_spell_is_said_once_for_the_files_assigned_to_her_and_each_opens_by_itself(
    app: Flask, make: Any, client_as: Callable[[str], Any], lawyer: Any, case_id: UUID
) -> None:
    other = make.case(lawyer.email)
    her = make.victim(lawyer.email, other)
    office = next(iter(make.actor(lawyer.email).held)).office_id
    coordinator, again = client_as(make.coordinator(office=office)), client_as(lawyer.email)
    start = clock.now()
    open_file(coordinator, other, "review")
    open_file(lawyer, case_id, "daily")

    assert preset(lawyer, other) == ["daily"]
    assert preset(again, other) == preset(coordinator, case_id) == []
    assert lawyer.post(f"/cases/{other}/openings", {}).status_code == 422
    assert lawyer.post(f"/victims/{her}/openings", {"purpose": "daily", "groups": ["identity"]}).status_code == 422
    seen = []
    for minutes in range(25, 126, 25):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            seen.append(preset(lawyer, other))
            open_file(lawyer, case_id, "daily")  # said again as it stood there: no longer spell for that
    assert seen == [["daily"]] * 4 + [[]]
    with app.app_context():
        entries = db.session.query(LedgerEntry.object, LedgerEntry.purpose).filter_by(act="open_file")
        assert {tuple(row) for row in entries} == {(f"case:{other}", "review"), (f"case:{case_id}", "daily")}


def test_another_lawyer_opens_nothing(make: Any, client_as: Callable[[str], Any], case_id: UUID) -> None:
    other = client_as(make.lawyer())

    assert open_file(other, case_id).status_code == 404
    assert other.get(f"/cases/{case_id}/file").status_code == 404
    assert other.post(f"/cases/{case_id}/file", {"aim": "x", "row_version": "1"}).status_code == 404


def test_the_page_says_who_opened_it_last_and_why(lawyer: Any, case_id: UUID, client_as: Callable[[str], Any]) -> None:
    open_file(lawyer, case_id, "contact")

    text = page(client_as(lawyer.email), case_id)

    assert "Last opened:" in text
    assert "Vera Zamišljena, to contact the client" in text


def test_the_aim_is_changed_from_the_open_file(lawyer: Any, case_id: UUID) -> None:
    assert lawyer.get(f"/cases/{case_id}/file").status_code == 403
    open_file(lawyer, case_id)
    form = lawyer.get(f"/cases/{case_id}/file").get_data(as_text=True)
    seen = re.search(r'name="row_version"[^>]*value="(\d+)"', form)
    assert seen is not None

    new = {"aim": "Drugi cilj", "row_version": seen.group(1)}
    answer = lawyer.post(f"/cases/{case_id}/file", new)
    late = lawyer.post(f"/cases/{case_id}/file", {**new, "aim": "Treći cilj"})

    assert answer.status_code == 303
    assert late.status_code == 409
    assert late.get_data(as_text=True).index("Drugi cilj") < late.get_data(as_text=True).index("Treći cilj")
    assert "Drugi cilj" in page(lawyer, case_id)


def test_a_case_begins_with_its_trial_and_its_property_claim(app: Flask, lawyer: Any, case_id: UUID) -> None:
    with app.app_context():
        families = {row.family for row in db.session.query(Proceeding.family).filter_by(case_id=case_id)}

    assert families == {"criminal", "property_claim"}
    assert "/moves/new" in page(lawyer, case_id)
    assert "nothing recorded yet" not in lawyer.get("/cases/").get_data(as_text=True)
