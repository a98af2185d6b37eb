"""Which values may be moved, and what does a reader's typing become: rules of the sliders, of the pace and of the sources."""

from dataclasses import asdict
from itertools import pairwise
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litigation_app.advocacy.studies.what_if import presenters as what_if
from litigation_app.advocacy.studies.what_if.presenters import MOST_PEOPLE, Pace
from litigation_app.statistics.fund import scenario_files, scenario_text, studies, whatif
from litigation_app.statistics.fund.assumptions import assumptions
from litigation_app.statistics.fund.benchmarks import MEASURES, benchmarks
from litigation_app.statistics.fund.param import Param
from litigation_app.statistics.fund.scenario_reading import merged, scenario_from

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def result():
    return studies.run_whole(scenario_files.load("rs"), None, paths=300, seed=1).plain()


def test_every_base_lies_between_its_ends(result):
    for code in scenario_files.names():
        one = studies.run_on(scenario_files.load(code), None, paths=50, seed=1).plain()
        for slider in what_if.sliders(one):
            assert slider.base is None or slider.least <= slider.base <= slider.most, (code, slider)


@pytest.mark.parametrize(
    "change",
    [{"policy": {"floor": 600.0, "cap": 800.0}}, {"uptake": {"application_rate": 0.004}}, {"policy": {"floor": 0}}],
)
def test_an_unusual_base_can_be_sent_back_as_it_stands(change):
    scenario = scenario_from(merged(scenario_files.read(scenario_files.FOLDER / "rs.toml"), change))

    offered = what_if.sliders(studies.run_on(scenario, None, paths=60, seed=3).plain())

    for language in ("en", "sr"):
        assert (
            what_if.moved(offered, {one.code: what_if.written(one.base, language) for one in offered}, language) == {}
        )


def test_what_stands_at_its_base_is_not_moved(result):
    offered = what_if.sliders(result)
    typed = {one.code: what_if.written(one.base, "sr") for one in offered}

    assert what_if.moved(offered, typed, "sr") == {}
    assert what_if.moved(offered, {}, "sr") == {}
    assert what_if.moved(offered, {"scope": "200", "application_rate": "20,5"}, "sr") == {
        "scope": 2.0,
        "application_rate": 0.205,
    }


@pytest.mark.parametrize(
    ("text", "language", "budget", "meant"),
    [
        ("80.000", "sr", 80_000, ""),
        ("80.000", "en", None, "80,000.00"),
        ("80,000", "en", 80_000, ""),
        ("80,000", "sr-Cyrl", None, "80.000,00"),
        ("80 000", "mk", 80_000, ""),
        ("17.5", "mk", None, "17,50"),
        ("1e5", "en", None, ""),
        ("1.000.000,5", "sr", 1_000_000.5, ""),
    ],
)
def test_an_amount_is_read_by_the_one_rule_and_never_as_a_thousandth(text, language, budget, meant):
    one = what_if.Slider("budget", 10.0, 0.0, 2e6, 1.0)

    if budget is None:
        with pytest.raises(what_if.MoveRefused) as stop:
            what_if.moved([one], {"budget": text}, language)
        assert stop.value.meant == meant
    else:
        assert what_if.moved([one], {"budget": text}, language) == {"budget": budget}
    assert what_if.written(1e6, language) == ("1,000,000" if language == "en" else "1.000.000")


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_number_within_the_ends_or_refused(text):
    one = what_if.Slider("budget", 10.0, 0.0, 100.0, 1.0)

    try:
        found = what_if.moved([one], {"budget": text}, "en")
    except what_if.MoveRefused:
        return
    assert all(0 <= value <= 100 for value in found.values())


def test_a_wide_scope_is_answered_on_fewer_futures(result):
    assert what_if.futures(result, {}) == whatif.RESTING
    assert what_if.futures(result, {"scope": 10.0}) == whatif.DRAGGING


def test_more_applicants_are_answered_on_fewer_futures_like_more_victims(result):
    usual = next(one["mean"] for one in result["assumptions"] if one["code"] == "application_rate")

    for times in (3.0, 5.0):
        both = [what_if.futures(result, move) for move in ({"scope": times}, {"application_rate": times * usual})]
        assert both[0] == both[1]
    assert what_if.futures(result, {"application_rate": 1.0, "scope": 3.0}) < what_if.futures(result, {"scope": 3.0})


