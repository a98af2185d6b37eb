"""Do the graphs offer the lawful steps, start the right periods, and never lead astray?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.core.language import LANGUAGES
from litigation_app.law.graph import Procedure, Side
from litigation_app.law.loader import COUNTRIES, load
from litigation_app.law.procedure import Refusal, StageRefused, deadlines_at, lawful, step, step_outside

CRIMINAL = load("RS").procedure("criminal")
GRAPHS = [(f"{code}.{one.id}", one) for code in COUNTRIES for one in load(code).procedures]
graphs = st.sampled_from([one for _, one in GRAPHS])


def test_a_judgment_starts_one_period_for_each_who_may_appeal() -> None:
    taken = step(CRIMINAL, "main_hearing", "judgment_pronounced")

    assert taken.to_stage.id == "first_instance_judgment"
    assert [(one.event, one.days, one.side) for one in taken.starts] == [
        ("appealed_by_victim", 15, Side.OURS),
        ("appealed_by_accused", 15, Side.THEIRS),
        ("appealed_by_prosecutor", 15, Side.AUTHORITY),
    ]
    assert {one.legal_basis for one in taken.starts} == {"ZKP 432(1), 433", "ZKP 432(1)"}


def test_one_period_kept_by_two_steps_is_one_rule_with_both() -> None:
    rules = deadlines_at(CRIMINAL, "dismissal_complaint")

    assert [one.events for one in rules] == [("complaint_upheld", "complaint_rejected")]


def test_in_montenegro_she_may_go_on_from_wherever_the_prosecutor_gives_up() -> None:
    """ZKP CG 59: eight days, three months where nobody told her, from memory; 19a(6): the court confirms her charge."""
    graph = load("ME").procedure("criminal")

    for stage in ("indictment_filed", "indictment_review", "indictment_returned", "pretrial_hearing", "main_hearing"):
        given_up = step(graph, stage, "prosecutor_withdrew")
        assert [(one.days, one.months, one.confidence) for one in given_up.starts] == [
            (8, None, "low"),
            (None, 3, "low"),
        ]
        assert step(graph, given_up.to_stage.id, "taken_over").to_stage.id == "injured_as_prosecutor"
    assert step(graph, "injured_as_prosecutor", "indictment_filed").to_stage.id == "indictment_review"


def test_a_step_that_stays_starts_no_period_anew() -> None:
    taken = step(CRIMINAL, "appeal", "reply_to_appeal")

    assert taken.to_stage.id == "appeal"
    assert taken.starts == ()


def test_an_unlawful_step_is_refused_with_its_reason() -> None:
    with pytest.raises(StageRefused) as refused:
        step(CRIMINAL, "report", "judgment_pronounced")

    assert refused.value.reason is Refusal.NOT_LAWFUL_HERE


@pytest.mark.parametrize("ask", [lambda: lawful(CRIMINAL, "moon"), lambda: step_outside(CRIMINAL, "moon")])
def test_an_unknown_stage_is_refused_with_its_reason(ask: object) -> None:
    assert callable(ask)

    with pytest.raises(StageRefused) as refused:
        ask()

    assert refused.value.reason is Refusal.STAGE_UNKNOWN


def test_a_step_outside_the_graph_is_recorded_and_starts_the_same_periods() -> None:
    taken = step_outside(CRIMINAL, "first_instance_judgment")

    assert taken.is_outside
    assert taken.starts == step(CRIMINAL, "main_hearing", "judgment_pronounced").starts


def test_the_state_court_of_bosnia_does_not_remand_and_entity_courts_may() -> None:
    state = load("BA").procedure("criminal_state")
    entity = load("BA").procedure("criminal_entity")

    assert "quashed_remanded" not in {one.event for one in lawful(state, "second_instance")}
    assert "quashed_remanded" in {one.event for one in lawful(entity, "second_instance")}


@pytest.mark.parametrize("code", COUNTRIES)
def test_strasbourg_takes_four_months_everywhere(code: str) -> None:
    (rule,) = deadlines_at(load(code).procedure("echr"), "preparation")

    assert (rule.months, rule.days, rule.roll_over) == (4, None, "none")


@pytest.mark.thorough
@given(graphs, st.data())
def test_a_walk_of_lawful_steps_never_leaves_the_graph(graph: Procedure, data: st.DataObject) -> None:
    at = graph.initial

    for _ in range(data.draw(st.integers(0, 40))):
        options = lawful(graph, at)
        if not options:
            break
        taken = step(graph, at, data.draw(st.sampled_from(options)).event)
        assert graph.stage(taken.to_stage.id) is taken.to_stage
        assert all(rule in deadlines_at(graph, taken.to_stage.id) for rule in taken.starts)
        at = taken.to_stage.id


@given(graphs, st.data())
def test_from_every_stage_an_end_can_be_reached(graph: Procedure, data: st.DataObject) -> None:
    start = data.draw(st.sampled_from(graph.stages)).id
    seen, todo = {start}, [start]

    while todo:
        fresh = {one.to for one in lawful(graph, todo.pop())} - seen
        seen |= fresh
        todo.extend(fresh)

    assert any(graph.stage(one).is_end or not lawful(graph, one) for one in seen)


@pytest.mark.parametrize(("name", "graph"), GRAPHS, ids=[name for name, _ in GRAPHS])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_steps_from_a_stage_are_said_alike(name: str, graph: Procedure, language: str) -> None:
    for stage in graph.stages:
        said = [one.label(language) for one in lawful(graph, stage.id)]

        assert len(set(said)) == len(said), (stage.id, said)


def test_a_step_is_said_by_its_stage_or_by_what_happened() -> None:
    said = {one.event: one.label("en") for one in lawful(CRIMINAL, "main_hearing")}

    assert said["adjourned"] == "Main hearing: adjourned"
    assert said["plea_agreement_filed"] == "Plea agreement submitted"
    assert said["judgment_pronounced"] == "Judgment pronounced"
