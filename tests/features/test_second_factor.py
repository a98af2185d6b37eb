"""Does a password alone let nobody in, does each code count once, and what can a person do with her own factors?"""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from click.testing import CliRunner
from flask import Flask

from litigation_app.accounts.models import TotpFactor, WebSession
from litigation_app.accounts.rules import MOST_SIGN_INS
from litigation_app.accounts.signing_in.factors import actions as factors
from litigation_app.accounts.signing_in.factors import rules
from litigation_app.accounts.signing_in.login import COOKIE
from litigation_app.cli import litigation
from litigation_app.core import clock
from litigation_app.core.access import Role
from litigation_app.core.db import committing, db
from litigation_app.ledger import LedgerEntry

As = Callable[[str], Any]


def acts(app: Flask) -> list[str]:
    with app.app_context():
        return [act for (act,) in db.session.query(LedgerEntry.act).order_by(LedgerEntry.seq)]


def sheet_of(app: Flask, make: Any, email: str) -> list[str]:
    with app.app_context(), committing():
        return factors.new_recovery_codes(make.user_id(email))


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("code", ["", "000", "letters", "0000 0000 0000 0000"])
def test_no_role_gets_in_with_the_password_alone(stranger: Any, make: Any, role: Role, code: str) -> None:
    stranger.email = make.person(role)

    answer = stranger.sign_in(code=code)

    assert answer.status_code == 422
    assert stranger.get("/me/security").status_code == 302


def test_a_code_counts_once(client_as: As, make: Any, app: Flask, stranger: Any) -> None:
    ana = client_as(make.lawyer())
    stranger.email = ana.email
    code = stranger.next_code()

    first, second = stranger.sign_in(code=code), stranger.sign_in(code=code)

    assert (first.status_code, second.status_code) == (303, 422)


def test_an_older_code_is_dead_once_a_newer_one_was_used(stranger: Any, make: Any) -> None:
    now = clock.now()
    now -= timedelta(seconds=now.timestamp() % 30)  # at its beginning, the codes of three half minutes are to be had
    stranger.email = make.lawyer()
    with time_machine.travel(now, tick=False):
        older, _this, newer = (stranger.next_code() for _step in range(3))

        assert stranger.sign_in(code=newer).status_code == 303
        assert stranger.sign_in(code=older).status_code == 422


def test_a_code_is_good_one_half_minute_early_or_late_and_no_more(stranger: Any, make: Any) -> None:
    now = clock.now()
    now -= timedelta(seconds=now.timestamp() % 30)  # at its beginning, the codes of three half minutes are to be had
    stranger.email = make.lawyer()
    with time_machine.travel(now, tick=False) as time:
        early, _this, late = (stranger.next_code() for _step in range(3))
        time.move_to(now - timedelta(seconds=30))
        too_early = stranger.sign_in(code=late)
        time.move_to(now + timedelta(seconds=30))
        too_late = stranger.sign_in(code=early)
        time.move_to(now)
        good = stranger.sign_in(code=early)

    assert (too_early.status_code, too_late.status_code, good.status_code) == (422, 422, 303)


def test_of_two_sign_ins_at_once_with_one_code_one_gets_in(app: Flask, make: Any) -> None:
    email = make.lawyer()
    user_id, code = make.user_id(email), make.code(email)

    def spend(_number: int) -> bool:
        with app.app_context():
            proof = factors.look_at(user_id, code)
            return proof is not None and factors.spend(proof)

    with ThreadPoolExecutor(8) as pool:
        got_in = list(pool.map(spend, range(8)))

    assert got_in.count(True) == 1


@pytest.mark.parametrize("kind", ["app", "sheet"])
def test_of_two_who_were_both_found_right_one_uses_the_code_up(app: Flask, make: Any, kind: str) -> None:
    email = make.lawyer()
    user_id, code = make.user_id(email), sheet_of(app, make, email)[0] if kind == "sheet" else make.code(email)

    with app.app_context():
        both = [factors.look_at(user_id, code) for _ in range(2)]
        spent = [proof is not None and factors.spend(proof) for proof in both]

    assert None not in both
    assert spent == [True, False]


