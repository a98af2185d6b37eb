"""Does the calendar link of a stand-in give what falls in her days, and nothing before and after?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from calendar_links import entries, make_link
from lawyering import due
from litigation_app.accounts.models import RoleHeld
from litigation_app.core.access import Role
from litigation_app.core.clock import today
from litigation_app.core.db import committing
from proposing import given
from standing_in import Court


@pytest.fixture
def court(app: Flask, make: Any, client_as: Callable[[str], Any]) -> Court:
    return Court(app, make, client_as)


@pytest.mark.both_databases
def test_the_calendar_link_of_a_stand_in_gives_what_falls_in_these_days_and_says_for_whom(
    court: Court, stranger: Any
) -> None:
    due(court.app, court.case, today() + timedelta(days=4))
    court.task("call", 5)
    court.task("paper", 20)  # after the last day
    court.comes(3)
    link = make_link(court.colleague, "kind")
    assert entries(stranger, link) == []

    assert court.is_away(court.lead, court.other, 0, 14).status_code == 303

    for_whom = " (standing in for Vera Vodi)"
    expected = [f"{what}{for_whom}" for what in ("Deadline: Appeal", "Main hearing", "Task: Call the client")]
    assert entries(stranger, link) == expected
    assert "Dunja" not in stranger.get(link).get_data(as_text=True)
    busy = make_link(court.colleague)
    assert entries(stranger, busy) == ["Busy: hearing", "To do", "To do"]
    assert "Vodi" not in stranger.get(busy).get_data(as_text=True)
    of_case = entries(stranger, make_link(court.colleague, "case"))
    assert all(": RS-" in one and one.endswith(for_whom) for one in of_case)


@pytest.mark.both_databases
def test_the_link_of_a_stand_in_ends_with_the_absence_and_at_an_ethical_wall(court: Court, stranger: Any) -> None:
    court.task("call", 2)
    court.comes(3)
    link = make_link(court.colleague, "kind")
    assert court.is_away(court.lead, court.other, 0, 14).status_code == 303
    assert len(entries(stranger, link)) == 2

    court.end_absences()
    assert entries(stranger, link) == []

    assert court.is_away(court.lead, court.other, 1, 14).status_code == 303
    assert entries(stranger, link) == []  # the case is not open yet
    assert court.is_away(court.lead, court.other, 0, 14).status_code == 303
    court.make.wall(court.case, court.other, court.coordinator.email)
    assert entries(stranger, link) == []


def test_the_link_of_a_stand_in_ends_with_her_role_at_that_office(court: Court, stranger: Any) -> None:
    given(court.make, court.other, Role.LAWYER, court.make.office("RS", "Niš"))
    court.comes(3)
    link = make_link(court.colleague, "kind")
    assert court.is_away(court.lead, court.other, 0, 14).status_code == 303
    assert len(entries(stranger, link)) == 1

    with court.app.app_context(), committing() as session:
        her = {"user_id": court.make.user_id(court.other), "office_id": court.office}
        session.query(RoleHeld).filter_by(**her).delete()

    assert entries(stranger, link) == []


@pytest.mark.both_databases
def test_the_link_of_whoever_goes_to_one_hearing_gives_that_hearing_alone(court: Court, stranger: Any) -> None:
    due(court.app, court.case, today() + timedelta(days=1))
    link, only = make_link(court.colleague, "kind"), ["Main hearing (standing in for Vera Vodi)"]
    path, said = f"/hearings/{court.hearing}/stand-ins", {"stand_in": str(court.make.user_id(court.other))}

    assert court.coordinator.post(path, said).status_code == 303

    assert entries(stranger, link) == only  # as in the calendar, before the case is open
    court.comes(1)
    assert entries(stranger, link) == only
    assert entries(stranger, make_link(court.lawyer, "kind")) == ["Deadline: Appeal", "Main hearing"]
    court.comes(-1)
    assert entries(stranger, make_link(court.colleague, "kind")) == []
