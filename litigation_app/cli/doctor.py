"""The verb `doctor`: does everything still open, and what would not survive the loss of one thing or one person?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from sqlalchemy.exc import DBAPIError

from config import Config, ConfigRefused
from litigation_app import ledger, vault
from litigation_app.casework.documents.sandbox.queries import Unreadable
from litigation_app.cli.acting import desk
from litigation_app.cli.common import Refused, secret_given, settings, show
from litigation_app.core.locked import DeskLocked
from litigation_app.core.not_as_written import NotAsWritten
from litigation_app.core.rls import rowguard
from litigation_app.ledger import CheckpointRefused, Head, LedgerUnwritable, NoteRefused
from litigation_app.operations.doctor import look_database, look_keys, look_machine, look_records, look_staff
from litigation_app.operations.doctor.findings import FOUND, Finding, Level, counted, fail

RUN = "doctor"
Look = Callable[[], Iterator[Finding]]
_UNFINISHED = (
    DBAPIError,
    OSError,
    ConfigRefused,
    CheckpointRefused,
    DeskLocked,
    LedgerUnwritable,
    NotAsWritten,
    Unreadable,
)


@dataclass(frozen=True)
class Asked:
    """What was asked for. `folders`: where copies of the keyring lie."""

    known: str | None
    folders: tuple[Path, ...]
    is_all: bool


@click.command()
@click.option("--json", "as_json", is_flag=True, help="All findings as JSON.")
@click.option("--all", "is_all", is_flag=True, help="Try every key and every record, not a sample.")
@click.option(
    "--copies",
    "folders",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with copies of the keyring: none may be too old.",
)
@click.option("--known", help="SEQ:HASH or the text of a signed state: it must still be in the access log.")
def doctor(*, as_json: bool, is_all: bool, folders: tuple[Path, ...], known: str | None) -> None:
    """Look whether everything still opens. One line for each look; exit 1 if one of them fails."""
    config = settings()
    if not config.keyring.exists():
        raise Refused(f"There is no desk in {config.instance} yet. Set one up with: litigation init")
    found = []
    for finding in _all(config, Asked(known, folders, is_all)):
        found.append(finding)
        if not as_json:
            click.echo(finding.line())
    if as_json:
        show({**counted(found), "findings": [vars(one) for one in found]})
    if any(one.level is Level.FAIL for one in found):
        raise SystemExit(1)


def _all(config: Config, asked: Asked) -> Iterator[Finding]:
    closed: dict[str, Look] = {
        "modes": lambda: look_machine.modes(config),
        "document reader": look_machine.reader,
        "left of drills": look_machine.drills,
        "disk": lambda: look_machine.disk(config),
        "root key": lambda: look_keys.ways(config, secret_given),
        "key agent": lambda: look_keys.agent(config),
        "schema": lambda: look_database.version(config),
        "timers": look_machine.nightly,
        "mail": lambda: look_machine.mail(config),
    }
    before = [one for name, look in closed.items() for one in _looked(name, look)]
    yield from before
    if any(one.check == "schema" and one.level is Level.FAIL for one in before):
        return  # nothing more can be read
    try:
        with desk() as app, app.test_request_context():
            yield from _opened(app.extensions["config"], asked)
    except ConfigRefused as refused:
        yield fail("desk", str(refused), "Nothing more can be looked at until then.")


def _opened(config: Config, asked: Asked) -> Iterator[Finding]:
    yield from _looked("schema", look_database.tables)
    if vault.is_locked():
        yield fail("desk", "It is locked: nothing that is sealed can be tried.", "litigation keys unlock")
        return
    heads, is_all = _heads(asked.known), asked.is_all
    yield from _entered("desk:all" if is_all else "desk:sample")
    open_looks: dict[str, Look] = {
        "clock": look_machine.time,
        "law tables": look_machine.law_tables,
        "database": look_database.database,
        "main keys": lambda: look_keys.versions(config),
        "keys": lambda: look_keys.subjects(is_all=is_all),
        "records": lambda: look_records.capsules(is_all=is_all),
        "documents": lambda: look_records.papers(is_all=is_all),
        "publications": look_records.releases,
        "access log": lambda: look_records.log(heads, is_all=is_all),
        "erased": lambda: look_records.erasures(config),
        "backups": look_records.backups,
        "copies": lambda: look_keys.copies(config, asked.folders),
        "staff": look_staff.rows,
        "two persons": look_staff.staff,
        "second factor": look_staff.second_factors,
        "demonstration": look_staff.invented,
    }
    for name, look in open_looks.items():
        yield from _looked(name, look)


def _entered(of: str) -> Iterator[Finding]:
    """That doctor looked is an entry; where none can be written nothing of the desk opens, and the other looks go on."""
    try:
        ledger.append_alone(act=RUN, by=None, of=of, session_id=None)
    except LedgerUnwritable:
        says = "It takes no entry, so nothing opens and nothing is saved: no room, or the database swallows entries."
        yield fail("access log", says, f"See “disk” and “schema”. {FOUND}")


def _heads(known: str | None) -> list[Head]:
    try:
        return [] if known is None else [ledger.head_of(known)]
    except NoteRefused as refused:
        raise Refused(f"--known: {refused}.") from refused


def _looked(name: str, look: Look) -> Iterator[Finding]:
    """The findings of one look; that it could not be finished is a finding, and the others go on."""
    found: list[Finding] = []
    try:
        with rowguard.system("backup"):
            found.extend(look())
    except _UNFINISHED as error:
        do = "Mend what the other lines name first."
        found.append(fail(name, f"This could not be looked at ({type(error).__name__}).", do))
    return iter(found)
