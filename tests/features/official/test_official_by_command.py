"""Are official figures agreed to by command only by whoever says what they have seen?"""

import json
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask

from commanding import sum_named
from litigation_app.cli import litigation
from litigation_app.statistics.releases import shelf
from served import PASSWORD

pytestmark = pytest.mark.thorough


def test_the_command_hands_over_says_what_stands_there_and_agrees_to_that(app: Flask, make: Any) -> None:
    analyst, coordinator = make.analyst(), make.coordinator()
    environ = {
        "LITIGATION_INSTANCE": str(app.extensions["config"].instance),
        "LITIGATION_DATABASE_URL": app.extensions["config"].database_url,
        "LITIGATION_PASSWORD": PASSWORD,
    }

    def run(*words: str, email: str) -> Any:
        env = environ | {"LITIGATION_TOTP": make.code(email)}
        return CliRunner().invoke(litigation, ["release", *words, "--as", email], env=env)

    handed = run("official", email=analyst)
    drafts = {one["country"]: one["draft"] for one in json.loads(handed.stdout)}
    unseen = run("agree-official", drafts["ME"], email=coordinator)
    none_yet = shelf(app.extensions["shelf"])
    done = run("agree-official", drafts["ME"], "--seen", sum_named(unseen), email=coordinator)

    assert none_yet == []
    assert json.loads(done.stdout)["release"] == shelf(app.extensions["shelf"])[0].id
