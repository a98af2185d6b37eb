"""The page of a case: what comes next stands first, all of it is one link away, and its file opens where one is."""

import io
import re
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from pypdf import PdfReader

from lawyering import rows, said, text
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.core.clock import today
from litigation_app.ledger import LedgerEntry
from stepping import court_file, outside

SECRET = "The judge asked about Dunja Nepostojeća"


def read(answer: Any) -> str:
    """What a PDF says, on one line."""
    assert answer.mimetype == "application/pdf", answer.status
    pages = PdfReader(io.BytesIO(answer.data)).pages
    return " ".join(" ".join(one.extract_text() for one in pages).split())


def scheduled(lawyer: Any, criminal: str, case_id: UUID, on: date, **more: str) -> Any:
    form = {"proceeding": criminal.rsplit("/", 1)[1], "kind": "main_hearing", "on": said(on), "at": "9.30", **more}
    return lawyer.post(f"/cases/{case_id}/hearings", form | {"asked": "y"})


def coming(page: str) -> list[str]:
    """What is due and next, each as it is read."""
    rows_of = re.findall(r'<li class="next-row.*?</li>', page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in rows_of]


def test_every_page_of_a_case_is_one_link_away_and_says_where_one_is(lawyer: Any, case_id: UUID) -> None:
    page = text(lawyer.get(f"/cases/{case_id}"))

    tabs = re.findall(r'href="([^"]+)"', page.split('<nav class="tabs"')[1].split("</nav>")[0])

    assert len(tabs) == len(set(tabs)) == 8
    for path in tabs:
        answer = lawyer.get(path)
        shown = text(answer).split('<nav class="tabs"')[1].split("</nav>")[0]
        assert answer.status_code == 200, path
        assert re.findall(r'<a href="([^"]+)"\s+aria-current="page"', shown) == [path]


def test_what_is_due_and_next_stands_first_in_the_order_of_its_days(
    lawyer: Any, case_id: UUID, criminal: str, email: str, make: Any
) -> None:
    outside(lawyer, criminal, "first_instance_judgment", 0, today() - timedelta(days=2), served_on=said(today()))
    scheduled(lawyer, criminal, case_id, today() + timedelta(days=40))
    task = {"kind": "paper", "person": str(make.user_id(email)), "due_on": said(today() + timedelta(days=3))}
    lawyer.post(f"/cases/{case_id}/tasks", task | {"text": "Izvod"})

    page = text(lawyer.get(f"/cases/{case_id}"))
    rows_of = coming(page)

    assert rows_of[0].startswith(said(today() + timedelta(days=3)))
    assert "Task:" in rows_of[0]
    assert "in 3 days" in rows_of[0]
    assert any("Main hearing, 9.30" in one for one in rows_of)
    assert [one for one in rows_of if "Ours" in one]
    facts = page.split('aria-label="The case at a glance"')[1].split("</section>")[0]
    assert said(today() + timedelta(days=40)) in facts
    assert "Next deadline, ours" in facts


def test_a_task_is_done_from_the_page_of_the_case_and_one_stays_there(
    lawyer: Any, case_id: UUID, email: str, make: Any
) -> None:
    task = {"kind": "paper", "person": str(make.user_id(email)), "due_on": said(today() + timedelta(days=3))}
    lawyer.post(f"/cases/{case_id}/tasks", task | {"text": "Izvod"})
    [action] = re.findall(r'action="(/tasks/[0-9a-f-]+/answers)"', text(lawyer.get(f"/cases/{case_id}")))

    answer = lawyer.post(action, {"state": "done", "row_version": "1", "back": "casefile.show"})

    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (303, f"/cases/{case_id}")
    assert coming(text(lawyer.get(f"/cases/{case_id}"))) == []


def test_earlier_steps_are_one_number_and_what_is_to_come_follows_today(
    lawyer: Any, case_id: UUID, criminal: str
) -> None:
    for seq in range(12):
        stage = ("report", "investigation")[seq % 2]
        assert outside(lawyer, criminal, stage, seq, date(2025, 1, 1 + seq)).status_code == 303
    scheduled(lawyer, criminal, case_id, today() + timedelta(days=40))

    page = text(lawyer.get(f"/cases/{case_id}"))
    lane = page.split('<section class="lane"')[1].split("</section>")[0]
    listed = page.split('id="proceedings"')[1].split("</section>")[0]

    assert re.search(rf'<a href="{criminal}">[^<]+</a> Investigation, 12\. 1\. 2025\.', listed)
    assert page.index('id="proceedings"') < page.index('<details class="desk-card card-in older" id="lanes">')
    assert re.search(r"\d+ earlier", lane)
    assert "Main hearing" in lane.split("today-row")[1]
    assert f'href="/cases/{case_id}/proceedings"' in lane


