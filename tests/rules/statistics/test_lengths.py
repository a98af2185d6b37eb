"""Does an interval of hearings hold the truth, and say something, where the data print how long trials were?"""

from collections.abc import Sequence
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundled import bundle
from indicated import named
from litigation_app.statistics import indicators
from litigation_app.statistics.indicators import values
from litigation_app.statistics.indicators.formulas.clusters import Monitored, cases, korn_graubard
from litigation_app.statistics.indicators.formulas.lengths import Limit, limits, squares
from litigation_app.statistics.indicators.formulas.ranges import UNBOUNDED, Cell
from litigation_app.statistics.releases import Release, RowOut, TableOut

CODES = {"2": (2, 2), "3_more": (3, 999)}
DRAWS, SHARES, ALIKE = 1500, (0.1, 0.3), (0.5, 0.9, 1.0)
Sizes = Sequence[int]


def later(sizes: Sizes) -> dict[str, int]:
    """How many hearings are which one of their trial."""
    return {code: sum(max(0, min(size, last) - first + 1) for size in sizes) for code, (first, last) in CODES.items()}


def printed(sizes: Sizes, years: int = 1, hidden: Sequence[str] = ()) -> Monitored:
    """What is known of trials of these sizes where some codes are withheld."""
    counts = later(sizes)
    rest = Decimal(sum(counts[code] for code in hidden))
    parts = {code: Cell(None, Decimal(0), rest) if code in hidden else known(counts[code]) for code in CODES}
    return Monitored(sum(sizes), len(sizes), years, limits(known(sum(sizes) - len(sizes)), parts))


def known(number: int) -> Cell:
    return Cell(Decimal(number), Decimal(number), Decimal(number))


def test_forty_hearings_of_ten_trials_of_four_are_worth_three_cases() -> None:
    """One trial may have all twenty hearings after the second; by the firsts alone they were 1.6, and 25 percent 0 to 96."""
    worth = cases([printed([4] * 10)])

    assert worth == pytest.approx(1600 / 520)
    bounds = korn_graubard(0.25, worth)
    assert (round(100 * bounds.low), round(100 * bounds.high)) == (0, 86)
    assert cases([Monitored(40, 10)]) == pytest.approx(1600 / 970)


def test_one_long_trial_among_short_ones_is_taken_for_what_it_is() -> None:
    hidden = printed([30, *[2] * 14], hidden=("3_more",))

    assert cases([hidden]) == pytest.approx(58**2 / (900 + 56))


@pytest.mark.thorough
@given(
    st.lists(st.integers(1, 24), min_size=1, max_size=10),
    st.integers(1, 3),
    st.sets(st.sampled_from(list(CODES))),
    st.data(),
)
def test_no_sizes_are_worth_fewer_cases(sizes: list[int], years: int, hidden: set[str], data: st.DataObject) -> None:
    """Whatever is withheld, whichever years a trial went through, whichever of its hearings the share is of."""
    parts = [data.draw(st.lists(st.integers(0, size), min_size=years, max_size=years)) for size in sizes]
    asked = [[data.draw(st.integers(0, one)) for one in part] for part in parts]
    truth = [sum(part) for part in asked]
    if not sum(truth):
        return

    apart = []
    for year in range(years):
        found = printed([part[year] for part in parts if part[year]], 1, tuple(hidden))
        apart.append(found.among(sum(one[year] for one in asked)))
    every = printed([one for part in parts for one in part if one], years, tuple(hidden)).among(sum(truth))

    true = sum(truth) ** 2 / sum(one**2 for one in truth)
    assert cases(apart) <= true + 1e-6
    assert cases([every]) <= true + 1e-6


@pytest.mark.thorough
@given(st.lists(st.integers(1, 24), min_size=1, max_size=10), st.sets(st.sampled_from(list(CODES))))
def test_the_order_never_makes_it_less_sure_than_the_firsts_alone(sizes: list[int], hidden: set[str]) -> None:
    without = Monitored(sum(sizes), len(sizes))

    assert cases([printed(sizes, 1, tuple(hidden))]) >= cases([without]) - 1e-9


