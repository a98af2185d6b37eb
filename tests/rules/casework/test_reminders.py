"""When does a reminder come, and what does a mail say?"""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework.planner.reminders import rules
from litigation_app.casework.planner.reminders.rules import Kind, Near

TODAY = date(2026, 11, 25)
DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))
BEFORE = st.lists(st.sampled_from(rules.settings().offered), unique=True)


@pytest.mark.parametrize(
    ("after", "days", "come"),
    [(8, [7, 1], None), (7, [7, 1], 0), (3, [7, 1], -4), (1, [7, 1], 0), (0, [7, 1], -1), (0, [], None), (-5, [], 0)],
)
def test_the_day_of_the_last_reminder(after: int, days: list[int], come: int | None) -> None:
    found = rules.since(TODAY + timedelta(days=after), days, TODAY)

    assert found == (None if come is None else TODAY + timedelta(days=come))


@given(DAYS, BEFORE, DAYS)
def test_a_reminder_never_comes_from_the_future_nor_before_its_time(on: date, days: list[int], today: date) -> None:
    since = rules.since(on, days, today)

    if since is not None:
        assert since <= today
        assert on < today or (on - since).days in days


@given(DAYS, BEFORE, DAYS)
def test_who_has_read_today_has_no_news(on: date, days: list[int], today: date) -> None:
    near = Near(Kind.TASK, UUID(int=1), UUID(int=2), "RS-2026-0001", "Breza 1", "paper", on)

    assert not any(one.is_new for one in rules.reminders([near], days, today, today))
    assert all(one.is_new for one in rules.reminders([near], days, today, None))


@given(DAYS, BEFORE, st.integers(-3, 20), st.none() | st.integers(0, 20))
def test_the_bell_s_days_are_those_of_what_is_new(
    today: date, days: list[int], after: int, read_before: int | None
) -> None:
    on, read_on = today + timedelta(days=after), None if read_before is None else today - timedelta(days=read_before)
    near = Near(Kind.TASK, UUID(int=1), UUID(int=2), "RS-2026-0001", "Breza 1", "paper", on)
    is_new = any(one.is_new for one in rules.reminders([near], days, today, read_on))

    spans = rules.fresh(days, today, read_on)

    assert any(first <= on <= last for first, last in spans) == (is_new and on >= today)
    assert all(today <= first <= last for first, last in spans)
    assert spans == [] if read_on == today else True


@given(st.integers(1, 500), st.sampled_from(["en", "sr-Latn", "sr-Cyrl"]))
def test_a_mail_holds_the_number_and_the_address_and_no_other_figure(count: int, language: str) -> None:
    letter = rules.letter(count, "https://desk.example/sign-in", language)

    figures = "".join(sign for sign in letter.subject + letter.body if sign.isdigit())
    assert figures == str(count)
    assert "https://desk.example/sign-in" in letter.body
