"""The calendar: hearings and our deadlines of the cases that a person may see."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from config import Config
from dated import DAY, calendar, put
from litigation_app.app import create_app
from litigation_app.casework.cases.models import Case
from litigation_app.casework.planner.calendar import queries, rules
from litigation_app.casework.planner.calendar.queries import Only
from litigation_app.casework.planner.calendar.rules import Span
from litigation_app.casework.proceedings.hearings.models import Hearing
from litigation_app.casework.proceedings.models import Deadline, Proceeding
from litigation_app.core.access import Actor, Held, Role
from litigation_app.core.db import committing, db
from statements import sent_by


@pytest.mark.parametrize("view", ["weeks", "month", "week", "list"])
def test_a_hearing_stands_on_its_day_in_every_view(
    app: Flask, make: Any, client_as: Callable[[str], Any], ana: str, view: str
) -> None:
    hearing = put(app, make, ana, make.case(ana))

    shown = calendar(client_as(ana), view=view)

    assert f'href="/hearings/{hearing}"' in shown
    assert "9.30" in shown
    assert "Friday" in shown


def test_only_what_she_may_see_is_in_it(app: Flask, make: Any, client_as: Callable[[str], Any], ana: str) -> None:
    other = make.lawyer()
    hers, theirs = put(app, make, ana, make.case(ana)), put(app, make, other, make.case(other))

    mine, of_office = calendar(client_as(ana)), calendar(client_as(make.coordinator()))

    assert str(hers) in mine
    assert str(theirs) not in mine
    assert str(hers) in of_office
    assert str(theirs) in of_office


def test_a_wall_hides_it_and_an_emergency_shows_it(
    app: Flask, make: Any, client_as: Callable[[str], Any], ana: str
) -> None:
    case_id = make.case(ana)
    hearing = put(app, make, ana, case_id)
    helper, coordinator, walled = make.lawyer(), make.coordinator(), make.coordinator()
    make.wall(case_id, walled, coordinator)
    make.emergency(case_id, helper)

    assert str(hearing) not in calendar(client_as(walled))
    assert str(hearing) in calendar(client_as(helper))


def test_a_coordinator_narrows_it_to_a_lawyer(app: Flask, make: Any, client_as: Callable[[str], Any], ana: str) -> None:
    other = make.lawyer(name="Bojana Izmišljena")
    hers, theirs = put(app, make, ana, make.case(ana)), put(app, make, other, make.case(other))

    shown = calendar(client_as(make.coordinator()), lawyer=str(make.user_id(other)))

    assert str(theirs) in shown
    assert str(hers) not in shown
    assert "Bojana Izmišljena" in shown


def test_a_lead_whose_only_case_is_hidden_is_not_offered(
    app: Flask, make: Any, client_as: Callable[[str], Any], ana: str
) -> None:
    hidden, other = make.case(ana), make.lawyer(name="Bojana Izmišljena")
    make.case(other)
    make.case(make.lawyer(name="Cveta Izmišljena"))
    walled, coordinator = make.coordinator(), make.coordinator()
    make.wall(hidden, walled, coordinator)

    assert "Ana Izmišljena" not in calendar(client_as(walled))
    assert "Ana Izmišljena" in calendar(client_as(coordinator))


def test_clashes_are_marked_and_a_hearing_called_off_clashes_with_none(
    app: Flask, make: Any, client_as: Callable[[str], Any], ana: str
) -> None:
    first = put(app, make, ana, make.case(ana))
    put(app, make, ana, make.case(ana), at=time(10))
    person = client_as(ana)
    assert calendar(person).count("Clash</span>") == 2

    person.post(f"/hearings/{first}/reports", {"row_version": "1", "state": "cancelled"})

    assert "Clash</span>" not in calendar(person)


def test_a_full_day_says_how_many_more_there_are(
    app: Flask, make: Any, client_as: Callable[[str], Any], ana: str
) -> None:
    case_id = make.case(ana)
    for hour in range(8, 15):
        put(app, make, ana, case_id, at=time(hour))

    month, week = calendar(client_as(ana)), calendar(client_as(ana), view="week")

    assert "3 more" in month
    assert "more</a>" not in week
    assert week.count('class="hearing') == 7


@pytest.mark.parametrize("most", [300, 5, 1])
def test_the_first_hearings_of_each_day_are_those_of_plain_sorting(
    app: Flask, make: Any, ana: str, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(queries, "settings", lambda: replace(rules.settings(), most=most))
    case_id, chance = make.case(ana), random.Random(4)
    span = Span(DAY, DAY + timedelta(days=9))
    for _hearing in range(24):
        hour = chance.choice([None, *map(time, range(8, 12))])
        put(app, make, ana, case_id, on=DAY + timedelta(days=chance.choice((-1, 0, 2, 9, 10))), at=hour)

    with app.test_request_context():
        every = sorted(db.session.scalars(select(Hearing)), key=lambda one: (one.on, one.at or time.max, one.id))
        wanted = [one for one in every if span.first <= one.on <= span.last]
        for email in (ana, make.coordinator()):
            found = queries.hearings(make.actor(email), span, Only())
            of_each = queries.hearings(make.actor(email), span, Only(), a_day=2)

            assert [one.id for one in found] == [one.id for one in wanted[:most]]
            firsts = [one for day in span.days() for one in [other for other in wanted if other.on == day][:2]]
            assert [(one.on, one.at) for one in of_each] == [(one.on, one.at) for one in firsts]
            assert {(one.on, one.of_day) for one in found} <= set(Counter(one.on for one in wanted).items())


def test_a_day_is_read_from_its_key_in_order(sqlite_config: Config) -> None:
    """With 100,000 cases every hearing of the office in the month was ranked to show four a day."""
    app = create_app(sqlite_config)
    office = uuid4()
    for role in (Role.LAWYER, Role.COORDINATOR):
        somebody = Actor(uuid4(), "", "", frozenset({Held(role, office)}))
        with app.app_context():
            asked = [*queries._numbers(somebody, Only()), queries._each(somebody, Only(), 0, 1)]
            plans = [" | ".join(plan(wanted)) for wanted in asked]
            db.engine.dispose()

        assert len(plans) > 1
        assert all("casework_hearing USING COVERING INDEX ix_casework_hearing_of_day" in one for one in plans), plans
        assert [one for one in plans if "TEMP B-TREE" in one] == [], plans


def plan(wanted: Any) -> list[str]:
    bound = {"day_0": DAY, "most": 4, "first": DAY, "last": DAY}
    said = wanted.params(bound).compile(db.engine, compile_kwargs={"literal_binds": True})
    return [str(row[3]) for row in db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {said}")]


def test_our_deadlines_stand_on_the_day_to_act_hers_by_name_those_of_the_office_as_a_number(
    app: Flask, make: Any, client_as: Callable[[str], Any], ana: str
) -> None:
    case_id = make.case(ana)
    with app.app_context(), committing() as session:
        proceeding = session.scalars(select(Proceeding).where(Proceeding.case_id == case_id)).first()
        case = session.get_one(Case, case_id)
        of = {"case_id": case_id, "office_id": case.office_id, "proceeding_id": proceeding.id}
        rule = {
            "stage": "appeal",
            "event": "appeal_filed",
            "kept_by": [],
            "kind": "statutory",
            "runs_from": "service_on_victim",
            "days": 15,
        }
        rest = {"roll_over": "next_working_day", "legal_basis": "ZKP 432", "confidence": "low", "is_reviewed": False}
        session.add(Deadline(**of, **rule, **rest, side="ours", expiry=DAY, act_by=DAY))
        session.add(Deadline(**of, **rule, **rest, side="theirs", expiry=DAY, act_by=DAY))

    hers = calendar(client_as(ana))
    assert hers.count("Deadline: ") == 1
    assert "1 deadline" not in hers
    assert "1 deadline" in calendar(client_as(make.coordinator()))


@pytest.mark.parametrize(
    "asked",
    [
        {"day": "31-31-31"},
        {"day": "0001-01-01"},
        {"view": "decade"},
        {"lawyer": "x"},
        {"office": "';--"},
        {"country": "ZZ"},
    ],
)
def test_nonsense_shows_a_calendar_all_the_same(
    client_as: Callable[[str], Any], ana: str, asked: dict[str, str]
) -> None:
    assert client_as(ana).get("/calendar", query_string=asked).status_code == 200


def test_an_empty_month_says_what_to_do(client_as: Callable[[str], Any], ana: str) -> None:
    assert "Hearings are put in on the page of their case" in calendar(client_as(ana))


def test_the_number_of_reads_does_not_grow_with_the_hearings(
    app: Flask, make: Any, client_as: Callable[[str], Any], ana: str
) -> None:
    case_id = make.case(ana)
    person = client_as(ana)

    put(app, make, ana, case_id)
    calendar(person)
    few = len(sent_by(app, lambda: calendar(person)))
    for day in range(20):
        put(app, make, ana, case_id, on=DAY + timedelta(days=day % 5))

    assert len(sent_by(app, lambda: calendar(person))) == few
    with app.app_context():
        assert len(db.session.scalars(select(Hearing.id)).all()) == 21