@pytest.mark.parametrize("tab", ["proceedings", "papers", "notes"])
def test_the_file_opens_where_one_is_and_one_is_back_there(lawyer: Any, case_id: UUID, tab: str) -> None:
    path = f"/cases/{case_id}/{tab}"
    page = text(lawyer.get(path))
    [back] = re.findall(r'name="back" value="([^"]+)"', page)

    answer = lawyer.post(f"/cases/{case_id}/openings", {"purpose": "hearing", "back": back})

    assert (answer.status_code, answer.headers["Location"]) == (303, back)
    assert "The file is open for" in text(lawyer.get(path))


def test_an_opened_file_leads_to_no_other_site(lawyer: Any, case_id: UUID) -> None:
    for wish in ("https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example"):
        answer = lawyer.post(f"/cases/{case_id}/openings", {"purpose": "hearing", "back": wish})
        assert answer.headers["Location"] == "/"


def test_a_release_nobody_told_the_client_of_leads_to_the_form_that_writes_the_warning_down(
    lawyer: Any, make: Any, email: str, case_id: UUID
) -> None:
    make.victim(email, case_id)
    lawyer.post(f"/cases/{case_id}/accused", {"name": "Prvi Izmišljeni"})
    form = text(lawyer.get(f"/cases/{case_id}/records/custody/new"))
    [accused] = re.findall(r'<option value="([0-9a-f-]{36})">Accused A', form)
    told = {"on": said(today()), "defendant": accused, "event": "released"}
    assert lawyer.post(f"/cases/{case_id}/records/custody", told).status_code == 303

    page = text(lawyer.get(f"/cases/{case_id}"))

    [link] = re.findall(r'<a href="([^"]+)">Accused A: Released', page)
    chosen = text(lawyer.get(link))
    assert re.search(rf'<option selected value="{accused}"', chosen)


def test_a_summary_for_a_meeting_says_nothing_of_the_file_though_it_stands_open(
    app: Flask, lawyer: Any, case_id: UUID, criminal: str, email: str, make: Any
) -> None:
    lawyer.post(f"{criminal}/moves", {"event": "report_filed", "on": "4. 3. 2026.", "seq": "0", "note": SECRET})
    lawyer.post(f"/cases/{case_id}/accused", {"name": "Prvi Izmišljeni"})
    task = {"kind": "paper", "person": str(make.user_id(email)), "due_on": said(today() + timedelta(days=3))}
    lawyer.post(f"/cases/{case_id}/tasks", task | {"text": SECRET})
    lawyer.post(f"/cases/{case_id}/records/offence", {"on": "9. 9. 2026.", "committed": "15. 9. 2025."})
    child = make.victim(email, case_id, given_name="Kanarinka", birth_date=date(2014, 3, 14), safe_contact="Ne brata")
    shut = lawyer.get(f"/cases/{case_id}/summary.pdf?file=1")
    lawyer.post(f"/cases/{case_id}/openings", {"purpose": "hearing"})
    closed = read(lawyer.get(f"/cases/{case_id}/summary.pdf?file=1"))
    groups = {"purpose": "hearing", "groups": ["identity", "contact", "legal"]}
    assert lawyer.post(f"/victims/{child}/openings", groups).status_code == 303

    meeting, whole = (read(lawyer.get(f"/cases/{case_id}/summary.pdf{query}")) for query in ("", "?file=1"))

    assert (shut.status_code, shut.headers["Location"]) == (303, f"/cases/{case_id}#file")
    assert "Criminal report filed" in meeting
    assert not any(word in meeting for word in ("Dunja", "Prvi", "Cilj"))
    assert whole.count("Dunja") == 2
    assert all(word in whole for word in ("Prvi", "Cilj"))
    assert "Her record is closed" in closed
    assert not any(word in closed + meeting for word in ("Kanarinka", "brata"))
    assert all(word in whole for word in ("Kanarinka", "A minor", "Before you call: Ne brata", "Power of attorney"))
    assert "15. 9. 2025. Day of the offence" in meeting
    assert [row.act for row in rows(app, LedgerEntry, "act")].count("print_case") == 3


