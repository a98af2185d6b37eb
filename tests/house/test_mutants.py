"""Does the text of every mutant still stand in its file, once, so that the deep run can take it away?"""

from functools import cache
from pathlib import Path

import pytest

from deep.__main__ import line
from deep.mutants import MUTANTS
from deep.mutate import Outcome, failed_first

ROOT = Path(__file__).parents[2]


@cache
def text(file: str) -> str:
    path = ROOT / file
    return path.read_text("utf-8") if path.is_file() else ""


def test_the_text_of_every_mutant_stands_in_its_file_once() -> None:
    assert MUTANTS
    assert [one.name for one in MUTANTS if text(one.file).count(one.old) != 1] == []


def test_every_mutant_takes_something_away_and_has_its_own_name() -> None:
    names = [one.name for one in MUTANTS]

    assert [one.name for one in MUTANTS if one.old == one.new] == []
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_the_tests_that_must_notice_are_there() -> None:
    files = {file for one in MUTANTS for file in one.tests if file.startswith("tests/")}

    assert sorted(file for file in files if not (ROOT / file).exists()) == []


LOGGED = """F
------------------------------ Captured log call -------------------------------
ERROR    litigation:jobs.py:83 no process could be started for job
ERROR could not say it - tests/features/test_kill.py
"""


@pytest.mark.parametrize(
    ("summed_up", "first"),
    [
        ("FAILED tests/rules/gate/test_a.py::test_b[sqlite-a b] - assert 1 == 2\n", "tests/rules/gate/test_a.py::test_b[sqlite-a b]"),
        ("ERROR tests/rules/gate/test_a.py - ImportError: none\n", "tests/rules/gate/test_a.py"),
        ("1 failed in 2.00s\n", "the start"),
    ],
)  # fmt: skip
def test_what_killed_a_mutant_is_a_test_and_no_line_of_a_log(summed_up: str, first: str) -> None:
    assert failed_first(f"{LOGGED}==== short test summary info ====\n{summed_up}") == first
    assert failed_first(LOGGED) == "the start"


def test_the_deep_run_says_how_far_it_is() -> None:
    said = line(3, len(MUTANTS), Outcome(MUTANTS[0], None))

    assert said == f"[3/{len(MUTANTS)}] {MUTANTS[0].name}: SURVIVED"
