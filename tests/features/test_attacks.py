"""What did a hostile reviewer get out of the desk by other ways? Each test says what must hold, and fails while it does not."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import text

from config import Config
from litigation_app.cli import litigation
from litigation_app.core.db import db


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_a_body_of_another_type_is_named_and_does_not_stop_the_check(
    client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    """PostgreSQL keeps the column's type."""
    auditor = client_as(make.auditor())
    with app.app_context(), db.engine.begin() as connection:
        for name in connection.execute(text("select name from sqlite_master where type='trigger'")).scalars().all():
            connection.execute(text(f'DROP TRIGGER "{name}"'))
        connection.execute(text("UPDATE ledger_entry SET body = CAST(body AS TEXT) WHERE seq = 1"))

    answer = auditor.get("/access-log/verification")

    assert answer.status_code == 200
    assert "Integrity verified" not in answer.get_data(as_text=True)


def test_the_last_day_of_the_calendar_in_the_log_s_filter_is_no_failure(
    client_as: Callable[[str], Any], make: Any
) -> None:
    answer = client_as(make.auditor()).get("/access-log/?until=31.12.9999")

    assert answer.status_code in {200, 422}


@pytest.fixture
def command(app: Flask, make: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    config: Config = app.extensions["config"]
    monkeypatch.setenv("LITIGATION_INSTANCE", str(config.instance))
    monkeypatch.setenv("LITIGATION_DATABASE_URL", config.database_url)
    monkeypatch.setenv("LITIGATION_PASSWORD", "three rivers meet at dawn")
    monkeypatch.setenv("LITIGATION_TOTP", "000000")

    def run(*words: str) -> Any:
        if "--as" in words:
            monkeypatch.setenv("LITIGATION_TOTP", make.code(words[words.index("--as") + 1]))
        return CliRunner().invoke(litigation, list(words))

    return run


@pytest.mark.parametrize(("first", "last"), [("2023", "2021"), ("0", "2021"), ("2021", "99999")])
def test_impossible_years_on_the_command_line_are_a_sentence(
    command: Callable[..., Any], make: Any, first: str, last: str
) -> None:
    asked = ("--title", "x", "--country", "RS", "--first", first, "--last", last)

    answer = command("release", "draft", "--as", make.analyst(), *asked)

    assert isinstance(answer.exception, SystemExit), repr(answer.exception)


def test_a_readable_root_key_on_the_command_line_is_a_sentence(command: Callable[..., Any], app: Flask) -> None:
    os.chmod(app.extensions["config"].root_key, 0o644)

    answer = command("ledger", "verify")

    assert isinstance(answer.exception, SystemExit), repr(answer.exception)
    assert answer.exit_code == 1


def test_a_broken_scenario_on_the_command_line_is_a_sentence(command: Callable[..., Any], tmp_path: Path) -> None:
    file = tmp_path / "broken.toml"
    file.write_text("[")

    answer = command("fund", "run", str(file))

    assert isinstance(answer.exception, SystemExit), repr(answer.exception)


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_the_database_file_is_its_owner_s_alone(app: Flask, config: Config) -> None:
    assert (config.instance / "desk.db").stat().st_mode & 0o077 == 0
