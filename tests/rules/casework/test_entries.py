"""May two records be counted as one person, and which code names are there?"""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from litigation_app.casework.cases.rules import TREES, code_name
from litigation_app.casework.entries import rules
from litigation_app.casework.entries.rules import Bar, Join
from litigation_app.vault.skeleton import skeleton

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


@given(st.dictionaries(st.text(max_size=5), st.integers(0, 3)))
def test_an_entry_goes_only_where_no_row_names_her(traces: dict[str, int]) -> None:
    assert rules.may_be_removed(traces) == (sum(traces.values()) == 0)


def test_no_two_trees_sound_alike() -> None:
    heard = [skeleton(tree) for tree in TREES]

    assert [(one, two) for one in heard for two in heard if one < two and OSA.distance(one, two) < 2] == []


def test_no_code_name_is_a_first_name_or_a_town() -> None:
    assert not {"Jela", "Jova", "Bor"} & set(TREES)
    assert len({code_name(serial) for serial in range(5_000)}) == 5_000
