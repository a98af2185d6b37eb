"""What does the page of an indicator of monitored hearings say of how few trials they are?"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from bundled import bundle
from feasible import speaking
from indicated import named
from litigation_app.core.text import NBSP
from litigation_app.statistics import indicators
from litigation_app.statistics.indicators import (
    IndicatorValue,
    picturing,
    pooling,
    presenting,
    shares,
    showing,
    telling,
)
from litigation_app.statistics.indicators.formulas.clusters import (
    METHOD,
    korn_graubard,
    needed,
)
from litigation_app.statistics.indicators.formulas.proportions import clopper_pearson
from litigation_app.statistics.indicators.relations import cells as cells_of
from litigation_app.statistics.indicators.values import ALIKE
from litigation_app.statistics.releases import Release, RowOut, TableOut


def hearings(name: str, by: str, counts: dict[str, int | None]) -> TableOut:
    rows = [RowOut((year, code), count) for year in ("_T", "2021") for code, count in counts.items()]
    return TableOut(name, "Invented", "HEARING", "hearing", ("YEAR", by), rows)


def monitored(*tables: TableOut) -> Release:
    return bundle(first=2021, last=2021, mode="observation", tables=list(tables))


HELD: dict[str, int | None] = {"_T": 40, "held": 30, "postponed": 10, "unseen": 0}


def test_an_indicator_of_hearings_has_its_interval_by_trial() -> None:
    turns: dict[str, int | None] = {"_T": 40, "first": 10, "again": 30}
    release = monitored(hearings("hearings_by_held", "HELD", HELD), hearings("hearings_by_turn", "TURN", turns))

    found = named(indicators.compute(release, "DUR-07"))["DUR-07", "2021"]

    bounds = korn_graubard(0.25, 1600 / 970)
    assert (found.value, found.n) == (Decimal("25.0"), 40)
    assert (float(found.low or 0), float(found.high or 0)) == pytest.approx(
        (100 * bounds.low, 100 * bounds.high), abs=0.1
    )
    assert found.interval_method == METHOD
    assert "hearings_apart" not in found.notes
    assert shares.trials(indicators.get("DUR-07"), cells_of(release), ["2021"]) == {"2021": 10}


def test_a_trial_of_three_years_is_no_three_trials() -> None:
    """All years together, and years that a publication counts together, are no surer than the trials that go through them."""
    years = ("2019", "2020", "2021")
    tables = [_by_year("hearings_by_held", "HELD", dict.fromkeys(years, HELD), 3)]
    tables += [_by_year("hearings_by_turn", "TURN", {key: {"_T": 40, "first": 40, "again": 0} for key in years}, 3)]
    one = {"2019_2021": {code: 3 * number for code, number in HELD.items() if number is not None}}
    once = {"2019_2021": {"_T": 120, "first": 120, "again": 0}}
    merged = [_by_year("hearings_by_held", "HELD", one, 1), _by_year("hearings_by_turn", "TURN", once, 1)]

    all_alone = [
        TableOut(one.id, "Invented", "HEARING", "hearing", one.dimensions, one.rows[-len(one.rows) // 2 :])
        for one in merged
    ]

    apart, together, alone = (
        named(indicators.compute(bundle(first=2019, last=2021, mode="observation", tables=found), "DUR-07"))[
            "DUR-07", "_T"
        ]
        for found in (tables, merged, all_alone)
    )

    sure = clopper_pearson(10, 40)
    for found in (apart, together, alone):
        assert float(found.low or 0) <= 100 * sure.low
        assert float(found.high or 0) >= 100 * sure.high


def test_years_together_have_the_trials_of_each_of_their_years() -> None:
    """What is about the injured party stands by three years, how many trials there were by each of them."""
    release = _of_three_years()
    pooled = _by_year(
        "hearings_by_conduct", "CONDUCT", {"2019_2021": {"_T": 129, "flag": 39, "none": 90, "unseen": 0}}, 1
    )

    found = named(indicators.compute(replace(release, tables=(*release.tables, *monitored(pooled).tables)), "SEC-04"))
    same = named(indicators.compute(release, "DUR-07"))

    assert found["SEC-04", "2019_2021"].low == same["DUR-07", "_T"].low
    assert "hearings_apart" not in found["SEC-04", "2019_2021"].notes


def _of_three_years() -> Release:
    """Each year 48 hearings of 16 trials; the base of a year is what was held or postponed."""
    years = ("2019", "2020", "2021")
    held = {key: {"_T": 48, "held": 30, "postponed": 13, "unseen": 5} for key in years}
    turns = {key: {"_T": 48, "first": 16, "again": 32} for key in years}
    order = {key: {"_T": 32, "2": 16, "3_5": 16, "6_10": 0, "11_more": 0} for key in years}
    tables = [
        _by_year("hearings_by_held", "HELD", held, 3),
        _by_year("hearings_by_turn", "TURN", turns, 3),
        _by_year("hearings_by_order", "ORDER", order, 3),
    ]
    return bundle(first=2019, last=2021, mode="observation", tables=tables)


def test_what_few_can_show_counts_the_trials_that_are_printed() -> None:
    """Not the base of 43 hearings divided by hearings to a trial, which made 14 of 16 trials."""
    release, indicator = _of_three_years(), indicators.get("DUR-07")
    with speaking("en"):
        found = showing.shown(indicator, release, showing.View())

    assert found.power[0].startswith("With 16 cases (one year)")
    assert "A case is a trial here: the usual year had 16 at most." in found.power[1]


def test_the_first_sentence_says_as_how_many_the_hearings_are_taken() -> None:
    release, indicator = _of_three_years(), indicators.get("DUR-07")
    worth = shares.worth(indicator, cells_of(release))
    with speaking("en"):
        found = showing.shown(indicator, release, showing.View())

    assert worth is not None
    assert (worth.hearings, worth.trials) == (129, 11)  # at the most 5 of 48 hearings were their trial's only ones
    assert 1 < worth.cases < 16
    assert "95 percent interval" in found.result
    assert (
        f"129 hearings behind the share are sure to be worth only about {round(worth.cases)} independent cases"
        in found.more
    )
    assert "Trials monitored, by year: 2019: 16; 2020: 16; 2021: 16;" in found.more  # as the publication prints them
    assert "The hearings behind the share are of at least 11 trials, whichever trials go on for years" in found.more


def test_what_is_worth_one_case_is_said_of_one() -> None:
    with speaking("en"):
        said = telling._alike(shares.Worth(48, 0, 1.2))

    assert said.endswith("worth only about 1 independent case, so the interval is as wide as of one.")


def test_no_caution_denies_the_trials_that_are_printed() -> None:
    """Of a share whose hearings could all be of one trial, though 16 trials of the year are printed."""
    told = IndicatorValue("DUR-07", (("YEAR", "2021"),), None, None, None, "", 5, "A", (ALIKE,))
    with speaking("en"):
        said = " ".join(presenting.cautions(indicators.get(told.indicator_id), [told]))

    assert "leave it open that all hearings behind a share are of one trial" in said
    assert "not printed" not in said


def test_what_was_watched_is_a_full_count_and_only_of_others_an_estimate() -> None:
    """The figure of these hearings leads; the interval stays as wide as it is and says of what it speaks."""
    release, indicator = _of_three_years(), indicators.get("DUR-07")
    values = indicators.compute(release, "DUR-07")
    total = named(values)["DUR-07", "_T"]
    with speaking("en"):
        said = showing.shown(indicator, release, showing.View()).result
        beside = presenting.headline(indicator, total).beside

    low, high = presenting.end(total.low), presenting.end(total.high)
    assert said.startswith(f"All years together: 30.2{NBSP}% of 129 monitored hearings: hearings that were not held")
    assert f"In other hearings it may be anything from {low} to {high} (95 percent interval)." in said
    assert beside == f"of 129 monitored hearings; in others it may be anything from {low} to {high}"


def test_the_page_says_how_many_trials_would_be_enough() -> None:
    release, indicator = _of_three_years(), indicators.get("DUR-07")
    with speaking("en"):
        said = showing.shown(indicator, release, showing.View()).more

    enough = needed(39 / 129, 0.2)
    assert f"within 20 percentage points, about {enough} trials would have to be monitored" in said
    worth = korn_graubard(39 / 129, enough)
    assert max(39 / 129 - worth.low, worth.high - 39 / 129) <= 0.2


def test_where_enough_was_watched_nothing_more_is_asked_for() -> None:
    held: dict[str, int | None] = {"_T": 60, "held": 45, "postponed": 15, "unseen": 0}
    turns: dict[str, int | None] = {"_T": 60, "first": 60, "again": 0}
    release = monitored(hearings("hearings_by_held", "HELD", held), hearings("hearings_by_turn", "TURN", turns))
    with speaking("en"):
        said = showing.shown(indicators.get("DUR-07"), release, showing.View()).more

    assert "would have to be monitored" not in said


def test_years_together_are_advised_only_where_they_are_surer() -> None:
    """The same trials may go through the years: three of them are then no surer than one."""
    indicator = indicators.get("DUR-07")
    with speaking("en"):
        found = showing.shown(indicator, _of_three_years(), showing.View())

    assert not found.helps_together
    assert pooling.is_surer_together([_value("2020", 5, 60), _value("2021", 5, 60), _value("_T", 12, 50)])
    assert not pooling.is_surer_together([_value("2020", 5, 60), _value("2021", 5, 60), _value("_T", 5, 58)])
    for high, is_surer in ((54, True), (55, False)):  # 50 wide, and a tenth narrower is 45
        alone = [_value("2020", 0, 40), _value("2021", 10, 60), _value("2022", 0, 60)]
        assert pooling.is_surer_together([*alone, _value("_T", 9, high)]) is is_surer


def _value(year: str, low: int, high: int) -> IndicatorValue:
    return IndicatorValue(
        "DUR-07", (("YEAR", year),), Decimal(30), Decimal(low), Decimal(high), METHOD, 40, "A", ()
    )  # fmt: skip


def test_a_line_through_what_may_be_chance_is_dotted() -> None:
    indicator = indicators.get("DUR-07")
    with speaking("en"):
        found = showing.shown(indicator, _of_three_years(), showing.View("single")).picture

    assert found is not None
    assert 'class="line dotted"' in str(found.svg)
    assert "dotted: each interval holds every figure" in found.note
    assert picturing.may_be_chance([30, 40], [20, 30], [45, 50])
    assert not picturing.may_be_chance([30, 47], [20, 30], [45, 60]), "47 lies above the first one's interval"
    assert not picturing.may_be_chance([30, 40], [None, None], [None, None]), "counts have no interval"
    assert not picturing.may_be_chance([30, None], [20, None], [45, None]), "one figure is no line"


def _by_year(name: str, by: str, counts: Mapping[str, Mapping[str, int | None]], times: int) -> TableOut:
    rows = [RowOut((year, code), number) for year, found in counts.items() for code, number in found.items()]
    first = next(iter(counts.values()))
    rows += [RowOut(("_T", code), times * (number or 0)) for code, number in first.items()]
    return TableOut(name, "Invented", "HEARING", "hearing", ("YEAR", by), rows)


@pytest.mark.parametrize("trials", [None, {"_T": 40, "first": None, "again": None}])
def test_where_trials_are_not_printed_all_hearings_may_be_of_one(trials: dict[str, int | None] | None) -> None:
    more = [hearings("hearings_by_turn", "TURN", trials)] if trials else []
    release = monitored(hearings("hearings_by_held", "HELD", HELD), *more)

    found = indicators.compute(release, "DUR-07")

    one = korn_graubard(0.25, 1.0)
    assert all(float(value.high or 0) == pytest.approx(100 * one.high, abs=0.1) for value in found)
    assert all("hearings_apart" in value.notes for value in found)
    assert shares.trials(indicators.get("DUR-07"), cells_of(release), ["2021"]) == {}


def test_every_indicator_of_watched_hearings_says_so() -> None:
    found = [one for one in indicators.all_indicators() if one.feeds == ("observation",)]

    assert len(found) == 6
    assert {one.by_trial["table"] for one in found} == {"hearings_by_turn"}
    assert all("Korn and Graubard" in presenting.method(one) for one in found)
