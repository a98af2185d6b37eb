"""A lawyer at her browser with a case of hers, and what tests of the rooms of a case do and read there."""

import html
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from litigation_app.core.db import db


@pytest.fixture
def email(make: Any) -> str:
    make.office("RS", "Belgrade")
    return str(make.lawyer())


@pytest.fixture
def lawyer(email: str, client_as: Callable[[str], Any]) -> Any:
    return client_as(email)


@pytest.fixture
def case_id(make: Any, email: str) -> UUID:
    return UUID(str(make.case(email)))


def said(day: date) -> str:
    """A day as people type it."""
    return f"{day.day}. {day.month}. {day.year}."


def rows(app: Flask, model: type, *columns: str) -> list[Any]:
    """These columns of every row."""
    with app.app_context():
        return list(db.session.execute(select(*(getattr(model, name) for name in columns))).all())


def text(answer: Any) -> str:
    """A page as it is read: without entities, with plain spaces."""
    return html.unescape(answer.get_data(as_text=True)).replace("\u00a0", " ")


def open_file(person: Any, case_id: UUID) -> None:
    assert person.post(f"/cases/{case_id}/openings", {"purpose": "hearing"}).status_code == 303
