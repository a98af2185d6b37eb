"""How long does a guesser wait, when is a sign-in over, which roles exclude each other?"""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from litigation_app.accounts.rules import FORGOTTEN_AFTER, LONGEST_WAIT, conflicts, is_over, wait
from litigation_app.core.roles import Role

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@given(st.integers(0, 4))
def test_a_few_slips_cost_nothing(failures: int) -> None:
    assert wait(failures, NOW, NOW) == timedelta(0)


@given(st.integers(5, 10_000))
def test_more_failures_never_shorten_the_wait_and_never_lock_out(failures: int) -> None:
    assert timedelta(0) < wait(failures, NOW, NOW) <= wait(failures + 1, NOW, NOW) <= LONGEST_WAIT


@given(st.integers(5, 50))
def test_the_door_opens_again_by_itself(failures: int) -> None:
    assert wait(failures, NOW, NOW + LONGEST_WAIT) == timedelta(0)
    assert wait(failures, NOW, NOW + FORGOTTEN_AFTER * 2) == timedelta(0)


def test_a_sign_in_ends_by_disuse_and_by_age() -> None:
    idle, absolute = timedelta(minutes=30), timedelta(hours=10)

    assert not is_over(NOW, NOW, NOW + timedelta(minutes=30), idle=idle, absolute=absolute)
    assert is_over(NOW, NOW, NOW + timedelta(minutes=31), idle=idle, absolute=absolute)
    assert is_over(NOW, NOW + timedelta(hours=10), NOW + timedelta(hours=10, seconds=1), idle=idle, absolute=absolute)


def test_who_keeps_the_keys_does_not_read_the_files() -> None:
    assert conflicts([Role.ADMINISTRATOR, Role.LAWYER]) == ["administrator_with_casework"]
    assert conflicts([Role.AUDITOR, Role.ANALYST]) == ["auditor_with_any"]
    assert conflicts([Role.LAWYER, Role.COORDINATOR, Role.ANALYST]) == []
