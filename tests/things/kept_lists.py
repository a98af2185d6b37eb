"""What lists of cases are read from, what stands in them, and what brings a case there."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from lawyering import said
from litigation_app.casework.cases.models import Assignment, Case
from litigation_app.casework.lists.caselists.models import Facet
from litigation_app.casework.proceedings.defendants.models import Defendant
from litigation_app.core.clock import today
from litigation_app.core.db import db
from litigation_app.law import loader
from stepping import outside, path_of
from strategic import lane_of

ROW = re.compile(r'<th scope="row">\s*<a class="nowrap" href="/cases/([0-9a-f-]{36})"')


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


def hearing(person: Any, app: Flask, case_id: UUID, after: int, **more: str) -> None:
    form = {"proceeding": lane_of(app, case_id, "criminal"), "kind": "main_hearing", "at": "9.30", "confirmed": "y"}
    day = said(today() + timedelta(days=after))
    assert person.post(f"/cases/{case_id}/hearings", {**form, "on": day, **more}).status_code == 303


def end(person: Any, app: Flask, case_id: UUID, stage: str = "closed") -> None:
    """The trial is over, and the property claim with it."""
    assert outside(person, path_of(app, case_id, "criminal"), stage, 0, today()).status_code == 303


def listed(person: Any, query: str = "") -> list[UUID]:
    """The cases of a list, in its order."""
    page = person.get(f"/cases/{query}")
    assert page.status_code == 200
    return [UUID(one) for one in ROW.findall(page.get_data(as_text=True))]


def charged(person: Any, app: Flask, case_id: UUID, committed: Any) -> None:
    """Somebody is charged with what may soon be time-barred."""
    assert person.post(f"/cases/{case_id}/accused", {"name": "Izmišljen"}).status_code == 303
    with app.app_context():
        [accused] = db.session.scalars(select(Defendant.id).where(Defendant.case_id == case_id))
        offence = next(one.id for one in loader.load("RS").offences if one.criminal_limitation_years)
    charge = {
        "on": said(today()), "defendant": str(accused), "proceeding": lane_of(app, case_id, "criminal"),
        "step": "indicted", "offence": offence, "committed": said(committed),
    }  # fmt: skip
    assert person.post(f"/cases/{case_id}/records/charge", charge).status_code == 303
