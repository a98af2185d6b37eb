"""May proceedings be joined or severed, and which steps belong to which round?"""

from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework.casefile.proceeding import rules
from litigation_app.casework.casefile.proceeding.rules import Party, Refusal
from litigation_app.casework.proceedings.deadlines import rules as deadlines
from litigation_app.law import loader
from litigation_app.law.words import due_word

ONE, OTHER = uuid4(), uuid4()
IDS = st.lists(st.uuids(), unique=True, max_size=5)


@dataclass(frozen=True)
class Step:
    episode: int


def party(id_: UUID = ONE, family: str = "criminal", procedure: str = "criminal", *, is_joined: bool = False) -> Party:
    return Party(id_, family, procedure, is_joined)


@pytest.mark.parametrize(
    ("first", "second", "fault"),
    [
        (party(), party(OTHER), None),
        (party(), party(), Refusal.SAME),
        (party(), party(OTHER, "civil", "civil"), Refusal.NOT_CRIMINAL),
        (party(procedure="criminal_state"), party(OTHER, procedure="criminal_entity"), Refusal.OTHER_GRAPH),
        (party(is_joined=True), party(OTHER), Refusal.JOINED_ALREADY),
        (party(), party(OTHER, is_joined=True), Refusal.JOINED_ALREADY),
    ],
)
def test_two_criminal_proceedings_of_one_kind_are_joined(first: Party, second: Party, fault: Refusal | None) -> None:
    assert rules.fault_of_joining(first, second) is fault


@given(IDS, IDS)
def test_somebody_is_severed_and_somebody_stays(of_case: list[UUID], chosen: list[UUID]) -> None:
    fault = rules.fault_of_severing(party(), chosen, of_case)

    assert (fault is None) == (bool(chosen) and set(chosen) < set(of_case))


@given(st.lists(st.integers(1, 4)).map(sorted))
def test_every_step_is_in_one_round_in_its_order(episodes: list[int]) -> None:
    found = rules.rounds([Step(one) for one in episodes])

    assert [step.episode for _number, steps in found for step in steps] == episodes
    assert len({number for number, _steps in found}) == len(found)


def test_every_deadline_is_called_after_what_is_to_be_done() -> None:
    for country in loader.COUNTRIES:
        for graph in loader.load(country).procedures:
            for step in graph.transitions:
                assert step.rule is None or due_word(graph.family, step.event), f"{country} {graph.id} {step.event}"


def test_nobody_can_choose_to_say_nothing() -> None:
    assert deadlines.UNSAID not in deadlines.reasons()
    assert deadlines.reason(deadlines.UNSAID, "en") == "Nobody has said why yet"
    assert deadlines.reason("gone", "en") == "gone"
