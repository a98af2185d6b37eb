"""Is a person found by name in any script and by exact number, and only by whoever may see her?"""

import itertools
import json
import re
import secrets
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy
import time_machine
from flask import Flask

from config import Config
from litigation_app import ledger, vault
from litigation_app.app import create_app
from litigation_app.casework.cases.models import Case, Wall
from litigation_app.casework.search import actions, queries
from litigation_app.casework.victims.models import Victim
from litigation_app.core import clock, schema
from litigation_app.core.access import Role
from litigation_app.core.db import committing, db
from litigation_app.ledger import LedgerEntry
from litigation_app.vault import sketches, tokens
from litigation_app.vault.models import DuplicateHit, IdentifierToken, SketchChange

BASE = {"citizenship_group": "NATIONAL", "first_contact": "1. 9. 2026.", "sex": "F", "status": "FORMAL"}
NATIONAL_ID = "3102990710005"  # of somebody born on 31 February


def opened_case(lawyer: Any, make: Any, **more: Any) -> UUID:
    office = next(iter(make.actor(lawyer.email).held)).office_id
    said = {"office": str(office), "opened_on": "20. 11. 2026.", "aim": "An aim", "court": "vs_beograd"}
    answer = lawyer.post("/cases/", {**said, **more})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return UUID(re.split(r"[/?]", answer.headers["Location"])[2])


def added(lawyer: Any, make: Any, name: str, *, case: UUID | None = None, **more: Any) -> UUID:
    """A victim of this name ("Given Family"), in a case of her own unless one is given."""
    case_id = case or opened_case(lawyer, make)
    given, _, family = name.partition(" ")
    said = {**BASE, "given_name": given, "family_name": family, **more}
    answer = lawyer.post(f"/cases/{case_id}/victims", said)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    with make.app.app_context():
        wanted = db.session.query(Victim.id).filter_by(case_id=case_id)
        return UUID(str(wanted.order_by(Victim.added_at.desc()).limit(1).scalar()))


def code_name(app: Flask, victim_id: UUID) -> str:
    with app.app_context():
        return str(db.session.get_one(Victim, victim_id).code_name)


def searched(person: Any, words: str, **more: Any) -> str:
    answer = person.post("/search", {"words": words, "purpose": "contact", **more})
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return str(answer.get_data(as_text=True))


def names_on(page: str) -> list[str]:
    """The code names of the persons on a page of results, in their order."""
    return re.findall(r'href="/victims/[0-9a-f-]{36}">([^<]+)</a>', page)


@pytest.mark.parametrize(
    "words",
    [
        "Ђурђица Ђорђевић",
        "Đurđica Đorđević",
        "Djurdjica Djordjevic",
        "DORDEVIC durdica",
        "Djordjevic",
        "Đurđica Đorđevč",
    ],
)
def test_every_spelling_finds_her(make: Any, client_as: Callable[[str], Any], words: str) -> None:
    lawyer = client_as(make.lawyer())
    victim_id = added(lawyer, make, "Đurđica Đorđević", birth_year="1999")
    added(lawyer, make, "Vesna Nadova")

    page = searched(lawyer, words)

    assert names_on(page) == [code_name(make.app, victim_id)]
    assert "Đ. Đ." in page
    assert "1999" in page


def test_what_is_saved_anew_is_found_anew(make: Any, client_as: Callable[[str], Any]) -> None:
    lawyer = client_as(make.lawyer())
    victim_id = added(lawyer, make, "Kanarinka Sintetić")
    assert names_on(searched(lawyer, "Sintetic"))
    opening = lawyer.post(f"/victims/{victim_id}/openings", {"purpose": "correction", "groups": ["identity"]})

    saved = {**BASE, "given_name": "Kanarinka", "family_name": "Novoimenić", "groups": "identity", "row_version": "1"}
    answer = lawyer.post(f"{opening.headers['Location']}/record", saved)

    assert answer.status_code == 303, answer.get_data(as_text=True)
    assert not names_on(searched(lawyer, "Sintetić"))
    assert names_on(searched(lawyer, "Новоименић")) == [code_name(make.app, victim_id)]


def test_two_processes_agree(app: Flask, config: Config, make: Any, client_as: Callable[[str], Any]) -> None:
    email = make.lawyer()
    lawyer = client_as(email)
    other = create_app(config)

    def there(words: str) -> set[UUID]:
        with other.app_context():
            seen = sketches.Sight(*queries.sight(make.actor(email)))
            found = {match.subject for match in sketches.find(words, seen, most=10)}
            db.session.rollback()
            return found

    assert there("Kanarinka") == set()
    first = added(lawyer, make, "Kanarinka Sintetić")
    second = added(lawyer, make, "Kanarinka Sintetić")
    assert there("Kanarinka") == {first, second}
    with app.app_context(), committing():
        sketches.forget(first)
    assert there("Kanarinka") == {second}
    with other.app_context():
        db.engine.dispose()


