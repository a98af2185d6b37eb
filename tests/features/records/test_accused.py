"""Has an accused one letter in a case, and is who that is read and changed in the opened file alone?"""

from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from lawyering import open_file, rows, text
from litigation_app.casework.proceedings.defendants.models import Defendant

NAME = "Zoran Nepostojeći"


@pytest.fixture
def him(app: Flask, lawyer: Any, case_id: UUID) -> str:
    assert lawyer.post(f"/cases/{case_id}/accused", {"name": NAME, "about": "Her former employer"}).status_code == 303
    return str(rows(app, Defendant, "id")[0].id)


def shown(person: Any, case_id: UUID) -> str:
    return text(person.get(f"/cases/{case_id}/records"))


def test_each_accused_gets_the_next_letter(app: Flask, lawyer: Any, case_id: UUID) -> None:
    for name in ("Prvi Nepostojeći", "Drugi Nepostojeći", ""):
        lawyer.post(f"/cases/{case_id}/accused", {"name": name})

    assert sorted(row.letter for row in rows(app, Defendant, "letter")) == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("language", "called"),
    [
        ("en", "Accused B"),
        ("sr-Latn", "Okrivljeni B"),
        ("sr-Cyrl", "Окривљени Б"),
        ("mk", "Обвинет Б"),
        ("cnr", "Okrivljeni B"),
    ],
)
def test_an_accused_has_the_same_letter_in_every_script_wherever_he_is_named(
    app: Flask, lawyer: Any, case_id: UUID, language: str, called: str
) -> None:
    for name in ("Prvi Nepostojeći", "Drugi Nepostojeći"):
        lawyer.post(f"/cases/{case_id}/accused", {"name": name})
    lawyer.post("/language", {"language": language, "next": "/"})

    assert called in text(lawyer.get(f"/cases/{case_id}/records/custody/new"))
    second = next(row.id for row in rows(app, Defendant, "id", "letter") if row.letter == "B")
    assert called in shown(lawyer, case_id)  # in the list of the accused
    assert called in text(lawyer.get(f"/accused/{second}"))  # while the file is closed
    open_file(lawyer, case_id)
    assert called in text(lawyer.get(f"/accused/{second}"))


def test_who_an_accused_is_can_be_changed_in_the_opened_file_alone(lawyer: Any, case_id: UUID, him: str) -> None:
    assert lawyer.get(f"/accused/{him}").status_code == 403
    open_file(lawyer, case_id)
    assert NAME in text(lawyer.get(f"/accused/{him}"))

    assert lawyer.post(f"/accused/{him}", {"name": "Drugo Ime", "about": "", "row_version": "1"}).status_code == 303

    assert "Drugo Ime" in shown(lawyer, case_id)
    late = lawyer.post(f"/accused/{him}", {"name": "Typed for long", "about": "", "row_version": "1"})
    assert late.status_code == 409
    assert "Drugo Ime" in text(late)
    assert "Typed for long" in text(late)


def test_while_the_file_is_closed_nobody_overwrites_unread_who_an_accused_is(
    lawyer: Any, case_id: UUID, him: str
) -> None:
    answer = lawyer.post(f"/accused/{him}", {"name": "Typed for long", "about": "", "row_version": "1"})

    assert answer.status_code == 403
    assert "Typed for long" in text(answer)
    open_file(lawyer, case_id)
    assert NAME in shown(lawyer, case_id)


def test_whoever_lacked_an_accused_comes_back_to_what_she_was_recording(lawyer: Any, case_id: UUID) -> None:
    new = f"/cases/{case_id}/accused/new?then=charge"
    assert new in text(lawyer.get(f"/cases/{case_id}/records/charge/new"))
    assert 'name="then" value="charge"' in text(lawyer.get(new))
    assert 'name="then"' not in text(lawyer.get(f"/cases/{case_id}/accused/new?then=//elsewhere.example"))

    answer = lawyer.post(f"/cases/{case_id}/accused", {"name": NAME, "then": "charge"})

    assert answer.headers["Location"] == f"/cases/{case_id}/records/charge/new?done=accused-added"
    page = text(lawyer.get(answer.headers["Location"]))
    assert "The accused is entered." in page
    assert "Add the accused first" not in page
