"""Is a scenario the same after it left as a text and came back, and does each value say where it comes from?"""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litigation_app.advocacy.studies.scenarios import rules as trees
from litigation_app.advocacy.studies.scenarios.fields import forms as fields
from litigation_app.statistics.fund import scenario_files, scenario_text
from litigation_app.statistics.fund.assumptions import assumptions
from litigation_app.statistics.fund.origins import Origin, origin_of
from litigation_app.statistics.fund.scenario import ScenarioRefused, canonical_hash
from litigation_app.statistics.fund.scenario_reading import scenario_from

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
PLAIN = st.one_of(
    st.booleans(),
    st.integers(-(2**60), 2**60),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
)
VALUES = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=12
)


@pytest.mark.thorough
@given(st.dictionaries(NAMES.filter(lambda one: one != "include"), VALUES, max_size=4))
@settings(max_examples=200, deadline=None)
def test_whatever_a_tree_says_it_says_again(tree: dict[str, Any]) -> None:
    assert scenario_text.tree_of(scenario_text.text_of(tree)) == tree


@pytest.mark.parametrize("name", scenario_files.names())
def test_what_ships_leaves_and_comes_back(name: str) -> None:
    tree = scenario_text.shipped(name)

    again = scenario_text.tree_of(scenario_text.text_of(tree))

    assert again == tree
    assert canonical_hash(again) == scenario_files.load(name).hash


def test_an_include_that_does_not_ship_is_refused() -> None:
    for include in ('"../secret.toml"', '"/etc/passwd"', "3", '"xx.toml"'):
        with pytest.raises(ScenarioRefused) as stop:
            scenario_text.tree_of(f"include = {include}")
        assert stop.value.key == "include"


@pytest.mark.parametrize("name", scenario_files.names())
def test_what_an_estimate_says_of_its_assumptions_is_what_the_scenario_says(name: str) -> None:
    tree = scenario_text.shipped(name)
    found = {one.code: Origin(one.badge, one.source, one.reason) for one in assumptions(scenario_from(tree))}

    keys = {
        "ramp": "uptake.ramp", "decision_lag": "delay.decision_lag_years", "cap": "policy.cap",
        "application_rate": "uptake.application_rate", "growth": "uptake.growth", "damage": "severity.0.quantiles",
        "budget": "funding.budget_per_year", "source": "funding.source.0.base_per_year",
    }  # fmt: skip
    for code, key in keys.items():
        assert found.get(code, origin_of(tree, key)) == origin_of(tree, key), code
    assert found["ramp"] == Origin("expert", "judgement")
    assert found["decision_lag"].source.startswith("judgement after NL")
    if name == "mk":
        assert found["cap"].source.startswith("Council of Europe")
    if name == "rs":
        assert found["source"].source.startswith("4 118 018 000 RSD")


def test_a_pool_is_experts_judgement_and_a_source_of_income_has_its_own() -> None:
    tree = scenario_text.shipped("RS")
    tree["uptake"]["grant_rate"] = {"dist": "pool", "experts": [{"low": 0.1, "mode": 0.2, "high": 0.3}], "source": "A."}
    tree["funding"]["source"] = [{"name": "fee", "convictions_per_year": 10, "amount": 5, "source": "draft law"}]
    tree["origin"]["economy.inflation"] = {"source": "central bank"}
    scenario = scenario_from(tree)
    found = {one.code: one for one in assumptions(scenario)}

    assert (found["grant_rate"].badge, found["grant_rate"].source) == ("expert", "A.")
    assert (found["source"].badge, found["source"].source) == ("published", "draft law")
    assert origin_of(tree, "funding.source.0.convictions_per_year") == Origin("published", "draft law")
    assert found["inflation"].source == "central bank"
    assert not any("economy.inflation" in one for one in scenario.warnings)


@pytest.mark.parametrize("target", [0, 0.0, 1, 1.5, -0.1])
def test_a_chance_that_is_borne_lies_between_nothing_and_certainty(target: float) -> None:
    tree = scenario_text.shipped("RS")
    tree["model"]["ruin_target"] = target

    with pytest.raises(ScenarioRefused) as stop:
        scenario_from(tree)
    assert stop.value.key == "model.ruin_target"


def test_a_value_says_where_it_comes_from() -> None:
    tree = scenario_text.shipped("RS")

    assert origin_of(tree, "uptake.application_rate").badge == "expert"
    assert origin_of(tree, "frequency.0.counts").badge == "published"
    assert origin_of(tree, "uptake.application_rate").source.startswith("DE 7.6 %")
    assert origin_of(tree, "severity.0.quantiles").badge == "expert"
    assert origin_of(tree, "severity.0.quantiles").source.startswith("expert fit")
    assert origin_of(tree, "frequency.0.share_in_scope") == Origin("assumption", "")
    cap = origin_of(tree, "policy.cap")
    assert (cap.badge, cap.source) == ("assumption", "")
    assert cap.reason.startswith("no law of the country names one")


@pytest.mark.thorough
@given(
    st.sampled_from(["policy.cap", "uptake.grant_rate", "frequency.0.counts", "funding.source.0.share"]),
    st.text("abc", max_size=3),
    st.sampled_from(["release", "published", "expert", "assumption"]),
)
def test_what_is_said_of_a_value_is_what_is_read(key: str, source: str, badge: str) -> None:
    tree = scenario_text.shipped("RS")
    said = Origin(badge, source)

    trees.put_origin(tree, key, said)

    found = origin_of(tree, key)
    assert found.badge == badge
    assert found.source == source or (not source and key == "frequency.0.counts")  # the source of its table stays


@given(
    st.floats(-1e6, 1e6).map(lambda x: float(f"{x:.4f}")),
    st.sampled_from(["en", "sr", "mk"]),
    st.sampled_from(["share", "money", "number"]),
)
def test_a_number_that_is_shown_can_be_typed(value: float, language: str, kind: str) -> None:
    value = abs(value) if kind == "money" else value  # no amount of a scenario is below nothing
    assert fields.meant(kind, fields.said(kind, value, language), language) == pytest.approx(value, abs=1e-8)


@pytest.mark.parametrize(("language", "text", "meant"), [("en", "30.000", "30,000.00"), ("sr", "30,000", "30.000,00")])
def test_an_amount_that_may_be_read_two_ways_is_no_amount(language: str, text: str, meant: str) -> None:
    with pytest.raises(fields.Mistyped, match=meant):
        fields.meant("money", text, language)
    with pytest.raises(fields.Mistyped, match=meant[:6]):
        fields.meant("number", text, language)
    assert fields.meant("money", meant, language) == 30000
