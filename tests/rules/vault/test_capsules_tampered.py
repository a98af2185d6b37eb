"""Does a capsule that was moved, rolled back or changed in the database stay shut? On SQLite and PostgreSQL."""

import hashlib
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select, text, update

from capsuled import SECRET, TABLE, opened, sealed_victim, ticket
from config import Config
from litigation_app import ledger, vault
from litigation_app.core.db import db
from litigation_app.ledger.settings import settings
from litigation_app.vault import Capsule, SubjectKey

pytestmark = pytest.mark.both_databases


def test_a_missing_capsule_and_a_missing_subject_say_so(desk: Flask) -> None:
    victim = uuid4()

    with pytest.raises(vault.SealBroken):
        opened(victim, ticket("open_victim", f"victim:{victim}"))
    with pytest.raises(vault.SubjectMissing):
        vault.seal(subject=victim, table=TABLE, row=victim, capsule="record", content={})
    db.session.rollback()


@pytest.mark.parametrize("column", ["row_ver", "capsule", "table", "row", "subject"])
def test_a_capsule_moved_in_the_database_does_not_open(desk: Flask, column: str) -> None:
    victim, other = sealed_victim(), sealed_victim({"name": "other"}, "elsewhere")
    moved = {"row_ver": 2, "capsule": "other", "table": "case", "row": other, "subject": other}
    db.session.execute(update(Capsule).where(Capsule.row == victim).values({column: moved[column]}))
    db.session.commit()
    place = {"subject": victim, "table": TABLE, "row": victim, "capsule": "record"}
    asked = {**place, **({column: moved[column]} if column in place else {})}

    with pytest.raises(vault.SealBroken):
        vault.open(ticket("open_victim", f"victim:{asked['subject']}"), **asked)


def test_a_ticket_for_one_person_does_not_open_the_row_of_another(desk: Flask) -> None:
    one, other = sealed_victim(), sealed_victim()
    hers = ticket("open_victim", f"victim:{one}")

    with pytest.raises((vault.SealBroken, vault.TicketRefused)):
        vault.open(hers, subject=one, table=TABLE, row=other, capsule="record")


def test_the_bytes_of_one_victim_do_not_open_as_another(desk: Flask) -> None:
    one, other = sealed_victim({"name": "one"}), sealed_victim({"name": "two"})
    stolen = db.session.execute(select(Capsule.sealed).where(Capsule.row == one)).scalar_one()
    db.session.execute(update(Capsule).where(Capsule.row == other).values(sealed=stolen))
    db.session.commit()

    with pytest.raises(vault.SealBroken):
        opened(other, ticket("open_victim", f"victim:{other}"))


def test_the_wrapped_key_of_another_does_not_unwrap(desk: Flask) -> None:
    one, other = sealed_victim(), sealed_victim()
    stolen = db.session.execute(select(SubjectKey.wrapped).where(SubjectKey.subject == one)).scalar_one()
    db.session.execute(update(SubjectKey).where(SubjectKey.subject == other).values(wrapped=stolen))
    db.session.commit()

    with pytest.raises(vault.SealBroken):
        opened(other, ticket("open_victim", f"victim:{other}"))


def test_a_key_version_that_the_keyring_does_not_have_is_broken(desk: Flask) -> None:
    victim = sealed_victim()
    db.session.execute(update(SubjectKey).values(kek_ver=9))
    db.session.commit()

    with pytest.raises(vault.SealBroken):
        opened(victim, ticket("open_victim", f"victim:{victim}"))


def test_a_rolled_back_row_is_found_by_its_commitment(desk: Flask) -> None:
    victim = sealed_victim({"name": "first"})
    old = db.session.execute(select(Capsule.sealed, Capsule.row_ver).where(Capsule.row == victim)).one()
    vault.seal(subject=victim, table=TABLE, row=victim, capsule="record", content={"name": "second"}, row_ver=2)
    ledger.write(act="edit_victim", by=None, of=f"victim:{victim}")
    db.session.commit()
    assert ledger.verify_state(db.session(), vault.commitments()) == []

    db.session.execute(update(Capsule).where(Capsule.row == victim).values(sealed=old.sealed, row_ver=old.row_ver))
    db.session.commit()

    with pytest.raises(vault.SealBroken) as refused:
        opened(victim, ticket("open_victim", f"victim:{victim}"))
    assert refused.value.of == f"{TABLE}:{victim}"
    assert ledger.verify_state(db.session(), vault.commitments()) == [
        ledger.StateFault(TABLE, victim, "record", "differs")
    ]


def test_the_ledger_commits_to_the_sealed_bytes(desk: Flask) -> None:
    victim = sealed_victim()
    sealed = db.session.execute(select(Capsule.sealed)).scalar_one()

    body = db.session.execute(select(ledger.LedgerEntry.body)).scalar_one()

    assert hashlib.sha256(sealed).hexdigest().encode() in body
    assert str(victim).encode() in body
    assert ledger.verify(db.session(), settings().mac_key).holds


def test_a_seal_without_a_ledger_entry_is_never_committed(desk: Flask) -> None:
    victim = uuid4()
    vault.new_subject(victim)
    vault.seal(subject=victim, table=TABLE, row=victim, capsule="record", content={"name": SECRET})

    with pytest.raises(ledger.UnrecordedSeal):
        db.session.commit()
    db.session.rollback()

    assert db.session.execute(select(Capsule.row)).first() is None


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_nothing_readable_is_in_any_file_of_the_instance(desk: Flask, config: Config) -> None:
    victim = sealed_victim({"name": "Canary Kanarinac", "note": "Канаринац"})
    opened(victim, ticket("open_victim", f"victim:{victim}"))

    found = [path for path in Path(config.instance).rglob("*") if path.is_file() and _tells(path.read_bytes())]

    assert found == []
    assert db.session.execute(text("SELECT count(*) FROM capsule")).scalar_one() == 1


def _tells(content: bytes) -> bool:
    return any(word.encode(form) in content for word in ("Kanarinac", "Канаринац") for form in ("utf-8", "utf-16-le"))
