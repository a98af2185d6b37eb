"""Does a sign-in end by itself at the end of the day however much it is used, and when an administrator ends it?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import time_machine
from flask import Flask

from litigation_app.accounts.models import WebSession
from litigation_app.core import clock
from litigation_app.core.db import db

STEP_MINUTES = 25


def test_a_sign_in_that_is_used_all_day_ends_after_ten_hours(client_as: Callable[[str], Any], make: Any) -> None:
    now = clock.now()
    with time_machine.travel(now, tick=False) as time:
        ana = client_as(make.lawyer())
        codes = []
        for minutes in range(STEP_MINUTES, 10 * 60, STEP_MINUTES):
            time.move_to(now + timedelta(minutes=minutes))
            codes.append(ana.get("/cases/").status_code)
        time.move_to(now + timedelta(hours=10, minutes=1))
        late = ana.get("/cases/")

    assert set(codes) == {200}
    assert (late.status_code, late.headers["Location"].split("?")[0]) == (302, "/sign-in")


def test_an_administrator_sees_and_ends_somebodys_sign_in(
    app: Flask, client_as: Callable[[str], Any], make: Any
) -> None:
    email = make.lawyer(name="Vera Zamišljena")
    ana, other, chief = client_as(email), client_as(make.lawyer()), client_as(make.administrator())
    person = make.user_id(email)
    with app.app_context():
        hers = db.session.query(WebSession.id).filter_by(user_id=person).one()[0]
    path = f"/people/{person}/sign-ins/{{}}/end"

    shown = chief.get(f"/people/{person}").get_data(as_text=True)
    foreign = chief.post(path.format(uuid4())).status_code
    hidden = other.post(path.format(hers)).status_code
    ended = chief.post(path.format(hers)).status_code

    assert path.format(hers) in shown
    assert (foreign, hidden, ended) == (404, 404, 303)
    assert ana.get("/cases/").status_code == 302
    assert other.get("/cases/").status_code == 200


def test_signing_out_clears_what_the_browser_kept(make: Any, client_as: Callable[[str], Any]) -> None:
    gone = client_as(make.lawyer()).post("/sign-out")

    assert gone.status_code == 303
    assert {'"cache"', '"storage"'} <= set(gone.headers["Clear-Site-Data"].split(", "))
