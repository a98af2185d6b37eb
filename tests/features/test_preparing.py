"""Is a publication prepared while she does something else, does its result wait for her, and is nothing left of one that died?"""

import contextlib
import json
import os
import re
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select, update

from config import Config
from litigation_app import app as desk
from litigation_app.accounts.models import RoleHeld, User
from litigation_app.cli import work
from litigation_app.core import clock, jobs, jobstore
from litigation_app.core.db import committing, db
from litigation_app.core.jobs import JobState
from litigation_app.core.jobstore import Job
from litigation_app.gate.models import ReleaseDraft
from litigation_app.vault import keyring, keysmith, passphrases
from preparing import WAITING, come_back, crowd, prepare, work_off
from served import PASSWORD

WANTED = {"mode": "caseload", "title": "Serbia", "countries": ["RS"], "first_year": "2021", "last_year": "2023"}
PATIENCE = 120.0
PASSPHRASE = "the owl counts every lamp"
Served = AbstractContextManager[tuple[subprocess.Popen[bytes], int]]


@pytest.fixture
def caseload(app: Flask, make: Any) -> UUID:
    return crowd(app, make)


def asked(person: Any, **changes: Any) -> str:
    """The page of a preparation that has not begun."""
    answer = person.post("/publishing/", WANTED | changes)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.headers["Location"])


