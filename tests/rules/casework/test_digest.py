"""Of which days does the week of an office speak?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework.planner.week import rules
from litigation_app.casework.planner.week.rules import Period

DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


def test_on_a_monday_it_is_the_week_that_ended_yesterday() -> None:
    assert rules.week_before(date(2026, 11, 23)) == Period(date(2026, 11, 16), date(2026, 11, 22))


@given(DAYS)
def test_it_is_a_whole_week_before_this_one_and_what_is_due_follows_it(today: date) -> None:
    found = rules.week_before(today)

    assert (found.first.weekday(), found.last.weekday()) == (0, 6)
    assert found.last < today <= found.last + timedelta(days=7)
    assert found.ahead == Period(found.last + timedelta(days=1), found.last + timedelta(days=7))


@pytest.mark.thorough
@given(DAYS, DAYS, DAYS)
def test_days_that_make_no_sense_give_the_week_before(first: date, last: date, today: date) -> None:
    found = rules.asked(first, last, today)

    is_sound = first <= last and last - first <= rules.LONGEST
    assert found == (Period(first, last) if is_sound else rules.week_before(today))
    assert rules.asked(None, last, today) == rules.asked(first, None, today) == rules.week_before(today)


@given(DAYS, st.integers(0, 60))
def test_earlier_and_later_days_touch_and_lead_back(first: date, length: int) -> None:
    period = Period(first, first + timedelta(days=length))

    assert period.before.last + timedelta(days=1) == period.first
    assert period.after.before == period
