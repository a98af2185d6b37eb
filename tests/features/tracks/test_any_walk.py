"""Whatever walk a proceeding takes in whichever graph: its rows stay explainable, and the same steps give the same present."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from litigation_app.casework.casefile.corrections import actions as corrections
from litigation_app.casework.casefile.corrections.actions import Corrected
from litigation_app.casework.casefile.proceeding import actions as tracks
from litigation_app.casework.casefile.proceeding.rules import TieRefused
from litigation_app.casework.cases.models import Case
from litigation_app.casework.facts.queries import Closed, _stages
from litigation_app.casework.proceedings import actions, queries
from litigation_app.casework.proceedings.actions import Begun, Note, Said
from litigation_app.casework.proceedings.corrections.queries import Found
from litigation_app.casework.proceedings.models import Deadline, Move, Proceeding
from litigation_app.core.db import committing, db
from litigation_app.law import loader, procedure
from litigation_app.law.outline import outline

START = date(2020, 1, 6)
FAR = Closed(date(2030, 1, 1), datetime(2100, 1, 1, tzinfo=UTC))
MOST_STEPS = 9
SOME = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture
def cases(make: Any) -> dict[str, tuple[str, UUID]]:
    """A case in each country, with its lawyer."""
    found = {}
    for country in loader.COUNTRIES:
        lawyer = make.lawyer(office=make.office(country, f"Office {country}"))
        found[country] = (lawyer, make.case(lawyer))
    return found


def walk(data: st.DataObject, actor: Any, one: Proceeding) -> None:
    """Lawful steps and a few outside the graph, on later or the same days; now and then the last one was a mistake."""
    _law, graph = actions.graph_of(one)
    on = START
    for _step in range(data.draw(st.integers(1, MOST_STEPS))):
        on += timedelta(days=data.draw(st.integers(0, 60)))
        last = actions.locked_last(one, None)
        at = last.to_stage if last else graph.initial
        lawful = [step.event for step in procedure.lawful(graph, at)]
        choice = data.draw(st.sampled_from([*lawful, "outside", "mistake"] if last else [*lawful, "outside"]))
        served = data.draw(st.sampled_from([None, on + timedelta(days=7)]))
        if choice == "mistake" and last is not None:
            actions.mark_entered_in_error(actor, one, seq=last.seq)
        elif choice == "outside":
            to = data.draw(st.sampled_from([stage.id for stage in graph.stages if stage.kind != "start"]))
            actions.move_outside(actor, one, to, Said(on, served, note=Note(reason="It came so.")))
        else:
            actions.move(actor, one, choice, Said(on, served))


def explained(case: Case, one: Proceeding) -> list[UUID]:
    """The steps that stand, each explained by the one before it; their rounds and deadlines with them."""
    _law, graph = actions.graph_of(one)
    every = db.session.query(Move).filter_by(proceeding_id=one.id).order_by(Move.seq).all()
    stands = [move for move in every if move.entered_in_error_at is None]
    _replays(graph, stands)
    _episodes(graph, stands)
    _causes({move.id: move for move in every}, db.session.query(Deadline).filter_by(proceeding_id=one.id).all())
    return [move.id for move in stands]


def shown(case: Case, one: Proceeding) -> list[UUID]:
    """The steps that the case's page shows of it."""
    (track,) = [track for track in queries.tracks(case) if track.id == one.id]
    return [step.id for step in track.steps]


def _replays(graph: Any, stands: list[Move]) -> None:
    """Each step begins where the one before it ended, and a step of the graph leads where the graph leads."""
    at = graph.initial
    for move in stands:
        assert move.from_stage == at
        at = move.to_stage if move.is_outside else procedure.step(graph, at, move.event or "").to_stage.id
        assert move.to_stage == at


