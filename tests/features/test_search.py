"""Is a person found by name in any script and by exact number?"""

import itertools
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from config import Config
from litigation_app import ledger, vault
from litigation_app.app import create_app
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.lists.search import queries
from litigation_app.core import clock
from litigation_app.core.db import committing, db
from litigation_app.ledger import LedgerEntry
from litigation_app.vault.models import DuplicateHit, IdentifierToken, SketchChange
from litigation_app.vault.name_search import blind_index, index
from searching import BASE, NATIONAL_ID, added, code_name, names_on, opened_case, searched


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
            seen = index.Sight(*queries.sight(make.actor(email)))
            found = {match.subject for match in index.find(words, seen, most=10)}
            db.session.rollback()
            return found

    assert there("Kanarinka") == set()
    first = added(lawyer, make, "Kanarinka Sintetić")
    second = added(lawyer, make, "Kanarinka Sintetić")
    assert there("Kanarinka") == {first, second}
    with app.app_context(), committing():
        index.forget(first)
    assert there("Kanarinka") == {second}
    with other.app_context():
        db.engine.dispose()


def test_no_more_than_ten_are_shown(make: Any, client_as: Callable[[str], Any]) -> None:
    lawyer = client_as(make.lawyer())
    case = opened_case(lawyer, make)
    for year in range(1980, 1992):
        added(lawyer, make, "Kanarinka Sintetić", case=case, birth_year=str(year))

    every, one = searched(lawyer, "Sintetić"), searched(lawyer, "Sintetić", year="1987")

    assert len(names_on(every)) == 10
    assert "There are more" in every
    assert re.findall(r'<td class="number" data-label="Year of birth">(\d+)</td>', one)[0] == "1987"


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
        ("К. бр. 77/26", "The same file number"),
        ("77/26", "The same file number"),
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


def test_the_erased_are_forgotten(app: Flask, make: Any, client_as: Callable[[str], Any]) -> None:
    lawyer = client_as(make.lawyer())
    first, second = (added(lawyer, make, "Kanarinka Sintetić", passport="PA123456") for _ in range(2))
    assert len(names_on(searched(lawyer, "Kanarinka"))) == 2

    with app.app_context(), committing():
        index.forget(first)
        blind_index.forget(first)

    assert names_on(searched(lawyer, "Kanarinka")) == [code_name(app, second)]
    assert names_on(searched(lawyer, "PA123456")) == [code_name(app, second)]
    with app.app_context():
        assert not db.session.query(DuplicateHit).count()
        assert not db.session.query(IdentifierToken).filter_by(subject=first).count()
        assert db.session.query(SketchChange).filter_by(subject=first).one().is_gone


def test_what_changes_by_the_thousand_is_read_anew(
    app: Flask, make: Any, client_as: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "MOST_CHANGES", 2)
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
        place = index.Place(case.id, case.office_id)
        people = [
            Victim(case_id=case.id, code_name=f"Lipa {n}", added_by=case.created_by, added_at=clock.now())
            for n in range(900, 903)
        ]
        db.session.add_all(people)
        db.session.flush()
        vault.new_subjects([one.id for one in people])
        drawn = zip(people, itertools.repeat(index.Sketch("Kanarinka", "Sintetić", ("Maca",), 1999)), strict=False)
        index.put_many(index.Drawn(one.id, place, sketch) for one, sketch in drawn)
        ledger.write(act="add_victim", by=None, of="bench")

    assert sorted(names_on(searched(lawyer, "Sintetić"))) == ["Lipa 900", "Lipa 901", "Lipa 902"]
    assert sorted(names_on(searched(lawyer, "maca"))) == ["Lipa 900", "Lipa 901", "Lipa 902"]
