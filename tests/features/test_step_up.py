"""Is the second factor asked for again before what cannot be taken back, and is nothing lost by that?"""

import html
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from litigation_app.accounts.models import Office
from litigation_app.accounts.signing_in.login import COOKIE
from litigation_app.core import clock
from litigation_app.core.access import May, permission_of, policy
from litigation_app.core.db import db
from litigation_app.ledger import LedgerEntry

As = Callable[[str], Any]
OFFICE = {"name": 'Kancelarija <Jug> & "Sever"', "organisation": "Invented organisation", "country": "RS"}


@pytest.fixture
def chief(client_as: As, make: Any) -> Any:
    """An administrator who signed in an hour ago."""
    person = client_as(make.administrator())
    make.stale(person.email)
    return person


def carried(page: Any) -> dict[str, str]:
    """The hidden fields of the page that asks, as a browser would send them back; of two with one name the first."""
    form = page.get_data(as_text=True).split("<main")[1]
    pairs = re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', form)
    return {name: html.unescape(value) for name, value in reversed(pairs)}


def offices(app: Flask) -> list[str]:
    with app.app_context():
        return sorted(name for (name,) in db.session.query(Office.name))


def test_a_page_is_asked_for_again_and_leads_back_to_itself(chief: Any) -> None:
    asked = chief.get("/offices/new?sort=name")
    action = html.unescape(re.search(r'action="(/me/step-up[^"]*)"', asked.get_data(as_text=True)).group(1))  # type: ignore[union-attr]

    confirmed = chief.post(action, {"second_factor": chief.next_code()})

    assert asked.status_code == 403
    assert "Confirm that it is you" in asked.get_data(as_text=True)
    assert (confirmed.status_code, confirmed.headers["Location"]) == (303, "/offices/new?sort=name")
    assert chief.get("/offices/new").status_code == 200


def test_what_was_typed_goes_on_in_the_very_answer_to_the_code(chief: Any, app: Flask) -> None:
    asked = chief.post("/offices/", {**OFFICE, "form_number": "invented-1"})
    before = offices(app)

    done = chief.post("/offices/", {**carried(asked), "second_factor": chief.next_code()})

    assert (asked.status_code, done.status_code) == (403, 303)
    assert OFFICE["name"] not in before
    assert OFFICE["name"] in offices(app)
    assert carried(asked)["form_number"] == "invented-1"
    assert chief.post("/offices/", {**OFFICE, "name": "Another", "form_number": "invented-1"}).status_code == 409


def test_a_wrong_code_saves_nothing_and_loses_nothing(chief: Any, app: Flask) -> None:
    asked = chief.post("/offices/", OFFICE)
    wrong = chief.post("/offices/", {**carried(asked), "second_factor": "000000"})

    assert wrong.status_code == 422
    assert carried(wrong)["name"] == OFFICE["name"]
    assert OFFICE["name"] not in offices(app)
    assert chief.post("/offices/", {**carried(wrong), "second_factor": chief.next_code()}).status_code == 303


def test_the_confirmation_stands_even_where_the_act_is_refused(chief: Any) -> None:
    refused = chief.post("/offices/", {**OFFICE, "name": "", "second_factor": chief.next_code()})

    assert refused.status_code == 422
    assert "Confirm that it is you" not in refused.get_data(as_text=True)
    assert chief.post("/offices/", OFFICE).status_code == 303


def test_the_cookie_is_renewed_and_the_old_one_is_dead_at_once(chief: Any, app: Flask) -> None:
    before = chief.client.get_cookie(COOKIE, domain="localhost").value
    chief.step_up()
    after = chief.client.get_cookie(COOKIE, domain="localhost").value
    thief = app.test_client()
    thief.set_cookie(COOKIE, before, domain="localhost")

    assert before != after
    assert thief.get("/people/", base_url="https://localhost").status_code == 302
    assert chief.get("/people/").status_code == 200


def test_a_form_that_stood_open_in_another_window_is_still_good(chief: Any) -> None:
    token = chief.token
    chief.step_up()

    assert chief.post("/offices/", {**OFFICE, "csrf_token": token}).status_code == 303


