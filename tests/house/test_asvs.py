"""Do docs/asvs.md and docs/threat-model.md promise only what a test stands behind?"""

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHECKS, THREATS = ROOT / "docs" / "asvs.md", ROOT / "docs" / "threat-model.md"
COUNT = 62
WORTH = {"pass": 1.0, "partial": 0.5, "fail": 0.0}
WEIGHT = {1: 3, 2: 2, 3: 1}
NODE = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
SCORE = re.compile(r"\*\*Score: ([\d.]+) %\*\*")
ASVS_IDS = re.compile(r"\d+\.\d+\.\d+(/\d+\.\d+\.\d+)*")
ATTACKERS = 17
PROTECTED, GAP, SHOWN = "Protected", "Not protected", "What the desk shows afterwards"


@dataclass(frozen=True)
class Check:
    """One row of the table."""

    number: int
    asvs: str
    level: int
    words: str
    result: str
    how: str
    tests: str
    seen: str


def checks() -> list[Check]:
    rows = [
        line.strip("| \n").split(" | ") for line in CHECKS.read_text("utf-8").splitlines() if re.match(r"\| \d", line)
    ]
    assert all(len(row) == 8 for row in rows), [row[0] for row in rows if len(row) != 8]
    return [Check(int(row[0]), row[1], int(row[2]), *row[3:]) for row in rows]


@cache
def names_in(file: str) -> frozenset[str]:
    """The tests that a file has, without running it."""
    path = ROOT / file
    if not path.is_file():
        return frozenset()
    found = [node for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.FunctionDef)]
    return frozenset(one.name for one in found if not any("skip" in ast.unparse(mark) for mark in one.decorator_list))


def missing(text: str) -> list[str]:
    return [f"{file}::{name}" for file, name in NODE.findall(text) if name not in names_in(file)]


def score() -> float:
    """In percent, of the table as it is."""
    most = sum(WEIGHT[one.level] for one in checks())
    return 100 * sum(WORTH[one.result] * WEIGHT[one.level] for one in checks()) / most


def test_there_are_sixty_two_checks_each_in_its_own_words() -> None:
    rows = checks()

    assert [one.number for one in rows] == list(range(1, COUNT + 1))
    assert {one.result for one in rows} <= WORTH.keys()
    assert {one.level for one in rows} <= WEIGHT.keys()
    assert {one.how for one in rows} <= {"A", "I"}
    assert all(ASVS_IDS.fullmatch(one.asvs) for one in rows)
    assert len({one.words for one in rows}) == COUNT
    assert all(len(one.seen) > 10 and one.seen.endswith(".") for one in rows)


def test_behind_each_check_stands_a_test_that_is_there() -> None:
    assert missing(CHECKS.read_text("utf-8")) == []
    for one in checks():
        nodes = NODE.findall(one.tests)
        assert nodes, one.number
        assert NODE.sub("", one.tests).strip() == "", one.number
        assert one.how == "A" or all(file.startswith("tests/house/") for file, _ in nodes), one.number


def test_nothing_fails_at_the_first_two_levels() -> None:
    assert not [one.number for one in checks() if one.result == "fail" and one.level < 3]


def test_the_score_is_that_of_the_table() -> None:
    said = SCORE.search(CHECKS.read_text("utf-8"))

    assert said is not None
    assert said[1] == f"{score():.1f}"


def sections() -> dict[str, dict[str, str]]:
    """Attacker by attacker, the three parts that each has."""
    found = {}
    for part in THREATS.read_text("utf-8").split("\n## ")[1:]:
        title, _, rest = part.partition("\n")
        pieces = re.split(r"^\*\*([^*]+)\.\*\*\s*$", rest, flags=re.M)
        found[title] = dict(zip(pieces[1::2], pieces[2::2], strict=True))
    return {title: said for title, said in found.items() if said}


def promises(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("- ")]


def test_the_threat_model_speaks_of_every_attacker_in_three_parts() -> None:
    found = sections()

    assert len(found) >= ATTACKERS
    for title, said in found.items():
        assert list(said) == [PROTECTED, GAP, SHOWN], title
        assert all(promises(part) for part in said.values()), title


def test_behind_each_sentence_of_protection_stands_a_test_that_is_there() -> None:
    assert missing(THREATS.read_text("utf-8")) == []
    bare = [line for said in sections().values() for line in promises(said[PROTECTED]) if not NODE.search(line)]
    assert bare == []


@pytest.mark.parametrize("page", [CHECKS, THREATS], ids=lambda page: page.name)
def test_no_page_says_more_than_a_program_can(page: Path) -> None:
    boasts = re.compile(
        r"\b(unbreakable|military[- ]grade|100 ?% secure|impossible to|bullet-?proof|state of the art|guarantee)", re.I
    )

    assert boasts.search(page.read_text("utf-8")) is None


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "requirements-actuary.lock"])
def test_every_library_is_installed_by_its_hash(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())

    assert len(entries) > 30
    assert [
        one.split("\n")[0] for one in entries if "--hash=sha256:" not in one or "==" not in one.split("\n")[0]
    ] == []
    assert "--require-hashes" in (ROOT / "Makefile").read_text("utf-8")
