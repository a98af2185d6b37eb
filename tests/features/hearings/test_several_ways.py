"""Who sees cases in several ways (two offices, an emergency beside her own) loses no hearing and no count of a day."""

import re
from collections.abc import Callable
from datetime import time, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import update

from dated import DAY, calendar, put
from litigation_app.casework.cases.models import Emergency
from litigation_app.core import clock
from litigation_app.core.access import Role
from litigation_app.core.db import committing
from proposing import given


def coordinator_of(app: Flask, make: Any, *offices: UUID) -> str:
    """One person who coordinates all these offices."""
    email: str = make.coordinator(office=offices[0])
    for office in offices[1:]:
        given(make, email, Role.COORDINATOR, office)
    return email


def hearings(app: Flask, make: Any, office: UUID, number: int, *, days: int = 1) -> tuple[str, UUID, list[str]]:
    """A case of a new lawyer there with so many hearings a day; her address, the case, the ids."""
    lawyer: str = make.lawyer(office=office)
    case_id: UUID = make.case(lawyer)
    ids = [
        str(put(app, make, lawyer, case_id, on=DAY + timedelta(days=day), at=time(8 + hour)))
        for day in range(days)
        for hour in range(number)
    ]
    return lawyer, case_id, ids


def seen(page: str, ids: list[str]) -> tuple[int, list[int]]:
    """How many of these stand on the page, and how many more it says there are."""
    return sum(one in page for one in ids), [int(one) for one in re.findall(r"(\d+) more", page)]


def test_a_day_of_two_offices_counts_all(app: Flask, make: Any, client_as: Callable[[str], Any]) -> None:
    here, there = make.office(), make.office()
    ids = [*hearings(app, make, here, 10)[2], *hearings(app, make, there, 10)[2]]

    shown, more = seen(calendar(client_as(coordinator_of(app, make, here, there))), ids)

    assert (shown, more) == (4, [16])


@pytest.mark.extensive
def test_a_full_month_of_three_offices_has_its_last_days(
    app: Flask, make: Any, client_as: Callable[[str], Any]
) -> None:
    offices = [make.office() for _place in range(3)]
    last = [hearings(app, make, office, 5, days=24)[2][-5:] for office in offices]

    page = calendar(client_as(coordinator_of(app, make, *offices)))

    assert any(one in page for one in [*last[0], *last[1], *last[2]])


def test_an_emergency_beside_her_own_case(app: Flask, make: Any, client_as: Callable[[str], Any]) -> None:
    office = make.office()
    me, _mine, ids = hearings(app, make, office, 5)
    _other, theirs, others = hearings(app, make, office, 5)
    make.emergency(theirs, me)

    shown, more = seen(calendar(client_as(me)), ids + others)

    assert (shown, more) == (4, [6])
    with app.app_context(), committing() as session:
        session.execute(update(Emergency).values(until=clock.now() - timedelta(minutes=1)))
    assert seen(calendar(client_as(me)), others)[0] == 0


def test_lawyer_and_coordinator_of_one_office_sees_each_once(
    app: Flask, make: Any, client_as: Callable[[str], Any]
) -> None:
    office = make.office()
    me, _mine, ids = hearings(app, make, office, 3)
    given(make, me, Role.COORDINATOR, office)
    others = hearings(app, make, office, 3)[2]

    assert seen(calendar(client_as(me)), ids + others) == (4, [2])
