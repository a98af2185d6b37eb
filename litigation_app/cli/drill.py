"""The verb `drill`: does a backup come back? Into a folder of its own, looked through, thrown away; the desk itself notes that it did."""

import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from litigation_app import ledger, vault
from litigation_app.accounts.watching.queries import DRILLED
from litigation_app.cli.acting import desk
from litigation_app.cli.backup import DATA
from litigation_app.cli.common import Refused, command, given, settings, show, surroundings
from litigation_app.cli.restore import existing
from litigation_app.core import held
from litigation_app.core.locked import DeskLocked
from litigation_app.core.sqlite_copies import sqlite_file
from litigation_app.operations.doctor.look_machine import DRILL_ROOM, DRILLS
from litigation_app.vault.keys import keyfile


@click.command()
@click.argument("backup", type=existing)
@click.option("--keyring", type=existing, required=True, help="The copy of the keyring.")
@click.option("--offline-key", type=existing, required=True, help="What `keys export-backup-key` wrote.")
@click.option(
    "--in",
    "within",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=DRILL_ROOM,
    show_default=True,
    help="Where there is room for it for some minutes.",
)
def drill(backup: Path, keyring: Path, offline_key: Path, within: Path) -> None:
    """Restore a backup for trial, look through it, throw it away, and note that it came back."""
    with desk():
        if vault.is_locked():
            raise DeskLocked
    begun = time.monotonic()
    with _room(within) as instance:
        _try(instance, ["restore", backup, "--keyring", keyring, "--offline-key", offline_key, "--root-key", "file"])
    seconds = round(time.monotonic() - begun)
    with desk():
        ledger.append_alone(act=DRILLED, by=None, of=DATA, session_id=None, facts={"seconds": seconds})
    show({"backup": backup, "came_back": True, "seconds": seconds})
    click.echo("The backup comes back, and all of it opens. Nothing of your desk was changed.", err=True)


@contextmanager
def _room(within: Path) -> Iterator[Path]:
    """A desk of its own, which opens without a passphrase and is thrown away, also when the drill is told to stop; before it
    what is left of drills that were killed.
    """
    for told in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(told, lambda number, _frame: sys.exit(128 + number))
    for left in within.glob(f"{DRILLS}*"):
        with held.alone(left) as is_alone:
            if is_alone:
                _throw_away(left)
    with tempfile.TemporaryDirectory(prefix=DRILLS, dir=within) as folder, held.alone(Path(folder)):
        try:
            yield Path(folder) / "desk"
        finally:
            _throw_away(Path(folder))


def _throw_away(folder: Path) -> None:
    for key in folder.glob("desk/keys/*"):
        keyfile.wipe(key)
    shutil.rmtree(folder, ignore_errors=True)


def _try(instance: Path, restore: Sequence[object]) -> None:
    environ = surroundings(LITIGATION_INSTANCE=str(instance), **_databases())
    steps = (restore, ["doctor", "--all"], ["ledger", "verify", "--state"])
    for number, words in enumerate(steps, start=1):
        click.echo(f"{number} of {len(steps)}, on a copy for trial: litigation {words[0]} …", err=True)
        _must(words, environ)


def _databases() -> Mapping[str, str]:
    """SQLite: a file of its own. PostgreSQL: an empty database for it, and as whom its tables are made."""
    if sqlite_file(settings().database_url) is not None:
        return {"LITIGATION_DATABASE_URL": "", "LITIGATION_OWNER_DATABASE_URL": ""}
    return {
        "LITIGATION_DATABASE_URL": given("LITIGATION_DRILL_DATABASE_URL", "Address of an empty database"),
        "LITIGATION_OWNER_DATABASE_URL": given("LITIGATION_DRILL_OWNER_DATABASE_URL", "The same as the tables' owner"),
    }


def _must(words: Sequence[object], environ: Mapping[str, str]) -> None:
    """What it says of the copy is shown only where it refused: the desk itself has sheets, backups and people whom the copy has not."""
    done = subprocess.run(command(*words), env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)  # noqa: S603
    if done.returncode:
        click.echo("Of the copy, not of your desk:", err=True)
        click.echo(done.stdout, err=True)
        raise Refused(
            f"The backup did not come back: `litigation {words[0]}` refused. Nothing of the desk was changed."
        )
