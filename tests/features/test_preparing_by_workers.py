"""Does it matter which of several workers begins, cancels or shows a preparation, or whether that worker lives on?"""

import contextlib
import os
import re
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

import served
from asking import drafts
from config import Config
from handed import Servers
from litigation_app.core.db import db
from litigation_app.core.jobs import JobState
from litigation_app.core.jobstore import Job
from preparing import WANTED, crowd
from served import Browser

pytestmark = pytest.mark.extensive

WORKERS = 3
eventually = partial(served.eventually, within=240.0)
ONE, OTHER = {"country": "RS"}, {"country": "BA"}


@pytest.fixture
def team(app: Flask, make: Any, config: Config) -> Iterator[Servers]:
    """A desk of three servers, who answer in turn at one port."""
    for country in ("RS", "BA"):
        crowd(app, make, people=90, country=country)
    (config.instance / "config.toml").write_text("password_hash_kib = 64\n")
    made = Servers(config, config.instance / "servers.log")
    made.start(WORKERS)
    made.answer()
    yield made
    made.end()


def signed_in(make: Any, port: int, name: str) -> Browser:
    person = Browser(port)
    assert person.sign_in(name, make.code(name)).status == 303
    return person


def asked(person: Browser, of: dict[str, str], title: str = "Serbia") -> str:
    return person.post("/publishing/", WANTED | of | {"title": title}).to


def began(team: Servers) -> int | None:
    """The worker of this desk whose child works on a preparation."""
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if b"litigation_app.cli.work" in (folder / "cmdline").read_bytes():
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
                if parent in team.pids:
                    return parent
    return None


def states(app: Flask) -> dict[str, JobState]:
    with app.app_context():
        return {str(job.id): JobState(job.state) for job in db.session.scalars(select(Job))}


@pytest.mark.timeout(900)
def test_two_prepare_at_once_a_worker_dies_and_everybody_sees_both(app: Flask, make: Any, team: Servers) -> None:
    first, second = signed_in(make, team.port, make.analyst()), signed_in(make, team.port, make.analyst())
    coordinator = signed_in(make, team.port, make.coordinator())
    paths = [asked(first, ONE, "The one"), asked(second, OTHER, "The other")]

    begun_by = eventually(lambda: began(team))
    os.kill(begun_by, signal.SIGKILL)
    eventually(lambda: set(states(app).values()) <= {JobState.DONE, JobState.REFUSED})
    team.start()
    lists = [coordinator.get("/publishing/").text for _ in range(4 * WORKERS)]

    assert set(states(app).values()) == {JobState.DONE}
    assert drafts(app) == 2
    assert all("The one" in page and "The other" in page for page in lists)
    assert "Suppressed, with the range" in first.get(paths[0]).text
    assert "Suppressed, with the range" in second.get(paths[1]).text


@pytest.mark.timeout(900)
def test_it_is_cancelled_by_another_worker_than_the_one_that_began_it(app: Flask, make: Any, team: Servers) -> None:
    person = signed_in(make, team.port, make.analyst())
    path = asked(person, ONE)
    person.get(path)
    begun_by = eventually(lambda: began(team))

    os.kill(begun_by, signal.SIGSTOP)  # it answers nobody now
    try:
        cancelled = person.post(f"{path}/cancellation", {})
    finally:
        os.kill(begun_by, signal.SIGCONT)
    eventually(lambda: began(team) is None)
    pages = [re.sub(r"\s+", " ", person.get(path).text) for _ in range(3 * WORKERS)]

    assert cancelled.status == 303
    assert states(app)[str(UUID(path.rpartition("/")[2]))] == JobState.CANCELLED
    assert all("You cancelled this. Nothing was prepared." in page for page in pages)
    assert drafts(app) == 0