def test_what_contradicts_itself_is_not_believed_and_no_limit_is_one_trial() -> None:
    assert squares(9, ()) == 81
    assert squares(9, (Limit(1, None, 3),)) == 81
    assert squares(9, (Limit(2, None, 0),)) == 9
    assert limits(Cell(None, Decimal(0), UNBOUNDED), {"2": Cell(None, Decimal(0), UNBOUNDED)}) == ()


DESIGNS: dict[str, tuple[Sequence[Sizes], tuple[str, ...]]] = {
    "ten of 4": ([[4]] * 10, ()),
    "fifteen of 4 a year through three years": ([[4] * 3] * 15, ()),
    "one of 30, fourteen of 2": ([[30], *[[2]] * 14], ("3_more",)),
    "five of 10, twenty alone": ([[10]] * 5 + [[1]] * 20, ()),
    "uneven through three years": (
        list(zip((12, 8, 5, 4, 3, 2, 2, 2, 1, 1), (3, 1, 1, 4, 6, 2, 2, 9, 1, 1), (2, 8, 1, 1, 3, 2, 5, 2, 1, 1), strict=True)),
        ("3_more",),
    ),
}  # fmt: skip


@pytest.mark.parametrize("alike", ALIKE)
@pytest.mark.parametrize("name", DESIGNS)
def test_the_truth_is_held_where_the_order_is_printed(name: str, alike: float) -> None:
    trials, hidden = DESIGNS[name]
    draw = Random(7)
    years = [printed(one, 1, hidden) for one in zip(*trials, strict=True)]
    every = printed([one for trial in trials for one in trial], len(trials[0]), hidden)
    worth = max(1.0, cases(years), cases([every]))
    for share in SHARES:
        held = 0
        for _turn in range(DRAWS):
            part = sum(_trial(draw, sum(one), alike, share) for one in trials)
            bounds = korn_graubard(part / every.hearings, min(worth, every.hearings))
            held += bounds.low <= share <= bounds.high
        assert held / DRAWS >= 0.93, (name, alike, share)


def _trial(draw: Random, hearings: int, alike: float, share: float) -> int:
    first = draw.random() < share
    return sum(first if draw.random() < alike**0.5 else draw.random() < share for _hearing in range(hearings))


HELD: dict[str, int | None] = {"_T": 40, "held": 30, "postponed": 10, "unseen": 0}
ORDER: dict[str, int | None] = {"_T": 30, "2": 10, "3_more": 20}


def release(order: dict[str, int | None] | None, turn: dict[str, int | None]) -> Release:
    tables = [_table("hearings_by_held", "HELD", HELD), _table("hearings_by_turn", "TURN", turn)]
    tables += [_table("hearings_by_order", "ORDER", order)] if order else []
    return bundle(first=2021, last=2021, mode="observation", tables=tables)


def _table(name: str, by: str, counts: dict[str, int | None]) -> TableOut:
    rows = [RowOut((year, code), count) for year in ("_T", "2021") for code, count in counts.items()]
    return TableOut(name, "Invented", "HEARING", "hearing", ("YEAR", by), rows)


def test_an_indicator_of_hearings_is_read_with_the_order_where_it_is_printed() -> None:
    turns: dict[str, int | None] = {"_T": 40, "first": 10, "again": 30}

    now, before = (
        named(values.compute(release(one, turns), "DUR-07"))["DUR-07", "2021"] for one in (ORDER, None)
    )  # fmt: skip

    assert (now.value, now.low, now.high) == (Decimal("25.0"), Decimal("0.2"), Decimal("86.3"))
    assert (before.low, before.high) == (Decimal("0.0"), Decimal("96.3"))


def test_where_trials_are_hidden_and_their_order_is_not_hearings_are_not_of_one() -> None:
    turns: dict[str, int | None] = {"_T": 40, "first": None, "again": None}

    found = named(values.compute(release(ORDER, turns), "DUR-07"))["DUR-07", "2021"]

    assert "hearings_apart" not in found.notes
    assert "hearings_apart" in named(values.compute(release(None, turns), "DUR-07"))["DUR-07", "2021"].notes


def test_every_indicator_of_hearings_names_the_table_of_the_order() -> None:
    found = [one.by_trial for one in indicators.all_indicators() if one.by_trial]

    assert len(found) == 6
    assert {one["order"] for one in found} == {"hearings_by_order"}