def test_the_secret_of_an_app_is_sealed_and_bound_to_its_owner(app: Flask, make: Any) -> None:
    ana, iva = make.lawyer(), make.lawyer()
    code = make.code(ana)
    with app.app_context(), committing():
        hers = db.session.get_one(TotpFactor, make.user_id(ana)).sealed
        db.session.get_one(TotpFactor, make.user_id(iva)).sealed = hers

    with app.app_context():
        assert factors.look_at(make.user_id(ana), code) is not None
        assert factors.look_at(make.user_id(iva), code) is None
    assert "integrity_failed" in acts(app)


def test_a_recovery_code_stands_in_for_the_app_once(stranger: Any, make: Any, app: Flask) -> None:
    stranger.email = make.lawyer()
    sheet = sheet_of(app, make, stranger.email)
    typed = rules.in_fours(sheet[3]).lower().replace("0", "o")

    first, second = stranger.sign_in(code=typed), stranger.sign_in(code=typed)

    assert (first.status_code, second.status_code) == (303, 422)
    assert "use_recovery_code" in acts(app)


def test_another_person_s_recovery_code_is_nothing(stranger: Any, make: Any, app: Flask) -> None:
    sheet = sheet_of(app, make, make.lawyer())
    stranger.email = make.lawyer()

    assert stranger.sign_in(code=sheet[0]).status_code == 422


def test_her_page_says_how_many_codes_are_left_and_a_new_set_kills_the_old(
    client_as: As, make: Any, app: Flask, stranger: Any
) -> None:
    ana = client_as(make.lawyer())
    old = sheet_of(app, make, ana.email)

    before = ana.get("/me/security").get_data(as_text=True)
    renewed = ana.post("/me/recovery-codes")
    new = re.findall(r"<code>([0-9A-Z ]{19})</code>", renewed.get_data(as_text=True))
    stranger.email = ana.email

    assert "10 codes are left" in before
    assert (renewed.status_code, len(new)) == (201, rules.RECOVERY_CODES)
    assert stranger.sign_in(code=old[0]).status_code == 422
    assert stranger.sign_in(code=new[0]).status_code == 303


def test_a_new_app_counts_once_its_code_is_typed_back_and_the_old_one_no_more(
    client_as: As, make: Any, stranger: Any
) -> None:
    ana = client_as(make.lawyer())
    page = ana.get("/me/app").get_data(as_text=True)
    draft = re.search(r'name="draft"[^>]* value="([^"]+)"', page).group(1)  # type: ignore[union-attr]
    letters = re.search(r"<code>([A-Z2-7 ]{32,})</code>", page).group(1)  # type: ignore[union-attr]
    secret = rules.secret_of_text(letters.replace(" ", ""))

    wrong = ana.post("/me/app", {"draft": draft, "code": "000000"})
    right = ana.post("/me/app", {"draft": draft, "code": rules.code_at(secret, rules.counter_at(clock.now()))})
    stranger.email = ana.email

    assert wrong.status_code == 422
    assert letters in wrong.get_data(as_text=True)
    assert right.status_code == 303
    assert stranger.sign_in().status_code == 422
    assert stranger.sign_in(code=rules.code_at(secret, rules.counter_at(clock.now()) + 1)).status_code == 303


def test_the_last_factor_cannot_be_removed(client_as: As, make: Any, app: Flask) -> None:
    ana = client_as(make.lawyer())

    answer = ana.post("/me/app/removal")

    assert answer.status_code == 422
    assert "last way to sign in" in answer.get_data(as_text=True)
    with app.app_context():
        assert db.session.query(TotpFactor).count() == 1


def test_she_sees_where_she_is_signed_in_and_ends_one_or_all_others(client_as: As, make: Any) -> None:
    email = make.lawyer()
    here, there, elsewhere = client_as(email), client_as(email), client_as(email)
    page = here.get("/me/security").get_data(as_text=True)
    ends = re.findall(r'action="(/me/sessions/[0-9a-f-]{36}/end)"', page)

    assert page.count("this one") == 1
    assert len(ends) == 2
    assert here.post(ends[0]).status_code == 303
    assert [one.get("/cases/").status_code for one in (there, elsewhere)].count(200) == 1
    assert here.post("/me/sessions/others/end").status_code == 303
    assert [one.get("/cases/").status_code for one in (here, there, elsewhere)] == [200, 302, 302]


