"""Does a paper never lie in the clear while it arrives, and does nothing half-written stay?"""

import io
import os
import tempfile
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask

from arriving import body_of, in_the_clear
from config import Config
from documents_sent import (
    NAME,
    PDF,
    added,
    files_of,
    send,
)
from litigation_app.casework.documents import actions
from litigation_app.casework.documents.models import Document
from litigation_app.core.db import db


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
