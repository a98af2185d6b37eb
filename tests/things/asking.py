"""A preparation that somebody asks for, and what is seen of it."""

import re
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from litigation_app.core.db import db
from litigation_app.core.jobstore import Job
from litigation_app.gate.models import ReleaseDraft
from preparing import WANTED


def asked(person: Any, **changes: Any) -> str:
    """The page of a preparation that has not begun."""
    answer = person.post("/publishing/", WANTED | changes)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.headers["Location"])


def words(person: Any, path: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", person.get(path).get_data(as_text=True)))


def drafts(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(ReleaseDraft)) or 0


def job(app: Flask) -> Job:
    with app.app_context():
        return db.session.scalars(select(Job).order_by(Job.asked_at.desc())).first()  # type: ignore[return-value]
