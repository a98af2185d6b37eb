"""Official figures while the machine stops: nothing is half published."""

import errno
import json
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text as sql

from confirming import confirmed
from lawyering import text
from litigation_app.core.db import db
from litigation_app.gate.official import actions
from litigation_app.statistics.releases import aside, shelf, verify
from officials import PAGE, ids, state

pytestmark = pytest.mark.thorough

ClientAs = Callable[[str], Any]
BEFORE_COMMIT, AFTER_COMMIT = "approve", "put"
AGREE_AND_DIE = """
import json, os, signal, sys
from uuid import UUID
from config import Config
from litigation_app.accounts import queries
from litigation_app.app import create_app
from litigation_app.core.db import committing, db
from litigation_app.gate.official import actions
from litigation_app.gate.official import queries as figures
from litigation_app.gate.official.models import OfficialDraft
from litigation_app.statistics.releases import aside
said = json.load(sys.stdin)
app = create_app(Config.from_json(said["config"]))
die = lambda *_said, **_named: os.kill(os.getpid(), signal.SIGKILL)
if said["at"] == "put":
    aside.put = die
with app.app_context(), app.test_request_context(), committing():
    draft, held = db.session.get_one(OfficialDraft, UUID(said["draft"])), app.extensions
    actor = queries.actor_by_email(said["who"])
    shelf = {"on_shelf": held["shelf"], "trusted": held["trusted_keys"], "signer": held["release_signer"]}
    actions.approve(actor, draft, **shelf, seen=figures.stands(draft))
    if said["at"] == "approve":
        die()
"""


def agree_and_die(app: Flask, draft: str, who: str, at: str) -> None:
    said = {"config": app.extensions["config"].as_json(), "draft": draft, "who": who, "at": at}
    command = [sys.executable, "-c", AGREE_AND_DIE]
    ended = subprocess.run(command, input=json.dumps(said).encode(), check=False, capture_output=True)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()


def agreed(app: Flask) -> int:
    with app.app_context():
        return int(db.session.scalar(sql("SELECT count(*) FROM ledger_entry WHERE act = 'approve_official'")) or 0)


def test_killed_before_it_was_recorded_nothing_is_published_and_it_can_be_agreed_to(
    app: Flask, make: Any, client_as: ClientAs, typist: Any
) -> None:
    who, on_shelf = make.coordinator(), app.extensions["shelf"]
    typist.post(f"{PAGE}shipped")
    draft = ids(app, "ME")[0]
    agree_and_die(app, draft, who, BEFORE_COMMIT)
    there, before = shelf(on_shelf), state(app, draft)

    client_as(who).get("/publications/")
    still = shelf(on_shelf)
    again = confirmed(client_as(who), f"{PAGE}{draft}/approval")

    assert (there, still, before) == ([], [], "waiting")
    assert again.status_code == 303, text(again)
    assert len(shelf(on_shelf)) == agreed(app) == 1
    assert aside.waiting(on_shelf) == []


def test_killed_after_it_was_recorded_it_stands_published_at_the_next_look(
    app: Flask, make: Any, client_as: ClientAs, typist: Any
) -> None:
    who, on_shelf = make.coordinator(), app.extensions["shelf"]
    typist.post(f"{PAGE}shipped")
    draft = ids(app, "ME")[0]
    agree_and_die(app, draft, who, AFTER_COMMIT)
    left = shelf(on_shelf)

    page = client_as(who).get("/publications/").get_data(as_text=True)

    [found] = shelf(on_shelf)
    assert left == []
    assert found.id in page
    assert verify(on_shelf / found.id, app.extensions["trusted_keys"]).id == found.id
    assert (state(app, draft), agreed(app)) == ("published", 1)


def test_a_full_disk_is_said_in_a_sentence_and_the_figures_wait(
    app: Flask, typist: Any, checker: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_said: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    typist.post(f"{PAGE}shipped")
    draft = ids(app, "ME")[0]
    with monkeypatch.context() as disk:
        disk.setattr(actions, "write", full)
        refused = confirmed(checker, f"{PAGE}{draft}/approval")

    assert refused.status_code == 409
    assert "The disk of the desk is full" in text(refused)
    assert state(app, draft) == "waiting"
    assert confirmed(checker, f"{PAGE}{draft}/approval").status_code == 303
