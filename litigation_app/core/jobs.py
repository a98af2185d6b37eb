"""What is long work? Asked for in a request, done by a process of its own that says how far it is. How does that one start?"""

import json
import logging
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from threading import Thread
from typing import IO, NamedTuple, Protocol
from uuid import UUID

from flask import Flask

from config import Config

log = logging.getLogger("litigation")

START = "start_job"  # the extension of the app that starts a job's process
SILENT_AFTER = timedelta(seconds=30)  # an importing process of a busy machine says nothing for some seconds


class JobState(StrEnum):
    """Where long work stands. REFUSED: it came to its end, and the answer says why nothing was made."""

    WAITING = "waiting"  # for its turn
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    STOPPED = "stopped"  # its process is gone


UNDER_WAY = frozenset({JobState.WAITING, JobState.RUNNING})


class Sign(NamedTuple):
    """Of life: where the work is, since when it does this step, and how much of it is done."""

    state: JobState
    step: str
    step_at: datetime
    done: int
    of: int  # 0: nobody can say how much there is


class JobOver(Exception):
    """This job was cancelled, or held for lost, in the meantime: nothing of it is kept."""


class Tell(Protocol):
    """How work says where it is: which step, and how much of it is done."""

    def __call__(self, step: str, done: int = 0, of: int = 0) -> None:
        """`of` 0: nobody can say how much there is."""


def quiet(step: str, done: int = 0, of: int = 0) -> None:
    """Tells nobody."""


def state_at(state: JobState, heard_at: datetime, now: datetime) -> JobState:
    """A job of which nothing was heard for long has lost its process, also where nobody saw it die."""
    return JobState.STOPPED if state in UNDER_WAY and now - heard_at > SILENT_AFTER else state


def install(app: Flask, config: Config, lost: Callable[[UUID], None]) -> None:
    """Have `app` start a process for each job, and note, in a context of its own, of one that failed that it is `lost`."""

    def note(job_id: UUID) -> None:
        with app.app_context():
            lost(job_id)

    app.extensions[START] = partial(start, config, lost=note)


def start(config: Config, job_id: UUID, *, lost: Callable[[UUID], None]) -> None:
    """Begin a job in a process that outlives this one; `lost` is called with its id if it fails while this one lives.

    The settings go by its standard input: the address of a database can hold a password, and command lines can be read.
    They are in the pipe when this returns (it holds far more), so that the work is done whoever dies after that.
    """
    said = json.dumps({"job": str(job_id), "config": config.as_json()}).encode()
    command = [sys.executable, "-m", "litigation_app.cli.work"]
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True)  # noqa: S603
    except OSError:
        log.exception("no process could be started for job %s", job_id)
        lost(job_id)
        return
    if process.stdin is not None:
        feed(process.stdin, said)
    Thread(target=_look_after, args=(process, job_id, lost), name=f"job {job_id}", daemon=True).start()


def _look_after(process: "subprocess.Popen[bytes]", job_id: UUID, lost: Callable[[UUID], None]) -> None:
    if process.wait() != 0:
        lost(job_id)


def feed(to: IO[bytes], said: bytes) -> None:
    """Say this to a process, on its standard input, which is then closed; one that ended before it had read it all is no error."""
    try:
        with to:
            to.write(said)
    except OSError:
        return  # how it ended says so
