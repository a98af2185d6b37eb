"""Is the version that the command says the newest of the changelog, and is every Python that is named run or said to be skipped?"""

import re
import subprocess
import tomllib
from pathlib import Path

from commanding import run

ROOT = Path(__file__).parents[2]
HEADING = re.compile(r"^## (\d+\.\d+\.\d+) \((?:unreleased|\d{4}-\d{2}-\d{2})\): ", re.MULTILINE)


def test_command_package_and_changelog_say_the_same() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text()
    versions = HEADING.findall(changes)

    said = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]

    assert versions[0] == said == run("--version").output.strip()
    assert len(versions) == changes.count("\n## ")


def test_each_python_that_is_named_is_run_or_said_to_be_skipped() -> None:
    named = re.findall(r"Python :: (3\.\d+)", (ROOT / "pyproject.toml").read_text())

    done = subprocess.run([ROOT / ".ci" / "pythons", "--list"], capture_output=True, text=True, check=False)

    assert [line.split()[1] for line in done.stdout.splitlines()] == named
    assert {line.split()[0] for line in done.stdout.splitlines()} <= {"here", "skipped"}
