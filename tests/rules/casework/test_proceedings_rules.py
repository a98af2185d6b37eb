"""Which day starts a period, when is it over, and what looks wrong about a step?"""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework.proceedings import rules
from litigation_app.casework.proceedings.rules import Doubt, ProcedureRefused
from litigation_app.law import loader
from litigation_app.law.court_calendar import WEEKENDS, calendar_of
from litigation_app.law.deadlines import DueUnknown
from litigation_app.law.procedure import deadlines_at

DAYS = st.dates(date(2000, 1, 1), date(2060, 1, 1))
KNOWN_TO_BE_ENTERED_LATER = ("service_of_written_judgment_on_accused", "completion_of_investigation")


@dataclass
class Recorded:
    """A step as a row keeps it."""

    on: date
    is_found: bool


@dataclass
class Period:
    """A period as a row keeps it."""

    days: int | None = 15
    months: int | None = None
    kind: str = "statutory"
    side: str = "ours"
    roll_over: str = "next_working_day"
    event: str = "appealed_by_victim"
    kept_by: list[str] = field(default_factory=lambda: ["appealed_by_victim"])
    runs_from: str = "service_of_written_judgment_on_victim"
    legal_basis: str = "ZKP 432"
    confidence: str = "high"
    stage: str = "first_instance_judgment"
    act_by: date | None = None


def test_a_family_names_the_only_graph_of_a_country() -> None:
    assert rules.procedure_of(loader.load("RS"), "criminal", None).id == "criminal"


def test_in_bosnia_the_forum_picks_the_criminal_graph() -> None:
    law = loader.load("BA")

    assert rules.procedure_of(law, "criminal", "ba-state").id == "criminal_state"
    assert rules.procedure_of(law, "criminal", "ba-rs").id == "criminal_entity"
    with pytest.raises(ProcedureRefused):
        rules.procedure_of(law, "criminal", None)


def test_a_proceeding_that_no_country_has_is_refused() -> None:
    with pytest.raises(ProcedureRefused):
        rules.procedure_of(loader.load("MK"), "duel", None)


@given(on=DAYS, last_on=st.none() | DAYS, served_on=st.none() | DAYS)
def test_days_in_their_order_raise_no_doubt(on: date, last_on: date | None, served_on: date | None) -> None:
    found = rules.doubts(on=on, last_on=last_on, served_on=served_on)

    assert (Doubt.BEFORE_LAST in found) == (last_on is not None and on < last_on)
    assert (Doubt.SERVED_BEFORE in found) == (served_on is not None and served_on < on)


def test_our_own_service_starts_our_periods_and_nobody_elses() -> None:
    on, served = date(2026, 5, 4), date(2026, 5, 11)

    assert rules.start_of("service_of_written_judgment_on_victim", on=on, served_on=served) == served
    assert rules.start_of("confirmation", on=on, served_on=served) == on
    for code in KNOWN_TO_BE_ENTERED_LATER:
        assert rules.start_of(code, on=on, served_on=served) is None


def test_where_we_found_the_proceedings_on_the_day_we_came_is_no_day_on_which_they_got_there() -> None:
    came = date(2026, 11, 20)

    assert rules.day_of(Recorded(came, is_found=True)) is None
    assert rules.day_of(Recorded(came, is_found=False)) == came


def test_every_period_of_ours_that_runs_from_a_service_starts_with_it() -> None:
    found = {
        rule.runs_from
        for country in loader.COUNTRIES
        for graph in loader.load(country).procedures
        for stage in graph.stages
        for rule in deadlines_at(graph, stage.id)
        if rule.side == "ours" and rule.runs_from.startswith("service_")
    }

    assert found
    step, service = date(2026, 5, 4), date(2026, 5, 8)
    assert {rules.start_of(code, on=step, served_on=service) for code in found} == {service}


def test_a_period_of_a_row_ends_as_its_rule_says() -> None:
    found = rules.due(Period(days=15), date(2026, 5, 8), WEEKENDS)

    assert found.expiry == date(2026, 5, 25)  # the 23rd is a Saturday


