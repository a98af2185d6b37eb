"""Verbs that set up an instance, real or invented."""

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import click
from sqlalchemy import create_engine, exists, select
from sqlalchemy.exc import DBAPIError

from config import Config
from litigation_app import vault
from litigation_app.accounts.models import User
from litigation_app.accounts.staff.people import actions as people
from litigation_app.cli import keys, staffing, upgrading
from litigation_app.cli.acting import address, desk, name
from litigation_app.cli.common import Refused, refusing, settings, show
from litigation_app.cli.keys import DAILY, device_module, device_token
from litigation_app.core import schema
from litigation_app.core.access import Role
from litigation_app.core.db import committing, db
from litigation_app.core.jobs import Tell, quiet
from litigation_app.ledger import LedgerEntry
from litigation_app.vault.keys import keyfile, keyring
from litigation_app.vault.keys.root_key import FILE, Way


def _create(config: Config, way: Way | None = None) -> None:
    """Tables first, then the keyring: without it there are no data, and whoever was refused begins again. Raises Refused."""
    try:
        schema.upgrade(config)
        _require_no_desk(config)
    except DBAPIError as failed:
        raise Refused(
            f"The tables could not be made ({type(failed.orig).__name__}), and nothing was set up. Does the database answer, and may "
            "this role make tables and roles there?"
        ) from failed
    vault.create(config, way)


def _require_no_desk(config: Config) -> None:
    """Under a second keyring the access log of whoever works in this database would hold no longer. Raises Refused."""
    engine = create_engine(schema.owners_address(config))
    with engine.connect() as connection:
        is_used = connection.scalar(select(exists(select(LedgerEntry.seq))))
    engine.dispose()
    if is_used:
        raise Refused("In this database there is a desk already, whose keys lie elsewhere; nothing was changed.")


def _require_cut_short(config: Config, way: str) -> None:
    """A first try may have made the keyring and nobody yet: then this one goes on from there. Raises Refused."""
    if _has_people():
        raise Refused(
            f"{config.instance} has a desk already; nothing was changed. "
            "Its first link is lost, and nobody has come in: litigation users first-link"
        )
    ways = [one.kind for one in keyring.roots(config)]
    if way not in ways:
        raise Refused(f"Setting this desk up was cut short after its key was made. Go on with: --root-key {ways[0]}")


def _has_people() -> bool:
    """A database without our tables is not that of this keyring, where somebody may be."""
    try:
        with desk():
            return bool(db.session.scalar(select(exists(select(User.id)))))
    except DBAPIError:
        return True


def _with_origin(config: Config, origin: str) -> Config:
    """The same with this address, written down. Raises ConfigRefused for one at which nobody is safe."""
    changed = replace(config, origin=origin, proxies=1)
    changed.require_safe_origin()
    if changed == config:  # an earlier try came as far as this
        return config
    if config.settings.exists():
        raise Refused(f"{config.settings} is there already: write origin and proxies into it yourself.")
    config.instance.mkdir(parents=True, exist_ok=True, mode=0o700)
    keyfile.replace_file(config.settings, f"origin = {json.dumps(origin)}\nproxies = 1\n".encode())
    return changed


@click.command()
@click.option("--name", type=name, default="Administrator", show_default=True)
@click.option("--email", type=address, default="admin@desk.example", show_default=True)
@click.option(
    "--origin", help="The address that people will type, https://…; written into config.toml, with one proxy."
)
@click.option("--office", type=name, default="Main office", show_default=True)
@click.option("--country", type=click.Choice(["RS", "MK", "BA", "ME"]), default="RS", show_default=True)
@click.option(
    "--people", "how_many", type=int, help="How many will work with it: says who could do what (asked at a terminal)."
)
@click.option("--root-key", type=click.Choice(DAILY), default=FILE, show_default=True, help="What is to open the desk.")
@device_module
@device_token
@click.option("--upgrade", is_flag=True, help="Bring the tables of a desk that is there up to this program.")
@click.option("--without-backup", is_flag=True, help="Upgrade although there is no backup of today.")
def init(
    name: str,
    email: str,
    origin: str | None,
    office: str,
    country: str,
    how_many: int | None,
    root_key: str,
    module: str | None,
    token: str | None,
    upgrade: bool,
    without_backup: bool,
) -> None:
    """Set up an instance: keyring, database, first administrator (prints their one-time link)."""
    config = settings()
    if upgrade:
        upgrading.upgrade(config, needs_backup=not without_backup)
        click.echo(f"The tables of {config.instance} are those of this program.", err=True)
        return
    was_cut_short = config.keyring.exists()
    if was_cut_short:
        _require_cut_short(config, root_key)
    if origin is not None:
        config = _with_origin(config, origin)
    chosen = keys.chosen(config, root_key, module, token)
    if not was_cut_short:
        _create(config, chosen.way)
    with desk() as app, committing(), app.test_request_context():
        _unlock(chosen)
        home = people.add_office(name=office, organisation=office, country=country)
        _user, link = people.add(None, name=name, email=email, roles=[Role.ADMINISTRATOR], office_id=home.id)
    click.echo(f"The desk is set up in {config.instance}.", err=True)
    for sentence in staffing.sentences(how_many or _asked_how_many()):
        click.echo(sentence, err=True)
    click.echo(config.address(f"/enrol/{link}"))


