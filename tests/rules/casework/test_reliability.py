"""Do the coefficients of agreement say what their authors published, and what must hold of any of them?"""

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework.courtwatch.reliability import rules as rounds
from litigation_app.casework.courtwatch.reliability.rules import Figure, reliability

Table = list[list[int]]


def pairs(table: Table) -> list[tuple[int, int]]:
    """The pairs behind a table: the first coder's answers down, the second's across."""
    return [(i, j) for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)]


def coded(table: Table) -> Any:
    return reliability(pairs(table), codes=range(len(table)), graded=True)


def near(figure: Figure, value: float, low: float, high: float) -> bool:
    assert figure.value is not None
    assert figure.low is not None
    assert figure.high is not None
    return [figure.value, figure.low, figure.high] == pytest.approx([value, low, high], abs=0.00015)


# The example of kappa and weighted kappa that SAS prints with its ends (PROC FREQ, tables of agreement); linear weights.
SAS = [[0, 4, 1], [0, 8, 0], [0, 1, 5]]


def test_kappa_and_its_ends_are_those_of_the_published_example() -> None:
    assert near(coded(SAS).kappa, 0.4842, 0.2137, 0.7548)


def test_weighted_kappa_and_its_ends_are_those_of_the_published_example() -> None:
    assert near(coded(SAS).weighted, 0.4701, 0.1845, 0.7558)


def test_kappa_of_the_example_that_everybody_computes_by_hand() -> None:
    found = coded([[20, 5], [10, 15]])

    assert found.share == 0.7
    assert found.kappa.value == pytest.approx(0.4)


def test_kappa_of_three_diagnoses() -> None:
    """J. L. Fleiss, Statistical Methods for Rates and Proportions: 0.89 observed, 0.66 expected, kappa 0.68."""
    found = coded([[75, 1, 4], [5, 4, 1], [0, 0, 10]])

    assert found.share == 0.89
    assert found.kappa.value == pytest.approx(0.68, abs=0.005)


def test_where_kappa_collapses_ac1_does_not() -> None:
    """K. L. Gwet's example of the paradox: 118 and 0 alike, 5 and 2 not: agreement 0.944, kappa -0.023, AC1 0.941."""
    found = coded([[118, 5], [2, 0]])

    assert found.share == 0.944
    assert found.kappa.value == pytest.approx(-0.0234, abs=0.0001)
    assert found.ac1.value == pytest.approx(0.9408, abs=0.0001)


def test_where_both_always_say_the_same_one_thing_there_is_no_kappa() -> None:
    found = reliability([("no", "no")] * 9, codes=["yes", "no"])

    assert found.kappa == Figure(None)
    assert found.ac1.value == pytest.approx(1)


def test_numbers_are_graded_by_their_size_and_a_missing_one_stands_last() -> None:
    said = [(12, 24), (24, 24), (36, 36), ("", 36), (120, 120)]

    found = reliability(said, graded=True)

    assert found.weighted is not None
    assert found.kappa.value is not None
    assert found.weighted.value is not None
    assert found.weighted.value > found.kappa.value


def test_nobody_agrees_about_nothing() -> None:
    with pytest.raises(ValueError, match="twice"):
        reliability([])


answers = st.sampled_from("abcd")
many_pairs = st.lists(st.tuples(answers, answers), min_size=1, max_size=60)


@given(many_pairs, st.booleans())
def test_what_holds_of_any_coding(said: list[tuple[str, str]], graded: bool) -> None:
    found = reliability(said, codes="abcd", graded=graded)
    turned = reliability([(second, first) for first, second in said], codes="abcd", graded=graded)

    for figure, other in ((found.kappa, turned.kappa), (found.ac1, turned.ac1), (found.weighted, turned.weighted)):
        if figure is None or other is None or figure.value is None:
            assert not graded or figure is not None
            continue
        assert -1 - 1e-9 <= figure.value <= 1 + 1e-9
        assert figure.value == pytest.approx(other.value)  # who is called the first does not matter
        if figure.low is not None and figure.high is not None:
            assert figure.low - 1e-9 <= figure.value <= figure.high + 1e-9
    if found.same == found.pairs and found.kappa.value is not None:
        assert found.kappa.value == pytest.approx(1)
        assert found.ac1.value == pytest.approx(1)


@given(many_pairs, st.integers(2, 4))
def test_more_of_the_same_moves_no_coefficient_and_narrows_its_interval(
    said: list[tuple[str, str]], times: int
) -> None:
    once, more = reliability(said, codes="abcd"), reliability(said * times, codes="abcd")

    if once.kappa.value is None:
        assert more.kappa.value is None
        return
    assert more.kappa.value == pytest.approx(once.kappa.value)
    if once.kappa.low is None:
        assert more.kappa.low is None  # all agree: the variance says nothing
        return
    widths = [figure.high - figure.low for figure in (more.kappa, once.kappa)]  # type: ignore[operator]
    assert widths[0] <= widths[1] + 1e-9


@given(st.lists(st.integers(0, 12), min_size=1, max_size=12))
def test_no_figure_of_a_question_differs_from_an_earlier_one_by_fewer_than_a_round(more: list[int]) -> None:
    seen, shown, pairs_now = [0], dict[str, dict[str, Any]](), 0
    for added in more:
        pairs_now += added
        shown = rounds.renewed(
            shown, {"injured.claim": {"pairs": pairs_now, "same": pairs_now, "judgments": pairs_now}}
        )
        seen.append(shown["injured.claim"].get("pairs", 0))

    steps = [later - earlier for earlier, later in itertools.pairwise(seen)]
    assert all(step == 0 or step >= rounds.least().pairs for step in steps)


def test_a_round_is_full_when_enough_judgments_were_coded_twice_since() -> None:
    least = rounds.least().judgments

    assert not rounds.is_full(10 + least - 1, counted=10)
    assert rounds.is_full(10 + least, counted=10)


def test_many_persons_of_one_judgment_are_one_coding_of_two_people() -> None:
    of_one = {"pairs": 9, "same": 9, "judgments": 1}
    of_five = {"pairs": 13, "same": 12, "judgments": 5}

    assert rounds.renewed({}, {"injured.claim": of_one}) == {"injured.claim": {}}
    assert rounds.renewed({}, {"injured.claim": of_five}) == {"injured.claim": of_five}
