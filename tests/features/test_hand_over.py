"""Whom does the page of cases to hand over offer, and does it ask twice before it hands over all of them?"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from lawyering import text
from litigation_app.accounts.models import User
from litigation_app.accounts.staff.people import actions as people
from litigation_app.casework.cases.models import Assignment
from litigation_app.casework.cases.notices.models import Notice
from litigation_app.core.db import committing, db

PATH = "/cases-to-hand-over"


class Left:
    """Two cases of a lawyer who was shut out, and two colleagues at her office."""

    def __init__(self, make: Any, client_as: Callable[[str], Any], app: Flask) -> None:
        self.make, self.app, self.office = make, app, make.office()
        self.lead, self.free, self.kept = (
            make.lawyer(office=self.office, name=name) for name in ("Lea Vodi", "Fea Slobodna", "Mira Zidana")
        )
        self.coordinator = client_as(make.coordinator(office=self.office))
        self.cases = [make.case(self.lead) for _ in range(2)]

    def go(self) -> None:
        with self.app.app_context(), committing() as session:
            chief = self.make.actor(self.make.administrator())
            people.disable(chief, session.query(User).filter_by(email=self.lead).one())

    @property
    def path(self) -> str:
        return f"{PATH}/{self.make.user_id(self.lead)}/{self.office}"

    def offered(self) -> list[str]:
        return re.findall(r"<option[^>]*>([^<]+)</option>", self.coordinator.get(self.path).get_data(as_text=True))

    def told(self, email: str) -> int:
        with self.app.app_context():
            return db.session.query(Notice).filter_by(user_id=self.make.user_id(email)).count()

    def leads(self, email: str) -> int:
        with self.app.app_context():
            return db.session.query(Assignment).filter_by(user_id=self.make.user_id(email)).count()


@pytest.fixture
def left(make: Any, client_as: Callable[[str], Any], app: Flask) -> Left:
    return Left(make, client_as, app)


def test_whom_a_wall_keeps_away_from_all_of_them_is_not_offered(left: Left) -> None:
    for case in left.cases:
        left.make.wall(case, left.kept, left.coordinator.email)
    left.go()

    assert left.offered() == ["Choose a person", "Fea Slobodna (0 running cases)"]


def test_of_whom_a_wall_keeps_away_from_some_it_says_so_and_those_stay(left: Left) -> None:
    left.make.wall(left.cases[0], left.kept, left.coordinator.email)
    left.go()
    offered = left.offered()

    answer = left.coordinator.post(left.path, {"person": str(left.make.user_id(left.kept)), "takes_all": "y"})

    assert offered == [
        "Choose a person", "Fea Slobodna (0 running cases)", "Mira Zidana (0 running cases, ethical wall on 1 case)",
    ]  # fmt: skip
    assert answer.status_code == 303
    assert (left.leads(left.kept), left.leads(left.lead)) == (1, 1)


def test_whom_a_wall_keeps_away_from_one_case_cannot_be_given_it(left: Left) -> None:
    left.make.wall(left.cases[0], left.kept, left.coordinator.email)
    left.go()
    said = {"person": str(left.make.user_id(left.kept)), "cases": [str(left.cases[0])]}

    answer = left.coordinator.post(left.path, said)

    assert answer.status_code == 422
    assert left.leads(left.kept) == 0


def test_a_wall_that_was_lifted_keeps_nobody_off_the_list(left: Left, app: Flask) -> None:
    left.make.wall(left.cases[0], left.kept, left.coordinator.email)
    page = left.coordinator.get(f"/cases/{left.cases[0]}/team").get_data(as_text=True)
    lifting = re.search(r'action="([^"]+/lifting)"', page)
    assert lifting is not None
    left.coordinator.post(lifting.group(1))
    left.go()

    assert left.offered()[1:] == [f"{one} (0 running cases)" for one in ("Fea Slobodna", "Mira Zidana")]


def test_what_a_colleague_still_leads_is_handed_over_case_by_case_and_the_receiver_is_told_once(left: Left) -> None:
    page = text(left.coordinator.get(left.path))
    said = {"person": str(left.make.user_id(left.free)), "cases": [str(left.cases[0])]}

    assert "Lea Vodi" in text(left.coordinator.get(PATH))
    assert "2 running cases" in page
    nothing = left.coordinator.post(left.path, {"person": said["person"]})
    assert "Choose the cases that are handed over" in text(nothing)
    assert left.coordinator.post(left.path, said).status_code == 303
    assert (left.leads(left.free), left.leads(left.lead), left.told(left.free)) == (1, 1, 1)
    assert left.coordinator.post(left.path, {"person": said["person"], "takes_all": "y"}).status_code == 303
    assert (left.leads(left.free), left.told(left.free), left.told(left.lead)) == (2, 2, 0)
    assert left.coordinator.get(left.path).status_code == 404  # she leads nothing any more