def test_another_person_s_sign_in_cannot_be_ended(client_as: As, make: Any, app: Flask) -> None:
    ana, iva = client_as(make.lawyer()), client_as(make.lawyer())
    with app.app_context():
        hers = db.session.query(WebSession).filter_by(user_id=make.user_id(iva.email)).one()

    assert ana.post(f"/me/sessions/{hers.id}/end").status_code == 404
    assert iva.get("/cases/").status_code == 200


def test_of_more_than_five_sign_ins_the_oldest_end(client_as: As, make: Any) -> None:
    email, now = make.lawyer(), clock.now()
    browsers = []
    with time_machine.travel(now, tick=False) as time:
        for minute in range(MOST_SIGN_INS + 2):
            time.move_to(now + timedelta(minutes=minute))
            browsers.append(client_as(email))
        living = [one.get("/cases/").status_code for one in browsers]

    assert living == [302, 302, *[200] * MOST_SIGN_INS]


def test_failed_attempts_are_told_at_the_next_sign_in_until_she_has_read_it(
    client_as: As, make: Any, stranger: Any
) -> None:
    email = make.lawyer()
    client_as(email)
    stranger.email = email
    for _attempt in range(3):
        stranger.sign_in("wrong")
    ana = client_as(email)

    told = ana.get("/cases/").get_data(as_text=True)
    ana.post("/me/alert/reading")

    assert "3 failed attempts" in told
    assert "failed attempt" not in ana.get("/cases/").get_data(as_text=True)
    assert "failed attempt" not in client_as(email).get("/cases/").get_data(as_text=True)


def test_a_cookie_from_before_the_sign_in_is_worth_nothing_after_it(stranger: Any, make: Any) -> None:
    stranger.email = make.lawyer()
    stranger.client.set_cookie(COOKIE, "chosen-by-somebody-else", domain="localhost")

    stranger.sign_in()

    cookie = stranger.client.get_cookie(COOKIE, domain="localhost")
    assert cookie is not None
    assert cookie.value != "chosen-by-somebody-else"


def test_she_changes_her_own_password_and_her_other_sign_ins_end(client_as: As, make: Any, stranger: Any) -> None:
    email, chosen = make.lawyer(), "a river under the old bridge"
    here, there = client_as(email), client_as(email)
    typed = {"current": "three rivers meet at dawn", "password": chosen, "password_again": chosen}

    wrong = here.post("/me/password", {**typed, "current": "not hers"})
    weak = here.post("/me/password", {**typed, "password": "short", "password_again": "short"})
    before = there.get("/cases/").status_code
    done = here.post("/me/password", typed)
    stranger.email = email

    assert (wrong.status_code, weak.status_code, before, done.status_code) == (422, 422, 200, 303)
    assert [one.get("/cases/").status_code for one in (here, there)] == [200, 302]
    assert [stranger.sign_in().status_code, stranger.sign_in(chosen).status_code] == [422, 303]


def test_a_new_password_of_her_own_is_not_made_of_her_name(client_as: As, make: Any) -> None:
    ana = client_as(make.lawyer(name="Anastasija Primerović"))
    weak = "anastasijaprimerović"

    answer = ana.post(
        "/me/password", {"current": "three rivers meet at dawn", "password": weak, "password_again": weak}
    )

    assert answer.status_code == 422
    assert "made of your name" in answer.get_data(as_text=True)


def test_a_command_needs_her_code_and_uses_it_up(app: Flask, make: Any) -> None:
    chief, config = make.administrator(), app.extensions["config"]
    environ = {
        "LITIGATION_INSTANCE": str(config.instance),
        "LITIGATION_DATABASE_URL": config.database_url,
        "LITIGATION_PASSWORD": "three rivers meet at dawn",
    }

    def listed(code: str) -> int:
        words = ["users", "list", "--as", chief]
        return CliRunner().invoke(litigation, words, env={**environ, "LITIGATION_TOTP": code}).exit_code

    code = make.code(chief)

    assert [listed("000000"), listed(code), listed(code), listed(make.code(chief))] == [1, 0, 1, 0]
