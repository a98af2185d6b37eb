"""Are the papers of a case sealed while they arrive, shown only while its file stands open, and gone when removed?"""

import re
from collections.abc import Callable
from typing import Any, cast
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import Table

from config import Config
from documents_sent import (
    CANARY,
    NAME,
    PDF,
    added,
    files_of,
    new_case,
    open_file,
    page,
    send,
)
from litigation_app import ledger, vault
from litigation_app.core.db import db
from litigation_app.ledger import LedgerEntry
from litigation_app.ledger.settings import settings
from litigation_app.vault import Capsule


def test_a_paper_comes_back_as_it_was_sent(app: Flask, lawyer: Any, open_case: UUID) -> None:
    paper = added(app, lawyer, open_case)

    answer = lawyer.get(f"/cases/{open_case}/papers/{paper}")

    assert answer.status_code == 200
    assert answer.data == PDF
    assert answer.headers["Content-Length"] == str(len(PDF))


def test_the_list_says_what_each_paper_is(lawyer: Any, open_case: UUID) -> None:
    send(lawyer, open_case, (PDF, NAME), kind="judgment", written_on="3. 9. 2026.", note="Izmišljena napomena")

    text = page(lawyer, open_case)

    assert all(said in text for said in (NAME, "Judgment or decision", "Izmišljena napomena", "2.3 MB", "Vera"))
    assert "3.\u00a09.\u00a02026." in text


def test_several_papers_come_with_one_form(app: Flask, lawyer: Any, open_case: UUID) -> None:
    send(lawyer, open_case, (PDF, "prva.pdf"), (b"Izmisljen tekst", "druga.txt"), (b"\x89PNG\r\n\x1a\n", "treca.png"))

    text = page(lawyer, open_case)

    assert all(name in text for name in ("prva.pdf", "druga.txt", "treca.png"))


def test_while_the_file_is_closed_papers_are_a_number(app: Flask, lawyer: Any, open_case: UUID) -> None:
    paper = added(app, lawyer, open_case)
    assert NAME in page(lawyer, open_case)
    again = type(lawyer)(app, lawyer.email)
    again.sign_in()

    text = page(again, open_case)

    assert "1 document." in text
    assert NAME not in text
    for address in ("papers/new", f"papers/{paper}"):
        answer = again.get(f"/cases/{open_case}/{address}")
        assert answer.status_code == 403
        assert "Open the file" in answer.get_data(as_text=True)
        assert NAME not in answer.get_data(as_text=True)
    assert again.post(f"/cases/{open_case}/papers/{paper}/removal").status_code == 403


def test_a_case_without_papers_says_what_to_do(lawyer: Any, case_id: UUID) -> None:
    before = page(lawyer, case_id)
    open_file(lawyer, case_id)

    assert "No documents yet" in before
    assert f"/cases/{case_id}/papers/new" not in before
    assert f"/cases/{case_id}/papers/new" in page(lawyer, case_id)
    assert lawyer.get(f"/cases/{case_id}/papers/new").status_code == 200


def test_to_another_lawyer_there_are_no_papers(
    app: Flask, make: Any, client_as: Callable[[str], Any], lawyer: Any, open_case: UUID
) -> None:
    paper, other = added(app, lawyer, open_case), client_as(make.lawyer())
    hers = new_case(make, other)
    open_file(other, hers)

    answers = [
        other.get(f"/cases/{open_case}/papers/new"),
        other.get(f"/cases/{open_case}/papers/{paper}"),
        other.get(f"/cases/{hers}/papers/{paper}"),
        other.get(f"/cases/{hers}/papers/{uuid4()}"),
        other.post(f"/cases/{open_case}/papers/{paper}/removal"),
        other.post(f"/cases/{hers}/papers/{paper}/removal"),
        send(other, open_case, (PDF, NAME)),
    ]

    assert [answer.status_code for answer in answers] == [404] * len(answers)
    assert lawyer.get(f"/cases/{open_case}/papers/{paper}").data == PDF


