"""A sign-in has run out while a form stood open: is what she wrote still sent, by her alone?"""

import html
import io
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from flask import Flask

from lawyering import rows
from litigation_app.accounts.models import WebSession
from litigation_app.casework.planner.notes.models import Note
from litigation_app.core import clock
from litigation_app.core.uploads import MOST_OF_A_LATE_FORM

As = Callable[[str], Any]
WORDS = 'She waits for the "second" expert & the bailiff.'
TYPED = {"kind": "call", "on": "4. 3. 2026.", "text": WORDS, "form_number": "one-note", "password": "never shown"}
ENDED, STALE = "Your sign-in has ended", "This form is no longer valid"
NOT_YET = "You are not signed in yet"


@pytest.fixture
def lawyer(make: Any, client_as: As) -> Any:
    return client_as(make.lawyer())


@pytest.fixture
def case_id(make: Any, lawyer: Any) -> UUID:
    return UUID(str(make.case(lawyer.email)))


@pytest.fixture
def an_hour_later(case_id: UUID) -> Iterator[None]:
    with time_machine.travel(clock.now() + timedelta(hours=1)):
        yield


def send(person: Any, case_id: UUID, typed: Any = None, **heads: Any) -> Any:
    return person.client.post(
        f"/cases/{case_id}/notes",
        data={"csrf_token": person.token, **(typed or TYPED)},
        base_url="https://localhost",
        **heads,
    )


def kept(page: str) -> dict[str, str]:
    """What the page would send again."""
    (form,) = re.findall(r'<form class="again".*?</form>', page, re.DOTALL)
    found = re.findall(r'<input type="hidden"\s+name="([^"]*)"\s+value="([^"]*)"', form)
    return {html.unescape(name): html.unescape(value) for name, value in found}


@pytest.mark.usefixtures("an_hour_later")
def test_what_she_wrote_waits_until_she_has_signed_in_again_and_is_saved_once(
    app: Flask, lawyer: Any, case_id: UUID
) -> None:
    ended = send(lawyer, case_id)
    page, token = ended.get_data(as_text=True), lawyer.token
    again = kept(page)

    assert (ended.status_code, ENDED in page, rows(app, Note, "id")) == (400, True, [])
    assert again.pop("sent_again") == "1"
    assert again == {name: text for name, text in TYPED.items() if name != "password"} | {"csrf_token": token}
    assert "never shown" not in page
    assert NOT_YET not in page
    assert "error-code" not in page
    too_early = send(lawyer, case_id, again | {"sent_again": "1"}).get_data(as_text=True)
    assert (ENDED in too_early, NOT_YET in too_early) == (True, True)
    assert kept(too_early) == kept(page)
    assert lawyer.sign_in().status_code == 303
    assert send(lawyer, case_id, again).status_code == 303
    assert len(rows(app, Note, "id")) == 1
    assert send(lawyer, case_id, again).status_code == 409  # sent already
    assert len(rows(app, WebSession, "id")) == 1


@pytest.mark.usefixtures("an_hour_later")
def test_nobody_else_sends_it_and_no_other_site_does(make: Any, lawyer: Any, case_id: UUID, app: Flask) -> None:
    elsewhere = {"headers": {"Sec-Fetch-Site": "cross-site"}}
    other = send(lawyer, case_id, **elsewhere).get_data(as_text=True)
    forged = send(lawyer, case_id, TYPED | {"csrf_token": "x"}).get_data(as_text=True)
    hers, token = lawyer.email, lawyer.token
    lawyer.email = make.lawyer()

    assert lawyer.sign_in().status_code == 303  # somebody else, at her browser
    lawyer.token = token
    answer = send(lawyer, case_id)

    assert (ENDED in other, ENDED in forged, answer.status_code) == (False, False, 400)
    assert STALE in answer.get_data(as_text=True)
    assert rows(app, Note, "id") == []
    assert hers not in other + forged


@pytest.mark.usefixtures("an_hour_later")
def test_of_a_form_that_goes_on_no_more_what_was_written_is_shown_and_not_what_was_chosen(
    lawyer: Any, case_id: UUID
) -> None:
    office = str(uuid4())

    page = send(lawyer, case_id, TYPED | {"csrf_token": "x", "office": office}).get_data(as_text=True)

    assert WORDS in html.unescape(page)
    assert office not in page


def test_after_a_weekend_it_still_goes_on_and_a_button_that_saves_nothing_stays_one(lawyer: Any, case_id: UUID) -> None:
    with time_machine.travel(clock.now() + timedelta(days=3)):
        wish = TYPED | {"again": "row"}
        page = send(lawyer, case_id, wish).get_data(as_text=True)
        again = kept(page)

        assert again["again"] == "row"
        assert lawyer.sign_in().status_code == 303
        assert send(lawyer, case_id, again).status_code == 303


@pytest.mark.usefixtures("an_hour_later")
def test_papers_that_are_too_large_to_wait_are_asked_for_again(lawyer: Any, stranger: Any, case_id: UUID) -> None:
    papers = {"files": (io.BytesIO(b"x" * (MOST_OF_A_LATE_FORM + 1)), "contract.pdf")}
    late = lawyer.client.post(f"/cases/{case_id}/papers", data=papers, base_url="https://localhost")
    papers = {"files": (io.BytesIO(b"x" * (MOST_OF_A_LATE_FORM + 1)), "contract.pdf")}
    unknown = stranger.client.post(f"/cases/{case_id}/papers", data=papers, base_url="https://localhost")

    page, other = late.get_data(as_text=True), unknown.get_data(as_text=True)

    assert (late.status_code, ENDED in page, "choose the files again" in page) == (413, True, True)
    assert "error-code" not in page
    assert (unknown.status_code, ENDED in other) == (413, False)


def test_who_signs_out_too_late_is_not_asked_to_sign_in_for_it(an_hour_later: None, lawyer: Any) -> None:
    assert ENDED not in lawyer.post("/sign-out").get_data(as_text=True)


def test_what_she_ended_herself_does_not_go_on(lawyer: Any, case_id: UUID, app: Flask) -> None:
    token = lawyer.token
    cookies = dict(lawyer.client._cookies or {})
    assert lawyer.post("/sign-out").status_code == 303
    lawyer.client._cookies = cookies  # a copy of the cookie is dead

    page = send(lawyer, case_id).get_data(as_text=True)
    assert lawyer.sign_in().status_code == 303
    lawyer.token = token

    assert ENDED not in page
    assert send(lawyer, case_id).status_code == 400
    assert rows(app, Note, "id") == []


def test_a_page_that_locks_itself_ends_the_sign_in_until_both_factors_are_shown(lawyer: Any, case_id: UUID) -> None:
    page = lawyer.get(f"/cases/{case_id}").get_data(as_text=True)
    signs_out = page.split('action="/sign-out"')[1].split("</form>")[0]
    assert 'id="lock-now"' in signs_out  # which is what "Lock now" does without JavaScript
    assert "Lock now" in signs_out
    assert lawyer.post("/lock").status_code == 204

    assert lawyer.get(f"/cases/{case_id}").status_code == 302
    assert lawyer.sign_in("wrong").status_code == 422
    assert lawyer.get(f"/cases/{case_id}").status_code == 302
    assert lawyer.sign_in().status_code == 303
    assert lawyer.get(f"/cases/{case_id}").status_code == 200
    assert send(lawyer, case_id).status_code == 303
