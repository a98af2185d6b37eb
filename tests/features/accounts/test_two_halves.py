"""Can either of the two administrators use a newcomer's link alone?"""

import html
import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from click.testing import CliRunner
from flask import Flask
from werkzeug.test import TestResponse

from config import Config
from litigation_app.accounts.models import User
from litigation_app.accounts.signing_in.enrolment import actions as spoken
from litigation_app.accounts.signing_in.factors import rules
from litigation_app.accounts.staff.proposals.models import PersonProposal
from litigation_app.cli import litigation
from litigation_app.core import clock
from litigation_app.core.access import Role
from litigation_app.core.db import db
from litigation_app.ledger import LedgerEntry

As = Callable[[str], Any]
CHOSEN = "a river under the old bridge"
IVA = {"name": "Iva Nova", "email": "iva@desk.example", "roles": ["lawyer"]}
SAID = re.compile(r"<code[^>]*>([a-z]{6,} [a-z]{6,})</code>")
LINK = re.compile(r"/enrol/([\w-]{20,})")


def found(pattern: re.Pattern[str], page: TestResponse) -> str:
    match = pattern.search(page.get_data(as_text=True))
    assert match is not None
    return match.group(1)


def agreed(person: Any, app: Flask) -> TestResponse:
    with app.app_context():
        newest = db.session.query(PersonProposal).order_by(PersonProposal.proposed_at.desc()).first()
        assert newest is not None
        path = f"/proposals/{newest.id}/agreement"
    answer: TestResponse = person.post(path)
    return answer


@pytest.fixture
def chiefs(client_as: As, make: Any) -> tuple[Any, Any]:
    """Two administrators at their browsers."""
    return client_as(make.administrator(name="Dana Prva")), client_as(make.administrator(name="Mila Druga"))


@pytest.fixture
def halves(chiefs: tuple[Any, Any], make: Any, app: Flask) -> tuple[str, str]:
    """The words that the first administrator was shown, and the address that the second was."""
    dana, mila = chiefs
    words = found(SAID, dana.post("/people/", IVA | {"office": str(make.first_office())}))
    return words, f"/enrol/{found(LINK, agreed(mila, app))}"


def choose(stranger: Any, path: str, words: str | None) -> TestResponse:
    page = stranger.get(path)
    if page.status_code == 200:
        stranger._read_token(page)
    said = {} if words is None else {"words": words}
    answer: TestResponse = stranger.post(path, {"password": CHOSEN, "password_again": CHOSEN} | said)
    return answer


def entries(app: Flask, act: str) -> int:
    with app.app_context():
        return db.session.query(LedgerEntry).filter_by(act=act).count()


def test_the_proposer_alone_sees_the_words_and_she_who_agrees_alone_sees_the_link(
    chiefs: tuple[Any, Any], make: Any, app: Flask
) -> None:
    dana, mila = chiefs

    proposed = dana.post("/people/", IVA | {"office": str(make.first_office())})
    done = agreed(mila, app)

    assert LINK.search(proposed.get_data(as_text=True)) is None
    assert SAID.search(done.get_data(as_text=True)) is None
    assert "Dana Prva" in done.get_data(as_text=True)
    for person in chiefs:
        for path in ("/proposals/", "/people/", f"/people/{make.user_id('iva@desk.example')}"):
            page = person.get(path).get_data(as_text=True)
            assert LINK.search(page) is None
            assert found(SAID, proposed) not in page


@pytest.mark.parametrize("words", [None, "", "   ", "academic academic"])
def test_whoever_has_the_link_alone_comes_no_further(
    halves: tuple[str, str], stranger: Any, app: Flask, words: str | None
) -> None:
    _said, path = halves

    answer = choose(stranger, path, words)

    assert answer.status_code == 422
    assert 'name="draft"' not in answer.get_data(as_text=True)
    with app.app_context():
        assert db.session.query(User).filter_by(email="iva@desk.example").one().password_hash is None


@pytest.mark.parametrize(
    "written", [str.upper, str.title, lambda said: said.replace(" ", "-"), lambda said: f" {said}  "]
)
def test_with_link_and_words_she_enrols_however_she_writes_them(
    halves: tuple[str, str], stranger: Any, written: Callable[[str], str]
) -> None:
    said, path = halves

    page = choose(stranger, path, written(said))
    text = page.get_data(as_text=True)
    secret = rules.secret_of_text(re.search(r"<code>([A-Z2-7 ]{32,})</code>", text).group(1).replace(" ", ""))  # type: ignore[union-attr]
    draft = html.unescape(re.search(r'name="draft"[^>]* value="([^"]+)"', text).group(1))  # type: ignore[union-attr]
    code = rules.code_at(secret, rules.counter_at(clock.now()))
    done = stranger.post(f"{path}/factor", {"draft": draft, "code": code})

    assert (page.status_code, done.status_code) == (200, 201)
    assert stranger.get("/cases/").status_code == 200


