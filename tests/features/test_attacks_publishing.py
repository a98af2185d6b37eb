"""What did a hostile reviewer get out of what is published? Each test says what must hold, and fails while it does not."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

import preparing
from at_once import at_once
from confirming import confirmed
from litigation_app.core.db import db
from litigation_app.disclosure import policy as policies
from litigation_app.disclosure.model import Interval, _sha256
from litigation_app.gate.designs import queries as plan
from litigation_app.gate.models import ReleaseDraft
from litigation_app.gate.rules import Block, Ripe
from litigation_app.statistics.releases import shelf
from preparing import WANTED, crowd, drafted, prepare, work_off_at_once

pytestmark = pytest.mark.thorough


def test_two_coordinators_who_agree_at_once_publish_once(
    caseload: UUID, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    path = drafted(client_as(make.analyst()))
    first, second = client_as(make.coordinator()), client_as(make.coordinator())

    codes = at_once(lambda: confirmed(first, f"{path}/approval"), lambda: confirmed(second, f"{path}/approval"))

    assert len(shelf(app.extensions["shelf"])) == 1, codes


def test_two_years_of_the_same_people_that_are_prepared_at_once_do_not_both_show_their_figures(
    caseload: UUID, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    first, second = client_as(make.analyst()), client_as(make.analyst())

    one = first.post("/publishing/", WANTED).headers["Location"]
    other = second.post("/publishing/", WANTED | {"year": "2024"}).headers["Location"]
    work_off_at_once(app)
    found = [first.get(one), second.get(other)]

    assert sorted(answer.status_code for answer in found) == [200, 303]
    told = "There is an open draft of this source and country already"
    assert [told in answer.get_data(as_text=True) for answer in found].count(True) == 1


def test_an_analyst_cannot_subtract_one_draft_from_another(
    caseload: UUID, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    """Discarded and prepared again a year shows the very same; of another year the tables of the same people print the same."""
    analyst = client_as(make.analyst())
    found = []
    for year in ("2025", "2025", "2024"):
        path = drafted(analyst, year=year)
        assert prepare(analyst, WANTED | {"year": "2023"}).status_code == 422
        with app.app_context():
            found.append(db.session.get_one(ReleaseDraft, UUID(path.rpartition("/")[2])).proposal["sheets"])
        analyst.post(f"{path}/discard")

    assert found[0] == found[1]
    at_intake = [{row[1]: row[2:] for row in sheets["cohort_sex"] if row[0] == "2022"} for sheets in found]
    assert at_intake[0] == at_intake[2]


def test_nor_the_drafts_of_two_years_between_whose_closing_days_somebody_was_added(
    caseload: UUID, client_as: Callable[[str], Any], make: Any, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A draft of a later year counts people of the same cohort who were written down later: one more, and who that is."""
    analyst = client_as(make.analyst())
    path = drafted(analyst, year="2023")
    analyst.post(f"{path}/discard")
    monkeypatch.setattr(preparing, "WRITTEN_DOWN", "2024-09-01 09:00+00:00")
    monkeypatch.setattr(make, "office", lambda **_named: caseload)
    crowd(app, make, people=3)

    later = drafted(analyst, year="2024")
    with app.app_context():
        sheets = db.session.get_one(ReleaseDraft, UUID(later.rpartition("/")[2])).proposal["sheets"]

    assert {line[0] for lines in sheets.values() for line in lines} == {"2023"}
    analyst.post(f"{later}/discard")
    refused = prepare(analyst, WANTED | {"year": "2023"})
    assert refused.status_code == 303, "of that year itself nothing was written down since"


def test_a_draft_cannot_be_discarded_once_its_numbers_lie_on_the_shelf(
    caseload: UUID, client_as: Callable[[str], Any], make: Any
) -> None:
    analyst = client_as(make.analyst())
    path = drafted(analyst)
    confirmed(client_as(make.coordinator()), f"{path}/approval")

    assert analyst.post(f"{path}/discard").status_code == 422


def test_the_printed_certificate_cannot_be_guessed_back_into_what_it_counted(
    caseload: UUID, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    path = drafted(client_as(make.analyst()))
    confirmed(client_as(make.coordinator()), f"{path}/approval")
    folder = app.extensions["shelf"] / shelf(app.extensions["shelf"])[0].id
    package = json.loads((folder / "datapackage.json").read_text())

    guessed = _guess(package["certificate"], folder, package)

    assert guessed is None, "an outsider learns how many cases, sole contributors and sensitive cells there are"


def _guess(certificate: str, folder: Path, package: dict[str, Any]) -> tuple[int, int, int] | None:
    """Only the published files and the public source are used."""
    import csv

    from litigation_app.disclosure.audit.audit import solver_name
    from litigation_app.disclosure.model import table_hash

    names = tuple(one["name"] for one in package["resources"])
    [design] = plan.designs("caseload", "RS", Ripe(Block(2023, 2023), names))
    said: dict[str, Any] = {}
    for sheet in design.sheets:
        where = dict(sheet.rows)
        with (folder / "data" / f"{sheet.id}.csv").open() as file:
            for year, code, value, low, high, *_signs in list(csv.reader(file))[1:]:
                if year == "2023" and value:
                    said[where[code]] = int(value)
                elif year == "2023" and high:
                    said[where[code]] = Interval(int(low), int(high))
    start = [policies.public().digest, table_hash(said), solver_name()]
    for cases in range(1, 80):
        for alone in range(6):
            names = {"one_case": cases, "public_reader": 1} | ({"sole_contributor": alone} if alone else {})
            for demands in range(80):
                if _sha256([*start, names, demands, True]) == certificate:
                    return cases, alone, demands
    return None
