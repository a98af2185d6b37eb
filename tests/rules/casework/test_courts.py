"""Which of several courts has a case, and which entry ends another, ends it no longer, or lets it run again?"""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework.proceedings.courts import rules
from litigation_app.casework.proceedings.courts.rules import File

CRIMINAL, DAY = uuid4(), date(2026, 3, 1)
DAYS = st.none() | st.integers(0, 60).map(lambda number: DAY + timedelta(days=number))
ROLES = st.sampled_from(["first", "second", "prosecution", "expert"])


def file(number: int, role: str = "first", begun: date | None = None) -> File:
    return File(CRIMINAL, role, begun_on=begun, id=UUID(int=number))


def after(files: list[File], changed: File | UUID) -> list[File]:
    """The files once this one was written down, saved or taken out."""
    id_ = changed.id if isinstance(changed, File) else changed
    assert id_ is not None
    left = [one for one in files if one.id != id_] + ([changed] if isinstance(changed, File) else [])
    before = next((one.ended_by for one in files if one.id == id_), None)
    ends = {end.of: end for end in rules.ends(left, id_, DAY, before)}
    return [replace(one, ended_on=ends[one.id].on, ended_by=ends[one.id].by) if one.id in ends else one for one in left]


def test_an_interim_appeal_leaves_the_trial_at_its_court() -> None:
    trial, custody = file(1), file(2, "second")

    assert rules.present([trial, custody]) == trial
    assert rules.present([trial, replace(custody, takes_over=True)]) == replace(custody, takes_over=True)


def test_an_entry_whose_role_was_a_mistake_ends_nobody() -> None:
    files = after([file(1)], file(2))
    assert files[0].ended_by == UUID(int=2)

    corrected = after(files, file(2, "second"))

    assert [one.is_over for one in corrected] == [False, False]


@given(st.lists(st.tuples(ROLES, DAYS), min_size=1, max_size=6), st.data())
def test_what_is_written_down_and_taken_out_again_leaves_everything_as_it_was(
    said: list[tuple[str, date | None]], data: st.DataObject
) -> None:
    files: list[File] = []
    for number, (role, begun) in enumerate(said, 1):
        files = after(files, file(number, role, begun))

    wrong = file(99, data.draw(ROLES), data.draw(DAYS))
    back = after(after(files, wrong), wrong.id or uuid4())

    assert back == files


def test_a_court_between_two_that_was_a_mistake_leaves_the_first_ended_by_the_last() -> None:
    files = after(after(after([], file(1)), file(2)), file(3, begun=DAY))

    left = after(files, UUID(int=2))

    assert [(one.ended_on, one.ended_by) for one in left] == [(DAY, UUID(int=3)), (None, None)]


@given(st.lists(st.tuples(ROLES, DAYS), min_size=1, max_size=6))
def test_whatever_ended_was_followed_by_one_of_its_role(said: list[tuple[str, date | None]]) -> None:
    files: list[File] = []
    for number, (role, begun) in enumerate(said, 1):
        files = after(files, file(number, role, begun))

    by_id = {one.id: one for one in files}
    over = [one for one in files if one.is_over]
    assert all(by_id[one.ended_by].role == one.role for one in over)
    assert not [one for one in over if one.role == "expert"]
