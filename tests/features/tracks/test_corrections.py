"""Day, service, outcome and note of any step are corrected; periods are reckoned anew, and what stood there remains visible."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from flask import Flask

from agreeing import agreed, mark_entered_in_error
from lawyering import open_file, rows, text
from litigation_app.casework.cases.models import Case
from litigation_app.casework.facts.queries import Closed, _stages
from litigation_app.casework.proceedings.corrections.models import MoveChange
from litigation_app.casework.proceedings.models import Deadline, Move
from litigation_app.core.clock import now
from litigation_app.ledger import LedgerEntry
from litigation_app.vault import Capsule
from stepping import outside

NOTE, OTHER = "Sud je pitao za Dunju Nepostojeću", "Sud je pitao za njenu sestru Zorku"


def walk(person: Any, path: str) -> None:
    """A judgment served on the 8th of May, an appeal on the 20th, the file sent on."""
    outside(person, path, "first_instance_judgment", 0, on=date(2026, 5, 4), served_on="8. 5. 2026.", note=NOTE)
    for seq, (event, on) in enumerate([("appealed_by_victim", "20. 5. 2026."), ("file_transmitted", "1. 6. 2026.")], 1):
        assert person.post(f"{path}/moves", {"event": event, "on": on, "seq": str(seq)}).status_code == 303


def step(app: Flask, seq: int) -> Any:
    return next(row for row in rows(app, Move, "id", "seq", "on", "served_on", "outcome", "has_note") if row.seq == seq)


def correct(person: Any, app: Flask, seq: int, *, version: int = 0, twice: bool = True, **more: str) -> Any:
    """Correct a step; where the page shows first what else it changes, that is agreed to."""
    one = step(app, seq)
    said = {"on": f"{one.on:%d.%m.%Y}", "outcome": one.outcome or "", "why": "mistyped", "seq": str(version)}
    said |= {"served_on": f"{one.served_on:%d.%m.%Y}"} if one.served_on else {}
    url = f"/steps/{one.id}/corrections"
    return agreed(person, url, said | more) if twice else person.post(url, said | more)


def periods(app: Flask) -> dict[str, Any]:
    names = ("event", "served_on", "act_by", "met_on", "lapsed_on", "ended_by", "missed_reason")
    return {row.event: row for row in rows(app, Deadline, *names)}


def test_a_day_of_service_three_steps_back_moves_its_periods_and_the_old_one_stays_in_sight(
    app: Flask, lawyer: Any, criminal: str
) -> None:
    walk(lawyer, criminal)

    shown = correct(lawyer, app, 1, served_on="6. 5. 2026.", twice=False)
    answer = correct(lawyer, app, 1, served_on="6. 5. 2026.")

    assert (shown.status_code, answer.status_code) == (422, 303)
    assert step(app, 1).served_on == date(2026, 5, 6)
    assert (periods(app)["appealed_by_victim"].served_on, periods(app)["appealed_by_victim"].act_by) == (
        date(2026, 5, 6),
        date(2026, 5, 21),
    )
    assert periods(app)["appealed_by_victim"].met_on == date(2026, 5, 20)
    page = text(lawyer.get(criminal))
    assert "Before it was corrected: 4. 5. 2026., served on 8. 5. 2026." in page
    assert "It was mistyped" in page
    assert max(rows(app, LedgerEntry, "seq", "act")).act == "correct_step"


def test_the_page_says_which_deadlines_move_before_anything_is_saved(app: Flask, lawyer: Any, criminal: str) -> None:
    outside(lawyer, criminal, "first_instance_judgment", 0, on=date(2026, 5, 4), served_on="8. 5. 2026.")

    shown = text(correct(lawyer, app, 1, served_on="6. 5. 2026.", twice=False))

    assert "Appeal (Ours)" in shown
    assert "25. 5. 2026." in shown
    assert "21. 5. 2026." in shown
    assert step(app, 1).served_on == date(2026, 5, 8)
    assert not rows(app, MoveChange, "id")


def test_a_later_appeal_is_kept_and_what_is_entered_by_hand_stays(app: Flask, lawyer: Any, criminal: str) -> None:
    walk(lawyer, criminal)
    (theirs,) = [r for r in rows(app, Deadline, "id", "event") if r.event == "appealed_by_accused"]

    assert correct(lawyer, app, 2, on="22. 5. 2026.").status_code == 303

    found = periods(app)
    assert found["appealed_by_victim"].met_on == date(2026, 5, 22)
    assert found["appealed_by_victim"].ended_by == step(app, 2).id
    assert theirs.id in {row.id for row in rows(app, Deadline, "id")}
    assert rows(app, Case, "stage_now", "moved_on") == [("second_instance", date(2026, 6, 1))]


def test_the_note_is_corrected_in_the_opened_file_and_the_old_one_read_there(
    app: Flask, lawyer: Any, criminal: str, case_id: UUID
) -> None:
    walk(lawyer, criminal)
    assert NOTE not in text(lawyer.get(f"/steps/{step(app, 1).id}/corrections/new"))
    open_file(lawyer, case_id)
    assert NOTE in text(lawyer.get(f"/steps/{step(app, 1).id}/corrections/new"))

    answer = correct(lawyer, app, 1, note=OTHER)

    assert answer.status_code == 303
    page = text(lawyer.get(criminal))
    assert NOTE in page
    assert OTHER in page
    assert "It came so." in page  # why it was outside the usual order
    assert all(b"Zorku" not in bytes(row.sealed) for row in rows(app, Capsule, "sealed"))
    assert len(rows(app, MoveChange, "id")) == 1


def test_a_note_that_was_typed_comes_back_when_the_file_was_closed_meanwhile(
    app: Flask, lawyer: Any, criminal: str, case_id: UUID
) -> None:
    walk(lawyer, criminal)

    typed = correct(lawyer, app, 1, on="5. 5. 2026.", note=OTHER)
    silent = correct(lawyer, app, 1, on="5. 5. 2026.")

    assert (typed.status_code, silent.status_code) == (422, 303)
    assert OTHER in text(typed)
    assert "The file was closed while you were writing" in text(typed)
    open_file(lawyer, case_id)
    assert NOTE in text(lawyer.get(criminal))


def test_a_service_that_is_taken_out_brings_the_outer_period_back(app: Flask, lawyer: Any, criminal: str) -> None:
    def outer() -> list[Any]:
        found = rows(app, Deadline, "runs_from", "act_by", "lapsed_on")
        return [(row.act_by, row.lapsed_on) for row in found if row.runs_from == "decision_not_served_on_victim"]

    outside(lawyer, criminal, "report_dismissed", 0, on=date(2026, 5, 4), served_on="8. 5. 2026.")
    assert outer() == []

    assert correct(lawyer, app, 1, served_on="").status_code == 303
    assert outer() == [(date(2026, 8, 4), None)]
    assert correct(lawyer, app, 1, version=1, served_on="8. 5. 2026.").status_code == 303
    assert outer() == [(date(2026, 8, 4), date(2026, 5, 8))]
    assert correct(lawyer, app, 1, version=2, served_on="").status_code == 303
    assert outer() == [(date(2026, 8, 4), None)]


def test_nothing_different_stale_struck_and_a_strangers_step_change_nothing(
    app: Flask, lawyer: Any, criminal: str, make: Any, client_as: Callable[[str], Any]
) -> None:
    walk(lawyer, criminal)
    one, stranger = step(app, 3), client_as(make.lawyer())

    same = correct(lawyer, app, 3)
    early = correct(lawyer, app, 3, on="19. 5. 2026.")
    sure = correct(lawyer, app, 3, on="19. 5. 2026.", confirmed="y")
    stale = correct(lawyer, app, 3, on="2. 6. 2026.", note=OTHER)
    strange = stranger.post(f"/steps/{one.id}/corrections", {"on": "2. 6. 2026.", "why": "never", "seq": "1"})
    mark_entered_in_error(lawyer, criminal, 3)

    assert [a.status_code for a in (same, early, sure, stale, strange)] == [422, 422, 303, 409, 404]
    assert OTHER in text(stale)
    assert "Nothing is different" in text(same)
    assert "not between those of the steps before and after it" in text(early)
    assert stranger.get(f"/steps/{one.id}/corrections/new").status_code == 404
    assert lawyer.get(f"/steps/{one.id}/corrections/new").status_code == 404


def test_a_service_entered_with_a_deadline_is_that_of_its_step(app: Flask, lawyer: Any, criminal: str) -> None:
    outside(lawyer, criminal, "first_instance_judgment", 0, on=date(2026, 5, 4), served_on="8. 5. 2026.")
    (ours,) = [r for r in rows(app, Deadline, "id", "event", "row_version") if r.event == "appealed_by_victim"]
    said = {"served_on": "6. 5. 2026.", "row_version": str(ours.row_version)}

    assert "The step was served on this day" in text(lawyer.get(f"/deadlines/{ours.id}"))
    assert lawyer.post(f"/deadlines/{ours.id}/service", said | {"of_step": "y"}).status_code == 303

    assert step(app, 1).served_on == date(2026, 5, 6)
    assert [(row.served_on, row.why) for row in rows(app, MoveChange, "served_on", "why")] == [(date(2026, 5, 8), None)]
    assert "Entered with a deadline" in text(lawyer.get(criminal))


def test_a_year_that_is_closed_counts_what_stood_then(app: Flask, lawyer: Any, criminal: str, case_id: UUID) -> None:
    walk(lawyer, criminal)
    closed = Closed(date(2026, 12, 31), now())
    with app.app_context():
        before = _stages(["RS"], closed)

    assert correct(lawyer, app, 1, on="20. 4. 2026.", outcome="convicted", confirmed="y").status_code == 303

    with app.app_context():
        assert _stages(["RS"], closed) == before
        days = {one.stage: (one.on, one.outcome) for one in _stages(["RS"], Closed(date(2026, 12, 31), now()))[case_id]}
        assert days["first_instance_judgment"] == (date(2026, 4, 20), "convicted")


def test_a_day_kept_that_was_entered_by_hand_outlives_a_correction(app: Flask, lawyer: Any, criminal: str) -> None:
    outside(lawyer, criminal, "first_instance_judgment", 0, on=date(2026, 5, 4), served_on="8. 5. 2026.")
    outside(lawyer, criminal, "final_judgment", 1, on=date(2026, 6, 1))  # nobody had said that we appealed
    ended = [r for r in rows(app, Deadline, "id", "ended_by", "row_version", "lapsed_on") if r.lapsed_on and r.ended_by]
    by_hand = {"on": "20. 5. 2026.", "row_version": str(ended[0].row_version)}
    assert lawyer.post(f"/deadlines/{ended[0].id}/met", by_hand).status_code == 303

    assert correct(lawyer, app, 1, on="5. 5. 2026.").status_code == 303

    (kept,) = [r for r in rows(app, Deadline, "id", "met_on", "lapsed_on", "ended_by") if r.id == ended[0].id]
    assert (kept.met_on, kept.lapsed_on, kept.ended_by) == (date(2026, 5, 20), None, None)


def test_a_form_from_before_a_service_was_entered_takes_it_not_out(app: Flask, lawyer: Any, criminal: str) -> None:
    outside(lawyer, criminal, "first_instance_judgment", 0, on=date(2026, 5, 4))
    (ours,) = [r for r in rows(app, Deadline, "id", "event", "row_version") if r.event == "appealed_by_victim"]
    stale = {"on": "5. 5. 2026.", "served_on": "", "why": "mistyped", "seq": "0"}
    said = {"served_on": "6. 5. 2026.", "row_version": str(ours.row_version), "of_step": "y"}
    assert lawyer.post(f"/deadlines/{ours.id}/service", said).status_code == 303

    late = lawyer.post(f"/steps/{step(app, 1).id}/corrections", stale)

    assert late.status_code == 409
    assert step(app, 1).served_on == date(2026, 5, 6)
