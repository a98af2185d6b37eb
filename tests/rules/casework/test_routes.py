"""Does each way stand as its law and what was recorded say, on every day and in every country?"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework.claims.routes import rules
from litigation_app.casework.claims.routes.sentences import CHIPS, SIGNS, STATE_WORDS, WHY
from litigation_app.casework.claims.routes.status import Claimed, Damage, Lane, State, Taken, Why
from litigation_app.law import routes
from litigation_app.law.counting import Length, after
from litigation_app.law.court_calendar import calendar_of
from litigation_app.law.deadlines import due
from litigation_app.law.loader import COUNTRIES, load
from litigation_app.law.procedure import deadlines_at
from ways_known import TODAY, known, look, stood

_PAST = {Why.ONLY_IF_PREVENTED, Why.ONLY_A_CHILD}  # open only to some, after the day that is said
DAYS = st.dates(date(2019, 1, 1), TODAY)


def test_every_window_of_the_files_is_one_that_the_rules_know() -> None:
    assert set(rules.BY_WINDOW) == routes.WINDOWS


def test_every_state_and_every_reason_has_its_words() -> None:
    assert set(STATE_WORDS) == set(CHIPS) == set(SIGNS) == set(State)
    assert set(WHY) == set(Why)


@pytest.mark.thorough
@pytest.mark.parametrize("code", COUNTRIES)
@given(data=st.data())
def test_every_way_answers_whatever_was_recorded(code: str, data: st.DataObject) -> None:
    of = known(code, damage=data.draw(st.sampled_from(Damage)), committed=data.draw(st.none() | DAYS))
    stages = [one.id for one in of.lanes[0].graph.stages]
    days = sorted(data.draw(st.lists(DAYS, max_size=6)))
    of = stood(of, *((data.draw(st.sampled_from(stages)), on, data.draw(st.none() | DAYS)) for on in days))
    owed = data.draw(st.sampled_from([Decimal(0), Decimal(9)]))
    route = data.draw(st.sampled_from(load(code).routes))
    of = replace(of, claims=[Claimed(uuid4(), route.id, data.draw(st.booleans()), data.draw(st.none() | DAYS), owed)])

    found = rules.look(route, of)

    if found.state is State.OPEN and found.until is not None and found.why not in _PAST:
        assert found.until >= TODAY
    if found.state is State.WAS and found.until is not None:
        assert found.until <= TODAY
    if route.status == "not_established" and not of.claims[0].is_out:
        assert found.state is State.ABSENT


@given(served=DAYS)
def test_a_remedy_ends_on_the_very_day_that_the_deadline_of_its_graph_gives(served: date) -> None:
    graph = load("RS").procedure("constitutional")
    ends = due(deadlines_at(graph, graph.initial)[0], served, calendar_of("RS")).act_by

    found = look("RS", "constitutional_award", stood(known(), ("final_judgment", served, served)))

    assert found.until == ends
    assert found.state is (State.OPEN if ends >= TODAY else State.WAS)


def test_the_latest_decision_counts_for_a_remedy() -> None:
    old, new = TODAY - timedelta(days=900), TODAY - timedelta(days=3)
    of = stood(known(), ("final_judgment", old, old), ("closed", new, new))

    assert look("RS", "echr_award", of).state is State.OPEN


def test_a_remedy_that_was_begun_counts_by_its_own_deadline_and_one_that_was_filed_runs() -> None:
    law, of = load("RS"), known()
    lane = Lane(uuid4(), law.procedure("constitutional"), [], act_by=TODAY + timedelta(days=2))

    begun = look("RS", "constitutional_award", replace(of, lanes=[*of.lanes, lane]))
    missed = replace(lane, act_by=TODAY - timedelta(days=1))
    filed = replace(lane, steps=[Taken(uuid4(), "filed", TODAY, None)])

    assert (begun.state, begun.until, begun.lane) == (State.OPEN, lane.act_by, lane.id)
    assert look("RS", "constitutional_award", replace(of, lanes=[missed])).state is State.WAS
    assert look("RS", "constitutional_award", replace(of, lanes=[filed])).state is State.TAKEN


@given(on=st.dates(date(2012, 1, 1), TODAY))
def test_an_award_can_be_collected_for_as_long_as_the_law_of_an_adjudicated_claim_says(on: date) -> None:
    award = Claimed(uuid4(), "civil_suit", is_out=True, final_on=on, owed=Decimal(5))
    ends = after(on, Length.of_years(10))  # ZOO 379

    found = look("RS", "enforcement", known(claims=[award]))

    assert found.until == ends
    assert found.state is (State.OPEN if ends >= TODAY else State.WAS)
    assert look("RS", "enforcement", known(claims=[replace(award, owed=Decimal(0))])).why is Why.PAID


@given(committed=st.dates(date(2020, 1, 1), TODAY))
def test_the_fund_of_north_macedonia_has_a_period_and_an_end_that_nothing_moves(committed: date) -> None:
    found = look("MK", "state_fund", known("MK", committed=committed))

    outer = after(committed, Length.of_years(3))
    assert found.outer == outer
    assert found.until is not None
    assert found.state is State.OPEN  # a child counts from her majority, and her age is sealed
    assert (found.why is Why.ONLY_A_CHILD) == (outer < TODAY)
    assert (found.why is Why.PERIOD_RUNS) == (found.until >= TODAY)


def test_an_application_that_was_begun_too_late_for_an_adult_is_open_to_a_child() -> None:
    begun = Lane(uuid4(), load("MK").family("fund")[0], [], act_by=TODAY - timedelta(days=1))
    of = known("MK", committed=date(2020, 1, 1), lanes=[begun])

    found = look("MK", "state_fund", of)

    assert (found.state, found.why, found.lane) == (State.OPEN, Why.ONLY_A_CHILD, begun.id)


@pytest.mark.parametrize(
    ("code", "state"), [("RS", State.ABSENT), ("BA", State.ABSENT), ("ME", State.NOT_YET), ("MK", State.OPEN)]
)
def test_the_fund_is_as_the_country_has_it(code: str, state: State) -> None:
    assert look(code, "state_fund", known(code)).state is state


def test_a_claim_that_went_out_is_gone_already_and_a_draft_does_not_stop_the_clock() -> None:
    drafted = Claimed(uuid4(), "civil_suit", is_out=False, final_on=None, owed=Decimal(0))
    barred = known(claims=[drafted], damage=Damage.OVER)

    assert (look("RS", "civil_suit", barred).state, look("RS", "civil_suit", barred).claim) == (State.WAS, drafted.id)
    filed = replace(barred, claims=[replace(drafted, is_out=True)])
    assert look("RS", "civil_suit", filed).state is State.TAKEN


@given(filed=DAYS, judged=DAYS)
def test_a_retrial_opens_a_property_claim_that_was_filed_before_the_judgment_that_fell(
    filed: date, judged: date
) -> None:
    put = Claimed(uuid4(), "property_claim", is_out=True, final_on=None, owed=Decimal(0), waits_since=filed)
    fallen = stood(known(claims=[put]), ("first_instance_judgment", judged, None), ("retrial", TODAY, None))

    found = look("RS", "property_claim", fallen)

    assert found.claim == put.id
    assert found.state is (State.OPEN if filed <= judged else State.TAKEN)
    decided = replace(fallen, claims=[replace(put, waits_since=None)])
    assert look("RS", "property_claim", decided).state is State.TAKEN


def test_proceedings_that_may_collect_another_clients_award_close_nothing_of_hers() -> None:
    award = Claimed(uuid4(), "civil_suit", is_out=True, final_on=TODAY, owed=Decimal(5))
    lane = Lane(uuid4(), load("RS").family("enforcement", None)[0], [])
    of = known(claims=[award], lanes=[lane])

    hers, perhaps = (
        look("RS", "enforcement", of),
        look("RS", "enforcement", replace(of, of_others=frozenset({"enforcement"}))),
    )

    assert (hers.state, hers.lane) == (State.TAKEN, lane.id)
    assert (perhaps.state, perhaps.lane) == (State.OPEN, None)


def test_what_is_open_in_one_of_two_trials_is_open() -> None:
    of = known()
    over = replace(of.lanes[0], id=UUID(int=1), steps=[Taken(uuid4(), "final_judgment", TODAY, None)])

    found = look("RS", "property_claim", replace(of, lanes=[over, *of.lanes]))

    assert (found.state, found.lane) == (State.OPEN, of.lanes[0].id)
    assert look("RS", "property_claim", replace(of, lanes=[over])).until == TODAY
    assert look("RS", "property_claim", replace(of, lanes=[])).why is Why.NO_TRIAL


@pytest.mark.parametrize("code", COUNTRIES)
def test_a_plea_is_open_exactly_where_the_graph_leads_to_one(code: str) -> None:
    of = known(code)
    for stage in of.lanes[0].graph.stages:
        found = look(code, "plea_agreement", stood(of, (stage.id, TODAY, None)))

        leads = any(one.to == "plea_agreement" for one in of.lanes[0].graph.leaving(stage.id))
        assert (found.state is State.OPEN) == (leads or stage.id == "plea_agreement"), stage.id


def test_a_way_that_a_stage_offers_opens_there() -> None:
    law, of = load("MK"), known("MK")
    tried = Lane(uuid4(), law.procedure("enforcement"), [Taken(uuid4(), "no_assets", TODAY, None)])

    assert look("MK", "vaw_fund_claim", of).why is Why.NOT_OFFERED
    assert look("MK", "vaw_fund_claim", replace(of, lanes=[*of.lanes, tried])).state is State.OPEN
