"""Signed states of the access log on pages, by command, and under the two roles of PostgreSQL."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from config import Config
from litigation_app import ledger
from litigation_app.app import create_app
from litigation_app.cli import litigation
from litigation_app.core.db import db
from litigation_app.ledger import bundles, catalogue, checkpoint, proofs
from litigation_app.ledger.notes import parse_note
from signing import note_down


def test_the_pages_sign_show_and_print(app: Flask, make: Any, client_as: Callable[[str], Any]) -> None:
    from io import BytesIO

    from pypdf import PdfReader

    root = client_as(make.administrator())

    taken = root.post("/access-log/checkpoints")
    address = taken.headers["Location"]
    page = root.get(address).get_data(as_text=True)
    sheet = root.get(f"{address}/sheet.pdf")
    note = root.get(f"{address}/checkpoint.note").get_data(as_text=True)

    with app.app_context():
        state = checkpoint.newest().stated
    assert taken.status_code == 303
    assert state.root.hex() in page
    assert "data:image/svg+xml" in page
    assert str(state.size) in root.get("/access-log/checkpoints").get_data(as_text=True)
    words = PdfReader(BytesIO(sheet.data)).pages[0].extract_text()
    assert "Sheet of the access log" in words
    assert parse_note(note).text.startswith(state.origin)
    assert root.get("/access-log/checkpoints/99999").status_code == 404


def test_an_auditor_takes_a_proof_and_entries_and_the_log_says_so(
    app: Flask, make: Any, client_as: Callable[[str], Any]
) -> None:
    email = make.auditor()
    iva = client_as(email)
    make.fresh(email)

    proof = iva.post("/access-log/proofs", {"entry": "1"})
    entries = iva.post("/access-log/exports", {"first": "1", "last": "2"})
    refused = [
        iva.post("/access-log/proofs", {"entry": "nine"}),
        iva.post("/access-log/exports", {"first": "2", "last": "1"}),
    ]

    assert bundles.check(proof.get_json(force=True)).seq == 1
    assert [json.loads(line)["seq"] for line in entries.get_data(as_text=True).splitlines()] == [1, 2]
    assert [answer.status_code for answer in refused] == [422, 422]
    assert "Exported entries of the access log" in iva.get("/access-log/?act=export_ledger").get_data(as_text=True)


def test_only_an_auditor_takes_entries_out(make: Any, client_as: Callable[[str], Any]) -> None:
    for email in (make.administrator(), make.lawyer(), make.coordinator()):
        assert client_as(email).get("/access-log/export").status_code == 404


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_the_command_signs_checks_and_proves(
    app: Flask, config: Config, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    note_down(app, 5)
    monkeypatch.setenv("LITIGATION_INSTANCE", str(config.instance))

    def run(*words: object) -> Any:
        return CliRunner().invoke(litigation, ["ledger", *map(str, words)])

    taken = run("checkpoint", "--out", tmp_path / "now.note")
    key = run("key").stdout.strip()
    with app.app_context():
        (tmp_path / "proof.json").write_text(json.dumps(proofs.prove_entry(3)))
    checked = run("verify-entry", tmp_path / "proof.json", "--key", key)
    known = run("verify", "--known", tmp_path / "now.note")
    other = run("verify", "--known", "5:" + "00" * 32)

    assert json.loads(taken.stdout)["size"] == 5
    assert json.loads(checked.stdout)["is_key_given"] is True
    assert json.loads(known.stdout)["holds"] is True
    assert (other.exit_code, json.loads(other.stdout)["reason"]) == (1, "head")
    assert re.search(r"\+[0-9a-f]{8}\+", key)


@pytest.mark.parametrize("config", ["postgres"], indirect=True)
def test_the_desk_cannot_rewrite_its_log(app: Flask) -> None:
    note_down(app, 2)
    statements = [
        "INSERT INTO ledger_entry SELECT seq + 9, at, actor, act, object, case_id, NULL, purpose, outcome, body, h, mac FROM ledger_entry",
        "UPDATE ledger_entry SET act = 'x'",
        "DELETE FROM ledger_entry",
        "TRUNCATE ledger_entry",
        "ALTER TABLE ledger_entry DISABLE TRIGGER USER",
        "DROP TRIGGER ledger_entry_no_change ON ledger_entry",
        "DROP TABLE ledger_entry",
        "CREATE TABLE other (id int)",
        "UPDATE ledger_checkpoint SET note = ''",
        "SELECT ledger_append(1, now(), NULL, 'a', 'b', NULL, NULL, NULL, 'done', ''::bytea, ''::bytea, ''::bytea, ''::bytea)",
        "SELECT ledger_append(3, now(), NULL, 'a', 'b', NULL, NULL, NULL, 'done', ''::bytea, sha256('x'), ''::bytea, "
        "(SELECT h FROM ledger_entry WHERE seq = 2))",
    ]

    for statement in statements:
        with app.app_context(), pytest.raises(DBAPIError, match=r"permission denied|must be owner|append-only"):
            db.session.execute(text(statement))

    with app.app_context():
        assert ledger.examine().holds
        assert not catalogue.is_unguarded()


@pytest.mark.parametrize("config", ["postgres"], indirect=True)
def test_one_role_for_everything_is_said(config: Config) -> None:
    app = create_app(Config(instance=config.instance, database_url=config.owner_database_url))

    with app.app_context():
        is_unguarded = catalogue.is_unguarded()
        ledger.append_alone(act="sign_in", by=None, of="person:x", session_id=None)
        db.engine.dispose()

    assert is_unguarded
