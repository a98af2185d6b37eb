"""Do the lanes and the timeline say what was recorded, and no more?"""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask

from litigation_app.casework.proceedings import lanes
from litigation_app.casework.proceedings.lanes import Step, Track
from litigation_app.core import language
from litigation_app.core.charts.lanes import State

START = date(2024, 1, 10)


@pytest.fixture(autouse=True)
def spoken() -> Iterator[None]:
    app = Flask("spoken", static_folder=None)
    language.install(app)
    with app.test_request_context():
        yield


def step(seq: int, stage: str, *, event: str | None = None, before: str = "unknown", **more: object) -> Step:
    at = {"id": uuid4(), "outcome": None, "is_outside": False, "has_note": False}
    on = START + timedelta(days=30 * seq)
    return Step(seq=seq, event=event, from_stage=before, to_stage=stage, on=on, **(at | more))  # type: ignore[arg-type]


def track(*stages: str, procedure: str = "criminal", country: str = "RS") -> Track:
    before = ["unknown", *stages]
    steps = [step(seq, stage, before=before[seq - 1]) for seq, stage in enumerate(stages, start=1)]
    return Track(uuid4(), country, procedure, steps)


def test_nothing_recorded_is_unknown_and_says_so() -> None:
    drawn = lanes.lanes([track()], "en", {})

    (dot,) = drawn.lanes[0].dots
    assert (dot.state, dot.label, dot.shown) == (State.UNKNOWN, "No step recorded yet", "")


def test_the_last_step_is_where_it_stands() -> None:
    lane = lanes.lanes([track("report", "pre_investigation", "investigation")], "en", {}).lanes[0]

    assert lane.chip == "Investigation"
    assert [dot.state for dot in lane.dots] == [State.DONE, State.NOW]
    assert lane.dots[-1].on == START + timedelta(days=90)


def test_a_retrial_shows_what_was_sent_back() -> None:
    stages = ("main_hearing", "first_instance_judgment", "appeal", "second_instance", "retrial")

    lane = lanes.lanes([track(*stages)], "en", {}).lanes[0]

    assert [dot.label for dot in lane.dots if dot.state is State.BACK]
    assert (lane.dots[-1].state, lane.dots[-1].label) == (State.NOW, "Retrial")


def test_a_referral_that_went_on_is_shown_as_sent_elsewhere() -> None:
    filed = track("claim_filed", "claim_quantified", "referred_to_civil", "final", procedure="property_claim")

    states = {dot.label: dot.state for dot in lanes.lanes([filed], "en", {}).lanes[0].dots}

    assert State.TURNED in states.values()


def test_what_nobody_recorded_is_not_asserted() -> None:
    lane = lanes.lanes([track("main_hearing")], "en", {}).lanes[0]

    assert all(dot.on is None and dot.shown == "not known" for dot in lane.dots[:-1])
    assert {dot.state for dot in lane.dots[:-1]} == {State.UNKNOWN}


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ({}, []),  # from its first step on all of it is known
        (
            {"is_outside": True},
            ["What lies before 9.\u00a02.\u00a02024. is not known; we joined on 1.\u00a01.\u00a02025."],
        ),
        ({"is_found": True}, ["What lies before 1.\u00a01.\u00a02025., when we joined, is not known."]),
    ],
)
def test_what_lies_before_is_unknown_from_the_first_day_that_is_known(first: dict[str, bool], said: list[str]) -> None:
    joined = date(2025, 1, 1)
    late = Track(uuid4(), "RS", "criminal", [step(1, "report", event="report_filed", **first)], entered_on=joined)

    lane = lanes.lanes([late], "en", {}).lanes[0]

    assert [tie.text for tie in lane.ties] == said
    assert any(dot.state is State.UNKNOWN for dot in lane.dots) == bool(said)


def test_two_lanes_share_one_board_and_lead_to_their_pages() -> None:
    criminal, claim = track("report"), track("advised", procedure="property_claim")
    links: dict[UUID, str] = {criminal.id: "/somewhere"}

    drawn = lanes.lanes([criminal, claim], "sr-Cyrl", links)

    assert [lane.link for lane in drawn.lanes] == ["/somewhere", None]
    assert drawn.lanes[0].title == "Кривични поступак"


def test_the_timeline_stands_newest_first_and_keeps_notes_to_the_opened_file() -> None:
    held = track("report", "investigation")
    noted = held.steps[0]

    closed = lanes.timeline([held], "en", {})
    opened = lanes.timeline([held], "en", {noted.id: "A note."})

    assert [line.on for line in closed] == sorted((line.on for line in closed), reverse=True)
    assert {line.text for line in closed} == {None}
    assert opened[-1].text == "A note."


def test_a_stage_that_the_law_dropped_is_shown_by_its_code() -> None:
    held = Track(uuid4(), "RS", "criminal", [step(1, "gone")])

    assert lanes.lanes([held], "en", {}).lanes[0].chip == "gone"
    assert lanes.timeline([held], "en", {})[0].label == "gone"


def test_a_step_outside_the_order_says_so() -> None:
    held = Track(uuid4(), "MK", "criminal", [step(1, "main_hearing", is_outside=True, outcome="convicted")])

    assert lanes.timeline([held], "en", {})[0].under.endswith("Convicted · recorded outside the usual order")
