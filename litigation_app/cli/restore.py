"""The verb `restore`: a backup and a copy of the keyring become a desk again, in which the erased stay erased."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from config import Config
from litigation_app import ledger, vault
from litigation_app.app import desk_of
from litigation_app.casework.documents import actions as documents
from litigation_app.casework.erasures import actions as erasures
from litigation_app.cli import keys as ways
from litigation_app.cli import portfolio
from litigation_app.cli.common import Refused, settings, show
from litigation_app.cli.keys import DAILY, Chosen, device_module, device_token
from litigation_app.core.db import db
from litigation_app.core.rls import rowguard
from litigation_app.ledger.verify import Head
from litigation_app.operations import verdicts
from litigation_app.operations.archives import Archive, ArchiveRefused
from litigation_app.operations.backup import target
from litigation_app.operations.backup.target import TargetRefused
from litigation_app.operations.restore import returning
from litigation_app.operations.restore.returning import Backup
from litigation_app.vault.erasure import backups
from litigation_app.vault.keys import holder as vault_settings
from litigation_app.vault.keys import lifecycle
from litigation_app.vault.keys.copies import Copy
from litigation_app.vault.keys.root_key import FILE, PASSPHRASE, KeyringRefused

DONE = "restore"
_HASH_LETTERS = 64
_AS_THEN = (
    "Who may do what is as it was at the backup. Look through sign_in_now: whoever was suspended, lost a role or was barred "
    "from a case by an ethical wall since then must be so again, before the desk is served."
)
existing = click.Path(exists=True, dir_okay=False, path_type=Path)


@dataclass(frozen=True)
class Asked:
    """What was asked for. `registers`: copies of the keyring, or registers of the erased, that are newer."""

    backup: Path
    keyring: Path
    offline_key: Path
    registers: tuple[Path, ...]
    known: Head | None


@dataclass(frozen=True)
class Back:
    """What came back. `registered`: erased persons on record. `unread`: copies of the keyring beside the one that was given,
    which do not open with its key: whom they name as erased is not known.
    """

    entries: int
    papers: int
    registered: int
    unread: list[str]


@dataclass(frozen=True)
class Done(Back):
    """What a restore came to. `erased_again`: persons of the register who were still in the backup.

    `links_ended`: by which people were to enrol, or their calendar programs read. `sign_in_now`: whoever can, or may
    co-sign.
    """

    sign_ins_ended: int
    links_ended: int
    erased_again: int
    sign_in_now: list[dict[str, object]]


@click.command()
@click.argument("backup", type=existing)
@click.option("--keyring", "keyring_file", type=existing, required=True, help="The copy of the keyring.")
@click.option("--offline-key", type=existing, required=True, help="What `keys export-backup-key` wrote.")
@click.option(
    "--register", "registers", multiple=True, type=existing, help="A newer copy of the keyring, or erased.jsonl."
)
@click.option("--known-head", help="SEQ:HASH of an entry of the access log that must be there.")
@click.option("--root-key", type=click.Choice(DAILY), help="What is to open the desk (default: as before).")
@device_module
@device_token
def restore(
    backup: Path,
    keyring_file: Path,
    offline_key: Path,
    registers: tuple[Path, ...],
    known_head: str | None,
    root_key: str | None,
    module: str | None,
    token: str | None,
) -> None:
    """Bring a backup back into an empty instance. Cut short, it is run again; until then nobody can work there."""
    config = settings()
    asked = Asked(backup, keyring_file, offline_key, registers, _head(known_head))
    try:
        copy = backups.open_copy(keyring_file, offline_key)
        _restore(config, asked, copy, lambda: ways.chosen(config, root_key or _as_before(copy), module, token))
    except (ArchiveRefused, TargetRefused) as refused:
        raise Refused(str(refused)) from refused
    except OSError as error:
        raise Refused(f"The restore was cut short ({type(error).__name__}): make room, then run it again.") from error
    click.echo(f"The desk is back in {config.instance}; everybody signs in again.", err=True)
    click.echo(_AS_THEN, err=True)


def _head(text: str | None) -> Head | None:
    if text is None:
        return None
    seq, _, digits = text.partition(":")
    if (
        not seq.isdecimal()
        or len(digits) != _HASH_LETTERS
        or not all(letter in "0123456789abcdef" for letter in digits)
    ):
        raise Refused("--known-head: this is no number and hash of an entry (SEQ:HASH).")
    return Head(int(seq), bytes.fromhex(digits))


def _as_before(copy: Copy) -> str:
    """The way that the desk had: never a key file on the disk where there was none."""
    kinds = [entry.kind for entry in copy.found.roots]
    return next((kind for kind in DAILY if kind in kinds), PASSPHRASE)


def _restore(config: Config, asked: Asked, copy: Copy, way: Callable[[], Chosen]) -> None:
    """What it came to is told before it is finished: whoever did not see who can sign in now runs it again."""
    target.require_empty(config)
    registers, unread = _registers(asked, copy)
    with closing(Archive(asked.backup)) as archive:
        backup = returning.checked(config, archive, copy, asked.known)
        _require_rows_can_come(config, backup)
        chosen = way()
        with target.alone(config):
            target.begin(config)
            registered = _keys_back(config, backup, chosen, registers)
            returning.database(config, backup)
            papers = returning.files(config, backup)
            done = _settled(config, chosen, asked.known, Back(backup.stood.entries, papers, registered, unread))
            portfolio.remake(desk_of(config))
            show(vars(done))
            for path in unread:
                says = f"{path} does not open with this key: look who was erased since, and erase them again."
                click.echo(says, err=True)
            target.finish(config)


def _keys_back(config: Config, backup: Backup, chosen: Chosen, registers: list[bytes]) -> int:
    """Into an instance that holds nothing any more; how many erased persons are on record. Raises KeyringRefused."""
    target.clear(config)
    try:
        return returning.keyring(config, backup, chosen.way, registers)
    except KeyringRefused:
        target.clear(config)
        target.finish(config)
        raise


def _require_rows_can_come(config: Config, backup: Backup) -> None:
    if backup.stood.engine == "postgresql":
        target.holds_rows(config, backup.stood)


def _registers(asked: Asked, copy: Copy) -> tuple[list[bytes], list[str]]:
    """Of the copy itself, of those that lie beside it and open with the same key, and of the files that were named; and those
    beside it that do not open.
    """
    found, unread = [copy.beside.get(backups.REGISTER, b"")], []
    for beside in backups.copies(asked.keyring.parent, copy.found.instance):
        try:
            found.append(_register_of(beside.path, asked.offline_key))
        except KeyringRefused:
            unread.append(str(beside.path))
    for file in asked.registers:
        found.append(_register_of(file, asked.offline_key) if backups.is_copy(file) else file.read_bytes())
    return [register for register in found if register], unread


def _register_of(file: Path, offline_key: Path) -> bytes:
    return backups.open_copy(file, offline_key).beside.get(backups.REGISTER, b"")


def _erased_again(config: Config) -> int:
    try:
        return erasures.reapply(config)
    except erasures.NotAllErased:
        raise Refused(
            "Somebody of the register of erased persons could not be erased again; the log of the desk names the certificate. "
            "The desk stays shut: look with: litigation doctor, then restore anew."
        ) from None


def _settled(config: Config, chosen: Chosen, known: Head | None, back: Back) -> Done:
    """What was true at the backup and must not be any more; then the proof that the rest is what it was."""
    app = desk_of(config)
    with app.app_context(), app.test_request_context():
        if chosen.kind != FILE and chosen.secret is not None:
            vault.unlock(chosen.kind, chosen.secret)
        _require_whole(known)
        lifecycle.renew(config, vault_settings.root(), "session")
        vault_settings.refresh()

        ended = returning.shut()
        again = _erased_again(config)
        documents.sweep()
        said = {"entries": back.entries, "erased_again": again, **ended}
        ledger.append_alone(act=DONE, by=None, of="backup:data", session_id=None, facts=said)
        _require_whole(known)
        _require_state()
        came: dict[str, Any] = {**vars(back), **ended}
        done = Done(**came, erased_again=again, sign_in_now=returning.whose())
        db.session.remove()
        db.engine.dispose()
    return done


def _require_whole(known: Head | None) -> None:
    verdict = ledger.examine([] if known is None else [known])
    if not verdict.holds:
        raise Refused(
            f"The access log of this backup fails verification; the desk stays closed. {verdicts.of_log(verdict)} "
            "Try an older backup in another instance."
        )


def _require_state() -> None:
    with rowguard.system("state"):
        faults: list[Any] = list(ledger.verify_state(db.session(), vault.commitments()))
    if faults:
        raise Refused(f"{len(faults)} sealed records are not what the access log says; the desk stays closed.")
