"""What did a hostile reviewer get out of what is published? Each test says what must hold, and fails while it does not."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from at_once import at_once
from confirming import confirmed
from litigation_app.accounts.models import Office
from litigation_app.casework.casefile import actions as casefile
from litigation_app.casework.cases.actions import FileText, NewCase, Place
from litigation_app.casework.facts import VictimFacts
from litigation_app.casework.victims import actions as victims
from litigation_app.casework.victims.rules import VictimRecord
from litigation_app.core.db import committing, db
from litigation_app.disclosure import audit
from litigation_app.disclosure import policy as policies
from litigation_app.disclosure.model import Relation, _sha256
from litigation_app.disclosure.tables import TOTAL, key
from litigation_app.gate import caseload as tables_of_the_caseload
from litigation_app.gate.models import DraftState, ReleaseDraft
from litigation_app.gate.plan import asked
from litigation_app.gate.proposal import propose
from litigation_app.law import loader
from litigation_app.statistics.releases import shelf
from preparing import prepare, work_off_at_once

pytestmark = pytest.mark.thorough

YEARS = {"mode": "caseload", "title": "Serbia", "countries": ["RS"], "first_year": "2021", "last_year": "2023"}


@pytest.fixture
def caseload(app: Flask, make: Any) -> UUID:
    """Sixty invented clients, six in each year and form that can be told apart."""
    office: UUID = make.office(country="RS", name="Office Beograd")
    lawyers = [make.actor(make.lawyer(office=office)) for _ in range(4)]
    with app.app_context(), committing():
        for number in range(60):
            lawyer, year = lawyers[number % 4], 2021 + number % 3
            at = db.session.get_one(Office, office)
            new = NewCase(at, date(year, 3, 1), loader.load("RS").version, Place(), FileText("Cilj", "", ""))
            case = casefile.open_case(lawyer, new)
            record = VictimRecord(
                given_name=f"Izmišljena{number}",
                birth_date=date(1999 + 8 * (number % 4 == 0), 5, 5),
                sex="M" if number % 10 == 0 else "F",
                forms=("LAB" if number in (3, 6) or (number % 3 and number % 5 == 0) else "SEX",),
                status="FORMAL",
                first_contact=date(year, 3, 1),
            )
            victims.add(lawyer, case, record)
            db.session.flush()
    return office


def prepared(analyst: Any, **changes: Any) -> str:
    answer = prepare(analyst, YEARS | changes)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.headers["Location"]).split("?", maxsplit=1)[0]


def test_two_coordinators_who_agree_at_once_publish_once(
    caseload: UUID, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    path = prepared(client_as(make.analyst()))
    first, second = client_as(make.coordinator()), client_as(make.coordinator())

    codes = at_once(lambda: confirmed(first, f"{path}/approval"), lambda: confirmed(second, f"{path}/approval"))

    assert len(shelf(app.extensions["shelf"])) == 1, codes


def test_overlapping_drafts_that_are_prepared_at_once_do_not_both_show_their_figures(
    caseload: UUID, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    first, second = client_as(make.analyst()), client_as(make.analyst())

    one = first.post("/publishing/", YEARS).headers["Location"]
    other = second.post("/publishing/", YEARS | {"last_year": "2022"}).headers["Location"]
    work_off_at_once(app)
    found = [first.get(one), second.get(other)]

    assert sorted(answer.status_code for answer in found) == [200, 303]
    assert ["overlap with the draft" in answer.get_data(as_text=True) for answer in found].count(True) == 1


def test_an_analyst_cannot_subtract_one_draft_from_another(
    caseload: UUID, client_as: Callable[[str], Any], make: Any
) -> None:
    analyst = client_as(make.analyst())
    prepared(analyst)

    answer = prepare(analyst, YEARS | {"last_year": "2022"})

    assert answer.status_code == 422


def test_a_discarded_draft_still_stands_in_the_way_of_another_cut_but_not_of_the_same_one(
    caseload: UUID, client_as: Callable[[str], Any], make: Any
) -> None:
    analyst = client_as(make.analyst())
    analyst.post(f"{prepared(analyst)}/discard")

    other_cut = prepare(analyst, YEARS | {"last_year": "2022"})
    same_cut = prepare(analyst, YEARS)
    twice = prepare(analyst, YEARS)

    assert (other_cut.status_code, same_cut.status_code, twice.status_code) == (422, 303, 422)


def test_a_draft_cannot_be_discarded_once_its_numbers_lie_on_the_shelf(
    caseload: UUID, client_as: Callable[[str], Any], make: Any
) -> None:
    analyst = client_as(make.analyst())
    path = prepared(analyst)
    confirmed(client_as(make.coordinator()), f"{path}/approval")

    assert analyst.post(f"{path}/discard").status_code == 422


def test_a_draft_cannot_be_discarded_either_where_the_desk_stopped_before_it_noted_the_publication(
    app: Flask, caseload: UUID, client_as: Callable[[str], Any], make: Any
) -> None:
    analyst = client_as(make.analyst())
    path = prepared(analyst)
    confirmed(client_as(make.coordinator()), f"{path}/approval")
    with app.app_context(), committing():
        db.session.scalars(select(ReleaseDraft)).one().state = DraftState.DRAFT

    assert analyst.post(f"{path}/discard").status_code == 422


def fact(number: int, outcome: str | None, convicted: bool = True) -> VictimFacts:
    filed = outcome is not None
    return VictimFacts(
        victim=number, case=1000 + number, holder=number % 7, organisation=1, country="RS", first_contact_year=2021,
        sex="F" if number % 3 else "M", age_band="Y_GE18", form="SEX" if number % 2 else "LAB", status="FORMAL",
        citizenship_group="NATIONAL", reported=2021, investigated=2021, indicted=2021, judged=2021,
        convicted=2021 if convicted else None, filed=2021 if filed else None, decided=2021 if filed else None,
        outcome=outcome, judged_claim=2021 if filed else None, final_award_year=None, awarded_eur=None,
        paid_eur=Decimal(0),
    )  # fmt: skip


def test_awards_of_the_claim_steps_do_not_give_away_a_hidden_outcome() -> None:
    """Whoever got an award after a conviction is among those who got one: 9 - 7 leaves at most 2 full awards."""
    said = [*["awarded_full"], *["awarded_part"] * 7, *["referred"] * 40, *["not_mentioned"] * 6]
    people = [fact(number, outcome) for number, outcome in enumerate(said)]
    people.append(fact(900, "awarded_part", convicted=False))
    people += [fact(1000 + number, None) for number in range(30)]
    design = tables_of_the_caseload.design(2021, 2021)
    whole = tables_of_the_caseload.system(people, design)

    sheets = propose(design, whole).sheets
    full, part = (key("JUDGED", TOTAL, "OUTCOME", code) for code in ("awarded_full", "awarded_part"))
    where = {name: dict(rows) for name, rows in ((sheet.id, sheet.rows) for sheet in design.sheets)}
    published = {
        where[name][tuple(codes)]: int(value)
        for name, rows in sheets.items()
        if not name.endswith("_by_award_year")
        for *codes, value in rows
        if value is not None
    }
    awarded = where["steps_claim"][("_T", "awarded")]
    known = Relation(awarded, (full, part, "awarded without a conviction"))
    counts = [r for r in whole.relations if r.total not in whole.sums]
    found = audit.intervals(published, [*counts, known], [full, "awarded without a conviction"], whole=True)

    for name, hidden in found.items():
        assert (name in published and published[name] >= 5) or (hidden.low <= 0 and hidden.high >= 5), (name, hidden)


def test_the_printed_certificate_cannot_be_guessed_back_into_what_it_counted(
    caseload: UUID, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    path = prepared(client_as(make.analyst()))
    confirmed(client_as(make.coordinator()), f"{path}/approval")
    folder = app.extensions["shelf"] / shelf(app.extensions["shelf"])[0].id
    package = json.loads((folder / "datapackage.json").read_text())

    guessed = _guess(package["certificate"], folder, package)

    assert guessed is None, "an outsider learns how many cases, sole contributors and sensitive cells there are"


def _guess(certificate: str, folder: Path, package: dict[str, Any]) -> tuple[int, int, int] | None:
    """Only the published files and the public source are used."""
    import csv

    from litigation_app.disclosure.audit import solver_name
    from litigation_app.disclosure.model import table_hash
    from litigation_app.gate.proposal import _interval

    first, last = (int(package["period"][end][:4]) for end in ("first", "last"))
    design = tables_of_the_caseload.design(first, last, asked("caseload"))
    empty = tables_of_the_caseload.system([], design)
    said: dict[str, Any] = {}
    for sheet in design.sheets:
        where = dict(sheet.rows)
        with (folder / "data" / f"{sheet.id}.csv").open() as file:
            for *codes, value, _obs, _conf in list(csv.reader(file))[1:]:
                name = where[tuple(codes)]
                if value:
                    digits = policies.public().significant_digits
                    said[name] = _interval(Decimal(value), digits) if name in empty.sums else int(value)
    start = [policies.public().digest, table_hash(said, empty.relations), solver_name()]
    for cases in range(1, 80):
        for alone in range(6):
            names = {"one_case": cases, "public_reader": 1} | ({"sole_contributor": alone} if alone else {})
            for demands in range(80):
                if _sha256([*start, names, demands, True]) == certificate:
                    return cases, alone, demands
    return None
