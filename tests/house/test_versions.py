"""Is the version that the command says the newest of the changelog, has what is tagged its day, and is every Python run or skipped?"""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

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


@pytest.mark.parametrize(
    ("heading", "is_made"), [("1.2.0 (2026-12-01): a day", True), ("1.2.0 (unreleased): none", False)]
)
def test_a_version_is_tagged_once_the_changelog_has_its_day(tmp_path: Path, heading: str, is_made: bool) -> None:
    log, git = tmp_path / "log", tmp_path / "git"
    (tmp_path / "CHANGELOG.md").write_text(f"# Changelog\n\n## {heading}\n\n## 1.1.0 (2026-11-01): older\n")
    git.write_text(f'#!/bin/bash\nif [ "$1" = show ]; then cat CHANGELOG.md; else echo "$@" >>{log}; fi\n')
    git.chmod(0o755)

    done = subprocess.run(
        ["make", "-C", tmp_path, "-f", ROOT / "Makefile", "tag"], capture_output=True, text=True, check=False,
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
    )  # fmt: skip

    assert (done.returncode == 0) == is_made, done.stderr
    assert (log.read_text() if log.exists() else "") == ("tag -s -m v1.2.0 v1.2.0\n" if is_made else "")
    assert is_made or "no day yet" in done.stdout


def test_each_version_that_is_tagged_has_its_day() -> None:
    undated = [
        tag
        for tag in said_by_git("tag", "--list", "v*").split()
        if not re.search(rf"(?m)^## {re.escape(tag[1:])} \(\d", said_by_git("show", f"{tag}:CHANGELOG.md"))
    ]

    assert undated == []


def said_by_git(*words: str) -> str:
    """Nothing where this tree was unpacked and not cloned."""
    return subprocess.run(["git", "-C", ROOT, *words], capture_output=True, text=True, check=False).stdout


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
