"""Does a key that was used as often as it may give way to the next? On SQLite and PostgreSQL."""

from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select, update

from capsuled import SECRET, TABLE, opened, sealed_victim, ticket
from litigation_app import ledger, vault
from litigation_app.core.db import db
from litigation_app.vault import KekUse, SubjectKey
from litigation_app.vault.ciphers import aead


def test_a_key_at_its_cap_is_renewed_by_the_save_that_meets_it(desk: Flask) -> None:
    victim, other = sealed_victim(), sealed_victim()
    vault.seal(subject=victim, table=TABLE, row=victim, capsule="facts", content={"n": 1})
    ledger.write(act="edit_victim", by=None, of=f"victim:{victim}")
    db.session.execute(update(SubjectKey).where(SubjectKey.subject == victim).values(seals=aead.MOST_SEALS))

    vault.seal(subject=victim, table=TABLE, row=victim, capsule="record", content={"name": "second"}, row_ver=2)
    vault.seal_many(
        [vault.Sealing(victim, TABLE, uuid4(), "record", {}), vault.Sealing(other, TABLE, uuid4(), "a", {})]
    )
    ledger.write(act="edit_victim", by=None, of=f"victim:{victim}")
    db.session.commit()

    under = ticket("open_victim", f"victim:{victim}")
    key = db.session.execute(select(SubjectKey).where(SubjectKey.subject == victim)).scalar_one()
    assert (key.dek_ver, key.seals) == (2, 4)
    assert opened(victim, under) == {"name": "second"}
    assert opened(victim, ticket("read_facts", "facts"), "facts") == {"n": 1}
    assert ledger.verify_state(db.session(), vault.commitments()) == []


def test_many_sealed_at_the_cap_renew_their_key_once(desk: Flask) -> None:
    victim = sealed_victim()
    db.session.execute(update(SubjectKey).values(seals=aead.MOST_SEALS))

    vault.seal_many([vault.Sealing(victim, TABLE, uuid4(), "record", {}) for _ in range(3)])
    ledger.write(act="edit_victim", by=None, of=f"victim:{victim}")
    db.session.commit()

    assert db.session.execute(select(SubjectKey.dek_ver, SubjectKey.seals)).one() == (2, 4)
    assert opened(victim, ticket("open_victim", f"victim:{victim}")) == {"name": SECRET}


def test_more_seals_at_once_than_any_key_allows_are_refused(desk: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    victim = sealed_victim()
    monkeypatch.setattr(aead, "MOST_SEALS", 2)

    with pytest.raises(vault.SealsExhausted):
        vault.seal_many([vault.Sealing(victim, TABLE, uuid4(), "record", {}) for _ in range(3)])
    db.session.rollback()


def test_a_wrapping_key_at_its_cap_gives_way_to_the_next(desk: Flask) -> None:
    victim = sealed_victim()
    db.session.execute(update(KekUse).values(wraps=aead.MOST_WRAPS - 1))

    last, first = uuid4(), uuid4()
    vault.new_subject(last)
    vault.new_subject(first)
    db.session.commit()

    versions = dict(db.session.execute(select(SubjectKey.subject, SubjectKey.kek_ver)).all())
    assert (versions[victim], versions[last], versions[first]) == (1, 1, 2)
    assert db.session.get_one(KekUse, 2).wraps == 1
    assert opened(victim, ticket("open_victim", f"victim:{victim}")) == {"name": SECRET}
