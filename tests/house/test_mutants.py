"""Does the text of every mutant still stand in its file, once, so that the deep run can take it away?"""

from functools import cache
from pathlib import Path

from deep.mutants import MUTANTS

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
