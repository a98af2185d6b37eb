"""Is a publication prepared while she does something else, and does its result wait for her alone?"""

import html
import itertools
import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select, update

from asking import WANTED, asked, drafts, job, words
from litigation_app.accounts.models import RoleHeld, User
from litigation_app.cli import work
from litigation_app.core import clock, jobstore
from litigation_app.core.db import committing, db
from litigation_app.disclosure import effort
from litigation_app.statistics.releases import shelf
from preparing import WAITING, agree, come_back, prepare, work_off

pytestmark = pytest.mark.thorough


def test_she_sees_how_far_it_is_and_finds_the_draft_when_she_comes_back(
    caseload: UUID, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    name = make.analyst()
    analyst = client_as(name)
    path = asked(analyst)

    waiting = analyst.get(path).get_data(as_text=True)
    listed = words(analyst, "/publishing/")
    analyst.post("/sign-out")
    work_off(app)
    found = client_as(name).get(path)

    assert "<progress" in waiting
    assert f'<a href="{path}">' in waiting.partition("<noscript>")[2].partition("</noscript>")[0]
    assert "Waiting for its turn." in waiting
    assert "Being prepared for you" in listed
    assert found.status_code == 303
    assert "Suppressed, with the range" in words(client_as(name), found.headers["Location"])
    assert "Being prepared for you" not in words(client_as(name), "/publishing/")


def test_each_step_is_told_in_words_with_a_bar(
    caseload: UUID, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst, seen, counted = client_as(make.analyst()), [], set()
    path = asked(analyst)
    pulse = work.Pulse(app, job(app).id, lambda: None)
    pulse.its_turn()

    def tell(step: str, done: int = 0, of: int = 0) -> None:
        pulse.tell(step, done, of)
        if (step, of > 0) not in counted or done == of - 1:
            counted.add((step, of > 0))
            pulse._beat()
            with app.app_context():  # a request of its own, not one inside the work
                seen.append((step, analyst.get(path).get_data(as_text=True)))

    with app.app_context(), app.test_request_context():
        work.do(app, app.extensions[WAITING].pop(), tell)

    steps = dict(seen)
    assert list(steps) == ["reading", "hiding", "attacking"]
    assert "Reading the coded records." in steps["reading"]
    assert 'max="60"' in steps["hiding"]
    assert re.search(r"\d % of the work that it may take at most\.", steps["hiding"])
    assert "Attacking the tables as each reader would." in steps["attacking"]


def test_a_machine_too_busy_says_so_and_neither_prepares_nor_publishes(
    caseload: UUID, client_as: Callable[[str], Any], make: Any, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock's last stop, once while it is prepared and once while it is agreed to; then the same numbers as ever."""
    analyst, coordinator = client_as(make.analyst()), client_as(make.coordinator())
    busy = SimpleNamespace(monotonic=partial(next, itertools.count(step=10_000_000)))
    said = "The machine was too busy to come to the end of this."

    with monkeypatch.context() as slow:
        slow.setattr(effort, "time", busy)
        refused = prepare(analyst, WANTED)
    path = str(prepare(analyst, WANTED).headers["Location"]).split("?", maxsplit=1)[0]
    shown = words(analyst, path)
    with monkeypatch.context() as slow:
        slow.setattr(effort, "time", busy)
        late = agree(coordinator, path)
    open_ = words(analyst, path)
    done = agree(coordinator, path)

    assert said in html.unescape(refused.get_data(as_text=True))
    assert said in html.unescape(late.get_data(as_text=True))
    assert open_ == shown
    assert "/publications/" in done.headers["Location"]
    assert len(shelf(app.extensions["shelf"])) == 1


def test_the_same_wish_is_begun_once_and_a_colleague_has_her_own(
    caseload: UUID, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst, colleague = client_as(make.analyst()), client_as(make.analyst())

    first, again, hers = asked(analyst), asked(analyst), asked(colleague)
    work_off(app)

    assert first == again != hers
    assert analyst.get(first).status_code == 303
    assert "There is an open draft of this source and country already" in words(colleague, hers)
    assert colleague.get(first).status_code == 404
    assert colleague.post(f"{first}/cancellation").status_code == 404
    assert colleague.post(f"{first}/repetition").status_code == 404
    assert drafts(app) == 1


def test_what_was_cancelled_is_not_prepared_even_if_its_process_is_in_the_middle(
    caseload: UUID, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst = client_as(make.analyst())
    path = asked(analyst)

    def tell(step: str, _done: int = 0, _of: int = 0) -> None:
        if step == "hiding":
            with app.app_context():
                assert analyst.post(f"{path}/cancellation").status_code == 303

    with app.app_context(), app.test_request_context():
        work.do(app, app.extensions[WAITING].pop(), tell)

    assert drafts(app) == 0
    assert "You cancelled this. Nothing was prepared." in words(analyst, path)
    assert come_back(analyst, analyst.post(f"{path}/repetition")).status_code == 303


def test_cancelling_too_late_leaves_the_draft(
    caseload: UUID, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst = client_as(make.analyst())
    path = asked(analyst)
    work_off(app)

    analyst.post(f"{path}/cancellation")

    assert analyst.get(path).status_code == 303


@pytest.mark.parametrize("when", ["before", "meanwhile"])
def test_who_may_not_any_more_gets_no_draft(
    caseload: UUID, client_as: Callable[[str], Any], make: Any, app: Flask, when: str
) -> None:
    name, coordinator = make.analyst(), make.coordinator()
    path = asked(client_as(name))
    hers = select(User.id).where(User.email == name).scalar_subquery()

    def take_away(step: str, _done: int = 0, _of: int = 0) -> None:
        if step == "hiding":
            with app.app_context(), committing() as session:
                session.execute(update(RoleHeld).where(RoleHeld.user_id == hers).values(role="auditor"))

    if when == "before":
        take_away("hiding")
    with app.app_context(), app.test_request_context():
        work.do(app, app.extensions[WAITING].pop(), take_away)

    assert drafts(app) == 0
    assert job(app).answer["reason"] == "not_allowed"
    assert client_as(coordinator).get(path).status_code == 404


def test_a_job_of_which_nothing_is_heard_has_stopped_and_can_be_begun_again(
    caseload: UUID, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    name = make.analyst()
    path = asked(client_as(name))
    app.extensions[WAITING].clear()

    with time_machine.travel(clock.now() + timedelta(minutes=5)):
        analyst = client_as(name)
        page, listed = words(analyst, path), words(analyst, "/publishing/")
        found = come_back(analyst, analyst.post(f"{path}/repetition"))

    assert "This stopped before its end" in page
    assert "It stopped before its end." in listed
    assert found.status_code == 303


def test_the_row_of_a_job_holds_codes_and_no_number_of_a_table(
    client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    prepare(client_as(make.analyst()), WANTED)
    kept = job(app)

    assert kept.answer == {"reason": "nobody", "other": ""}
    assert set(kept.asked) == {"title", "mode", "country", "year"}


def test_old_jobs_are_forgotten(caseload: UUID, client_as: Callable[[str], Any], make: Any, app: Flask) -> None:
    from litigation_app.accounts.signing_in import actions as pruning

    asked(client_as(make.analyst()))

    with time_machine.travel(clock.now() + timedelta(days=31)), app.app_context(), committing():
        pruning.prune()

    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(jobstore.Job)) == 0