def test_a_printed_case_says_that_the_age_of_a_client_is_not_known_where_her_identity_stands_open(
    lawyer: Any, case_id: UUID, email: str, make: Any
) -> None:
    lawyer.post(f"/cases/{case_id}/openings", {"purpose": "hearing"})
    for group in ("identity", "contact"):
        client = make.victim(email, case_id)
        why = {"purpose": "hearing", "groups": [group]}
        assert lawyer.post(f"/victims/{client}/openings", why).status_code == 303

    paper = read(lawyer.get(f"/cases/{case_id}/summary.pdf?file=1"))

    assert paper.count("not known: she may be a minor") == 1


def test_a_chronology_for_the_court_is_in_its_script_and_says_no_more_than_the_steps(
    lawyer: Any, criminal: str
) -> None:
    lawyer.post(f"{criminal}/moves", {"event": "report_filed", "on": "4. 3. 2026.", "seq": "0", "note": SECRET})

    paper = read(lawyer.get(f"{criminal}/chronology.pdf"))

    assert "Кривични поступак" in paper
    assert "4. 3. 2026." in paper
    assert "Dunja" not in paper


def test_a_chronology_tells_each_hearing_once_in_words_of_a_court(lawyer: Any, criminal: str, case_id: UUID) -> None:
    outside(lawyer, criminal, "main_hearing", 0)
    scheduled(lawyer, criminal, case_id, date(2026, 4, 7))
    [hearing] = re.findall(r'href="/hearings/([0-9a-f-]{36})', text(lawyer.get(f"/cases/{case_id}/proceedings")))
    adjournments = {"state": "adjourned", "reason": "client_absent", "row_version": "1"}
    assert lawyer.post(f"/hearings/{hearing}/reports", adjournments).status_code == 303
    step = {"event": "adjourned", "on": "7. 4. 2026.", "seq": "1"}
    assert lawyer.post(f"{criminal}/moves", step).status_code == 303

    paper = read(lawyer.get(f"{criminal}/chronology.pdf"))

    assert paper.count("7. 4. 2026.") == 1
    assert "Оштећена није могла доћи" in paper
    assert "лијент" not in paper
    assert "Litigation desk" not in paper


def test_a_chronology_is_silent_on_a_cancelled_hearing(lawyer: Any, criminal: str, case_id: UUID) -> None:
    outside(lawyer, criminal, "main_hearing", 0)
    scheduled(lawyer, criminal, case_id, date(2026, 4, 7))
    [hearing] = re.findall(r'href="/hearings/([0-9a-f-]{36})', text(lawyer.get(f"/cases/{case_id}/proceedings")))
    assert lawyer.post(f"/hearings/{hearing}/reports", {"state": "cancelled", "row_version": "1"}).status_code == 303

    assert "7. 4. 2026." not in read(lawyer.get(f"{criminal}/chronology.pdf"))


def test_a_chronology_has_the_number_of_the_file_of_its_own_court_alone(
    app: Flask, lawyer: Any, criminal: str, case_id: UUID
) -> None:
    lawyer.post(f"/cases/{case_id}/openings", {"purpose": "hearing"})
    court_file(lawyer, criminal, number="K 77/2026")
    begun = lawyer.post(f"/cases/{case_id}/proceedings", {"procedure": "enforcement"})
    [other] = {f"/proceedings/{row.id}" for row in rows(app, Proceeding, "id", "family") if row.family == "enforcement"}

    trial, enforcement = (read(lawyer.get(f"{one}/chronology.pdf")) for one in (criminal, other))

    assert begun.status_code == 303
    assert "77/2026" in trial
    assert "77/2026" not in enforcement


def test_what_is_not_known_is_said_once_and_no_step_is_no_link(lawyer: Any, case_id: UUID) -> None:
    history, page = (text(lawyer.get(f"/cases/{case_id}{tab}")) for tab in ("/proceedings", ""))

    assert "Show all 0 steps" not in page
    assert "Not known whether she was advised</span>" in history
