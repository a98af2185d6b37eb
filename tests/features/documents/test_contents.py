"""Is what is no paper refused with a reason, and is what a paper tells besides said?"""

from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from config import Config
from documents_sent import (
    NAME,
    PDF,
    files_of,
    office_file,
    page,
    send,
)
from litigation_app.casework.documents.models import Document
from litigation_app.core.db import db

REFUSED = {
    "empty": (b"", "a.pdf", "is empty"),
    "a program": (b"MZ\x90\0", "a.exe", "of a kind that the desk does not take"),
    "no end": (b"%PDF-1.7", "a", "of a kind that the desk does not take"),
    "a page": (b"<html>", "a.html", "of a kind that the desk does not take"),
    "a program called PDF": (b"MZ\x90\0", "a.pdf", "is of another kind than its name says"),
    "a PDF called picture": (PDF, "a.jpg", "is of another kind than its name says"),
    "bytes called text": (b"\0\1\2", "a.txt", "is of another kind than its name says"),
    "a sheet called text": (office_file({"xl/workbook.xml": b"<x/>"}), "a.xlsx.docx.odt", "is of another kind"),
    "half an office file": (office_file({})[:-30], "a.docx", "is damaged"),
    "a bomb": (office_file({"word/media.bin": bytes(40 * 2**20)}), "a.docx", "unpacks to far more"),
    "many members": (office_file({f"word/{n}.bin": b"" for n in range(5_001)}), "a.docx", "unpacks to far more"),
    "entities": (
        office_file({"word/styles.xml": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'}),
        "a.docx",
        "was not written by an office program",
    ),
    "entities in UTF-16": (
        office_file({"word/styles.xml": "<!DOCTYPE x []><x/>".encode("utf-16")}),
        "a.docx",
        "was not written by an office program",
    ),
}


@pytest.mark.parametrize("what", list(REFUSED))
def test_what_is_no_paper_is_refused_with_a_reason(
    app: Flask, lawyer: Any, config: Config, open_case: UUID, what: str
) -> None:
    content, name, reason = REFUSED[what]

    answer = send(lawyer, open_case, (content, name))

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
    "macros": (office_file({"word/vbaProject.bin": b"x"}), "a.docx", "Holds macros"),
    "an author": (office_file({"docProps/core.xml": b"<dc:creator>Neko</dc:creator>"}), "a.docx", "Names whoever"),
    "a place": (exif(0x8825), "a.jpg", "Tells where it was taken"),
    "a device": (exif(0x0110), "a.jpg", "Tells with which device"),
    "scripts": (b"%PDF-1.7 /JavaScript (x)", "a.pdf", "Holds scripts"),
    "an old office file": (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "a.doc", "which can hold macros"),
    "an e-mail": (b"From: a@b.example\n\nx", "a.eml", "An e-mail: read it here."),
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
