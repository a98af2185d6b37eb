"""Whoever may write no longer where she writes has her words back, and learns no more than of what was never there."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import pytest

from lawyering import text
from litigation_app import vault

WORDS = "Izmišljeno: zvala je iz skloništa i pita kada je ročište."
NOTE = {"kind": "call", "on": "4. 3. 2026.", "text": WORDS, "victim": ""}
OTHERS = re.compile(r"Number of this request: [0-9a-f]+|value=\"[^\"]*\"|[0-9a-f-]{36}")


class Shared(NamedTuple):
    """A case with a second lawyer, and her coordinator."""

    id: UUID
    late: str
    coordinator: str


@pytest.fixture
def case(make: Any) -> Shared:
    office = make.office()
    lead, late = (make.lawyer(office=office) for _ in range(2))
    found = Shared(make.case(lead), late, make.coordinator(office=office))
    make.second(found.id, late)
    return found


def test_a_note_for_a_case_that_was_taken_from_her_meanwhile_comes_back(
    make: Any, client_as: Callable[[str], Any], case: Shared
) -> None:
    late = client_as(case.late)
    make.wall(case.id, case.late, case.coordinator)

    hidden, missing = (late.post(f"/cases/{one}/notes", NOTE) for one in (case.id, uuid4()))

    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert WORDS in text(hidden)
    assert OTHERS.sub("", text(hidden)) == OTHERS.sub("", text(missing))


def test_so_does_one_that_cannot_be_sealed_since_what_is_stored_there_was_changed(
    client_as: Callable[[str], Any], case: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_broken(**sealed: Any) -> None:
        raise vault.SealBroken(f"subject:{sealed['subject']}")

    late = client_as(case.late)
    monkeypatch.setattr(vault, "seal", is_broken)

    answer = late.post(f"/cases/{case.id}/notes", NOTE)

    assert answer.status_code == 409
    assert "This is not what was saved" in text(answer)
    assert WORDS in text(answer)


def test_what_was_saved_before_is_not_given_back(client_as: Callable[[str], Any], case: Shared) -> None:
    late, number = client_as(case.late), {"form_number": "a-form-that-is-sent-twice"}

    first, again = (late.post(f"/cases/{case.id}/notes", NOTE | number) for _ in range(2))

    assert (first.status_code, again.status_code) == (303, 409)
    assert "is saved once" in text(again)
    assert WORDS not in text(again)