def words(person: Any, path: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", person.get(path).get_data(as_text=True)))


def drafts(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(ReleaseDraft)) or 0


def job(app: Flask) -> Job:
    with app.app_context():
        return db.session.scalars(select(Job).order_by(Job.asked_at.desc())).first()  # type: ignore[return-value]


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
    assert "Can be published:" in words(client_as(name), found.headers["Location"])
    assert "Being prepared for you" not in words(client_as(name), "/publishing/")


def test_each_step_is_told_in_words_with_a_bar(
    caseload: UUID, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst, seen = client_as(make.analyst()), []
    path = asked(analyst)
    pulse = work.Pulse(app, job(app).id, lambda: None)
    pulse.its_turn()

    def tell(step: str, done: int = 0, of: int = 0) -> None:
        pulse.tell(step, done, of)
        if not seen or seen[-1][0] != step or done == of - 1:
            pulse._beat()
            with app.app_context():  # a request of its own, not one inside the work
                seen.append((step, analyst.get(path).get_data(as_text=True)))

    with app.app_context(), app.test_request_context():
        work.do(app, app.extensions[WAITING].pop(), tell)

    steps = dict(seen)
    assert list(steps) == ["reading", "hiding", "attacking"]
    assert "Reading the coded records." in steps["reading"]
    assert 'max="60"' in steps["hiding"]
    assert re.search(r"\d+ of \d+ questions are answered\.", steps["attacking"])
    assert re.search(r'value="\d+"\s+max="\d+"', steps["attacking"])


def test_the_same_wish_is_begun_once_and_a_colleague_has_her_own(
    caseload: UUID, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst, colleague = client_as(make.analyst()), client_as(make.analyst())

    first, again, hers = asked(analyst), asked(analyst), asked(colleague)
    work_off(app)

    assert first == again != hers
    assert analyst.get(first).status_code == 303
    assert "There is a draft of these years and countries already" in words(colleague, hers)
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


def test_a_draft_that_cannot_be_prepared_again_stays_and_says_why(
    caseload: UUID, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst = client_as(make.analyst())
    path = prepare(analyst, WANTED).headers["Location"].split("?", maxsplit=1)[0]
    again = analyst.post(f"{path}/preparations").headers["Location"]
    analyst.post(f"{path}/discard")
    work_off(app)

    page = words(analyst, again)

    assert "This draft was discarded." in page
    assert "Can be published:" in page


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
    crowd(app, make, people=24)
    analyst = client_as(make.analyst())

    prepare(analyst, WANTED)
    kept = job(app)

    assert set(kept.answer) == {"reason", "percent", "offers"}
    assert kept.answer["reason"] == "too_fine"
    assert {name for offer in kept.answer["offers"] for name in offer} == {"coarser", "printed", "hidden", "keeps"}
    assert set(kept.asked) == {"title", "mode", "countries", "first_year", "last_year", "coarser", "carry"}


def eventually(found: Callable[[], Any]) -> Any:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if answer := found():
            return answer
        time.sleep(0.2)
    raise AssertionError("it did not happen in time")


@pytest.fixture
def alone(app: Flask) -> Flask:
    """A desk whose work is done as people have it done: by processes of its own."""
    jobs.install(app, app.extensions["config"], jobstore.lost)
    return app


def test_a_process_of_its_own_does_the_work(
    alone: Flask, caseload: UUID, client_as: Callable[[str], Any], make: Any
) -> None:
    analyst = client_as(make.analyst())
    path = asked(analyst)

    found = eventually(lambda: (answer := analyst.get(path)).status_code == 303 and answer)

    assert "Can be published:" in words(analyst, found.headers["Location"])
    assert drafts(alone) == 1


def test_one_that_is_killed_half_way_shows_as_stopped_and_leaves_nothing(
    alone: Flask, caseload: UUID, client_as: Callable[[str], Any], make: Any, config: Config
) -> None:
    analyst = client_as(make.analyst())
    path, started = asked(analyst), job(alone).id
    before = sorted(str(file.relative_to(config.instance)) for file in config.instance.rglob("*"))

    os.kill(eventually(lambda: process_of(started)), signal.SIGKILL)
    eventually(lambda: job(alone).state == JobState.STOPPED)
    after = sorted(str(file.relative_to(config.instance)) for file in config.instance.rglob("*"))
    again = analyst.post(f"{path}/repetition").headers["Location"]

    assert "Prepare again" in words(analyst, path)
    assert [name for name in after if name not in before and not name.startswith("desk.db")] in ([], ["work.lock"])
    assert eventually(lambda: analyst.get(again).status_code == 303)
    assert drafts(alone) == 1


def process_of(job_id: UUID) -> int | None:
    """The process that works on this job, once it has told of a step."""
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if b"litigation_app.cli.work" in (folder / "cmdline").read_bytes():
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
                if parent == os.getpid():
                    return int(folder.name)
    return None


def test_a_served_desk_is_killed_and_started_again_and_the_work_is_there(
    app: Flask, caseload: UUID, make: Any, config: Config, serving: Callable[[], Served], browser: Any
) -> None:
    (config.instance / "config.toml").write_text("password_hash_kib = 64\n")
    name, wanted = make.analyst(), {**WANTED, "countries": "RS"}
    with serving() as (process, port):
        person = browser(port)
        assert person.sign_in(name, make.code(name)).status == 303
        path = person.post("/publishing/", wanted).to
        process.kill()
    with serving() as (_process, port):
        person = browser(port)
        assert person.sign_in(name, make.code(name)).status == 303
        found = eventually(lambda: "Can be published:" in (page := person.get(path).text) and page)

    assert "Hidden to protect someone:" in found
    assert drafts(app) == 1


def test_a_desk_that_opens_by_passphrase_prepares_with_the_key_of_its_agent(
    app: Flask, caseload: UUID, make: Any, config: Config, serving: Callable[[], Served], browser: Any
) -> None:
    name, administrator = make.analyst(), make.administrator()
    only_by_passphrase(config)
    with tempfile.TemporaryDirectory() as short:  # a socket's path has at most 107 letters
        told = f'password_hash_kib = 64\nagent_socket = "{short}/agent.sock"\n'
        (config.instance / "config.toml").write_text(told)
        with serving() as (_process, port):
            person = browser(port)
            person.get("/unlock")
            secrets = {"email": administrator, "password": PASSWORD, "secret": PASSPHRASE}
            assert person.post("/unlock", secrets).status == 303
            assert person.sign_in(name, make.code(name)).status == 303
            path = person.post("/publishing/", {**WANTED, "countries": "RS"}).to
            assert eventually(lambda: "Can be published:" in person.get(path).text)

    assert drafts(app) == 1


def only_by_passphrase(config: Config) -> None:
    """From now on this desk opens by PASSPHRASE and by nothing else."""
    root = keyring.file_root(config)
    keysmith.add_root(config, root, passphrases.way(PASSPHRASE, memory_kib=64))
    keysmith.remove_root(config, root, "file")


def test_a_desk_that_was_locked_meanwhile_says_so(
    caseload: UUID, client_as: Callable[[str], Any], make: Any, app: Flask, config: Config
) -> None:
    asked(client_as(make.analyst()))
    only_by_passphrase(config)
    locked = desk.create_app(config)
    with locked.app_context(), locked.test_request_context():
        work.do(locked, app.extensions[WAITING].pop(), lambda *_told: None)

    found = job(app)
    assert (found.state, found.answer["reason"]) == (JobState.REFUSED, "locked")
    assert PASSPHRASE not in json.dumps(found.answer)


def test_all_settings_reach_the_process_by_its_standard_input(config: Config) -> None:
    told = replace(config, exports_per_hour=3)

    assert Config.from_json(json.loads(json.dumps(told.as_json()))) == told


def test_old_jobs_are_forgotten(caseload: UUID, client_as: Callable[[str], Any], make: Any, app: Flask) -> None:
    from litigation_app.accounts import pruning

    asked(client_as(make.analyst()))

    with time_machine.travel(clock.now() + timedelta(days=31)), app.app_context(), committing():
        pruning.prune()

    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(jobstore.Job)) == 0
