"""Are the papers of a case sealed while they arrive, shown only while its file stands open, and gone when removed?"""

import gc
import http.client
import io
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread, Timer
from typing import Any, cast
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import Table, select

from config import Config
from litigation_app import ledger, vault
from litigation_app.casework.documents import actions
from litigation_app.casework.documents.models import Document
from litigation_app.cli import web_server
from litigation_app.core.db import db
from litigation_app.ledger import LedgerEntry
from litigation_app.ledger.settings import settings
from litigation_app.vault import Capsule

CANARY = b"Svedokinja Zamisljena nije zivela u Neizmisljenoj ulici 7. "
NAME = "Пресуда Ђорђевић „друга“.pdf"
PDF = b"%PDF-1.7\n" + CANARY * 40_000  # two and a half MB, far beyond what Werkzeug keeps in memory

BIG = PDF * 4
PLENTY_SECONDS = 30


@pytest.fixture
def lawyer(make: Any, client_as: Callable[[str], Any]) -> Any:
    return client_as(make.lawyer(name="Vera Zamišljena"))


@pytest.fixture
def case_id(make: Any, lawyer: Any) -> UUID:
    return new_case(make, lawyer)


@pytest.fixture
def open_case(lawyer: Any, case_id: UUID) -> UUID:
    """A case whose file stands open for the lawyer."""
    assert open_file(lawyer, case_id).status_code == 303
    return case_id


def new_case(make: Any, person: Any) -> UUID:
    office = next(iter(make.actor(person.email).held)).office_id
    said = {"office": str(office), "opened_on": "20. 9. 2026.", "aim": "Izmišljen cilj", "court": "vs_beograd"}
    return UUID(re.split(r"[/?]", person.post("/cases/", said).headers["Location"])[2])


def open_file(person: Any, case_id: UUID) -> Any:
    return person.post(f"/cases/{case_id}/openings", {"purpose": "hearing"})


def send(person: Any, case_id: UUID, *papers: tuple[bytes, str], **said: str) -> Any:
    streams = [(io.BytesIO(content), name) for content, name in papers]
    typed = {"kind": "judgment", "written_on": "", "note": "", **said}
    return person.post(f"/cases/{case_id}/papers", typed | {"papers": streams})


def added(app: Flask, person: Any, case_id: UUID, content: bytes = PDF, name: str = NAME) -> UUID:
    """The id of a paper that was just added."""
    answer = send(person, case_id, (content, name))
    assert answer.status_code == 303, answer.get_data(as_text=True)
    with app.app_context():
        newest = db.session.scalar(select(Document.id).order_by(Document.added_at.desc()))
    assert newest is not None
    return newest


def page(person: Any, case_id: UUID) -> str:
    return str(person.get(f"/cases/{case_id}").get_data(as_text=True))


def files_of(config: Config) -> list[Path]:
    return [path for path in config.files.rglob("*") if path.is_file()]


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

    assert "1 paper." in text
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

    assert "No papers yet" in before
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
    for now in (other.read_bytes(), was[:-70_000], was[:-1] + b"x", b""):
        one.write_bytes(now)
        seen.append(lawyer.get(f"/cases/{open_case}/papers/{first}").status_code)
    one.unlink()

    assert seen == [500] * 4
    assert lawyer.get(f"/cases/{open_case}/papers/{first}").status_code == 500