def _unlock(chosen: keys.Chosen) -> None:
    """Also what an earlier try made, by the same secret. Raises Refused."""
    with refusing("This does not open the desk: give what was chosen at the first try.", vault.SecretRefused):
        if chosen.secret is not None:
            vault.unlock(chosen.kind, chosen.secret)


def _asked_how_many() -> int:
    """Of somebody at a terminal; a script that says nothing is told of three."""
    if not sys.stdin.isatty():
        return staffing.FEWEST_ALONE
    answer: int = click.prompt("How many people will work with it?", type=int, default=staffing.FEWEST_ALONE, err=True)
    return answer


@click.command()
@click.option(
    "--size",
    default=0,
    help="How many cases; 0: the assumed share of what was published, with publications and a grant.",
)
@click.option("--seed", default=2026, show_default=True)
@click.option(
    "--if-empty", is_flag=True, help="Make one only where there is none, and do not say who signs in, unless --json."
)
@click.option("--json", "as_json", is_flag=True)
@click.option("--progress", type=click.Path(path_type=Path), hidden=True, help="Where to write how far it is.")
def demo(size: int, seed: int, if_empty: bool, as_json: bool, progress: Path | None) -> None:
    """Fill an empty instance with a synthetic caseload; of a demonstration that is there, say who signs in."""
    from litigation_app.demo import aside

    config = settings()
    there = _who_is_there(config) if config.keyring.exists() else []
    if not there or (size and not if_empty):
        with aside.place(config) as empty:
            there = _filled(empty, size, seed, _teller(progress))
    elif upgrading.is_needed(config):
        upgrading.upgrade(config, needs_backup=False)
    _say_who(there, is_asked=as_json or not if_empty, as_json=as_json)


def _teller(progress: Path | None) -> Tell:
    """Tells whoever shows how far it is. They hold our standard input: when they are gone, nobody waits for this."""
    from litigation_app.demo.filling import Progress

    if progress is None:
        return quiet
    Thread(target=_end_with_them, daemon=True).start()
    return Progress(progress).tell


def _end_with_them() -> None:
    os.read(0, 1)  # nothing ever comes but the end
    os._exit(1)


def _filled(config: Config, size: int, seed: int, tell: Tell) -> list[Any]:
    """Who signs in to what is filled now. Raises Refused."""
    from litigation_app.demo import estimates, fill, grantbook, shelved

    if not config.keyring.exists():
        _create(config)
    with desk(config=config) as app:
        with refusing(str, fill.NotEmpty):
            people_made = fill.fill(size=size, seed=seed, tell=_say, progress=tell)
        tell("official")
        shelved.official_figures(app, people_made)
        if not size:
            shelved.ours(app, people_made, shelved.publications(), _say, tell)
            shelved.region(app, people_made, _say)
            tell("grant")
            grantbook.write(app, people_made)
            estimates.write(app, people_made, _say, tell)
    return people_made


def _who_is_there(config: Config) -> list[Any]:
    """Who signs in to a demonstration that is there already; nobody in any other desk. Raises Refused for half a one."""
    with desk() as app:
        is_one, there = app.extensions["demonstration"].look(), app.extensions["demonstration"].everybody()
    if is_one and not there:
        raise Refused(
            f"{config.instance} has a demonstration that is not whole: demo.json, which says who signs in, is missing. "
            "Move the folder away and make another."
        )
    return list(there)


def _say(words: str) -> None:
    """Something that stands beside the answer."""
    click.echo(words, err=True)


def _say_who(there: Sequence[Any], *, is_asked: bool, as_json: bool) -> None:
    """Who signs in to the demonstration."""
    if as_json:
        show([person.as_json() for person in there])
    elif is_asked:
        for person in there:
            click.echo(f"{person.role_name:<18} {person.email:<38} {person.password}  {person.totp_secret}")
