"""Does a publication stand whole on both sides, desk and shelf, at whatever moment the machine stops while somebody agrees?"""

import errno
import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import text

from confirming import confirmed
from litigation_app.core.db import db
from litigation_app.gate.models import ReleaseDraft
from litigation_app.statistics.releases import aside, shelf, verify
from preparing import WANTED, crowd, drafted

pytestmark = pytest.mark.thorough

BEFORE_COMMIT, AFTER_COMMIT = "gate.drafts.actions.ledger.write", "statistics.releases.aside.put"
AGREE_AND_DIE = """
import json, os, signal, sys
from uuid import UUID
from config import Config
from litigation_app.accounts import queries
from litigation_app.app import create_app
from litigation_app.core.db import committing, db
from litigation_app.gate.drafts import actions
from litigation_app.gate import queries as drafts
from litigation_app.gate.models import ReleaseDraft
from litigation_app.statistics.releases import aside
said = json.load(sys.stdin)
app = create_app(Config.from_json(said["config"]))
die = lambda *_said, **_named: os.kill(os.getpid(), signal.SIGKILL)
if said["at"].endswith("put"):
    aside.put = die
with app.app_context(), app.test_request_context(), committing():
    draft, held = db.session.get_one(ReleaseDraft, UUID(said["draft"])), app.extensions
    actor = queries.actor_by_email(said["who"])
    desk = {"on_shelf": held["shelf"], "trusted": held["trusted_keys"], "signer": held["release_signer"]}
    actions.approve(actor, draft, **desk, seen=drafts.stands(draft))
    if not said["at"].endswith("put"):
        die()
"""


@pytest.fixture
def path(app: Flask, make: Any, client_as: Callable[[str], Any]) -> str:
    """The page of a draft that waits for a second person."""
    crowd(app, make)
    return drafted(client_as(make.analyst()))


def agree_and_die(app: Flask, path: str, who: str, at: str) -> None:
    said = {"config": app.extensions["config"].as_json(), "draft": path.rpartition("/")[2], "who": who, "at": at}
    command = [sys.executable, "-c", AGREE_AND_DIE]
    ended = subprocess.run(command, input=json.dumps(said).encode(), check=False, capture_output=True)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()


def draft(app: Flask, path: str) -> ReleaseDraft:
    with app.app_context():
        return db.session.get_one(ReleaseDraft, UUID(path.rpartition("/")[2]))


def acts(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(text("SELECT act FROM ledger_entry ORDER BY seq")))


def test_killed_after_it_was_recorded_it_stands_published_at_the_next_look(
    app: Flask, make: Any, client_as: Callable[[str], Any], path: str
) -> None:
    who, on_shelf = make.coordinator(), app.extensions["shelf"]
    agree_and_die(app, path, who, AFTER_COMMIT)
    left = shelf(on_shelf)

    page = client_as(who).get("/publications/").get_data(as_text=True)
    [found] = shelf(on_shelf)

    assert left == []
    assert found.id in page
    assert verify(on_shelf / found.id, app.extensions["trusted_keys"]).id == found.id
    assert (draft(app, path).state, draft(app, path).release_id) == ("published", found.id)
    assert acts(app).count("approve_release") == 1
    assert "This is published already." in client_as(who).post(f"{path}/discard").get_data(as_text=True)
    assert sorted(one.name for one in on_shelf.iterdir() if not one.name.startswith(".")) == [found.id]


def test_killed_before_it_was_recorded_it_is_no_publication_and_can_be_agreed_to(
    app: Flask, make: Any, client_as: Callable[[str], Any], path: str
) -> None:
    who, on_shelf = make.coordinator(), app.extensions["shelf"]
    agree_and_die(app, path, who, BEFORE_COMMIT)

    page = client_as(who).get("/publishing/").get_data(as_text=True)
    there = shelf(on_shelf)
    again = confirmed(client_as(who), f"{path}/approval")
    [found] = shelf(on_shelf)

    assert "Waiting for a second person" in page
    assert there == []
    assert again.status_code == 303
    assert verify(on_shelf / found.id, app.extensions["trusted_keys"])
    assert acts(app).count("approve_release") == 1
    assert aside.waiting(on_shelf) == []


def test_killed_before_it_was_recorded_it_can_be_discarded(
    app: Flask, make: Any, client_as: Callable[[str], Any], path: str
) -> None:
    who = make.coordinator()
    agree_and_die(app, path, who, BEFORE_COMMIT)

    assert client_as(who).post(f"{path}/discard").status_code == 303
    assert shelf(app.extensions["shelf"]) == []


def full(*_said: Any) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_disk_that_is_full_at_the_move_is_said_and_the_move_made_up_for(
    app: Flask, make: Any, client_as: Callable[[str], Any], path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    coordinator = client_as(make.coordinator())
    with monkeypatch.context() as disk:
        disk.setattr(Path, "rename", rename_unless_to(app.extensions["shelf"]))
        agreed = confirmed(coordinator, f"{path}/approval")
        told = coordinator.get(agreed.headers["Location"])
        longer = client_as(make.analyst()).post("/publishing/", WANTED)
    after = coordinator.get(agreed.headers["Location"])

    assert agreed.status_code == 303
    assert told.status_code == 409
    assert "the disk refuses" in told.get_data(as_text=True)
    assert longer.status_code == 422
    assert "Make room on it" in longer.get_data(as_text=True)
    assert after.status_code == 200
    assert len(shelf(app.extensions["shelf"])) == 1


def rename_unless_to(on_shelf: Path) -> Any:
    """A disk that refuses to put anything on the shelf, and nothing else."""
    rename = Path.rename

    def moved(one: Path, to: Path) -> Path:
        return full() if to.parent == on_shelf and not to.name.startswith("agreed-") else rename(one, to)  # type: ignore[func-returns-value,return-value]

    return moved


def test_a_disk_that_is_full_before_leaves_the_draft_open(
    app: Flask, make: Any, client_as: Callable[[str], Any], path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    coordinator = client_as(make.coordinator())
    with monkeypatch.context() as disk:
        disk.setattr(aside, "lay", full)
        refused = confirmed(coordinator, f"{path}/approval")
    there = shelf(app.extensions["shelf"])
    again = confirmed(coordinator, f"{path}/approval")

    assert refused.status_code >= 400
    assert there == []
    assert again.status_code == 303
