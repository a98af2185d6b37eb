"""Is a victim's record sealed, and opened only with a purpose?"""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import time_machine
from flask import Flask

from config import Config
from lawyering import version
from litigation_app.core import clock
from litigation_app.core.clock import today
from litigation_app.core.db import db
from litigation_app.ledger import LedgerEntry
from litigation_app.vault import Capsule
from recorded import GROUPS, VICTIM, WORDS, added, opening


def test_the_record_is_shown_only_after_a_purpose(make: Any, client_as: Callable[[str], Any]) -> None:
    lawyer = client_as(make.lawyer())
    case_id, victim_id = added(lawyer, make)

    closed = [lawyer.get(path).get_data(as_text=True) for path in (f"/cases/{case_id}", f"/victims/{victim_id}")]
    answer = lawyer.get(opening(lawyer, victim_id))

    page = answer.get_data(as_text=True)
    assert not [word for text in closed for word in WORDS if word in text]
    assert all(word in page for word in WORDS)
    assert "29.\u00a02.\u00a02004." in page
    assert "Forced labour or services" in page
    assert answer.headers["Cache-Control"] == "no-store"


def test_without_a_purpose_nothing_opens(app: Flask, make: Any, client_as: Callable[[str], Any]) -> None:
    lawyer = client_as(make.lawyer())
    _case, victim_id = added(lawyer, make)

    answers = [
        lawyer.post(f"/victims/{victim_id}/openings", {"purpose": purpose, "groups": GROUPS})
        for purpose in ("", "curiosity")
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
    with app.app_context():
        assert db.session.query(LedgerEntry).filter_by(act="open_victim").count() == 0


def test_the_log_says_who_opened_what_when_and_why(app: Flask, make: Any, client_as: Callable[[str], Any]) -> None:
    email = make.lawyer()
    lawyer = client_as(email)
    case_id, victim_id = added(lawyer, make)

    opening(lawyer, victim_id, purpose="safety")

    with app.app_context():
        entry = db.session.query(LedgerEntry).filter_by(act="open_victim").one()
        assert (entry.actor, entry.object, entry.case_id) == (make.user_id(email), f"victim:{victim_id}", case_id)
        assert entry.purpose == "safety"
        assert clock.now() - entry.at < timedelta(minutes=1)


def test_nothing_of_the_record_is_readable_in_the_database(
    app: Flask, make: Any, client_as: Callable[[str], Any], config: Config
) -> None:
    lawyer = client_as(make.lawyer())
    _case, victim_id = added(lawyer, make)
    opening(lawyer, victim_id)

    with app.app_context():
        rows = [bytes(row.sealed) for row in db.session.query(Capsule)]
        bodies = [bytes(row.body) for row in db.session.query(LedgerEntry)]
    files = [path.read_bytes() for path in Path(config.instance).rglob("*") if path.is_file()]

    assert rows
    assert bodies
    assert not [word for word in WORDS for blob in (*rows, *bodies, *files) if word.encode() in blob]


def test_every_victim_has_a_key_of_her_own(app: Flask, make: Any, client_as: Callable[[str], Any]) -> None:
    lawyer = client_as(make.lawyer())
    case_id, _victim = added(lawyer, make)

    lawyer.post(f"/cases/{case_id}/victims", VICTIM)

    with app.app_context():
        subjects = [row.subject for row in db.session.query(Capsule).filter_by(table="victim", capsule="identity")]
    assert len(set(subjects)) == 2


def test_another_lawyer_finds_no_such_victim(make: Any, client_as: Callable[[str], Any]) -> None:
    lawyer, other = client_as(make.lawyer()), client_as(make.lawyer())
    case_id, victim_id = added(lawyer, make)
    address = opening(lawyer, victim_id)

    codes = {
        other.get(f"/victims/{victim_id}").status_code,
        other.get(address).status_code,
        other.get(f"{address}/record").status_code,
        other.get(f"/cases/{case_id}/victims/new").status_code,
        other.post(f"/victims/{victim_id}/openings", {"purpose": "hearing", "groups": GROUPS}).status_code,
        other.post(f"{address}/record", VICTIM).status_code,
        other.post(f"/cases/{case_id}/victims", VICTIM).status_code,
    }

    assert codes == {404}


def test_an_opening_is_of_one_person_one_sign_in_and_one_record(make: Any, client_as: Callable[[str], Any]) -> None:
    office = make.office()
    email = make.lawyer(office=office)
    lawyer, again, coordinator = client_as(email), client_as(email), client_as(make.coordinator(office=office))
    case_id, first = added(lawyer, make)
    lawyer.post(f"/cases/{case_id}/victims", {**VICTIM, "given_name": "Druga"})
    _case, second = added(lawyer, make)
    address = opening(lawyer, first)

    answers = [again.get(address), coordinator.get(address), lawyer.get(address.replace(str(first), str(second)))]
    answers.append(lawyer.get(f"/victims/{first}/openings/{uuid4()}"))

    assert [answer.status_code for answer in answers] == [403] * 4
    assert not [word for answer in answers for word in WORDS if word in answer.get_data(as_text=True)]


def test_an_opening_ends_after_twenty_minutes(make: Any, client_as: Callable[[str], Any]) -> None:
    lawyer = client_as(make.lawyer())
    _case, victim_id = added(lawyer, make)
    address = opening(lawyer, victim_id)

    with time_machine.travel(clock.now() + timedelta(minutes=21), tick=False):
        late = lawyer.get(address)

    assert late.status_code == 403
    assert "This access has expired" in late.get_data(as_text=True)


def test_a_coordinator_reads_but_does_not_change(make: Any, client_as: Callable[[str], Any]) -> None:
    office = make.office()
    _case, victim_id = added(client_as(make.lawyer(office=office)), make)
    coordinator = client_as(make.coordinator(office=office))

    address = opening(coordinator, victim_id, purpose="review")

    page = coordinator.get(address).get_data(as_text=True)
    assert "Kanarinka" in page
    assert "Correct or complete" not in page
    assert coordinator.post(f"{address}/record", VICTIM).status_code == 404


def test_a_whole_day_of_birth_is_shown_whole_and_a_year_alone_says_so(
    make: Any, client_as: Callable[[str], Any]
) -> None:
    lawyer = client_as(make.lawyer())
    _case, whole = added(lawyer, make)
    _other, year = added(lawyer, make, birth_date="", birth_year="2003")

    pages = [lawyer.get(opening(lawyer, one)).get_data(as_text=True).replace("\u00a0", " ") for one in (whole, year)]

    assert "29. 2. 2004." in pages[0]
    assert "the day is not known" not in pages[0]
    assert "Year of birth; the day is not known" in pages[1]


def test_a_client_of_whose_birth_nothing_is_known_is_not_taken_for_an_adult(
    make: Any, client_as: Callable[[str], Any]
) -> None:
    lawyer = client_as(make.lawyer())
    _case, unknown = added(lawyer, make, birth_date="")
    _other, adult = added(lawyer, make)

    pages = [lawyer.get(opening(lawyer, one)).get_data(as_text=True) for one in (unknown, adult)]

    assert "not known: she may be a minor" in pages[0]
    assert "she may be a minor" not in pages[1]


def test_a_client_may_be_recorded_as_an_adult_whose_age_is_not_known(
    make: Any, client_as: Callable[[str], Any]
) -> None:
    lawyer = client_as(make.lawyer())
    _case, adult = added(lawyer, make, birth_date="", is_adult="y")
    _case, near = added(
        lawyer,
        make,
        phone="",
        email="",
        given_name="Druga",
        family_name="Zamišljena",
        birth_date="",
        birth_year=str(today().year - 18),
        is_adult="y",
    )
    address = opening(lawyer, adult, purpose="correction")
    page, form = (lawyer.get(one).get_data(as_text=True) for one in (address, f"{address}/record"))
    of_near = lawyer.get(opening(lawyer, near)).get_data(as_text=True)

    without = {**VICTIM, "birth_date": "", "row_version": version(form)}
    assert lawyer.post(f"{address}/record", without).status_code == 303

    assert "an adult, exact age not known" in page
    assert "17 or 18 years: an adult, exact age not known" in of_near
    assert "she may be a minor" not in page
    assert re.search(r'<input[^>]*name="is_adult"[^>]*>', form)[0].count("checked") == 1  # type: ignore[index]
    assert "not known: she may be a minor" in lawyer.get(address).get_data(as_text=True)
