"""Is what a small organisation is told about its people true, and said in the guide as well?"""

from pathlib import Path

import pytest

from litigation_app.cli import staffing
from litigation_app.cli.staffing import TOO_FEW, proposed, sentences, with_one_coordinator
from litigation_app.core.roles import Role

GUIDE = (Path(__file__).parents[2] / "docs" / "guide.md").read_text("utf-8")


def lacking(people: int, *, has_cosigner: bool = False) -> list[str]:
    return staffing.lacking(proposed(people), has_cosigner=has_cosigner)


def test_one_person_is_an_office_of_a_partner() -> None:
    assert list(sentences(1)) == [TOO_FEW]


def test_two_need_a_co_signer_and_three_do_almost_all_with_one() -> None:
    left = {"file a claim for damages", "read the access log about somebody else"}

    assert "add, change or reinstate a person" in lacking(2)
    assert set(lacking(2, has_cosigner=True)) == set(lacking(3, has_cosigner=True)) == left
    assert [one for one in sentences(3) if one.startswith("With a co-signer")]
    assert not [one for one in sentences(4) if one.startswith("With a co-signer")], (
        "there is nothing that she would change"
    )


@pytest.mark.parametrize(
    ("people", "nobody_can"), [(3, ""), (4, "publish data or erase a person"), (10, "erase a person")]
)
def test_they_are_told_what_nobody_could_do_with_one_coordinator(people: int, nobody_can: str) -> None:
    said = [one for one in sentences(people) if one.startswith("Where only one of them is coordinator")]
    helped = staffing.lacking(with_one_coordinator(people), has_cosigner=True)

    assert [one.split(" is named, nobody can ")[1] for one in said] == ([f"{nobody_can}."] if nobody_can else [])
    assert "erase a person" not in helped
    assert len(with_one_coordinator(people)) == people


@pytest.mark.parametrize("people", range(2, 15))
def test_nobody_has_roles_that_do_not_go_together(people: int) -> None:
    for roles in proposed(people):
        assert not (Role.ADMINISTRATOR in roles and roles & {Role.LAWYER, Role.COORDINATOR})
        assert Role.AUDITOR not in roles or len(roles) == 1
    assert len(proposed(people)) == people


def test_each_further_person_lets_them_do_more_and_five_can_do_all() -> None:
    for fewer, more in ((3, 4), (4, 5)):
        assert set(lacking(more)) < set(lacking(fewer))

    assert lacking(5) == lacking(10) == []


@pytest.mark.parametrize("people", [2, 3, 4])
def test_the_guide_says_of_few_what_they_cannot_do_without_a_co_signer_and_with_one(people: int) -> None:
    row = next(line for line in GUIDE.splitlines() if line.startswith(f"| {people} |"))
    _empty, _people, _who, without, helped, _end = row.split("|")

    assert all(what in without for what in lacking(people)), lacking(people)
    assert all(what in helped for what in lacking(people, has_cosigner=True))
    assert not [what for what in lacking(people) if what in helped and what not in lacking(people, has_cosigner=True)]
