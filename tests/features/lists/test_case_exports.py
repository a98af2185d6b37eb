"""Does an export of cases hold the list that was asked for, by code names alone, and no more often than any export?"""

import csv
import io
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from kept_lists import hearing
from litigation_app.casework.cases.models import Case
from litigation_app.core.clock import today
from litigation_app.core.db import db
from litigation_app.ledger import LedgerEntry

As = Callable[[str], Any]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_holds_exactly_the_list_by_code_names_and_is_in_the_access_log(
    app: Flask, make: Any, client_as: As, kind: str
) -> None:
    ana = make.lawyer()
    person = client_as(ana)
    shown, other, strange = make.case(ana), make.case(ana), make.case(make.lawyer())
    make.victim(ana, shown, given_name="Kanarinka")
    hearing(person, app, shown, 4)
    make.stale(ana)
    asked = person.post("/cases/exports", {"file": kind})
    assert asked.mimetype == "text/html"  # she is asked for her second factor first
    make.fresh(ana)

    answer = person.post("/cases/exports", {"file": kind, "tab": "undated"})

    assert answer.status_code == 200
    rows = table(answer.data, kind)
    names = references(app)
    assert [row[0] for row in rows[1:]] == [names[other]]
    whole = table(person.post("/cases/exports", {"file": kind}).data, kind)
    assert {row[0] for row in whole[1:]} == {names[shown], names[other]}
    assert names[strange] not in str(whole)
    assert "Kanarinka" not in str(whole)
    with app.app_context():
        acts = list(db.session.execute(select(LedgerEntry.act, LedgerEntry.body).order_by(LedgerEntry.seq)))[-2:]
    assert [act for act, _body in acts] == ["export_cases"] * 2
    facts = [json.loads(body)["facts"] for _act, body in acts]
    assert [(one["tab"], one["cases"]) for one in facts] == [("undated", 1), ("running", 2)]
    assert person.post("/cases/exports", {"file": "exe"}).status_code == 400
    assert 'filename="cases-undated-' in answer.headers["Content-Disposition"]
    assert {row[-1] for row in rows[1:]} == {"No next date"}
    day = next(row for row in whole[1:] if row[0] == names[shown])[6]
    assert day == str(today() + timedelta(days=4))  # a day, in a workbook too


def table(data: bytes, kind: str) -> list[list[str]]:
    if kind == "csv":
        return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    return [
        list(map(str, row))
        for row in CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    ]


def references(app: Flask) -> dict[UUID, str]:
    with app.app_context():
        return {row.id: row.reference for row in db.session.execute(select(Case.id, Case.reference))}


def test_exports_are_limited_as_all_are(make: Any, client_as: As, app: Flask) -> None:
    ana = make.lawyer()
    person = client_as(ana)
    make.fresh(ana)
    most = app.extensions["config"].exports_per_hour

    answers = [person.post("/cases/exports", {"file": "csv"}).status_code for _ in range(most + 1)]

    assert answers == [200] * most + [429]
