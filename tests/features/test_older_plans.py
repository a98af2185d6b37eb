"""Are people whom an older version of the plan printed never printed again, and is nothing agreed to that was prepared by older rules?"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from confirming import confirmed
from lawyering import text
from litigation_app.core.db import committing, db
from litigation_app.gate.models import ReleaseDraft
from litigation_app.statistics.releases import PlanRef, ReleaseContents, RowOut, TableOut, write
from preparing import crowd, drafted

pytestmark = pytest.mark.thorough

ClientAs = Callable[[str], Any]


@pytest.fixture
def older(app: Flask) -> Path:
    """A publication of 2021 and 2022 by the version before."""
    values = {(year, code): n for year in ("2021", "2022") for code, n in (("_T", 20), ("F", None), ("M", None))}
    rows = [RowOut(codes, value) for codes, value in values.items()]
    contents = ReleaseContents(
        title="Serbia 2021 to 2022", countries=("RS",), first=date(2021, 1, 1), last=date(2022, 12, 31),
        reference_date=date(2022, 12, 31), mode="caseload", policy_hash="a" * 64, certificate="b" * 64,
        prepared_by=UUID(int=1), approved_by=UUID(int=2), plan=PlanRef("caseload-yearly", "5"),
        tables=[TableOut("victims_by_sex", "Persons", "PERSON", "victim", ("YEAR", "SEX"), rows)],
    )  # fmt: skip
    return write(app.extensions["shelf"], contents, app.extensions["release_signer"])


def test_its_people_are_printed_in_no_table_of_cohorts(older: Path, app: Flask, make: Any, client_as: ClientAs) -> None:
    crowd(app, make)
    path = drafted(client_as(make.analyst()))

    with app.app_context():
        sheets = db.session.query(ReleaseDraft).one().proposal["sheets"]

    assert path
    assert {row[0] for rows in sheets.values() for row in rows} == {"2023"}


def test_nothing_is_agreed_to_that_was_prepared_by_other_rules_than_those_in_force(
    app: Flask, make: Any, client_as: ClientAs
) -> None:
    """The hash of the rules that a publication prints is that of the rules by which it was attacked."""
    crowd(app, make)
    path = drafted(client_as(make.analyst()))
    with app.app_context(), committing():
        row = db.session.get_one(ReleaseDraft, UUID(path.rpartition("/")[2]))
        row.proposal = {**row.proposal, "policy_hash": "0" * 64}

    answer = confirmed(client_as(make.coordinator()), f"{path}/approval")

    assert answer.status_code == 422
    assert "This was prepared under an older plan" in text(answer)
