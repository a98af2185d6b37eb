"""How does a desk come to the tables of a newer program? Alone, and whole or not at all; cut off, it is run again."""

import sys
from datetime import timedelta

import click
from sqlalchemy import create_engine, func, select
from sqlalchemy.exc import DBAPIError

from config import Config
from litigation_app.app import desk_of
from litigation_app.cli import backup, portfolio
from litigation_app.cli.common import Refused
from litigation_app.core import clock, schema, table_lock
from litigation_app.ledger import LedgerEntry
from litigation_app.vault.keys import keyfile

_FRESH = timedelta(days=1)
_BACKED_UP = select(func.max(LedgerEntry.at)).where(LedgerEntry.act == backup.DONE, LedgerEntry.object == backup.DATA)


def upgrade(config: Config, *, needs_backup: bool) -> None:
    """Bring an instance that is there up to this program. Raises Refused, ConfigRefused: then nothing was changed."""
    if not config.keyring.exists():
        raise Refused(f"There is no desk in {config.instance} yet. Set one up with: litigation init")
    with table_lock.alone(config):
        config.require_restored()
        lacking = _lacking(config)
        if needs_backup and lacking not in ([], schema.revisions()):
            _require_backup(config)
        was_cut_off = config.upgrading.exists()
        keyfile.replace_file(config.upgrading, b"An upgrade was begun here and is not finished.\n")
        try:
            _change_tables(config, len(lacking))
        except DBAPIError as failed:
            if not was_cut_off:
                config.upgrading.unlink()
            raise Refused(_sentence(failed)) from failed
        portfolio.remake(desk_of(config))
        config.upgrading.unlink()
        keyfile.sync_folder(config.instance)


def is_needed(config: Config) -> bool:
    """Whether this program needs other tables than are there, or an upgrade was cut off. Raises Refused."""
    return bool(_lacking(config)) or config.upgrading.exists()


def _lacking(config: Config) -> list[str]:
    try:
        return schema.missing(config)
    except schema.SchemaDated as newer:
        raise Refused(str(newer)) from newer


def _require_backup(config: Config) -> None:
    """The way back to the program that was here before."""
    engine = create_engine(schema.owners_address(config))
    with engine.connect() as connection:
        last = connection.scalar(_BACKED_UP)
    engine.dispose()
    if last is None or clock.now() - last > _FRESH:
        when = (
            "There is no backup of this desk." if last is None else f"The last backup is of {last:%Y-%m-%d %H:%M} UTC."
        )
        raise Refused(
            f"{when} Make one first, with the program that was here before (litigation backup FOLDER): it alone leads back. "
            "Or say that you do without: --without-backup"
        )


def _change_tables(config: Config, steps: int) -> None:
    label = f"Changing the tables ({steps} steps)"
    with click.progressbar(length=steps, label=label, file=sys.stderr) as bar:
        schema.upgrade(config, tell=lambda: bar.update(1))


def _sentence(failed: DBAPIError) -> str:
    """Why, in the database's own name for it and never with what stands in a row."""
    name = getattr(failed.orig, "sqlite_errorname", "") or type(failed.orig).__name__
    return f"The tables could not be changed ({name}); all is as it was, and the program that was here before goes on with it."