def test_wrong_words_are_counted_delayed_and_kill_the_link_in_the_end(
    halves: tuple[str, str], stranger: Any, app: Flask
) -> None:
    said, path = halves
    now, codes = clock.now(), []

    with time_machine.travel(now, tick=False) as time:
        codes += [choose(stranger, path, "academic academic").status_code for _ in range(5)]
        delayed = choose(stranger, path, said).status_code
        for number in range(5):
            time.move_to(now + timedelta(minutes=16 * (number + 1)))
            codes.append(choose(stranger, path, "academic academic").status_code)
        dead = choose(stranger, path, said)

    assert (codes, delayed) == ([422] * 9 + [404], 429)
    assert dead.status_code == 404
    assert entries(app, "enrolment_words_refused") == spoken.MOST_TRIES


def test_a_days_pause_forgives_nobody_who_guesses_the_words(halves: tuple[str, str], stranger: Any) -> None:
    said, path = halves
    now, codes = clock.now(), []

    with time_machine.travel(now, tick=False) as time:
        codes += [choose(stranger, path, "academic academic").status_code for _ in range(5)]
        for day in (1, 2):
            time.move_to(now + timedelta(days=day, minutes=1))
            codes += [choose(stranger, path, "academic academic").status_code for _ in range(3)]
        dead = choose(stranger, path, said)

    assert codes[-2:] == [404, 404]
    assert dead.status_code == 404


def test_the_words_are_kept_only_as_a_hash_and_gone_when_they_were_used_or_nobody_needs_them(
    chiefs: tuple[Any, Any], make: Any, app: Flask
) -> None:
    dana, mila = chiefs
    said = found(SAID, dana.post("/people/", IVA | {"office": str(make.first_office())}))

    def kept() -> tuple[str | None, list[str | None]]:
        with app.app_context():
            proposal = db.session.query(PersonProposal).order_by(PersonProposal.proposed_at.desc()).first()
            return proposal.word_hash, [one.enrolment_word_hash for one in db.session.query(User)]

    on_proposal, _nobody = kept()
    agreed(mila, app)
    moved, on_people = kept()
    dana.post(f"/people/{make.user_id('iva@desk.example')}/disabling")

    assert on_proposal is not None
    assert on_proposal.startswith("$argon2id$")
    assert said.split()[0] not in on_proposal
    assert (moved, on_people.count(on_proposal)) == (None, 1)
    assert set(kept()[1]) == {None}


def test_the_words_of_another_proposal_open_nothing(
    halves: tuple[str, str], chiefs: tuple[Any, Any], make: Any, stranger: Any
) -> None:
    others = found(SAID, chiefs[0].post(f"/proposals/links/{make.user_id(make.lawyer())}"))

    assert choose(stranger, halves[1], others).status_code == 422


@pytest.mark.parametrize("act", ["links", "enablings"])
def test_recovery_and_letting_in_again_take_both_halves_too(
    chiefs: tuple[Any, Any], make: Any, app: Flask, stranger: Any, act: str
) -> None:
    dana, mila = chiefs
    ana = make.user_id(make.lawyer())
    if act == "enablings":
        dana.post(f"/people/{ana}/disabling")

    words = found(SAID, dana.post(f"/proposals/{act}/{ana}"))
    path = f"/enrol/{found(LINK, agreed(mila, app))}"

    assert choose(stranger, path, None).status_code == 422
    assert choose(stranger, path, words).status_code == 200


def test_a_role_needs_no_words(chiefs: tuple[Any, Any], make: Any) -> None:
    ana, role = make.user_id(make.lawyer()), {"role": "analyst", "office": str(make.first_office())}

    assert chiefs[0].post(f"/proposals/roles/{ana}", role).status_code == 303


def test_by_command_the_proposer_reads_the_words_and_she_who_agrees_the_link(
    make: Any, config: Config, stranger: Any
) -> None:
    make.office(name="Main office")
    dana, mila = make.person(Role.ADMINISTRATOR, name="Dana Prva"), make.administrator()
    environ = {"LITIGATION_INSTANCE": str(config.instance), "LITIGATION_DATABASE_URL": config.database_url}

    def users(*words: str, by: str) -> Any:
        shown = {"LITIGATION_PASSWORD": "three rivers meet at dawn", "LITIGATION_TOTP": make.code(by)}
        return CliRunner().invoke(litigation, ["users", *words, "--as", by], env=environ | shown)

    said = json.loads(users("recover", make.lawyer(), by=dana).stdout)
    done = users("agree", said["proposal"], by=mila)
    path = "/enrol/" + done.stdout.strip().rsplit("/", 1)[1]

    assert "Dana Prva" in done.stderr
    assert said["words"] not in done.output
    assert choose(stranger, path, None).status_code == 422
    assert choose(stranger, path, said["words"]).status_code == 200
