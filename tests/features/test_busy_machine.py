"""Does a busy machine prepare the same publication as a quiet one, to the byte?"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from litigation_app.core.db import db
from litigation_app.gate.models import ReleaseDraft
from preparing import WANTED, crowd, prepare

BURNS = "while True: pass"


@pytest.fixture
def caseload(app: Flask, make: Any) -> UUID:
    return crowd(app, make, people=90)


@contextmanager
def burning() -> Iterator[None]:
    """A process on each core that does nothing but work."""
    started = [subprocess.Popen([sys.executable, "-c", BURNS]) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for one in started:
            one.kill()
            one.wait()


def drafted(app: Flask, analyst: Any) -> tuple[str, Any]:
    """The digest and the tables of a new draft, which is then discarded: no two wait of the same people."""
    answer = prepare(analyst, WANTED)
    assert answer.status_code == 303
    with app.app_context():
        made = db.session.scalars(select(ReleaseDraft).order_by(ReleaseDraft.drafted_at.desc())).first()
        assert made is not None
        found = made.digest, {name: said for name, said in made.proposal.items() if name != "sealed"}  # anew each time
    analyst.post(f"{answer.headers['Location'].split('?')[0]}/discard")
    return found


@pytest.mark.extensive
def test_the_same_bytes_come_of_it_beside_processes_that_burn_every_core(
    caseload: UUID, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst = client_as(make.analyst())

    quiet = drafted(app, analyst)
    with burning():
        busy = drafted(app, analyst)

    assert quiet == busy
