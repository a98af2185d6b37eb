"""Does the stepper tell what is done, where it stands, what was turned back, and what nobody recorded?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.law.graph import Procedure
from litigation_app.law.loader import COUNTRIES, load
from litigation_app.law.outline import MarkState, Outline, outline
from litigation_app.law.procedure import StageRefused, lawful

CRIMINAL = load("RS").procedure("criminal")
CLAIM = load("RS").procedure("property_claim")
TO_JUDGMENT = [
    "unknown",
    "report",
    "investigation",
    "indictment_filed",
    "indictment_review",
    "indictment_confirmed",
    "pretrial_hearing",
    "main_hearing",
    "main_hearing",
    "first_instance_judgment",
]
graphs = st.sampled_from([one for code in COUNTRIES for one in load(code).procedures])


def said(drawn: Outline) -> list[tuple[str, str]]:
    return [(one.label("en"), one.state.value) for one in drawn.marks]


def test_nothing_recorded_asserts_nothing() -> None:
    drawn = outline(CRIMINAL, [])

    assert said(drawn) == [("No step recorded yet", "now")]
    assert [one.read_in("en") for one in drawn.ahead][:2] == ["Criminal report filed", "Investigation"]


def test_a_proceeding_under_way_has_done_points_one_now_and_the_rest_ahead() -> None:
    drawn = outline(CRIMINAL, TO_JUDGMENT)

    assert said(drawn) == [
        ("Criminal report filed", "done"),
        ("Investigation", "done"),
        ("Indictment confirmed", "done"),
        ("Main hearing", "done"),
        ("First-instance judgment", "now"),
    ]
    assert drawn.marks[3].visits == (6, 7, 8)
    assert [one.read_in("en") for one in drawn.ahead] == ["Second-instance proceedings", "Final judgment"]


def test_a_retrial_turns_the_judgment_and_opens_a_second_episode() -> None:
    drawn = outline(CRIMINAL, [*TO_JUDGMENT, "appeal", "second_instance", "retrial"])

    assert said(drawn)[3:] == [
        ("Main hearing", "done"),
        ("First-instance judgment", "turned"),
        ("Second-instance proceedings", "turned"),
        ("Retrial", "now"),
    ]
    assert (drawn.episode, drawn.marks[-1].episode) == (2, 2)
    assert drawn.ahead[0].read_in("en") == "First-instance judgment"


def test_what_was_passed_without_a_record_is_unknown() -> None:
    drawn = outline(CRIMINAL, ["unknown", "main_hearing"])

    assert [state for _, state in said(drawn)] == ["unknown", "unknown", "unknown", "now"]
    assert drawn.marks[0].visits == ()


def test_a_point_that_the_law_lets_one_skip_is_not_unknown() -> None:
    drawn = outline(CRIMINAL, ["unknown", "report", "investigation", "plea_agreement", "plea_judgment"])

    assert said(drawn) == [
        ("Criminal report filed", "done"),
        ("Investigation", "done"),
        ("Judgment on the plea agreement", "now"),
    ]


def test_a_claim_filed_without_record_of_advice_leaves_the_advice_unknown() -> None:
    drawn = outline(CLAIM, ["unknown", "claim_filed", "claim_quantified", "referred_to_civil"])

    assert said(drawn) == [
        ("Victim advised of the right to claim", "unknown"),
        ("Property claim filed", "done"),
        ("Claim quantified and evidenced", "done"),
        ("Referred to civil action", "now"),
    ]


def test_a_referral_quashed_on_appeal_opens_the_claim_again() -> None:
    drawn = outline(CLAIM, ["advised", "claim_filed", "claim_quantified", "referred_to_civil", "claim_quantified"])

    assert said(drawn)[3:] == [("Referred to civil action", "turned"), ("Claim quantified and evidenced", "now")]
    assert [one.read_in("en") for one in drawn.ahead] == ["Decision on the claim", "Decision final and enforceable"]


def test_a_point_is_not_called_by_a_stage_that_was_never_recorded() -> None:
    drawn = outline(CRIMINAL, ["unknown", "pre_investigation", "investigation"])

    assert said(drawn)[0] == ("Pre-investigation", "done")


def test_a_closed_proceeding_has_nothing_ahead() -> None:
    drawn = outline(CRIMINAL, ["unknown", "report", "report_dismissed", "closed"])

    assert said(drawn)[-1] == ("Case closed", "now")
    assert drawn.ahead == ()


def test_a_family_without_a_main_line_shows_its_history() -> None:
    drawn = outline(load("RS").procedure("civil"), ["preparation", "filed", "filed", "response"])

    assert [state for _, state in said(drawn)] == ["done", "done", "now"]


def test_a_stage_that_the_graph_does_not_know_is_refused() -> None:
    with pytest.raises(StageRefused):
        outline(CRIMINAL, ["moon"])


@pytest.mark.thorough
@given(graphs, st.data())
def test_any_history_has_one_now_at_its_end_and_asserts_only_what_was_recorded(
    graph: Procedure, data: st.DataObject
) -> None:
    ids = [one.id for one in graph.stages]
    visited = data.draw(st.lists(st.sampled_from(ids), min_size=1, max_size=20))

    drawn = outline(graph, visited)

    assert [one.state for one in drawn.marks].count(MarkState.NOW) == 1
    assert drawn.marks[-1].state is MarkState.NOW
    assert drawn.marks[-1].names == graph.stage(visited[-1]).names
    assert all(bool(one.visits) == (one.state is not MarkState.UNKNOWN) for one in drawn.marks)
    assert all(one.episode <= drawn.episode for one in drawn.marks)
    seen = [visit for one in drawn.marks for visit in one.visits]
    assert seen == sorted(set(seen))


@pytest.mark.thorough
@given(st.data())
def test_a_lawful_walk_from_the_report_leaves_nothing_unknown(data: st.DataObject) -> None:
    visited = ["unknown", "report"]

    for _ in range(data.draw(st.integers(0, 25))):
        options = lawful(CRIMINAL, visited[-1])
        if not options:
            break
        visited.append(data.draw(st.sampled_from(options)).to)

    assert MarkState.UNKNOWN not in {one.state for one in outline(CRIMINAL, visited).marks}
