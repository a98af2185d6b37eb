"""Is the version that the command says the newest of the changelog, is that readable, and is every Python that is named run or skipped?"""

import re
import subprocess
import tomllib
from pathlib import Path

from commanding import run

ROOT = Path(__file__).parents[2]
HEADING = re.compile(r"(\d+\.\d+\.\d+) \((?:unreleased|\d{4}-\d{2}-\d{2})\): \S.*")
READERS = ["For lawyers", "For coordinators", "For analysts", "For administrators", "Security"]
MOST_WORDS = 25


def test_command_package_and_changelog_say_the_same() -> None:
    _before, *versions = (ROOT / "CHANGELOG.md").read_text("utf-8").split("\n## ")
    found = [HEADING.fullmatch(one.split("\n")[0]) for one in versions]

    said = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]

    assert all(found)
    assert next(one[1] for one in found if one) == said == run("--version").output.strip()


def test_each_point_is_for_one_reader_and_short() -> None:
    _before, *versions = (ROOT / "CHANGELOG.md").read_text("utf-8").split("\n## ")
    for version in versions:
        _title, *parts = version.strip().split("\n### ")
        readers = [part.split("\n")[0] for part in parts]
        points = [line for part in parts for line in part.split("\n")[1:] if line]

        assert readers == [one for one in READERS if one in readers], "in this order, each once"
        assert "\n- " not in _title, "a point stands under its reader"
        assert [line for line in points if not line.startswith("- ")] == []
        assert [line for line in points if len(line[2:].split()) > MOST_WORDS] == []


def test_each_python_that_is_named_is_run_or_said_to_be_skipped() -> None:
    named = re.findall(r"Python :: (3\.\d+)", (ROOT / "pyproject.toml").read_text())

    done = subprocess.run([ROOT / ".ci" / "pythons", "--list"], capture_output=True, text=True, check=False)

    assert [line.split()[1] for line in done.stdout.splitlines()] == named
    assert {line.split()[0] for line in done.stdout.splitlines()} <= {"here", "skipped"}
