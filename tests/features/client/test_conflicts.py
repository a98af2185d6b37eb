"""Does an open conflict of interest reach whoever may see both sides and nobody else, and how is it answered?"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from lawyering import rows, text
from litigation_app.core import clock
from litigation_app.vault.models import DuplicateHit
from opposing import Two, bell


def conflict(app: Flask, two: Two) -> str:
    """The address of a conflict of interest: a client of one of the two is accused in the case of the other."""
    two.accused(0, "Zoran Nepostojeći")
    two.client(1, "Zoran", "Nepostojeći")
    return f"/duplicates/{rows(app, DuplicateHit, 'id')[0].id}/verdict"


@pytest.mark.parametrize(
    ("answer", "said"),
    [("declined", "declined"), ("consent", "accepted with consent"), ("walled", "separated by an ethical wall")],
)
def test_a_conflict_is_declined_accepted_or_walled_off_and_who_said_so_and_when_stays(
    app: Flask, two: Two, answer: str, said: str
) -> None:
    path, name = conflict(app, two), two.make.actor(two.coordinator.email).name
    for person, status in ((two.lawyers[0], 404), (two.stranger, 404)):
        assert person.post(path, {"verdict": answer}).status_code == status
    assert two.coordinator.post(path, {"verdict": "same_person"}).status_code == 422

    assert two.coordinator.post(path, {"verdict": answer}).status_code == 303

    answered = text(two.coordinator.get("/duplicates")).split('id="answered"')[1]
    assert f"Conflict of interest: {said}" in answered
    assert name in answered
    assert str(clock.today().year) in answered
    assert bell(two.coordinator) == ""
    for person in (*two.lawyers, two.stranger):
        assert 'id="answered"' not in text(person.get("/duplicates"))


def test_an_open_conflict_is_a_warning_of_the_case_for_whoever_sees_both_sides_and_for_nobody_else(
    app: Flask, two: Two
) -> None:
    before = [text(person.get(f"/cases/{case}")) for person, case in zip(two.lawyers, two.cases, strict=True)]
    path, warning = conflict(app, two), "Open conflict of interest"

    pages = [text(two.coordinator.get(f"/cases/{case}")) for case in two.cases]

    for case, page in zip(two.cases, pages, strict=True):
        assert f'href="/duplicates?case={case}">{warning}' in page
    for person, case, was in zip(two.lawyers, two.cases, before, strict=True):
        page = text(person.get(f"/cases/{case}"))
        assert (warning in page, warning in was, "Warnings" in was) == (False, False, "Warnings" in page)
    two.coordinator.post(path, {"verdict": "consent"})
    assert warning not in text(two.coordinator.get(f"/cases/{two.cases[0]}"))


def test_of_two_coordinators_who_answer_a_conflict_the_later_is_told_what_stands_and_loses_nothing(
    app: Flask, two: Two, client_as: Callable[[str], Any]
) -> None:
    path, second = conflict(app, two), client_as(two.make.coordinator(office=two.office))
    two.coordinator.post(path, {"verdict": "walled"})

    late = second.post(path, {"verdict": "consent"})

    assert late.status_code == 409
    assert "Yours is not saved: Conflict of interest: accepted with consent" in text(late)
    assert "Conflict of interest: separated by an ethical wall" in text(late).split('id="answered"')[1]
    assert [row.verdict for row in rows(app, DuplicateHit, "verdict")] == ["walled"]
    two.make.wall(two.cases[0], second.email, two.coordinator.email)
    assert second.post(path, {"verdict": "consent"}).status_code == 404


def test_one_save_that_finds_two_conflicts_lists_both(two: Two) -> None:
    for given in ("Zoran", "Vesna"):
        two.client(0, given, "Nepostojeći")
    case = {"office": str(two.office), "opened_on": "20. 11. 2026.", "aim": "An aim", "court": "vs_beograd"}

    saved = two.lawyers[0].post("/cases/", case | {"accused": "Zoran Nepostojeći\nVesna Nepostojeći"})

    page = text(two.lawyers[0].get(saved.headers["Location"]))
    assert page.count("The same name: a client and an accused") == 2


def test_an_open_conflict_reaches_whoever_settles_it_and_nobody_else(two: Two) -> None:
    two.accused(0, "Zoran Nepostojeći")
    two.client(1, "Zoran", "Nepostojeći")
    waits = "Conflicts of interest and shared numbers"

    today, bell_page = text(two.coordinator.get("/today")), text(two.coordinator.get("/reminders"))

    assert re.search(rf'href="/duplicates">{waits}</a>', today)
    assert "Find a person" in bell_page.split('id="waits"')[1]
    assert bell(two.coordinator) == "1"
    for person in (*two.lawyers, two.stranger):
        assert (waits in text(person.get("/today")), bell(person)) == (False, "")
