"""Which backups does the rule keep, and is what was packed what was put in?"""

import io
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from litigation_app.operations.backup.keeping import RECENT, Rule, kept
from litigation_app.operations.backup.packing import pack_in_place, packed, plain

FIRST = datetime(2026, 1, 1, 1, 30, tzinfo=UTC)
moments = st.lists(st.integers(0, 900 * 24).map(lambda hours: FIRST + timedelta(hours=hours)), max_size=60)
rules = st.builds(Rule, *[st.integers(0, 14)] * 3)


def test_of_two_years_of_nights_a_week_five_weeks_and_a_year_of_months_are_left() -> None:
    nights = [FIRST + timedelta(days=day) for day in range(730)]  # to 31 December 2027

    left = sorted(kept(nights, Rule(7, 5, 12)))

    assert left[-7:] == nights[-7:]
    assert [one.strftime("%Y-%m-%d") for one in left[:-7]] == [
        "2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31", "2027-06-30", "2027-07-31", "2027-08-31",
        "2027-09-30", "2027-10-31", "2027-11-30", "2027-12-05", "2027-12-12", "2027-12-19",
    ]  # fmt: skip


@given(moments, rules)
def test_the_newest_two_days_stay_whatever_the_rule_and_of_others_never_more_than_it_says(
    there: list[datetime], rule: Rule
) -> None:
    left = kept(there, rule)

    assert left <= set(there)
    recent = {at for at in there if max(there) - at <= RECENT}
    assert recent <= left
    assert len(left - recent) <= sum(rule)


@given(moments, rules)
def test_whoever_thins_out_every_night_keeps_what_one_who_does_it_once_keeps(there: list[datetime], rule: Rule) -> None:
    every_night: set[datetime] = set()
    for one in sorted(set(there)):
        every_night = kept(every_night | {one}, rule)

    assert every_night == kept(there, rule)


@given(st.lists(st.binary(max_size=5_000), max_size=8))
def test_what_was_packed_comes_back(pieces: list[bytes]) -> None:
    content = b"".join(pieces) * 300
    file = io.BytesIO(content)

    size = pack_in_place(file)

    assert size == len(file.getvalue())
    assert b"".join(plain([file.getvalue()])) == content == b"".join(plain([packed(content)]))
