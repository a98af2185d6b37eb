"""Does a backup become the same desk again on another machine: rows, papers, publications, log; and nobody signed in?"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from continuity import Backed, Machine
from documents_sent import PDF, added, open_file
from litigation_app.accounts.models import CalendarFeed
from litigation_app.accounts.queries import actor_by_email
from litigation_app.accounts.staff.cosigners import actions as cosigners
from litigation_app.accounts.staff.cosigners.actions import Named
from litigation_app.app import create_app
from litigation_app.casework.cases.models import Case
from litigation_app.core.access import Role
from litigation_app.core.db import committing, db
from litigation_app.ledger import LedgerEntry
from litigation_app.ledger.settings import Partner, settings
from litigation_app.vault.keys import keyfile

pytestmark = pytest.mark.thorough

NAME = "Izmišljena Ponovonađena"
CODES = "codes of the test"


def restored(back: Backed, to: Machine) -> Flask:
    """The desk on the other machine."""
    answer = to.run(*back.words)
    assert answer.exit_code == 0, answer.output
    return create_app(to.config)


def test_a_lawyer_finds_her_cases_her_client_and_her_papers_again(
    back_up: Callable[..., Backed],
    new_machine: Machine,
    app: Flask,
    make: Any,
    lawyer: Any,
    open_case: Any,
) -> None:
    victim = make.victim(lawyer.email, open_case, given_name=NAME)
    paper = added(app, lawyer, open_case)
    back = back_up()

    again = restored(back, new_machine)
    again.extensions[CODES] = app.extensions[CODES]  # a code that was used counts there no more either
    there = type(lawyer)(again, lawyer.email)
    assert there.sign_in().status_code == 303

    opened = there.post(f"/victims/{victim}/openings", {"purpose": "hearing", "groups": "identity"})
    assert NAME in there.get(opened.headers["Location"]).get_data(as_text=True)
    assert open_file(there, open_case).status_code == 303
    assert there.get(f"/cases/{open_case}/papers/{paper}").get_data() == PDF


def test_the_rules_under_which_proceedings_began_come_along(
    back_up: Callable[..., Backed], new_machine: Machine, make: Any, app: Flask
) -> None:
    make.case(make.lawyer())
    kept = {one.name: one.read_bytes() for one in app.extensions["config"].law_versions.iterdir()}

    restored(back_up(), new_machine)

    assert kept
    assert {one.name: one.read_bytes() for one in new_machine.config.law_versions.iterdir()} == kept


def test_the_log_goes_on_from_where_it_was(back_up: Callable[..., Backed], new_machine: Machine, make: Any) -> None:
    make.case(make.lawyer())
    back = back_up()

    app = restored(back, new_machine)

    said = new_machine.said("ledger", "verify", "--state", "--known", back.head)
    with app.app_context():
        last = [row.act for row in db.session.scalars(db.select(LedgerEntry).order_by(LedgerEntry.seq))][-1]
        db.engine.dispose()
    assert (said["holds"], said["state_faults"]) == (True, [])
    assert last == "restore"


def test_whoever_was_signed_in_then_is_not_now(
    back_up: Callable[..., Backed], new_machine: Machine, lawyer: Any
) -> None:
    assert lawyer.get("/cases/").status_code == 200
    back = back_up()

    there = restored(back, new_machine).test_client()
    for cookie in lawyer.client._cookies.values():
        there.set_cookie(cookie.key, cookie.value, domain="localhost", secure=True)

    assert there.get("/cases/", base_url="https://localhost").status_code == 302


def test_new_rows_get_numbers_that_are_free(back_up: Callable[..., Backed], new_machine: Machine, make: Any) -> None:
    lawyer = make.lawyer()
    for _ in range(2):
        make.victim(lawyer, make.case(lawyer), phone="+381 64 000 1111")
    back = back_up()

    more = type(make)(restored(back, new_machine))
    more.victim(lawyer, more.case(lawyer), phone="+381 64 000 1111")

    assert new_machine.said("ledger", "verify", "--state")["holds"]


def test_settings_come_back_and_those_of_the_new_machine_stay(
    back_up: Callable[..., Backed], new_machine: Machine, machine: Machine
) -> None:
    back = back_up()
    new_machine.config.instance.mkdir()
    own = new_machine.config.instance / "config.toml"
    own.write_text("idle_minutes = 20\npassphrase_kib = 64\n")

    restored(back, new_machine)

    beside = own.with_name("config.of-the-backup.toml")
    assert own.read_text() == "idle_minutes = 20\npassphrase_kib = 64\n"
    assert beside.read_text() == (machine.config.instance / "config.toml").read_text()


def test_a_passphrase_opens_it_afterwards_where_one_is_chosen(
    back_up: Callable[..., Backed], new_machine: Machine
) -> None:
    back, words = back_up(), "nine herons under two dark bridges"

    answer = new_machine.run(*back.words, "--root-key", "passphrase", LITIGATION_NEW_PASSPHRASE=words)

    assert answer.exit_code == 0, answer.output
    assert [entry.kind for entry in keyfile.read(new_machine.config).roots] == ["passphrase"]
    assert not new_machine.config.root_key.exists()
    assert new_machine.run("ledger", "verify").exit_code == 1  # locked


def test_the_old_cookies_key_is_not_kept(back_up: Callable[..., Backed], new_machine: Machine) -> None:
    back = back_up()

    restored(back, new_machine)

    assert [row.state for row in keyfile.read(new_machine.config).of("session")] == ["destroyed", "primary"]


def test_a_restored_desk_is_backed_up_and_restored_again(
    back_up: Callable[..., Backed], new_machine: Machine, make: Any, tmp_path: Path
) -> None:
    make.case(make.lawyer())
    back = back_up()
    app = restored(back, new_machine)
    with app.app_context():
        cases = db.session.query(Case).count()
        db.engine.dispose()

    again = new_machine.said("backup", tmp_path / "again")

    assert cases == 1
    assert Path(again["keyring"]).exists()
    assert json.loads(new_machine.run("ledger", "verify", "--known", again["known_head"]).stdout)["holds"]


def test_what_it_did_is_said_on_standard_output_alone(back_up: Callable[..., Backed], new_machine: Machine) -> None:
    back = back_up()

    answer = new_machine.run(*back.words)

    said = json.loads(answer.stdout)
    ended = {"sign_ins_ended", "links_ended"}
    assert set(said) == {"entries", "papers", "registered", "unread", "erased_again", "sign_in_now"} | ended
    assert "everybody signs in again" in answer.stderr
    assert "must be so again" in answer.stderr


def test_links_that_were_given_out_before_open_nothing(
    back_up: Callable[..., Backed], new_machine: Machine, make: Any, lawyer: Any, stranger: Any
) -> None:
    _email, link = make.newcomer(Role.LAWYER)
    assert lawyer.post("/calendar/link", {"says": "busy", "known": "y"}).status_code == 200
    back = back_up()
    assert stranger.get(f"/enrol/{link}").status_code == 200

    said = new_machine.said(*back.words)

    there = create_app(new_machine.config)
    answer = there.test_client().get(f"/enrol/{link}", base_url="https://localhost")
    with there.app_context():
        assert db.session.query(CalendarFeed).count() == 0
        db.engine.dispose()
    assert said["links_ended"] == 2
    assert answer.status_code in {404, 410}


def test_it_says_who_can_sign_in_or_co_sign_as_whoever_was_shut_out_since_can_again(
    app: Flask, back_up: Callable[..., Backed], new_machine: Machine, make: Any, client_as: Callable[[str], Any]
) -> None:
    suspended, gone_before, newcomer = make.coordinator(), make.lawyer(), make.newcomer(Role.LAWYER)[0]
    keeper = client_as(make.administrator())
    assert keeper.post(f"/people/{make.user_id(gone_before)}/disabling").status_code == 303
    outside = "mira@susedi.example"
    with app.app_context(), committing():
        named = Named("Mira", "Susedi", outside, Partner(settings().own_keys[0]))
        cosigners.name(cosigners.write_down(actor_by_email(keeper.email), named, is_single=True))
    back = back_up()
    for one in (suspended, outside):
        assert keeper.post(f"/people/{make.user_id(one)}/disabling").status_code == 303

    now = {one["email"]: one["roles"] for one in new_machine.said(*back.words)["sign_in_now"]}

    assert [role.partition(" ")[0] for role in now[suspended]] == ["coordinator"]
    assert now[outside] == ["outside co-signer"]
    assert not {gone_before, newcomer} & set(now)
