"""Is what a small organisation is told about its people true, and said in the guide as well?"""

from pathlib import Path

import pytest

from litigation_app.cli.continuity.staffing import TOO_FEW, lacking, proposed, sentences
from litigation_app.core.roles import Role

GUIDE = (Path(__file__).parents[2] / "docs" / "guide.md").read_text("utf-8")


@pytest.mark.parametrize("people", [1, 2])
def test_fewer_than_three_are_an_office_of_a_partner(people: int) -> None:
    assert list(sentences(people)) == [TOO_FEW]


@pytest.mark.parametrize("people", range(3, 15))
def test_nobody_has_roles_that_do_not_go_together(people: int) -> None:
    for roles in proposed(people):
        assert not (Role.ADMINISTRATOR in roles and roles & {Role.LAWYER, Role.COORDINATOR})
        assert Role.AUDITOR not in roles or len(roles) == 1
    assert len(proposed(people)) == people


def test_each_further_person_lets_them_do_more_and_five_can_do_all() -> None:
    for fewer, more in ((3, 4), (4, 5)):
        assert set(lacking(more)) < set(lacking(fewer))

    assert lacking(5) == lacking(10) == []


def test_the_guide_says_of_three_and_four_what_they_cannot_do() -> None:
    for people in (3, 4):
        row = next(line for line in GUIDE.splitlines() if line.startswith(f"| {people} |"))

        assert all(what in row for what in lacking(people)), lacking(people)
