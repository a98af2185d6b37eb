"""Does a test fail when a rule is taken away? Each mutant is one change in a copy of the tree; a test must kill it."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
KEPT = ("litigation_app", "migrations", "tests", "bench", "deep", "docs", "config.py", "pyproject.toml", "README.md")
SECONDS_PER_MUTANT = 600
_NO_TESTS = frozenset({4, 5})  # of pytest: wrong usage, nothing collected
_SUMMARY = "short test summary info"
_FAILED = re.compile(
    r"^(?:FAILED|ERROR) ([^\s:]+\.py(?:::.+?)?)(?: - .*)?$", re.MULTILINE
)  # a log line names no file so


class NotFoundInSource(Exception):
    """The text that a mutant replaces is no longer in its file: the list of mutants must be renewed."""


class TestsRefused(Exception):
    """These tests fail, or are not there, while nothing is taken away: that they fail afterwards would prove nothing."""


@dataclass(frozen=True)
class Mutant:
    """`old` in `file` becomes `new`; `tests` are the files that must notice, after options of pytest if they need any."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """`killed_by`: the first test that failed; None: the mutant survived."""

    mutant: Mutant
    killed_by: str | None


def run(mutants: Sequence[Mutant]) -> Iterator[Outcome]:
    """Try each mutant on its own in one copy of the tree. Raises TestsRefused, NotFoundInSource for one that fits nowhere."""
    with tempfile.TemporaryDirectory(prefix="deep-") as folder:
        copy = Path(folder) / "tree"
        _copy(copy)
        for tests in dict.fromkeys(mutant.tests for mutant in mutants):
            if failed := _first_failure(copy, tests):
                raise TestsRefused(f"{failed} fails while nothing is taken away")
        for mutant in mutants:
            yield Outcome(mutant, _killer(copy, mutant))


def _copy(to: Path) -> None:
    to.mkdir()
    for name in KEPT:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, to / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, to / name)


def _killer(copy: Path, mutant: Mutant) -> str | None:
    file = copy / mutant.file
    whole = file.read_text("utf-8")
    if whole.count(mutant.old) != 1:
        raise NotFoundInSource(f"{mutant.name}: found {whole.count(mutant.old)} times in {mutant.file}")
    file.write_text(whole.replace(mutant.old, mutant.new), "utf-8")
    try:
        return _first_failure(copy, mutant.tests)
    finally:
        file.write_text(whole, "utf-8")


def _first_failure(copy: Path, tests: Sequence[str]) -> str | None:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--no-header", *tests]
    environ = os.environ | {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    ran = subprocess.run(
        command, cwd=copy, env=environ, capture_output=True, text=True, timeout=SECONDS_PER_MUTANT, check=False
    )
    if ran.returncode == 0:
        return None
    if ran.returncode in _NO_TESTS:
        raise TestsRefused(f"pytest found no tests: {' '.join(tests)}")
    return failed_first(ran.stdout)


def failed_first(said: str) -> str:
    """The first test that failed, as pytest sums up; what the code under test logged stands before that and is none."""
    _before, _summary, end = said.rpartition(_SUMMARY)
    found = _FAILED.search(end)
    return found.group(1) if found else "the start"