def test_a_coordinator_of_the_office_reads_and_an_administrator_does_not(
    app: Flask, make: Any, client_as: Callable[[str], Any], lawyer: Any, open_case: UUID
) -> None:
    paper, office = added(app, lawyer, open_case), next(iter(make.actor(lawyer.email).held)).office_id
    coordinator, administrator = (client_as(make(office=office)) for make in (make.coordinator, make.administrator))
    open_file(coordinator, open_case)

    assert coordinator.get(f"/cases/{open_case}/papers/{paper}").data == PDF
    assert administrator.get(f"/cases/{open_case}/papers/{paper}").status_code == 404


def test_adding_reading_and_removing_are_on_record(app: Flask, make: Any, lawyer: Any, open_case: UUID) -> None:
    paper = added(app, lawyer, open_case)
    lawyer.get(f"/cases/{open_case}/papers/{paper}")
    lawyer.post(f"/cases/{open_case}/papers/{paper}/removal")

    with app.app_context():
        found = db.session.query(LedgerEntry).filter_by(object=f"document:{paper}").order_by(LedgerEntry.seq).all()
        said = [(entry.act, entry.actor, entry.case_id) for entry in found]
        bodies = b"".join(entry.body for entry in found)
    assert said == [
        (act, make.user_id(lawyer.email), open_case) for act in ("add_document", "read_document", "remove_document")
    ]
    assert "Ђорђевић".encode() not in bodies


def test_nothing_is_read_that_cannot_be_written_down(
    app: Flask, lawyer: Any, open_case: UUID, as_owner: Callable[..., None]
) -> None:
    paper = added(app, lawyer, open_case)
    with app.app_context():
        as_owner("ALTER TABLE ledger_entry RENAME COLUMN purpose TO purpose_gone")

    answer = lawyer.get(f"/cases/{open_case}/papers/{paper}")

    assert answer.status_code >= 500
    assert CANARY[:20] not in answer.data


def test_a_removed_paper_is_gone_for_good(app: Flask, config: Config, lawyer: Any, open_case: UUID) -> None:
    paper = added(app, lawyer, open_case)
    assert len(files_of(config)) == 1

    answer = lawyer.post(f"/cases/{open_case}/papers/{paper}/removal")
    answer.close()

    assert answer.status_code == 303
    assert NAME not in page(lawyer, open_case)
    assert lawyer.get(f"/cases/{open_case}/papers/{paper}").status_code == 404
    assert files_of(config) == []
    with app.app_context():
        assert db.session.query(Capsule).filter_by(table="document").count() == 0
        assert ledger.verify(db.session(), settings().mac_key).holds
        assert ledger.verify_state(db.session(), vault.commitments()) == []


def test_a_paper_put_back_after_its_removal_is_found(app: Flask, lawyer: Any, open_case: UUID) -> None:
    paper = added(app, lawyer, open_case)
    with app.app_context():
        table = cast(Table, Capsule.__table__)
        kept = [dict(row._mapping) for row in db.session.execute(table.select().where(table.c.row == paper))]
    lawyer.post(f"/cases/{open_case}/papers/{paper}/removal")

    with app.app_context():
        db.session.execute(table.insert(), kept)
        faults = ledger.verify_state(db.session(), vault.commitments())

    assert {(fault.row, fault.reason) for fault in faults} == {(paper, "differs")}