def test_another_lawyers_client_is_nobody(make: Any, client_as: Callable[[str], Any]) -> None:
    added(client_as(make.lawyer()), make, "Kanarinka Sintetić", national_id=NATIONAL_ID, phone="+381600000001")
    stranger = client_as(make.lawyer())

    pages = [searched(stranger, words) for words in ("Kanarinka Sintetić", NATIONAL_ID, "+381 60 000 0001")]
    nobody = searched(stranger, "Zvezdana Nepoznatić")

    assert not [name for page in pages for name in names_on(page)]
    hidden = re.sub(r'value="[^"]*"', "", pages[0])
    assert hidden == re.sub(r'value="[^"]*"', "", nobody)


def test_a_hidden_name_takes_no_place_among_the_ten(app: Flask, make: Any, client_as: Callable[[str], Any]) -> None:
    theirs, ours = client_as(make.lawyer()), client_as(make.lawyer())
    case = opened_case(theirs, make)
    for _ in range(11):
        added(theirs, make, "Kanarinka Sintetić", case=case)
    mine = added(ours, make, "Kanarinka Sintetova")

    page = searched(ours, "Kanarinka Sintetić")

    assert names_on(page) == [code_name(app, mine)]
    assert "There are more" not in page


def test_a_walled_case_holds_nobody(app: Flask, make: Any, client_as: Callable[[str], Any]) -> None:
    office = make.first_office()
    coordinator = make.coordinator(office=office)
    lawyer = client_as(make.lawyer(office=office))
    case_id = opened_case(lawyer, make)
    victim_id = added(lawyer, make, "Kanarinka Sintetić", case=case_id, national_id=NATIONAL_ID)
    person = client_as(coordinator)
    assert names_on(searched(person, "Kanarinka")) == [code_name(app, victim_id)]

    with app.app_context(), committing():
        db.session.add(walled(case_id, make.user_id(coordinator), make.user_id(lawyer.email)))

    assert not names_on(searched(person, "Kanarinka"))
    assert not names_on(searched(person, NATIONAL_ID))


def walled(case_id: UUID, user_id: UUID, by: UUID) -> Wall:
    names = {column.name for column in Wall.__table__.columns}
    said = {
        "case_id": case_id,
        "user_id": user_id,
        "put_by": by,
        "set_by": by,
        "built_by": by,
        "put_at": clock.now(),
        "set_at": clock.now(),
        "built_at": clock.now(),
        "reason": "conflict",
    }
    return Wall(**{name: value for name, value in said.items() if name in names})


def test_no_more_than_ten_are_shown(make: Any, client_as: Callable[[str], Any]) -> None:
    lawyer = client_as(make.lawyer())
    case = opened_case(lawyer, make)
    for year in range(1980, 1992):
        added(lawyer, make, "Kanarinka Sintetić", case=case, birth_year=str(year))

    every, one = searched(lawyer, "Sintetić"), searched(lawyer, "Sintetić", year="1987")

    assert len(names_on(every)) == 10
    assert "There are more" in every
    assert re.findall(r'<td class="number">(\d+)</td>', one)[0] == "1987"


@pytest.mark.parametrize(
    ("words", "how"),
    [
        (NATIONAL_ID, "The same personal number"),
        ("310299 071-0005", "The same personal number"),
        ("pa 123 456", "The same passport"),
        ("060/000-0001", "The same telephone"),
        ("+381 60 0000001", "The same telephone"),
        ("00381600000001", "The same telephone"),
        ("К. 77/2026", "The same file number"),
        ("k 077 / 2026", "The same file number"),
    ],
)
def test_an_exact_number_finds_her(make: Any, client_as: Callable[[str], Any], words: str, how: str) -> None:
    lawyer = client_as(make.lawyer())
    case_id = opened_case(lawyer, make, court_number="K 77/2026")
    numbers = {"national_id": NATIONAL_ID, "passport": "PA123456", "phone": "060 000 0001"}
    added(lawyer, make, "Kanarinka Sintetić", case=case_id, **numbers)

    assert how in searched(lawyer, words)
    assert how not in searched(lawyer, words[:-1] + "9")


def test_a_wrong_check_digit_is_said(make: Any, client_as: Callable[[str], Any]) -> None:
    lawyer = client_as(make.lawyer())

    assert "does not fit the others" in searched(lawyer, "3102990710007")
    assert "does not fit the others" not in searched(lawyer, NATIONAL_ID)


