"""Does a passkey let its owner in, and only her, only here, only once for each question? With an authenticator in software."""

import html
import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import cbor2
import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric import ec
from flask import Flask

from litigation_app.accounts.models import Passkey, PasskeyChallenge, WebSession
from litigation_app.accounts.signing_in.sessions.views import HALF_COOKIE
from litigation_app.core import clock
from litigation_app.core.db import db
from litigation_app.ledger import LedgerEntry
from passkeyed import PRESENT, VERIFIED, Authenticator, add, asked, b64, enter, half_way

As = Callable[[str], Any]


@pytest.fixture
def device() -> Authenticator:
    return Authenticator()


@pytest.fixture
def ana(client_as: As, make: Any, device: Authenticator) -> Any:
    """A lawyer who has an app and a passkey."""
    person = client_as(make.lawyer())
    assert add(person, device).status_code == 303
    return person


def test_a_passkey_is_shown_by_its_name_and_lets_her_in(ana: Any, stranger: Any, device: Authenticator) -> None:
    shown = ana.get("/me/security").get_data(as_text=True)
    half = half_way(stranger, ana.email)
    nowhere = stranger.get("/cases/")
    done = enter(stranger, device.use(asked(stranger, "/sign-in/passkey/question")))

    assert "Key ring" in shown
    assert (half.status_code, half.headers["Location"]) == (303, "/sign-in/passkey")
    assert (nowhere.status_code, nowhere.headers["Location"].split("?")[0]) == (302, "/sign-in")
    assert done.status_code == 303
    assert stranger.get("/cases/").status_code == 200


def test_half_a_sign_in_opens_no_page(ana: Any, stranger: Any, app: Flask) -> None:
    half_way(stranger, ana.email)
    half = stranger.client.get_cookie(HALF_COOKIE, domain="localhost").value
    stranger.client.set_cookie("__Host-desk", half, domain="localhost")
    guarded = [rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and not rule.arguments]

    answers = {path: stranger.get(path) for path in ("/cases/", "/me/security", "/me/app", "/")}

    assert guarded
    assert {path: one.status_code for path, one in answers.items()} == dict.fromkeys(answers, 302)


def test_half_a_sign_in_is_over_after_five_minutes(ana: Any, stranger: Any, device: Authenticator) -> None:
    half_way(stranger, ana.email)
    question = asked(stranger, "/sign-in/passkey/question")

    with time_machine.travel(clock.now() + timedelta(minutes=6)):
        late = enter(stranger, device.use(question))

    assert (late.status_code, late.headers["Location"]) == (303, "/sign-in")
    assert stranger.get("/cases/").status_code == 302


def test_an_answer_counts_once(ana: Any, stranger: Any, device: Authenticator, app: Flask) -> None:
    half_way(stranger, ana.email)
    answer = device.use(asked(stranger, "/sign-in/passkey/question"))
    first = enter(stranger, answer)
    half_way(stranger, ana.email)
    second = enter(stranger, answer)

    assert (first.status_code, second.status_code) == (303, 422)
    with app.app_context():
        assert db.session.query(PasskeyChallenge).count() == 0


def test_the_question_is_used_up_by_a_wrong_answer_too(ana: Any, stranger: Any, device: Authenticator) -> None:
    half_way(stranger, ana.email)
    question = asked(stranger, "/sign-in/passkey/question")
    liar = Authenticator(id=device.id)

    assert enter(stranger, liar.use(question)).status_code == 422
    assert enter(stranger, device.use(question)).status_code == 422


@pytest.mark.parametrize(
    "changed",
    [
        {"origin": "http://localhost.evil.example"},
        {"domain": "evil.example"},
        {"flags": PRESENT},
        {"flags": VERIFIED},
        {"count": -1},
        {"key": ec.generate_private_key(ec.SECP256R1())},
        {"id": b"another credential"},
    ],
    ids=["other site", "other domain", "not verified", "not present", "count not grown", "other key", "unknown"],
)
def test_an_answer_that_is_wrong_in_one_thing_is_refused(
    ana: Any, stranger: Any, device: Authenticator, changed: dict[str, Any]
) -> None:
    half_way(stranger, ana.email)
    assert enter(stranger, device.use(asked(stranger, "/sign-in/passkey/question"))).status_code == 303
    half_way(stranger, ana.email)
    other = Authenticator(**{"id": device.id, "key": device.key, "count": device.count, **changed})

    refused = enter(stranger, other.use(asked(stranger, "/sign-in/passkey/question")))

    assert refused.status_code == 422
    assert "was not accepted" in refused.get_data(as_text=True)


def test_the_passkey_of_another_person_lets_nobody_in(
    ana: Any, client_as: As, make: Any, stranger: Any, device: Authenticator
) -> None:
    iva, hers = client_as(make.lawyer()), Authenticator()
    add(iva, hers)
    half_way(stranger, ana.email)

    assert enter(stranger, hers.use(asked(stranger, "/sign-in/passkey/question"))).status_code == 422


def test_an_answer_to_one_purpose_serves_no_other(ana: Any, stranger: Any, device: Authenticator) -> None:
    inside = device.use(asked(ana, "/me/passkeys/question"))
    half_way(stranger, ana.email)

    assert enter(stranger, inside).status_code == 422


@pytest.mark.parametrize(
    "answer", ["", "{}", "[]", "null", "x", '{"rawId": 1}', '{"rawId": "AA", "response": {}}', "[" * 5000]
)
def test_garbage_is_refused_with_a_sentence(ana: Any, stranger: Any, answer: str) -> None:
    half_way(stranger, ana.email)

    assert enter(stranger, answer).status_code == 422
    assert ana.post("/me/passkeys", {"passkey_name": "x", "passkey_answer": answer}).status_code == 422


