"""Which passwords does enrolment refuse, and does a crowd at the door stop everybody's pages?"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask

from litigation_app.accounts.signing_in import passwords
from litigation_app.accounts.staff.people import actions as people
from litigation_app.core.access import Role
from litigation_app.core.db import committing

As = Callable[[str], Any]
THREADS_AT_THE_DOOR = 6


@pytest.fixture
def link(app: Flask, make: Any) -> str:
    """The one-time link of a person who is about to enrol."""
    office = make.office(name="Kancelarija Sunce")
    with app.app_context(), committing():
        _user, token = people.add(
            None, name="Ana Đorđević", email="ana@desk.example", roles=[Role.LAWYER], office_id=office
        )
    return f"/enrol/{token}"


def choose(stranger: Any, link: str, password: str) -> Any:
    stranger._read_token(stranger.get(link))
    return stranger.post(link, {"password": password, "password_again": password})


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("blue kettle", "at least 15 characters"),
        ("Ана Ђорђевић 2026", "made of your name"),
        ("KancelarijaSunce2026", "made of your name"),
        ("litigation desk 123", "made of your name"),
        ("qwertyuiopasdfghjkl", "lists of known passwords"),
    ],
)
def test_a_password_that_is_guessed_first_is_refused_with_the_reason(
    stranger: Any, link: str, password: str, sentence: str
) -> None:
    answer = choose(stranger, link, password)

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert sentence in page
    assert password not in page


@pytest.mark.parametrize(
    "password",
    ["три реке се срећу у зору", "   blue   kettle  under  snow ", "猫が七匹、橋の下で月を待っている夜明け前"],
)
def test_a_sentence_in_any_script_is_accepted_as_typed(stranger: Any, link: str, password: str) -> None:
    assert choose(stranger, link, password).status_code < 300


@pytest.fixture
def crowd(app: Flask) -> Iterator[list[Future[str]]]:
    """As many people waiting for their password to be checked as may wait, while every core that may hash is taken."""
    taken = 0
    while passwords._AT_ONCE.acquire(blocking=False):
        taken += 1

    def check_one() -> str:
        with app.app_context():
            return passwords.hashed("three rivers meet at dawn")

    with ThreadPoolExecutor(THREADS_AT_THE_DOOR) as threads:
        waiting = [threads.submit(check_one) for _ in range(THREADS_AT_THE_DOOR)]
        while passwords._AT_THE_DOOR._value:
            time.sleep(0.001)
        yield waiting
        for _ in range(taken):
            passwords._AT_ONCE.release()


def test_when_many_sign_in_at_once_one_more_is_told_so_and_pages_still_answer(
    client_as: As, make: Any, stranger: Any, request: pytest.FixtureRequest
) -> None:
    ana = client_as(make.lawyer())
    stranger.email = make.lawyer()
    waiting = request.getfixturevalue("crowd")

    refused, page = stranger.sign_in(), ana.get("/cases/")

    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "2")
    assert page.status_code == 200
    assert not any(one.done() for one in waiting)


def test_a_person_who_was_turned_away_in_a_crowd_was_not_counted_as_a_guesser(make: Any, stranger: Any) -> None:
    stranger.email = make.lawyer()

    for _ in range(6):
        while passwords._AT_THE_DOOR.acquire(blocking=False):
            pass
        turned_away = stranger.sign_in().status_code
        for _place in range(THREADS_AT_THE_DOOR):
            passwords._AT_THE_DOOR.release()
        assert turned_away == 503

    assert stranger.sign_in().status_code == 303
