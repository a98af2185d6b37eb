"""A sheet of a watched hearing: filled section by section, handed in once, read by whom it concerns."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from lawyering import rows, still, text
from litigation_app.casework.courtwatch.observations.models import Observation
from litigation_app.vault import Capsule
from watching import NOTE, NUMBER, SEEN, begin, fill, open_register, watch


def test_a_sheet_is_saved_section_by_section_and_handed_in(app: Flask, lawyer: Any) -> None:
    path = begin(lawyer)
    version = 0
    for section in SEEN:
        version += 1
        answer = fill(lawyer, path, section, version)
        assert answer.status_code == 303, text(answer)
    assert answer.headers["Location"].split("?")[0] == path  # after the last section comes the whole sheet

    open_register(lawyer, path)
    whole = text(lawyer.get(path))
    assert all(said in whole for said in (NUMBER, NOTE, "In the room with her", "95"))
    assert lawyer.post(f"{path}/handing-in", {"row_version": str(version + 1)}).status_code == 303

    assert rows(app, Observation, "handed_in_at")[0].handed_in_at is not None
    handed_in = text(lawyer.get(path))
    assert "In the room with her" in handed_in
    assert "Discard this draft" not in handed_in
    assert lawyer.post(f"{path}/removal").status_code == 404
    assert fill(lawyer, path, "claim", version + 2).status_code == 404


def test_after_each_section_the_next_empty_one_opens(lawyer: Any) -> None:
    path = begin(lawyer)

    answer = fill(lawyer, path, "hearing", 1)

    assert answer.headers["Location"].split("?")[0] == f"{path}/sections/protection"


def test_a_hearing_that_was_not_held_needs_its_first_section_alone(lawyer: Any) -> None:
    path = begin(lawyer)
    answer = fill(lawyer, path, "hearing", 1, held="no", postponed="panel")
    assert answer.headers["Location"].split("?")[0] == path
    open_register(lawyer, path)

    assert lawyer.post(f"{path}/handing-in", {"row_version": "2"}).status_code == 303


def test_an_unfinished_sheet_is_not_handed_in(lawyer: Any) -> None:
    path = begin(lawyer)
    fill(lawyer, path, "hearing", 1)
    assert lawyer.post(f"{path}/handing-in", {"row_version": "2"}).status_code == 403  # unread
    open_register(lawyer, path)

    answer = lawyer.post(f"{path}/handing-in", {"row_version": "2"})

    assert answer.status_code == 422
    assert "Her protection, She and the accused" in text(answer)


def test_a_saved_section_is_changed_while_the_register_stands_open(lawyer: Any) -> None:
    path = begin(lawyer)
    fill(lawyer, path, "hearing", 1)
    closed = lawyer.get(f"{path}/sections/hearing")
    assert closed.status_code == 403
    assert NOTE not in text(closed)
    open_register(lawyer, path)
    assert NOTE in text(lawyer.get(f"{path}/sections/hearing"))

    assert fill(lawyer, path, "hearing", 2, minutes="12").status_code == 303

    assert "12" in text(lawyer.get(path))


def test_two_pages_of_one_sheet_do_not_overwrite_each_other(lawyer: Any) -> None:
    path = begin(lawyer)
    fill(lawyer, path, "hearing", 1)

    late = fill(lawyer, path, "hearing", 1, note="Typed for long")

    assert late.status_code == 409
    assert "Typed for long" in text(late)


def test_what_is_wrong_comes_back_with_what_was_typed(lawyer: Any) -> None:
    path = begin(lawyer)

    answer = fill(lawyer, path, "hearing", 1, minutes="100000", held="perhaps")

    assert answer.status_code == 422
    assert NOTE in text(answer)
    assert 'value="100000"' in text(answer)


def test_a_draft_is_thrown_away_with_everything_in_it(app: Flask, lawyer: Any) -> None:
    path = begin(lawyer)
    fill(lawyer, path, "hearing", 1)

    assert lawyer.post(f"{path}/removal").status_code == 303

    assert lawyer.get(path).status_code == 404
    assert [row for row in rows(app, Capsule, "table") if row.table == "observation"] == []


def test_what_was_seen_is_sealed(app: Flask, lawyer: Any) -> None:
    watch(lawyer)

    stored = b"".join(bytes(row.sealed) for row in rows(app, Capsule, "sealed"))
    assert NUMBER.encode() not in stored
    assert b"Nepostoje" not in stored
    assert b"identity_said" not in stored


def test_her_draft_is_hers_alone_and_what_she_handed_in_is_her_coordinators_too(
    make: Any, client_as: Callable[[str], Any], lawyer: Any
) -> None:
    drafted = begin(lawyer)
    handed_in = watch(lawyer, number="K 9/2024")
    colleague, coordinator = client_as(make.lawyer()), client_as(make.coordinator())
    away = client_as(make.coordinator(office=make.office("RS", "Niš")))

    assert [person.get(drafted).status_code for person in (colleague, coordinator, away)] == [404] * 3
    assert [person.get(handed_in).status_code for person in (colleague, away)] == [404] * 2
    assert coordinator.get(handed_in).status_code == 200
    open_register(coordinator, handed_in)
    assert "In the room with her" in text(coordinator.get(handed_in))
    assert coordinator.post(f"{handed_in}/removal").status_code == 404
    assert coordinator.get(f"{handed_in}/sections/hearing").status_code == 404


def test_whoever_watches_no_trials_finds_no_sheet(make: Any, client_as: Callable[[str], Any], lawyer: Any) -> None:
    path = watch(lawyer)

    for person in (client_as(make.analyst()), client_as(make.auditor()), client_as(make.administrator())):
        assert person.get(path).status_code == 404
        assert person.get("/watched-trials/").status_code == 404
        assert person.get(f"/watched-trials/{uuid4()}").status_code == 404


@pytest.mark.parametrize("section", ["nothing", "judgment"])
def test_a_section_that_is_not_there_does_not_exist(lawyer: Any, section: str) -> None:
    assert lawyer.get(f"{begin(lawyer)}/sections/{section}").status_code == 404


def test_what_depends_on_an_answer_stands_below_it_and_counts_only_where_it_goes_with_it(lawyer: Any) -> None:
    path = begin(lawyer)
    page = text(lawyer.get(f"{path}/sections/hearing"))
    places = [page.index(words) for words in ("Was it held?", "Depends on the answer to", "If it was not held: why?")]
    assert places == sorted(places)
    fill(lawyer, path, "hearing", 1, held="yes", postponed="panel", minutes="95")
    open_register(lawyer, path)
    held = still(lawyer.get(path))  # no number of an id

    fill(lawyer, path, "hearing", 2, held="no", postponed="panel", minutes="95")

    postponed = still(lawyer.get(path))
    assert ("The court was not complete" in held, "95" in held) == (False, True)
    assert ("The court was not complete" in postponed, "95" in postponed) == (True, False)


def test_a_sheet_is_handed_in_only_while_it_can_be_read(lawyer: Any) -> None:
    path = begin(lawyer)
    closed = text(lawyer.get(path))

    open_register(lawyer, path)

    assert "read the form once more before you submit it" in closed
    assert "read the form once more before you submit it" not in text(lawyer.get(path))
