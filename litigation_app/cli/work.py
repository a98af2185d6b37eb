"""The process of one job: started by the desk after a request was committed, told by its standard input what to do.

It lives while its row says so: it gives a sign of life every other second, and ends at once when somebody ended the job.
"""

import fcntl
import json
import logging
import os
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from threading import Event, Thread
from types import TracebackType
from uuid import UUID

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from config import Config
from litigation_app.accounts.integrity import actions as integrity
from litigation_app.advocacy.studies.scenarios.runs import actions as runs
from litigation_app.advocacy.studies.scenarios.runs import queries as run_queries
from litigation_app.app import desk_of
from litigation_app.core import clock, jobstore, table_lock
from litigation_app.core.db import committing, db
from litigation_app.core.jobs import JobOver, JobState, Sign, Tell
from litigation_app.core.jobstore import Job
from litigation_app.core.locked import DeskLocked
from litigation_app.core.not_as_written import NotAsWritten
from litigation_app.gate.drafts.preparations import actions
from litigation_app.gate.protection.proposal import WouldReveal
from litigation_app.gate.protection.queries import DraftRefused
from litigation_app.vault import KeyringRefused
from litigation_app.vault.keys.hardening import harden

log = logging.getLogger("litigation")

BEAT_SECONDS = 2.0
LONGEST = timedelta(hours=1)  # it ends by its own count, or says before that the machine is too busy
_NICE = 5  # who waits for a page goes first


class Pulse:
    """Says, from a thread of its own, that the job lives and where it is; calls `ended` once somebody ended it."""

    def __init__(self, app: Flask, job_id: UUID, ended: Callable[[], None]) -> None:
        self._app, self._job, self._ended = app, job_id, ended
        self._until: datetime | None = None  # while it waits for its turn, nothing is late
        self._state, self._step, self._done, self._of = JobState.WAITING, "", 0, 0
        self._step_at: datetime = clock.now()
        self._over = Event()

    def begin(self) -> None:
        Thread(target=self._beat_on, name="pulse", daemon=True).start()

    def end(self) -> None:
        """The work has come to its end: nothing more is said."""
        self._over.set()

    def its_turn(self) -> None:
        self._state, self._until = JobState.RUNNING, clock.now() + LONGEST

    def tell(self, step: str, done: int = 0, of: int = 0) -> None:
        if step != self._step:
            self._step, self._step_at = step, clock.now()
        self._done, self._of = done, of

    def _beat_on(self) -> None:
        while self._beat():
            if self._over.wait(BEAT_SECONDS):
                return
        self._ended()

    def _beat(self) -> bool:
        if self._until is not None and clock.now() > self._until:
            return False
        said = Sign(self._state, self._step, self._step_at, self._done, self._of)
        try:
            with self._app.app_context():
                return jobstore.beat(self._job, said)
        except SQLAlchemyError as failed:
            log.warning("job %s could not say that it lives: %s", self._job, type(failed).__name__)
            return True


def run(app: Flask, job_id: UUID, pulse: Pulse, tell: Tell) -> None:
    """Do a job when its turn comes: one after another on each host, since two would only make each other late."""
    pulse.begin()
    turn = os.open(app.extensions["config"].work_lock, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(turn, fcntl.LOCK_EX)
        pulse.its_turn()
        with app.app_context(), app.test_request_context():
            do(app, job_id, tell)
    finally:
        os.close(turn)
        pulse.end()


def do(app: Flask, job_id: UUID, tell: Tell) -> None:
    """Do a job in this process, under a context of `app`; whatever comes of it stands in its row."""
    try:
        if db.session.get_one(Job, job_id).kind == run_queries.KIND:
            _estimate(app, job_id, tell)
        else:
            _publish(app, job_id, tell)
    except JobOver:
        log.info("job %s was ended before it came to its end", job_id)
    except NotAsWritten as broken:
        db.session.rollback()
        integrity.note(broken.of)
        raise


def _estimate(app: Flask, job_id: UUID, tell: Tell) -> None:
    there = app.extensions
    places = runs.Places(there["shelf"], there["trusted_keys"], there["studies_dir"])
    try:
        with committing():
            runs.do(job_id, tell, places)
    except (DeskLocked, KeyringRefused):
        with committing():
            runs.refuse(job_id, "locked")


def _publish(app: Flask, job_id: UUID, tell: Tell) -> None:
    on = {"on_shelf": app.extensions["shelf"], "trusted": app.extensions["trusted_keys"]}
    try:
        with committing():
            actions.prepare(job_id, tell, **on)
    except (DraftRefused, WouldReveal) as stop:
        _refuse(job_id, stop)
    except (DeskLocked, KeyringRefused):  # the agent that held the key is gone
        _refuse(job_id, DraftRefused("locked"))


def _refuse(job_id: UUID, stop: DraftRefused | WouldReveal) -> None:
    with suppress(JobOver), committing():
        actions.refuse(job_id, stop)


def main() -> None:
    """One job: at its turn, then its end."""
    said = json.load(sys.stdin)
    config, job_id = Config.from_json(said["config"]), UUID(said["job"])
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    sys.excepthook = _say_where
    os.umask(0o077)
    os.nice(_NICE)
    harden(lock_memory=False)
    with table_lock.shared(config):
        app = desk_of(config)
        pulse = Pulse(app, job_id, _leave)
        run(app, job_id, pulse, pulse.tell)


def _leave() -> None:
    """Whatever is under way in the main thread was not committed, and never will be."""
    os._exit(0)


def _say_where(kind: type[BaseException], _error: BaseException, at: TracebackType | None) -> None:
    """Where it failed, never with what values."""
    log.error("a job failed: %s\n%s", kind.__name__, "".join(traceback.format_tb(at)))


if __name__ == "__main__":
    main()
