"""Is what a second person confirms always what she read, though somebody changed it while her page was open?"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

import confirming
from keyed_partners import PAGE as PARTNERS
from keyed_partners import named, only
from lawyering import text
from litigation_app.core.db import committing, db
from litigation_app.gate.external_figures import queries as known
from litigation_app.gate.external_figures.models import ExternalFigure, ExternalFigureState
from litigation_app.gate.models import ReleaseDraft
from litigation_app.gate.official import queries as official
from litigation_app.gate.partners.models import PartnerKey, PartnerState
from litigation_app.statistics.official import queries as vintages
from litigation_app.statistics.releases import shelf
from preparing import WANTED, agree, drafted

pytestmark = pytest.mark.thorough

OFFICIAL, KNOWN = "/publishing/official/", "/publishing/known/"
CHANGED = "This changed since you opened the page."
SOURCE = {
    "country": "RS", "year": "2024", "series": "CPTV", "known": "", "title": "Izmišljen izveštaj za 2024.",
    "address": "https://example.org/i", "published_on": "1. 3. 2025.", "retrieved_on": "2. 3. 2025.", "first_day": "", "last_day": "",
}  # fmt: skip
NUMBER = {
    "country": "RS", "cell": "caseload cohort_form LAB", "first_year": "2021", "last_year": "2021", "how": "exact",
    "low": "3", "high": "", "publisher": "police", "title": "Izmišljen godišnji izveštaj", "place": "str. 12",
    "published_on": "1. 3. 2022.",
}  # fmt: skip
ClientAs = Callable[[str], Any]


def on_shelf(app: Flask) -> int:
    return len(shelf(app.extensions["shelf"]))


def test_a_draft_that_says_something_else_now_is_not_agreed_to_on_the_old_page(
    app: Flask, make: Any, client_as: ClientAs, caseload: UUID
) -> None:
    analyst, coordinator = client_as(make.analyst()), client_as(make.coordinator())
    path = drafted(analyst)
    old = confirming.read(coordinator, f"{path}/approval")
    with app.app_context(), committing():  # no page does this
        db.session.get_one(ReleaseDraft, UUID(path.rsplit("/", 1)[1])).title = "Another title"

    refused = coordinator.post(f"{path}/approval", old)

    assert refused.status_code == 409
    assert CHANGED in text(refused)
    assert "Another title" in text(refused)
    assert on_shelf(app) == 0
    assert confirming.read(coordinator, f"{path}/approval")["stood"] in refused.get_data(as_text=True)
    assert "/publications/" in agree(coordinator, path).headers["Location"]


@pytest.mark.parametrize("stood", [{}, {"stood": ""}, {"stood": "0" * 64}])
def test_a_form_that_does_not_say_what_stood_on_the_page_confirms_nothing(
    app: Flask, make: Any, client_as: ClientAs, caseload: UUID, stood: dict[str, str]
) -> None:
    path = drafted(client_as(make.analyst()))

    assert client_as(make.coordinator()).post(f"{path}/approval", stood).status_code == 409
    assert on_shelf(app) == 0


def typed(app: Flask, draft: str, value: str) -> dict[str, str]:
    with app.app_context():
        kept = official.get(UUID(draft.rsplit("/", 1)[1]))
        count, version = len(official.lines(kept)), kept.row_version
    said = {"row_version": str(version)} | {f"lines-{place}-confidence": "high" for place in range(count)}
    return said | {f"lines-{place}-value": "" for place in range(count)} | {"lines-0-value": value}


def test_official_figures_that_were_typed_anew_are_not_published_from_the_old_page(
    app: Flask, make: Any, client_as: ClientAs
) -> None:
    typist, checker = client_as(make.analyst()), client_as(make.coordinator())
    typist.post(f"{OFFICIAL}shipped")
    with app.app_context():
        [shipped] = [one.id for one in official.drafts() if one.country == "RS"]
    assert confirming.confirmed(checker, f"{OFFICIAL}{shipped}/approval").status_code == 303
    draft = str(typist.post(OFFICIAL, SOURCE).headers["Location"]).removesuffix("/figures")
    typist.post(f"{draft}/figures", typed(app, draft, "71"))
    typist.post(f"{draft}/handing-over")
    old = confirming.read(checker, f"{draft}/approval")
    typist.post(f"{draft}/taking-back")
    typist.post(f"{draft}/figures", typed(app, draft, "999"))
    typist.post(f"{draft}/handing-over")

    refused = checker.post(f"{draft}/approval", old)

    assert refused.status_code == 409
    assert CHANGED in text(refused)
    assert "999" in text(refused)
    with app.app_context():
        latest = vintages.latest(app.extensions["shelf"], app.extensions["trusted_keys"], "RS")
    assert latest is not None
    assert latest.vintage is not None
    assert latest.vintage.number == 1
    assert confirming.confirmed(checker, f"{draft}/approval").status_code == 303


def test_a_number_of_others_that_was_taken_back_meanwhile_is_not_checked_on_the_old_page(
    app: Flask, make: Any, client_as: ClientAs
) -> None:
    first, second = client_as(make.analyst()), client_as(make.analyst())
    first.post(KNOWN, NUMBER)
    with app.app_context():
        [one] = [one.id for one in known.everything()]
    old = confirming.read(second, f"{KNOWN}{one}/check", KNOWN)
    first.post(f"{KNOWN}{one}/withdrawal")

    refused = second.post(f"{KNOWN}{one}/check", old)

    assert refused.status_code == 409
    assert CHANGED in text(refused)
    with app.app_context():
        assert db.session.get_one(ExternalFigure, one).state == ExternalFigureState.ENTERED
    assert confirming.confirmed(second, f"{KNOWN}{one}/check", KNOWN).status_code == 303


def test_a_partners_key_is_confirmed_only_as_it_was_compared(app: Flask, make: Any, client_as: ClientAs) -> None:
    first, second = client_as(make.coordinator()), client_as(make.coordinator())
    for one in (first, second):
        make.fresh(one.email)
    first.post(PARTNERS, named(7))
    address = f"{PARTNERS}{only(app).id}/confirmation"
    old = confirming.read(second, address, PARTNERS)
    with app.app_context(), committing():  # no page does this
        db.session.get_one(PartnerKey, only(app).id).public_key = named(8)["key"]

    refused = second.post(address, old)

    assert refused.status_code == 409
    assert CHANGED in text(refused)
    assert only(app).state == PartnerState.PROPOSED
    assert confirming.confirmed(second, address, PARTNERS).status_code == 303


@pytest.mark.parametrize("how", ["altered", "taken away"])
def test_nothing_is_printed_beside_a_publication_that_nobody_can_read_any_more(
    app: Flask, make: Any, client_as: ClientAs, caseload: UUID, how: str
) -> None:
    analyst = client_as(make.analyst())
    agree(client_as(make.coordinator()), drafted(analyst, year="2024"))
    [release] = shelf(app.extensions["shelf"])
    folder = app.extensions["shelf"] / release.id
    if how == "altered":
        described = folder / "datapackage.json"
        described.chmod(0o644)
        described.write_text(described.read_text().replace('"mode": "caseload"', '"mode": "official"'))
    else:
        folder.rename(folder.parent.parent / release.id)

    refused = analyst.post("/publishing/", WANTED)

    assert refused.status_code == 422
    assert "nobody can say what it printed" in text(refused)
    assert on_shelf(app) == (how == "altered")
