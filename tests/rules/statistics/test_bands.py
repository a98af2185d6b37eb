"""Where must a median lie, how much is owed, how many for a hundred thousand, and what change could be seen?"""

import math
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.statistics import indicators
from litigation_app.statistics.indicators.formulas.durations import within
from litigation_app.statistics.indicators.formulas.power import fisher, power, smallest_fall, smallest_rise, windows
from litigation_app.statistics.indicators.formulas.quantiles import NOWHERE, Place, cumulated, median, reached
from litigation_app.statistics.indicators.formulas.ranges import UNBOUNDED, ZERO, Cell, less
from litigation_app.statistics.indicators.formulas.rates import garwood, rate
from litigation_app.statistics.indicators.formulas.sums import gap
from litigation_app.statistics.indicators.pooling import noticed, noticed_of
from litigation_app.statistics.indicators.values import IndicatorValue


def known(value: int | str) -> Cell:
    return Cell(Decimal(value), Decimal(value), Decimal(value))


def hidden(low: int, high: int) -> Cell:
    return Cell(None, Decimal(low), Decimal(high))


@given(st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1, max_size=6), st.floats(0.05, 0.95))
def test_the_true_quantile_always_lies_in_the_bands_that_are_said(bands: list[tuple[int, bool]], share: float) -> None:
    counts = [count for count, _is_hidden in bands]
    total = sum(counts)
    parts = [hidden(max(count - 3, 0), count + 4) if is_hidden else known(count) for count, is_hidden in bands]

    place = reached(cumulated(parts, known(total)), known(total), share)

    if total == 0:
        assert place == NOWHERE
        return
    true = next(at for at in range(len(counts)) if sum(counts[: at + 1]) >= share * total - 1e-9)
    assert place.first is not None
    assert place.last is not None
    assert place.first <= true <= place.last


def test_what_lies_before_a_mark_is_known_though_its_parts_are_hidden() -> None:
    parts = [hidden(0, 9), hidden(0, 9), known(11)]

    sums = cumulated(parts, known(20))

    assert [one.value for one in sums] == [None, 9, 20]
    assert reached(sums, known(20), 0.5) == Place(2, 2)


MARKS = {"up_to_6": 6, "6_to_12": 12, "12_to_24": 24}


def test_a_median_is_a_band_and_may_not_be_reached() -> None:
    parts = {"up_to_6": known(6), "6_to_12": known(20), "12_to_24": known(4)}

    found = median(parts, known(40), MARKS, [known(10)])
    slow = median(parts, known(70), MARKS, [known(40)])

    assert (found.value, found.low, found.high, found.method, found.status) == (None, 6, 12, "band", "A")
    assert (slow.low, slow.high, slow.status) == (24, None, "A")
    assert not Place(1, 2).is_known


def test_of_fewer_than_eleven_no_median_is_said() -> None:
    parts = {"up_to_6": known(6), "6_to_12": known(4)}

    assert median({"up_to_6": hidden(0, 20)}, known(20), MARKS, [hidden(0, 20)]).status == "Q"  # "more than 0 months"
    assert (median(parts, known(10), MARKS).low, median(parts, known(10), MARKS).status) == (None, "Q")
    assert median(parts, known(0), MARKS).status == "M"
    assert median(parts, Cell(None, ZERO, UNBOUNDED), MARKS).status == "Q"


def test_the_share_within_a_time_counts_everybody_who_was_followed() -> None:
    parts = {"up_to_6": known(6), "6_to_12": known(12), "12_to_24": hidden(0, 12)}

    found = within(parts, known(40), MARKS, [hidden(0, 12), known(10)])

    assert list(found) == ["within_6", "within_12", "within_24"]
    assert [one.value for one in found.values()] == [Decimal("15.0"), Decimal("45.0"), None]
    assert (found["within_24"].low, found["within_24"].high) == (Decimal("45.0"), Decimal("75.0"))


def test_who_came_late_is_taken_out_of_the_group() -> None:
    assert less(known(40), known(5)) == known(35)
    assert less(known(40), hidden(0, 5)) == hidden(35, 40)
    assert less(Cell(None, ZERO, UNBOUNDED), known(3)) == Cell(None, ZERO, UNBOUNDED)


def test_what_is_owed_is_never_less_than_nothing() -> None:
    rounded = Cell(Decimal(100), Decimal(95), Decimal(105))

    assert (gap(rounded, known(20)).value, gap(rounded, known(20)).low, gap(rounded, known(20)).high) == (80, 75, 85)
    assert gap(rounded, known(110)).value == 0
    assert (gap(rounded, hidden(0, 50)).status, gap(rounded, hidden(0, 50)).low) == ("Q", 45)


@given(st.integers(0, 60))
def test_the_interval_of_a_rate_leaves_two_and_a_half_percent_outside(count: int) -> None:
    low, high = garwood(count)

    def at_most(k: int, mean: float) -> float:
        return math.fsum(math.exp(-mean + i * math.log(mean) - math.lgamma(i + 1)) for i in range(k + 1))

    assert at_most(count, high) == pytest.approx(0.025, abs=1e-9)
    assert low == 0 if count == 0 else 1 - at_most(count - 1, low) == pytest.approx(0.025, abs=1e-9)


