"""Which code is right in which half minute, and what counts as one?"""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.accounts.signing_in.factors import rules

SECRETS = st.binary(min_size=rules.SECRET_BYTES, max_size=rules.SECRET_BYTES)
MOMENTS = st.integers(1_800_000_000, 3_800_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
RFC_SECRET = b"12345678901234567890"


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037")],
)
def test_the_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    """RFC 6238, appendix B, the last six of its eight digits."""
    assert rules.code_at(RFC_SECRET, seconds // 30) == code


@given(SECRETS, MOMENTS, st.integers(-1, 1))
def test_a_code_of_this_half_minute_or_a_neighbour_is_found(secret: bytes, now: datetime, step: int) -> None:
    counter = rules.counter_at(now) + step
    found = rules.matching_counter(secret, rules.code_at(secret, counter), now)

    assert found is not None
    assert rules.code_at(secret, found) == rules.code_at(secret, counter)


@given(SECRETS, MOMENTS, st.integers(2, 100), st.booleans())
def test_a_code_of_a_farther_half_minute_is_found_only_by_chance(
    secret: bytes, now: datetime, far: int, is_late: bool
) -> None:
    code = rules.code_at(secret, rules.counter_at(now) + (far if is_late else -far))
    near = {rules.code_at(secret, rules.counter_at(now) + step) for step in (-1, 0, 1)}

    assert (rules.matching_counter(secret, code, now) is not None) == (code in near)


@given(SECRETS)
def test_a_secret_can_be_typed(secret: bytes) -> None:
    assert rules.secret_of_text(rules.in_fours(rules.secret_text(secret)).replace(" ", "")) == secret


@given(st.binary(min_size=10, max_size=10), st.sampled_from([" ", "-", ""]), st.booleans())
def test_a_recovery_code_is_read_however_it_is_written(raw: bytes, between: str, small: bool) -> None:
    code = rules.recovery_text(raw)
    written = rules.in_fours(code).replace(" ", between).replace("0", "O").replace("1", "l")

    assert len(code) == rules.RECOVERY_LETTERS
    assert rules.read(written.lower() if small else written) == rules.Typed(recovery=code)


@given(st.binary(min_size=10, max_size=10), st.binary(min_size=10, max_size=10))
def test_no_two_sheets_share_a_code(one: bytes, other: bytes) -> None:
    assert (rules.recovery_text(one) == rules.recovery_text(other)) == (one == other)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_code_a_recovery_code_or_neither(text: str) -> None:
    said = rules.read(text)

    assert said.code is None or said.recovery is None
    assert said.code is None or (len(said.code) == rules.DIGITS and said.code.isdecimal() and said.code.isascii())


@pytest.mark.thorough
@given(MOMENTS, st.integers(-3, 3))
def test_the_next_code_is_unused_and_counts_now(now: datetime, lead: int) -> None:
    last = rules.counter_at(now) + lead
    found = rules.next_counter(last, now)

    assert found is None or (found > last and abs(found - rules.counter_at(now)) <= 1)
    assert (found is None) == (lead >= 1)


@given(MOMENTS, st.integers(0, 10_000), st.integers(1, 600))
def test_a_factor_is_fresh_for_so_long_and_not_in_the_future(now: datetime, ago: int, within: int) -> None:
    shown_at, most = now - timedelta(seconds=ago), timedelta(seconds=within)

    assert rules.is_fresh(shown_at, now, most) == (ago <= within)
    assert not rules.is_fresh(now + timedelta(seconds=1), now, most)
    assert not rules.is_fresh(None, now, most)