def test_five_minutes_are_enough_and_six_are_too_many(client_as: As, make: Any) -> None:
    now = clock.now()
    with time_machine.travel(now, tick=False) as time:
        chief = client_as(make.administrator())
        time.move_to(now + timedelta(minutes=5))
        in_time = chief.get("/people/new").status_code
        time.move_to(now + timedelta(minutes=5, seconds=1))
        late = chief.get("/people/new").status_code

    assert (in_time, late) == (200, 403)


def test_reading_who_works_here_asks_for_nothing_and_acting_does(chief: Any, make: Any) -> None:
    ana = make.user_id(make.lawyer())

    read = [chief.get(path).status_code for path in ("/people/", f"/people/{ana}", "/proposals/", "/offices/")]
    acted = [chief.post(path).status_code for path in (f"/people/{ana}/disabling", f"/proposals/links/{ana}")]

    assert (read, acted) == ([200] * 4, [403] * 2)


def test_who_may_not_is_never_asked(client_as: As, make: Any) -> None:
    """She would learn that there is such a page."""
    lawyer = client_as(make.lawyer())
    make.stale(lawyer.email)

    hidden, missing = lawyer.get("/people/"), lawyer.get("/no-such-page/")

    assert hidden.status_code == missing.status_code == 404
    assert strip(hidden) == strip(missing)


def strip(page: Any) -> str:
    text = re.sub(r'value="[^"]*"', "", page.get_data(as_text=True))
    return re.sub(r"[0-9a-f]{12}", "", text)


@pytest.mark.usefixtures("still")
def test_guessing_codes_at_a_signed_in_browser_is_slowed_down_and_told_to_the_log(chief: Any, app: Flask) -> None:
    for _attempt in range(5):
        assert chief.post("/me/step-up", {"second_factor": "000000"}).status_code == 422
    shut = chief.step_up()

    assert shut.status_code == 429
    assert "Too many attempts" in shut.get_data(as_text=True)
    with app.app_context():
        assert db.session.query(LedgerEntry).filter_by(act="step_up_refused").count() == 5


def test_guessers_at_the_door_do_not_shut_out_who_is_signed_in(chief: Any, stranger: Any) -> None:
    stranger.email = chief.email
    for _attempt in range(7):
        stranger.sign_in("wrong")

    assert chief.step_up().status_code == 303


def test_a_code_that_was_used_to_sign_in_confirms_nothing(stranger: Any, make: Any) -> None:
    stranger.email = make.administrator()
    code = stranger.next_code()
    assert stranger.sign_in(code=code).status_code == 303
    make.stale(stranger.email)

    assert stranger.post("/me/step-up", {"second_factor": code}).status_code == 422


def test_the_way_back_leads_nowhere_else(chief: Any) -> None:
    answer = chief.post("/me/step-up?next=//evil.example/", {"second_factor": chief.next_code()})

    assert answer.headers["Location"] == "/"


def test_passwords_and_codes_are_not_carried_in_a_page(chief: Any) -> None:
    page = chief.post("/offices/", {**OFFICE, "password": "a password of hers", "password_again": "a password of hers"})

    assert "a password of hers" not in page.get_data(as_text=True)


def test_every_page_that_the_policy_names_asks_again(app: Flask, client_as: As, make: Any) -> None:
    asking = {
        rule.rule: permission
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
        and not rule.arguments
        and (permission := permission_of(app, rule.endpoint)) in policy().fresh
    }
    holders = {role: client_as(make.person(role)) for role in {rule.role for rule in policy().rules}}
    for person in holders.values():
        make.stale(person.email)

    answers = {
        (path, role): holders[role].get(path).status_code
        for path, permission in asking.items()
        for role in holders
        if permission in policy().of(role)
    }

    assert len(asking) >= 3
    assert set(answers.values()) == {403}, answers


def test_the_policy_asks_again_for_all_that_cannot_be_taken_back() -> None:
    assert policy().fresh >= {
        May.APPROVE_RELEASE, May.MANAGE_USERS, May.AGREE_USERS, May.MANAGE_OFFICES, May.MANAGE_KEYS,
        May.EXPORT_LEDGER, May.BREAK_GLASS, May.WALL_CASE,
    }  # fmt: skip
