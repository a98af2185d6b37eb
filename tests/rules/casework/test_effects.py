"""Does what a step says of a claim stand in every graph, and does a way to it lead along lawful steps?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework.claims.appeals import rules as appeals
from litigation_app.casework.claims.presenters import OUTCOMES
from litigation_app.casework.proceedings.effects import rules
from litigation_app.casework.proceedings.effects.rules import Change, Kind, Stands, Taken, Written
from litigation_app.law import loader
from litigation_app.law.graph import Procedure

GRAPHS = [graph for country in loader.COUNTRIES for graph in loader.load(country).procedures]
HEARD = [graph for graph in GRAPHS if rules.of_family(graph.family)]


@pytest.mark.parametrize("graph", HEARD, ids=[f"{place}-{one.id}" for place, one in enumerate(HEARD)])
def test_every_step_of_the_table_is_one_of_each_country_and_says_what_a_claim_can_take(graph: Procedure) -> None:
    taken = {step.event: graph.stage(step.to).outcomes for step in graph.transitions}

    for step, said in rules.of_family(graph.family):
        assert step.event in taken
        assert step.outcome == "" or step.outcome in taken[step.event]
        assert said.outcome in {"", *OUTCOMES}
        assert set(said.what) <= set(appeals.words()["what"])
        assert said.side in {"", *appeals.words()["side"]}


@given(st.sampled_from(HEARD), st.data())
def test_a_way_takes_lawful_steps_and_ends_with_what_is_wanted(graph: Procedure, data: st.DataObject) -> None:
    step, said = data.draw(st.sampled_from(rules.of_family(graph.family)))
    start = data.draw(st.sampled_from([stage.id for stage in graph.stages]))
    way, at = rules.way(graph, start, rules.steps_of(graph.family, said)), start

    for one in way:
        found = [lawful.to for lawful in graph.leaving(at) if lawful.event == one.event]
        assert found
        at = found[0]
    assert not way or rules.written(graph.family, way[-1]) == said
    assert way or step.event not in {lawful.event for lawful in graph.leaving(start)}


def test_a_claim_nobody_filed_in_its_lane_catches_up_with_the_decision() -> None:
    graph = loader.load("RS").procedure("property_claim")

    way = rules.way(graph, "advised", rules.steps_of("property_claim", Written(Kind.DECISION, "awarded_full")))

    assert [one.event for one in way] == ["filed", "quantified", "granted_full"]
    assert rules.way(graph, "granted_full", rules.steps_of("property_claim", Written(Kind.FILING))) == ()


def test_what_stands_otherwise_is_a_change_and_what_stands_as_before_is_none() -> None:
    before = {1: Stands("Appeal", "25. 5."), 2: Stands("Lane", "filed")}
    after = before | {1: Stands("Appeal", "21. 5."), 3: Stands("Reply", "no date yet")}

    found = rules.changes(before, after)

    assert found == [Change("Appeal", "25. 5.", "21. 5."), Change("Reply", "", "no date yet")]
    assert rules.mark(found) == rules.mark(reversed(found)) != rules.mark(found[:1])
    assert rules.written("property_claim", Taken("quantified")) is None
