"""What lists of cases are read from, as it is kept beside the cases."""

from typing import Any

from flask import Flask
from sqlalchemy import select

from litigation_app.casework.cases.models import Assignment, Case
from litigation_app.casework.lists.caselists.models import Facet
from litigation_app.core.db import db


def kept(app: Flask) -> list[list[Any]]:
    """All that lists are read from."""
    wanted = (
        select(
            Case.id,
            Case.is_over,
            Case.next_on,
            Case.next_id,
            Case.dated_until,
            Case.ended_on,
            Case.barred_on,
            Case.barred_from_knowledge_on,
        ),
        select(Assignment.case_id, Assignment.is_over, Assignment.next_on),
        select(*Facet.__table__.columns),
    )
    with app.app_context():
        return [sorted((tuple(row) for row in db.session.execute(one)), key=str) for one in wanted]
