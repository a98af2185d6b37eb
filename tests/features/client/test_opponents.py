"""Is somebody who is accused found again in other cases, by whoever may see them, and told apart?"""

import html
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from lawyering import open_file, rows, text
from litigation_app.casework.proceedings.defendants.models import Defendant
from litigation_app.vault import Capsule
from litigation_app.vault.models import DuplicateHit
from searching import searched

KNOWN = {
    "name": "Zoran Nepostojeći", "others": "Zoki Kanarinac\nNikola Izmišljen", "born": "1979", "nationality": "invented",
    "number": "KANAR-77", "address": "Neizmišljena 7", "counsel": "A. Nepostojeća, 011 000", "about": "Drives at night",
    "is_company": "y",
}  # fmt: skip


def accused(person: Any, case_id: UUID, **known: str) -> Any:
    return person.post(f"/cases/{case_id}/accused", known)


def found(page: str) -> list[str]:
    """The references of the cases in which an accused was found."""
    return re.findall(r"/cases/([0-9a-f-]{36})/records#accused-list", html.unescape(page))


def test_all_that_is_known_is_sealed_read_in_the_opened_file_and_changed(
    app: Flask, lawyer: Any, case_id: UUID
) -> None:
    assert accused(lawyer, case_id, **KNOWN).status_code == 303
    him = rows(app, Defendant, "id")[0].id
    open_file(lawyer, case_id)

    page, form = text(lawyer.get(f"/cases/{case_id}/records")), text(lawyer.get(f"/accused/{him}"))

    for said in KNOWN.values():
        for word in said.split("\n"):
            assert word == "y" or (word in page and word in form), word
    assert b"KANAR-77" not in b"".join(bytes(row.sealed) for row in rows(app, Capsule, "sealed"))
    changed = lawyer.post(f"/accused/{him}", KNOWN | {"born": "1980", "row_version": "1"})
    assert changed.status_code == 303
    assert "1980" in text(lawyer.get(f"/cases/{case_id}/records"))
    refused = lawyer.post(f"/accused/{him}", KNOWN | {"born": "79", "row_version": "2"})
    assert refused.status_code == 422
    assert "Write a year such as 2001." in text(refused)
    folded = text(lawyer.get(f"/cases/{case_id}/accused/new"))
    assert [bool(re.search(r'<details class="more-rows"\s+open>', one)) for one in (form, folded)] == [True, False]


@pytest.mark.parametrize("words", ["Зоран Непостојећи", "kanarinac"])
def test_he_is_found_by_any_of_his_names_in_the_cases_that_one_may_see(
    make: Any, client_as: Callable[[str], Any], lawyer: Any, case_id: UUID, words: str
) -> None:
    other = client_as(make.lawyer(office=make.office("RS", "Elsewhere")))
    hidden = make.case(other.email)
    for person, case in ((lawyer, case_id), (other, hidden)):
        accused(person, case, **KNOWN)

    page = searched(lawyer, words)

    assert found(page) == [str(case_id)]
    assert "Accused A" in page
    assert "1979" in page
    assert ("Z. N." in page, "chip-ok" in page, "possible conflict of interest" in page) == (True, False, True)
    assert found(searched(other, words)) == [str(hidden)]
    assert "Nepostoje" not in page.split('id="found"')[1]


def test_the_same_accused_in_two_cases_is_told_to_the_coordinator_alone(
    app: Flask, make: Any, client_as: Callable[[str], Any], lawyer: Any, case_id: UUID
) -> None:
    office = make.first_office()
    coordinator, second = client_as(make.coordinator(office=office)), client_as(make.lawyer(office=office))
    accused(lawyer, case_id, name="Zoran Nepostojeći")

    answer = accused(second, make.case(second.email), name="Zoran Nepostojeći", born="1979")

    assert [row.kind for row in rows(app, DuplicateHit, "kind")] == ["accused"]
    assert "accused-added" in answer.headers["Location"]
    assert "The same name: accused in both cases" in text(coordinator.get("/duplicates"))
    for person in (lawyer, second):
        assert "No shared numbers" in text(person.get("/duplicates"))
