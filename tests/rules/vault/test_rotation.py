"""Does everything open after a rotation, whoever wrote in the middle of it, and does a destroyed key open nothing?"""

import threading
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select, text, update

from config import Config
from litigation_app import ledger, vault
from litigation_app.core.db import db
from litigation_app.ledger.settings import settings
from litigation_app.vault import KekUse, SubjectKey
from litigation_app.vault.capsules import capsules, subject_keys
from litigation_app.vault.ciphers import aead
from litigation_app.vault.keys import holder as vault_settings
from litigation_app.vault.keys import keyfile, keyring, lifecycle, root_key
from litigation_app.vault.keys.keyring import DECRYPT_ONLY, DESTROYED, PENDING, PRIMARY, RETIRED
from litigation_app.vault.rotation import rewrapping, rotation
from rotating import all_open, filled

pytestmark = pytest.mark.both_databases


@pytest.fixture
def people(desk: Flask) -> list[UUID]:
    return filled(120)


def states(config: Config, purpose: str = "kek") -> dict[int, str]:
    return {row.version: row.state for row in keyfile.read(config).of(purpose)}


def versions_in_use() -> set[int]:
    return set(db.session.scalars(select(SubjectKey.kek_ver)))


def test_after_a_rotation_everything_opens_under_the_new_key(people: list[UUID], config: Config) -> None:
    done = rotation.rotate(by=None, batch=50)

    assert (done.version, done.rewrapped, done.left, done.retired) == (2, 120, 0, [1])
    assert versions_in_use() == {2}
    assert states(config) == {1: RETIRED, 2: PRIMARY}
    assert all_open(people)
    assert db.session.get_one(KekUse, 2).wraps == 120
    assert ledger.verify(db.session(), settings().mac_key).holds


def test_the_ledger_says_which_key_came_and_which_went(people: list[UUID]) -> None:
    by = uuid4()

    rotation.rotate(by=by, destroy_old=True)

    acts = db.session.execute(
        select(ledger.LedgerEntry.act, ledger.LedgerEntry.actor).where(ledger.LedgerEntry.object == "key:kek")
    ).all()
    assert acts == [("key_rotate", by), ("key_retire", by), ("key_destroy", by)]


def test_a_destroyed_key_is_in_no_file_and_opens_nothing(people: list[UUID], config: Config) -> None:
    before = db.session.execute(select(SubjectKey).limit(1)).scalar_one()
    old = (before.subject, before.kek_ver, before.dek_ver, before.wrapped)
    gone = next(row for row in keyfile.read(config).of("kek")).wrapped
    db.session.rollback()

    done = rotation.rotate(by=None, destroy_old=True)

    assert done.destroyed == [1]
    assert states(config) == {1: DESTROYED, 2: PRIMARY}
    assert gone is not None
    assert root_key.as_text(gone) not in config.keyring.read_text()
    with pytest.raises(aead.SealBroken):
        subject_keys.unwrapped(vault.current(), *old)
    assert all_open(people)


def test_only_a_retired_key_can_be_destroyed(people: list[UUID], config: Config) -> None:
    rotation.rotate(by=None)

    for version, why in ((2, "only a retired key"), (9, "There is no key 9")):
        with pytest.raises(lifecycle.KeyKept, match=why) as refusal:
            lifecycle.destroy(config, vault_settings.root(), version)
        assert str(refusal.value).endswith(".")
    rotation.destroy(1, by=None)

    assert states(config) == {1: DESTROYED, 2: PRIMARY}


def test_a_key_that_still_wraps_something_is_not_destroyed(people: list[UUID], config: Config) -> None:
    rotation.rotate(by=None)
    stray = update(SubjectKey).where(SubjectKey.subject == people[0]).values(kek_ver=1)
    db.session.execute(stray)
    db.session.commit()

    with pytest.raises(lifecycle.KeyKept, match="still wraps"):
        rotation.destroy(1, by=None)


def test_a_key_that_does_not_open_keeps_its_old_wrapping_key_alive(people: list[UUID], config: Config) -> None:
    spoilt = update(SubjectKey).where(SubjectKey.subject == people[3]).values(wrapped=bytes(60))
    db.session.execute(spoilt)
    db.session.commit()

    done = rotation.rotate(by=None, batch=50, destroy_old=True)

    assert (done.rewrapped, done.broken, done.left) == (119, 1, 1)
    assert (done.retired, done.destroyed) == ([], [])
    assert states(config) == {1: DECRYPT_ONLY, 2: PRIMARY}


@pytest.mark.parametrize("cut", ["pending", "primary", "half", "rewrapped"])
def test_a_rotation_that_was_cut_short_is_finished_later(people: list[UUID], config: Config, cut: str) -> None:
    root = vault_settings.root()
    version = lifecycle.begin(config, root)
    assert states(config)[version] == PENDING
    if cut != "pending":
        lifecycle.promote(config, root, version)
        vault_settings.refresh()
    if cut in {"half", "rewrapped"}:
        rewrapping.rewrap(None, 50 if cut == "half" else 500)
        db.session.commit()

    done = rotation.resume(by=None, batch=50)

    assert done.retired == [1]
    assert states(config) == {1: RETIRED, 2: PRIMARY}
    assert versions_in_use() == {2}
    assert all_open(people)
    assert rotation.resume(by=None) == rotation.Rotated(2, 0, 0, 0, [], [])


