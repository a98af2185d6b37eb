"""The secret link by which a calendar program reads hearings."""

import html
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from calendar_links import events, make_link
from lawyering import due, said
from litigation_app.accounts import stamps
from litigation_app.accounts.models import CalendarFeed
from litigation_app.casework.cases.models import Case
from litigation_app.casework.proceedings.hearings import actions
from litigation_app.casework.proceedings.hearings.actions import Planned
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.core.clock import today
from litigation_app.core.db import committing, db
from litigation_app.ledger import LedgerEntry

SOON = today() + timedelta(days=3)


@pytest.fixture
def ana(make: Any) -> str:
    make.office("RS", "Belgrade")
    return str(make.lawyer(name="Ana Izmišljena"))


@pytest.fixture
def case_id(make: Any, ana: str) -> UUID:
    return UUID(str(make.case(ana)))


def put(app: Flask, make: Any, email: str, case_id: UUID, on: date = SOON, at: time | None = time(9, 30)) -> UUID:
    actor = make.actor(email)
    with app.app_context(), committing() as session:
        case = session.get_one(Case, case_id)
        proceeding = session.scalars(select(Proceeding).where(Proceeding.case_id == case_id)).first()
        note = "Courtroom 4, Dunja Nepostojeća"
        return UUID(str(actions.schedule(actor, case, proceeding, Planned("main_hearing", on, at, (), note)).id))


def test_by_default_a_link_tells_that_she_is_busy_and_no_more(
    app: Flask, make: Any, client_as: Callable[[str], Any], stranger: Any, ana: str, case_id: UUID
) -> None:
    put(app, make, ana, case_id)

    link = make_link(client_as(ana))

    found = events(stranger, link)
    assert [str(one["summary"]) for one in found] == ["Busy: hearing"]
    assert found[0].start.astimezone().date() == SOON
    body = stranger.get(link).get_data(as_text=True)
    with app.app_context():
        case = db.session.get_one(Case, case_id)
    hidden = (case.reference, case.code_name, "Main", "Belgrade", "Dunja", "Ana")
    assert [word for word in hidden if word in body] == []


def test_she_may_choose_that_it_tells_more(
    app: Flask, make: Any, client_as: Callable[[str], Any], stranger: Any, ana: str, case_id: UUID
) -> None:
    put(app, make, ana, case_id, at=None)
    person = client_as(ana)

    assert str(events(stranger, make_link(person, "kind"))[0]["summary"]) == "Main hearing"
    said = str(events(stranger, make_link(person, "case"))[0]["summary"])
    assert re.fullmatch(r"Main hearing: RS-\d{4}-[A-Z][A-Z2-9]{3}, .+", said)
    assert "Dunja" not in said


def test_deadlines_and_tasks_are_whole_days_in_it_and_say_no_more_than_hearings(
    app: Flask, make: Any, client_as: Callable[[str], Any], stranger: Any, ana: str, case_id: UUID
) -> None:
    due(app, case_id, SOON)
    person = client_as(ana)
    task = {"kind": "call", "person": str(make.user_id(ana)), "due_on": said(SOON), "text": "Dunja Nepostojeća"}
    assert person.post(f"/cases/{case_id}/tasks", task).status_code == 303

    kind, link = events(stranger, make_link(person, "kind")), make_link(person)
    busy = events(stranger, link)

    assert [str(one["summary"]) for one in busy] == ["To do", "To do"]
    assert [word for word in ("deadline", "task") if word in stranger.get(link).get_data(as_text=True)] == []
    assert {one.start for one in busy} == {SOON}
    assert sorted(str(one["summary"]) for one in kind) == ["Deadline: Appeal", "Task: Call the client"]


def test_two_links_cannot_be_joined_by_the_numbers_of_their_entries_and_one_link_keeps_them(
    app: Flask, make: Any, client_as: Callable[[str], Any], stranger: Any, ana: str, case_id: UUID
) -> None:
    hearing, person = put(app, make, ana, case_id), client_as(ana)
    due(app, case_id, SOON)
    coordinator = client_as(make.coordinator(office=next(iter(make.actor(ana).held)).office_id))
    link, other = make_link(person), make_link(coordinator)

    def numbers(path: str) -> set[str]:
        return {str(one["uid"]) for one in events(stranger, path)}

    first = numbers(link)
    assert len(first) == 2
    assert numbers(link) == first
    assert len(numbers(other)) >= 1
    assert not numbers(other) & first
    assert str(hearing) not in stranger.get(link).get_data(as_text=True)
    assert not numbers(make_link(person)) & first  # a new link is another one