def office_file(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in ({"word/document.xml": b"<w/>"} | members).items():
            container.writestr(name, content)
    return out.getvalue()


REFUSED = {
    "empty": (b"", "a.pdf", "is empty"),
    "a program": (b"MZ\x90\0", "a.exe", "of a kind that the desk does not take"),
    "no end": (b"%PDF-1.7", "a", "of a kind that the desk does not take"),
    "a page": (b"<html>", "a.html", "of a kind that the desk does not take"),
    "a program called PDF": (b"MZ\x90\0", "a.pdf", "is not what the end of its name says"),
    "a PDF called picture": (PDF, "a.jpg", "is not what the end of its name says"),
    "bytes called text": (b"\0\1\2", "a.txt", "is not what the end of its name says"),
    "a sheet called text": (office_file(**{"xl/workbook.xml": b"<x/>"}), "a.xlsx.docx.odt", "is not what the end"),
    "half an office file": (office_file()[:-30], "a.docx", "is damaged"),
    "a bomb": (office_file(**{"word/media.bin": bytes(40 * 2**20)}), "a.docx", "unpacks to far more"),
    "many members": (office_file(**{f"word/{n}.bin": b"" for n in range(5_001)}), "a.docx", "unpacks to far more"),
    "entities": (
        office_file(**{"word/styles.xml": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'}),
        "a.docx",
        "was not written by an office program",
    ),
    "entities in UTF-16": (
        office_file(**{"word/styles.xml": "<!DOCTYPE x []><x/>".encode("utf-16")}),
        "a.docx",
        "was not written by an office program",
    ),
}


@pytest.mark.parametrize("what", list(REFUSED))
def test_what_is_no_paper_is_refused_with_a_reason(
    app: Flask, lawyer: Any, config: Config, open_case: UUID, what: str
) -> None:
    content, name, reason = REFUSED[what]

    answer = send(lawyer, open_case, (PDF, "dobra.pdf"), (content, name))

    assert answer.status_code == 422
    assert reason in answer.get_data(as_text=True)
    assert f"{name} " in answer.get_data(as_text=True)
    assert files_of(config) == []
    with app.app_context():
        assert db.session.query(Document).count() == 0


def exif(*tags: int) -> bytes:
    block = b"Exif\0\0II*\0\x08\0\0\0" + len(tags).to_bytes(2, "little")
    block += b"".join(tag.to_bytes(2, "little") + bytes(10) for tag in tags)
    return b"\xff\xd8\xff\xe1" + (len(block) + 2).to_bytes(2, "big") + block + b"\xff\xda\0\0"


CAUTIONS = {
    "macros": (office_file(**{"word/vbaProject.bin": b"x"}), "a.docx", "Holds macros"),
    "an author": (office_file(**{"docProps/core.xml": b"<dc:creator>Neko</dc:creator>"}), "a.docx", "Names whoever"),
    "a place": (exif(0x8825), "a.jpg", "Tells where it was taken"),
    "a device": (exif(0x0110), "a.jpg", "Tells with which device"),
    "scripts": (b"%PDF-1.7 /JavaScript (x)", "a.pdf", "Holds scripts"),
    "an old office file": (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "a.doc", "which can hold macros"),
    "a film's place": (b"\0\0\0\x18ftypmp42" + b"\xa9xyz+44.81", "a.mp4", "Tells where it was taken"),
}


@pytest.mark.parametrize("what", list(CAUTIONS))
def test_what_a_paper_tells_besides_is_said(lawyer: Any, open_case: UUID, what: str) -> None:
    content, name, caution = CAUTIONS[what]
    before = page(lawyer, open_case)

    send(lawyer, open_case, (content, name))

    assert caution not in before
    assert caution in page(lawyer, open_case)


def test_a_picture_without_anything_besides_has_no_caution(lawyer: Any, open_case: UUID) -> None:
    send(lawyer, open_case, (exif(0x0112), "a.jpg"))

    assert "Tells" not in page(lawyer, open_case)


def test_a_form_without_a_file_or_a_kind_is_shown_again(lawyer: Any, open_case: UUID) -> None:
    answers = [
        send(lawyer, open_case),
        send(lawyer, open_case, (b"", "")),
        send(lawyer, open_case, (PDF, NAME), kind=""),
    ]

    assert [answer.status_code for answer in answers] == [422] * 3
    assert "Choose at least one file" in answers[0].get_data(as_text=True)
    assert "Choose at least one file" in answers[1].get_data(as_text=True)


class Watched(io.RawIOBase):
    """A body that says when it is read, or breaks off."""

    def __init__(self, body: bytes, at: int, then: Callable[[], None]) -> None:
        self._body, self._at, self._then, self._read = body, at, then, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._at is not None and self._read >= self._at:
            self._at = len(self._body) + 1
            self._then()
        piece = self._body[self._read : self._read + min(len(buffer), 65_536)]
        buffer[: len(piece)] = piece
        self._read += len(piece)
        return len(piece)


def stream(person: Any, case_id: UUID, body: Any, length: int) -> Any:
    return person.client.open(
        f"/cases/{case_id}/papers",
        method="POST",
        base_url="https://localhost",
        environ_overrides={
            "wsgi.input": body,
            "CONTENT_LENGTH": str(length),
            "CONTENT_TYPE": "multipart/form-data; boundary=cut",
        },
    )


def body_of(token: str, content: bytes) -> bytes:
    part = b'--cut\r\nContent-Disposition: form-data; name="%b"%b\r\n\r\n%b\r\n'
    typed = {"csrf_token": token, "kind": "judgment", "written_on": "", "note": ""}
    fields = b"".join(part % (name.encode(), b"", value.encode()) for name, value in typed.items())
    return fields + part % (b"papers", b'; filename="a.pdf"', content) + b"--cut--\r\n"


@pytest.fixture
def nothing_of_before() -> None:
    """The test client keeps what it sends in temporary files; those of earlier tests go with what held them."""
    gc.collect()


def in_the_clear(config: Config) -> list[str]:
    """Every file of the instance, of the folder for temporary files, and still open though deleted, that holds the canary."""
    temporary = [path for path in Path(tempfile.gettempdir()).glob("*") if path.is_file()]
    opened = [Path("/proc/self/fd") / name for name in os.listdir("/proc/self/fd")]
    ours = [path for path in config.instance.rglob("*") if path.is_file()]
    return [str(path) for path in [*ours, *temporary, *opened] if CANARY[:30] in bytes_of(path)]


def bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes() if path.is_file() else b""
    except OSError:
        return b""


@pytest.mark.usefixtures("nothing_of_before")
def test_what_lies_in_a_temporary_file_would_be_found_though_it_has_no_name(sqlite_config: Config) -> None:
    before = in_the_clear(sqlite_config)

    with tempfile.TemporaryFile(buffering=0) as file:
        file.write(PDF)
        found = in_the_clear(sqlite_config)

    assert (before, len(found)) == ([], 1)


@pytest.mark.usefixtures("nothing_of_before")
def test_nothing_lies_in_the_clear_while_a_paper_arrives_nor_after(
    app: Flask, lawyer: Any, config: Config, open_case: UUID
) -> None:
    body, seen = body_of(lawyer.token, PDF), []

    def look() -> None:
        parts = list((config.files / "incoming").iterdir())
        seen.append(
            (len(parts), parts[0].stat().st_size > 500_000, parts[0].stat().st_mode & 0o777, in_the_clear(config))
        )

    answer = stream(lawyer, open_case, Watched(body, len(PDF) * 3 // 4, look), len(body))

    assert seen == [(1, True, 0o600, [])]
    assert answer.status_code == 303
    assert len(files_of(config)) == 1
    assert in_the_clear(config) == []


def test_an_upload_that_breaks_off_leaves_nothing(app: Flask, lawyer: Any, config: Config, open_case: UUID) -> None:
    body = body_of(lawyer.token, PDF)

    answer = stream(lawyer, open_case, io.BytesIO(body[: len(body) // 2]), len(body))

    assert answer.status_code == 400
    assert files_of(config) == []
    with app.app_context():
        assert db.session.query(Document).count() == 0


def test_a_full_disk_is_said_and_leaves_nothing(
    app: Flask, lawyer: Any, config: Config, open_case: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.files.mkdir()
    (config.files / "incoming").write_bytes(b"")  # where a folder belongs: nothing can be written below it

    answer = send(lawyer, open_case, (PDF, NAME))

    assert answer.status_code == 503
    with app.app_context():
        assert db.session.query(Document).count() == 0


def test_without_the_forms_token_nothing_is_kept(lawyer: Any, config: Config, open_case: UUID) -> None:
    body = body_of("forged", PDF)

    assert stream(lawyer, open_case, io.BytesIO(body), len(body)).status_code == 400
    assert files_of(config) == []


def test_only_who_may_add_papers_can_send_more_than_a_form(
    make: Any, client_as: Callable[[str], Any], stranger: Any, lawyer: Any, config: Config, open_case: UUID
) -> None:
    auditor, length = client_as(make.auditor()), config.max_form_bytes + 1

    answers = [stream(person, open_case, io.BytesIO(b""), length) for person in (stranger, auditor, lawyer)]

    assert [answer.status_code for answer in answers] == [413, 413, 400]


def test_more_than_the_desk_takes_is_refused(lawyer: Any, config: Config, open_case: UUID) -> None:
    assert stream(lawyer, open_case, io.BytesIO(b""), config.max_upload_bytes + 1).status_code == 413


def test_not_more_than_fifty_files_come_with_one_form(lawyer: Any, config: Config, open_case: UUID) -> None:
    answer = send(lawyer, open_case, *[(b"Izmisljeno", f"{n}.txt") for n in range(51)])

    assert answer.status_code == 413
    assert files_of(config) == []


@pytest.mark.parametrize("limit", ["case_bytes", "papers_bytes"])
def test_a_full_case_or_desk_takes_no_more(
    app: Flask, lawyer: Any, config: Config, open_case: UUID, limit: str
) -> None:
    app.extensions["config"] = Config(**{**vars(config), limit: 2 * len(PDF)})
    send(lawyer, open_case, (PDF, "prva.pdf"))

    answers = [
        send(lawyer, open_case, (PDF, "druga.pdf"), (b"x", "treca.txt")),
        send(lawyer, open_case, (PDF, "druga.pdf")),
    ]

    assert [answer.status_code for answer in answers] == [422, 303]
    assert "There is no more room" in answers[0].get_data(as_text=True)


def test_a_sweep_takes_what_no_entry_speaks_of_and_nothing_else(
    app: Flask, lawyer: Any, config: Config, open_case: UUID
) -> None:
    paper = added(app, lawyer, open_case)
    orphan, half = config.files / str(uuid4()), config.files / "incoming" / uuid4().hex
    orphan.write_bytes(b"x")
    half.write_bytes(b"x")
    for path in files_of(config):
        os.utime(path, (0, 0))

    with app.app_context():
        swept = actions.sweep()

    assert swept == 2
    assert [path.name for path in files_of(config)] == [str(paper)]
    assert lawyer.get(f"/cases/{open_case}/papers/{paper}").data == PDF


def test_a_row_that_cannot_be_seen_costs_no_file(
    app: Flask, lawyer: Any, config: Config, open_case: UUID, as_owner: Callable[..., None]
) -> None:
    paper = added(app, lawyer, open_case)
    os.utime(config.files / str(paper), (0, 0))
    with app.app_context():
        as_owner("DELETE FROM casework_document")
        swept = actions.sweep()

    assert swept == 0
    assert [path.name for path in files_of(config)] == [str(paper)]


def test_a_file_that_is_still_being_written_is_not_swept(app: Flask, config: Config) -> None:
    with app.app_context():
        incoming = actions.receive()
        incoming.write(PDF)
        for path in files_of(config):
            os.utime(path, (0, 0))
        swept = actions.sweep()
        incoming.seek(0)

        assert swept == 0
        assert incoming.read(len(PDF)) == PDF
        incoming.close()
    assert files_of(config) == []


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


@pytest.fixture
def port(app: Flask) -> Iterator[int]:
    """The desk behind its own server, in this process so that all its open files can be looked at."""
    door = socket.socket()
    door.bind(("127.0.0.1", 0))
    server = web_server.server_of(app, sockets=[door], threads=2)
    running = Thread(target=server.run, daemon=True)
    running.start()
    yield door.getsockname()[1]
    server.close()
    running.join(PLENTY_SECONDS)


def asking(person: Any, port: int, method: str, path: str, length: int = 0) -> http.client.HTTPConnection:
    """A connection whose head is sent and whose body is not."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PLENTY_SECONDS)
    connection.putrequest(method, path)
    cookie = person.client.get_cookie("__Host-desk", domain="localhost")
    connection.putheader("Cookie", f"{cookie.key}={cookie.value}")
    if length:
        connection.putheader("Content-Type", "multipart/form-data; boundary=cut")
        connection.putheader("Content-Length", str(length))
    connection.endheaders()
    return connection


def upload(person: Any, port: int, case_id: UUID, content: bytes = BIG) -> int:
    body = body_of(person.token, content)
    connection = asking(person, port, "POST", f"/cases/{case_id}/papers", len(body))
    connection.send(body)
    return connection.getresponse().status


def eventually(holds: Callable[[], bool]) -> bool:
    until = time.monotonic() + PLENTY_SECONDS
    while time.monotonic() < until and not holds():
        time.sleep(0.02)
    return holds()


def papers(app: Flask) -> list[UUID]:
    with app.app_context():
        return [row[0] for row in db.session.query(Document.id)]


@pytest.mark.usefixtures("nothing_of_before")
def test_a_body_waits_sealed_and_so_does_an_answer(
    app: Flask, config: Config, lawyer: Any, open_case: UUID, port: int
) -> None:
    body = body_of(lawyer.token, BIG)
    sending = asking(lawyer, port, "POST", f"/cases/{open_case}/papers", len(body))
    sending.send(body[: len(body) // 2])
    assert eventually(lambda: sum(path.stat().st_size for path in files_of(config)) > len(body) // 3)
    while_arriving = in_the_clear(config)
    sending.send(body[len(body) // 2 :])
    assert sending.getresponse().status == 303
    reading = asking(lawyer, port, "GET", f"/cases/{open_case}/papers/{papers(app)[0]}")
    answer = reading.getresponse()
    while_leaving = in_the_clear(config)

    assert answer.read() == BIG
    assert (while_arriving, while_leaving, in_the_clear(config)) == ([], [], [])


def test_a_sender_who_hangs_up_leaves_nothing(
    app: Flask, config: Config, lawyer: Any, open_case: UUID, port: int
) -> None:
    body = body_of(lawyer.token, BIG)
    sending = asking(lawyer, port, "POST", f"/cases/{open_case}/papers", len(body))
    sending.send(body[: len(body) // 2])
    assert eventually(lambda: len(files_of(config)) == 1)

    sending.close()

    assert eventually(lambda: files_of(config) == [])
    assert papers(app) == []


def test_a_form_still_arrives_in_pieces_of_unknown_length(lawyer: Any, open_case: UUID, port: int) -> None:
    connection = asking(lawyer, port, "GET", "/cases/")
    assert connection.getresponse().status == 200
    sending = http.client.HTTPConnection("127.0.0.1", port, timeout=PLENTY_SECONDS)
    body = body_of(lawyer.token, b"%PDF-1.7 x")
    cookie = lawyer.client.get_cookie("__Host-desk", domain="localhost")
    said = {"Cookie": f"{cookie.key}={cookie.value}", "Content-Type": "multipart/form-data; boundary=cut"}

    sending.request("POST", f"/cases/{open_case}/papers", iter([body[:50], body[50:]]), said, encode_chunked=True)

    assert sending.getresponse().status == 303


@contextmanager
def served(config: Config) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The desk as people run it, in a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environ = os.environ | {
        "LITIGATION_INSTANCE": str(config.instance),
        "LITIGATION_DATABASE_URL": config.database_url,
    }
    command = [sys.executable, "-c", "from litigation_app.cli import main; main()", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=environ, stderr=subprocess.DEVNULL)
    try:
        assert eventually(lambda: answers(port) or process.poll() is not None)
        yield process, port
    finally:
        process.kill()
        process.wait()


def answers(port: int) -> bool:
    with socket.socket() as door:
        return door.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.usefixtures("nothing_of_before")
@pytest.mark.parametrize("part", [0.9])
def test_a_server_that_is_killed_in_the_middle_leaves_no_half_paper(
    app: Flask, config: Config, lawyer: Any, open_case: UUID, part: float
) -> None:
    body = body_of(lawyer.token, BIG)
    with served(config) as (process, port):
        sending = asking(lawyer, port, "POST", f"/cases/{open_case}/papers", len(body))
        sending.send(body[: int(len(body) * part)])
        assert eventually(lambda: len(files_of(config)) == 1)
        process.send_signal(signal.SIGKILL)
        process.wait()

    left = files_of(config)
    os.utime(left[0], (0, 0))
    with served(config):
        assert [path.parent.name for path in left] == ["incoming"]
        assert files_of(config) == []
    assert papers(app) == []
    assert in_the_clear(config) == []


@pytest.mark.parametrize("seconds", [0.0, 0.03])
def test_what_was_answered_is_there_after_a_kill(
    app: Flask, config: Config, lawyer: Any, open_case: UUID, seconds: float
) -> None:
    seen: list[int] = []
    with served(config) as (process, port):
        Timer(0.15 + seconds, process.kill).start()
        try:
            while len(seen) < 200:
                seen.append(upload(lawyer, port, open_case, PDF[:300_000]))
        except (OSError, http.client.HTTPException):
            process.wait()

    stored = {path.name for path in config.files.glob("*") if path.is_file()}
    found = papers(app)
    assert set(seen) <= {303}
    assert len(seen) <= len(found) <= len(seen) + 1
    assert {str(paper) for paper in found} <= stored
    assert all(lawyer.get(f"/cases/{open_case}/papers/{paper}").data == PDF[:300_000] for paper in found)
    with app.app_context():
        assert ledger.verify(db.session(), settings().mac_key).holds
        assert ledger.verify_state(db.session(), vault.commitments()) == []
