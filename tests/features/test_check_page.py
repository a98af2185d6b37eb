"""Does the check page say what changed and what each indicator loses, who is asked to agree, and what is due?"""

import json
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from confirming import confirmed
from litigation_app.core.db import db
from litigation_app.ledger.models import LedgerEntry
from litigation_app.statistics.releases import shelf, verify
from preparing import drafted

pytestmark = pytest.mark.thorough


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
    page = client_as(asked).get(path).get_data(as_text=True)
    nobody, refused = client_as(other).get("/publishing/"), confirmed(client_as(other), f"{path}/approval")
    agreed = confirmed(client_as(asked), f"{path}/approval")

    assert answer.status_code == 303
    confirm = re.search(r'<details class="confirm">(?:(?!</details>).)*approval"(?:(?!</details>).)*', page, re.DOTALL)
    assert confirm is not None  # nothing is published at one press
    assert "what was printed cannot be undone" in confirm.group()
    assert "Vesna Druga, Office Skopje" in named
    assert "Asked to agree Vesna Druga" in named
    assert "For you to agree" in words(before)
    assert "any coordinator" in words(before)
    assert "For you to agree" in words(queue)
    assert "any coordinator" not in words(queue)
    assert "For you to agree" not in words(nobody)
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


def test_the_page_says_what_each_indicator_can_say(caseload: UUID, client_as: Callable[[str], Any], make: Any) -> None:
    analyst = client_as(make.analyst())

    page = words(analyst.get(drafted(analyst)))

    assert "What each indicator can say" in page
    assert all(name in page for name in ("ID-01", "CON-05", "CMP-01", "CMP-02", "CMP-03"))
    assert re.search(r"Can be computed fully: \d+ figures\.", page)
    assert re.search(r"Of \d+ figures \d+ can be computed, \d+ only as a range, \d+ not at all\.", page)
    assert re.search(r"CMP-03 .{0,80} Nothing to count: each of its figures would be 0 of 0\.", page)
    assert "SEN-01" not in page  # of judgments
    assert "CMP-07" not in page  # not ripe


def test_a_hidden_number_stands_there_with_its_range_and_a_reason_for_those_who_may_ask(
    caseload: UUID, client_as: Callable[[str], Any], make: Any
) -> None:
    analyst, other = client_as(make.analyst()), client_as(make.analyst())
    path = drafted(analyst)

    page, why = analyst.get(path), words(analyst.post(f"{path}/explanations"))

    assert re.search(r'<td class="num is-hidden">0 to \d+</td>', page.get_data(as_text=True))
    assert "Why suppressed" not in words(page)
    assert "Why each number is suppressed stands below each table." in why
    assert "Why suppressed" in why
    assert other.post(f"{path}/explanations").status_code == 422


def test_the_plan_and_its_version_are_printed(
    caseload: UUID, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    path = drafted(client_as(make.analyst()))
    confirmed(client_as(make.coordinator()), f"{path}/approval")
    [found] = shelf(app.extensions["shelf"])
    folder = app.extensions["shelf"] / found.id

    said = json.loads((folder / "datapackage.json").read_text())["plan"]
    release = verify(folder, app.extensions["trusted_keys"])

    assert said == {"id": "caseload-cohorts", "version": "6"}
    assert release.plan is not None
    assert release.plan.id == "caseload-cohorts"