def test_a_rate_is_per_hundred_thousand() -> None:
    found = rate(known(62), 6_797_105)

    assert (found.value, found.n, found.method) == (Decimal("0.91"), 62, "garwood")
    assert rate(known(3), 600_000).status == "U"
    assert rate(hidden(0, 4), 100_000).high == 4
    assert rate(known(0), 0).status == "M"


@pytest.mark.parametrize(
    ("count", "population", "value"), [(2, 300_000, "0.67"), (1, 800_000, "0.12"), (3, 800_000, "0.38")]
)
def test_a_rate_is_rounded_to_the_nearest_and_its_interval_outwards(count: int, population: int, value: str) -> None:
    found = rate(known(count), population)
    low, high = (Decimal(end) * 100_000 / population for end in garwood(count))

    assert found.value == Decimal(value)
    assert found.low is not None
    assert found.high is not None
    assert 0 <= low - found.low < Decimal("0.01")
    assert 0 <= found.high - high < Decimal("0.01")


def test_a_rate_of_fewer_than_twenty_is_marked_as_unreliable() -> None:
    assert [rate(known(count), 600_000).status for count in (19, 20)] == ["U", "A"]


@pytest.mark.parametrize(("n", "chance"), [(10, 0.06), (20, 0.24), (40, 0.53), (80, 0.87)])
def test_the_chance_to_notice_a_rise_from_ten_to_thirty_percent(n: int, chance: float) -> None:
    """The figures of the catalogue of indicators, computed exactly there too."""
    assert power(n, n, 0.1, 0.3) == pytest.approx(chance, abs=0.005)


@given(st.integers(1, 12), st.integers(1, 12), st.data())
def test_fishers_p_is_a_chance_and_alike_for_the_mirrored_table(n: int, m: int, data: st.DataObject) -> None:
    x, y = data.draw(st.integers(0, n)), data.draw(st.integers(0, m))

    p = fisher(x, n, y, m)

    assert 0 < p <= 1 + 1e-12
    assert p == pytest.approx(fisher(n - x, n, m - y, m))
    assert p == pytest.approx(fisher(y, m, x, n))


def test_the_tea_lady() -> None:
    assert fisher(3, 4, 1, 4) == pytest.approx(34 / 70)
    with pytest.raises(ValueError, match="larger than its base"):
        fisher(5, 4, 1, 4)


def test_with_few_cases_only_a_landslide_is_seen() -> None:
    assert (smallest_rise(20, 10).after, smallest_rise(80, 10).after) == (55, 30)
    assert smallest_rise(5, 50).after is None


def test_what_shall_become_less_is_asked_from_what_is_there() -> None:
    assert (smallest_fall(20, 80).after, smallest_fall(5, 20).after) == (30, None)
    assert smallest_rise(20, 20).after == 70  # the same, seen from the other side
    assert noticed(indicators.get("CMP-03"), years_of("CMP-03", "80.0")).single == smallest_fall(20, 80)
    assert noticed(indicators.get("CMP-01"), years_of("CMP-01", "60.0")).single == smallest_rise(20, 60)
    assert noticed(indicators.get("CMP-03"), years_of("CMP-03", None)) is None  # no fall from a hidden share
    assert (
        noticed(indicators.get("CMP-01"), years_of("CMP-01", None)) is None
    )  # nor a rise from a share that is made up


@pytest.mark.parametrize(("low", "high", "before"), [("24.5", "52.9", 39), ("48", "60", 54), ("0", "100", None)])
def test_a_rise_is_asked_from_the_figure_itself_or_the_middle_of_its_range(
    low: str, high: str, before: int | None
) -> None:
    every, *single = years_of("CMP-01", None)
    bounded = replace(every, status="Q", low=Decimal(low), high=Decimal(high))

    found = noticed(indicators.get("CMP-01"), [*single, bounded])

    assert (found.single.before if found else None) == before


def test_three_years_together_are_said_to_be_as_many_cases_as_they_are() -> None:
    found = noticed_of([48, 48, 48], Decimal(10))

    assert found is not None
    assert found.window is not None
    assert (found.single.n, found.window.n) == (48, 144)
    assert power(144, 144, 0.1, found.window.after / 100) >= 0.8 > power(144, 144, 0.1, (found.window.after - 5) / 100)  # type: ignore[operator]


def years_of(name: str, share: str | None) -> list[IndicatorValue]:
    value = None if share is None else Decimal(share)
    return [
        IndicatorValue(name, (("YEAR", year),), value, None, None, "clopper-pearson", 20, "A", ())
        for year in ("_T", "2021", "2022")
    ]


def test_years_are_pooled_from_the_newest_backwards() -> None:
    assert windows(["2016", "2017", "2018", "2019"], 3) == [("2016",), ("2017", "2018", "2019")]
