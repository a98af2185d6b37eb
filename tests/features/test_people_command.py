"""Does the `litigation users` command keep to the same two-person rule as the pages?"""

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from config import Config
from litigation_app.accounts.models import User
from litigation_app.cli import litigation
from litigation_app.core.db import db
from litigation_app.ledger import LedgerEntry

PASSWORD = "three rivers meet at dawn"


class Terminal:
    """Somebody at a terminal of the machine."""

    def __init__(self, config: Config, make: Any) -> None:
        self.make = make
        self.environ = {"LITIGATION_INSTANCE": str(config.instance), "LITIGATION_DATABASE_URL": config.database_url}

    def users(self, *words: str, by: str | None = None) -> Result:
        shown = {"LITIGATION_PASSWORD": PASSWORD, "LITIGATION_TOTP": self.make.code(by)} if by else {}
        who = ("--as", by) if by else ()
        return CliRunner().invoke(litigation, ["users", *words, *who], env=self.environ | shown)


@pytest.fixture
def terminal(config: Config, make: Any) -> Terminal:
    make.office(name="Main office")
    return Terminal(config, make)


IVA = ("--name", "Iva Nova", "--email", "iva@desk.example", "--office", "Main office")


def is_there(app: Flask, email: str) -> bool:
    with app.app_context():
        return db.session.query(User).filter_by(email=email).count() == 1


def test_one_proposes_and_another_agrees_and_she_alone_reads_the_link(
    terminal: Terminal, make: Any, app: Flask
) -> None:
    dana, mila = make.administrator(), make.administrator()

    proposed = terminal.users("add", *IVA, "--role", "lawyer", by=dana)
    said = json.loads(proposed.stdout)
    by_herself = terminal.users("agree", said["proposal"], by=dana)
    before = is_there(app, "iva@desk.example")
    agreed = terminal.users("agree", said["proposal"], by=mila)

    assert said["can_agree"] == [mila]
    assert by_herself.exit_code == 1
    assert "You proposed this yourself" in by_herself.stderr
    assert by_herself.stdout == ""
    assert not before
    assert "/enrol/" in agreed.stdout
    assert is_there(app, "iva@desk.example")


def test_what_waits_is_listed_with_who_could_agree(terminal: Terminal, make: Any) -> None:
    dana, mila, ana = make.administrator(), make.administrator(), make.lawyer(name="Ana Primer")
    terminal.users("recover", ana, by=dana)

    waiting = json.loads(terminal.users("proposals", by=mila).stdout)

    assert [(one["proposed_by"], one["can_agree"]) for one in waiting] == [(dana, [mila])]
    assert waiting[0]["what"] == "Give Ana Primer a new one-time link"


def test_roles_are_given_and_taken_by_two(terminal: Terminal, make: Any, app: Flask) -> None:
    dana, mila, ana = make.administrator(), make.administrator(), make.lawyer()

    for verb, role, held in (("give-role", "analyst", {"lawyer", "analyst"}), ("take-role", "lawyer", {"analyst"})):
        said = json.loads(terminal.users(verb, ana, "--role", role, "--office", "Main office", by=dana).stdout)
        terminal.users("agree", said["proposal"], by=mila)
        with app.app_context():
            assert {row.role for row in db.session.get_one(User, make.user_id(ana)).roles} == held


def test_shutting_out_takes_one_and_letting_in_takes_two(terminal: Terminal, make: Any, app: Flask) -> None:
    dana, mila, ana = make.administrator(), make.administrator(), make.lawyer()

    def is_out() -> bool:
        with app.app_context():
            return db.session.get_one(User, make.user_id(ana)).disabled_at is not None

    shut = terminal.users("disable", ana, by=dana).exit_code, is_out()
    said = json.loads(terminal.users("enable", ana, by=dana).stdout)
    waiting = is_out()
    declined = terminal.users("decline", said["proposal"], by=mila).exit_code, is_out()
    again = json.loads(terminal.users("enable", ana, by=mila).stdout)
    agreed = terminal.users("agree", again["proposal"], by=dana).exit_code, is_out()

    assert (shut, waiting, declined, agreed) == ((0, True), True, (0, True), (0, False))


def test_a_person_who_leaves_is_reported(terminal: Terminal, make: Any) -> None:
    dana, ana = make.administrator(), make.lawyer()

    said = json.loads(terminal.users("leave", ana, by=dana).stdout)

    assert said["roles"][0].startswith("lawyer@")
    assert said["factors_revoked"] >= 1


def test_the_only_administrator_brings_in_the_second_and_no_third(terminal: Terminal, make: Any, app: Flask) -> None:
    dana = make.administrator()

    second = terminal.users("second", *IVA, by=dana)
    make.administrator()
    third = terminal.users("second", "--name", "Mal", "--email", "mal@desk.example", "--office", "Main office", by=dana)

    assert "/enrol/" in second.stdout
    assert third.exit_code == 1
    assert "this takes two" in third.stderr
    assert not is_there(app, "mal@desk.example")


def test_the_keeper_of_the_machine_appoints_an_administrator_and_the_log_says_that_nobody_signed_in_did(
    terminal: Terminal, app: Flask
) -> None:
    answer = terminal.users("appoint", *IVA)

    assert "/enrol/" in answer.stdout
    with app.app_context():
        entry = db.session.query(LedgerEntry).order_by(LedgerEntry.seq.desc()).filter_by(act="add_person").first()
        assert entry is not None
        assert entry.actor is None


def test_an_unknown_office_and_person_and_proposal_are_said_in_a_sentence(terminal: Terminal, make: Any) -> None:
    dana = make.administrator()

    answers = [
        terminal.users(
            "add", "--name", "Iva", "--email", "i@desk.example", "--office", "None", "--role", "lawyer", by=dana
        ),
        terminal.users("disable", "nobody@desk.example", by=dana),
        terminal.users("agree", "00000000-0000-0000-0000-000000000000", by=dana),
    ]

    assert {answer.exit_code for answer in answers} == {1}
    assert "There are: Main office" in answers[0].stderr
    assert "Nobody signs in with this address." in answers[1].stderr
    assert "There is no such proposal." in answers[2].stderr
