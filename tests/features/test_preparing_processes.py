"""Does a process of its own do the work, whatever is killed, locked or started again meanwhile?"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

import served
from asking import WANTED, asked, drafts, job, words
from config import Config
from litigation_app import app as desk
from litigation_app.cli import work
from litigation_app.core import jobs, jobstore
from litigation_app.core.jobs import JobState
from locking import PASSPHRASE, ask_for_a_passphrase
from preparing import WAITING
from served import PASSWORD

pytestmark = pytest.mark.thorough

eventually = partial(served.eventually, within=120.0)
Served = AbstractContextManager[tuple[subprocess.Popen[bytes], int]]


def stands(app: Flask) -> tuple[Any, ...]:
    """Where the work is, when it was heard of, and what it said of itself."""
    one = job(app)
    return one.state, one.step, one.asked_at, one.step_at, one.heard_at, one.answer


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

    assert "Suppressed, with the range" in words(analyst, found.headers["Location"])
    assert drafts(alone) == 1


def test_one_that_is_killed_half_way_shows_as_stopped_and_leaves_nothing(
    alone: Flask, caseload: UUID, client_as: Callable[[str], Any], make: Any, config: Config
) -> None:
    analyst = client_as(make.analyst())
    eventually(lambda: at_work() is None)  # that of an earlier test may be on its way out
    path = asked(analyst)
    before = sorted(str(file.relative_to(config.instance)) for file in config.instance.rglob("*"))

    os.kill(eventually(at_work), signal.SIGKILL)
    eventually(lambda: job(alone).state == JobState.STOPPED)
    after = sorted(str(file.relative_to(config.instance)) for file in config.instance.rglob("*"))
    again = analyst.post(f"{path}/repetition").headers["Location"]

    assert "Prepare again" in words(analyst, path)
    assert [name for name in after if name not in before and not name.startswith("desk.db")] in ([], ["work.lock"])
    assert eventually(lambda: analyst.get(again).status_code == 303)
    assert drafts(alone) == 1


def at_work() -> int | None:
    """The process that this one has begun for a job."""
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
    name, wanted = make.analyst(), WANTED
    with serving() as (process, port):
        person = browser(port)
        assert person.sign_in(name, make.code(name)).status == 303
        path = person.post("/publishing/", wanted).to
        process.kill()
    with serving() as (_process, port):
        person = browser(port)
        assert person.sign_in(name, make.code(name)).status == 303
        found = eventually(
            lambda: "Suppressed, with the range" in (page := person.get(path).text) and page, where=lambda: stands(app)
        )

    assert "Numbers:" in found
    assert drafts(app) == 1


STARTED = """
import json, os, signal, sys
from uuid import UUID
from config import Config
from litigation_app.core import jobs
said = json.load(sys.stdin)
jobs.start(Config.from_json(said["config"]), UUID(said["job"]), lost=print)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_who_dies_right_after_starting_the_work_has_told_it_everything(
    app: Flask, caseload: UUID, client_as: Callable[[str], Any], make: Any, config: Config
) -> None:
    analyst = client_as(make.analyst())
    path, wanted = asked(analyst), app.extensions[WAITING].pop()

    said = json.dumps({"config": config.as_json(), "job": str(wanted)})
    starter = subprocess.run([sys.executable, "-c", STARTED], input=said, text=True, check=False)

    assert starter.returncode == -signal.SIGKILL
    assert eventually(lambda: analyst.get(path).status_code == 303)
    assert job(app).state == JobState.DONE


def test_a_desk_that_opens_by_passphrase_prepares_with_the_key_of_its_agent(
    app: Flask, caseload: UUID, make: Any, config: Config, serving: Callable[[], Served], browser: Any
) -> None:
    name, administrator = make.analyst(), make.administrator()
    ask_for_a_passphrase(config)
    with tempfile.TemporaryDirectory() as short:  # a socket's path has at most 107 letters
        told = f'password_hash_kib = 64\nagent_socket = "{short}/agent.sock"\n'
        (config.instance / "config.toml").write_text(told)
        with serving() as (_process, port):
            person = browser(port)
            person.get("/unlock")
            secrets = {"email": administrator, "password": PASSWORD, "secret": PASSPHRASE}
            assert person.post("/unlock", secrets).status == 303
            assert person.sign_in(name, make.code(name)).status == 303
            path = person.post("/publishing/", WANTED).to
            assert eventually(lambda: "Suppressed, with the range" in person.get(path).text)

    assert drafts(app) == 1


def test_a_desk_that_was_locked_meanwhile_says_so(
    caseload: UUID, client_as: Callable[[str], Any], make: Any, app: Flask, config: Config
) -> None:
    asked(client_as(make.analyst()))
    ask_for_a_passphrase(config)
    locked = desk.create_app(config)
    with locked.app_context(), locked.test_request_context():
        work.do(locked, app.extensions[WAITING].pop(), lambda *_told: None)

    found = job(app)
    assert (found.state, found.answer["reason"]) == (JobState.REFUSED, "locked")
    assert PASSPHRASE not in json.dumps(found.answer)


def test_all_settings_reach_the_process_by_its_standard_input(config: Config) -> None:
    told = replace(config, exports_per_hour=3)

    assert Config.from_json(json.loads(json.dumps(told.as_json()))) == told
