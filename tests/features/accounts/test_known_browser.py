"""Can a stranger who knows her address keep her away from the desk by guessing?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from litigation_app.accounts.models import KnownBrowser
from litigation_app.accounts.signing_in.login import COOKIE, KNOWN_COOKIE
from litigation_app.core import clock
from litigation_app.core.db import db

As = Callable[[str], Any]
GUESSES = 16  # after so many the door stays shut for a quarter of an hour


def guess(stranger: Any, email: str, where: str) -> int:
    """One guess from one of many networks."""
    typed = {"email": email, "password": "not at all this one", "code": "000000"}
    answer = stranger.post("/sign-in", typed, environ_base={"REMOTE_ADDR": where})
    return int(answer.status_code)


def besiege(stranger: Any, email: str) -> None:
    """Somebody guesses for hours, whenever the door opens and each time from another network, until now."""
    stranger._read_token(stranger.get("/sign-in"))
    now = clock.now()
    with time_machine.travel(now, tick=False) as time:
        for number in range(GUESSES):
            time.move_to(now - timedelta(minutes=16 * (GUESSES - 1 - number)))
            assert guess(stranger, email, f"203.0.{number}.7") == 422


def leave_browser(person: Any) -> None:
    """Her sign-in is over; the browser is still hers."""
    person.client.delete_cookie(COOKIE, domain="localhost")


def known(app: Flask) -> int:
    with app.app_context():
        return db.session.query(KnownBrowser).count()


@pytest.fixture
def besieged(client_as: As, make: Any, stranger: Any) -> Any:
    """A lawyer who has signed in at her browser before, and at whose account somebody guesses from many networks."""
    ana = client_as(make.lawyer())
    leave_browser(ana)
    besiege(stranger, ana.email)
    return ana


def test_who_guesses_from_many_networks_does_not_delay_her_own_browser(besieged: Any, stranger: Any) -> None:
    stranger.email = besieged.email

    assert stranger.sign_in().status_code == 429, "at a strange browser she waits"
    assert besieged.sign_in().status_code == 303


def test_her_own_coming_in_gives_the_stranger_no_new_guesses(besieged: Any, stranger: Any) -> None:
    besieged.sign_in()

    assert guess(stranger, besieged.email, "198.51.100.1") == 429


def test_a_known_browser_is_no_factor(client_as: As, make: Any) -> None:
    ana = client_as(make.lawyer())
    leave_browser(ana)

    answers = [ana.sign_in(password="another password altogether"), ana.sign_in(code="000000"), ana.sign_in(code="")]

    assert {answer.status_code for answer in answers} == {422}
    assert ana.get("/cases/").status_code == 302


@pytest.mark.usefixtures("still")
def test_guesses_at_her_own_browser_are_slowed_down_there(client_as: As, make: Any) -> None:
    ana = client_as(make.lawyer())
    leave_browser(ana)

    codes = [ana.sign_in(password="another password altogether").status_code for _ in range(6)]

    assert codes == [422] * 5 + [429]


def test_her_browser_is_nothing_at_anybody_elses_account(besieged: Any, make: Any, client_as: As) -> None:
    other = make.lawyer()

    besiege(besieged, other)

    assert guess(besieged, other, "198.51.100.1") == 429


def test_two_who_share_a_computer_are_both_known_there(client_as: As, make: Any, app: Flask) -> None:
    ana, both = client_as(make.lawyer()), make.lawyer()
    leave_browser(ana)
    first, ana.email = ana.email, both
    ana.sign_in()
    leave_browser(ana)
    ana.email = first
    ana.sign_in()

    cookie = ana.client.get_cookie(KNOWN_COOKIE, domain="localhost").value
    assert len(cookie.split(".")) == 2
    assert known(app) == 2


def test_the_cookie_is_for_this_host_over_tls_alone_for_ninety_days_and_kept_as_a_hash(
    make: Any, stranger: Any, app: Flask
) -> None:
    stranger.email = make.lawyer()

    said = [line for line in stranger.sign_in().headers.getlist("Set-Cookie") if line.startswith(KNOWN_COOKIE)]

    assert len(said) == 1
    assert all(word in said[0] for word in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax", "Max-Age=7776000"))
    assert "Domain" not in said[0]
    token = said[0].split("=", 1)[1].split(";")[0]
    with app.app_context():
        assert token not in db.session.query(KnownBrowser).one().token_hash


def test_a_copy_of_an_older_cookie_is_nothing_once_she_has_come_in_again(besieged: Any) -> None:
    old = besieged.client.get_cookie(KNOWN_COOKIE, domain="localhost").value
    besieged.sign_in()
    leave_browser(besieged)

    besieged.client.set_cookie(KNOWN_COOKIE, old, domain="localhost")

    assert besieged.sign_in().status_code == 429


@pytest.mark.parametrize(("days", "comes_in"), [(89, 303), (91, 429)])
def test_a_browser_is_known_for_ninety_days(client_as: As, make: Any, stranger: Any, days: int, comes_in: int) -> None:
    ana = client_as(make.lawyer())
    leave_browser(ana)
    cookie = ana.client.get_cookie(KNOWN_COOKIE, domain="localhost").value

    with time_machine.travel(clock.now() + timedelta(days=days)):
        besiege(stranger, ana.email)
        ana.client.set_cookie(KNOWN_COOKIE, cookie, domain="localhost")
        assert ana.sign_in().status_code == comes_in


@pytest.mark.parametrize("act", ["disabling", "leaving", "recovery", "ending the others"])
def test_whoever_is_shut_out_leaves_recovers_or_ends_her_other_sign_ins_has_no_known_browser(
    client_as: As, make: Any, app: Flask, act: str
) -> None:
    email = make.lawyer()
    ana = client_as(email)
    before = known(app)
    if act == "ending the others":
        ana.post("/me/sessions/others/end")
    elif act == "recovery":
        dana, mila = client_as(make.administrator()), client_as(make.administrator())
        dana.post(f"/proposals/links/{make.user_id(email)}")
        page = mila.get("/proposals/").get_data(as_text=True)
        mila.post(page.split('action="/proposals/')[1].split('"')[0].join(("/proposals/", "")))
    else:
        client_as(make.administrator()).post(f"/people/{make.user_id(email)}/{act}")

    with app.app_context():
        hers = db.session.query(KnownBrowser).filter_by(user_id=make.user_id(email)).count()
    assert (before, hers) == (1, 0)


@pytest.mark.parametrize("cookie", ["", ".", "..x..", "a" * 4000, "ž.š"])
def test_any_other_cookie_is_as_none(make: Any, stranger: Any, cookie: str) -> None:
    stranger.email = make.lawyer()
    stranger.client.set_cookie(KNOWN_COOKIE, cookie, domain="localhost")

    assert stranger.sign_in().status_code == 303
    kept = stranger.client.get_cookie(KNOWN_COOKIE, domain="localhost")
    assert kept is not None
    assert len(kept.value) == 43
