"""Does anything open while the database swallows entries of the access log, and is what swallows them named? On SQLite and PostgreSQL."""

import json
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select

from commanding import run
from config import Config
from documents_sent import PDF, added
from litigation_app.accounts.integrity.actions import note_catalogue
from litigation_app.core.db import db
from litigation_app.ledger import LedgerEntry

pytestmark = pytest.mark.both_databases
Owner = Callable[..., None]
ACTS = "('read_document', 'view_document', 'search', 'write_note')"
SWALLOW = {
    "sqlite": [
        f"CREATE TRIGGER quiet BEFORE INSERT ON ledger_entry WHEN NEW.act IN {ACTS} BEGIN SELECT RAISE(IGNORE); END"
    ],
    "postgresql": [
        "CREATE FUNCTION quiet() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
        "CREATE TRIGGER quiet BEFORE INSERT ON ledger_entry FOR EACH ROW "
        f"WHEN (NEW.act IN {ACTS}) EXECUTE FUNCTION quiet()",
    ],
}


@pytest.fixture
def swallow(app: Flask, as_owner: Owner) -> Callable[[], None]:
    """From now on the database keeps no entry of these acts, and says nothing."""

    def begin() -> None:
        with app.app_context():
            statements = SWALLOW[db.engine.dialect.name]
        as_owner(*statements)

    return begin


def count(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(LedgerEntry)) or 0


def test_no_paper_opens_whose_reading_is_not_kept(
    app: Flask,
    lawyer: Any,
    open_case: UUID,
    swallow: Callable[[], None],
) -> None:
    paper = added(app, lawyer, open_case)
    path = f"/cases/{open_case}/papers/{paper}"
    assert lawyer.get(path).data == PDF
    swallow()
    before = count(app)

    search = {"words": "Izmišljena", "purpose": "contact"}
    answers = [lawyer.get(path), lawyer.get(f"{path}/cleaned"), lawyer.post("/search", search)]

    assert [answer.status_code for answer in answers] == [503, 503, 503]
    assert not any(PDF[:40] in answer.data for answer in answers)
    assert count(app) == before


def test_nothing_is_saved_whose_entry_is_not_kept(
    app: Flask,
    lawyer: Any,
    open_case: UUID,
    swallow: Callable[[], None],
) -> None:
    swallow()

    answer = lawyer.post(f"/cases/{open_case}/notes", {"kind": "call", "on": "4. 3. 2026.", "text": "Izmišljeno"})

    assert answer.status_code == 503
    assert "Nothing is noted yet" in lawyer.get(f"/cases/{open_case}/notes").get_data(as_text=True)


def test_what_swallows_is_named_by_the_check_and_at_the_start(
    app: Flask, make: Any, config: Config, client_as: Callable[[str], Any], swallow: Callable[[], None],
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    auditor = client_as(make.auditor())
    monkeypatch.setenv("LITIGATION_INSTANCE", str(config.instance))
    monkeypatch.setenv("LITIGATION_DATABASE_URL", config.database_url)
    whole, before = run("ledger", "verify"), auditor.get("/access-log/verification").get_data(as_text=True)
    swallow()

    verdict, page = run("ledger", "verify"), auditor.get("/access-log/verification").get_data(as_text=True)
    with app.app_context():
        note_catalogue()

    assert (whole.exit_code, json.loads(whole.stdout)["database_differs"]) == (0, [])
    assert "not as the program made it" not in before
    said = json.loads(verdict.stdout)
    assert (verdict.exit_code, said["holds"]) == (1, False)
    assert [name for name in said["database_differs"] if re.match("trigger quiet", name)]
    assert "trigger quiet" in verdict.stderr
    assert "trigger quiet" in page
    assert "trigger quiet" in caplog.text
    assert "Not as the desk wrote it" in auditor.get("/alerts/").get_data(as_text=True)
