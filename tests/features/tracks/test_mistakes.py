"""A step that was recorded by mistake remains visible and undoes what it did."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from agreeing import mark_entered_in_error
from at_once import at_once
from lawyering import open_file, rows, said
from litigation_app.casework.cases.models import Case
from litigation_app.casework.proceedings.models import Deadline, Move
from litigation_app.core.clock import today
from litigation_app.ledger import LedgerEntry
from litigation_app.vault import Capsule
from stepping import outside, page

WHY = "Pogrešan predmet, Dunja Nepostojeća"


def appeal(person: Any, path: str) -> Any:
    outside(person, path, "first_instance_judgment", 0, on=date(2026, 5, 4), served_on="8. 5. 2026.")
    return person.post(f"{path}/moves", {"event": "appealed_by_victim", "on": "20. 5. 2026.", "seq": "1"})


def test_the_deadline_that_it_had_kept_comes_back_and_the_one_that_it_started_ends(
    app: Flask, lawyer: Any, criminal: str, case_id: UUID
) -> None:
    assert appeal(lawyer, criminal).status_code == 303

    answer = mark_entered_in_error(lawyer, criminal, 2, reason=WHY)

    assert answer.status_code == 303
    found = {row.event: row for row in rows(app, Deadline, "event", "met_on", "lapsed_on")}
    assert (found["appealed_by_victim"].met_on, found["appealed_by_victim"].lapsed_on) == (None, None)
    assert found["reply_to_appeal"].lapsed_on == today()
    assert [row.entered_in_error_at is None for row in rows(app, Move, "entered_in_error_at")] == [True, False]
    assert rows(app, Case, "stage_now") == [("first_instance_judgment",)]
    assert "strike_step" in {row.act for row in rows(app, LedgerEntry, "act")}


def test_it_stays_in_sight_and_its_reason_is_read_in_the_opened_file(
    app: Flask, lawyer: Any, criminal: str, case_id: UUID
) -> None:
    appeal(lawyer, criminal)
    mark_entered_in_error(lawyer, criminal, 2, reason=WHY)

    closed = page(lawyer.get(criminal))
    open_file(lawyer, case_id)
    opened = page(lawyer.get(criminal))

    assert "Entered in error" in closed
    assert "Appeal by the victim" in closed
    assert WHY not in closed
    assert WHY in opened
    assert all(b"Dunja" not in bytes(row.sealed) for row in rows(app, Capsule, "sealed"))
    assert "Appeal by the victim" not in page(lawyer.get(f"/cases/{case_id}/proceedings"))


def test_the_next_step_is_recorded_as_if_it_had_not_been(app: Flask, lawyer: Any, criminal: str) -> None:
    appeal(lawyer, criminal)
    mark_entered_in_error(lawyer, criminal, 2)

    again = lawyer.post(f"{criminal}/moves", {"event": "appealed_by_accused", "on": "21. 5. 2026.", "seq": "1"})

    assert again.status_code == 303
    assert [(row.seq, row.to_stage) for row in rows(app, Move, "seq", "to_stage")] == [
        (1, "first_instance_judgment"),
        (2, "appeal"),
        (3, "appeal"),
    ]


@pytest.mark.parametrize("seq", [0, 1, 3, 99])
def test_only_the_last_step_that_was_seen_is_struck(app: Flask, lawyer: Any, criminal: str, seq: int) -> None:
    appeal(lawyer, criminal)

    assert mark_entered_in_error(lawyer, criminal, seq, reason=WHY).status_code == 409
    assert WHY in page(mark_entered_in_error(lawyer, criminal, seq, reason=WHY))
    assert {row.entered_in_error_at for row in rows(app, Move, "entered_in_error_at")} == {None}


def test_twice_is_once_and_nothing_is_struck_where_nothing_stands(app: Flask, lawyer: Any, criminal: str) -> None:
    assert mark_entered_in_error(lawyer, criminal, 0).status_code == 409
    appeal(lawyer, criminal)

    assert [mark_entered_in_error(lawyer, criminal, 2).status_code for _time in range(2)] == [303, 409]
    assert len([row for row in rows(app, Move, "entered_in_error_at") if row.entered_in_error_at]) == 1


def test_a_short_reason_comes_back_where_no_step_stands_any_more_and_from_two_who_strike_at_once(
    lawyer: Any, criminal: str
) -> None:
    appeal(lawyer, criminal)
    answers: list[Any] = []
    own = ("zabuna A", "zabuna B")

    codes = at_once(*(partial(_kept, answers, lawyer, criminal, why) for why in own))
    assert mark_entered_in_error(lawyer, criminal, 1).status_code == 303
    none = lawyer.post(f"{criminal}/striking", {"seq": "1", "reason": "zabuna"})

    assert codes == [303, 409]
    (late,) = (page(answer) for answer in answers if answer.status_code == 409)
    assert any(why in late for why in own)
    assert none.status_code == 409
    assert ">zabuna</textarea>" in page(none)


def _kept(answers: list[Any], person: Any, path: str, why: str) -> Any:
    answers.append(mark_entered_in_error(person, path, 2, reason=why))
    return answers[-1]


def test_a_colleague_elsewhere_finds_no_such_proceeding(
    lawyer: Any, criminal: str, make: Any, client_as: Callable[[str], Any]
) -> None:
    appeal(lawyer, criminal)
    stranger = client_as(make.lawyer())

    assert stranger.get(criminal).status_code == 404
    assert mark_entered_in_error(stranger, criminal, 2).status_code == 404
    assert stranger.post(f"{criminal}/entry", {"row_version": "1"}).status_code == 404


def test_a_deadline_that_was_missed_asks_why_and_stays_listed(
    app: Flask, lawyer: Any, criminal: str, case_id: UUID
) -> None:
    long_ago = today() - timedelta(days=40)
    outside(lawyer, criminal, "first_instance_judgment", 0, on=long_ago, served_on=said(long_ago))
    (ours,) = [row for row in rows(app, Deadline, "id", "event") if row.event == "appealed_by_victim"]
    at = f"/deadlines/{ours.id}"
    assert "It was missed: say why" in page(lawyer.get(at))

    unsaid = lawyer.post(f"{at}/missed", {"row_version": "1", "missed_note": WHY})
    answer = lawyer.post(f"{at}/missed", {"row_version": "1", "reason": "served_late", "missed_note": WHY})
    late = lawyer.post(f"{at}/missed", {"row_version": "1", "reason": "other", "missed_note": WHY})

    assert (unsaid.status_code, answer.status_code, late.status_code) == (422, 303, 409)
    assert WHY in page(unsaid)
    listed = page(lawyer.get("/deadlines/missed"))
    assert "We learned of the service too late" in listed
    assert ">Appeal<" in listed
    assert ">Appeal<" not in page(lawyer.get("/deadlines/"))
    assert WHY not in page(lawyer.get(at))
    open_file(lawyer, case_id)
    assert WHY in page(lawyer.get(at))


def test_a_deadline_of_which_somebody_said_why_it_was_missed_is_not_due_again_when_the_step_after_it_was_a_mistake(
    app: Flask, lawyer: Any, criminal: str
) -> None:
    long_ago = today() - timedelta(days=40)
    outside(lawyer, criminal, "first_instance_judgment", 0, on=long_ago, served_on=said(long_ago))
    outside(lawyer, criminal, "final_judgment", 1, on=today())
    (ours,) = [row for row in rows(app, Deadline, "id", "event", "row_version") if row.event == "appealed_by_victim"]
    why = {"row_version": str(ours.row_version), "reason": "served_late"}
    assert lawyer.post(f"/deadlines/{ours.id}/missed", why).status_code == 303

    mark_entered_in_error(lawyer, criminal, 2)

    assert ">Appeal<" in page(lawyer.get("/deadlines/missed"))
    assert ">Appeal<" not in page(lawyer.get("/deadlines/"))


def test_what_is_not_over_yet_was_not_missed(app: Flask, lawyer: Any, criminal: str) -> None:
    outside(lawyer, criminal, "first_instance_judgment", 0, on=today(), served_on=said(today()))
    (ours,) = [row for row in rows(app, Deadline, "id", "event") if row.event == "appealed_by_victim"]

    answer = lawyer.post(f"/deadlines/{ours.id}/missed", {"row_version": "1", "reason": "other"})

    assert answer.status_code == 409
    assert {row.missed_reason for row in rows(app, Deadline, "missed_reason")} == {None}


def test_the_holiday_that_moved_a_deadline_is_named(app: Flask, lawyer: Any, criminal: str) -> None:
    # eight days (ZKP 51) from 23 April end on Friday 1 May, Labour Day; 2 May too, the 3rd is a Sunday
    outside(lawyer, criminal, "report_dismissed", 0, on=date(2026, 4, 20), served_on="23. 4. 2026.")
    (ours,) = [row for row in rows(app, Deadline, "id", "side", "prepare_by") if row.side == "ours"]

    shown = page(lawyer.get(f"/deadlines/{ours.id}")).replace("\u00a0", " ")

    assert "Counted, it would end on 1. 5. 2026." in shown
    assert "Labour Day" in shown
    assert "Sunday (3. 5. 2026.)" in shown
    assert ours.prepare_by == date(2026, 4, 28)  # three working days before Monday 4 May: 30, 29, 28 April


def test_the_kinds_of_deadlines_differ_in_words_and_shape(lawyer: Any, criminal: str) -> None:
    outside(lawyer, criminal, "first_instance_judgment", 0, on=today(), served_on=said(today()))

    shown = page(lawyer.get("/deadlines/"))

    for shape in ("due-ours", "due-theirs", "due-authority"):
        assert f'class="due-row {shape}"' in shown
    assert all(
        word in shown for word in ("They act by", "Draft ready by", "Instructive, without sanction", "Limitation")
    )
