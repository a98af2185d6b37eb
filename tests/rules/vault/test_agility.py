"""Does what is sealed by one cipher open beside what is sealed by another, also after the keys were changed?"""

from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import text

from litigation_app import ledger, vault
from litigation_app.core.db import db
from litigation_app.vault.ciphers.aead import Alg
from litigation_app.vault.keys import holder as vault_settings
from litigation_app.vault.rotation import rotation

ALG_BYTE = 2  # of the header


def sealed_by(alg: Alg) -> UUID:
    object.__setattr__(vault_settings.current(), "alg", alg)  # no setting chooses it yet
    one = uuid4()
    vault.new_subjects([one])
    vault.seal_many([vault.Sealing(one, "victim", one, "facts", {"id": str(one)})])
    ledger.write(act="demo", by=None, of="demo")
    db.session.commit()
    return one


def test_both_ciphers_open_side_by_side_and_after_a_rotation(desk: Flask) -> None:
    people = {sealed_by(alg): alg for alg in (Alg.GCM, Alg.GCM_SIV)}
    kept = db.session.execute(text("select sealed from capsule where capsule = 'facts'")).scalars().all()
    db.session.rollback()

    before = opened()
    rotation.rotate(by=None, destroy_old=True)

    assert sorted(bytes(one)[ALG_BYTE] for one in kept) == [Alg.GCM, Alg.GCM_SIV]
    assert before == opened() == {one: str(one) for one in people}


def opened() -> dict[UUID, str]:
    facts = ledger.append_alone(act="read_facts", by=None, of="facts", session_id=None)
    found = {row: content["id"] for row, content in vault.open_many(facts, table="victim", capsule="facts")}
    db.session.rollback()
    return found
