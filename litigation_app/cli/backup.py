"""The verb `backup`: the data of the desk, and apart from it a copy of its keyring."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import click

from config import Config
from litigation_app import ledger
from litigation_app.accounts.watching.queries import BACKED_UP
from litigation_app.cli.acting import desk
from litigation_app.cli.common import Refused, refusing, show
from litigation_app.core import clock, schema, sqlite_copies
from litigation_app.operations import archives
from litigation_app.operations.backup import keeping, making
from litigation_app.vault.erasure import backups
from litigation_app.vault.keys import holder as vault_settings
from litigation_app.vault.keys import keyfile

BEGUN, DONE = "backup", BACKED_UP
DATA, KEYRING = "backup:data", "backup:keyring"  # of what, in the access log
_MOST_SAID = 10**12 - 1  # what an entry of the log can hold
_NO_KEY = (
    "There is no key for copies of the keyring yet, and without one this backup could not be opened. "
    "Run: litigation keys export-backup-key (or, knowing that: backup --data-only)"
)


@dataclass(frozen=True)
class Places:
    """Where the two artefacts go; `keys` None: the data alone."""

    data: Path
    keys: Path | None


@click.command()
@click.argument("place", type=click.Path(path_type=Path))
@click.option("--keyring", "keys_place", type=click.Path(path_type=Path), help="File or folder of the keyring's copy.")
@click.option("--data-only", is_flag=True, help="Without a copy of the keyring.")
@click.option("--prune", is_flag=True, help="Then delete copies of the keyring that are older than keyring_days.")
@click.option(
    "--keep", metavar="D,W,M", help="Then delete data backups but the last of so many days, weeks and months."
)
def backup(place: Path, keys_place: Path | None, data_only: bool, prune: bool, keep: str | None) -> None:
    """Back up the living desk into the folder PLACE, or into a file of that name."""
    rule = _rule(keep, place)
    if data_only and (prune or keys_place is not None):
        raise Refused("With --data-only there is no copy of the keyring to write, and none to delete.")
    with desk() as app:
        config = app.extensions["config"]
        instance, at = vault_settings.current().instance, clock.now().replace(microsecond=0)
        _require_ready(config, data_only=data_only)
        keys = None if data_only else _place(keys_place or place, backups.name(instance, at, backups.KEYS), place)
        places = Places(_place(place, backups.name(instance, at, backups.DATA), place), keys)
        made = _make(config, places, at)
        gone, left = _old_copies(config, places.keys, prune=prune) if places.keys is not None else ([], [])
        old = keeping.thin_out(place, instance, rule) if rule is not None else []
    show(_said(places, made, gone) | {"data_backups_deleted": old})
    for name in made.left_out:
        click.echo(f"Left out, since no backup can hold such a name: {name}", err=True)
    for sentence in left:
        click.echo(sentence, err=True)


def _rule(keep: str | None, place: Path) -> keeping.Rule | None:
    if keep is None:
        return None
    if not place.is_dir():
        raise Refused(f"There is no folder {place}. Make it first: mkdir {place}")
    try:
        return keeping.Rule.of(keep)
    except ValueError:
        raise Refused("--keep: three numbers, for days, weeks and months: --keep 7,5,12") from None


def _require_ready(config: Config, *, data_only: bool) -> None:
    with refusing(str, schema.SchemaDated):
        schema.require_current(config)
    if not data_only and keyfile.read(config).backup is None:
        raise Refused(_NO_KEY)


def _place(place: Path, name: str, data: Path) -> Path:
    """A file of this name in a folder; else the very file, which must be new (the keys of FILE: FILE.keys)."""
    if place.is_dir():
        found = place / name
    else:
        found = (
            place.with_name(f"{place.name}.{backups.KEYS}") if name.endswith(backups.KEYS) and place == data else place
        )
    if not found.parent.is_dir():
        raise Refused(f"There is no folder {found.parent}.")
    if found.exists() or found.is_symlink():
        raise Refused(f"{found} is there already; nothing was written over it.")
    return found


def _make(config: Config, places: Places, at: datetime) -> making.Made:
    ledger.append_alone(act=BEGUN, by=None, of=DATA, session_id=None)
    with refusing(str, making.BackupFailed, archives.ArchiveRefused, sqlite_copies.DatabaseDamaged):
        made, sealed = making.make(config, places.data, at)
        if places.keys is not None and sealed is not None:
            _write_keys(places.keys, sealed)
    _record(made, places)
    return made


def _record(made: making.Made, places: Places) -> None:
    facts = {"bytes": min(made.size, _MOST_SAID), "papers": made.papers}
    ledger.append_alone(act=DONE, by=None, of=DATA, session_id=None, facts=facts)
    if places.keys is not None:
        ledger.append_alone(act=DONE, by=None, of=KEYRING, session_id=None)


def _write_keys(to: Path, sealed: bytes) -> None:
    try:
        keyfile.replace_file(to, sealed)
    except OSError as error:
        to.with_name(to.name + ".new").unlink(missing_ok=True)
        raise Refused(f"The copy of the keyring cannot be written into {to.parent}; the data are backed up.") from error


def _old_copies(config: Config, keys: Path, *, prune: bool) -> tuple[list[Path], list[str]]:
    """Which copies beside the new one were deleted, and what is to be said of old ones that stay."""
    folder, instance = keys.parent, vault_settings.current().instance
    before = clock.now() - timedelta(days=config.keyring_days)
    gone = backups.prune(folder, instance, before=before) if prune else []
    return gone, backups.warnings(folder, instance, before=before)


def _said(places: Places, made: making.Made, gone: list[Path]) -> dict[str, object]:
    return {
        "data": places.data,
        "keyring": places.keys,
        "at": made.at.isoformat(),
        "bytes": made.size,
        "papers": made.papers,
        "papers_removed_meanwhile": made.missing,
        "ledger": {"seq": made.stood.entries, "h": made.stood.head},
        "known_head": f"{made.stood.entries}:{made.stood.head}",
        "keyring_copies_deleted": gone,
    }
