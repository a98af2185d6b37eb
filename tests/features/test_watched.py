"""What does a monitor see of the desk, and nobody else, and nothing of a person?"""

import json
import logging
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple
from uuid import UUID

import pytest

from config import Config, ConfigRefused
from litigation_app.accounts.watching import rules
from litigation_app.app import create_app
from litigation_app.core.db import db
from litigation_app.core.json_lines import JsonLines
from locking import ask_for_a_passphrase

TOKEN = "a-token-of-the-monitor-drawn-by-chance"


@pytest.fixture
def config(sqlite_config: Config) -> Config:
    return replace(sqlite_config, metrics_token=TOKEN, log_requests=True)


@pytest.fixture
def lawyer(make: Any, client_as: Callable[[str], Any]) -> Any:
    return client_as(make.lawyer())


def asked(person: Any, token: str) -> Any:
    return person.get("/metrics", headers={"Authorization": f"Bearer {token}"})


def test_the_monitor_reads_numbers_and_no_word_of_a_person(stranger: Any, lawyer: Any, make: Any) -> None:
    make.case(lawyer.email)
    stranger.email = lawyer.email
    stranger.sign_in("wrong")

    answer = asked(stranger, TOKEN)

    lines = [line for line in answer.get_data(as_text=True).splitlines() if not line.startswith("#")]
    assert answer.status_code == 200
    assert 'desk_sign_ins_last_hour{of="sign_in_refused"} 1' in lines
    assert "desk_locked 0" in lines
    assert all(re.fullmatch(r'desk_[a-z_]+(\{of="[a-z_]+"\})? [\d.e+]+', line) for line in lines)


def test_to_anybody_else_there_is_no_such_page(stranger: Any) -> None:
    number = re.compile(r"[0-9a-f]{12}|/metrics|/no-such-page")
    missing = stranger.get("/no-such-page")

    for token in ("", "wrong", TOKEN[:-1], TOKEN + "x"):
        answer = asked(stranger, token)

        assert answer.status_code == missing.status_code == 404
        assert number.sub("", answer.get_data(as_text=True)) == number.sub("", missing.get_data(as_text=True))


def test_without_a_token_in_the_settings_nobody_reads(sqlite_config: Config, stranger: Any) -> None:
    bare = create_app(replace(sqlite_config, metrics_token=""))
    client = bare.test_client()

    answers = [client.get("/metrics", headers=heads) for heads in ({}, {"Authorization": "Bearer "})]

    assert [one.status_code for one in answers] == [404, 404]
    with bare.app_context():
        db.engine.dispose()


def test_a_token_that_can_be_guessed_is_refused(sqlite_config: Config) -> None:
    (sqlite_config.instance / "config.toml").write_text('metrics_token = "secret"\n')

    with pytest.raises(ConfigRefused, match="metrics_token"):
        Config.load({"LITIGATION_INSTANCE": str(sqlite_config.instance)})


def test_a_full_disk_is_no_readiness(stranger: Any, monkeypatch: pytest.MonkeyPatch, config: Config) -> None:
    before = stranger.get("/readyz")
    monkeypatch.setattr(
        "litigation_app.accounts.watching.queries.LEAST_FREE", shutil.disk_usage(config.instance).total + 1
    )

    answer = stranger.get("/readyz")

    assert (before.status_code, before.get_data()) == (200, b"ready\n")
    assert (answer.status_code, answer.get_data()) == (503, b"disk\n")


def test_that_the_agent_is_gone_is_counted_on_a_full_disk_too(
    stranger: Any, monkeypatch: pytest.MonkeyPatch, config: Config
) -> None:
    ask_for_a_passphrase(config)
    monkeypatch.setattr(
        "litigation_app.accounts.watching.queries.LEAST_FREE", shutil.disk_usage(config.instance).total + 1
    )

    lines = asked(stranger, TOKEN).get_data(as_text=True).splitlines()

    assert "desk_agent_missing 1" in lines


class Told(NamedTuple):
    """What was told so far, line by line, as it leaves the process."""

    lines: list[str]

    def of(self, page: str) -> list[dict[str, Any]]:
        return [said for said in map(json.loads, self.lines) if said.get("page") == page]


@pytest.fixture
def told() -> Iterator[Told]:
    lines: list[str] = []
    mine = threading.get_ident()

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.thread == mine:  # what a server of another test still tells is none of ours
                lines.append(self.format(record))

    handler, root = Kept(), logging.getLogger()
    handler.setFormatter(JsonLines())
    root.addHandler(handler)
    before, _ = root.level, root.setLevel(logging.INFO)
    yield Told(lines)
    root.setLevel(before)
    root.removeHandler(handler)


def test_each_request_is_a_line_that_says_nobody(
    told: Told, make: Any, at_the_door: Callable[[str], Any], stranger: Any
) -> None:
    person = at_the_door(make.lawyer(name="Kanarinka Izmišljena"))
    case: UUID = make.case(person.email)
    assert person.sign_in("not her password\r\n{}").status_code == 422
    assert person.sign_in().status_code == 303
    assert person.get(f"/cases/{case}?who=Kanarinka").status_code == 200

    entered, (shown,) = told.of("sessions.enter"), told.of("casefile.show")

    assert [one["status"] for one in entered] == [422, 303]
    assert set(shown) == {
        "at",
        "level",
        "from",
        "says",
        *("request", "method", "page", "status", "milliseconds", "bytes"),
    }
    written = "\n".join(told.lines)
    for word in ("Kanarinka", person.email, str(case), case.hex, "password", "127.0.0.1"):
        assert word not in written


def test_a_failure_is_told_by_its_kind_and_nothing_forges_a_line(told: Told) -> None:
    try:
        raise ValueError("Kanarinka\n{}")
    except ValueError:
        logging.getLogger("litigation").exception("it failed\n%s", "forged")

    (line,) = told.lines
    assert json.loads(line)["failed"] == "ValueError"
    assert "Kanarinka" not in line
    assert "\n" not in line


def test_what_is_written_for_the_monitor_says_each_meaning_once() -> None:
    ages = [rules.Measure("desk_age_seconds", "Age.", 90_000.0, of) for of in ("data", "drill")]

    said = rules.written([rules.Measure("desk_locked", "Locked.", True), *ages])

    assert said.splitlines() == [
        "# HELP desk_locked Locked.", "# TYPE desk_locked gauge", "desk_locked 1",
        "# HELP desk_age_seconds Age.", "# TYPE desk_age_seconds gauge",
        'desk_age_seconds{of="data"} 90000', 'desk_age_seconds{of="drill"} 90000',
    ]  # fmt: skip
