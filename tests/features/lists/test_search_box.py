"""Does the box above every page find what a lawyer types into it, and of what is not hers nothing?"""

import html
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from claiming import Desk
from lawyering import text
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.core.db import db
from litigation_app.law.script import to_cyrillic

As = Callable[[str], Any]
NOTHING = "No case is named so"


def typed(person: Any, words: str) -> Any:
    """What the box answers: a page, or the list under an address of its own."""
    answer = person.post("/cases/search", {"q": words})
    place = answer.headers.get("Location", "")
    return person.get(place) if place.startswith("/cases/?q=") else answer


def leads_to(answer: Any) -> str:
    assert answer.status_code == 303, html.unescape(answer.get_data(as_text=True))
    return str(answer.headers["Location"])


def listed(answer: Any) -> str:
    assert answer.status_code == 200
    return html.unescape(answer.get_data(as_text=True))


def names_of(app: Flask, case_id: UUID) -> tuple[str, str, str]:
    """The reference and code name of a case, and the code name of its client."""
    with app.app_context():
        case = db.session.get_one(Case, case_id)
        client = db.session.scalars(select(Victim.code_name).where(Victim.case_id == case_id)).first()
        return case.reference, case.code_name, client or ""


def test_a_whole_name_or_the_end_of_a_reference_opens_its_page_in_either_script(app: Flask, desk: Desk) -> None:
    reference, case, client = names_of(app, desk.case_id)
    year, sign = reference.split("-")[1:]
    ways = (reference, reference.lower(), sign.lower(), f"{year}/{sign}", f"rs {year} {sign}", to_cyrillic(reference))

    for way in (*ways, case, case.replace(" ", ""), to_cyrillic(case).lower(), case.upper()):
        assert leads_to(typed(desk.lawyer, way)) == f"/cases/{desk.case_id}", way
    for way in (client, to_cyrillic(client), client.replace(" ", "").lower()):
        assert leads_to(typed(desk.lawyer, way)) == f"/victims/{desk.victim_id}", way


def test_the_beginning_of_a_name_is_a_list(app: Flask, desk: Desk) -> None:
    reference, case, _client = names_of(app, desk.case_id)

    for way in (reference[:7].lower(), case[:3].lower(), to_cyrillic(case[:3])):
        page = listed(typed(desk.lawyer, way))
        assert reference in page, way
        assert f'value="{way}"' in page  # what was typed stays in the box
    for way in ("RS-2025", "%", "_S-2026", "S-2026", case + "9"):
        assert reference not in listed(typed(desk.lawyer, way)), way


def test_a_name_typed_there_is_searched_from_there_once_a_purpose_is_stated(desk: Desk) -> None:
    page = text(typed(desk.lawyer, "Zamišljena"))
    form = page.split('action="/search"')[1].split("</form>")[0]

    found = text(desk.lawyer.post("/search", {"words": "Zamišljena", "purpose": "contact"}))
    bare = desk.lawyer.post("/search", {"words": "Zamišljena", "purpose": ""})

    assert '<input type="hidden" name="words" value="Zamišljena">' in form
    assert 'name="purpose"' in form
    assert f"/victims/{desk.victim_id}" in found
    assert bare.status_code == 422
    assert 'value="Zamišljena"' in text(bare)  # nothing typed is lost


def test_a_court_leads_to_the_cases_before_it(desk: Desk) -> None:
    for way in ("Higher Court in Belgr", "belgrade high"):
        assert "/cases/?court=vs_beograd" in listed(typed(desk.lawyer, way)), way
    desk.lawyer.post("/language", {"language": "sr-Cyrl"})
    for way in ("виши београд", "Visi Beograd"):
        assert "/cases/?court=vs_beograd" in listed(typed(desk.lawyer, way)), way


@pytest.mark.both_databases
def test_what_is_not_hers_is_found_as_little_as_what_is_not_there(
    app: Flask, desk: Desk, make: Any, client_as: As
) -> None:
    reference, case, client = names_of(app, desk.case_id)
    there = client_as(make.lawyer(office=make.office("RS", "Elsewhere")))
    walled = client_as(make.lawyer())
    make.second(desk.case_id, walled.email)
    make.wall(desk.case_id, walled.email, by=desk.coordinator.email)

    for other in (there, walled):
        for way in (reference, reference[-4:], case, client, "RS-1999-2222"):
            page = listed(typed(other, way))
            assert NOTHING in page
            assert client not in page.replace(way, "")
            assert "Search names and file numbers, with a purpose" in page
