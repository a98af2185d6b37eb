"""What does a full disk do? Nothing is lost, nothing is shown, and whoever saves is told so and has her words back."""

import os
import resource
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from config import Config
from litigation_app import ledger, vault
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.documents import actions as documents
from litigation_app.casework.documents.models import Document
from litigation_app.core.db import db
from litigation_app.ledger.settings import settings

pytestmark = pytest.mark.thorough

UNLIMITED = resource.RLIM_INFINITY
MOST_SAVES = 300
LONGEST_WAIT = 120
SECRET, TYPED = "Kanarinka", "Izmišljena gradilišna priča, koja se ne sme izgubiti."
VICTIM = {"first_contact": "1. 9. 2026.", "sex": "F", "citizenship_group": "NATIONAL", "status": "FORMAL"}
PAPER = b"%PDF-1.7\n" + b"Izmisljeno. " * 200_000
Served = AbstractContextManager[tuple[subprocess.Popen[bytes], int]]


def is_soon(holds: Callable[[], bool]) -> bool:
    """Whether this comes true within seconds: the desk clears up once its answer has left."""
    end = time.monotonic() + LONGEST_WAIT
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)
    return holds()


@dataclass
class Desk:
    """A served desk with one case, its open file and one victim. `fill` ends the room on its disk, `empty` gives it back."""

    process: subprocess.Popen[bytes]
    config: Config
    person: Any
    office: UUID
    case_id: UUID
    victim: UUID

    def fill(self) -> None:
        """No file can grow beyond what the largest of the database has now; a write beyond is an error, not a signal."""
        most = max(path.stat().st_size for path in self.config.instance.glob("desk.db*"))
        resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, (most + 1, UNLIMITED))

    def empty(self) -> None:
        resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, (UNLIMITED, UNLIMITED))

    def save(self) -> Any:
        return self.person.post(
            f"/cases/{self.case_id}/victims", {**VICTIM, "given_name": "Nova", "exploitation": TYPED}
        )

    def save_until_it_is_full(self) -> tuple[int, Any]:
        """How many were saved, and the first answer that is something else."""
        for count in range(MOST_SAVES):
            answer = self.save()
            if answer.status != 303:
                return count, answer
        raise AssertionError("the disk never became full")

    def open_record(self) -> Any:
        return self.person.post(f"/victims/{self.victim}/openings", {"purpose": "hearing", "groups": ["identity"]})


@pytest.fixture
def config(sqlite_config: Config) -> Config:
    """SQLite: there the database lies on the desk's own disk."""
    return sqlite_config


@pytest.fixture
def full(app: Flask, make: Any, config: Config, serving: Callable[[], Served], browser: Any) -> Iterator[Desk]:
    """A desk whose disk can become full."""
    (config.instance / "config.toml").write_text("openings_per_hour = 1000000\npassword_hash_kib = 64\n")
    lawyer, office = make.lawyer(), make.first_office()
    case_id = make.case(lawyer)
    victim = make.victim(lawyer, case_id, given_name=SECRET)
    with serving() as (process, port):
        person = browser(port)
        assert person.sign_in(lawyer, make.code(lawyer)).status == 303
        assert person.post(f"/cases/{case_id}/openings", {"purpose": "hearing"}).status == 303
        yield Desk(process, config, person, office, case_id, victim)


def test_a_save_is_refused_with_what_was_typed_and_nothing_is_lost(app: Flask, full: Desk) -> None:
    full.fill()

    saved, refused = full.save_until_it_is_full()
    again = full.save()

    assert [refused.status, again.status] == [503, 503]
    assert "Nothing was saved" in refused.text
    assert TYPED in refused.text
    with app.app_context():
        assert db.session.query(Victim).count() == saved + 1
    whole(app)


def test_nothing_opens_that_cannot_be_written_down(app: Flask, full: Desk) -> None:
    full.fill()
    full.save_until_it_is_full()

    answers = [full.open_record() for _ in range(20)]
    refused = answers[-1]

    assert refused.status == 503
    assert "nothing was opened" in refused.text
    assert SECRET not in refused.text
    assert refused.to == ""
    whole(app)


def test_a_paper_is_refused_in_a_sentence_and_leaves_nothing(app: Flask, config: Config, full: Desk) -> None:
    full.fill()

    refused = full.person.send(f"/cases/{full.case_id}/papers", {"kind": "judgment", "note": ""}, papers=PAPER)

    assert refused.status == 503
    assert "The disk of the desk is full" in refused.text
    assert is_soon(lambda: not [path for path in config.files.rglob("*") if path.is_file()])
    with app.app_context():
        assert db.session.query(Document).count() == 0
    whole(app)


def test_a_small_paper_that_cannot_be_recorded_is_no_paper(app: Flask, config: Config, full: Desk) -> None:
    full.fill()
    full.save_until_it_is_full()

    said = {"kind": "judgment", "note": TYPED}
    answers = [full.person.send(f"/cases/{full.case_id}/papers", said, papers=PAPER[:999]) for _ in range(20)]

    kept = [answer.status for answer in answers].count(303)
    assert answers[-1].status == 503
    assert TYPED in answers[-1].text
    with app.app_context():
        assert db.session.query(Document).count() == kept
        for path in config.files.glob("*"):
            os.utime(path, (0, 0))
        documents.sweep()
        db.session.remove()
    assert len([path for path in config.files.rglob("*") if path.is_file()]) == kept
    whole(app)


def test_pages_that_change_nothing_are_still_shown(full: Desk) -> None:
    full.fill()
    full.save_until_it_is_full()

    assert full.person.get("/cases/").status == 200
    assert full.person.get(f"/cases/{full.case_id}").status == 200


def test_with_room_again_the_same_server_goes_on(app: Flask, full: Desk) -> None:
    full.fill()
    full.save_until_it_is_full()
    full.empty()

    assert full.save().status == 303
    opened = full.open_record()
    assert SECRET in full.person.get(opened.to).text
    whole(app)


def whole(app: Flask) -> None:
    """The log holds, every sealed record is as the log has it, and the case is there."""
    with app.app_context():
        assert ledger.verify(db.session(), settings().mac_key).holds
        assert ledger.verify_state(db.session(), vault.commitments()) == []
        assert db.session.query(Case).count() == 1
        db.session.remove()