def test_a_search_is_logged_with_its_purpose_and_without_its_words(
    app: Flask, make: Any, client_as: Callable[[str], Any], config: Config, caplog: pytest.LogCaptureFixture
) -> None:
    lawyer = client_as(make.lawyer())
    added(lawyer, make, "Kanarinka Sintetić", national_id=NATIONAL_ID)

    for words in ("Kanarinka Sintetić", "синтетић  КАНАРИНКА", NATIONAL_ID, "Zvezdana"):
        searched(lawyer, words)

    with app.app_context():
        entries = db.session.query(LedgerEntry).filter_by(act="search").order_by(LedgerEntry.seq).all()
        said = [json.loads(entry.body)["facts"] for entry in entries]
        assert [entry.purpose for entry in entries] == ["contact"] * 4
    marks = [one["mark"] for one in said]
    assert marks[0] == marks[1]
    assert len(set(marks)) == 3
    assert [one["kind"] for one in said] == ["name", "name", "number", "name"]
    files = [path.read_bytes() for path in Path(config.instance).rglob("*") if path.is_file()]
    for word in ("Kanarinka", "kanarinka", "Zvezdana", "zvezdana", NATIONAL_ID):
        assert not [blob for blob in files if word.encode() in blob]
        assert word not in caplog.text


def test_the_names_are_loaded_under_one_entry(app: Flask, make: Any, client_as: Callable[[str], Any]) -> None:
    lawyer = client_as(make.lawyer())
    added(lawyer, make, "Kanarinka Sintetić")

    for words in ("Kanarinka", "Sintetić", "Zvezdana"):
        searched(lawyer, words)

    with app.app_context():
        acts = [row.act for row in db.session.query(LedgerEntry.act).order_by(LedgerEntry.seq)]
        loads = [act for act in acts if act == "search_load"]
    assert len(loads) == 1
    assert acts.index("search_load") < acts.index(
        "add_victim"
    )  # whoever is saved is compared, and before that it is on record


def test_where_the_log_cannot_be_written_nothing_is_searched(
    app: Flask, make: Any, client_as: Callable[[str], Any], config: Config
) -> None:
    lawyer = client_as(make.lawyer())
    make.victim(lawyer.email, make.case(lawyer.email), given_name="Kanarinka", family_name="Sintetić")
    owner = sqlalchemy.create_engine(schema.driver_url(config.owner_database_url or config.database_url))
    with owner.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE ledger_entry RENAME COLUMN mac TO away")
    owner.dispose()

    answer = lawyer.post("/search", {"words": "Kanarinka", "purpose": "contact"})

    assert answer.status_code == 503
    assert not names_on(answer.get_data(as_text=True))
    with app.app_context():
        assert not sketches.is_loaded()


@pytest.mark.parametrize(
    "said",
    [{"words": "", "purpose": "contact"}, {"words": "K", "purpose": "contact"}, {"words": "Kana", "purpose": ""}],
)
def test_without_words_or_purpose_nothing_is_searched(
    app: Flask, make: Any, client_as: Callable[[str], Any], said: dict[str, str]
) -> None:
    lawyer = client_as(make.lawyer())

    answer = lawyer.post("/search", said)

    assert answer.status_code == 422
    with app.app_context():
        assert not db.session.query(LedgerEntry).filter_by(act="search").count()


def test_searches_are_counted_by_the_hour(app: Flask, make: Any, client_as: Callable[[str], Any]) -> None:
    lawyer, colleague = client_as(make.lawyer()), client_as(make.lawyer())
    most = app.extensions["config"].searches_per_hour
    with time_machine.travel("2026-12-01T10:00:00Z", tick=False) as now:
        person = client_as(lawyer.email)
        for _ in range(most):
            searched(person, "Kanarinka")

        refused = person.post("/search", {"words": "Kanarinka", "purpose": "contact"})
        others = client_as(colleague.email).post("/search", {"words": "Kanarinka", "purpose": "contact"})
        now.shift(timedelta(minutes=61))
        again = client_as(lawyer.email).post("/search", {"words": "Kanarinka", "purpose": "contact"})

    assert (refused.status_code, others.status_code, again.status_code) == (429, 200, 200)
    assert "12.00" in refused.get_data(as_text=True)  # an hour after the first, by the clock of the region
    with app.app_context():
        assert db.session.query(LedgerEntry).filter_by(act="search", outcome="throttled").count() == 1


