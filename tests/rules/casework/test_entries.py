"""May two records be counted as one person, and which code names are there?"""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from litigation_app.casework.cases.rules import TREES, code_name
from litigation_app.casework.clients.identity import rules
from litigation_app.casework.clients.identity.rules import Bar, Join
from litigation_app.vault.name_search.folding import skeleton

A, B, C = (UUID(int=number) for number in (1, 2, 3))


@pytest.mark.parametrize(
    ("kept", "other", "joins", "bars"),
    [
        (A, B, [], []),
        (A, A, [], [Bar.ITSELF]),
        (A, B, [Join(A, C)], []),
        (A, B, [Join(C, A)], [Bar.JOINED]),
        (A, B, [Join(A, B)], [Bar.JOINED]),
        (A, B, [Join(B, C)], [Bar.JOINED]),
    ],
)
def test_no_record_counts_for_one_that_does_not_count(
    kept: UUID, other: UUID, joins: list[Join], bars: list[Bar]
) -> None:
    assert rules.bars_to_joining(kept, other, erased=[], joins=joins) == bars


def test_nobody_is_joined_with_an_erased_person() -> None:
    assert rules.bars_to_joining(A, B, erased=[B], joins=[]) == [Bar.ERASED]


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6)), max_size=12))
def test_whatever_is_joined_each_record_counts_for_one_that_counts(pairs: list[tuple[int, int]]) -> None:
    joins: list[Join] = []
    for kept, other in pairs:
        if not rules.bars_to_joining(UUID(int=kept), UUID(int=other), erased=[], joins=joins):
            joins.append(Join(UUID(int=kept), UUID(int=other)))

    counted = rules.counted_as(joins)

    assert len(counted) == len(joins)
    assert not set(counted) & set(counted.values())


def test_of_a_bar_that_she_may_not_know_only_is_said_that_there_is_one() -> None:
    assert rules.told([], []) == []
    assert rules.told([Bar.JOINED], [Bar.JOINED]) == [Bar.JOINED]
    assert rules.told([], [Bar.JOINED]) == [Bar.BARRED]


def test_no_two_trees_sound_alike() -> None:
    heard = [skeleton(tree) for tree in TREES]

    assert [(one, two) for one in heard for two in heard if one < two and OSA.distance(one, two) < 2] == []


def test_no_code_name_is_a_first_name_or_a_town() -> None:
    assert not {"Jela", "Jova", "Bor"} & set(TREES)
    assert len({code_name(serial) for serial in range(5_000)}) == 5_000
