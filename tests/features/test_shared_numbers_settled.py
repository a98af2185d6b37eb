"""Does a wall hide a pair, and is it settled, taken back with a number, and found again under a new key?"""

import secrets
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from litigation_app import vault
from litigation_app.casework.lists.search import actions
from litigation_app.core.db import committing, db
from litigation_app.ledger import LedgerEntry
from litigation_app.vault.models import DuplicateHit, IdentifierToken
from searching import added, code_name, names_on, opened_case, searched, walled


@pytest.mark.both_databases
def test_a_wall_hides_the_pair(app: Flask, make: Any, client_as: Callable[[str], Any]) -> None:
    office = make.first_office()
    lawyer, coordinator = client_as(make.lawyer(office=office)), make.coordinator(office=office)
    case_id = opened_case(lawyer, make)
    for name in ("Kanarinka Sintetić", "Kana Sinteti"):
        added(lawyer, make, name, case=case_id if name.startswith("Kana ") else None, passport="PA123456")
    person = client_as(coordinator)
    assert "The same passport" in person.get("/duplicates").get_data(as_text=True)

    with app.app_context(), committing():
        db.session.add(walled(case_id, make.user_id(coordinator), make.user_id(lawyer.email)))

    assert "No shared numbers" in person.get("/duplicates").get_data(as_text=True)


def test_a_coordinator_settles_a_pair(app: Flask, make: Any, client_as: Callable[[str], Any]) -> None:
    office = make.first_office()
    lawyer = client_as(make.lawyer(office=office))
    for name in ("Kanarinka Sintetić", "Kana Sinteti"):
        added(lawyer, make, name, passport="PA123456")
    person, foreign = client_as(make.coordinator(office=office)), client_as(make.coordinator(office=make.office()))
    with app.app_context():
        pair = db.session.query(DuplicateHit.id).scalar()

    answers = [
        lawyer.post(f"/duplicates/{pair}/verdict", {"verdict": "two_people"}),
        foreign.post(f"/duplicates/{pair}/verdict", {"verdict": "two_people"}),
        person.post(f"/duplicates/{pair}/verdict", {"verdict": ""}),
        person.post(f"/duplicates/{pair}/verdict", {"verdict": "two_people"}),
        person.post(f"/duplicates/{pair}/verdict", {"verdict": "same_person"}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 422, 303, 409]
    assert "No shared numbers" in person.get("/duplicates").get_data(as_text=True)
    with app.app_context():
        assert db.session.query(DuplicateHit.verdict).scalar() == "two_people"
        assert db.session.query(LedgerEntry).filter_by(act="settle_duplicate").count() == 1


def test_a_corrected_number_takes_its_pair_back(app: Flask, make: Any, client_as: Callable[[str], Any]) -> None:
    lawyer = client_as(make.lawyer())
    added(lawyer, make, "Kanarinka Sintetić", phone="060 000 0001")
    victim_id = added(lawyer, make, "Kana Sinteti", phone="+381 60 000 0001")
    with app.app_context():
        assert db.session.query(DuplicateHit).count() == 1
    opening = lawyer.post(f"/victims/{victim_id}/openings", {"purpose": "correction", "groups": ["contact"]})

    answer = lawyer.post(
        f"{opening.headers['Location']}/record", {"phone": "060 000 0002", "groups": "contact", "row_version": "1"}
    )

    assert answer.status_code == 303, answer.get_data(as_text=True)
    with app.app_context():
        assert db.session.query(DuplicateHit).count() == 0
    assert not names_on(searched(lawyer, "0600000003"))
    assert names_on(searched(lawyer, "060 000 0002")) == [code_name(app, victim_id)]
    assert names_on(searched(lawyer, "Kana Sinteti"))  # the name of a group that was not opened stays findable


def test_marks_are_made_anew_under_a_new_key(
    app: Flask, make: Any, client_as: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    lawyer = client_as(make.lawyer())
    case_id = opened_case(lawyer, make, court_number="K 77/2026")
    victim_id = added(lawyer, make, "Kanarinka Sintetić", case=case_id, passport="PA123456", phone="060 000 0001")
    with app.app_context():
        before = {row.kind: row.token for row in db.session.query(IdentifierToken)}
    fresh, keyring = secrets.token_bytes(32), vault.Keyring
    kept = keyring.secret
    monkeypatch.setattr(
        keyring, "secret", lambda self, purpose: fresh if purpose.startswith("ident/") else kept(self, purpose)
    )
    assert not names_on(searched(lawyer, "PA123456"))

    for kind in ("passport", "national-id", "phone", "file-number"):
        with app.app_context(), committing():
            actions.reindex(kind, by=None)

    with app.app_context():
        after = {row.kind: row.token for row in db.session.query(IdentifierToken)}
    assert set(before) == set(after) == {"passport", "phone", "file-number"}
    assert not set(before.values()) & set(after.values())
    for words in ("PA123456", "060 000 0001"):
        assert names_on(searched(lawyer, words)) == [code_name(app, victim_id)]
    assert "The same file number" in searched(lawyer, "K 77/2026")
    with app.app_context():
        acts = {row.act for row in db.session.query(LedgerEntry.act)}
    assert {"reindex", "reindex_identity", "reindex_contact", "reindex_numbers"} <= acts
