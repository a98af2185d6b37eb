"""Verbs for the day when a key is lost: recovery sheets, opening a desk with them, the key for copies of the keyring."""

import os
from pathlib import Path

import click

from litigation_app import vault
from litigation_app.cli import keys as ways
from litigation_app.cli.acting import acting, desk
from litigation_app.cli.common import Refused, as_person, passphrase, refusing
from litigation_app.cli.keys import keeper, keys, note, opened_root, tell_kinds
from litigation_app.core.access import May
from litigation_app.vault.keys import keyfile, lifecycle, root_key, unlocking
from litigation_app.vault.keys.root_key import FILE, PASSPHRASE, RECOVERY, Entry


@keys.command("recovery")
@click.option("--needed", default=2, show_default=True, help="How many sheets together open the desk.")
@click.option("--sheets", default=3, show_default=True, help="How many sheets there are.")
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder for them; best in memory.",
)
@as_person
def recovery(needed: int, sheets: int, into: Path, email: str | None) -> None:
    """Write recovery sheets, one file each, to print and give to different people. Earlier sheets are void."""
    from litigation_app.vault.keys import recovery_shares as paper

    with keeper(email) as (config, by):
        root = opened_root(config)
        entry, words = paper.made(keyfile.read(config).instance, root._bytes, needed=needed, count=sheets)
        into.mkdir(mode=0o700, parents=True, exist_ok=True)
        for number, sheet in enumerate(words, start=1):
            write_new(into / f"recovery-sheet-{number}.txt", _sheet(entry, number, sheet))
        note("key_sheets", by, RECOVERY, needed=needed, sheets=sheets)
        lifecycle.add_root(config, root, lambda _instance, _root: entry)
    click.echo(
        f"Print the {sheets} files in {into}, give each to another person, and delete them: shred -u {into}/*", err=True
    )


def _sheet(entry: Entry, number: int, words: str) -> str:
    """A page of plain text that any printer prints."""
    needed, sheets = entry.details["needed"], entry.details["sheets"]
    lines = [
        "RECOVERY SHEET OF A LITIGATION DESK",
        f"Desk   {entry.instance}",
        f"Sheet  {number} of {sheets}. Any {needed} of them together open every record.",
        "Keep it as you keep a passport, and away from the other sheets. Never type it into anything but the desk.",
        "",
        *(f"{place:>3}. {word}" for place, word in enumerate(words.split(), start=1)),
        "",
        "To use it: litigation keys recover",
    ]
    return "\n".join(lines) + "\n"


def write_new(file: Path, text: str) -> None:
    """A private file that was not there before, on its disk when this returns; raises Refused."""
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise Refused(f"{file} cannot be written, or is there already; nothing was written over it.") from error
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        file.unlink(missing_ok=True)
        raise Refused(f"{file} could not be written to its end and was taken away: {error.strerror}.") from error


@keys.command("recover")
@click.argument("sheets", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--to", "kind", type=click.Choice([PASSPHRASE, FILE]), default=PASSPHRASE, show_default=True)
@as_person
def recover(sheets: tuple[Path, ...], kind: str, email: str | None) -> None:
    """Open a desk whose passphrase, device or key file is lost with enough sheets (files, or typed), and set a new one."""
    with desk() as app, app.test_request_context():
        config = app.extensions["config"]
        entry = keyfile.read(config).root(RECOVERY)
        if entry is None:
            raise Refused("No recovery sheets were made for this desk.")
        words = "\n".join(_words_of(sheet) for sheet in sheets) or _typed(int(entry.details["needed"]))
        with refusing(
            "These sheets do not open this desk. Are they enough, and all of the last set?", root_key.SecretRefused
        ):
            root = unlocking.unlock(entry, words)
            if vault.is_locked():
                vault.unlock(RECOVERY, words)
        actor = acting(email, May.MANAGE_KEYS)
        note("key_recovered", actor.id, kind)
        lifecycle.add_root(
            config, root, lifecycle.by_next_key_file(config) if kind == FILE else ways.by_passphrase(config).way
        )
        lifecycle.settle_key_file(config)
        tell_kinds(config)


def _words_of(sheet: Path) -> str:
    """The words of a sheet's file: its numbered lines, or all of it."""
    parts = [line.split(".", 1) for line in sheet.read_text("utf-8").splitlines()]
    numbered = [part[1].strip() for part in parts if len(part) == 2 and part[0].strip().isdigit()]
    return " ".join(numbered) or sheet.read_text("utf-8")


def _typed(needed: int) -> str:
    return "\n".join(
        passphrase(f"The words of sheet {number} of {needed}, with spaces") for number in range(1, needed + 1)
    )


@keys.command("export-backup-key")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@as_person
def export_backup_key(file: Path, email: str | None) -> None:
    """Make the key to which copies of the keyring are sealed; its private half is written into FILE and nowhere else."""
    with keeper(email) as (config, by):
        note("key_backup", by, "backup")
        root = opened_root(config)  # asks for a passphrase, if there is one: before FILE is there
        lifecycle.new_backup_key(config, root, keep=lambda private: write_new(file, private.hex() + "\n"))
        backup = keyfile.read(config).backup
    click.echo(f"Take {file} off this machine, to where the sheets are not: it opens copies of the keyring.", err=True)
    click.echo("Its public half, to which the desk seals the copies (no secret, and nothing to be kept):", err=True)
    click.echo(backup.public.hex() if backup else "")


__all__ = ["keys"]