def test_a_period_of_a_row_knows_the_holidays_of_the_courts_of_the_case() -> None:
    holiday = rules.due(Period(days=15), date(2026, 4, 16), calendar_of("RS"))

    # fifteen days end on Friday 1 May; 1 and 2 May are holidays in Serbia (Law on State and Other Holidays), then a Sunday
    assert (holiday.expiry, holiday.act_by) == (date(2026, 5, 4), date(2026, 5, 4))


def test_a_letter_that_names_a_sunday_is_acted_on_before() -> None:
    period = Period(days=None, months=None)

    found = rules.due(period, date(2026, 5, 8), calendar_of("RS"), date(2026, 6, 28))

    assert (found.expiry, found.act_by) == (date(2026, 6, 28), date(2026, 6, 26))


def test_the_courts_letter_gives_the_day_where_the_law_gives_none() -> None:
    period = Period(days=None, months=None)

    assert rules.due(period, date(2026, 5, 8), WEEKENDS, date(2026, 7, 1)).act_by == date(2026, 7, 1)
    with pytest.raises(DueUnknown):
        rules.due(period, date(2026, 5, 8), WEEKENDS)


@given(on=DAYS, left=st.integers(0, 400), is_left=st.booleans(), is_end=st.booleans())
def test_a_right_of_ours_is_never_dropped_while_days_are_left(on: date, left: int, is_left: bool, is_end: bool) -> None:
    period = Period(side="ours", act_by=on + timedelta(days=left))

    assert not rules.lapses(period, on=on, is_left=is_left, is_end=is_end)


@given(on=DAYS, is_left=st.booleans(), days=st.none() | st.integers(-400, 400))
def test_a_right_of_ours_stays_until_an_end(on: date, is_left: bool, days: int | None) -> None:
    act_by = None if days is None else on + timedelta(days=days)

    assert not rules.lapses(Period(side="ours", act_by=act_by), on=on, is_left=is_left, is_end=False)


def test_an_authoritys_own_limit_ends_with_its_stage_but_a_prosecutors_appeal_does_not() -> None:
    on = date(2026, 5, 8)
    limit = Period(side="authority", kind="instructive", act_by=on + timedelta(days=9))
    appeal = Period(side="authority", kind="statutory", act_by=on + timedelta(days=9))

    assert rules.lapses(limit, on=on, is_left=True, is_end=False)
    assert not rules.lapses(limit, on=on, is_left=False, is_end=False)
    assert not rules.lapses(appeal, on=on, is_left=True, is_end=False)


@given(act_by=DAYS, today=DAYS, side=st.sampled_from(["ours", "theirs", "authority"]))
def test_only_our_own_near_deadlines_are_red(act_by: date, today: date, side: str) -> None:
    is_red = rules.is_near(side, "statutory", act_by, today)

    assert is_red == (side == "ours" and (act_by - today).days <= rules.NEAR_DAYS)
    assert rules.is_overdue(side, "statutory", act_by, today) == (side == "ours" and act_by < today)
    assert not rules.is_overdue(side, "earliest", act_by, today)
    assert not rules.is_near(side, "earliest", act_by, today)
    assert not rules.is_near(side, "statutory", None, today)


@pytest.mark.parametrize("country", loader.COUNTRIES)
def test_what_is_offered_at_a_stage_is_what_the_law_lets_follow(country: str) -> None:
    for graph in loader.load(country).procedures:
        for stage in graph.stages:
            offered = rules.offers(graph, stage.id)
            assert [one.step for one in offered] == list(graph.leaving(stage.id))
            assert all(not one.starts for one in offered if one.step.stays)


def test_a_stage_that_a_later_law_dropped_offers_nothing_and_fails_nothing() -> None:
    graph = loader.load("RS").procedure("criminal")

    assert rules.offers(graph, "gone") == ()
    assert rules.stage_of(graph, "gone") is None
