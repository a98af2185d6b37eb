"""Does an opened file still stand open?"""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework.cases.rules import minutes_left, stands_open

IDLE, SPELL = timedelta(minutes=20), timedelta(minutes=120)
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
MINUTES = st.integers(0, 300).map(lambda minutes: timedelta(minutes=minutes))


def test_a_file_closes_twenty_minutes_after_its_last_use() -> None:
    assert stands_open(NOON, None, NOON + IDLE, idle=IDLE, spell=SPELL)
    assert not stands_open(NOON, None, NOON + IDLE + timedelta(seconds=1), idle=IDLE, spell=SPELL)
    assert stands_open(NOON, NOON + timedelta(minutes=15), NOON + timedelta(minutes=30), idle=IDLE, spell=SPELL)


@given(MINUTES, MINUTES)
def test_no_use_keeps_a_file_open_beyond_two_hours(used: timedelta, passed: timedelta) -> None:
    is_open = stands_open(NOON, NOON + used, NOON + passed, idle=IDLE, spell=SPELL)

    assert not (is_open and passed > SPELL)


@given(MINUTES)
def test_the_minutes_left_are_never_more_than_either_limit(passed: timedelta) -> None:
    left = minutes_left(NOON, NOON + passed, idle=IDLE, spell=SPELL)

    assert 0 <= left <= 20
    assert left == 0 or passed + timedelta(minutes=left) <= SPELL
