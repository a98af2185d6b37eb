"""When is a task due, and who may be given one?"""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework.planner.tasks import rules
from litigation_app.casework.planner.tasks.rules import About, Origin, State, When
from litigation_app.casework.planner.team.rules import Colleague
from litigation_app.core.language import LANGUAGES

TODAY = date(2026, 11, 25)
DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@pytest.mark.parametrize(
    ("after", "heading"),
    [(-1, When.OVERDUE), (0, When.TODAY), (1, When.SOON), (7, When.SOON), (8, When.LATER)],
)
def test_under_which_heading_a_task_stands(after: int, heading: When) -> None:
    assert rules.when(TODAY + timedelta(days=after), TODAY) is heading


def test_a_task_without_a_day_stands_last() -> None:
    assert rules.when(None, TODAY) is When.UNDATED


@given(st.lists(st.one_of(st.none(), DAYS)), DAYS)
def test_no_task_is_lost_and_none_stands_twice(days: list[date | None], today: date) -> None:
    found = rules.by_when([(day, number) for number, day in enumerate(days)], today)

    assert sorted(one for rows in found.values() for one in rows) == list(range(len(days)))
    assert list(found) == [heading for heading in When if heading in found]
    assert all(found.values())


@given(DAYS, DAYS, DAYS)
def test_a_later_day_never_stands_before_an_earlier_one(one: date, other: date, today: date) -> None:
    order = list(When)
    first, second = (order.index(rules.when(day, today)) for day in sorted((one, other)))

    assert first <= second


def person(
    *, can_work: bool = True, sees_all: bool = False, is_behind_ethical_wall: bool = False, kind: str | None = "lead"
) -> object:
    return Colleague(uuid4(), "Somebody", can_work, sees_all, is_behind_ethical_wall, kind)


@pytest.mark.parametrize(
    ("one", "may"),
    [
        (person(), True),
        (person(kind="second"), True),
        (person(can_work=False, sees_all=True, kind=None), True),
        (person(kind=None), False),
        (person(can_work=False), False),
        (person(is_behind_ethical_wall=True), False),
        (person(sees_all=True, is_behind_ethical_wall=True), False),
    ],
)
def test_who_may_be_given_a_task(one: Colleague, may: bool) -> None:
    assert bool(rules.takers([one])) is may


def test_an_origin_is_read_as_it_is_written_and_nothing_else_is() -> None:
    origin = Origin(About.HEARING, UUID(int=7))

    assert Origin.read(str(origin)) == origin
    assert [Origin.read(typed) for typed in ("", "hearing", "hearing:x", f"victim:{UUID(int=7)}")] == [None] * 4


def test_every_code_has_words() -> None:
    for language in LANGUAGES:
        assert {code for code, _words in rules.options("state", language)} == set(State)
        assert all(words for list_ in ("kind", "state") for _code, words in rules.options(list_, language))
    assert rules.lacks_text(rules.OTHER, "")
    assert not rules.lacks_text("call", "")
    assert rules.say("kind", "lost", "en") == "lost"
