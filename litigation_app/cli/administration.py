"""Verbs that set up, serve and look after an instance."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import click

from config import Config
from litigation_app import vault
from litigation_app.accounts import pruning
from litigation_app.accounts.integrity import actions as integrity
from litigation_app.accounts.people import actions as people
from litigation_app.app import create_app
from litigation_app.cli import keys, portfolio
from litigation_app.cli.acting import desk
from litigation_app.cli.common import Refused, settings, show
from litigation_app.cli.keys import DAILY, device_module, device_token
from litigation_app.core import schema
from litigation_app.core.access import Role
from litigation_app.core.db import committing
from litigation_app.vault.rootkey import FILE, Way


def _create(config: Config, way: Way | None = None) -> None:
    """Keyring first, then the tables: a half-made instance has no data."""
    vault.create(config, way)
    schema.upgrade(config)


def _upgrade(config: Config) -> None:
    if not config.keyring.exists():
        raise Refused(f"There is no desk in {config.instance} yet. Set one up with: litigation init")
    config.require_whole()
    schema.upgrade(config)
    portfolio.remake()
    click.echo(f"The tables of {config.instance} are those of this program.", err=True)


def _require_current(config: Config) -> None:
    try:
        schema.require_current(config)
    except schema.SchemaDated as dated:
        raise Refused(str(dated)) from dated


@click.command()
@click.option("--name", default="Administrator", show_default=True)
@click.option("--email", default="admin@desk.example", show_default=True)
@click.option("--office", default="Main office", show_default=True)
@click.option("--country", type=click.Choice(["RS", "MK", "BA", "ME"]), default="RS", show_default=True)
@click.option("--root-key", type=click.Choice(DAILY), default=FILE, show_default=True, help="What is to open the desk.")
@device_module
@device_token
@click.option("--upgrade", is_flag=True, help="Bring the tables of a desk that is there up to this program.")
def init(
    name: str,
    email: str,
    office: str,
    country: str,
    root_key: str,
    module: str | None,
    token: str | None,
    upgrade: bool,
) -> None:
    """Set up an instance: keyring, database, first administrator (prints her one-time link)."""
    config = settings()
    if upgrade:
        _upgrade(config)
        return
    if config.keyring.exists():
        raise Refused(f"{config.instance} has a desk already; nothing was changed.")
    chosen = keys.chosen(config, root_key, module, token)
    _create(config, chosen.way)
    with desk() as app, committing(), app.test_request_context():
        if chosen.secret is not None:
            vault.unlock(chosen.kind, chosen.secret)
        home = people.add_office(name=office, organisation=office, country=country)
        _user, link = people.add(None, name=name, email=email, roles=[Role.ADMINISTRATOR], office_id=home.id)
    click.echo(f"The desk is set up in {config.instance}.", err=True)
    click.echo(config.address(f"/enrol/{link}"))


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--threads", default=8, show_default=True)
def serve(host: str, port: int, threads: int) -> None:
    """Serve the web application."""
    from litigation_app.casework.documents import actions as documents
    from litigation_app.casework.erasures import actions as erasures
    from litigation_app.cli import web_server
    from litigation_app.vault import agent as key_agent
    from litigation_app.vault import private_files
    from litigation_app.vault.hardening import harden

    with desk(create_app) as app:
        config = app.extensions["config"]
        _require_current(config)
        private_files.require_closed(config)
        integrity.note_catalogue()
        documents.sweep()
        with committing():
            pruning.prune()
        harden(lock_memory=False)
        key_agent.start_inside(config)
        is_locked = vault.is_locked()
        app.extensions["demonstration"].look()
        if not is_locked:  # else as soon as it is unlocked, before the first page
            erasures.reapply_whom_it_can(config)
    shown = "localhost" if host == "127.0.0.1" else host
    if config.origin == Config.origin:  # nobody set another: links are to lead here
        app.extensions["config"] = replace(config, origin=f"http://localhost:{port}")
    click.echo(f"The desk answers at http://{shown}:{port}", err=True)
    if is_locked:
        click.echo(f"It is locked. Unlock it at http://{shown}:{port}/unlock or with: litigation keys unlock", err=True)
    for person in app.extensions["demonstration"].shown():
        click.echo(
            f"  {person.role_name:<18} {person.email:<38} {person.password}  (codes: on the sign-in page)", err=True
        )
    try:
        server = web_server.server_of(app, host=host, port=port, threads=threads)
    except OSError as taken:
        raise Refused(
            f"Port {port} cannot be used ({taken.strerror}). Choose another: litigation serve --port N"
        ) from None
    server.run()


@click.command()
@click.option(
    "--size",
    default=0,
    help="How many cases; 0: the assumed share of what was published, with publications and a grant.",
)
@click.option("--seed", default=2026, show_default=True)
@click.option("--if-empty", is_flag=True, help="Say nothing of a demonstration that is there already, unless --json.")
@click.option("--json", "as_json", is_flag=True)
def demo(size: int, seed: int, if_empty: bool, as_json: bool) -> None:
    """Fill an empty instance with a synthetic caseload; of a demonstration that is there, say who signs in."""
    from litigation_app.demo import fill, grantbook, shelved

    config = settings()
    if not config.keyring.exists():
        _create(config)
    elif (there := _who_is_there(config)) and (if_empty or not size):
        schema.upgrade(config)
        _say_who(there, is_asked=as_json or not if_empty, as_json=as_json)
        return
    with desk() as app:
        try:
            people_made = fill.fill(size=size, seed=seed, tell=_say)
        except fill.NotEmpty as refused:
            raise Refused(str(refused)) from refused
        shelved.official_figures(app, people_made)
        if not size:
            shelved.ours(app, people_made, shelved.publications(), _say)
            grantbook.write(app, people_made)
    _say_who(people_made, is_asked=True, as_json=as_json)


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
