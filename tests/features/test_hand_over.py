"""Whom does the page of cases to hand over offer, and does it ask twice before it hands over all of them?"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from litigation_app.accounts.models import User
from litigation_app.accounts.staff.people import actions as people
from litigation_app.casework.cases.models import Assignment
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

    def offered(self) -> list[str]:
        return re.findall(r"<option[^>]*>([^<]+)</option>", self.coordinator.get(PATH).get_data(as_text=True))

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

    assert left.offered() == ["Choose a person", "Fea Slobodna"]


def test_of_whom_a_wall_keeps_away_from_some_it_says_so_and_those_stay(left: Left) -> None:
    left.make.wall(left.cases[0], left.kept, left.coordinator.email)
    left.go()
    offered = left.offered()

    answer = left.coordinator.post(
        f"{PATH}/{left.make.user_id(left.lead)}/{left.office}", {"person": str(left.make.user_id(left.kept))}
    )

    assert offered == ["Choose a person", "Fea Slobodna", "Mira Zidana (kept away from 1 case)"]
    assert answer.status_code == 303
    assert (left.leads(left.kept), left.leads(left.lead)) == (1, 1)


def test_whom_a_wall_keeps_away_from_one_case_cannot_be_given_it(left: Left) -> None:
    left.make.wall(left.cases[0], left.kept, left.coordinator.email)
    left.go()
    said = {"person": str(left.make.user_id(left.kept)), "case": str(left.cases[0])}

    answer = left.coordinator.post(f"{PATH}/{left.make.user_id(left.lead)}/{left.office}", said)

    assert answer.status_code == 422
    assert left.leads(left.kept) == 0


def test_a_wall_that_was_lifted_keeps_nobody_off_the_list(left: Left, app: Flask) -> None:
    left.make.wall(left.cases[0], left.kept, left.coordinator.email)
    page = left.coordinator.get(f"/cases/{left.cases[0]}/team").get_data(as_text=True)
    lifting = re.search(r'action="([^"]+/lifting)"', page)
    assert lifting is not None
    left.coordinator.post(lifting.group(1))
    left.go()

    assert left.offered() == ["Choose a person", "Fea Slobodna", "Mira Zidana"]


def test_all_of_them_are_handed_over_only_after_a_second_look(left: Left) -> None:
    left.go()
    page = left.coordinator.get(PATH).get_data(as_text=True)

    looks = re.findall(r'<details class="confirm[^>]*>(.*?)</details>', page, re.S)

    assert len(looks) == 1
    assert "Hand over all 2 cases together" in looks[0]
    assert "leads all 2 cases from now on" in looks[0]
    outside = page.replace(looks[0], "")
    assert re.findall(r'<button[^>]*type="submit"(?![^>]*name="case")[^>]*>\s*Hand over', outside) == []
