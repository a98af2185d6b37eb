"""What is said of a paper, its versions, whom it is about, and who may read a highly sensitive one."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Flask

from config import Config
from documents_sent import PDF, added, files_of, page, send
from lawyering import rows, said
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.documents.models import Document
from litigation_app.casework.proceedings.hearings.models import Hearing
from litigation_app.core import clock
from litigation_app.core.clock import today
from litigation_app.core.db import committing, db
from litigation_app.ledger import LedgerEntry
from strategic import lane_of

ALL_SAID = {
    "kind": "finding", "origin": "court", "exhibit": "P-12", "sensitivity": "sensitive", "note": "Izmišljena napomena",
}  # fmt: skip


def details(case_id: UUID, paper: UUID) -> str:
    return f"/cases/{case_id}/papers/{paper}/details"


def seen(person: Any, case_id: UUID, paper: UUID) -> str:
    """The row version that the form holds."""
    found = re.search(
        r'name="row_version"[^>]*value="(\d+)"', person.get(details(case_id, paper)).get_data(as_text=True)
    )
    assert found is not None
    return found[1]


def counts(app: Flask) -> int:
    with app.app_context():
        return db.session.query(Document).filter_by(removed_at=None).count()


def test_all_that_is_said_of_a_paper_stands_in_the_list_and_nowhere_in_the_clear(
    app: Flask, lawyer: Any, open_case: UUID, config: Config
) -> None:
    send(lawyer, open_case, (PDF, "nalaz.pdf"), **ALL_SAID)

    text = page(lawyer, open_case)

    assert all(word in text for word in ("Expert finding", "Court", "exhibit P-12", "Sensitive", "Izmišljena napomena"))
    with app.app_context():
        row = db.session.query(Document).one()
        assert "P-12" not in repr(vars(row))
        bodies = b"".join(one.body for one in db.session.query(LedgerEntry).all())
    assert b"P-12" not in bodies
    assert b"nalaz" not in bodies


def test_a_paper_is_described_anew_without_sending_it_again(app: Flask, lawyer: Any, open_case: UUID) -> None:
    paper = added(app, lawyer, open_case, name="scan0001.pdf")
    said = {**ALL_SAID, "name": "Nalaz veštaka", "row_version": seen(lawyer, open_case, paper)}

    answer = lawyer.post(details(open_case, paper), said)

    assert answer.status_code == 303
    text = page(lawyer, open_case)
    assert "Nalaz veštaka.pdf" in text
    assert "scan0001" not in text
    assert lawyer.get(f"/cases/{open_case}/papers/{paper}").data == PDF


def test_whoever_was_slower_is_told_and_keeps_what_she_typed(app: Flask, lawyer: Any, open_case: UUID) -> None:
    paper = added(app, lawyer, open_case)
    said = {**ALL_SAID, "name": "Prva", "row_version": seen(lawyer, open_case, paper)}
    lawyer.post(details(open_case, paper), said)

    answer = lawyer.post(details(open_case, paper), {**said, "name": "Druga"})

    assert answer.status_code == 409
    assert "Druga" in answer.get_data(as_text=True)
    assert "Druga" not in page(lawyer, open_case)


def test_a_newer_version_stands_before_the_older_one_and_both_are_there(
    app: Flask, lawyer: Any, open_case: UUID
) -> None:
    first = added(app, lawyer, open_case, name="zahtev.pdf")
    address = f"/cases/{open_case}/papers/{first}/versions"
    streams = {"papers": [(io.BytesIO(PDF[:100]), "zahtev-2.pdf")], "written_on": "", "note": "ispravljeno"}

    answer = lawyer.post(address, streams)

    text = page(lawyer, open_case)
    assert answer.status_code == 303
    assert "version 2" in text
    assert "1 older version" in text
    assert text.index("zahtev-2.pdf") < text.index("zahtev.pdf")
    assert "1 document." in page_while_closed(app, lawyer, open_case)
    assert 'Documents <span class="tab-number">1</span>' in text
    with app.app_context():
        assert sorted((one.version, one.series) for one in db.session.query(Document)) == [(1, first), (2, first)]


def page_while_closed(app: Flask, lawyer: Any, case_id: UUID) -> str:
    again = type(lawyer)(app, lawyer.email)
    again.sign_in()
    return page(again, case_id)


def test_one_refused_file_does_not_lose_the_others(app: Flask, lawyer: Any, config: Config, open_case: UUID) -> None:
    answer = send(lawyer, open_case, (PDF, "dobra.pdf"), (b"MZ", "losa.exe"), (b"Izmisljeno", "druga.txt"))

    told = lawyer.get(answer.headers["Location"]).get_data(as_text=True)
    assert answer.status_code == 303
    assert "losa" not in answer.headers["Location"]
    assert "2 documents were added." in told
    assert "File no. 2 is of a kind that the desk does not take" in told
    assert counts(app) == len(files_of(config)) == 2


def test_nonsense_in_the_address_says_nothing(lawyer: Any, open_case: UUID) -> None:
    answer = lawyer.get(f"/cases/{open_case}/papers/new?taken=9&refused=1-nonsense&refused=x-bomb&refused=<b>")

    assert answer.status_code == 200
    assert "were added" not in answer.get_data(as_text=True)


def test_a_highly_sensitive_paper_is_shut_until_her_record_stands_open(
    app: Flask, make: Any, lawyer: Any, open_case: UUID
) -> None:
    victim = make.victim(lawyer.email, open_case)
    send(lawyer, open_case, (PDF, "nalaz-o-zdravlju.pdf"), kind="medical", sensitivity="guarded", about=str(victim))
    with app.app_context():
        paper = db.session.query(Document.id).one()[0]

    before = [
        lawyer.get(f"/cases/{open_case}/papers/{paper}{rest}").status_code for rest in ("", "/details", "/cleaned")
    ]
    listed = page(lawyer, open_case)
    lawyer.post(f"/victims/{victim}/openings", {"purpose": "hearing", "groups": ["legal", "contact"]})
    other_part = lawyer.get(f"/cases/{open_case}/papers/{paper}")
    lawyer.post(f"/victims/{victim}/openings", {"purpose": "hearing", "groups": ["health"]})
    after = lawyer.get(f"/cases/{open_case}/papers/{paper}")

    assert before == [403, 403, 403]
    assert other_part.status_code == 403
    assert "record stands open: Health" in other_part.get_data(as_text=True)
    assert "nalaz-o-zdravlju" not in listed
    assert "Highly sensitive" in listed
    assert after.data == PDF
    assert "nalaz-o-zdravlju" in page(lawyer, open_case)


def test_a_version_of_a_paper_about_somebody_who_was_erased_meanwhile_is_refused_in_words(
    app: Flask, make: Any, lawyer: Any, open_case: UUID
) -> None:
    victim = make.victim(lawyer.email, open_case)
    send(lawyer, open_case, (PDF, "a.pdf"), about=str(victim))
    with app.app_context(), committing() as session:
        paper = session.query(Document.id).one()[0]
        session.get_one(Victim, victim).erased_at = clock.now()  # as the erasure stands before the paper is gone

    versions = f"/cases/{open_case}/papers/{paper}/versions"
    answer = lawyer.post(versions, {"papers": [(io.BytesIO(PDF), "b.pdf")], "written_on": "", "note": ""})

    assert answer.status_code == 409
    assert "Her personal data were erased" in answer.get_data(as_text=True)
    assert counts(app) == 1


def test_a_coordinator_reads_it_with_the_file_open_and_another_client_opens_nothing(
    app: Flask, make: Any, client_as: Callable[[str], Any], lawyer: Any, open_case: UUID
) -> None:
    about, other = make.victim(lawyer.email, open_case), make.victim(lawyer.email, open_case)
    send(lawyer, open_case, (PDF, "a.pdf"), sensitivity="guarded", about=str(about))
    with app.app_context():
        paper = db.session.query(Document.id).one()[0]
    coordinator = client_as(make.coordinator(office=next(iter(make.actor(lawyer.email).held)).office_id))

    lawyer.post(f"/victims/{other}/openings", {"purpose": "hearing", "groups": ["health"]})
    coordinator.post(f"/cases/{open_case}/openings", {"purpose": "hearing"})

    assert lawyer.get(f"/cases/{open_case}/papers/{paper}").status_code == 403
    assert coordinator.get(f"/cases/{open_case}/papers/{paper}").data == PDF


def test_whoever_adds_too_many_papers_within_an_hour_must_wait(app: Flask, lawyer: Any, open_case: UUID) -> None:
    app.extensions["config"] = replace(app.extensions["config"], added_per_hour=3)

    codes = [send(lawyer, open_case, (b"Izmisljeno", "a.txt"), (b"Izmisljeno", "b.txt")).status_code for _ in range(2)]

    assert codes == [303, 429]
    assert counts(app) == 2


def test_a_hearing_entered_in_error_is_offered_to_no_document_but_the_one_that_belongs_to_it(
    app: Flask, lawyer: Any, open_case: UUID
) -> None:
    hearing = planned(app, lawyer, open_case)
    paper = added(app, lawyer, open_case)
    of_it = {"name": "nalaz.pdf", "kind": "finding", "belongs": f"hearing:{hearing}"}
    told = {"row_version": seen(lawyer, open_case, paper), **of_it}
    assert lawyer.post(details(open_case, paper), told).status_code == 303
    new = f"/cases/{open_case}/papers/new"
    assert str(hearing) in lawyer.get(new).get_data(as_text=True)

    mistake = lawyer.post(f"/hearings/{hearing}/striking", {"row_version": "1", "why": "other"})

    assert mistake.status_code == 303
    assert str(hearing) not in lawyer.get(new).get_data(as_text=True)
    assert send(lawyer, open_case, (PDF, "drugi.pdf"), belongs=f"hearing:{hearing}").status_code == 422
    told["row_version"] = seen(lawyer, open_case, paper)
    assert lawyer.post(details(open_case, paper), told | {"note": "Izmišljena"}).status_code == 303


def planned(app: Flask, lawyer: Any, case_id: UUID) -> UUID:
    """A hearing of this case."""
    lane = lane_of(app, case_id, "criminal")
    day = {"proceeding": str(lane), "kind": "main_hearing", "on": said(today() + timedelta(days=9)), "confirmed": "y"}
    assert lawyer.post(f"/cases/{case_id}/hearings", day).status_code == 303
    return UUID(str(rows(app, Hearing, "id")[0].id))
