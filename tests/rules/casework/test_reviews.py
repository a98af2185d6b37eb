"""Is every difference between two versions told, and nothing else?"""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework.claims.reviews.rules import changes, compared_with
from litigation_app.casework.claims.rules import Part

PARTS = st.lists(
    st.builds(
        Part,
        st.sampled_from(["fear", "lost_earnings", "medical_costs", "dignity_freedom"]),
        st.decimals(min_value=0, max_value=10**9, places=2),
    ),
    max_size=6,
)


def test_a_row_is_added_taken_out_changed_or_the_same() -> None:
    before = [
        Part("fear", Decimal("100.00")),
        Part("medical_costs", Decimal("5.00")),
        Part("lost_earnings", Decimal("9.00")),
    ]
    now = [
        Part("lost_earnings", Decimal("12.50")),
        Part("dignity_freedom", Decimal("7.00")),
        Part("fear", Decimal("100.00")),
    ]

    found = {one.head: (one.before, one.now, one.difference) for one in changes(before, now)}

    assert found == {
        "lost_earnings": (Decimal("9.00"), Decimal("12.50"), Decimal("3.50")),
        "dignity_freedom": (None, Decimal("7.00"), Decimal("7.00")),
        "fear": (Decimal("100.00"), Decimal("100.00"), Decimal("0.00")),
        "medical_costs": (Decimal("5.00"), None, Decimal("-5.00")),
    }


@given(PARTS, PARTS)
def test_the_differences_come_to_the_difference_of_the_sums(before: list[Part], now: list[Part]) -> None:
    found = changes(before, now)

    assert sum(one.difference for one in found) == sum(p.amount for p in now) - sum(p.amount for p in before)
    assert {one.head for one in found} == {one.head for one in (*before, *now)}


@given(PARTS)
def test_a_version_does_not_differ_from_itself(parts: list[Part]) -> None:
    assert not any(one.is_change for one in changes(parts, parts))


def test_a_version_is_held_against_the_last_that_was_reviewed() -> None:
    assert compared_with(4, [1, 2, 4]) == 2
    assert compared_with(3, []) == 2
    assert compared_with(1, [1]) is None
