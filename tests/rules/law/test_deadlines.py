"""Does a period end on the day that the law says, and never later?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.law.court_calendar import Calendar, calendar_of
from litigation_app.law.deadlines import DueUnknown, due, set_by_court
from litigation_app.law.graph import DeadlineKind, DeadlineRule, RollOver, Side

SATURDAY = 5
calendars = st.sampled_from([calendar_of("RS"), calendar_of("MK"), calendar_of("ME"), calendar_of("BA")])
days = st.dates(date(1990, 1, 1), date(2100, 1, 1))


def rule(
    *,
    days: int | None = None,
    months: int | None = None,
    roll_over: RollOver = RollOver.NEXT_WORKING_DAY,
    kind: DeadlineKind = DeadlineKind.STATUTORY,
) -> DeadlineRule:
    return DeadlineRule(
        events=("appealed_by_victim",),
        days=days,
        months=months,
        set_by_court=days is None and months is None,
        kind=kind,
        side=Side.OURS,
        runs_from="service_of_written_judgment_on_victim",
        roll_over=roll_over,
        legal_basis="ZKP 432(1)",
        confidence="high",
        note=None,
        sources=(),
    )


rules = st.builds(
    lambda length, is_days, roll: rule(
        days=length if is_days else None, months=None if is_days else length, roll_over=roll
    ),
    st.integers(1, 120),
    st.booleans(),
    st.sampled_from(RollOver),
)


def test_days_are_counted_from_the_day_after_service() -> None:
    found = due(rule(days=15), date(2026, 11, 2))

    assert (found.expiry, found.act_by, found.rolled) == (date(2026, 11, 17), date(2026, 11, 17), False)


def test_a_home_period_that_ends_on_a_saturday_ends_on_monday() -> None:
    found = due(rule(days=15), date(2026, 11, 6))

    assert (found.expiry, found.act_by, found.rolled) == (date(2026, 11, 23), date(2026, 11, 23), True)


def test_a_period_in_strasbourg_never_moves_and_is_acted_on_before_the_weekend() -> None:
    found = due(rule(months=4, roll_over=RollOver.NONE), date(2026, 10, 3))

    assert (found.expiry, found.act_by, found.rolled) == (date(2027, 2, 3), date(2027, 2, 3), False)

    on_a_sunday = due(rule(months=4, roll_over=RollOver.NONE), date(2026, 9, 3))

    assert (on_a_sunday.expiry, on_a_sunday.rolled) == (date(2027, 1, 3), False)
    assert on_a_sunday.act_by == date(2027, 1, 1)


@pytest.mark.parametrize("country", ["RS", "MK", "BA", "ME"])
def test_holidays_bring_the_day_to_act_forward_in_strasbourg_and_the_end_back_at_home(country: str) -> None:
    strasbourg = rule(months=4, roll_over=RollOver.NONE)

    abroad = due(strasbourg, date(2026, 9, 3), calendar_of(country))
    home = due(rule(days=8), date(2026, 12, 24), calendar_of(country))

    assert (abroad.expiry, abroad.act_by) == (date(2027, 1, 3), date(2026, 12, 31))
    assert home.expiry == date(2027, 1, 4)


def test_a_period_that_ends_on_good_friday_in_serbia_ends_after_easter_and_labour_day() -> None:
    found = due(rule(days=15), date(2027, 4, 15), calendar_of("RS"))

    assert (found.expiry, found.act_by, found.rolled) == (date(2027, 5, 5), date(2027, 5, 5), True)


def test_a_doubtful_holiday_extends_nothing_and_is_no_day_to_act() -> None:
    served = date(2027, 2, 22)  # 15 days later is 9 March 2027, on which Eid is expected in North Macedonia
    found = due(rule(days=15), served, calendar_of("MK"))

    assert (found.expiry, found.act_by) == (date(2027, 3, 9), date(2027, 3, 5))
    assert (found.latest, found.is_sure) == (date(2027, 3, 11), False)


def test_an_act_that_must_wait_waits_out_the_doubt() -> None:
    found = due(rule(days=15, kind=DeadlineKind.EARLIEST), date(2027, 2, 22), calendar_of("MK"))

    assert (found.expiry, found.not_before) == (date(2027, 3, 11), date(2027, 3, 12))


def test_the_draft_should_be_ready_some_working_days_before() -> None:
    short = due(rule(days=8), date(2026, 11, 2), calendar_of("RS"))
    long = due(rule(months=4, roll_over=RollOver.NONE), date(2026, 9, 3), calendar_of("RS"))

    assert (short.act_by, short.prepare_by) == (date(2026, 11, 10), date(2026, 11, 5))
    assert (long.act_by, long.prepare_by) == (date(2026, 12, 31), date(2026, 12, 17))


def test_the_court_s_own_last_day_stays_and_one_acts_before_it() -> None:
    found = set_by_court(date(2027, 1, 3), calendar_of("RS"))

    assert (found.expiry, found.act_by, found.rolled) == (date(2027, 1, 3), date(2026, 12, 31), False)


@pytest.mark.parametrize(
    ("served", "months", "expiry"),
    [
        (date(2026, 10, 31), 4, date(2027, 2, 28)),
        (date(2027, 10, 31), 4, date(2028, 2, 29)),
        (date(2026, 5, 15), 4, date(2026, 9, 15)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_months_end_on_the_same_number_or_the_last_day(served: date, months: int, expiry: date) -> None:
    assert due(rule(months=months, roll_over=RollOver.NONE), served).expiry == expiry


def test_an_act_that_must_wait_may_happen_on_the_day_after_the_period() -> None:
    found = due(rule(days=15, kind=DeadlineKind.EARLIEST), date(2026, 11, 2))

    assert (found.expiry, found.not_before) == (date(2026, 11, 17), date(2026, 11, 18))


def test_a_period_set_by_the_court_is_not_computed() -> None:
    with pytest.raises(DueUnknown, match="letter"):
        due(rule(), date(2026, 11, 2))


@pytest.mark.parametrize("length", [{"days": 30}, {"months": 4}])
def test_a_period_beyond_the_calendar_is_refused(length: dict[str, int]) -> None:
    with pytest.raises(DueUnknown, match="calendar"):
        due(rule(**length), date(9999, 12, 30))


@pytest.mark.thorough
@given(rules, days, st.integers(0, 400), calendars)
def test_a_later_service_never_ends_a_period_earlier(
    one: DeadlineRule, served: date, later: int, calendar: Calendar
) -> None:
    first, second = due(one, served, calendar), due(one, served + timedelta(days=later), calendar)

    assert first.expiry <= second.expiry
    assert first.act_by <= second.act_by
    assert first.latest is not None
    assert second.latest is not None
    assert first.latest <= second.latest


@given(rules, days, calendars)
def test_the_day_to_act_is_a_working_day_within_the_period(one: DeadlineRule, served: date, calendar: Calendar) -> None:
    found = due(one, served, calendar)

    assert served < found.expiry
    assert found.prepare_by is not None
    assert found.prepare_by <= found.act_by <= found.expiry
    assert found.prepare_by >= served or found.prepare_by == found.act_by
    assert found.latest is not None
    assert found.expiry <= found.latest
    assert found.act_by.weekday() < SATURDAY
    assert not calendar.may_be_closed(found.act_by)


@given(rules, days, calendars)
def test_a_moved_end_is_a_working_day_and_strasbourg_is_never_moved(
    one: DeadlineRule, served: date, calendar: Calendar
) -> None:
    found = due(one, served, calendar)

    if one.roll_over is RollOver.NONE:
        assert found.rolled is False
    else:
        assert found.expiry.weekday() < SATURDAY
        assert not calendar.is_closed(found.expiry)
    assert found.act_by == found.expiry or calendar.may_be_closed(found.expiry)


@given(st.integers(1, 240), days)
def test_months_never_overflow_into_the_month_after(months: int, served: date) -> None:
    expiry = due(rule(months=months, roll_over=RollOver.NONE), served).expiry

    assert (expiry.year * 12 + expiry.month) - (served.year * 12 + served.month) == months
    assert expiry.day <= served.day


@given(st.integers(1, 60), days, calendars)
def test_holidays_never_shorten_a_home_period(length: int, served: date, calendar: Calendar) -> None:
    assert due(rule(days=length), served, calendar).expiry >= due(rule(days=length), served).expiry


@given(st.integers(1, 60), days, calendars)
def test_a_doubt_is_never_later_for_us_and_never_earlier_for_an_act_that_must_wait(
    length: int, served: date, calendar: Calendar
) -> None:
    ours = due(rule(days=length), served, calendar)
    waiting = due(rule(days=length, kind=DeadlineKind.EARLIEST), served, calendar)

    assert waiting.not_before is not None

    assert ours.expiry < waiting.not_before
    assert waiting.expiry == ours.latest
