"""Each option has the office that it says, and a recommendation says what money it rests on."""

import copy
import json

import pytest

from feasible import speaking, written
from litigation_app.advocacy.feasibility.presenters import Bound
from litigation_app.advocacy.figures import options
from litigation_app.advocacy.figures import presenters as displacing
from litigation_app.core.text import NBSP
from litigation_app.statistics.fund import scenario_files, studies
from litigation_app.statistics.fund.scenario import ScenarioRefused
from litigation_app.statistics.fund.scenario_reading import scenario_from

pytestmark = pytest.mark.thorough

POSTS = [{"name": "lawyer", "number": 2, "gross_pay_per_year": 16_000, "on_costs": 0.25}]
LEFT_OUT = "the posts of the scenario do not count there"


def tree_of(posts=POSTS):
    tree = copy.deepcopy(scenario_files.read(scenario_files.FOLDER / "rs.toml"))
    tree["admin"]["posts"] = posts
    return tree


def offices_of(tree):
    return {one.code: one.scenario.posts for one in scenario_from(tree).options}


@pytest.fixture(scope="module")
def run():
    return json.loads(json.dumps(studies.run_whole(scenario_from(tree_of()), None, paths=300, seed=1).plain()))


@pytest.fixture(scope="module")
def plain_run():
    return json.loads(json.dumps(studies.run_whole(scenario_from(tree_of([])), None, paths=300, seed=1).plain()))


def chapter(result, number):
    from litigation_app.advocacy.feasibility.documents import rules as tree

    [found] = [one for one in written(result)[0].chapters if one.number == number]
    return tree.words(tree.Document("", "", "en", (), (found,)))


def test_an_option_with_its_own_office_has_none_of_the_scenarios_posts():
    found = offices_of(tree_of())

    assert [post.name for post in found["A"]] == ["lawyer"]
    assert found["B"] == found["C"] == found["D"] == ()


def test_an_option_may_name_posts_of_its_own():
    tree = tree_of()
    tree["option"]["B"]["changes"]["admin"]["posts"] = [POSTS[0] | {"name": "clerk"}]

    assert [post.name for post in offices_of(tree)["B"]] == ["clerk"]


@pytest.mark.extensive
def test_posts_move_the_option_of_the_scenario_and_leave_hosted_ones_as_they_are(run, plain_run):
    with_posts, without = (
        {one["code"]: one["present_mean"] for one in result["depth"]["options"]} for result in (run, plain_run)
    )

    assert with_posts["A"] > without["A"] + 300_000
    assert [with_posts[code] for code in "BCD"] == [without[code] for code in "BCD"]


def test_page_and_study_say_which_office_each_option_has(run, plain_run):
    with speaking("en"):
        note, plain_note = (options.options(result).note for result in (run, plain_run))

    assert f"A 100,000{NBSP}EUR; B 20,000{NBSP}EUR; C 20,000{NBSP}EUR; D 20,000{NBSP}EUR" in note
    assert LEFT_OUT in note
    assert "run on as many simulations as the estimate: 300." in note
    assert f"A 60,000{NBSP}EUR; B" in plain_note
    assert LEFT_OUT not in plain_note
    assert any(LEFT_OUT in one and f"(100,000{NBSP}EUR)" in one for one in chapter(run, "3"))


@pytest.mark.parametrize("dry", [0.0, 0.5])
def test_a_recommended_option_says_the_money_at_the_start_and_the_other_income_that_it_rests_on(plain_run, dry):
    result = copy.deepcopy(plain_run)
    [option] = [one for one in result["depth"]["options"] if one["code"] == "B"]
    for one in result["depth"]["options"]:
        one["dry"] = dry if one is option else 0.5
    option |= {"reserve": 43_000.0, "budget_needed": 0.0}

    [point] = [one for one in chapter(result, "12") if "ption B, hosted" in one]

    at = f"depth.options.{result['depth']['options'].index(option)}"
    with speaking("en"):
        reserve, other = (
            Bound(result).both(f"{at}.{key}")
            for key in ("reserve", "other_income.share of the money paid when prosecution is deferred")
        )
    assert f"Its money at the start, {reserve}, is asked of the same budget once." in point
    assert f"share of the money paid when prosecution is deferred {other}" in point
    assert "Who loses that money stands in chapter 8." in point


def with_source(**said):
    tree = tree_of([])
    tree["funding"]["source"].append({"name": "levy", "contracts_per_year": 100, "levy": 50} | said)
    return tree


def test_any_other_income_may_say_whose_money_it_is_today():
    scenario = scenario_from(with_source(displaces="municipal budgets, which keep this fee today"))
    result = json.loads(json.dumps(studies.run_whole(scenario, None, paths=200, seed=1).plain()))

    with speaking("en"):
        assert displacing.displaced(result, "levy") == (
            "Whose money it is today, as the scenario says: municipal budgets, which keep this fee today"
        )
    assert any(one.startswith("Levy: Whose money it is today") for one in chapter(result, "8"))


def test_whose_money_it_is_must_be_a_text():
    with pytest.raises(ScenarioRefused) as stop:
        scenario_from(with_source(displaces=5))

    assert stop.value.key == "funding.source.1.displaces"
