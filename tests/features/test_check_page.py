"""Does the check page say what changed and what each indicator loses, who is asked to agree, and what is due?"""

import json
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from litigation_app.core import clock
from litigation_app.core.db import db
from litigation_app.gate.comparing import changed
from litigation_app.ledger.models import LedgerEntry
from litigation_app.statistics.releases import Row, Table, shelf, verify
from preparing import choose, crowd, prepare, renew

WANTED = {"mode": "caseload", "title": "Serbia", "countries": ["RS"], "first_year": "2021", "last_year": "2023"}


@pytest.fixture
def caseload(app: Flask, make: Any) -> UUID:
    return crowd(app, make)


def drafted(person: Any, **changes: Any) -> str:
    answer = prepare(person, WANTED | changes)
    if "Go on with the earlier years" in words(answer):
        answer = choose(person, answer, 1)
    assert answer.status_code == 303, words(answer)
    return str(answer.headers["Location"]).split("?", maxsplit=1)[0]


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)))


def test_the_one_who_is_asked_finds_it_and_nobody_else_can_agree(
    caseload: UUID, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    elsewhere = make.office(country="MK", name="Office Skopje")
    asked, other = make.coordinator(office=elsewhere, name="Vesna Druga"), make.coordinator()
    analyst = client_as(make.analyst())
    path = drafted(analyst)

    before = client_as(asked).get("/publishing/")
    answer = analyst.post(f"{path}/second-person", {"second": str(make.user_id(asked))})
    queue, named = client_as(asked).get("/publishing/"), words(analyst.get(path))
    refused = client_as(other).post(f"{path}/approval")
    agreed = client_as(asked).post(f"{path}/approval")

    assert answer.status_code == 303
    assert "Vesna Druga, Office Skopje" in named
    assert "Asked to agree Vesna Druga" in named
    assert "You are asked to agree" not in words(before)
    assert "You are asked to agree" in words(queue)
    assert re.search(r'<span class="badge-count">1</span>', queue.get_data(as_text=True))
    assert refused.status_code == 422
    assert "Somebody else was asked to agree to this." in words(refused)
    assert agreed.status_code == 303
    assert 'class="badge-count"' not in client_as(asked).get("/publishing/").get_data(as_text=True)
    with app.app_context():
        assert db.session.query(LedgerEntry).filter_by(act="name_second_person").count() == 1


def test_who_prepared_it_or_may_not_agree_cannot_be_asked(
    caseload: UUID, client_as: Callable[[str], Any], make: Any
) -> None:
    name, analyst, lawyer = make.coordinator(), make.analyst(), make.lawyer()
    person = client_as(name)
    path = drafted(person)

    for one in (name, analyst, lawyer):
        assert person.post(f"{path}/second-person", {"second": str(make.user_id(one))}).status_code == 422
    assert person.post(f"{path}/second-person", {"second": "x"}).status_code == 422
    assert person.post(f"{path}/second-person", {"second": ""}).status_code == 303


def test_who_prepares_it_anew_is_not_the_one_who_agrees(
    caseload: UUID, client_as: Callable[[str], Any], make: Any
) -> None:
    name, third = make.coordinator(), make.coordinator()
    analyst = client_as(make.analyst())
    path = drafted(analyst)
    analyst.post(f"{path}/second-person", {"second": str(make.user_id(name))})

    assert renew(client_as(name), path).status_code == 303

    assert client_as(name).post(f"{path}/approval").status_code == 422
    assert client_as(third).post(f"{path}/approval").status_code == 303


def test_what_is_due_fills_the_form_and_is_gone_once_it_is_drafted(
    caseload: UUID, client_as: Callable[[str], Any], make: Any
) -> None:
    analyst = client_as(make.analyst())
    last = clock.today().year - 1 if clock.today().month >= 3 else clock.today().year - 2

    listed = analyst.get("/publishing/").get_data(as_text=True)
    form = analyst.get("/publishing/new?due=caseload-RS").get_data(as_text=True)
    drafted(analyst, first_year=str(last - 4), last_year=str(last))
    after = analyst.get("/publishing/").get_data(as_text=True)

    assert "/publishing/new?due=caseload-RS" in listed
    assert "/publishing/new?due=judgments-RS" in listed
    assert "due=caseload-MK" not in listed
    assert f'<option selected value="{last - 4}">' in form
    assert f"Serbia: persons represented, {last - 4}–{last}" in form
    assert "due=caseload-RS" not in after
    assert analyst.get("/publishing/new?due=anything").status_code == 200


def test_the_page_says_what_each_indicator_loses(caseload: UUID, client_as: Callable[[str], Any], make: Any) -> None:
    analyst = client_as(make.analyst())

    page = words(analyst.get(drafted(analyst)))

    assert "What each indicator loses" in page
    assert all(name in page for name in ("ID-01", "CON-05", "CMP-01", "CMP-02", "CMP-03", "CMP-07"))
    assert re.search(r"Can be computed fully: \d+ figures\.", page)
    assert "SEN-01" not in page  # of judgments


def test_what_changed_since_the_last_publication_is_said_table_by_table(
    caseload: UUID, client_as: Callable[[str], Any], make: Any
) -> None:
    analyst, coordinator = client_as(make.analyst()), client_as(make.coordinator())
    first = drafted(analyst, last_year="2022")
    assert "What changed since the last publication" not in words(analyst.get(first))
    assert coordinator.post(f"{first}/approval").status_code == 303

    page = words(analyst.get(drafted(analyst, title="Serbia, one year more")))

    assert "What changed since the last publication" in page
    assert "Years added: 2023." in page
    assert re.search(r"Numbers that moved: .*All years, Total: 40 → 60", page)


def test_moved_hidden_and_printed_are_told_apart() -> None:
    rows = {("2021", "F"): 7, ("2021", "M"): None, ("2021", "_T"): 12, ("_T", "F"): 9}
    before = Table("victims_by_sex", "", "PERSON", "victim", ("YEAR", "SEX"), tuple(Row(k, v) for k, v in rows.items()))
    now = [["2021", "F", None], ["2021", "M", "5"], ["2021", "_T", "13"], ["_T", "F", "9"], ["2022", "F", "8"]]

    found = changed(before, now)

    assert [(then, later) for _place, then, later in found.moved] == [("12", "13")]
    assert (len(found.hidden), len(found.shown), found.years, found.is_same) == (1, 1, ["2022"], False)


def test_the_plan_and_its_version_are_printed(
    caseload: UUID, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    path = drafted(client_as(make.analyst()))
    client_as(make.coordinator()).post(f"{path}/approval")
    [found] = shelf(app.extensions["shelf"])
    folder = app.extensions["shelf"] / found.id

    said = json.loads((folder / "datapackage.json").read_text())["plan"]
    release = verify(folder, app.extensions["trusted_keys"])

    assert said == {"id": "caseload-yearly", "version": "1"}
    assert release.plan is not None
    assert release.plan.id == "caseload-yearly"
