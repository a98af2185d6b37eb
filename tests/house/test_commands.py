"""Is each verb of the command where its table says, and loaded only when it is asked for?"""

import subprocess
import sys
from pathlib import Path

import click
import pytest

from litigation_app.cli import VERBS, litigation

HEAVY = ("flask", "sqlalchemy", "litigation_app.app")
LOADED = (
    "import sys; from litigation_app.cli import litigation; litigation({arguments}, standalone_mode=False); "
    "print([name for name in {heavy} if name in sys.modules], file=sys.stderr)"
)


@pytest.mark.parametrize("name", VERBS)
def test_each_verb_is_found_by_its_name_and_says_what_it_does(name: str) -> None:
    verb = litigation.get_command(click.Context(litigation), name)

    assert verb is not None
    assert verb.name == name
    assert verb.help


def test_a_verb_that_there_is_not_is_none() -> None:
    assert litigation.get_command(click.Context(litigation), "publish") is None


@pytest.mark.parametrize("arguments", [["law", "holidays", "RS", "2026"], ["release", "list"]])
def test_a_question_to_files_waits_for_no_web_pages_and_no_database(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LITIGATION_INSTANCE", str(tmp_path))
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "keyring.json").touch()  # there is a desk, of which nothing is read

    asked = [sys.executable, "-c", LOADED.format(arguments=arguments, heavy=HEAVY)]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)

    assert done.stderr.split("\n")[-2] == "[]"