def test_a_second_rotation_takes_the_key_that_waits(people: list[UUID], config: Config) -> None:
    assert lifecycle.begin(config, vault_settings.root()) == 2
    assert lifecycle.begin(config, vault_settings.root()) == 2

    assert rotation.rotate(by=None).version == 2


def test_a_process_that_has_not_heard_of_it_cannot_wrap_with_the_old_key(people: list[UUID], config: Config) -> None:
    """Else a key wrapped after the last count would be lost with the old one."""
    held = vault_settings.holder()
    before = held.vault()
    rotation.rotate(by=None)
    held._opened = before  # as in a request that began before the rotation
    assert vault.current().keyring.kek_ver == 1

    late = uuid4()
    vault.new_subject(late)
    db.session.commit()

    assert db.session.get_one(SubjectKey, late).kek_ver == 2


@pytest.mark.thorough
def test_who_wraps_in_this_moment_is_waited_for(people: list[UUID], config: Config, desk: Flask) -> None:
    """The old key is closed only when the transaction that still uses it is over, and its row is rewrapped then."""
    late = uuid4()
    vault.new_subject(late)  # under the old key, not committed yet
    rotated = threading.Thread(target=in_own_context, args=(desk,))
    rotated.start()
    while rotated.is_alive() and not waits(config):
        rotated.join(timeout=0.01)
    assert rotated.is_alive()

    db.session.commit()
    rotated.join(timeout=120)

    assert versions_in_use() == {2}
    assert states(config) == {1: DESTROYED, 2: PRIMARY}


def waits(config: Config) -> bool:
    """Whether the rotation waits for this transaction: on SQLite it can write nothing when it has begun its key."""
    if db.engine.dialect.name == "sqlite":
        return states(config).get(2) == PENDING
    return bool(db.session.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")))


def in_own_context(desk: Flask) -> None:
    with desk.app_context():
        rotation.rotate(by=None, destroy_old=True)
        db.session.remove()


def test_people_are_added_while_a_rotation_runs(people: list[UUID], config: Config, desk: Flask) -> None:
    rotating = threading.Thread(target=in_own_context, args=(desk,))
    rotating.start()
    added: list[UUID] = []
    while rotating.is_alive() or not added:
        vault_settings.refresh()  # as at the start of each request
        added += filled(1)
    rotating.join()
    rotation.resume(by=None, destroy_old=True)

    assert all_open(people + added)
    assert versions_in_use() == {2}


def test_another_process_learns_of_a_new_key_by_the_row_that_has_it(people: list[UUID], config: Config) -> None:
    held = vault_settings.holder()
    before = held.vault()
    rotation.rotate(by=None, destroy_old=True)
    held._opened, held._seen = before, []

    assert all_open(people)
    assert vault.current().keyring.kek_ver == 2


def test_a_subjects_new_key_seals_all_of_hers_anew(people: list[UUID]) -> None:
    victim = people[0]
    before = db.session.execute(select(vault.Capsule.sealed).where(vault.Capsule.subject == victim)).scalar_one()

    version = capsules.renew_key(victim, by=None)
    db.session.commit()

    after = db.session.execute(select(vault.Capsule).where(vault.Capsule.subject == victim)).scalar_one()
    assert version == 2
    assert after.sealed != before
    assert after.row_ver == 1
    assert ledger.verify_state(db.session(), vault.commitments()) == []
    assert all_open(people)


def test_a_subject_without_a_key_gets_no_new_one(people: list[UUID]) -> None:
    with pytest.raises(vault.SubjectMissing):
        capsules.renew_key(uuid4(), by=None)


def test_a_full_key_gives_way_in_the_middle_of_a_rotation(
    people: list[UUID], config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aead, "MOST_WRAPS", 100)

    done = rotation.rotate(by=None, batch=40)
    again = rotation.resume(by=None, batch=40)

    assert done.left == again.left == 0
    assert versions_in_use().isdisjoint({1, 2})
    assert all_open(people)


def test_renewed_secrets_are_new_and_a_signature_stays_trusted(desk: Flask, config: Config) -> None:
    ring = vault.current().keyring
    before = {purpose: ring.secret(purpose) for purpose in ("session", "facts")}
    signer = ring.signer("release-sign").public_key()

    for purpose in ("session", "facts", "release-sign"):
        lifecycle.renew(config, vault_settings.root(), purpose)
    vault_settings.refresh()

    ring = vault.current().keyring
    assert all(ring.secret(purpose) != old for purpose, old in before.items())
    assert ring.public_keys("release-sign") == [ring.signer("release-sign").public_key(), signer]
    assert states(config, "session") == states(config, "release-sign") == {1: DESTROYED, 2: PRIMARY}


@pytest.mark.parametrize("purpose", ["audit-mac", "totp", "kek", "invented"])
def test_a_key_whose_loss_would_lose_records_is_not_renewed_alone(desk: Flask, config: Config, purpose: str) -> None:
    with pytest.raises(lifecycle.KeyKept):
        lifecycle.renew(config, vault_settings.root(), purpose)

    assert keyring.load(config).kek_ver == 1
