"""A lawyer at her browser with a case of hers, and what tests of the rooms of a case do and read there."""

import html
import re
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from begun import begun
from litigation_app.casework.cases.models import Case
from litigation_app.casework.proceedings.models import Deadline, Proceeding
from litigation_app.casework.proceedings.rules import procedure_of
from litigation_app.core.db import committing, db
from litigation_app.law import loader
from litigation_app.law.procedure import deadlines_at
from statements import sent_by

STAGE = "first_instance_judgment"


class Beginning:
    """A lawyer at her browser."""

    case_id: UUID

    def __init__(self, make: Any, client_as: Callable[[str], Any]) -> None:
        self.make, self.app = make, make.app
        make.office("RS", "Belgrade")
        self.email = str(make.lawyer())
        self.lawyer = client_as(self.email)


class WithCase(Beginning):
    """She has a case."""

    def __init__(self, make: Any, client_as: Callable[[str], Any]) -> None:
        super().__init__(make, client_as)
        self.case_id = make.case(self.email)


@pytest.fixture
def beginning(request: pytest.FixtureRequest, make: Any, client_as: Callable[[str], Any]) -> Beginning:
    return begun(WithCase if "case_id" in request.fixturenames else Beginning, make, client_as)


@pytest.fixture
def email(beginning: Beginning) -> str:
    return beginning.email


@pytest.fixture
def lawyer(beginning: Beginning) -> Any:
    return beginning.lawyer


@pytest.fixture
def case_id(beginning: Beginning) -> UUID:
    return beginning.case_id


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


def still(answer: Any) -> str:
    """A page without what differs each time: ids, tokens, the number of the request."""
    return re.sub(r"[0-9a-f-]{36}|[0-9a-f]{12}|value='[^']*'|value=\"[^\"]*\"", "*", text(answer))


def open_file(person: Any, case_id: UUID) -> None:
    assert person.post(f"/cases/{case_id}/openings", {"purpose": "hearing"}).status_code == 303


def due(app: Flask, case_id: UUID, day: date | None, prepare_by: date | None = None) -> None:
    """The victim's appeal in the criminal proceeding of this case must be made by this day."""
    with app.app_context(), committing() as session:
        proceeding = session.query(Proceeding).filter_by(case_id=case_id, family="criminal").one()
        row = our_deadline(session.get_one(Case, case_id), proceeding, day)
        row.prepare_by = prepare_by
        session.add(row)


def our_deadline(case: Case, proceeding: Proceeding, act_by: date | None) -> Deadline:
    """An open deadline of ours, as its rule in the country file says."""
    rule = next(
        one
        for one in deadlines_at(procedure_of(loader.load("RS"), "criminal", None), STAGE)
        if one.event == "appealed_by_victim"
    )
    row = Deadline(case_id=case.id, office_id=case.office_id, proceeding_id=proceeding.id, side="ours", stage=STAGE)
    row.event, row.kept_by, row.kind, row.roll_over = rule.event, list(rule.events), str(rule.kind), str(rule.roll_over)
    row.runs_from, row.days, row.legal_basis, row.confidence = (
        rule.runs_from,
        rule.days,
        rule.legal_basis,
        rule.confidence,
    )
    row.is_reviewed, row.act_by = False, act_by
    return row


def part(page: str, id_: str) -> str:
    """One card of the page."""
    return page.split(f'id="{id_}"', 1)[1].split("</section>", 1)[0] if f'id="{id_}"' in page else ""


def statements(app: Flask, person: Any, path: str) -> int:
    """How many statements a page sends."""

    def show() -> None:
        assert person.get(path).status_code == 200

    return len(sent_by(app, show))


def version(page: str) -> str:
    """Which version of a row the form was made from."""
    found = re.search(r'name="row_version"[^>]*value="(\d+)"', page)
    assert found is not None
    return found.group(1)
