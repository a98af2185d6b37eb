"""What every verb of the `litigation` command stands on: the instance, the person who acts, one plain sentence on refusal."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from flask import Flask

from config import Config, ConfigRefused
from litigation_app.accounts import passwords, queries
from litigation_app.accounts.models import User
from litigation_app.app import create_app
from litigation_app.core.access import Actor, May
from litigation_app.core.db import db


class Refused(click.ClickException):
    """One plain sentence on standard error, exit 1."""

    def show(self, file: Any = None) -> None:
        click.echo(self.message, err=True)


class Verbs(click.Group):
    """The verbs; a setting or a key that is missing or unsafe is one sentence, whichever verb met it."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ConfigRefused as refused:
            raise Refused(str(refused)) from refused


def settings() -> Config:
    """This instance's settings; raises ConfigRefused."""
    return Config.load()


@contextmanager
def desk() -> Iterator[Flask]:
    """The application of this instance, with a request context of its own; raises Refused where there is none yet."""
    config = settings()
    if not config.keyring.exists():
        raise Refused(f"There is no desk in {config.instance} yet. Set one up with: litigation init")
    app = create_app(config)
    with app.app_context():
        yield app


def acting(email: str | None, permission: May) -> Actor:
    """The person a verb runs as, after her password (LITIGATION_PASSWORD, or asked for)."""
    if not email:
        raise Refused("Say who you are: --as EMAIL")
    actor = queries.actor_by_email(email)
    kept = None if actor is None else db.session.get_one(User, actor.id).password_hash
    typed = os.environ.get("LITIGATION_PASSWORD") or click.prompt("Password", hide_input=True, err=True)
    if not passwords.fits(kept, typed) or actor is None:
        raise Refused("This address and this password do not belong together.")
    if not actor.may(permission):
        raise Refused("Your roles do not allow this.")
    return actor


def show(answer: Any) -> None:
    """JSON on standard output."""
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2, default=str))
