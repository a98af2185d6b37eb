"""Who may be put on a case or kept from it, and when may an access in an emergency begin?"""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework.cases.emergencies import rules as emergencies
from litigation_app.casework.cases.emergencies.rules import Stopped
from litigation_app.casework.planner.team import rules
from litigation_app.casework.planner.team.rules import Blocker, Colleague

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
PEOPLE = st.builds(
    Colleague,
    id=st.uuids(),
    name=st.just("Somebody"),
    can_work=st.booleans(),
    sees_all=st.booleans(),
    is_behind_ethical_wall=st.booleans(),
    kind=st.sampled_from(["lead", "second", None]),
)
MOMENTS = st.lists(st.timedeltas(timedelta(0), timedelta(days=20)).map(lambda ago: NOW - ago), max_size=6)


@given(PEOPLE)
def test_only_a_lawyer_of_the_office_who_is_not_walled_works_on_a_case(person: Colleague) -> None:
    fit = person.can_work and not person.is_behind_ethical_wall

    assert (rules.blockers_of_lead(person) == []) == (fit and person.kind != "lead")
    assert (rules.blockers_of_second(person) == []) == (fit and person.kind is None)


@given(PEOPLE)
def test_nobody_walls_herself_or_a_stranger_or_twice(person: Colleague) -> None:
    belongs = person.can_work or person.sees_all or person.kind is not None

    assert (rules.blockers_of_ethical_wall(uuid4(), person) == []) == (belongs and not person.is_behind_ethical_wall)
    assert Blocker.OWN_ETHICAL_WALL in rules.blockers_of_ethical_wall(person.id, person)


@given(MOMENTS, MOMENTS, st.booleans())
def test_an_emergency_begins_unless_one_is_open_unreviewed_or_tried_too_often(
    tries: list[datetime], unreviewed: list[datetime], is_one_open: bool
) -> None:
    reason = emergencies.stopped(tries, unreviewed, NOW, is_one_open=is_one_open)

    is_overdue = any(NOW - began > timedelta(days=7) for began in unreviewed)
    today = [at for at in tries if NOW - at < timedelta(days=1)]
    assert (reason is None) == (not is_overdue and not is_one_open and len(today) < 3)
    assert (reason is Stopped.REVIEW_OVERDUE) == is_overdue


@given(st.text(max_size=80))
def test_blanks_do_not_make_a_justification(text: str) -> None:
    assert emergencies.is_long_enough(text) == (len(" ".join(text.split())) >= 30)
    assert not emergencies.is_long_enough("so short" + " " * 60)
