"""Which court has a proceeding now, under which number and which judge: written down, corrected, found, in papers."""

import html
import io
import re
import zipfile
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from at_once import at_once
from lawyering import open_file, text
from litigation_app.casework.cases.models import Case
from litigation_app.casework.proceedings.courts.models import CourtFile
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.core.db import db
from litigation_app.ledger import LedgerEntry
from searching import opened_case
from stepping import court_file, path_of

As = Callable[[str], Any]
SECRETS = ("K 245/26", "Izmišljena Sudijić", "011 555 0001")
TRIAL = {"court": "vs_novi_sad", "number": SECRETS[0], "people": SECRETS[1], "phone": SECRETS[2]}


def found_by(person: Any, words: str) -> str:
    answer = person.post("/cases/search", {"q": words})
    return str(answer.headers["Location"]) if answer.status_code == 303 else f"{answer.status_code} {text(answer)}"


def ids(app: Flask) -> list[UUID]:
    with app.app_context():
        return list(db.session.scalars(select(CourtFile.id).order_by(CourtFile.recorded_at)))


def version(person: Any, file: UUID) -> str:
    found = re.search(r'name="row_version"[^>]*value="(\d+)"', text(person.get(f"/court-files/{file}")))
    assert found is not None
    return found[1]


@pytest.mark.both_databases
def test_what_a_court_has_is_read_in_the_open_file_alone_and_leads_back_to_the_case(
    app: Flask, lawyer: Any, case_id: UUID, criminal: str, make: Any, client_as: As
) -> None:
    court_file(lawyer, criminal, **TRIAL)

    closed = text(lawyer.get(f"/cases/{case_id}")) + text(lawyer.get(criminal))
    assert "Higher Court in Novi Sad" in closed
    assert not [one for one in SECRETS if one in closed]
    for way in ("K 245/26", "К. бр. 245/2026", "k-245/26", "245/26"):
        assert found_by(lawyer, way) == f"/cases/{case_id}", way
    stranger = client_as(make.lawyer(office=make.office("RS", "Elsewhere")))
    assert "No case is named so" in found_by(stranger, "K 245/26")
    assert stranger.get(f"/court-files/{ids(app)[0]}").status_code == 404
    open_file(lawyer, case_id)
    page = text(lawyer.get(criminal))
    assert all(one in page for one in SECRETS)
    assert "K 245/26 · Izmišljena Sudijić" in text(lawyer.get(f"/cases/{case_id}"))
    with app.app_context():
        case = db.session.get_one(Case, case_id)
        assert case.court_id == "vs_novi_sad"
        assert set(db.session.scalars(select(Proceeding.court_id))) == {"vs_novi_sad"}  # the claim is heard there too
        searches = list(db.session.scalars(select(LedgerEntry.body).where(LedgerEntry.act == "search")))
    assert len(searches) == 5
    assert not [body for body in searches if b"245/" in body or b"K 245" in body]


def test_the_highest_instance_that_has_not_ended_is_the_present_one_and_a_delegated_court_ends_the_earlier(
    app: Flask, lawyer: Any, case_id: UUID, criminal: str
) -> None:
    open_file(lawyer, case_id)
    court_file(lawyer, criminal, **TRIAL, begun_on="1. 2. 2026.")
    court_file(lawyer, criminal, court="vs_beograd", number="K 9/26", begun_on="1. 3. 2026.")
    assert "K 9/26" in text(lawyer.get(f"/cases/{case_id}"))
    said = {"role": "second", "court_typed": "Apelacioni sud u Izmišljenom", "number": "Kž1 34/26"}
    court_file(lawyer, criminal, **said)
    of_custody = text(lawyer.get(f"/cases/{case_id}/proceedings"))
    appeal = ids(app)[-1]
    said |= {"takes_over": "y"}
    whole = said | {"row_version": version(lawyer, appeal)}
    assert lawyer.post(f"/court-files/{appeal}", whole).status_code == 303

    case, page = text(lawyer.get(f"/cases/{case_id}")), text(lawyer.get(criminal))

    assert "Higher Court in Belgrade · K 9/26" in of_custody
    assert "Kž1" not in of_custody
    assert "Apelacioni sud u Izmišljenom · Kž1 34/26" in case
    assert "K 9/26" not in case
    assert "Apelacioni sud u Izmišljenom · Kž1 34/26" in text(lawyer.get(f"/cases/{case_id}/proceedings"))
    assert "1. 2. 2026. to 1. 3. 2026." in page
    over = {**said, "ended_on": "20. 3. 2026.", "row_version": version(lawyer, appeal)}
    assert lawyer.post(f"/court-files/{appeal}", over).status_code == 303
    assert "Higher Court in Belgrade · K 9/26" in text(lawyer.get(f"/cases/{case_id}"))


