"""Recording what a court did, and keeping the deadlines that follow from it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import event

from lawyering import rows, said
from litigation_app.casework.cases.models import Case
from litigation_app.casework.proceedings import lanes, queries
from litigation_app.casework.proceedings.models import Deadline, Move
from litigation_app.core.clock import today
from litigation_app.core.db import db
from litigation_app.ledger import LedgerEntry
from litigation_app.vault import Capsule
from stepping import outside, page

SECRET = "The judge asked about Dunja Nepostojeća"


def record(person: Any, path: str, event: str, seq: int, on: date = date(2026, 3, 4), **more: str) -> Any:
    return person.post(f"{path}/moves", {"event": event, "on": said(on), "seq": str(seq), **more})


def test_a_period_that_ends_on_a_holiday_of_the_courts_ends_on_the_next_working_day(
    app: Flask, lawyer: Any, criminal: str
) -> None:
    record(lawyer, criminal, "report_filed", 0)
    outside(lawyer, criminal, "report_dismissed", 1, date(2026, 4, 20), served_on="23. 4. 2026.")

    # eight days (ZKP 51) from 23 April end on Friday 1 May; 1 and 2 May are holidays in Serbia, the 3rd is a Sunday
    ours = [row for row in rows(app, Deadline, "side", "expiry", "act_by") if row.side == "ours" and row.expiry]
    assert {(row.expiry, row.act_by) for row in ours} == {(date(2026, 5, 4), date(2026, 5, 4))}


def test_the_form_offers_the_lawful_steps_with_both_names(lawyer: Any, criminal: str) -> None:
    shown = page(lawyer.get(f"{criminal}/moves/new"))

    assert "Criminal report filed" in shown
    assert "Podneta krivična prijava" in shown
    assert "not yet reviewed by a lawyer" in shown
    assert "judgment_pronounced" not in shown


def test_a_step_is_recorded_and_its_note_is_sealed(app: Flask, lawyer: Any, case_id: UUID, criminal: str) -> None:
    answer = record(lawyer, criminal, "report_filed", 0, note=SECRET)

    assert (answer.status_code, f"/cases/{case_id}?done=recorded") == (303, answer.headers["Location"])
    assert rows(app, Move, "seq", "from_stage", "to_stage", "has_note") == [(1, "unknown", "report", True)]
    assert rows(app, Case, "stage_now", "moved_on") == [("report", date(2026, 3, 4))]
    sealed = [bytes(row.sealed) for row in rows(app, Capsule, "table", "sealed") if row.table == "move"]
    assert len(sealed) == 1
    assert b"Dunja" not in sealed[0]
    acts = rows(app, LedgerEntry, "act", "object", "case_id")
    assert acts[-1] == ("record_step", f"proceeding:{criminal.rsplit('/', 1)[1]}", case_id)


def test_the_note_is_read_only_in_the_opened_file(lawyer: Any, case_id: UUID, criminal: str) -> None:
    record(lawyer, criminal, "report_filed", 0, note=SECRET)

    closed = page(lawyer.get(f"/cases/{case_id}/proceedings"))
    lawyer.post(f"/cases/{case_id}/openings", {"purpose": "hearing"})
    opened = page(lawyer.get(f"/cases/{case_id}/proceedings"))

    assert SECRET not in closed
    assert SECRET in opened


def test_a_judgment_starts_the_appeals_and_ours_from_our_service(app: Flask, lawyer: Any, criminal: str) -> None:
    outside(lawyer, criminal, "main_hearing", 0)

    answer = record(
        lawyer,
        criminal,
        "judgment_pronounced",
        1,
        on=date(2026, 5, 4),
        served_on="8. 5. 2026.",
        outcome="partly_convicted",
    )

    assert answer.status_code == 303
    periods = {row.event: row for row in rows(app, Deadline, "event", "side", "served_on", "act_by", "is_reviewed")}
    ours, theirs = periods["appealed_by_victim"], periods["appealed_by_accused"]
    assert (ours.side, ours.served_on, ours.act_by) == ("ours", date(2026, 5, 8), date(2026, 5, 25))
    assert (theirs.side, theirs.served_on, theirs.act_by) == ("theirs", None, None)
    assert not ours.is_reviewed
    assert rows(app, Move, "outcome")[-1] == ("partly_convicted",)


def test_an_appeal_keeps_the_deadline_and_an_end_leaves_nothing_open(app: Flask, lawyer: Any, criminal: str) -> None:
    outside(lawyer, criminal, "first_instance_judgment", 0, on=date(2026, 5, 4), served_on="8. 5. 2026.")
    record(lawyer, criminal, "appealed_by_victim", 1, on=date(2026, 5, 20))

    record(lawyer, criminal, "appeal_withdrawn", 2, on=date(2026, 6, 20))

    states = {row.event: row for row in rows(app, Deadline, "event", "met_on", "lapsed_on", "stage")}
    assert states["appealed_by_victim"].met_on == date(2026, 5, 20)
    assert states["appealed_by_accused"].lapsed_on == date(2026, 6, 20)
    assert states["reply_to_appeal"].lapsed_on == date(2026, 6, 20)


def test_a_step_outside_needs_a_reason_and_may_lead_anywhere(app: Flask, lawyer: Any, criminal: str) -> None:
    refused = outside(lawyer, criminal, "main_hearing", 0, reason=" ")
    taken = outside(lawyer, criminal, "main_hearing", 0, reason=SECRET)

    assert refused.status_code == 422
    assert taken.status_code == 303
    assert rows(app, Move, "event", "to_stage", "is_outside") == [(None, "main_hearing", True)]


def test_a_retrial_is_a_second_episode(app: Flask, lawyer: Any, criminal: str) -> None:
    outside(lawyer, criminal, "first_instance_judgment", 0)
    record(lawyer, criminal, "appealed_by_victim", 1)
    record(lawyer, criminal, "file_transmitted", 2)
    record(lawyer, criminal, "quashed_remanded", 3)

    assert [row.episode for row in rows(app, Move, "episode")] == [1, 1, 1, 2]


def test_a_day_to_come_and_an_unreadable_day_are_refused_and_nothing_is_lost(lawyer: Any, criminal: str) -> None:
    for day in (said(today() + timedelta(days=1)), "31. 2. 2026.", "soon"):
        answer = lawyer.post(
            f"{criminal}/moves", {"event": "report_filed", "on": day, "seq": "0", "note": "Kept as typed."}
        )
        assert answer.status_code == 422
        assert "Kept as typed." in page(answer)
        assert f'value="{day}"' in page(answer)


def test_a_late_entry_is_asked_about_once_and_never_blocked(app: Flask, lawyer: Any, criminal: str) -> None:
    record(lawyer, criminal, "report_filed", 0, on=date(2026, 3, 4))

    asked = record(lawyer, criminal, "verification_started", 1, on=date(2026, 3, 1))
    taken = record(lawyer, criminal, "verification_started", 1, on=date(2026, 3, 1), confirmed="y")

    assert asked.status_code == 422
    assert "before the last recorded step" in page(asked)
    assert taken.status_code == 303
    assert sorted(rows(app, Move, "seq", "on")) == [(1, date(2026, 3, 4)), (2, date(2026, 3, 1))]


def test_a_step_that_may_not_follow_is_no_choice(lawyer: Any, criminal: str) -> None:
    answer = record(lawyer, criminal, "judgment_pronounced", 0)

    assert answer.status_code == 422
    assert "Choose one of the list" in page(answer)


def test_an_outcome_that_the_step_cannot_have_is_refused(lawyer: Any, criminal: str) -> None:
    answer = outside(lawyer, criminal, "main_hearing", 0, outcome="convicted")

    assert answer.status_code == 422
    assert "has no such outcome" in page(answer)


def test_the_slower_of_two_lawyers_is_told_and_loses_nothing(app: Flask, lawyer: Any, criminal: str) -> None:
    record(lawyer, criminal, "report_filed", 0)

    late = record(lawyer, criminal, "verification_started", 0, note="Typed in vain?")
    again = record(lawyer, criminal, "verification_started", 1)

    assert late.status_code == 409
    assert "in the meantime" in page(late)
    assert "Typed in vain?" in page(late)
    assert 'name="seq" type="hidden" value="1"' in page(late)
    assert again.status_code == 303
    assert len(rows(app, Move, "id")) == 2


def test_of_two_who_save_at_once_one_is_told(
    app: Flask, lawyer: Any, criminal: str, make: Any, client_as: Callable[[str], Any]
) -> None:
    people = [lawyer, client_as(make.coordinator())]

    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(lambda person: record(person, criminal, "report_filed", 0).status_code, people))

    assert sorted(answers) == [303, 409]
    assert len(rows(app, Move, "id")) == 1


def test_another_lawyers_proceedings_and_deadlines_do_not_exist(
    app: Flask, lawyer: Any, criminal: str, make: Any, client_as: Callable[[str], Any]
) -> None:
    outside(lawyer, criminal, "first_instance_judgment", 0)
    deadline = rows(app, Deadline, "id")[0].id
    case_id = rows(app, Case, "id")[0].id
    other = client_as(make.lawyer())

    for path in (f"{criminal}/moves/new", f"{criminal}/outside/new", f"/deadlines/{deadline}"):
        assert other.get(path).status_code == 404
    assert record(other, criminal, "appealed_by_victim", 1).status_code == 404
    assert outside(other, criminal, "appeal", 1).status_code == 404
    assert other.post(f"/deadlines/{deadline}/met", {"on": said(today()), "row_version": "1"}).status_code == 404
    assert other.post(f"/deadlines/{deadline}/service", {"served_on": said(today())}).status_code == 404
    assert other.post(f"/cases/{case_id}/proceedings", {"procedure": "civil"}).status_code == 404
    assert other.get(f"/deadlines/?case={case_id}").status_code == 404
    assert other.get(f"/deadlines/{uuid4()}").status_code == 404
    assert "Appeal by the victim" not in page(other.get("/deadlines/"))


def test_a_coordinator_of_the_office_may_record_and_one_of_another_may_not(
    lawyer: Any, criminal: str, make: Any, client_as: Callable[[str], Any]
) -> None:
    here, elsewhere = client_as(make.coordinator()), client_as(make.coordinator(office=make.office("MK", "Skopje")))

    assert record(elsewhere, criminal, "report_filed", 0).status_code == 404
    assert record(here, criminal, "report_filed", 0).status_code == 303


def test_the_lanes_and_the_timeline_take_two_reads_however_many_proceedings(
    app: Flask, lawyer: Any, case_id: UUID
) -> None:
    for _number in range(5):
        lawyer.post(f"/cases/{case_id}/proceedings", {"procedure": "civil", "confirmed": "y"})
    asked: list[str] = []

    with app.test_request_context():
        held = db.session.get_one(Case, case_id)
        event.listen(db.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
        lanes.lanes(queries.tracks(held), "en", {})
        once = len(asked)
        lanes.timeline(queries.tracks(held), "en", {})

    assert (once, len(asked)) == (2, 4)


def test_a_serbian_name_is_shown_in_one_script_and_beside_its_english(
    lawyer: Any, case_id: UUID, criminal: str
) -> None:
    english = [page(lawyer.get(path)) for path in (f"{criminal}/moves/new", f"/cases/{case_id}/proceedings/new")]
    lawyer.client.set_cookie("desk_language", "sr-Cyrl", domain="localhost", secure=True)
    serbian = [page(lawyer.get(path)) for path in (f"{criminal}/moves/new", f"/cases/{case_id}/proceedings/new")]

    assert all("Podneta krivična prijava" in text or "Parnica za naknadu štete" in text for text in english)
    assert not any("Podneta krivična prijava" in text or "Parnica za naknadu štete" in text for text in serbian)


def test_a_reader_of_macedonian_sees_the_serbian_name_beside_and_a_bosnian_one_does_not(
    lawyer: Any, criminal: str
) -> None:
    read = {}
    for language in ("mk", "bs"):
        lawyer.client.set_cookie("desk_language", language, domain="localhost", secure=True)
        read[language] = page(lawyer.get(f"{criminal}/moves/new"))

    assert "Поднесена кривична пријава" in read["mk"]
    assert "Podneta krivična prijava" in read["mk"]
    assert "Podnesena krivična prijava" in read["bs"]
    assert "Podneta krivična prijava" not in read["bs"]


def test_every_page_reads_in_serbian_cyrillic(app: Flask, lawyer: Any, case_id: UUID, criminal: str) -> None:
    outside(lawyer, criminal, "first_instance_judgment", 0)
    deadline = rows(app, Deadline, "id")[0].id
    lawyer.client.set_cookie("desk_language", "sr-Cyrl", domain="localhost", secure=True)

    for path in (f"{criminal}/moves/new", f"{criminal}/outside/new", "/deadlines/", f"/deadlines/{deadline}"):
        assert 'lang="sr-Cyrl"' in page(lawyer.get(path))
    assert ">Жалба<" in page(lawyer.get("/deadlines/"))
    assert "Кривични поступак" in page(lawyer.get(f"/cases/{case_id}/proceedings/new"))
