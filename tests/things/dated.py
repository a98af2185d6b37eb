"""Hearings on days that a test chooses, and the calendar as somebody reads it."""

from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from lawyering import text
from litigation_app.casework.cases.models import Case
from litigation_app.casework.proceedings.hearings import actions
from litigation_app.casework.proceedings.hearings.actions import Planned
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.core.clock import today
from litigation_app.core.db import committing

DAY = today() + timedelta(days=7 + (4 - today().weekday()) % 7)  # a Friday that is not here yet


@pytest.fixture
def ana(make: Any) -> str:
    make.office("RS", "Belgrade")
    return str(make.lawyer(name="Ana Izmišljena"))


def put(
    app: Flask,
    make: Any,
    email: str,
    case_id: UUID,
    on: date = DAY,
    at: time | None = time(9, 30),
    kind: str = "main_hearing",
) -> UUID:
    actor = make.actor(email)
    with app.app_context(), committing() as session:
        case = session.get_one(Case, case_id)
        proceeding = session.scalars(select(Proceeding).where(Proceeding.case_id == case_id)).first()
        return UUID(str(actions.schedule(actor, case, proceeding, Planned(kind, on, at)).id))


def calendar(person: Any, **asked: Any) -> str:
    answer = person.get("/calendar", query_string={"day": str(DAY), **asked})
    assert answer.status_code == 200
    return text(answer)
