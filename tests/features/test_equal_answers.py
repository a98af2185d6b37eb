"""What does a guesser learn from the answers at the door, and from how long they take?"""

import random
import statistics
import time
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from config import Config
from litigation_app.accounts.models import FailedSignIn, User
from litigation_app.accounts.signing_in import passwords
from litigation_app.accounts.signing_in.sessions import actions
from litigation_app.accounts.signing_in.sessions.actions import Browser, Credentials, SignInRefused
from litigation_app.core import clock
from litigation_app.core.db import committing, db

PASSWORD = "three rivers meet at dawn"
HASH_KIB = 19_456  # the least that OWASP names; a real desk takes more, which hides more
ROUNDS = 40
MOST_APART = 0.05
TRIALS = 3  # what a guesser could use stands apart each time, and on the same side


@pytest.fixture
def config(config: Config) -> Config:
    """Passwords cost what they cost at a desk."""
    return replace(config, password_hash_kib=HASH_KIB)


@pytest.fixture
def refusals(app: Flask, make: Any) -> dict[str, Credentials]:
    """Each way to be refused at the door."""
    known, unready, out = make.lawyer(), make.newcomer()[0], make.lawyer()
    with app.app_context(), committing() as session:
        session.execute(update(User).where(User.email == out).values(disabled_at=clock.now()))
    return {
        "unknown address": Credentials("nobody.at.all@desk.example", PASSWORD, "123456"),
        "wrong password": Credentials(known, "not her password", make.code(known)),
        "wrong code": Credentials(known, PASSWORD, "000000"),
        "no code": Credentials(known, PASSWORD, ""),
        "wrong recovery code": Credentials(known, PASSWORD, "0000 0000 0000 0000"),
        "not enrolled": Credentials(unready, PASSWORD, "123456"),
        "disabled": Credentials(out, PASSWORD, make.code(out)),
    }


def open_doors() -> None:
    with committing():
        db.session.query(FailedSignIn).delete()


def refuse(typed: Credentials) -> float:
    """How long the refusal takes, in CPU seconds of this thread: a busy machine is no finding."""
    begun = time.thread_time()
    with pytest.raises(SignInRefused):
        actions.sign_in(typed, Browser("192.0.2.0/24"))
    return time.thread_time() - begun


def test_every_refusal_is_the_same_page(app: Flask, stranger: Any, refusals: dict[str, Credentials]) -> None:
    stranger._read_token(stranger.get("/sign-in"))
    pages = {}
    for name, typed in refusals.items():
        answer = stranger.post("/sign-in", typed._asdict())
        pages[name] = (answer.status_code, answer.get_data(as_text=True).replace(typed.email, "ADDRESS"))
        with app.app_context():
            open_doors()

    assert len(set(pages.values())) == 1, {name: page[0] for name, page in pages.items()}
    assert pages["wrong code"][0] == 422


def quickest(refusals: dict[str, Credentials]) -> dict[str, float]:
    """The least time of each refusal: a neighbour who fills the memory bus only ever adds to it."""
    took: dict[str, list[float]] = {name: [] for name in refusals}
    for turn in range(ROUNDS):
        for name in random.Random(turn).sample(sorted(refusals), len(refusals)):
            took[name].append(refuse(refusals[name]))
            open_doors()
    return {name: min(times) for name, times in took.items()}


def apart(times: dict[str, float]) -> set[tuple[str, bool]]:
    """Which refusals stand apart from the middle one, and whether by being slower."""
    middle = statistics.median(times.values())
    return {(name, one > middle) for name, one in times.items() if abs(one - middle) > MOST_APART * middle}


@pytest.mark.extensive  # it measures: a busy machine has it measure again and again
def test_no_refusal_is_quicker_than_another(app: Flask, refusals: dict[str, Credentials]) -> None:
    with app.app_context():
        passwords.fits(None, "the hash of nobody is made once")
        found = [quickest(refusals)]
        while apart(found[-1]) and len(found) < TRIALS:
            found.append(quickest(refusals))

    told = set.intersection(*map(apart, found))
    assert not told, found
