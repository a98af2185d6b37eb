"""The running cases that have no next date: counted on the calendar, listed on a page of their own."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask

from dated import calendar, put
from lawyering import text
from litigation_app.core.clock import today


def without_a_date(person: Any) -> str:
    return text(person.get("/cases/?tab=undated"))


def test_a_case_without_a_next_date_is_counted_until_it_has_one(
    app: Flask, make: Any, client_as: Callable[[str], Any], ana: str
) -> None:
    case_id = make.case(ana)
    person = client_as(ana)
    assert "1 case with no next date" in calendar(person)
    assert f"/cases/{case_id}" in without_a_date(person)

    put(app, make, ana, case_id, on=today() + timedelta(days=5))

    assert "with no next date" not in calendar(person)
    assert "No case stands here" in without_a_date(person)


def test_a_hearing_put_off_without_a_day_leaves_the_case_without_a_date(
    app: Flask, make: Any, client_as: Callable[[str], Any], ana: str
) -> None:
    hearing = put(app, make, ana, make.case(ana), on=today() + timedelta(days=5))
    person = client_as(ana)

    person.post(f"/hearings/{hearing}/reports", {"row_version": "1", "state": "moved", "reason": "court"})

    assert "1 case with no next date" in calendar(person)


def test_cases_without_a_date_of_others_are_not_counted(make: Any, client_as: Callable[[str], Any], ana: str) -> None:
    other = make.lawyer()
    theirs = make.case(other)
    walled, coordinator = make.coordinator(), make.coordinator()
    make.wall(theirs, walled, coordinator)

    assert str(theirs) not in without_a_date(client_as(ana))
    assert str(theirs) not in without_a_date(client_as(walled))
    assert str(theirs) in without_a_date(client_as(coordinator))
