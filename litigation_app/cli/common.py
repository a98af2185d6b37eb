"""What every verb of the `litigation` command stands on: the instance, the person who acts, one plain sentence on refusal."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from flask import Flask, g

from config import Config, ConfigRefused
from litigation_app.accounts import queries
from litigation_app.accounts.sessions import actions as sessions
from litigation_app.accounts.sessions.actions import Browser, Credentials
from litigation_app.app import create_app
from litigation_app.core.access import Actor, May
from litigation_app.core.web import DeskLocked

_SHORTEST_PASSPHRASE = 20  # it alone stands between a stolen disk and every record
_NETWORK = "command"  # the door of this machine's own commands


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
        except DeskLocked as locked:
            raise Refused("The desk is locked. Unlock it with: litigation keys unlock") from locked


def settings() -> Config:
    """This instance's settings; raises ConfigRefused."""
    return Config.load()


@contextmanager
def desk() -> Iterator[Flask]:
    """The application of this instance, with a request context of its own; raises Refused where there is none yet."""
    config = settings()
    if not config.keyring.exists():
        raise Refused(f"There is no desk in {config.instance} yet. Set one up with: litigation init")
    config.require_whole()
    app = create_app(config)
    with app.app_context():
        yield app


def acting(email: str | None, permission: May) -> Actor:
    """The person a verb runs as, after her password and code (LITIGATION_PASSWORD, LITIGATION_TOTP, or asked for).

    The code is used up by it, and attempts in vain count like those at the door.
    """
    if not email:
        raise Refused("Say who you are: --as EMAIL")
    password = os.environ.get("LITIGATION_PASSWORD") or click.prompt("Password", hide_input=True, err=True)
    code = os.environ.get("LITIGATION_TOTP") or click.prompt("Code", hide_input=True, err=True)
    actor = _recognised(Credentials(email, password, code))
    if not actor.may(permission):
        raise Refused("Your roles do not allow this.")
    g.actor = actor  # the database shows what she may see
    return actor


def _recognised(typed: Credentials) -> Actor:
    try:
        found = sessions.recognise(typed, Browser(_NETWORK))
    except sessions.SignInDelayed as closed:
        raise Refused(f"Too many attempts. Try again in {closed.seconds} seconds.") from closed
    except sessions.SignInRefused as refused:
        raise Refused("Address, password and code do not belong together. Take the newest code.") from refused
    actor = queries.actor_by_email(found.user.email)
    if actor is None or found.is_half:  # shut out in this moment; half of a sign-in is none
        raise Refused("Address, password and code do not belong together. Take the newest code.")
    return actor


def passphrase(asked_for: str) -> str:
    """What unlocks the desk (LITIGATION_PASSPHRASE, or asked for); never an argument, which every process could read."""
    typed: str = os.environ.get("LITIGATION_PASSPHRASE") or click.prompt(asked_for, hide_input=True, err=True)
    return typed


def device_pin() -> str:
    """The PIN of a security device that is to open the desk from now on (LITIGATION_PIN, or asked for)."""
    typed: str = os.environ.get("LITIGATION_PIN") or click.prompt(
        "PIN of the security device", hide_input=True, err=True
    )
    return typed


def secret_given(kind: str) -> str | None:
    """What opens the desk in this way, if a script has given it; asks nobody."""
    name = {"passphrase": "LITIGATION_PASSPHRASE", "pkcs11": "LITIGATION_PIN"}.get(kind)
    return os.environ.get(name) if name else None


def new_passphrase() -> str:
    """A passphrase to be set (LITIGATION_NEW_PASSPHRASE, or asked for twice); raises Refused for a short one."""
    typed: str = os.environ.get("LITIGATION_NEW_PASSPHRASE") or click.prompt(
        "New passphrase", hide_input=True, confirmation_prompt=True, err=True
    )
    if len(typed) < _SHORTEST_PASSPHRASE:
        raise Refused(
            f"This passphrase is too short: use at least {_SHORTEST_PASSPHRASE} characters, for example six words."
        )
    return typed


def show(answer: Any) -> None:
    """JSON on standard output."""
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2, default=str))
