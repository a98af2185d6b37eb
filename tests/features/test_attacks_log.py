"""What an attacker tried on the signed access log and its partners."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from guessing import As, log_size
from litigation_app import ledger
from litigation_app.core.db import db
from litigation_app.ledger import bundles, checkpoint, proofs, witness
from litigation_app.ledger.anchors import WitnessedLog
from litigation_app.ledger.settings import anchoring, settings
from partners import introduce


def send(app: Flask, text: str) -> Any:
    return app.test_client().post("/witness/add-checkpoint", data=text.encode(), base_url="https://localhost")


def asked_of(app: Flask, since: int = 0) -> str:
    with app.app_context():
        return witness.write(witness.ask(since))


def some_entry(app: Flask) -> None:
    with app.app_context():
        ledger.append_alone(act="sign_in", by=None, of="door:sign-in", session_id=None)


def test_a_partner_s_checkpoint_that_is_sent_again_and_again_does_not_fill_the_log(app: Flask, partner: Flask) -> None:
    introduce(app, partner)
    some_entry(app)
    asked = asked_of(app)
    assert send(partner, asked).status_code == 200
    again = asked.replace("old 0\n", f"old {witness.read(asked).stated.size}\n")
    before = log_size(partner)

    answers = {send(partner, again).status_code for _ in range(3)}

    assert answers == {200}
    assert log_size(partner) == before


def test_what_a_stranger_adds_to_a_partner_s_note_is_not_kept(app: Flask, partner: Flask) -> None:
    introduce(app, partner)
    some_entry(app)

    answer = send(partner, asked_of(app) + "— stranger\0 AAAAAAAAAAAAAAAAAAAA\n")

    with partner.app_context():
        kept = db.session.execute(select(WitnessedLog.note)).scalars().all()
    assert answer.status_code == 200
    assert not [note for note in kept if "stranger" in note]


def test_a_proof_whose_hashes_are_no_hashes_is_refused(app: Flask, partner: Flask) -> None:
    introduce(app, partner)
    some_entry(app)

    answer = send(partner, asked_of(app).replace("old 0\n", "old 0\nAAAA\n"))

    assert (answer.status_code, answer.get_data(as_text=True)) == (400, "malformed\n")


def test_a_proof_of_another_log_does_not_hold_under_the_key_that_was_given(app: Flask, partner: Flask) -> None:
    some_entry(app)
    some_entry(partner)
    with app.app_context():
        key = settings().own_keys[0]
    with partner.app_context():
        forged = json.loads(json.dumps(proofs.prove_entry(1)))

    with pytest.raises(bundles.BundleRefused):
        bundles.check(forged, [key])


def test_a_partner_s_key_counts_as_she_hands_it_out(app: Flask, partner: Flask) -> None:
    introduce(app, partner)
    some_entry(app)
    asked = asked_of(app)
    answer = send(partner, asked)
    with app.app_context():
        witness.keep(answer.get_data(as_text=True), witness.read(asked).stated.size)
        keys = [settings().own_keys[0], anchoring().partners[0].key]
        bundle = json.loads(json.dumps(proofs.prove_entry(1)))

    assert bundles.check(bundle, keys).witnesses == (keys[1].name,)


def test_the_page_of_signed_states_says_that_one_was_forged(
    app: Flask, as_owner: Callable[..., None], make: Any, client_as: As
) -> None:
    iva = client_as(make.auditor())
    with app.app_context():
        checkpoint.take()
        is_sqlite = db.engine.dialect.name == "sqlite"
    as_owner(
        "DROP TRIGGER ledger_checkpoint_no_update"
        if is_sqlite
        else "ALTER TABLE ledger_checkpoint DISABLE TRIGGER USER",
        "UPDATE ledger_checkpoint SET note = replace(note, 'litigation', 'mitigation')",
    )

    shown, signed = iva.get("/access-log/checkpoints"), iva.post("/access-log/checkpoints")
    proof = iva.post("/access-log/proofs", {"entry": "1"})

    assert (shown.status_code, signed.status_code, proof.status_code) == (200, 409, 409)
    for page in (shown, signed, proof):
        assert "is not the continuation of its last signed state" in page.get_data(as_text=True)


def test_a_number_that_no_database_holds_is_a_page_that_is_not_there(make: Any, client_as: As) -> None:
    assert client_as(make.auditor()).get(f"/access-log/checkpoints/{10**30}").status_code == 404


def test_proofs_that_cost_a_walk_through_the_log_are_counted_before_the_walk(
    app: Flask, make: Any, client_as: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    iva = client_as(make.auditor())
    app.extensions["config"] = replace(app.extensions["config"], exports_per_hour=1)
    assert iva.post("/access-log/proofs", {"entry": "1"}).status_code == 200
    before = log_size(app)
    some_entry(app)

    answer = iva.post("/access-log/proofs", {"entry": str(before + 1)})

    with app.app_context():
        newest = checkpoint.newest()
    assert answer.status_code == 429
    assert newest is not None
    assert newest.stated.size <= before, "nothing was signed for a proof that is refused"
