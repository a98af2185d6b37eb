"""What does somebody see whose link opens nothing, and how does the last step of enrolling look?"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from litigation_app.accounts.models import User
from litigation_app.core import clock
from litigation_app.core.access import Role
from litigation_app.core.db import committing

As = Callable[[str], Any]
CHANGES = re.compile(r'name="csrf_token" value="[^"]*"|/enrol/[\w-]+')


def seen(answer: Any) -> tuple[int, str]:
    return answer.status_code, CHANGES.sub("", answer.get_data(as_text=True))


def test_a_used_a_dead_and_an_unknown_link_give_one_page_that_says_what_to_do(
    make: Any, stranger: Any, app: Flask
) -> None:
    (used_by, used), (_other, dead) = make.newcomer(), make.newcomer()
    with app.app_context(), committing() as session:
        session.query(User).filter_by(email=used_by).one().enrolment_hash = None

    pages = [seen(stranger.get(f"/enrol/{link}")) for link in (used, "x" * 43, "ž")]
    with time_machine.travel(clock.now() + timedelta(hours=73)):
        pages.append(seen(stranger.get(f"/enrol/{dead}")))

    assert set(pages) == {pages[0]}
    assert pages[0][0] == 404
    assert "ask an administrator of your desk" in pages[0][1]


@pytest.mark.parametrize("step", ["", "/factor", "/passkey"])
def test_a_form_that_is_sent_too_late_gives_the_same_page(make: Any, stranger: Any, step: str) -> None:
    _email, link = make.newcomer()
    stranger._read_token(stranger.get(f"/enrol/{link}"))
    typed = {"password": "a river under", "draft": "00", "code": "1"}

    with time_machine.travel(clock.now() + timedelta(hours=73)):
        late, unknown = (seen(stranger.post(f"/enrol/{one}{step}", typed)) for one in (link, "unknown"))

    assert late == unknown
    assert late[0] == 404


def test_who_is_signed_in_gets_it_too_and_is_not_counted_as_curious(client_as: As, make: Any, app: Flask) -> None:
    ana = client_as(make.lawyer())

    assert {ana.get(f"/enrol/none{number}").status_code for number in range(40)} == {404}


def test_recovery_codes_stand_on_a_sheet_that_can_be_printed(client_as: As, make: Any) -> None:
    ana = client_as(make.lawyer())

    sheet = ana.post("/me/recovery-codes").get_data(as_text=True)

    assert re.search(r"<button[^>]*data-print[^>]*hidden", sheet)
    assert "A newer sheet makes this one void" in sheet
    assert "Step 3 of 3" not in sheet


def test_who_has_left_is_offered_no_further_role_but_a_way_back(client_as: As, make: Any) -> None:
    dana, ana = client_as(make.administrator()), make.user_id(make.person(Role.LAWYER))
    before = dana.get(f"/people/{ana}").get_data(as_text=True)
    dana.post(f"/people/{ana}/leaving")

    after = dana.get(f"/people/{ana}").get_data(as_text=True)

    assert "Propose a further role" in before
    assert "Propose a further role" not in after
    assert "Propose to reinstate" not in after
    assert "For a return, first propose a role" in after
