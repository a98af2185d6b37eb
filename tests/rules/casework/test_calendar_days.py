"""Which days a page of the calendar shows, and which hearings clash."""

from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework.cases import rules as ending
from litigation_app.casework.cases.rules import Ended
from litigation_app.casework.planner.calendar import rules
from litigation_app.casework.planner.calendar.rules import Engaged, View
from litigation_app.casework.proceedings.hearings.rules import CLASH

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))


@given(DAYS)
def test_a_month_is_shown_in_whole_weeks_from_monday(day: date) -> None:
    span = rules.span(View.MONTH, day)

    assert (span.first.weekday(), span.last.weekday()) == (0, 6)
    of_month = [one for one in span.days() if (one.year, one.month) == (day.year, day.month)]
    assert of_month[0].day == 1
    assert (of_month[-1] + timedelta(days=1)).day == 1
    assert len(span.weeks()) in {4, 5, 6}
    assert all(len(week) == 7 for week in span.weeks())


@given(DAYS, st.sampled_from(View))
def test_the_pages_before_and_after_leave_no_day_out(day: date, view: View) -> None:
    here, next_ = rules.span(view, day), rules.span(view, rules.after(view, day))

    assert here.first <= day <= here.last
    assert next_.first <= here.last + timedelta(days=1)
    assert next_.last > here.last
    assert rules.span(view, rules.before(view, rules.after(view, day))) == rules.span(
        view, day.replace(day=1) if view is View.MONTH else day
    )


def at(day: int, hour: int, minute: int = 0, lawyer: str = "A. Izmišljena") -> Engaged:
    return Engaged(uuid4(), lawyer, date(2026, 12, day), time(hour, minute))


def test_two_hearings_of_one_lawyer_within_two_hours_clash() -> None:
    first, near, far = at(4, 9), at(4, 10, 59), at(4, 13)

    assert rules.clashes([far, near, first]) == {first.id, near.id}


def test_other_lawyers_other_days_and_unknown_hours_do_not_clash() -> None:
    mine = at(4, 9)
    others = [
        at(4, 9, lawyer="B. Izmišljena"),
        at(5, 9),
        Engaged(uuid4(), mine.lawyer, mine.on, None),
        at(4, 9, lawyer=""),
    ]

    assert rules.clashes([mine, *others]) == frozenset()


ENGAGED = st.builds(
    Engaged,
    id=st.uuids(),
    lawyer=st.sampled_from(["A", "B", ""]),
    on=st.dates(date(2026, 12, 1), date(2026, 12, 4)),
    at=st.none() | st.times(),
)


@pytest.mark.thorough
@given(st.lists(ENGAGED, unique_by=lambda one: one.id, max_size=12))
def test_every_pair_within_the_gap_is_found_and_no_other(engaged: list[Engaged]) -> None:
    gap = CLASH
    expected: set[UUID] = set()
    for one in engaged:
        for other in engaged:
            if one is other or not (one.at and other.at) or not one.lawyer or one.lawyer != other.lawyer:
                continue
            if abs(datetime.combine(one.on, one.at) - datetime.combine(other.on, other.at)) < gap:
                expected |= {one.id, other.id}

    assert rules.clashes(engaged) == expected


LATER, LAST = date(2026, 3, 4), date(2026, 5, 6)


@pytest.mark.parametrize(
    ("tracks", "ended"),
    [
        ([], None),
        ([Ended("criminal", False, None)], None),
        ([Ended("criminal", True, LATER)], LATER),
        ([Ended("criminal", True, LATER), Ended("property_claim", False, None)], LATER),
        ([Ended("criminal", True, LATER), Ended("property_claim", True, None)], LATER),
        ([Ended("criminal", True, None), Ended("property_claim", True, LATER)], None),
        ([Ended("criminal", True, LATER), Ended("civil", True, None)], None),
        ([Ended("criminal", True, LATER), Ended("civil", True, LAST)], LAST),
    ],
)
def test_a_case_ends_with_the_last_of_its_proceedings(tracks: list[Ended], ended: date | None) -> None:
    assert ending.ended_on(tracks) == ended


@given(st.dictionaries(st.dates(date(2026, 1, 1), date(2026, 3, 1)), st.integers(1, 9)), st.integers(1, 40))
def test_no_day_is_read_beyond_those_that_fill_the_page(of_day: dict[date, int], most: int) -> None:
    days = rules.until_full(of_day, most)

    assert days == sorted(of_day)[: len(days)]
    assert sum(of_day[day] for day in days) >= min(most, sum(of_day.values()))
    assert sum(of_day[day] for day in days[:-1]) < most
