"""Is everything that was answered still there, and nothing half done, after the server was killed at any moment?"""

import http.client
import os
import random
import subprocess
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask

from config import Config
from litigation_app import ledger, vault
from litigation_app.app import create_app
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.documents import actions as documents
from litigation_app.casework.documents.models import Document
from litigation_app.core.db import db
from litigation_app.ledger.settings import settings
from litigation_app.vault.capsules import files

pytestmark = pytest.mark.both_databases

SEED = 2026
KILLS = 2  # `make test-all` and `make deep` ask for more: --kills=N
LONGEST_LIFE = 0.9  # seconds of work before the kill
PAPER_BYTES = 150_000
CASE = {"opened_on": "20. 9. 2026.", "aim": "Izmišljen cilj", "court": "vs_beograd"}
VICTIM = {"first_contact": "1. 9. 2026.", "sex": "F", "citizenship_group": "NATIONAL", "status": "FORMAL"}
PAPER = {"kind": "judgment", "written_on": "", "note": ""}
Served = AbstractContextManager[tuple[subprocess.Popen[bytes], int]]


@dataclass
class Seen:
    """What the server answered for. `tried`: the names and papers that were sent, answered or not."""

    cases: set[UUID] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    papers: set[bytes] = field(default_factory=set)
    tried: set[Any] = field(default_factory=set)


@pytest.fixture
def kills(request: pytest.FixtureRequest) -> int:
    return int(request.config.getoption("--kills") or KILLS)


@pytest.mark.timeout(3_600)
def test_whenever_it_is_killed_what_was_answered_is_there_and_all_holds(
    app: Flask, make: Any, config: Config, serving: Callable[[], Served], browser: Any, end_sessions: Any, kills: int
) -> None:
    limits = "".join(f"{one}_per_hour = 1000000\n" for one in ("openings", "papers", "added", "searches"))
    (config.instance / "config.toml").write_text(limits + "password_hash_kib = 64\n")
    lawyer, office, seen = make.lawyer(), make.first_office(), Seen()
    moments = random.Random(SEED)
    assert app.extensions["config"] == config

    for _ in range(kills):
        with serving() as (process, port):
            person = browser(port)
            assert person.sign_in(lawyer, make.code(lawyer)).status == 303
            killer = Thread(target=kill_later, args=(process, seen, moments.uniform(0, LONGEST_LIFE)))
            killer.start()
            work_until_it_dies(person, office, seen)
            killer.join()
        end_sessions()  # what was being kept is kept, or is not, before anybody looks
        holds(config, seen)

    assert seen.names
    assert seen.papers


def kill_later(process: subprocess.Popen[bytes], seen: Seen, seconds: float) -> None:
    """At any moment; but the first life lasts until everything was done once, however slow the machine is."""
    while not seen.papers and process.poll() is None:
        time.sleep(0.01)
    time.sleep(seconds)
    process.kill()
    process.wait()


def work_until_it_dies(person: Any, office: UUID, seen: Seen) -> None:
    """Cases, victims and papers, one after another, until nobody answers."""
    try:
        while True:
            work(person, office, seen)
    except (OSError, http.client.HTTPException):
        return


def work(person: Any, office: UUID, seen: Seen) -> None:
    answer = person.post("/cases/", {"office": str(office), **CASE})
    assert answer.status == 303, answer.text
    case_id = UUID(answer.to.split("/")[2].partition("?")[0])
    seen.cases.add(case_id)
    assert person.post(f"/cases/{case_id}/openings", {"purpose": "hearing"}).status == 303
    for _ in range(3):
        name = f"Ime {uuid4().hex}"
        seen.tried.add(name)
        answer = person.post(f"/cases/{case_id}/victims", {**VICTIM, "given_name": name})
        assert answer.status == 303, answer.text
        seen.names.add(name)
        paper = b"%PDF-1.7\n" + os.urandom(PAPER_BYTES)
        seen.tried.add(paper)
        assert person.send(f"/cases/{case_id}/papers", PAPER, papers=paper).status == 303
        seen.papers.add(paper)


def holds(config: Config, seen: Seen) -> None:
    """The desk started anew: what was answered opens, the log is whole, no paper is half there, and a sweep leaves no rest."""
    app = create_app(config)
    with app.app_context():
        cases = set(db.session.scalars(db.select(Case.id)))
        names = {name_of(victim) for victim in db.session.scalars(db.select(Victim.id))}
        rows = db.session.execute(db.select(Document.id, Document.case_id)).all()
        papers = [paper_of(document, case_id) for document, case_id in rows]
        assert seen.cases <= cases
        assert seen.names <= names <= seen.tried
        assert seen.papers <= set(papers) <= seen.tried
        assert len(papers) == len(set(papers))
        assert ledger.verify(db.session(), settings().mac_key).holds
        assert ledger.verify_state(db.session(), vault.commitments()) == []
        make_old(config.files)
        documents.sweep()
        assert {path.name for path in stored(config.files)} == {str(document) for document, _ in rows}
        db.session.remove()
        db.engine.dispose()


def name_of(victim: UUID) -> str:
    ticket = under("open_victim", f"victim:{victim}", {"groups": "identity"})
    content = vault.open(ticket, subject=victim, table="victim", row=victim, capsule="identity")
    return str(content["given_name"])


def paper_of(document: UUID, case_id: UUID) -> bytes:
    ticket = under("read_document", f"document:{document}", {}, case_id)
    store, table = documents.store(), documents.TABLE
    opened = files.open_file(ticket, store, subject=case_id, table=table, row=document, file=document)
    try:
        return b"".join(opened.pieces(0, opened.size))
    finally:
        opened.close()


def under(act: str, of: str, facts: dict[str, str | int], case_id: UUID | None = None) -> ledger.Ticket:
    return ledger.append_alone(act=act, by=uuid4(), of=of, session_id=uuid4(), facts=facts, case_id=case_id)


def stored(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def make_old(folder: Path) -> None:
    """As if an hour had passed: what is young may still be somebody's."""
    for path in stored(folder):
        os.utime(path, (0, 0))
