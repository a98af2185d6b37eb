"""Who gets in, what ends a sign-in, and what does a guesser learn?"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import time_machine
from flask import Flask

from litigation_app.accounts.signing_in.login import COOKIE
from litigation_app.core import clock
from litigation_app.core.access import Role
from litigation_app.core.db import SentForm, db


def test_a_lawyer_signs_in_and_sees_only_her_own_navigation(client_as: Callable[[str], Any], make: Any) -> None:
    ana = client_as(make.lawyer(name="Ana Primer"))

    page = ana.get("/cases/").get_data(as_text=True)

    assert "Ana Primer" in page
    assert 'href="/cases/"' in page
    assert 'href="/claims/"' not in page
    assert 'href="/access-log/"' not in page
    assert 'href="/people/"' not in page


def test_the_cursor_stands_in_the_first_field(stranger: Any) -> None:
    [focused] = re.findall(r"<input[^>]* autofocus[^>]*>", stranger.get("/sign-in").get_data(as_text=True))

    assert 'name="email"' in focused


def test_each_role_begins_at_her_own_work(client_as: Callable[[str], Any], make: Any) -> None:
    first = {
        Role.LAWYER: "/today",
        Role.COORDINATOR: "/today",
        Role.ANALYST: "/overview",
        Role.ADMINISTRATOR: "/people",
        Role.AUDITOR: "/access-log",
    }

    for role, path in first.items():
        answer = client_as(make.person(role)).get("/")
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(path)


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(stranger: Any, make: Any) -> None:
    known = make.lawyer()
    stranger.sign_in("x")
    stranger.email = known
    wrong = stranger.sign_in("not her password")
    stranger.email = "nobody.at.all@desk.example"
    unknown = stranger.sign_in("not her password")

    assert wrong.status_code == unknown.status_code == 422
    assert "do not belong together" in wrong.get_data(as_text=True)
    assert without_address(wrong) == without_address(unknown)


def without_address(answer: Any) -> str:
    page: str = answer.get_data(as_text=True)
    return (
        page.replace("nobody.at.all@desk.example", "ADDRESS")
        .replace("person1@desk.example", "ADDRESS")
        .replace("person2@desk.example", "ADDRESS")
    )


def test_a_copied_cookie_is_dead_after_sign_out(client_as: Callable[[str], Any], make: Any, app: Flask) -> None:
    ana = client_as(make.lawyer())
    copied = ana.client.get_cookie(COOKIE, domain="localhost").value

    ana.post("/sign-out")
    thief = app.test_client()
    thief.set_cookie(COOKIE, copied, domain="localhost")
    answer = thief.get("/cases/", base_url="https://localhost")

    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/sign-in")


def test_the_cookie_is_for_this_host_over_tls_and_not_for_scripts(stranger: Any, make: Any) -> None:
    stranger.email = make.lawyer()

    cookie = next(c for c in stranger.sign_in().headers.getlist("Set-Cookie") if c.startswith(COOKIE))

    assert all(word in cookie for word in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))
    assert "Domain" not in cookie


def test_a_sign_in_ends_without_use_and_at_the_end_of_the_day(client_as: Callable[[str], Any], make: Any) -> None:
    now = clock.now()
    with time_machine.travel(now, tick=False) as time:
        ana = client_as(make.lawyer())
        time.move_to(now + timedelta(minutes=29))
        assert ana.get("/cases/").status_code == 200
        time.move_to(now + timedelta(minutes=58))
        assert ana.get("/cases/").status_code == 200
        time.move_to(now + timedelta(minutes=89))
        assert ana.get("/cases/").status_code == 302


def test_numbers_of_sent_forms_are_forgotten_at_a_sign_in_a_month_later(
    client_as: Callable[[str], Any], at_the_door: Callable[[str], Any], make: Any, app: Flask
) -> None:
    now = clock.now()
    lawyer = make.lawyer()
    with time_machine.travel(now, tick=False) as time:
        ana = client_as(lawyer)
        ana.post("/cases/", {"opened_on": "2. 3. 2026.", "aim": "An invented aim.", "form_number": "invented-1"})
        time.move_to(now + timedelta(days=29, hours=23))
        at_the_door(lawyer).sign_in()
        kept = sent_forms(app)
        time.move_to(now + timedelta(days=30, minutes=1))
        at_the_door(lawyer).sign_in()

    assert (kept, sent_forms(app)) == (1, 0)


def sent_forms(app: Flask) -> int:
    with app.app_context():
        return db.session.query(SentForm).count()


def test_after_five_failures_the_door_stays_shut_a_little_and_opens_again(stranger: Any, make: Any) -> None:
    now = clock.now()
    with time_machine.travel(now, tick=False) as time:
        stranger.email = make.lawyer()
        for _ in range(5):
            assert stranger.sign_in("wrong").status_code == 422
        shut = stranger.sign_in()
        time.move_to(now + timedelta(minutes=15))
        opened = stranger.sign_in()

    assert shut.status_code == 429
    assert "Try again in 1 second." in shut.get_data(as_text=True)
    assert opened.status_code == 303


def test_signing_in_leads_back_to_the_page_that_was_asked_for_and_never_elsewhere(stranger: Any, make: Any) -> None:
    stranger.email = make.lawyer()
    stranger._read_token(stranger.get("/sign-in"))
    typed = {"email": stranger.email, "password": "three rivers meet at dawn"}

    asked = stranger.post("/sign-in?next=/deadlines/", {**typed, "code": stranger.next_code()})
    stranger.client.delete_cookie(COOKIE, domain="localhost")
    evil = stranger.post("/sign-in?next=//evil.example/", {**typed, "code": stranger.next_code()})

    assert asked.headers["Location"] == "/deadlines/"
    assert evil.headers["Location"] == "/"


def test_a_person_who_is_shut_out_fails_at_her_next_request(client_as: Callable[[str], Any], make: Any) -> None:
    email = make.lawyer()
    ana, chief = client_as(email), client_as(make.administrator())

    chief.post(f"/people/{make.user_id(email)}/disabling")

    assert ana.get("/cases/").status_code == 302
    assert ana.sign_in().status_code == 422


def test_an_administrator_cannot_become_a_lawyer_and_keeps_what_she_typed(
    client_as: Callable[[str], Any], make: Any
) -> None:
    chief = client_as(make.administrator())
    typed = {
        "name": "Iva Nova",
        "email": "iva@desk.example",
        "office": str(make.first_office()),
        "roles": ["administrator", "lawyer"],
    }

    answer = chief.post("/people/", typed)

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "cannot also be a lawyer" in page
    assert 'value="Iva Nova"' in page


def test_a_form_from_another_sign_in_is_refused(client_as: Callable[[str], Any], make: Any) -> None:
    ana, iva = client_as(make.lawyer()), client_as(make.lawyer())
    ana.token = iva.token

    assert ana.post("/sign-out").status_code == 400


def test_a_form_sent_from_another_site_is_refused(client_as: Callable[[str], Any], make: Any) -> None:
    ana = client_as(make.lawyer())

    assert ana.post("/sign-out", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 400


def test_a_long_text_is_not_lost_when_the_sign_in_ended_while_it_was_written(
    client_as: Callable[[str], Any], make: Any
) -> None:
    ana = client_as(make.lawyer())
    ana.client.delete_cookie(COOKIE, domain="localhost")
    text = "She said that the van had no plates. " * 3

    answer = ana.post("/cases/", {"aim": text, "password": "a password of hers"})
    foreign = ana.post("/cases/", {"aim": text}, headers={"Sec-Fetch-Site": "cross-site"})

    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert text.strip() in page
    assert "a password of hers" not in page
    assert text.strip() not in foreign.get_data(as_text=True)
