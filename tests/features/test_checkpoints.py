"""Can a cut or rewritten log be found, by this desk, by a partner, and by an outsider with one file?"""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from litigation_app import ledger
from litigation_app.accounts.watching.queries import measures
from litigation_app.core.db import db
from litigation_app.ledger import LedgerEntry, bundles, checkpoint, merkle, proofs, witness
from litigation_app.ledger.notes import parse_note
from litigation_app.ledger.settings import anchoring, settings
from partners import introduce
from signing import note_down

pytestmark = pytest.mark.both_databases

HEADERS = {"Content-Type": "text/plain; charset=utf-8"}


def unguarded(app: Flask, table: str, against: str) -> str:
    """What an owner of the database says before rows of this table can be changed."""
    return f"DROP TRIGGER {table}_no_{against}" if is_sqlite(app) else f"ALTER TABLE {table} DISABLE TRIGGER USER"


def cut_after(app: Flask, as_owner: Callable[..., None], seq: int) -> None:
    """What somebody with the database can do."""
    as_owner(unguarded(app, "ledger_entry", "delete"), f"DELETE FROM ledger_entry WHERE seq > {seq}")


def is_sqlite(app: Flask) -> bool:
    with app.app_context():
        return db.engine.dialect.name == "sqlite"


def ask(app: Flask, since: int) -> str:
    with app.app_context():
        return witness.write(witness.ask(since))


def send(app: Flask, text: str) -> Any:
    return app.test_client().post(
        "/witness/add-checkpoint", data=text.encode(), headers=HEADERS, base_url="https://localhost"
    )


def test_a_signed_state_grows_with_the_log_and_stays_checkable(app: Flask) -> None:
    note_down(app, 3)
    with app.app_context():
        first = checkpoint.take()
    note_down(app, 4)

    with app.app_context():
        second, again = checkpoint.take(), checkpoint.take()
        bodies = db.session.scalars(select(LedgerEntry.body).order_by(LedgerEntry.seq)).all()
        copies = sorted(anchoring().folder.glob("*.note"))

    assert (first.stated.size, second.stated.size) == (3, 7)
    assert second.stated.root == merkle.root([merkle.leaf(body) for body in bodies])
    assert str(again) == str(second)
    assert [parse_note(copy.read_text()).text for copy in copies] == [first.note.text, second.note.text]


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_the_desk_signs_by_itself_after_a_thousand_entries(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoint, "EVERY", 10)
    note_down(app, 25)

    with app.app_context():
        sizes = [one.stated.size for one in checkpoint.latest(9)]

    assert sizes == [20, 10]


def test_the_desk_signs_by_itself_after_a_day(app: Flask) -> None:
    with time_machine.travel("2026-11-02 09:00+00:00", tick=False) as clock:
        note_down(app, 2)
        clock.shift(timedelta(hours=25))
        note_down(app)
        clock.shift(timedelta(hours=1))
        note_down(app)
        with app.app_context():
            sizes = [one.stated.size for one in checkpoint.latest(9)]

    assert sizes == [3]


def test_a_tail_that_was_cut_below_a_signed_state_is_found(app: Flask, as_owner: Callable[..., None]) -> None:
    note_down(app, 6)
    with app.app_context():
        checkpoint.take()

    cut_after(app, as_owner, 4)

    with app.app_context():
        verdict = ledger.examine()
        with pytest.raises(ledger.CheckpointRefused):
            checkpoint.take()
    assert (verdict.first_bad, verdict.reason) == (5, "head")


def test_a_cut_of_entries_and_signed_states_alike_is_found_by_the_copies(
    app: Flask, as_owner: Callable[..., None]
) -> None:
    note_down(app, 6)
    with app.app_context():
        checkpoint.take()
    cut_after(app, as_owner, 4)

    as_owner(unguarded(app, "ledger_checkpoint", "delete"), "DELETE FROM ledger_checkpoint")

    with app.app_context():
        assert ledger.examine().reason == "head"


def test_a_changed_signed_state_is_found_and_said_on_the_page(
    app: Flask, as_owner: Callable[..., None], make: Any, client_as: Callable[[str], Any]
) -> None:
    iva = client_as(make.auditor())
    with app.app_context():
        checkpoint.take()

    as_owner(
        unguarded(app, "ledger_checkpoint", "update"),
        "UPDATE ledger_checkpoint SET note = replace(note, 'litigation', 'mitigation')",
    )

    page = iva.get("/access-log/verification").get_data(as_text=True)
    assert "A signed state of the log was changed" in page
    assert "ledger_checkpoint:" in page