def test_a_browser_saves_it_and_never_shows_it(app: Flask, lawyer: Any, open_case: UUID) -> None:
    paper = added(app, lawyer, open_case)

    headers = lawyer.get(f"/cases/{open_case}/papers/{paper}").headers

    assert headers["Content-Disposition"].startswith("attachment; ")
    assert "filename*=UTF-8''%D0%9F" in headers["Content-Disposition"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert "sandbox" in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "name",
    [
        "a%0D%0ASet-Cookie: x=1.pdf",
        "a%22; filename=%22b.exe%22.pdf",
        "../../etc/passwd.pdf",
        "C:\\Windows\\a.pdf",
        "a\0b.pdf",
    ],
)
def test_no_name_does_harm(app: Flask, lawyer: Any, config: Config, open_case: UUID, name: str) -> None:
    paper = added(app, lawyer, open_case, name=name)

    headers = lawyer.get(f"/cases/{open_case}/papers/{paper}").headers

    plain = re.fullmatch(
        r"attachment; filename=\"([\w. -]+)\"; filename\*=UTF-8''[\w.%~-]+", headers["Content-Disposition"]
    )
    assert plain is not None
    assert "Set-Cookie" not in headers or "x=1" not in headers["Set-Cookie"]
    assert [path.name for path in files_of(config)] == [str(paper)]


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [
        ("bytes=0-99", 0, 100),
        ("bytes=70000-70000", 70_000, 70_001),
        ("bytes=-5", -5, None),
        ("bytes=65530-", 65_530, None),
    ],
)
def test_a_part_is_answered_as_a_part(
    app: Flask, lawyer: Any, open_case: UUID, asked: str, start: int, stop: int | None
) -> None:
    paper = added(app, lawyer, open_case)

    answer = lawyer.get(f"/cases/{open_case}/papers/{paper}", headers={"Range": asked})

    assert answer.status_code == 206
    assert answer.data == PDF[start:stop]
    assert answer.headers["Content-Range"].endswith(f"/{len(PDF)}")


def test_a_part_that_is_not_there_is_refused_before_anything_opens(app: Flask, lawyer: Any, open_case: UUID) -> None:
    paper = added(app, lawyer, open_case)

    answers = [
        lawyer.get(f"/cases/{open_case}/papers/{paper}", headers={"Range": asked})
        for asked in (f"bytes={len(PDF)}-", "bytes=0-1,5-6", "nonsense")
    ]

    assert [answer.status_code for answer in answers] == [416, 200, 200]
    with app.app_context():
        assert db.session.query(LedgerEntry).filter_by(act="read_document").count() == 2


def test_a_file_that_was_changed_or_exchanged_does_not_open(
    app: Flask, lawyer: Any, config: Config, open_case: UUID
) -> None:
    first, second = added(app, lawyer, open_case), added(app, lawyer, open_case)
    one, other = config.files / str(first), config.files / str(second)
    was = one.read_bytes()

    seen = []
    for now in (other.read_bytes(), was[:-70_000], was[:-1] + bytes([was[-1] ^ 1]), b""):
        one.write_bytes(now)
        seen.append(lawyer.get(f"/cases/{open_case}/papers/{first}").status_code)
    one.unlink()

    assert seen == [409] * 4
    assert lawyer.get(f"/cases/{open_case}/papers/{first}").status_code == 500


def test_a_ticket_for_one_paper_opens_no_other(app: Flask, make: Any, lawyer: Any, open_case: UUID) -> None:
    one, other = added(app, lawyer, open_case), added(app, lawyer, open_case)
    said: dict[str, Any] = {"by": make.user_id(lawyer.email), "session_id": uuid4(), "case_id": open_case}

    with app.app_context():
        wrong = [
            ledger.append_alone(act="read_document", of=f"document:{other}", **said),
            ledger.append_alone(act="read_document", of=f"document:{one}", outcome="denied", **said),
            ledger.append_alone(act="read_document", of=f"document:{one}", **{**said, "case_id": uuid4()}),
            ledger.append_alone(act="open_file", of=f"case:{open_case}", **said),
        ]
        for ticket in wrong:
            with pytest.raises(vault.TicketRefused):
                vault.open(ticket, subject=open_case, table="document", row=one, capsule="file")
            if ticket.act == "read_document":
                with pytest.raises(vault.TicketRefused):
                    list(vault.open_many(ticket, table="document", capsule="file"))
