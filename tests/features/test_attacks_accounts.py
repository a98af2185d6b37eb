"""What did a hostile reviewer get out of sign-in, people and the access log? Each test fails while the door stands open."""

import http.client
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, update

from config import Config
from guessing import As, log_size
from litigation_app.accounts import stamps
from litigation_app.accounts.models import FailedSignIn, WebSession
from litigation_app.accounts.staff.proposals.models import PersonProposal
from litigation_app.app import create_app
from litigation_app.core import clock
from litigation_app.core.csrf import PRE_SESSION
from litigation_app.core.db import committing, db

PROXY = "127.0.0.1"


def guess(person: Any, email: str, code: str, **at: str) -> int:
    """Somebody tries a password; the status of the answer."""
    person._read_token(person.get("/sign-in"))
    typed = {"email": email, "password": "guess", "code": code}
    headers = {"X-Forwarded-For": at["behind"]} if "behind" in at else {}
    answer = person.post("/sign-in", typed, environ_base={"REMOTE_ADDR": at["network"]}, headers=headers)
    return int(answer.status_code)


@pytest.fixture
def behind_a_proxy(config: Config) -> Iterator[Flask]:
    """The same desk, told that one proxy stands before it."""
    made = create_app(replace(config, proxies=1))
    made.testing = False
    yield made
    with made.app_context():
        db.engine.dispose()


@pytest.mark.usefixtures("still")
def test_behind_a_proxy_one_guesser_does_not_shut_the_door_for_everybody(
    behind_a_proxy: Flask, make: Any, stranger: Any
) -> None:
    stranger.client = behind_a_proxy.test_client()
    for number in range(8):
        guess(stranger, f"nobody{number}@desk.example", "000000", network=PROXY, behind="203.0.113.9")
    shut = guess(stranger, "nobody@desk.example", "000000", network=PROXY, behind="203.0.113.77")
    forged = guess(stranger, "nobody@desk.example", "000000", network=PROXY, behind="198.51.100.1, 203.0.113.9")
    elsewhere = guess(stranger, "nobody@desk.example", "000000", network=PROXY, behind="198.51.100.7")

    assert (shut, forged, elsewhere) == (429, 429, 422)


@pytest.mark.parametrize(("proxies", "answers"), [(1, [429, 400]), (0, [429, 429])])
def test_the_served_desk_reads_what_its_proxy_says_and_only_that(
    app: Flask, config: Config, serving: Callable[[], Any], proxies: int, answers: list[int]
) -> None:
    (config.instance / "config.toml").write_text(f"proxies = {proxies}\n")

    def nonsense(sender: str) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=240)
        connection.request("POST", "/witness/add-checkpoint", b"nonsense", {"X-Forwarded-For": sender})
        status = connection.getresponse().status
        connection.close()
        return status

    with serving() as (_process, port):
        nonsense("203.0.113.9")
        with app.app_context(), committing() as session:  # so often that the door stays shut for minutes
            session.execute(update(FailedSignIn).values(failures=12))
        one = nonsense("203.0.113.9")
        other = nonsense("198.51.100.7")

    assert [one, other] == answers


@pytest.mark.usefixtures("still")
def test_a_header_that_no_known_proxy_wrote_is_not_believed(stranger: Any) -> None:
    for number in range(8):
        last = guess(stranger, f"n{number}@desk.example", "000000", network="203.0.113.9", behind=f"198.51.{number}.1")

    assert last == 429


def test_addresses_of_the_old_kind_do_not_share_one_door_at_a_server_of_the_new_kind(stranger: Any) -> None:
    for number in range(8):
        guess(stranger, f"nobody{number}@desk.example", "000000", network="::ffff:203.0.113.9")

    assert guess(stranger, "nobody@desk.example", "000000", network="::ffff:198.51.100.7") == 422


def test_an_address_that_is_none_is_no_failure_of_the_desk(stranger: Any) -> None:
    assert guess(stranger, "nobody@desk.example", "000000", network="unknown") == 422


def test_a_stranger_cannot_have_the_desk_read_a_book(stranger: Any) -> None:
    stranger._read_token(stranger.get("/sign-in"))

    answer = stranger.post("/sign-in", {"email": "a" * 2**20, "password": "x", "code": "1"})

    assert answer.status_code == 413


