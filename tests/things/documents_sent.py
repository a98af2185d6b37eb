"""A lawyer with a case whose file stands open, and papers to send."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from begun import begun
from config import Config
from litigation_app.casework.documents.models import Document
from litigation_app.core.db import db

CANARY = b"Svedokinja Zamisljena nije zivela u Neizmisljenoj ulici 7. "
NAME = "Пресуда Ђорђевић „друга“.pdf"
PDF = b"%PDF-1.7\n" + CANARY * 40_000  # two and a half MB, far beyond what Werkzeug keeps in memory

BIG = PDF * 4
PLENTY_SECONDS = 120


def office_file(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A text of an office program, with these members besides."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as container:
        for name, content in ({"word/document.xml": b"<w/>"} | dict(members)).items():
            container.writestr(name, content)
    return out.getvalue()


class Beginning:
    """A lawyer at her browser, with a case."""

    def __init__(self, make: Any, client_as: Callable[[str], Any]) -> None:
        self.make, self.app = make, make.app
        self.lawyer = client_as(make.lawyer(name="Vera Zamišljena"))
        self.case_id = new_case(make, self.lawyer)


@pytest.fixture
def beginning(make: Any, client_as: Callable[[str], Any]) -> Beginning:
    return begun(Beginning, make, client_as)


@pytest.fixture
def lawyer(beginning: Beginning) -> Any:
    return beginning.lawyer


@pytest.fixture
def case_id(beginning: Beginning) -> UUID:
    return beginning.case_id


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


def send(person: Any, case_id: UUID, *papers: tuple[bytes, str], query: str = "", **said: str) -> Any:
    streams = [(io.BytesIO(content), name) for content, name in papers]
    typed = {"kind": "judgment", "written_on": "", "note": "", **said}
    return person.post(f"/cases/{case_id}/papers", typed | {"papers": streams}, query_string=query)


def added(app: Flask, person: Any, case_id: UUID, content: bytes = PDF, name: str = NAME) -> UUID:
    """The id of a paper that was just added."""
    answer = send(person, case_id, (content, name))
    assert answer.status_code == 303, answer.get_data(as_text=True)
    with app.app_context():
        newest = db.session.scalar(select(Document.id).order_by(Document.added_at.desc()))
    assert newest is not None
    return newest


def page(person: Any, case_id: UUID) -> str:
    return str(person.get(f"/cases/{case_id}/papers").get_data(as_text=True))


def files_of(config: Config) -> list[Path]:
    return [path for path in config.files.rglob("*") if path.is_file()]
