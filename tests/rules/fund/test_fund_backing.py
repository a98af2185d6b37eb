"""What has no source is counted and named; a judgement is called one; an office is not silently counted twice."""

import copy
import json
import re
from dataclasses import asdict, replace

import pytest

from feasible import BARE, speaking, written
from litigation_app.advocacy.feasibility.documents import rules as documents
from litigation_app.advocacy.figures import choices, rules
from litigation_app.advocacy.figures import presenters as backing
from litigation_app.advocacy.studies.scenarios import presenters
from litigation_app.advocacy.studies.scenarios import rules as trees
from litigation_app.statistics.fund import origins, scenario_files, studies
from litigation_app.statistics.fund.assumptions import assumptions, unbacked
from litigation_app.statistics.fund.origins import origin_of
from litigation_app.statistics.fund.scenario import ScenarioRefused
from litigation_app.statistics.fund.scenario_reading import scenario_from

COUNTRIES = ("rs", "mk", "ba", "me")
JUDGED = ("uptake.application_rate", "uptake.grant_rate", "admin.per_application", "recovery.share_of_awards")
POSTS = [{"name": "lawyer", "number": 1, "gross_pay_per_year": 9_000, "on_costs": 0.2}]


def tree_of(code="rs", posts=()):
    tree = copy.deepcopy(scenario_files.read(scenario_files.FOLDER / f"{code}.toml"))
    tree["admin"]["posts"] = list(posts)
    return tree


def run(posts=()):
    found = studies.run_on(scenario_from(tree_of(posts=posts)), None, paths=200, seed=3).plain()
    return json.loads(json.dumps(found)) | {"depth": BARE}


def words(result):
    return " ".join(documents.words(written(result)[0]))


@pytest.mark.parametrize("code", COUNTRIES)
@pytest.mark.parametrize("key", JUDGED)
def test_a_range_chosen_around_published_figures_is_a_judgement(code, key):
    found = origin_of(tree_of(code), key)

    assert found.badge == "expert"
    assert found.source


def test_the_source_of_the_handling_cost_says_that_it_is_of_whole_offices():
    said = origin_of(tree_of(), "admin.per_application").source

    assert "may be counted twice" in said


def test_everything_without_a_source_is_counted_and_named():
    result = run()

    found = unbacked(result["assumptions"])
    with speaking("en"):
        sentence = backing.sentence(result["assumptions"])
        [of_page] = [
            said for said, _source in presenters.doubt_sentences(scenario_from(tree_of())) if "no source" in said
        ]

    assert len(found) > 10
    assert {"growth", "admin_fixed"} <= {one["code"] for one in found}
    assert sentence.startswith(f"{len(found)} assumptions have no source yet: ")
    assert "; Cost of the office in a year; " in sentence
    assert of_page == sentence
    assert sentence in words(result)
    [rail] = [one for one in rules.rails(result) if one.code == "unsourced"]
    assert rail.facts["number"] == len(found)


def test_one_without_a_source_is_said_in_the_singular():
    one = {"code": "growth", "kind": "normal", "source": "", "name": "", "levels": []}

    with speaking("en"):
        said = backing.sentence([one, one | {"source": "x"}])

    assert said == "1 assumption has no source yet: Yearly growth of the number of victims."


@pytest.mark.thorough
def test_posts_beside_a_cost_of_each_application_are_warned_of():
    with_posts, without = run(POSTS), run()

    with speaking("en"):
        warning = backing.handling_twice()
    assert "handling_twice" in {one.code for one in rules.rails(with_posts)}
    assert "handling_twice" not in {one.code for one in rules.rails(without)}
    assert warning in words(with_posts)
    assert warning not in words(without)


def test_shares_of_the_variance_say_that_they_are_of_a_sample():
    def shares(**more):
        return {"depth": {"sobol": [{"code": "growth", "first": 0.01, "total": 0.02} | more]}}

    with speaking("en"):
        lost = choices.said_of_shares(shares(first_margin=0.011, total_margin=0.001))
        told = choices.said_of_shares(shares(first_margin=0.009, total_margin=0.001))

    assert all("may lie a little below" in one for one in (lost, told))
    assert "Not told apart from none, alone: Yearly growth of the number of victims." in lost
    assert "Not told apart" not in told
    assert "Plus or minus" in told


@pytest.mark.parametrize(("code", "keys"), [("rs", 3), ("ba", 3), ("me", 3), ("mk", 1)])
def test_cap_floor_and_office_without_a_source_are_assumptions_with_their_reason(code, keys):
    found = {one.code: one for one in assumptions(scenario_files.load(code))}

    reasoned = [one for one in found.values() if one.reason]
    with speaking("en"):
        said = backing.stated_of(asdict(found["admin_fixed"]))
    with speaking("sr-Cyrl"):
        cyrillic = backing.stated_of(asdict(found["admin_fixed"]))
    assert len(reasoned) == keys
    assert all(one.badge == "assumption" and not one.source for one in reasoned)
    assert found["cap"].reason or found["cap"].source
    assert said.startswith("No source; assumed because: nobody has costed it; the order of a small commission")
    assert not re.search("[a-z]{3}", cyrillic)
    assert found["admin_fixed"].code in {one["code"] for one in unbacked([asdict(one) for one in reasoned])}


def test_a_reason_stays_while_its_value_does_and_is_no_source():
    tree = scenario_files.read(scenario_files.FOLDER / "rs.toml")
    before = origins.origin_of(tree, "policy.cap")

    trees.put_origin(tree, "policy.cap", replace(before, badge="expert"))
    stays = origins.origin_of(tree, "policy.cap")
    trees.put_origin(tree, "policy.cap", replace(before, source="the draft bill"))

    assert before.reason
    assert stays == replace(before, badge="expert")
    assert origins.origin_of(tree, "policy.cap") == origins.Origin("assumption", "the draft bill")
    with pytest.raises(ScenarioRefused) as stop:
        scenario_from(tree | {"origin": {"policy.cap": {"reason": 5}}})
    assert stop.value.key == "origin.policy.cap.reason"
