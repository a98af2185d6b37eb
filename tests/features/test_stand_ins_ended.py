"""Does a stand-in for one hearing end with that hearing, and does nothing bring one of long ago back?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from lawyering import said as plain
from lawyering import text
from litigation_app.accounts.models import RoleHeld, User
from litigation_app.casework.proceedings.hearings.models import Hearing
from litigation_app.core.clock import now, today
from litigation_app.core.db import committing, db
from litigation_app.ledger import LedgerEntry
from standing_in import Court
from strategic import lane_of


@pytest.fixture
def court(app: Flask, make: Any, client_as: Callable[[str], Any]) -> Court:
    return Court(app, make, client_as)


def name_stand_in(court: Court) -> None:
    named = {"stand_in": str(court.make.user_id(court.other))}
    assert court.coordinator.post(f"/hearings/{court.hearing}/stand-ins", named).status_code == 303


def say(court: Court, what: str, **said: str) -> None:
    """The lawyer reports, corrects or strikes the hearing as it stands now."""
    with court.app.app_context():
        version = db.session.get_one(Hearing, court.hearing).row_version
    answer = court.lawyer.post(
        f"/hearings/{court.hearing}/{what}", {"row_version": str(version), "confirmed": "y", **said}
    )
    assert answer.status_code == 303, answer.get_data(as_text=True)


def correct(court: Court, days: int) -> None:
    """It was to be so many days from today all along."""
    lane = lane_of(court.app, court.case, "criminal")
    on = plain(today() + timedelta(days=days))
    say(court, "corrections", proceeding=lane, kind="main_hearing", on=on, at="9.30", why="mistyped")


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("reports", {"state": "cancelled"}),
        ("reports", {"state": "moved", "reason": "court"}),
        ("striking", {"why": "never"}),
    ],
)
def test_whoever_was_to_go_to_a_hearing_that_is_off_reads_the_case_no_more(
    court: Court, what: str, said: dict[str, str]
) -> None:
    court.comes(1)
    name_stand_in(court)
    assert court.sees(court.colleague) == [200, 200]

    say(court, what, **said)

    assert court.sees(court.colleague) == [404, 404]
    with court.app.app_context():
        entry = db.session.query(LedgerEntry).filter_by(act="end_stand_in").one()
        assert (entry.actor, entry.case_id) == (court.make.user_id(court.lead), court.case)
    if what == "reports":
        say(court, "reports", state="scheduled")
        assert court.sees(court.colleague) == [404, 404]
        name_stand_in(court)
        assert court.sees(court.colleague) == [200, 200]


def test_whoever_went_to_a_hearing_that_was_held_reads_the_case_to_the_end_of_that_day(court: Court) -> None:
    court.comes(0)
    name_stand_in(court)

    say(court, "reports", state="held")

    assert court.sees(court.colleague) == [200, 200]
    assert "Ena Menja" in text(court.lawyer.get(f"/hearings/{court.hearing}"))  # who went stays
    court.comes(-1)
    assert court.sees(court.colleague) == [404, 404]


def test_nobody_stands_in_any_more_for_a_lawyer_who_leads_the_case_no_more(court: Court) -> None:
    third = court.make.lawyer(office=court.office, name="Iva Treća")
    court.comes(1)
    name_stand_in(court)
    assert court.sees(court.colleague) == [200, 200]

    handed = court.coordinator.post(f"/cases/{court.case}/lead", {"lead-person": str(court.make.user_id(third))})

    assert handed.status_code == 303
    assert court.sees(court.colleague) == [404, 404]


def test_whoever_is_kept_away_from_the_case_goes_to_its_hearings_no_more(court: Court) -> None:
    name_stand_in(court)
    assert "Ena Menja goes instead" in text(court.lawyer.get(f"/hearings/{court.hearing}"))

    court.make.wall(court.case, court.other, court.coordinator.email)

    for path in (f"/hearings/{court.hearing}", "/absences"):
        assert "Ena Menja" not in text(court.lawyer.get(path))


@pytest.mark.parametrize("how", ["shut out", "lost the role"])
def test_it_is_said_that_a_stand_in_is_there_no_more(court: Court, how: str) -> None:
    name_stand_in(court)
    pages = [(court.coordinator, "/absences"), (court.lawyer, f"/hearings/{court.hearing}")]
    gone, other = "Ena Menja can no longer sign in, or holds no role", court.make.user_id(court.other)
    assert [gone in text(person.get(path)) for person, path in pages] == [False, False]

    with court.app.app_context(), committing() as session:
        if how == "shut out":
            session.get_one(User, other).disabled_at = now()
        else:
            session.execute(db.delete(RoleHeld).filter_by(user_id=other))

    assert [gone in text(person.get(path)) for person, path in pages] == [True, True]


def test_a_stand_in_follows_a_hearing_to_come_and_none_that_has_passed(court: Court) -> None:
    name_stand_in(court)
    assert court.sees(court.colleague) == [404, 404]
    correct(court, 1)
    assert court.sees(court.colleague) == [200, 200]
    court.comes(-5)

    correct(court, 2)

    assert court.sees(court.colleague) == [404, 404]
