"""Verbs that set up, serve and look after an instance."""

from collections.abc import Sequence
from dataclasses import replace

import click

from config import Config
from litigation_app import vault
from litigation_app.accounts import queries
from litigation_app.accounts.people import actions as people
from litigation_app.cli.common import Refused, acting, desk, settings, show
from litigation_app.core import schema
from litigation_app.core.access import May, Role
from litigation_app.core.db import committing, db

_DROPPED_BYTES = 2**30  # far more than a form may have: the desk's own page says so, the connection is not cut


def _create(config: Config) -> None:
    """Keyring first, then the tables: a half-made instance has no data."""
    vault.create(config)
    schema.upgrade(config)


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
def init(name: str, email: str, office: str, country: str) -> None:
    """Set up an instance: keyring, database, first administrator (prints her one-time link)."""
    config = settings()
    if config.keyring.exists():
        raise Refused(f"{config.instance} has a desk already; nothing was changed.")
    _create(config)
    with desk() as app, committing(), app.test_request_context():
        home = people.add_office(name=office, organisation=office, country=country)
        _user, link = people.add(None, name=name, email=email, roles=[Role.ADMINISTRATOR], office_id=home.id)
    click.echo(f"The desk is set up in {config.instance}.", err=True)
    click.echo(f"{config.origin}/enrol/{link}")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--threads", default=8, show_default=True)
def serve(host: str, port: int, threads: int) -> None:
    """Serve the web application."""
    import waitress

    with desk() as app:
        config = app.extensions["config"]
        _require_current(config)
    shown = "localhost" if host == "127.0.0.1" else host
    if config.origin == Config.origin:  # nobody set another: links are to lead here
        app.extensions["config"] = replace(config, origin=f"http://{shown}:{port}")
    click.echo(f"The desk answers at http://{shown}:{port}", err=True)
    for person in app.extensions["demo_sign_ins"]:
        click.echo(f"  {person.role_name:<18} {person.email:<38} {person.password}", err=True)
    waitress.serve(
        app, host=host, port=port, threads=threads, ident=None, _quiet=True, max_request_body_size=_DROPPED_BYTES
    )


@click.command()
@click.option("--size", default=0, help="How many cases; 0: as many as were published.")
@click.option("--seed", default=2026, show_default=True)
@click.option("--if-empty", is_flag=True, help="Do nothing if the instance is filled already.")
@click.option("--json", "as_json", is_flag=True)
def demo(size: int, seed: int, if_empty: bool, as_json: bool) -> None:
    """Fill an empty instance with a synthetic caseload."""
    from litigation_app.demo import fill, sign_ins

    config = settings()
    if not config.keyring.exists():
        _create(config)
    elif sign_ins.shown(config.instance) and if_empty:
        schema.upgrade(config)
        return
    with desk():
        try:
            people_made = fill.fill(size=size, seed=seed, tell=lambda words: click.echo(words, err=True))
        except fill.NotEmpty as refused:
            raise Refused(str(refused)) from refused
    if as_json:
        show([person.as_json() for person in people_made])
    else:
        for person in people_made:
            click.echo(f"{person.role_name:<18} {person.email:<38} {person.password}")


@click.group()
def users() -> None:
    """People who sign in."""


@users.command("list")
@click.option("--as", "email")
def users_list(email: str | None) -> None:
    """Everybody who signs in, with roles."""
    with desk():
        acting(email, May.MANAGE_USERS)
        show(
            [
                {
                    "email": u.email,
                    "name": u.name,
                    "roles": [r.role for r in u.roles],
                    "disabled": u.disabled_at is not None,
                }
                for u in queries.people()
            ]
        )


@users.command("add")
@click.option("--as", "email")
@click.option("--name", required=True)
@click.option("--email", "address", required=True)
@click.option("--role", "roles", multiple=True, required=True, type=click.Choice([role.value for role in Role]))
@click.option("--office", required=True)
def users_add(email: str | None, name: str, address: str, roles: Sequence[str], office: str) -> None:
    """Add a person; prints her one-time link."""
    with desk() as app, app.test_request_context():
        actor = acting(email, May.MANAGE_USERS)
        found = next((one for one in queries.offices() if one.name == office), None)
        if found is None:
            raise Refused("There is no such office. There are: " + ", ".join(one.name for one in queries.offices()))
        try:
            with committing():
                _user, link = people.add(
                    actor, name=name, email=address, roles=[Role(role) for role in roles], office_id=found.id
                )
        except people.PersonRefused as refused:
            raise Refused("This person cannot be added: " + ", ".join(refused.reasons)) from refused
        click.echo(f"{app.extensions['config'].origin}/enrol/{link}")


@click.group("ledger")
def ledger_group() -> None:
    """The access log."""


@ledger_group.command("verify")
@click.option("--state", is_flag=True, help="Also hold every sealed byte against its last commitment.")
def ledger_verify(state: bool) -> None:
    """Is the access log whole? Exit 1 names the first entry that is not."""
    from litigation_app import ledger, vault
    from litigation_app.ledger.settings import settings

    with desk():
        verdict = ledger.verify(db.session(), settings().mac_key)
        faults = list(ledger.verify_state(db.session(), vault.commitments())) if state and verdict.holds else []
        show(
            {
                "entries": verdict.entries,
                "holds": verdict.holds and not faults,
                "first_bad": verdict.first_bad,
                "reason": verdict.reason,
                "head": {"seq": verdict.head.seq, "h": verdict.head.h.hex()},
                "state_faults": [fault.__dict__ for fault in faults],
            }
        )
    if not verdict.holds:
        raise Refused(f"Entry {verdict.first_bad} does not hold: {verdict.reason}")
    if faults:
        raise Refused(f"{len(faults)} sealed records are not what the log says they are.")
