"""The one mail of a day: that something waits, and nothing of what."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from click.testing import CliRunner, Result
from flask import Flask, g
from sqlalchemy import select, update

from config import Config, ConfigRefused, Mail
from lawyering import due, rows, said
from litigation_app.accounts import stamps
from litigation_app.accounts.models import User
from litigation_app.casework.planner.reminders import actions
from litigation_app.casework.planner.reminders.models import ReminderMail
from litigation_app.cli import litigation
from litigation_app.core import clock, mailing
from litigation_app.core.clock import REGION
from litigation_app.core.db import committing
from post_office import PostOffice

MORNING = datetime.combine(clock.today(), time(8, 30), tzinfo=REGION)
EARLY = MORNING.replace(hour=7, minute=59)
NEXT_DAY = MORNING + timedelta(days=1)


@pytest.fixture
def config(config: Config, post_office: PostOffice) -> Config:
    mail = post_office.settings
    config.instance.joinpath("config.toml").write_text(
        f'[mail]\nhost = "{mail.host}"\nport = {mail.port}\nsender = "{mail.sender}"\nstarttls = false\n'
    )
    return replace(config, mail=mail)


@pytest.fixture
def command(app: Flask, config: Config, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """`litigation remind` at this moment, as a timer runs it."""
    monkeypatch.setenv("LITIGATION_INSTANCE", str(config.instance))
    monkeypatch.setenv("LITIGATION_DATABASE_URL", config.database_url)

    def run(at: datetime, *words: str) -> Result:
        with time_machine.travel(at, tick=True):
            return CliRunner().invoke(litigation, ["remind", *words])

    return run


@pytest.fixture
def asked(make: Any, email: str, lawyer: Any, case_id: UUID) -> str:
    """She wants a mail at eight, and a task of hers is due tomorrow."""
    due = said(NEXT_DAY.date())
    task = {"kind": "paper", "text": "Njena tajna", "person": str(make.user_id(email)), "due_on": due}
    assert lawyer.post(f"/cases/{case_id}/tasks", task).status_code == 303
    wish = {"days": ["7", "1"], "hour": "8", "row_version": "0"}
    assert lawyer.post("/reminders/wishes", wish).status_code == 303
    return email


def test_the_mail_says_that_something_waits_and_nothing_of_what(
    app: Flask, command: Callable[..., Result], asked: str, post_office: PostOffice
) -> None:
    answer = command(MORNING)

    assert (answer.exit_code, json.loads(answer.stdout)) == (0, {"waiting": 1, "sent": 1})
    (letter,) = post_office.letters
    assert (letter["To"], letter["From"]) == (asked, "desk@organisation.example")
    assert letter["Subject"] == "Something waits for you at the desk"
    words = letter.as_string()
    assert "Things that wait for you at the desk: 1." in words
    assert "http://localhost:8000/sign-in" in words
    for secret in ("RS-20", "Obtain", "tajna", said(NEXT_DAY.date()), "Belgrade", "task", "Task", "deadline"):
        assert secret not in words
    assert rows(app, ReminderMail, "on", "count") == [(MORNING.date(), 1)]


def test_there_is_one_mail_a_day_at_the_hour_that_she_chose(
    command: Callable[..., Result], asked: str, post_office: PostOffice
) -> None:
    assert json.loads(command(EARLY).stdout)["sent"] == 0
    assert [json.loads(command(at).stdout)["sent"] for at in (MORNING, MORNING, NEXT_DAY)] == [1, 0, 1]
    assert len(post_office.letters) == 2


def test_whoever_is_shut_out_while_the_mails_leave_gets_none(
    app: Flask,
    make: Any,
    client_as: Callable[[str], Any],
    command: Callable[..., Result],
    asked: str,
    post_office: PostOffice,
) -> None:
    other = client_as(make.lawyer())
    case_id = make.case(other.email)
    task = {"kind": "paper", "text": "T", "person": str(make.user_id(other.email)), "due_on": said(NEXT_DAY.date())}
    assert other.post(f"/cases/{case_id}/tasks", task).status_code == 303
    assert other.post("/reminders/wishes", {"days": ["1"], "hour": "8", "row_version": "0"}).status_code == 303
    first, second = sorted((asked, other.email), key=make.user_id)

    def suspend(_letter: object) -> None:
        with app.app_context(), committing() as session:
            session.execute(update(User).where(User.email == second).values(disabled_at=clock.now()))

    post_office.when_taken = suspend
    command(MORNING)

    assert [letter["To"] for letter in post_office.letters] == [first]


def test_two_that_run_at_once_send_one(
    app: Flask, make: Any, command: Callable[..., Result], asked: str, post_office: PostOffice
) -> None:
    actor = make.actor(asked)

    def send(_number: int) -> bool:
        with app.app_context(), mailing.opened(post_office.settings) as post:
            g.actor = actor
            return actions.send(actor, post, "http://localhost:8000/sign-in")

    with time_machine.travel(MORNING, tick=True), ThreadPoolExecutor(4) as four:
        sent = list(four.map(send, range(4)))

    assert sorted(sent) == [False, False, False, True]
    assert len(post_office.letters) == 1


def test_a_dry_run_sends_nothing_and_takes_no_day(
    app: Flask, command: Callable[..., Result], asked: str, post_office: PostOffice
) -> None:
    assert json.loads(command(MORNING, "--dry-run").stdout) == {"waiting": 1, "sent": 0}
    assert post_office.letters == []
    assert rows(app, ReminderMail, "on") == []


def test_nobody_who_was_shut_out_or_has_read_everything_gets_one(
    app: Flask,
    make: Any,
    client_as: Callable[[str], Any],
    command: Callable[..., Result],
    asked: str,
    lawyer: Any,
    post_office: PostOffice,
) -> None:
    idle = client_as(make.lawyer())
    idle.post("/reminders/wishes", {"days": ["7"], "hour": "8", "row_version": "0"})
    with app.app_context(), committing() as session:
        session.execute(update(User).where(User.email == asked).values(disabled_at=clock.now()))

    assert json.loads(command(MORNING).stdout)["sent"] == 0
    assert post_office.letters == []


def test_what_the_server_refuses_is_tried_again(
    app: Flask, command: Callable[..., Result], asked: str, post_office: PostOffice
) -> None:
    post_office.refuses = True
    refused = command(MORNING)
    assert refused.exit_code == 1
    assert "tried again" in refused.stderr
    assert asked not in refused.stderr
    assert rows(app, ReminderMail, "on") == []

    post_office.refuses = False

    assert json.loads(command(MORNING).stdout)["sent"] == 1


@pytest.fixture
def three(make: Any, client_as: Callable[[str], Any], asked: str) -> list[str]:
    """Three people for whom a mail is due."""
    found = [asked]
    for _number in range(2):
        person = client_as(make.lawyer())
        task = {"kind": "paper", "text": "Tajna", "person": str(make.user_id(person.email))}
        case = make.case(person.email)
        assert person.post(f"/cases/{case}/tasks", {**task, "due_on": said(NEXT_DAY.date())}).status_code == 303
        wish = {"days": ["7", "1"], "hour": "8", "row_version": "0"}
        assert person.post("/reminders/wishes", wish).status_code == 303
        found.append(person.email)
    return found


def test_whoever_comes_after_a_mail_at_which_the_server_hung_up_gets_hers(
    app: Flask, command: Callable[..., Result], three: list[str], post_office: PostOffice
) -> None:
    post_office.hangs_up_at = ["RCPT"]
    first = command(MORNING)

    assert (first.exit_code, json.loads(first.stdout)) == (1, {"waiting": 3, "sent": 2})
    assert "1 mails were not sent" in first.stderr
    assert len(rows(app, ReminderMail, "on")) == 2
    assert json.loads(command(MORNING).stdout)["sent"] == 1
    assert sorted(one["To"] for one in post_office.letters) == sorted(three)


def test_a_mail_that_may_have_left_is_not_sent_twice(
    app: Flask, command: Callable[..., Result], three: list[str], post_office: PostOffice
) -> None:
    post_office.hangs_up_at = ["DATA"]
    first = command(MORNING)

    assert (first.exit_code, json.loads(first.stdout)["sent"]) == (1, 2)
    assert "Of 1 mails it is not known whether they left" in first.stderr
    assert not [one for one in three if one in first.stderr]
    assert len(rows(app, ReminderMail, "on")) == 3
    assert json.loads(command(MORNING).stdout)["sent"] == 0


def test_a_server_that_hangs_up_time_and_again_ends_the_run_and_the_next_one_tries_all(
    make: Any, command: Callable[..., Result], three: list[str], post_office: PostOffice
) -> None:
    post_office.hangs_up_at = ["MAIL"] * 3

    broken = command(MORNING)
    again = command(MORNING)

    assert json.loads(broken.stdout) == {"waiting": 3, "sent": 0}
    assert "3 mails were not sent" in broken.stderr
    assert json.loads(again.stdout)["sent"] == 3


def test_an_address_that_the_server_cannot_take_is_a_refusal_and_costs_nobody_else_a_mail(
    app: Flask, command: Callable[..., Result], asked: str
) -> None:
    with app.app_context(), committing() as session:
        her = session.scalars(select(User).where(User.email == asked)).one()
        her.email = "вера@primer.example"
        her.identity_stamp = stamps.of(stamps.IDENTITY, her)

    answer = command(MORNING)

    assert isinstance(answer.exception, SystemExit)
    assert "tried again" in answer.stderr
    assert "primer.example" not in answer.stderr
    assert rows(app, ReminderMail, "on") == []


def test_a_server_that_is_not_there_takes_no_day(
    app: Flask, config: Config, command: Callable[..., Result], asked: str
) -> None:
    text = config.instance.joinpath("config.toml").read_text()
    config.instance.joinpath("config.toml").write_text(text.replace(f"port = {config.mail.port}", "port = 1"))

    answer = command(MORNING)

    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "cannot be reached" in answer.stderr
    assert rows(app, ReminderMail, "on") == []


def test_without_a_mail_server_the_command_says_so(config: Config, command: Callable[..., Result], asked: str) -> None:
    config.instance.joinpath("config.toml").unlink()

    answer = command(MORNING)

    assert (answer.exit_code, answer.stdout) == (0, "")
    assert "No mail server is entered" in answer.stderr


def test_mails_never_cross_a_network_in_the_open_and_the_password_is_not_printed(config: Config) -> None:
    said = '[mail]\nhost = "mail.example"\nsender = "desk@example"\npassword = "hidden words"\nstarttls = false\n'
    config.instance.joinpath("config.toml").write_text(said)

    with pytest.raises(ConfigRefused):
        Config.load({"LITIGATION_INSTANCE": str(config.instance)})

    assert "hidden words" not in repr(Mail("mail.example", "desk@example", password="hidden words"))


def test_whoever_will_stand_in_gets_it_for_what_falls_in_her_days(
    app: Flask, make: Any, client_as: Callable[[str], Any], email: str, case_id: UUID, command: Callable[..., Result]
) -> None:
    other, tomorrow = make.lawyer(), clock.today() + timedelta(days=1)
    wish = {"days": ["7", "1"], "hour": "8", "row_version": "0"}
    assert client_as(other).post("/reminders/wishes", wish).status_code == 303
    due(app, case_id, tomorrow)
    assert json.loads(command(MORNING, "--dry-run").stdout)["waiting"] == 0
    people = {
        name: f"{make.user_id(who)}:{make.first_office()}" for name, who in (("away", email), ("stand_in", other))
    }
    days = {"from_on": said(tomorrow), "until_on": said(tomorrow)}

    away = client_as(make.coordinator()).post(
        "/absences/lawyers", {f"lawyer-{name}": value for name, value in (people | days).items()}
    )

    assert away.status_code == 303
    assert json.loads(command(MORNING, "--dry-run").stdout)["waiting"] == 1