@pytest.mark.parametrize("role", [Role.ANALYST, Role.ADMINISTRATOR, Role.AUDITOR])
def test_whoever_has_no_cases_has_no_search(make: Any, client_as: Callable[[str], Any], role: Role) -> None:
    person = client_as(make.person(role))

    answers = [person.get("/search"), person.post("/search", {"words": "Kanarinka", "purpose": "contact"})]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_a_number_that_stands_twice_in_her_own_cases_is_shown_at_once(
    app: Flask, make: Any, client_as: Callable[[str], Any]
) -> None:
    lawyer = client_as(make.lawyer())
    first = added(lawyer, make, "Kanarinka Sintetić", national_id=NATIONAL_ID)
    case_id = opened_case(lawyer, make)

    answer = lawyer.post(f"/cases/{case_id}/victims", {**BASE, "given_name": "Kana", "national_id": "310299 0710005"})

    assert answer.headers["Location"].startswith("/duplicates?victim=")
    page = lawyer.get(answer.headers["Location"]).get_data(as_text=True)
    assert code_name(app, first) in page
    assert "The same personal number" in page
    assert NATIONAL_ID not in page


def test_of_a_number_in_a_case_that_is_not_hers_the_lawyer_is_told_nothing(
    app: Flask, make: Any, client_as: Callable[[str], Any]
) -> None:
    here, there = make.office(), make.office()
    first = added(client_as(make.lawyer(office=there)), make, "Kanarinka Sintetić", passport="PA123456")
    lawyer = client_as(make.lawyer(office=here))
    case_id = opened_case(lawyer, make)

    answer = lawyer.post(f"/cases/{case_id}/victims", {**BASE, "given_name": "Kana", "passport": "pa 123456"})

    assert answer.headers["Location"] == f"/cases/{case_id}?done=person-added"
    assert "No shared numbers" in lawyer.get("/duplicates").get_data(as_text=True)
    for office, sees in ((here, False), (there, True)):
        page = client_as(make.coordinator(office=office)).get("/duplicates").get_data(as_text=True)
        assert "The same passport" in page
        assert (code_name(app, first) in page) is sees
        assert "a person of another case" in page
    elsewhere = client_as(make.coordinator(office=make.office())).get("/duplicates").get_data(as_text=True)
    assert "No shared numbers" in elsewhere


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

    assert [answer.status_code for answer in answers] == [404, 404, 422, 303, 404]
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


def test_the_erased_are_forgotten(app: Flask, make: Any, client_as: Callable[[str], Any]) -> None:
    lawyer = client_as(make.lawyer())
    first, second = (added(lawyer, make, "Kanarinka Sintetić", passport="PA123456") for _ in range(2))
    assert len(names_on(searched(lawyer, "Kanarinka"))) == 2

    with app.app_context(), committing():
        sketches.forget(first)
        tokens.forget(first)

    assert names_on(searched(lawyer, "Kanarinka")) == [code_name(app, second)]
    assert names_on(searched(lawyer, "PA123456")) == [code_name(app, second)]
    with app.app_context():
        assert not db.session.query(DuplicateHit).count()
        assert not db.session.query(IdentifierToken).filter_by(subject=first).count()
        assert db.session.query(SketchChange).filter_by(subject=first).one().is_gone


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


def test_what_changes_by_the_thousand_is_read_anew(
    app: Flask, make: Any, client_as: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sketches, "MOST_CHANGES", 2)
    lawyer = client_as(make.lawyer())
    case = opened_case(lawyer, make)
    first = added(lawyer, make, "Kanarinka Sintetić", case=case)
    assert names_on(searched(lawyer, "Kanarinka"))

    rest = [added(lawyer, make, "Kanarinka Sintetić", case=case) for _ in range(4)]

    found = names_on(searched(lawyer, "Kanarinka"))
    assert sorted(found) == sorted(code_name(app, one) for one in (first, *rest))
    with app.app_context():
        assert db.session.query(LedgerEntry).filter_by(act="search_load").count() == 1


def test_many_are_drawn_at_once(app: Flask, make: Any, client_as: Callable[[str], Any]) -> None:
    lawyer = client_as(make.lawyer())
    case_id = opened_case(lawyer, make)
    with app.app_context(), committing():
        case = db.session.get_one(Case, case_id)
        place = sketches.Place(case.id, case.office_id)
        people = [
            Victim(case_id=case.id, code_name=f"Lipa {n}", added_by=case.created_by, added_at=clock.now())
            for n in range(900, 903)
        ]
        db.session.add_all(people)
        db.session.flush()
        vault.new_subjects([one.id for one in people])
        drawn = zip(people, itertools.repeat(sketches.Sketch("Kanarinka", "Sintetić", ("Maca",), 1999)), strict=False)
        sketches.put_many(sketches.Drawn(one.id, place, sketch) for one, sketch in drawn)
        ledger.write(act="add_victim", by=None, of="bench")

    assert sorted(names_on(searched(lawyer, "Sintetić"))) == ["Lipa 900", "Lipa 901", "Lipa 902"]
    assert sorted(names_on(searched(lawyer, "maca"))) == ["Lipa 900", "Lipa 901", "Lipa 902"]
