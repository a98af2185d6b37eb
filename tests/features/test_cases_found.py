"""Are the cases of a search found once each, by the same work whether there are others or not?"""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from litigation_app.casework.cases import queries
from litigation_app.casework.cases.actions import assignment
from litigation_app.casework.cases.models import SECOND, Case
from litigation_app.core.access import Role
from litigation_app.core.db import committing, db
from opened_cases import crowd_of, opened, reference_of
from statements import sent_by


@pytest.mark.parametrize("role", [Role.LAWYER, Role.COORDINATOR])
@pytest.mark.parametrize("config", ["sqlite"], indirect=True)  # PostgreSQL has no keys of names to be asked first
def test_a_search_does_the_same_work_whether_hidden_cases_are_named_so_or_none_is(
    app: Flask, make: Any, client_as: Callable[[str], Any], role: Role
) -> None:
    here, there = make.office(name="Here"), make.office(name="There")
    person = client_as(make.person(role, office=here))
    hidden, walled = make.case(make.lawyer(office=there)), make.case(make.lawyer(office=here))
    make.second(walled, person.email)
    make.wall(walled, person.email, by=make.coordinator(office=here))
    crowd_of(app, make, make.lawyer(office=there), tree="Tuja", count=150)
    names = [reference_of(app, one) for one in (hidden, walled)]
    person.get("/cases/?q=Zova")  # whoever comes first has statements written

    sent = {
        typed: sent_by(app, lambda typed=typed: person.get("/cases/", query_string={"q": typed}))
        for typed in (*names, "RS-2026-0000", "RS-2026", "RS-2025", "Tuja", "Zova")
    }

    assert len({tuple(one) for one in sent.values()}) == 1, {typed: len(one) for typed, one in sent.items()}


def test_a_case_that_is_open_in_an_emergency_is_found_by_its_reference(
    app: Flask, make: Any, client_as: Callable[[str], Any]
) -> None:
    office = make.first_office()
    hers, case_id = make.lawyer(office=office), make.case(make.lawyer(office=office))
    make.emergency(case_id, hers)

    found = client_as(hers).get("/cases/", query_string={"q": reference_of(app, case_id)}).get_data(as_text=True)

    assert f"/cases/{case_id}" in found


def test_pages_of_what_was_found_hold_every_case_once(app: Flask, make: Any) -> None:
    email = make.person(Role.LAWYER, Role.COORDINATOR)
    actor = make.actor(email)
    crowd_of(app, make, email, tree="Breza", count=75)
    with app.app_context(), committing():
        cases = list(db.session.scalars(select(Case).order_by(Case.reference)))
        db.session.add_all(assignment(case, actor.id, SECOND) for case in cases[::2])

    with app.app_context():
        pages = [queries.named_so(actor, "Breza")]
        while pages[-1].next:
            pages.append(queries.named_so(actor, "Breza", before=pages[-1].next))
        opened = {row.id: row.opened_on for row in db.session.execute(select(Case.id, Case.opened_on))}

    found = [one for page in pages for one in page.cases]
    assert [len(page.cases) for page in pages] == [30, 30, 15]
    assert len(set(found)) == 75
    assert [opened[one] for one in found] == sorted(opened.values(), reverse=True)


def test_a_broken_mark_of_a_page_is_the_first_page(make: Any, client_as: Callable[[str], Any]) -> None:
    lawyer = client_as(make.lawyer())
    case_id = opened(lawyer, make)

    for mark in ("x", "2026-01-01", f"2026-99-01.{uuid4()}", "'"):
        assert str(case_id) in lawyer.get("/cases/", query_string={"after": mark}).get_data(as_text=True)
        assert str(case_id) in lawyer.get("/cases/", query_string={"q": "RS", "before": mark}).get_data(as_text=True)
