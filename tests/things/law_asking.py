"""Asking `litigation law` at a terminal."""

import json
from typing import Any

from click.testing import CliRunner, Result

from litigation_app.cli import litigation


def run(*words: str) -> Result:
    return CliRunner().invoke(litigation, ["law", *words])


def said(*words: str) -> Any:
    answer = run(*words)
    assert answer.exit_code == 0, answer.stderr
    return json.loads(answer.stdout)


def refused(*words: str) -> str:
    answer = run(*words)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr.count("\n") == 1
    return answer.stderr
