"""Does a period end on the day that the law says, and never later?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.law.deadlines import DueUnknown, due
from litigation_app.law.graph import DeadlineKind, DeadlineRule, RollOver, Side

SATURDAY = 5
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


def test_known_holidays_bring_the_day_to_act_forward_and_the_end_at_home_back() -> None:
    new_year = frozenset({date(2027, 1, 1), date(2027, 1, 2)})

    abroad = due(rule(months=4, roll_over=RollOver.NONE), date(2026, 9, 3), new_year)
    home = due(rule(days=8), date(2026, 12, 24), new_year)

    assert (abroad.expiry, abroad.act_by) == (date(2027, 1, 3), date(2026, 12, 31))
    assert home.expiry == date(2027, 1, 4)


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


@given(rules, days, st.integers(0, 400))
def test_a_later_service_never_ends_a_period_earlier(one: DeadlineRule, served: date, later: int) -> None:
    first, second = due(one, served), due(one, served + timedelta(days=later))

    assert first.expiry <= second.expiry
    assert first.act_by <= second.act_by


@given(rules, days)
def test_the_day_to_act_is_a_working_day_within_the_period(one: DeadlineRule, served: date) -> None:
    found = due(one, served)

    assert found.act_by <= found.expiry
    assert found.act_by.weekday() < SATURDAY
    assert (found.expiry - found.act_by).days <= 2
    assert found.rolled is False or one.roll_over is RollOver.NEXT_WORKING_DAY


@given(st.integers(1, 240), days)
def test_months_never_overflow_into_the_month_after(months: int, served: date) -> None:
    expiry = due(rule(months=months, roll_over=RollOver.NONE), served).expiry

    assert (expiry.year * 12 + expiry.month) - (served.year * 12 + served.month) == months
    assert expiry.day <= served.day


@given(st.integers(1, 60), days, st.sets(days, max_size=20))
def test_holidays_never_shorten_a_home_period(length: int, served: date, holidays: set[date]) -> None:
    assert due(rule(days=length), served, holidays).expiry >= due(rule(days=length), served).expiry
