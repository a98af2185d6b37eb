"""Is it said rightly how well somebody fits, and when she may search again? Without a database."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework.clients.searches import rules as searches
from litigation_app.casework.lists.search import rules

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
ages = st.lists(st.integers(0, 7_200), max_size=12)


@pytest.mark.parametrize(
    ("likeness", "answered", "how"),
    [(1, 1, rules.SAME), (0.95, 1, rules.SAME_TYPED), (0.9, 0.9, rules.ALMOST), (0.7, 0.75, rules.SIMILAR)],
)
def test_how_alike(likeness: float, answered: float, how: str) -> None:
    assert rules.how_alike(likeness, answered) == how


@pytest.mark.parametrize("how", [rules.SAME, rules.SAME_TYPED, rules.ALMOST, rules.SIMILAR])
def test_an_accused_warns_always_and_a_client_in_a_check_unless_the_name_is_only_similar(how: str) -> None:
    said = {
        pair: rules.may_conflict(how, is_accused=pair[0], is_check=pair[1]) for pair in product((True, False), repeat=2)
    }

    assert said.pop((False, False)) is False
    assert set(said.values()) == {how != rules.SIMILAR}


@given(ages, st.integers(1, 8))
def test_at_most_so_many_within_any_hour(seconds: list[int], most: int) -> None:
    searched = [NOW - timedelta(seconds=one) for one in seconds]

    until = searches.free_again(searched, NOW, most)

    lately = [at for at in searched if at > NOW - searches.HOUR]
    assert (until is None) == (len(lately) < most)
    if until is not None:
        assert NOW < until <= NOW + searches.HOUR
        assert len([at for at in searched if at > until - searches.HOUR]) < most


def test_initials() -> None:
    assert rules.initials("ЂЂ") == "Ђ. Ђ."
    assert rules.initials("") == ""