@pytest.mark.usefixtures("still")
def test_knocking_at_a_shut_door_does_not_fill_the_log_that_nobody_can_empty(stranger: Any, app: Flask) -> None:
    for number in range(6):
        guess(stranger, f"nobody{number}@desk.example", "000000", network="203.0.113.9")
    before = log_size(app)

    for number in range(6):
        shut = guess(stranger, f"nobody{number}@desk.example", "000000", network="203.0.113.9")

    assert shut == 429
    assert log_size(app) <= before + 1


def test_attempts_without_a_code_do_not_keep_a_shut_door_shut(stranger: Any, make: Any, app: Flask) -> None:
    ana, now = make.lawyer(), clock.now()
    with time_machine.travel(now, tick=False) as time:
        for number in range(5):
            guess(stranger, ana, "000000", network=f"203.0.{number}.1")
        for number in range(12):
            guess(stranger, ana, "", network=f"198.51.{number}.1")
        time.move_to(now + timedelta(seconds=2))
        stranger.email = ana
        answer = stranger.sign_in()

    assert answer.status_code == 303


def test_who_knows_the_number_of_a_sign_in_cannot_make_the_token_of_its_forms(
    client_as: As, make: Any, stranger: Any, app: Flask
) -> None:
    email = make.lawyer()
    ana = client_as(email)
    with app.app_context():
        number = db.session.scalar(select(WebSession.id).where(WebSession.user_id == make.user_id(email)))
    stranger.client.set_cookie(PRE_SESSION, str(number), domain="localhost", secure=True, path="/")

    stranger._read_token(stranger.get("/sign-in"))

    assert stranger.token != ana.token
    assert ana.post("/me/sessions/others/end", {"csrf_token": stranger.token}).status_code == 400


def test_a_recovery_code_is_not_shown_where_a_form_went_stale(stranger: Any, make: Any) -> None:
    code = "ABCD 2345 EFGH 6789"

    typed = {"email": make.lawyer(), "password": "three rivers meet at dawn", "code": code, "second_factor": code}
    page = stranger.post("/sign-in", typed | {"passkey_answer": '{"rawId": "of a passkey"}', "draft": "f0" * 40})

    assert page.status_code == 400
    for secret in (code, "rawId", "f0f0f0"):
        assert secret not in page.get_data(as_text=True)


def test_the_only_administrator_does_not_invite_two_before_the_first_has_come(
    client_as: As, make: Any, app: Flask
) -> None:
    office = str(make.first_office())
    dana = client_as(make.administrator())

    def appoint(name: str) -> int:
        person = {"name": name, "email": f"{name}@desk.example", "office": office}
        return int(dana.post("/people/second-administrator", person).status_code)

    first, second = appoint("iva"), appoint("phantom")
    dana.post(f"/people/{make.user_id('iva@desk.example')}/disabling")
    instead = appoint("mila")

    assert (first, second, instead) == (201, 404, 201)


def test_two_invitations_at_the_same_moment_are_one(client_as: As, make: Any, app: Flask) -> None:
    office, dana = str(make.first_office()), make.administrator()
    barrier, codes = Barrier(2), []

    def appoint(browser: Any, name: str) -> None:
        barrier.wait()
        person = {"name": name, "email": f"{name}@desk.example", "office": office}
        codes.append(browser.post("/people/second-administrator", person).status_code)

    threads = [Thread(target=appoint, args=(client_as(dana), name)) for name in ("iva", "phantom")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(codes)[0] == 201
    assert sorted(codes)[1] >= 400


def test_of_a_person_who_never_came_nothing_is_kept_once_the_proposal_ran_out(
    client_as: As, make: Any, app: Flask
) -> None:
    office = str(make.first_office())
    dana, other = client_as(make.administrator()), make.administrator()
    person = {"name": "Iva Nova", "email": "iva@desk.example", "roles": ["lawyer"], "office": office}
    dana.post("/people/", person)

    with time_machine.travel(clock.now() + timedelta(days=8), tick=False):
        client_as(other).post("/people/", person | {"name": "Ana Druga", "email": "ana@desk.example"})
        with app.app_context():
            kept = db.session.execute(select(PersonProposal.name, PersonProposal.email)).all()
            untrue = stamps.untrue()

    assert untrue == [], "its stamp is gone with it, and nobody typed it"
    assert [tuple(row) for row in kept if row.name != "Ana Druga"] == [(None, None)]
