"""Verbs of the keys: which there are, new ones in place of old, and the ways to the root key above them all."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple
from uuid import UUID

import click
from sqlalchemy import func, select

from config import Config
from litigation_app import ledger
from litigation_app.accounts.models import User
from litigation_app.accounts.signing_in.sessions import actions as sessions
from litigation_app.casework.lists.search import actions as search
from litigation_app.cli.acting import acting, desk
from litigation_app.cli.agent import keys
from litigation_app.cli.common import Refused, as_person, device_pin, new_passphrase, passphrase, show
from litigation_app.core.access import May
from litigation_app.core.db import committing, db
from litigation_app.core.rls import rowguard
from litigation_app.vault.ciphers import aead
from litigation_app.vault.keys import agent_client, keyfile, keyring, lifecycle, root_key, unlocking
from litigation_app.vault.keys import holder as vault_settings
from litigation_app.vault.keys.lifecycle import KeyKept
from litigation_app.vault.keys.root_key import DEVICE, FILE, KINDS, PASSPHRASE, RECOVERY, MemoryRoot, Way
from litigation_app.vault.models import KekUse, SubjectKey
from litigation_app.vault.rotation import rotation

DAILY = (FILE, PASSPHRASE, DEVICE)
_OF_NO_USE = {"salt", "key_id"}  # to whoever reads a status
DEVICE_KEY = "litigation-desk"
device_module = click.option("--module", help="The security device's library, such as libsofthsm2.so with its folder.")
device_token = click.option("--token", help="The label of the security device.")


class Chosen(NamedTuple):
    """A way to the root key, and what opens it (None: its file)."""

    kind: str
    way: Way
    secret: str | None


@contextmanager
def keeper(email: str | None) -> Iterator[tuple[Config, UUID]]:
    """The desk, opened, for a person who may manage its keys; a key that is kept is one sentence."""
    with desk() as app, app.test_request_context():
        actor = acting(email, May.MANAGE_KEYS)
        try:
            yield app.extensions["config"], actor.id
        except KeyKept as kept:
            raise Refused(str(kept)) from kept
        finally:
            vault_settings.refresh()


def note(act: str, by: UUID, of: str, **facts: str | int) -> None:
    """Before the keyring changes: the ledger may say more than happened, never less."""
    ledger.append_alone(act=act, by=by, of=f"key:{of.replace('/', '.')}", session_id=None, facts=facts)


@keys.command("status")
def status() -> None:
    """Which keys there are, in which state, and how much they are used (JSON)."""
    with desk() as app:
        found = keyfile.read(app.extensions["config"])
        with rowguard.system("rotation"):
            used = dict(db.session.execute(select(SubjectKey.kek_ver, func.count()).group_by(SubjectKey.kek_ver)).all())
        wraps = dict(db.session.execute(select(KekUse.kek_ver, KekUse.wraps)).all())
        show(
            {
                "instance": found.instance,
                "format": keyfile.FORMAT,
                "opened_by": [_way(one) for one in found.roots],
                "backup_key": found.backup.public.hex() if found.backup else None,
                "keys": [_said(row, used, wraps) for row in found.keys],
                "most_wraps": aead.MOST_WRAPS,
            }
        )


def _way(entry: root_key.Entry) -> dict[str, object]:
    shown = {name: value for name, value in entry.details.items() if name not in _OF_NO_USE}
    return {"kind": entry.kind, **shown}


def _said(row: keyfile.Row, used: dict[int, int], wraps: dict[int, int]) -> dict[str, object]:
    said: dict[str, object] = {
        "purpose": row.purpose,
        "version": row.version,
        "state": row.state,
        "created": row.created,
    }
    if row.purpose == keyring.KEK:
        said |= {"keys_wrapped": used.get(row.version, 0), "wraps_used": wraps.get(row.version, 0)}
    return said


@keys.command("rotate")
@click.option("--fast", is_flag=True, help="Take long turns: quicker, but others wait up to a tenth of a second.")
@click.option(
    "--destroy-old", is_flag=True, help="Destroy the old key at once: older backups need a keyring backup then."
)
@as_person
def rotate(fast: bool, destroy_old: bool, email: str | None) -> None:
    """Wrap the key of every person and case anew, while everybody goes on working. If it is cut short: keys resume"""
    with keeper(email) as (_config, by):
        _tell(rotation.rotate(by=by, batch=rotation.FAST if fast else rotation.GENTLE, destroy_old=destroy_old))


@keys.command("resume")
@click.option("--fast", is_flag=True, help="As for rotate.")
@click.option("--destroy-old", is_flag=True, help="As for rotate.")
@as_person
def resume(fast: bool, destroy_old: bool, email: str | None) -> None:
    """Finish a rotation that was cut short."""
    with keeper(email) as (_config, by):
        _tell(rotation.resume(by=by, batch=rotation.FAST if fast else rotation.GENTLE, destroy_old=destroy_old))


def _tell(done: rotation.Rotated) -> None:
    show(vars(done))
    if done.left:
        raise Refused(f"{done.left} keys are still under an older version ({done.broken} of them do not open).")


@keys.command("destroy")
@click.argument("version", type=int)
@as_person
def destroy(version: int, email: str | None) -> None:
    """Destroy a retired version of the key that wraps the others; without a keyring backup, older backups are lost."""
    with keeper(email) as (_config, by):
        rotation.destroy(version, by=by)
    click.echo(f"Key {version} is destroyed.", err=True)


@keys.command("renew")
@click.argument("purpose", type=click.Choice([*lifecycle.RENEWABLE, *lifecycle.IDENTIFIERS]))
@as_person
def renew(purpose: str, email: str | None) -> None:
    """A new key in place of another: session (everybody signs in again), facts, a signing key, a key of numbers."""
    with keeper(email) as (config, by):
        note("key_renew", by, purpose)
        if purpose in lifecycle.IDENTIFIERS:
            _renew_identifiers(config, purpose, by)
        else:
            lifecycle.renew(config, vault_settings.root(), purpose)
        if purpose == "session":
            with committing():
                for user_id in db.session.scalars(select(User.id)).all():
                    sessions.end_all(user_id)
    click.echo(f"The key {purpose} is new.", err=True)


def _renew_identifiers(config: Config, purpose: str, by: UUID) -> None:
    """One that was cut short is done again from the start: the old keys go only when all marks are made anew."""
    root, kind = vault_settings.root(), purpose.removeprefix("ident/")
    lifecycle.renew_identifiers(config, root, purpose)
    vault_settings.refresh()
    with committing():
        search.reindex(kind, by=by)
    lifecycle.forget_identifiers(config, root, purpose)


@keys.command("add-provider")
@click.argument("kind", type=click.Choice(DAILY))
@device_module
@device_token
@as_person
def add_provider(kind: str, module: str | None, token: str | None, email: str | None) -> None:
    """One more way to open this desk; a passphrase or device that it has already is replaced."""
    with keeper(email) as (config, by):
        root = opened_root(config)
        if kind == FILE and FILE in _kinds(config):
            raise Refused("A key file opens this desk already. To replace it: litigation keys rotate-root")
        note("key_way_added", by, kind)
        lifecycle.add_root(config, root, chosen(config, kind, module, token).way)
        tell_kinds(config)


@keys.command("remove-provider")
@click.argument("kind", type=click.Choice(KINDS))
@as_person
def remove_provider(kind: str, email: str | None) -> None:
    """One way less to open this desk. The key file itself is deleted with it."""
    with keeper(email) as (config, by):
        if kind not in _kinds(config):
            raise Refused(f"This desk is not opened by: {kind}")
        if not set(_kinds(config)) - {kind, RECOVERY}:
            raise Refused("This is the last way to open this desk in daily work: add another first.")
        note("key_way_removed", by, kind)
        lifecycle.remove_root(config, vault_settings.root(), kind)
        tell_kinds(config)


@keys.command("rotate-root")
@as_person
def rotate_root(email: str | None) -> None:
    """A new root key, for when a key file, a passphrase or a sheet may have been seen. Asks for every secret anew."""
    with keeper(email) as (config, by):
        entries = [entry for entry in keyring.roots(config) if entry.kind != RECOVERY]
        had_sheets = RECOVERY in _kinds(config)
        root = opened_root(config)
        ways = [_anew(config, entry) for entry in entries]
        note("key_root", by, "root", ways=len(ways))
        lifecycle.rotate_root(config, root, [one.way for one in ways])
        _feed_agent(config, ways)
    if had_sheets:
        click.echo("The recovery sheets are void. Make new ones with: litigation keys recovery", err=True)
    click.echo("The root key is new.", err=True)


def _anew(config: Config, entry: root_key.Entry) -> Chosen:
    if entry.kind == FILE:
        return Chosen(FILE, lifecycle.by_next_key_file(config), None)
    details = entry.details
    return chosen(config, entry.kind, str(details.get("module", "")), str(details.get("token", "")))


def _feed_agent(config: Config, ways: Sequence[Chosen]) -> None:
    """An agent that holds the old root key gets the new one, so that no worker waits for a person."""
    running = agent_client.status(config.agent_address)
    if running is None or not running["unlocked"]:
        return
    for one in ways:
        if one.secret is not None:
            agent_client.unlock(config.agent_address, one.kind, one.secret)
            return


def chosen(config: Config, kind: str, module: str | None, token: str | None) -> Chosen:
    """A new way to the root key; asks for the passphrase or PIN. Raises Refused."""
    if kind == FILE:
        return Chosen(FILE, root_key.by_file(config.root_key), None)
    makers: dict[str, Callable[[], Chosen]] = {
        PASSPHRASE: lambda: by_passphrase(config),
        DEVICE: lambda: _by_device(module, token),
    }
    return makers[kind]()


def by_passphrase(config: Config) -> Chosen:
    """A new passphrase, asked for; raises Refused for a short one."""
    from litigation_app.vault.keys import passphrases

    secret = new_passphrase()
    return Chosen(PASSPHRASE, passphrases.way(secret, memory_kib=config.passphrase_kib), secret)


def _by_device(module: str | None, token: str | None) -> Chosen:
    from litigation_app.vault.keys import pkcs11

    if not module or not token:
        raise Refused("Name the device: --module LIBRARY --token LABEL")
    pin = device_pin()
    return Chosen(DEVICE, pkcs11.way(module, token, DEVICE_KEY, pin), pin)


def opened_root(config: Config) -> MemoryRoot:
    """The root key in this very process: no agent gives it away, so that a secret has to be shown again. Raises Refused."""
    kinds = [kind for kind in DAILY if kind in _kinds(config)]
    if not kinds:
        raise Refused("Only recovery sheets open this desk: litigation keys recover")
    if kinds[0] == FILE and config.root_key.exists():
        return keyring.file_root(config)
    kind = next((kind for kind in kinds if kind != FILE), FILE)
    entry = keyfile.read(config).root(kind)
    asked_for = "The passphrase of the desk" if kind == PASSPHRASE else "PIN of the security device"
    if entry is None:
        raise Refused(f"This desk is not opened by: {kind}")
    try:
        return unlocking.unlock(entry, None if kind == FILE else passphrase(asked_for))
    except root_key.SecretRefused as refused:
        raise Refused("This does not open the desk.") from refused


def _kinds(config: Config) -> list[str]:
    return [entry.kind for entry in keyring.roots(config)]


def tell_kinds(config: Config) -> None:
    click.echo(f"This desk is opened by: {', '.join(_kinds(config))}", err=True)


__all__ = ["keys"]
