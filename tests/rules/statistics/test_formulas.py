"""Are shares, ratios and funnels right, is zero a number, and is the unknown never one?"""

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.statistics.indicators.formulas.estimates import count
from litigation_app.statistics.indicators.formulas.funnels import funnel
from litigation_app.statistics.indicators.formulas.proportions import (
    clopper_pearson,
    distribution,
    possible_share,
    proportion,
)
from litigation_app.statistics.indicators.formulas.ranges import (
    UNBOUNDED,
    Cell,
    rounded_to,
)
from litigation_app.statistics.indicators.formulas.sums import ratio


def known(value: int) -> Cell:
    return Cell(Decimal(value), Decimal(value), Decimal(value))


def hidden(low: int = 0, high: int | None = None) -> Cell:
    return Cell(None, Decimal(low), UNBOUNDED if high is None else Decimal(high))


def at_most(x: int, n: int, share: float) -> float:
    """The exact chance of x or fewer of n."""
    p = Fraction(share)
    return float(sum(math.comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(x + 1)))


counts = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(counts)
def test_the_ends_of_the_exact_interval_leave_two_and_a_half_percent_outside(pair: tuple[int, int]) -> None:
    x, n = pair

    ends = clopper_pearson(x, n)

    assert ends.low == 0 if x == 0 else 1 - at_most(x - 1, n, ends.low) == pytest.approx(0.025, abs=1e-9)
    assert ends.high == 1 if x == n else at_most(x, n, ends.high) == pytest.approx(0.025, abs=1e-9)


@given(counts)
def test_the_interval_holds_the_share_and_mirrors(pair: tuple[int, int]) -> None:
    x, n = pair

    ends, mirrored = clopper_pearson(x, n), clopper_pearson(n - x, n)

    assert 0 <= ends.low <= x / n <= ends.high <= 1
    assert ends.low == pytest.approx(1 - mirrored.high, abs=1e-12)


def test_the_two_examples_of_the_catalogue() -> None:
    none_of_nine, half = clopper_pearson(0, 9), clopper_pearson(14, 29)

    assert (none_of_nine.low, round(none_of_nine.high, 2)) == (0, 0.34)
    assert (round(half.low, 2), round(half.high, 2)) == (0.29, 0.67)


@pytest.mark.parametrize(("x", "n"), [(-1, 5), (6, 5), (0, 0)])
def test_a_share_of_nothing_or_of_more_than_all_is_refused(x: int, n: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        clopper_pearson(x, n)


def test_zero_is_printed() -> None:
    found = proportion(known(0), known(25))

    assert (found.value, found.low, found.status, found.n) == (Decimal("0.0"), Decimal("0.0"), "A", 25)
    assert found.high is not None
    assert found.high > 0
    assert count(known(0)).value == 0


def test_the_unknown_is_never_zero() -> None:
    for part, base in ((hidden(0, 4), known(25)), (known(3), hidden(3, 30)), (hidden(), hidden())):
        found = proportion(part, base)
        assert (found.value, found.status, found.method) == (None, "Q", "possible")
    assert count(hidden(0, 4)).value is None


def test_nothing_of_nothing_is_neither_zero_nor_hidden() -> None:
    assert (proportion(known(0), known(0)).value, proportion(known(0), known(0)).status) == (None, "M")
    assert (ratio(known(0), known(0)).value, ratio(known(0), known(0)).status) == (None, "M")


def test_a_share_of_fewer_than_twenty_is_marked() -> None:
    assert proportion(known(5), known(19)).status == "U"
    assert proportion(known(5), known(20)).status == "A"


def test_a_published_part_of_a_published_base_stays_beside_hidden_ones() -> None:
    found = distribution({"awarded": known(12), "referred": hidden(0, 18), "rejected": hidden(0, 18)}, known(30))

    assert (found["awarded"].value, found["awarded"].status) == (Decimal("40.0"), "A")
    assert (found["referred"].value, found["referred"].low, found["referred"].high) == (None, 0, Decimal("60.0"))


def test_more_than_all_can_be_paid_because_of_interest() -> None:
    found = ratio(known(110), known(100))

    assert (found.value, found.status, found.method) == (Decimal("110.0"), "A", "rounding")


def test_a_hidden_step_lies_between_its_neighbours() -> None:
    found = funnel([known(60), known(40), hidden(0, 60), hidden(0, 60), known(6), known(0)])

    assert [one.value for one in found] == [60, 40, None, None, 6, 0]
    assert [(one.low, one.high) for one in found[2:4]] == [(6, 40), (6, 40)]
    assert {one.n for one in found} == {60}


@given(
    st.integers(0, 40), st.integers(0, 40), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)
)
def test_the_true_share_lies_between_the_possible_ones(x: int, more: int, a: int, b: int, c: int, d: int) -> None:
    n = x + more
    part = Cell(None, Decimal(max(x - a, 0)), Decimal(x + b))
    base = Cell(None, Decimal(max(n - c, 0)), Decimal(n + d))

    low, high = possible_share(part, base)

    assert n == 0 or low <= Decimal(x) / n <= high


@given(st.decimals(0, 10**9, places=2))
def test_a_rounded_amount_lies_where_a_reader_looks_for_it(amount: Decimal) -> None:
    step = Decimal(10) ** max(amount.adjusted() - 2, 0) if amount else Decimal(1)
    printed = (amount / step).to_integral_value() * step

    found = rounded_to(printed, 3)

    assert printed == 0 or found.low <= amount <= found.high


@pytest.mark.parametrize(
    ("printed", "low", "high"), [("100000", 99950, 100500), ("1000", 999.5, 1005), ("100", 99.5, 100.5), ("0", 0, 0)]
)
def test_what_is_just_below_a_power_of_ten_is_rounded_more_finely(printed: str, low: float, high: float) -> None:
    found = rounded_to(Decimal(printed), 3)

    assert (found.low, found.high) == (Decimal(str(low)), Decimal(str(high)))
