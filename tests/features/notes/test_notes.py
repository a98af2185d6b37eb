"""Notes of a case: written, read and searched in the opened file, struck and never deleted."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import update

from lawyering import open_file, rows, text
from litigation_app.accounts.models import OpeningUse
from litigation_app.casework.planner.notes.models import Note
from litigation_app.core import clock
from litigation_app.core.db import committing
from litigation_app.ledger import LedgerEntry
from litigation_app.vault import Capsule

WORDS = "Dunja Nepostojeća je rekla da je Đorđević platio"


def write(person: Any, case_id: UUID, **typed: Any) -> Any:
    return person.post(f"/cases/{case_id}/notes", {"kind": "call", "on": "4. 3. 2026.", "text": WORDS, **typed})


def look_for(person: Any, case_id: UUID, words: str) -> Any:
    return person.post(f"/cases/{case_id}/notes/search", {"words": words})


def mark_entered_in_error(person: Any, app: Flask, version: int = 1) -> Any:
    (note,) = rows(app, Note, "id")
    return person.post(f"/notes/{note.id}/striking", {"row_version": str(version)})


def test_a_note_is_sealed_and_read_in_the_opened_file(app: Flask, lawyer: Any, case_id: UUID) -> None:
    assert write(lawyer, case_id).status_code == 303
    closed = text(lawyer.get(f"/cases/{case_id}/notes"))
    assert "Telephone call" in closed
    assert WORDS not in closed
    assert b"Nepostoje" not in b"".join(bytes(row.sealed) for row in rows(app, Capsule, "sealed"))

    open_file(lawyer, case_id)

    assert WORDS in text(lawyer.get(f"/cases/{case_id}/notes"))
    assert [row.act for row in rows(app, LedgerEntry, "act") if row.act.endswith("_note")] == ["write_note"]


@pytest.mark.parametrize("words", ["Ђорђевић", "djordjev", "DUNJA plat"])
def test_words_are_found_in_either_script_and_only_in_the_opened_file(lawyer: Any, case_id: UUID, words: str) -> None:
    write(lawyer, case_id)
    write(lawyer, case_id, text="Nešto sasvim drugo", kind="research")
    assert WORDS not in text(look_for(lawyer, case_id, words))

    open_file(lawyer, case_id)

    found = text(look_for(lawyer, case_id, words))
    assert WORDS in found
    assert "Nešto sasvim drugo" not in found
    assert "No note holds these words" in text(look_for(lawyer, case_id, "ničega"))


def test_a_note_struck_out_stays_in_sight(app: Flask, lawyer: Any, case_id: UUID) -> None:
    write(lawyer, case_id)
    open_file(lawyer, case_id)

    assert mark_entered_in_error(lawyer, app).status_code == 303

    page = text(lawyer.get(f"/cases/{case_id}/notes"))
    assert "Entered in error" in page
    assert WORDS in page
    assert mark_entered_in_error(lawyer, app, 2).status_code == 409


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"kind": ""}, "Fill this in."),
        ({"kind": "gossip"}, "Choose one of the list."),
        ({"on": "1. 1. 2199."}, "This day lies in the future."),
        ({"victim": str(uuid4())}, "Choose one of the list."),
        ({"text": "x" * 20_001}, "at most 20,000 fit"),
    ],
)
def test_wrong_input_is_said_and_nothing_typed_is_lost(
    app: Flask, lawyer: Any, case_id: UUID, typed: dict[str, str], sentence: str
) -> None:
    answer = write(lawyer, case_id, **typed)

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert typed.get("text", WORDS) in text(answer)
    assert rows(app, Note, "id") == []
    assert look_for(lawyer, case_id, "").status_code == 422


def test_another_lawyers_notes_do_not_exist(
    app: Flask, make: Any, client_as: Callable[[str], Any], lawyer: Any, case_id: UUID
) -> None:
    write(lawyer, case_id)
    walled = make.coordinator()
    make.wall(case_id, walled, make.coordinator())

    for other in (client_as(make.lawyer()), client_as(walled)):
        assert other.get(f"/cases/{case_id}/notes").status_code == 404
        assert other.get(f"/cases/{case_id}/notes/new").status_code == 404
        assert write(other, case_id).status_code == 404
        assert look_for(other, case_id, "Dunja").status_code == 404
        assert mark_entered_in_error(other, app).status_code == 404
    assert rows(app, Note, "entered_in_error_at")[0].entered_in_error_at is None


def test_striking_twice_long_after_the_file_was_last_used_is_answered(app: Flask, lawyer: Any, case_id: UUID) -> None:
    open_file(lawyer, case_id)
    assert write(lawyer, case_id).status_code == 303
    assert mark_entered_in_error(lawyer, app).status_code == 303
    with app.app_context(), committing() as session:
        session.execute(update(OpeningUse).values(last_used_at=clock.now() - timedelta(minutes=2)))

    assert mark_entered_in_error(lawyer, app).status_code == 409