def test_a_state_that_was_typed_does_not_end_the_signing_unseen(
    app: Flask,
    as_owner: Callable[..., None],
    make: Any,
    client_as: Callable[[str], Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It says that far more was signed than there is: no state would be due before entry 1,099,511,627,776."""
    iva = client_as(make.auditor())
    with app.app_context():
        checkpoint.take()
    as_owner(
        "INSERT INTO ledger_checkpoint (size, at, frontier, note) "
        "SELECT 1099511627776, '2099-01-01 00:00:00', frontier, note FROM ledger_checkpoint"
    )
    monkeypatch.setattr(checkpoint, "EVERY", 2)

    note_down(app)

    assert "Not as the desk wrote it" in iva.get("/alerts/").get_data(as_text=True)
    assert "A signed state of the log was changed" in iva.get("/access-log/verification").get_data(as_text=True)
    with app.app_context():
        found = [one.value for one in measures(app.extensions["config"]) if one.name == "desk_not_as_written"]
    assert found == [1]


def test_nor_does_a_tree_that_was_damaged(app: Flask, as_owner: Callable[..., None]) -> None:
    note_down(app)
    with app.app_context():
        checkpoint.take()

    as_owner(
        unguarded(app, "ledger_checkpoint", "update"),
        f"UPDATE ledger_checkpoint SET frontier = {'x' if is_sqlite(app) else 'bytea '}'00'",
    )

    with app.app_context():
        assert ledger.examine().reason == "checkpoint"


def test_signed_states_are_added_and_never_changed(app: Flask) -> None:
    note_down(app)
    with app.app_context():
        checkpoint.take()

    for statement in ("UPDATE ledger_checkpoint SET note = ''", "DELETE FROM ledger_checkpoint"):
        with app.app_context(), pytest.raises(DBAPIError):
            db.session.execute(text(statement))


def test_two_desks_sign_each_others_logs(app: Flask, partner: Flask) -> None:
    introduce(app, partner)
    note_down(app, 3)
    note_down(partner, 5)

    for ours, theirs in ((app, partner), (partner, app)):
        asked = ask(ours, 0)
        answer = send(theirs, asked)
        assert answer.status_code == 200, answer.get_data(as_text=True)
        size = witness.read(asked).stated.size
        with ours.app_context():
            name = witness.keep(answer.get_data(as_text=True), size)
            assert witness.last_kept(name) == size
            assert name in checkpoint.at_size(size).cosigned

    note_down(app, 4)
    with app.app_context():
        since = witness.last_kept(anchoring().partners[0].origin)
    assert send(partner, ask(app, since)).status_code == 200


def test_a_log_that_was_rolled_back_and_rewritten_is_not_signed_again(
    app: Flask, partner: Flask, as_owner: Callable[..., None]
) -> None:
    introduce(app, partner)
    note_down(app, 6)
    assert send(partner, ask(app, 0)).status_code == 200

    cut_after(app, as_owner, 4)
    for table in ("ledger_checkpoint",):
        as_owner(unguarded(app, table, "delete"), f"DELETE FROM {table}")
    note_down(app, 5)

    with app.app_context():
        for copy in anchoring().folder.glob("*.note"):
            copy.unlink()
        assert ledger.examine().holds, "with the key and every trace gone, only the partner remembers"
    answers = [send(partner, ask(app, 0)), send(partner, ask(app, 6))]
    assert [answer.status_code for answer in answers] == [409, 422]
    assert answers[0].get_data(as_text=True) == "6\n"
    assert answers[0].mimetype == "text/x.tlog.size"
    assert answers[1].get_data(as_text=True) == "inconsistent\n"


@pytest.mark.usefixtures("still")
def test_a_stranger_a_forger_and_nonsense_are_refused_and_slowed(app: Flask, partner: Flask) -> None:
    note_down(app, 3)
    asked = ask(app, 0)
    stranger = send(partner, asked)
    introduce(app, partner)
    other_root = asked.replace(asked.split("\n")[4], "A" * 43 + "=")

    forged, nonsense, large = (
        send(partner, other_root),
        send(partner, "old x\n\n"),
        send(partner, "old 0\n\n" + "A" * 20_000),
    )

    assert [a.status_code for a in (stranger, forged, nonsense, large)] == [404, 403, 400, 400]
    assert not [a for a in (stranger, forged, nonsense, large) if "Set-Cookie" in a.headers]
    for _ in range(8):
        last = send(partner, "nonsense")
    assert last.status_code == 429


def test_only_the_door_for_machines_does_without_a_token(app: Flask) -> None:
    from litigation_app.core.access import May, permission_of

    unguarded = [r for r in app.url_map.iter_rules() if permission_of(app, r.endpoint) is May.MACHINE]

    assert {r.endpoint for r in unguarded} == {"anchors.add_checkpoint", "calendar.feed", "watching.metrics"}
    assert [r.endpoint for r in unguarded if "POST" in (r.methods or ())] == ["anchors.add_checkpoint"]


def test_one_entry_is_proved_by_a_file_alone(app: Flask, partner: Flask) -> None:
    introduce(app, partner)
    note_down(app, 9)
    asked = ask(app, 0)
    answer = send(partner, asked)
    with app.app_context():
        witness.keep(answer.get_data(as_text=True), 9)
        keys = [settings().own_keys[0], anchoring().partners[0].witness_key]
        bundle = json.loads(json.dumps(proofs.prove_entry(4)))

    proven = bundles.check(bundle, keys)

    assert (proven.seq, proven.size, proven.is_key_given) == (4, 9, True)
    assert proven.witnesses == (keys[1].name,)
    assert proven.entry["act"] == "sign_in"
    assert not bundles.check(bundle).is_key_given


@pytest.mark.parametrize("field", ["seq", "entry", "inclusion_proof", "checkpoint", "public_key", "format"])
def test_a_proof_that_was_touched_proves_nothing(app: Flask, field: str) -> None:
    note_down(app, 9)
    with app.app_context():
        bundle = proofs.prove_entry(4)
    changed = {
        "seq": 5,
        "entry": bundle["entry"].replace("sign_in", "sign_on"),
        "inclusion_proof": bundle["inclusion_proof"][:-1],
        "checkpoint": bundle["checkpoint"].replace("\n9\n", "\n10\n"),
        "public_key": "a+00000000+AAAA",
        "format": "other/1",
    }

    for wrong in (changed[field], None, 7):
        with pytest.raises(bundles.BundleRefused):
            bundles.check({**bundle, field: wrong})