def test_a_stored_result_is_asked_again_as_it_was_made(result):
    again = whatif.kept(result)

    assert again.scenario == scenario_files.load("rs")
    for unread in ({}, {"model": {"schema": "fund-scenario/0"}}):
        assert whatif.kept({**result, "scenario": unread}) is None
    assert whatif.base_line(again.scenario, again.counts, paths=300, seed=1) == whatif.what_if(
        again.scenario, again.counts, {}, paths=300, seed=1
    )
    same = whatif.what_if(again.scenario, again.counts, {}, paths=300, seed=1)
    assert same.present_mean == pytest.approx(result["high"]["present_value"]["mean"])


EXPERTS = {"dist": "pool", "experts": [{"low": 0.05, "mode": 0.1, "high": 0.2}, {"low": 0.2, "mode": 0.4, "high": 0.6}]}


def test_a_slider_of_pooled_experts_starts_at_their_mean():
    tree = scenario_text.shipped("RS")
    tree["uptake"]["application_rate"] = EXPERTS
    scenario = scenario_from(tree)

    one = next(a for a in assumptions(scenario) if a.code == "application_rate")
    slider = next(
        s for s in what_if.sliders({"assumptions": [asdict(a) for a in assumptions(scenario)]}) if s.code == one.code
    )

    assert slider.base == pytest.approx(100 * scenario.application_rate.mean, abs=0.05)
    assert slider.base == pytest.approx(25.4, abs=0.5)


@pytest.mark.parametrize(
    "law",
    [
        Param("pert", 0.05, 0.15, 0.4), Param("beta", 2.0, 9.0), Param("quantiles", 0.05, 0.1, 0.3),
        Param("pool", parts=((1.0, Param("pert", 0.05, 0.1, 0.2)), (2.0, Param("quantiles", 0.1, 0.2, 0.5)))),
    ],
    ids=lambda law: law.kind,
)  # fmt: skip
@given(means=st.tuples(st.floats(0.01, 0.99), st.floats(0.01, 0.99)).map(sorted))
@settings(max_examples=30, deadline=None)
def test_a_moved_assumption_keeps_its_shape_about_the_new_mean(law, means):
    low, high = (law.at_mean(mean, 1.0) for mean in means)
    drawn = [one.draw(np.random.default_rng(1), 500) for one in (low, high)]

    for one, mean in ((low, means[0]), (high, means[1])):
        assert one.mean == pytest.approx(mean, abs=1e-6)
        assert one.highest <= 1
        assert not one.is_certain
    assert (drawn[0] <= drawn[1] + 1e-9).all()
    assert law.at_mean(1.0, 1.0) == Param("constant", 1.0)
    assert Param("constant", 0.2).at_mean(0.3, 1.0) == Param("constant", 0.3)


@pytest.mark.parametrize("code", scenario_files.names())
@pytest.mark.parametrize(
    ("slider", "values", "rises"),
    [
        ("application_rate", (None, 0.18, 0.22, 0.4, 0.9), True),
        ("scope", (1.0, 1.1, 1.5, 3.0), True),
        ("budget", (20_000.0, 30_000.0, 35_000.0, 60_000.0), False),
    ],
)
def test_more_applicants_or_victims_never_make_the_fund_safer_and_more_money_never_less(code, slider, values, rises):
    scenario = scenario_files.load(code)
    said = [
        whatif.what_if(scenario, scenario.counts, {} if x is None else {slider: x}, paths=8000, seed=3) for x in values
    ]

    dry, cost = [one.dry for one in said], [one.present_mean for one in said]
    chance = 0.004  # three standard errors of a chance of some per cent; the fault that this holds was 0.03
    for before, after in pairwise(range(len(values))):
        assert dry[after] >= dry[before] - chance if rises else dry[after] <= dry[before]
        assert cost[after] >= cost[before] if rises else cost[after] == cost[before]


def test_a_pace_counts_each_person_apart_and_forgets_after_its_seconds():
    pace, one, other = Pace(most=2, seconds=10), UUID(int=1), UUID(int=2)

    assert [pace.allows(one, 0.0), pace.allows(one, 1.0), pace.allows(one, 2.0)] == [True, True, False]
    assert pace.allows(other, 2.0)
    assert pace.allows(one, 10.5)
    for number in range(MOST_PEOPLE + 5):
        pace.allows(UUID(int=100 + number), 11.0)
    assert len(pace._asked) == MOST_PEOPLE


def test_each_figure_from_abroad_has_a_source_and_a_value_that_can_be():
    for one in benchmarks():
        assert one.measure in MEASURES
        assert one.bound in {"", "over", "under"}
        assert one.source
        assert one.year[:4].isdigit()
        assert 0 < one.value < 1 if one.unit == "share" else one.value > 100
    assert {one.measure for one in benchmarks()} == set(MEASURES)
