"""Does what was published or prepared under an older plan stay readable, as what it is, and are its people never printed again?"""

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
from litigation_app.statistics.releases import PlanRef, ReleaseContents, RowOut, TableOut, layout, verify, write
from preparing import WANTED, crowd, drafted, prepare

pytestmark = pytest.mark.thorough

ClientAs = Callable[[str], Any]


@pytest.fixture
def older(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A publication of 2021 and 2022 as the desk wrote them: without ranges, all years together, in its own form."""
    values = {("_T", "_T"): 40, ("_T", "F"): 36, ("_T", "M"): None}
    values |= {(year, code): n for year in ("2021", "2022") for code, n in (("_T", 20), ("F", None), ("M", None))}
    rows = [RowOut(codes, value) for codes, value in values.items()]
    contents = ReleaseContents(
        title="Serbia 2021 to 2022", countries=("RS",), first=date(2021, 1, 1), last=date(2022, 12, 31),
        reference_date=date(2022, 12, 31), mode="caseload", policy_hash="a" * 64, certificate="b" * 64,
        prepared_by=UUID(int=1), approved_by=UUID(int=2), plan=PlanRef("caseload-yearly", "5"),
        tables=[TableOut("victims_by_sex", "Persons", "PERSON", "victim", ("YEAR", "SEX"), rows)],
    )  # fmt: skip
    with monkeypatch.context() as then:
        then.setattr(layout, "FORMAT", layout.OLD_FORMAT)
        then.setattr(layout, "ranges_of", lambda _mode: ())
        return write(app.extensions["shelf"], contents, app.extensions["release_signer"])


def test_it_is_read_and_verified_and_no_figure_is_computed_from_it(
    older: Path, app: Flask, make: Any, client_as: ClientAs
) -> None:
    analyst = client_as(make.analyst())

    page = text(analyst.get(f"/publications/{older.name}"))
    listed = text(analyst.get("/indicators/"))

    assert verify(older, app.extensions["trusted_keys"]).is_old
    assert "Persons by sex" in page
    assert "an older plan" in page
    assert older.name not in listed
    assert analyst.get(f"/publications/{older.name}/exports/csv").status_code == 200
    assert analyst.get(f"/publications/{older.name}/files.zip").status_code == 200
    assert "ID-01" not in analyst.get(f"/publications/{older.name}/indicators/csv").get_data(as_text=True)


def test_its_people_are_printed_in_no_table_of_cohorts(older: Path, app: Flask, make: Any, client_as: ClientAs) -> None:
    crowd(app, make)
    path = drafted(client_as(make.analyst()))

    with app.app_context():
        sheets = db.session.query(ReleaseDraft).one().proposal["sheets"]

    assert path
    assert {row[0] for rows in sheets.values() for row in rows} == {"2023"}


def test_a_draft_of_it_is_shown_as_what_it_is_and_can_only_be_discarded(
    app: Flask, make: Any, client_as: ClientAs
) -> None:
    crowd(app, make)
    analyst = client_as(make.analyst())
    path = drafted(analyst)
    with app.app_context(), committing():
        draft = db.session.query(ReleaseDraft).one()
        draft.proposal = {
            "sheets": {"victims_by_sex": [["2021", "_T", "20"]]},
            "plan": {"id": "caseload-yearly", "version": "5"},
        }

    page = text(analyst.get(path))
    refused = confirmed(client_as(make.coordinator()), f"{path}/approval")

    assert "This was prepared under an older plan." in page
    assert "20" not in page.split("older plan")[1].split("Second person")[0]
    assert refused.status_code == 422
    assert analyst.post(f"{path}/discard").status_code == 303
    assert prepare(analyst, WANTED).status_code == 303


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
