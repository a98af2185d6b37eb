"""The verb `serve`: the desk at an address of this machine."""

from contextlib import ExitStack
from dataclasses import replace
from typing import Any

import click
from flask import Flask

from config import Config
from litigation_app import vault
from litigation_app.accounts.integrity import actions as integrity
from litigation_app.accounts.signing_in import actions as pruning
from litigation_app.app import create_app
from litigation_app.casework.documents import actions as documents
from litigation_app.casework.erasures import actions as erasures
from litigation_app.cli import handing_over, web_server
from litigation_app.cli.acting import desk
from litigation_app.cli.common import Refused, refusing
from litigation_app.core import json_lines, schema, table_lock
from litigation_app.core.db import committing
from litigation_app.vault.erasure import private_files
from litigation_app.vault.keys import agent as key_agent
from litigation_app.vault.keys.hardening import harden


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--threads", default=8, show_default=True)
def serve(host: str, port: int, threads: int) -> None:
    """Serve the web application: at the sockets that systemd hands over, or else at this address."""
    with ExitStack() as while_serving:
        with desk(create_app) as app:
            while_serving.enter_context(table_lock.shared(app.extensions["config"]))
            _make_ready(app)
            is_locked = vault.is_locked()
        if app.extensions["config"].origin == Config.origin:  # nobody set another: links are to lead here
            app.extensions["config"] = replace(app.extensions["config"], origin=f"http://localhost:{port}")
        server = _server(app, host, port, threads)
        _say(app, is_locked=is_locked)
        if app.extensions["config"].log_requests:
            json_lines.speak()
        handing_over.run(server)


def _server(app: Flask, host: str, port: int, threads: int) -> Any:
    if doors := handing_over.handed():
        return web_server.server_of(app, sockets=doors, threads=threads)
    try:
        return web_server.server_of(app, host=host, port=port, threads=threads)
    except OSError as taken:
        raise Refused(
            f"Port {port} cannot be used ({taken.strerror}). Choose another: litigation serve --port N"
        ) from None


def _make_ready(app: Flask) -> None:
    """All that is done once, before the first page. Raises Refused, ConfigRefused, KeyringRefused."""
    config = app.extensions["config"]
    with refusing(str, schema.SchemaDated):
        schema.require_current(config)
    private_files.require_closed(config)
    integrity.note_catalogue()
    documents.sweep()
    with committing():
        pruning.prune()
    harden(lock_memory=False)
    key_agent.start_inside(config)
    app.extensions["demonstration"].look()
    if not vault.is_locked():  # else as soon as it is unlocked, before the first page
        erasures.reapply_whom_it_can(config)


def _say(app: Flask, *, is_locked: bool) -> None:
    address = app.extensions["config"].origin
    click.echo(f"The desk answers at {address}", err=True)
    if is_locked:
        click.echo(f"It is locked. Unlock it at {address}/unlock or with: litigation keys unlock", err=True)
    if people := app.extensions["demonstration"].shown():
        password = people[0].password
        click.echo(f'Everybody\'s password is "{password}"; who is who, with codes: {address}/sign-in', err=True)
