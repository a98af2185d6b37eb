"""A lawyer with a criminal proceeding, and the steps that she records."""

import html
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from lawyering import said
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.core.db import db


@pytest.fixture
def criminal(app: Flask, case_id: UUID) -> str:
    """The path of the criminal proceeding of the case."""
    return path_of(app, case_id, "criminal")


def path_of(app: Flask, case_id: UUID, family: str) -> str:
    with app.app_context():
        wanted = select(Proceeding.id).where(Proceeding.case_id == case_id, Proceeding.family == family)
        return f"/proceedings/{db.session.scalars(wanted).one()}"


def outside(person: Any, path: str, stage: str, seq: int, on: date = date(2026, 3, 4), **more: str) -> Any:
    data = {"to_stage": stage, "on": said(on), "seq": str(seq), "reason": "It came so.", **more}
    return person.post(f"{path}/outside", data)


def court_file(person: Any, path: str, role: str = "first", **more: str) -> Any:
    """Somebody who has the proceeding of this path in hand."""
    answer = person.post(f"{path}/court-files", {"role": role, **more})
    assert answer.status_code == 303, page(answer)
    return answer


def page(answer: Any) -> str:
    return html.unescape(answer.get_data(as_text=True))
