"""Does each country's court rest on the days that its ministry announced, and is a doubt kept a doubt?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.law import holiday_file
from litigation_app.law.court_calendar import calendar_of
from litigation_app.law.holiday_file import Closes
from litigation_app.law.holidays import CourtDay, ForumUnknown, court_days
from litigation_app.law.loader import COUNTRIES, CountryUnknown

BOSNIA = ("ba-state", "ba-fbih", "ba-rs", "ba-bd")
courts = st.one_of(
    st.tuples(st.sampled_from([code for code in COUNTRIES if code != "BA"]), st.none()),
    st.tuples(st.just("BA"), st.sampled_from([*BOSNIA, None])),
)


def closed(code: str, year: int, forum: str | None = None, *, month: int | None = None) -> set[str]:
    days = court_days(code, year, forum)
    return {str(one.day)[5:] for one in days if one.closes is Closes.YES and month in (None, one.day.month)}


def doubtful(code: str, year: int, forum: str | None = None) -> set[str]:
    return {str(one.day)[5:] for one in court_days(code, year, forum) if one.closes is Closes.UNCERTAIN}


def test_serbia_gives_the_next_working_day_for_a_state_holiday_on_a_sunday() -> None:
    assert closed("RS", 2026, month=2) == {"02-15", "02-16", "02-17"}
    assert closed("RS", 2023, month=1) == {"01-01", "01-02", "01-03", "01-07"}


def test_serbia_jumps_over_easter_monday_to_give_a_day_for_labour_day() -> None:
    assert closed("RS", 2016, month=5) == {"05-01", "05-02", "05-03"}
    assert closed("RS", 2021, month=5) == {"05-01", "05-02", "05-03", "05-04"}


def test_serbia_gives_no_day_for_a_religious_holiday_on_a_sunday() -> None:
    assert closed("RS", 2024, month=1) == {"01-01", "01-02", "01-07"}
    assert closed("RS", 2025, month=4) == {"04-18", "04-19", "04-20", "04-21"}


def test_north_macedonia_gives_the_monday_and_adds_none_where_it_is_free_anyway() -> None:
    assert closed("MK", 2024) >= {"01-07", "01-08", "09-08", "09-09"}
    assert closed("MK", 2022, month=5) == {"05-01", "05-02", "05-24"}
    assert [one.rule.id for one in court_days("MK", 2022) if str(one.day) == "2022-05-02"] == ["eid_al_fitr"]
    assert closed("MK", 2023, month=1) == {"01-01", "01-02", "01-07"}
    assert closed("MK", 2023, month=4) == {"04-17", "04-21"}
    assert closed("MK", 2021, month=5) == {"05-01", "05-03", "05-13", "05-24"}


def test_montenegro_gives_the_day_after_both_days() -> None:
    assert closed("ME", 2022, month=5) == {"05-01", "05-02", "05-03", "05-21", "05-22", "05-23"}
    assert closed("ME", 2022, month=1) == {"01-01", "01-02", "01-03"}


def test_njegos_day_was_one_day_and_became_two() -> None:
    assert closed("ME", 2021, month=11) == set()
    assert closed("ME", 2022, month=11) == {"11-13"}
    assert closed("ME", 2023, month=11) == {"11-13", "11-14"}
    assert [one.rule.id for one in court_days("ME", 2023) if str(one.day) == "2023-11-13"] == ["njegos"]


def test_the_federation_moves_labour_day_but_not_independence_day() -> None:
    assert closed("BA", 2021, "ba-fbih", month=5) == {"05-01", "05-02", "05-03"}
    assert closed("BA", 2025, "ba-fbih", month=11) == {"11-25"}
    assert closed("BA", 2020, "ba-fbih", month=3) == {"03-01"}
    assert "03-02" in doubtful("BA", 2020, "ba-fbih")
    assert closed("BA", 2026, "ba-fbih", month=3) == {"03-01", "03-02"}


def test_republika_srpska_moves_only_a_second_day() -> None:
    assert closed("BA", 2023, "ba-rs", month=1) == {"01-01", "01-02"}
    assert closed("BA", 2022, "ba-rs", month=1) == {"01-01", "01-02", "01-03"}
    assert closed("BA", 2025, "ba-rs", month=11) == {"11-21"}


def test_the_holiday_that_was_struck_down_is_only_a_doubt() -> None:
    assert "01-09" in doubtful("BA", 2026, "ba-rs")
    assert "01-09" not in closed("BA", 2026, "ba-rs")


def test_brcko_has_its_own_day_and_moves_it() -> None:
    assert closed("BA", 2026, "ba-bd", month=3) == {"03-08", "03-09"}


def test_a_day_that_binds_believers_alone_does_not_close_the_court() -> None:
    assert "12-25" not in closed("RS", 2026) | doubtful("RS", 2026)
    assert "01-07" not in closed("ME", 2026) | doubtful("ME", 2026)
    assert not calendar_of("ME").may_be_closed(date(2026, 1, 7))
    assert [one.closes for one in court_days("RS", 2026) if str(one.day) == "2026-12-25"] == [Closes.NO]


def test_a_festival_whose_date_is_not_published_is_a_doubt_of_three_days() -> None:
    assert {"03-08", "03-09", "03-10"} <= doubtful("MK", 2027)
    assert "03-20" in closed("MK", 2026)
    assert doubtful("RS", 2027) == set()
    assert [str(one.day) for one in court_days("RS", 2027) if one.rule.id == "eid_al_fitr"] == ["2027-03-09"]
    expected = {one.expected for one in court_days("MK", 2027) if one.rule.id == "eid_al_fitr"}
    assert expected == {date(2027, 3, 9)}


def test_where_no_bosnian_court_is_named_only_what_all_keep_is_sure() -> None:
    anywhere, in_brcko = calendar_of("BA"), calendar_of("BA", "ba-bd")

    assert anywhere.is_closed(date(2027, 1, 1))
    assert not anywhere.is_closed(date(2027, 3, 8))
    assert anywhere.may_be_closed(date(2027, 3, 8))
    assert in_brcko.is_closed(date(2027, 3, 8))


def test_an_unknown_court_is_refused() -> None:
    with pytest.raises(ForumUnknown, match="one system of courts"):
        court_days("RS", 2026, "ba-rs")
    with pytest.raises(ForumUnknown, match="ba-fbih"):
        calendar_of("BA", "ba-xx")
    with pytest.raises(CountryUnknown, match="known are RS"):
        calendar_of("HR")


def test_before_a_file_begins_only_weekends_are_known() -> None:
    assert court_days("RS", 1999) == ()
    assert not calendar_of("RS").may_be_closed(date(1999, 1, 1))
    assert calendar_of("RS").is_closed(date(1999, 1, 2))


@given(courts, st.integers(1, 9999))
def test_the_holidays_of_a_year_lie_in_it_in_their_order(court: tuple[str, str | None], year: int) -> None:
    code, forum = court
    days = court_days(code, year, forum)

    assert all(one.day.year == year for one in days)
    assert [one.day for one in days] == sorted(one.day for one in days)
    assert len({(one.day, one.rule.id) for one in days}) == len(days)


@pytest.mark.thorough
@given(courts, st.integers(2012, 2100))
def test_a_day_given_for_a_sunday_follows_within_the_week(court: tuple[str, str | None], year: int) -> None:
    code, forum = court
    given_days = [one for one in court_days(code, year, forum) if one.instead_of is not None]

    assert all(is_after_its_sunday(one) for one in given_days)


def is_after_its_sunday(one: CourtDay) -> bool:
    return one.instead_of is not None and one.instead_of.weekday() == 6 and one.day - one.instead_of < timedelta(days=5)


@given(courts, st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_what_is_surely_closed_may_be_closed(court: tuple[str, str | None], day: date) -> None:
    code, forum = court
    calendar = calendar_of(code, *([forum] if forum else []))

    assert calendar.may_be_closed(day) or not calendar.is_closed(day)


@pytest.mark.parametrize("code", COUNTRIES)
def test_no_file_claims_a_lawyer_s_check_that_nobody_made(code: str) -> None:
    assert holiday_file.load(code).reviewed_by_lawyer is False