def test_a_link_that_was_made_for_hearings_alone_gives_those_alone(
    app: Flask, make: Any, client_as: Callable[[str], Any], stranger: Any, ana: str, case_id: UUID
) -> None:
    put(app, make, ana, case_id)
    due(app, case_id, SOON)
    person = client_as(ana)
    link = make_link(person, "kind")
    with app.app_context(), committing() as session:  # as a desk wrote it whose links gave nothing else
        feed = session.scalars(select(CalendarFeed)).one()
        feed.says = "kind"
        feed.stamp = stamps.of(stamps.FEED, feed)

    assert [str(one["summary"]) for one in events(stranger, link)] == ["Main hearing"]
    assert person.get("/calendar/link").status_code == 200


def test_the_link_leads_to_the_desk_by_its_own_name_whatever_a_request_calls_it(
    app: Flask, client_as: Callable[[str], Any], ana: str
) -> None:
    """Behind a proxy the request says "http" and the name of the machine, and a calendar program would send the secret so."""
    app.extensions["config"] = replace(app.extensions["config"], origin="https://desk.example.org/")
    person = client_as(ana)
    said = {"says": "busy", "known": "y", "csrf_token": person.token}

    page = person.client.post("/calendar/link", data=said, base_url="https://localhost")

    assert page.status_code == 200
    assert re.findall(r"https?://[^/\"]*/calendar/feeds/", html.unescape(page.get_data(as_text=True))) == [
        "https://desk.example.org/calendar/feeds/"
    ]


def test_without_the_tick_there_is_no_link(app: Flask, client_as: Callable[[str], Any], ana: str) -> None:
    answer = client_as(ana).post("/calendar/link", {"says": "busy"})

    assert answer.status_code == 422
    assert "the link needs no password" in html.unescape(answer.get_data(as_text=True))
    with app.app_context():
        assert db.session.scalars(select(CalendarFeed)).all() == []


def test_a_new_link_ends_the_old_one_and_an_ended_one_gives_nothing(
    client_as: Callable[[str], Any], stranger: Any, ana: str
) -> None:
    person = client_as(ana)
    first, second = make_link(person), make_link(person)
    assert (stranger.get(first).status_code, stranger.get(second).status_code) == (404, 200)

    assert person.post("/calendar/link/removal").status_code == 303

    nothing = stranger.get("/calendar/feeds/not-a-link.ics")
    dead = stranger.get(second)
    assert (dead.status_code, nothing.status_code) == (404, 404)


def test_only_a_digest_of_it_is_kept_and_making_it_is_on_record(
    app: Flask, client_as: Callable[[str], Any], ana: str
) -> None:
    link = make_link(client_as(ana))

    with app.app_context():
        assert db.session.scalars(select(CalendarFeed.token_hash)).one() not in link
        assert "make_feed" in db.session.scalars(select(LedgerEntry.act)).all()


def test_walls_others_and_whoever_left_give_nothing(
    app: Flask, make: Any, client_as: Callable[[str], Any], stranger: Any, ana: str, case_id: UUID
) -> None:
    put(app, make, ana, case_id)
    other, coordinator = make.lawyer(), make.coordinator()
    theirs, mine = make_link(client_as(other)), make_link(client_as(ana))
    assert (len(events(stranger, theirs)), len(events(stranger, mine))) == (0, 1)

    make.wall(case_id, ana, coordinator)
    assert events(stranger, mine) == []

    administrator = client_as(make.administrator())
    administrator.step_up()
    assert administrator.post(f"/people/{make.user_id(ana)}/disabling").status_code in {200, 303}
    assert stranger.get(mine).status_code == 404


def test_making_a_link_asks_for_the_second_factor(make: Any, client_as: Callable[[str], Any], ana: str) -> None:
    person = client_as(ana)
    make.stale(ana)

    answer = person.post("/calendar/link", {"says": "busy", "known": "y"})

    assert "feeds/" not in answer.get_data(as_text=True)


def test_a_hearing_called_off_is_cancelled_in_her_program(
    app: Flask, make: Any, client_as: Callable[[str], Any], stranger: Any, ana: str, case_id: UUID
) -> None:
    hearing = put(app, make, ana, case_id)
    person = client_as(ana)
    link = make_link(person)

    person.post(f"/hearings/{hearing}/reports", {"row_version": "1", "state": "cancelled"})

    assert [str(one["status"]) for one in events(stranger, link)] == ["CANCELLED"]