def test_it_is_corrected_and_taken_out_and_nobody_overwrites_another(
    app: Flask, lawyer: Any, case_id: UUID, criminal: str
) -> None:
    court_file(lawyer, criminal, **TRIAL)
    [file] = ids(app)
    assert lawyer.get(f"/court-files/{file}").status_code == 303  # closed: to the door, and back
    open_file(lawyer, case_id)
    seen = {"role": "first", "row_version": version(lawyer, file)}

    assert lawyer.post(f"/court-files/{file}", {**seen, **TRIAL, "number": "K 246/26"}).status_code == 303
    late = lawyer.post(f"/court-files/{file}", {**seen, "number": "K 1/26"})

    assert late.status_code == 409
    assert "K 246/26" in text(late)
    assert found_by(lawyer, "246/26") == f"/cases/{case_id}"
    assert "No case is named so" in found_by(lawyer, "245/26")
    shown = lawyer.post(f"/court-files/{file}/removal", {"row_version": seen["row_version"]})
    assert shown.status_code == 409
    assert all(f'value="{one}"' in text(shown) for one in ("K 246/26", *SECRETS[1:]))  # so that saving wipes nothing
    now = version(lawyer, file)
    both = at_once(*[lambda: lawyer.post(f"/court-files/{file}/removal", {"row_version": now})] * 2)
    assert sorted(both) in ([303, 404], [303, 409])
    assert lawyer.post(f"/court-files/{file}", {**seen, "number": "K 2/26"}).status_code == 404
    assert "No case is named so" in found_by(lawyer, "246/26")
    assert "246/26" not in text(lawyer.get(criminal))


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"role": "first"}, "Write at least a court, a number or a name."),
        (
            {"role": "first", "number": "K 1/26", "begun_on": "2. 3. 2026.", "ended_on": "1. 3. 2026."},
            "before it began",
        ),
        ({"role": "first", "court": "vs_beograd", "court_typed": "Drugi sud"}, "not both"),
    ],
)
def test_what_contradicts_itself_is_not_saved(
    app: Flask, lawyer: Any, criminal: str, typed: dict[str, str], why: str
) -> None:
    answer = lawyer.post(f"{criminal}/court-files", typed)

    assert answer.status_code == 422
    assert why in text(answer)
    assert ids(app) == []


def test_a_paper_and_a_chronology_have_the_number_of_their_own_proceedings(
    app: Flask, lawyer: Any, case_id: UUID, criminal: str
) -> None:
    open_file(lawyer, case_id)
    court_file(lawyer, criminal, **TRIAL)
    assert lawyer.post(f"/cases/{case_id}/proceedings", {"procedure": "enforcement"}).status_code == 303
    court_file(lawyer, path_of(app, case_id, "enforcement"), court="vs_beograd", number="I 7/26")

    form = text(lawyer.get(f"/cases/{case_id}/papers/drafts"))
    offered = {words: id_ for id_, words in re.findall(r'<option value="([^"]+)"[^>]*>([^<]*26[^<]*)<', form)}
    [own] = [id_ for words, id_ in offered.items() if "I 7/26" in words]

    asked = {"template": "protection", "language": "sr-Latn"}
    of_trial, chosen = (written(lawyer, case_id, one) for one in (asked, asked | {"court": own}))
    action = written(lawyer, case_id, asked | {"template": "civil_claim", "court": own})

    assert "Broj: K 245/26" in of_trial
    assert "Viši sud u Novom Sadu" in of_trial
    assert "Broj: I 7/26" in chosen
    assert "Viši sud u Beogradu" in chosen
    assert "K 245/26" in action  # it names the trial from which it comes
    assert "Viši sud u Beogradu" in action


def written(person: Any, case_id: UUID, asked: dict[str, str]) -> str:
    answer = person.post(f"/cases/{case_id}/papers/drafts", asked)
    assert answer.status_code == 200, text(answer)
    with zipfile.ZipFile(io.BytesIO(answer.data)) as container:
        return html.unescape(container.read("word/document.xml").decode())


def test_a_court_that_was_a_mistake_leaves_the_one_before_it(
    app: Flask, lawyer: Any, case_id: UUID, criminal: str
) -> None:
    court_file(lawyer, criminal, **TRIAL, begun_on="1. 2. 2026.")
    court_file(lawyer, criminal, court="vs_beograd", begun_on="1. 3. 2026.")
    open_file(lawyer, case_id)
    wrong = ids(app)[-1]
    said = {"role": "first", "court": "vs_beograd", "begun_on": "15. 3. 2026."}

    assert lawyer.post(f"/court-files/{wrong}", said | {"row_version": "1"}).status_code == 303
    assert "1. 2. 2026. to 15. 3. 2026." in text(lawyer.get(criminal))
    assert lawyer.post(f"/court-files/{wrong}/removal", {"row_version": version(lawyer, wrong)}).status_code == 303

    with app.app_context():
        assert list(db.session.scalars(select(CourtFile.ended_on))) == [None]
        assert db.session.get_one(Case, case_id).court_id == "vs_novi_sad"
        assert set(db.session.scalars(select(Proceeding.court_id))) == {"vs_novi_sad"}


@pytest.mark.parametrize("role", ["other", "bailiff"])
def test_a_shelter_and_a_bailiff_are_named_where_it_is_protected_alone(lawyer: Any, criminal: str, role: str) -> None:
    answer = lawyer.post(f"{criminal}/court-files", {"role": role, "court_typed": "Izmišljena kuća"})

    assert answer.status_code == 422
    assert "where it is protected" in text(answer)


def test_a_number_that_many_cases_have_says_that_not_all_are_shown(app: Flask, lawyer: Any, make: Any) -> None:
    for _ in range(11):
        one = path_of(app, opened_case(lawyer, make), "criminal")
        court_file(lawyer, one, number="K 7/26")

    page = found_by(lawyer, "K 7/26")

    assert "Ten are shown." in page
    assert len(set(re.findall(r'href="/cases/([0-9a-f-]{36})"', page))) == 10