def _episodes(graph: Any, stands: list[Move]) -> None:
    """Rounds begin with 1, grow by one, and the last one is the only one that is open."""
    numbers = [move.episode for move in stands]
    assert numbers == sorted(numbers)
    if stands:
        drawn = outline(graph, [move.to_stage for move in stands])
        assert drawn.episode == numbers[-1]
        assert [mark.state.value for mark in drawn.marks].count("now") == 1


def _causes(moves: dict[UUID, Move], periods: list[Deadline]) -> None:
    """Each deadline has the step that started it, never ends before it, and was ended by a step or runs."""
    for period in periods:
        begun = moves[period.move_id] if period.move_id else None
        assert begun is None or period.stage == begun.to_stage
        if begun is not None and period.expiry is not None:
            assert period.expiry >= begun.on
        if period.met_on is not None or period.lapsed_on is not None:
            ended = moves[period.ended_by] if period.ended_by else None
            assert ended is not None
            if ended.entered_in_error_at is not None:
                assert ended.id == period.move_id  # what a mistake started ends with it, and nothing else does
        if begun is not None and begun.entered_in_error_at is not None:
            assert period.met_on is not None or period.lapsed_on is not None


@SOME
@given(data=st.data())
def test_any_walk_stays_explainable_and_a_correction_that_is_corrected_again_leaves_every_period_as_it_was(
    app: Flask, make: Any, cases: dict[str, tuple[str, UUID]], data: st.DataObject
) -> None:
    country = data.draw(st.sampled_from(loader.COUNTRIES))
    graph = data.draw(st.sampled_from(loader.load(country).procedures))
    lawyer, case_id = cases[country]
    actor = make.actor(lawyer)

    with app.app_context(), committing() as session:
        case = session.get_one(Case, case_id)
        one = actions.begin(actor, case, graph.id, Begun(forum=graph.forums[0] if graph.forums else None))
        walk(data, actor, one)
        assert shown(case, one) == explained(case, one)
        taken = session.query(Move).filter_by(proceeding_id=one.id, entered_in_error_at=None).order_by(Move.seq).all()
        move = data.draw(st.sampled_from(taken)) if taken else None
        before, by = _periods(one), timedelta(days=data.draw(st.integers(-40, 40)))
        if move is not None:
            days = (move.on, move.served_on)
            for version, (on, served_on) in enumerate([(days[0] + by, days[1] and days[1] + by), days]):
                said = Corrected(on, served_on, move.outcome, "mistyped")
                corrections.correct(actor, Found(move, one, case), said, version=version)

        assert _periods(one) == before
        assert shown(case, one) == explained(case, one)


def _periods(one: Proceeding) -> list[Any]:
    db.session.expire_all()
    names = ("id", "served_on", "expiry", "act_by", "prepare_by", "met_on", "lapsed_on", "ended_by", "missed_reason")
    found = db.session.query(Deadline).filter_by(proceeding_id=one.id).all()
    return sorted([tuple(getattr(row, name) for name in names) for row in found], key=str)


@SOME
@given(data=st.data())
def test_joining_and_severing_count_nothing_twice(
    app: Flask, make: Any, cases: dict[str, tuple[str, UUID]], data: st.DataObject
) -> None:
    lawyer, case_id = cases["RS"]
    actor = make.actor(lawyer)

    with app.app_context(), committing() as session:
        case = session.get_one(Case, case_id)
        both = [actions.begin(actor, case, "criminal") for _one in range(2)]
        for one in both:
            walk(data, actor, one)
        before, of_case = _stages(["RS"], FAR), len(queries.tracks(case))
        tracks.join(actor, case, *both, on=date(2029, 1, 1))

        assert _stages(["RS"], FAR) == before
        assert len(queries.tracks(case)) == of_case
        with pytest.raises(TieRefused):
            tracks.join(actor, case, *both, on=date(2029, 1, 1))
        with pytest.raises(TieRefused):
            tracks.sever(actor, case, both[1], accused=[], on=date(2029, 1, 1))
