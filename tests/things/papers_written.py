"""A paper that is written from the file: where it is asked for, and what it says."""

import io
import zipfile
from typing import Any
from uuid import UUID

from flask import Flask

from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.core.db import db


def address(case_id: UUID) -> str:
    return f"/cases/{case_id}/papers/drafts"


def said_by(answer: Any) -> str:
    with zipfile.ZipFile(io.BytesIO(answer.data)) as container:
        return container.read("word/document.xml").decode()


def written(person: Any, case_id: UUID, **asked: str) -> str:
    return said_by(person.post(address(case_id), {"language": "sr-Latn", **asked})).replace("\u00a0", " ")


def trial_of(app: Flask, case_id: UUID) -> UUID:
    with app.app_context():
        found: UUID = db.session.query(Proceeding.id).filter_by(case_id=case_id, family="criminal").scalar()
    return found