def test_garbage_after_a_good_question_is_no_failure_of_the_desk(
    ana: Any, stranger: Any, device: Authenticator
) -> None:
    """Each part of a good answer in turn is put to nonsense."""
    half_way(stranger, ana.email)
    for part in ("clientDataJSON", "authenticatorData", "signature"):
        for nonsense in ("", "AAAA", "%%%", "A" * 300):
            said = json.loads(device.use(asked(stranger, "/sign-in/passkey/question")))
            said["response"][part] = nonsense
            assert enter(stranger, json.dumps(said)).status_code == 422 or part == "x"
            stranger.app.extensions["config"]
            forget_failures(stranger.app)
    for nonsense in ("", "AAAA", b64(cbor2.dumps({"fmt": "none"})), b64(cbor2.dumps([])), "%%"):
        said = json.loads(Authenticator().make(asked(ana, "/me/passkeys/invitation")))
        said["response"]["attestationObject"] = nonsense
        answer = ana.post("/me/passkeys", {"passkey_name": "x", "passkey_answer": json.dumps(said)})
        assert answer.status_code == 422


def forget_failures(app: Flask) -> None:
    from litigation_app.accounts.models import FailedSignIn
    from litigation_app.core.db import committing

    with app.app_context(), committing():
        db.session.query(FailedSignIn).delete()


@pytest.mark.usefixtures("still")
def test_guessers_at_her_account_do_not_keep_her_out(
    ana: Any, stranger: Any, device: Authenticator, app: Flask
) -> None:
    elsewhere = {"REMOTE_ADDR": "203.0.113.9"}
    for _attempt in range(7):
        stranger.email = ana.email
        stranger._read_token(stranger.get("/sign-in"))
        typed = {"email": ana.email, "password": "guess", "code": "000000"}
        guessed = stranger.post("/sign-in", typed, environ_base=elsewhere)
    by_code = stranger.sign_in()
    wrong_without_code = stranger.post(
        "/sign-in", {"email": ana.email, "password": "guess"}, environ_base={"REMOTE_ADDR": "198.51.100.7"}
    )
    half = half_way(stranger, ana.email)
    done = enter(stranger, device.use(asked(stranger, "/sign-in/passkey/question")))

    assert guessed.status_code == by_code.status_code == wrong_without_code.status_code == 429
    assert (half.status_code, done.status_code) == (303, 303)


def test_a_passkey_can_be_removed_but_never_the_last_factor(ana: Any, device: Authenticator, app: Flask) -> None:
    page = ana.get("/me/security").get_data(as_text=True)
    removal = re.search(r'action="(/me/passkeys/[0-9a-f-]{36}/removal)"', page).group(1)  # type: ignore[union-attr]

    without_app = ana.post("/me/app/removal")
    last = ana.post(removal)

    assert (without_app.status_code, last.status_code) == (303, 422)
    with app.app_context():
        assert db.session.query(Passkey).count() == 1


def test_another_person_s_passkey_is_not_there(ana: Any, client_as: As, make: Any) -> None:
    page = ana.get("/me/security").get_data(as_text=True)
    removal = re.search(r'action="(/me/passkeys/[0-9a-f-]{36}/removal)"', page).group(1)  # type: ignore[union-attr]

    assert client_as(make.lawyer()).post(removal).status_code == 404


def test_the_same_passkey_is_not_added_twice(ana: Any, device: Authenticator) -> None:
    invited = asked(ana, "/me/passkeys/invitation")

    again = ana.post("/me/passkeys", {"passkey_name": "Twice", "passkey_answer": device.make(invited)})

    assert invited["excludeCredentials"][0]["id"] == b64(device.id)
    assert again.status_code == 422


def test_a_passkey_confirms_that_it_is_she(ana: Any, make: Any, device: Authenticator) -> None:
    make.stale(ana.email)

    refused = ana.get("/me/app")
    confirmed = ana.post("/me/step-up?next=/me/app", {"second_answer": device.use(asked(ana, "/me/passkeys/question"))})

    assert refused.status_code == 403
    assert "data-passkey" in refused.get_data(as_text=True)
    assert (confirmed.status_code, confirmed.headers["Location"]) == (303, "/me/app")
    assert ana.get("/me/app").status_code == 200


def test_a_person_enrols_with_a_passkey_alone(stranger: Any, make: Any, device: Authenticator, app: Flask) -> None:
    _email, link = make.newcomer()
    stranger._read_token(stranger.get(f"/enrol/{link}"))
    chosen = stranger.post(f"/enrol/{link}", {"password": "a river under it", "password_again": "a river under it"})
    draft = re.search(r'name="draft"[^>]* value="([^"]+)"', chosen.get_data(as_text=True))
    assert draft is not None
    answer = device.make(asked(stranger, f"/enrol/{link}/passkey"))
    proof = {"draft": html.unescape(draft.group(1)), "passkey_name": "Telephone", "passkey_answer": answer}

    done = stranger.post(f"/enrol/{link}/factor", proof)

    assert done.status_code == 201
    assert "Telephone" in stranger.get("/me/security").get_data(as_text=True)
    with app.app_context():
        assert db.session.query(WebSession).filter_by(auth_level=2).count() == 1
        assert {act for (act,) in db.session.query(LedgerEntry.act)} >= {"enrol", "sign_in"}
