"""Is everything asked about a day that looks wrong, and nothing about one that does not?"""

from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework.proceedings.hearings import rules
from litigation_app.casework.proceedings.hearings.rules import FAR, Beside, Question, Slot, State
from litigation_app.law.court_calendar import WEEKENDS

TODAY = date(2026, 11, 26)
DAYS = st.dates(date(2025, 1, 1), date(2029, 1, 1))
HOURS = st.none() | st.times(time(8), time(16))
SLOTS = st.builds(Slot, st.sampled_from(["main_hearing", "appeal"]), DAYS, HOURS)


def asked(slot: Slot, *beside: Beside) -> list[Question]:
    return [one.question for one in rules.questions(slot, WEEKENDS, TODAY, beside)]


@given(SLOTS, st.lists(st.builds(Beside, SLOTS, st.booleans(), st.just("RS-2026-A2B3")), max_size=5))
def test_each_question_is_asked_once_and_only_with_reason(slot: Slot, beside: list[Beside]) -> None:
    found = asked(slot, *beside)

    assert len(found) == len(set(found))
    assert (Question.FAR in found) == (slot.on > TODAY + FAR)
    assert (Question.CLOSED in found) == (slot.on.weekday() > 4)
    assert Question.TWICE not in found or any(one.is_here for one in beside)
    assert Question.CLASH not in found or any(one.slot.on == slot.on and not one.is_here for one in beside)


def test_two_hours_apart_is_no_clash_and_a_missing_hour_none_either() -> None:
    day = date(2026, 12, 4)
    other = Beside(Slot("main_hearing", day, time(9)), is_here=False, reference="")

    assert asked(Slot("appeal", day, time(10, 59)), other) == [Question.CLASH]
    assert asked(Slot("appeal", day, time(11)), other) == []
    assert asked(Slot("appeal", day, None), other) == []


def test_a_second_one_of_a_day_is_asked_about_and_the_one_on_which_it_goes_on_is_found_there() -> None:
    day = date(2026, 12, 4)
    here = Beside(Slot("main_hearing", day, time(9)), is_here=True, reference="")

    assert asked(Slot("main_hearing", day + timedelta(days=3), None), here) == []
    assert asked(Slot("appeal", day, None), here) == [Question.TWICE]
    for hour, questions in ((None, []), (time(9), []), (time(14), [Question.TWICE])):
        slot = Slot("main_hearing", day, hour)
        assert [one.question for one in rules.questions(slot, WEEKENDS, TODAY, [here], is_next=True)] == questions


def test_what_came_of_it_and_the_next_hearing_bind_a_correction() -> None:
    ahead = TODAY + timedelta(days=1)

    assert rules.doubts_of_correction(State.SCHEDULED, ahead, today=TODAY, next_on=None) == []
    assert rules.doubts_of_correction(State.HELD, ahead, today=TODAY, next_on=None) == [rules.Doubt.REPORTED_ALREADY]
    assert rules.doubts_of_correction(State.HELD, TODAY, today=TODAY, next_on=TODAY) == [rules.Doubt.AFTER_THE_NEXT]
    assert rules.doubts_of_correction(State.MOVED, TODAY, today=TODAY, next_on=TODAY) == []
