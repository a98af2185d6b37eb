"""How do keys, rows and files of a backup come back into an empty instance, and who comes in then? Everything is checked before
anything is written; nobody comes in by what was given out before.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import create_engine, delete, select, update

from config import Config
from litigation_app.accounts import queries
from litigation_app.accounts.models import NO_LINK, CalendarFeed, User
from litigation_app.accounts.signing_in.sessions import actions as sessions
from litigation_app.accounts.staff.cosigners import queries as cosigners
from litigation_app.core import schema, sqlite_copies
from litigation_app.core.db import begin_write, committing, db
from litigation_app.ledger import Head
from litigation_app.operations.archives import Archive, ArchiveRefused, Manifest
from litigation_app.operations.backup import instance, making, packing, target
from litigation_app.operations.backup.progress import Progress
from litigation_app.operations.backup.stood import Stood
from litigation_app.operations.backup.target import TargetRefused
from litigation_app.vault.erasure import backups
from litigation_app.vault.erasure import register as erased
from litigation_app.vault.keys import keyfile, lifecycle
from litigation_app.vault.keys.copies import Copy
from litigation_app.vault.keys.keyring import KEK, Keyring
from litigation_app.vault.keys.root_key import Way

_SQLITE = instance.SQLITE + packing.PACKED
_OLD_SETTINGS = "config.of-the-backup.toml"


@dataclass(frozen=True)
class Backup:
    """A backup that was checked from end to end, and the keys that belong to it."""

    archive: Archive
    manifest: Manifest
    stood: Stood
    copy: Copy
    keys: Keyring


def checked(config: Config, archive: Archive, copy: Copy, known: Head | None) -> Backup:
    """Every reason to refuse this backup, found before anything is written. Raises ArchiveRefused, TargetRefused."""
    keys = Keyring(config, copy.root, copy.found)
    manifest = archive.manifest(backups.mac(keys))
    try:
        stood = Stood.of(manifest.said)
    except (KeyError, TypeError, ValueError):
        raise ArchiveRefused("This backup has a format that this version of the desk does not know.") from None
    _require_version(manifest, stood)
    target.require_engine(config, stood)
    _require_keys(copy, stood)
    if known is not None and known.seq > stood.entries:
        raise TargetRefused(
            f"The access log of this backup has {stood.entries} entries, and entry {known.seq} is known: "
            "it is older than what you know, or its end was cut off."
        )
    _require_places(config, manifest)
    target.require_room(config, manifest.said["room"])
    archive.check(manifest.members, Progress("Checking the backup"))
    return Backup(archive, manifest, stood, copy, keys)


def _require_version(manifest: Manifest, stood: Stood) -> None:
    if manifest.said["format"] != making.FORMAT:
        raise ArchiveRefused("This backup was made by another version of the desk: install that version first.")
    try:
        schema.require_known(stood.revision)
    except schema.SchemaDated as dated:
        raise ArchiveRefused(f"This backup is of another version of the desk. {dated}") from dated


def _require_keys(copy: Copy, stood: Stood) -> None:
    there = {row.version for row in copy.found.of(KEK) if row.wrapped is not None}
    gone = sorted(set(stood.keks) - there)
    if gone:
        raise TargetRefused(
            f"This copy of the keyring does not have the main key {gone[0]} under which the records of this backup lie. "
            "Take the copy of the keyring that was made with the backup."
        )


def _require_places(config: Config, manifest: Manifest) -> None:
    for member in manifest.members:
        if member.name not in {_SQLITE, instance.SETTINGS} and not _is_of_table(member.name, manifest):
            instance.place_of(config, member.name)


def _is_of_table(name: str, manifest: Manifest) -> bool:
    top, _, rest = name.partition("/")
    return top == instance.TABLES and rest.partition("/")[0] in manifest.said["tables"]


def keyring(config: Config, backup: Backup, way: Way, registers: list[bytes]) -> int:
    """The register of the erased first, then the keys; how many erased persons are on record. Raises KeyringRefused."""
    config.keyring.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for register in registers:
        erased.merged(config, backup.keys, register)
    known = len(erased.entries(config, backup.keys))
    lifecycle.restore(config, backup.copy, way)
    return known


def database(config: Config, backup: Backup) -> None:
    """All rows, brought up to this program's tables."""
    file = sqlite_copies.sqlite_file(config.database_url)
    if file is not None:
        only = next(one for one in backup.manifest.members if one.name == _SQLITE)
        target.write_new(file, packing.plain(backup.archive.pieces(only)))
        schema.upgrade(config)
        return
    if not target.holds_rows(config, backup.stood):
        schema.upgrade(config, backup.stood.revision)
        _rows(config, backup)
    schema.upgrade(config)


def _rows(config: Config, backup: Backup) -> None:
    """In one transaction: all of them or none."""
    from litigation_app.operations.backup import postgres_rows
    from litigation_app.operations.backup.postgres_rows import Shape

    tell = Progress("Filling the database")
    engine = create_engine(schema.owners_address(config))
    with engine.begin() as connection:
        columns = backup.manifest.said["tables"]
        for table in postgres_rows.shapes(connection):
            shape = Shape(table.name, tuple(columns.get(table.name, table.columns)))
            postgres_rows.fill(connection, shape, _pieces(backup, f"{instance.TABLES}/{table.name}", tell))
    engine.dispose()


def _pieces(backup: Backup, folder: str, tell: Progress) -> Iterator[bytes]:
    for member in backup.manifest.under(folder):
        for piece in packing.plain(backup.archive.pieces(member)):
            tell(len(piece))
            yield piece


def files(config: Config, backup: Backup) -> int:
    """Papers, publications, studies, signed states and settings; how many papers."""
    tell, papers = Progress("Putting files back"), backup.manifest.under(instance.DOCUMENTS)
    for folder in (instance.DOCUMENTS, *instance.folders(config)):
        for member in backup.manifest.under(folder):
            target.write_new(instance.place_of(config, member.name), backup.archive.pieces(member))
            tell(member.size)
    for member in backup.manifest.members:
        if member.name == instance.SETTINGS:
            _settings(config, b"".join(backup.archive.pieces(member)))
    return len(papers)


def _settings(config: Config, content: bytes) -> None:
    """Settings that somebody has written for this machine stay; those of the backup lie beside them then."""
    own: Path = config.instance / instance.SETTINGS
    keyfile.replace_file(own.with_name(_OLD_SETTINGS) if own.exists() else own, content)


def shut() -> dict[str, int]:
    """End all sign-ins and all links, since some were void already when the backup came back; how many."""
    with committing():
        begin_write()
        users: list[UUID] = list(db.session.scalars(select(User.id)))
        ended = sum(sessions.end_all(user) for user in users)
        void = update(User).where(User.enrolment_hash.is_not(None))
        void = void.values(**NO_LINK, row_version=User.row_version + 1)
        feeds = delete(CalendarFeed).returning(CalendarFeed.user_id)
        links = len(db.session.scalars(void.returning(User.id)).all()) + len(db.session.scalars(feeds).all())
    return {"sign_ins_ended": ended, "links_ended": links}


def whose() -> list[dict[str, object]]:
    """Everybody who can sign in, with her roles, and every outside co-signer."""
    outside = cosigners.accounts()
    able = (one for one in queries.people() if one.disabled_at is None and (one.password_hash or one.id in outside))
    return [
        {
            "email": one.email,
            "name": one.name,
            "roles": [f"{held.role} ({held.place})" for held in queries.given_to(one)]
            + ["outside co-signer"] * (one.id in outside),
        }
        for one in able
    ]
