"""What a verb of an instance stands on: its application, and the person who acts."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar
from uuid import UUID

import click
from flask import Flask, g
from sqlalchemy.exc import OperationalError

from config import Config
from litigation_app.accounts import queries
from litigation_app.accounts.integrity import actions as integrity
from litigation_app.accounts.signing_in.sessions import actions as sessions
from litigation_app.accounts.signing_in.sessions.actions import Browser, Credentials
from litigation_app.accounts.staff.people.forms import ADDRESS
from litigation_app.app import desk_of
from litigation_app.cli.common import Refused, given, settings
from litigation_app.core import stood, table_lock
from litigation_app.core.access import Actor, May
from litigation_app.core.db import committing, db
from litigation_app.core.not_as_written import NotAsWritten
from litigation_app.core.reconnecting import is_away
from litigation_app.ledger import LedgerUnwritable

_NETWORK = "command"  # the door of this machine's own commands
_LONGEST_NAME = 120  # letters, as the columns hold


class Numbered(Protocol):
    """What is found by its number."""

    @property
    def id(self) -> UUID: ...


Row = TypeVar("Row", bound=Numbered)


def address(value: str) -> str:
    """An e-mail address, as the pages take it: the type of an option or argument. Raises BadParameter."""
    if not ADDRESS.fullmatch(value):
        raise click.BadParameter(f"{value} is no e-mail address, for example ana@office.example.")
    return value


def name(value: str) -> str:
    """What a person or an office is called: the type of an option. Raises BadParameter."""
    if not 0 < len(value.strip()) <= len(value) <= _LONGEST_NAME:
        raise click.BadParameter(f"A name has one to {_LONGEST_NAME} letters.")
    return value


@contextmanager
def desk(made: Callable[[Config], Flask] = desk_of, config: Config | None = None) -> Iterator[Flask]:
    """The application of this instance, without its pages; raises Refused where there is none yet."""
    config = config or settings()
    if not config.keyring.exists():
        raise Refused(f"There is no desk in {config.instance} yet. Set one up with: litigation init")
    with table_lock.shared(config):
        config.require_whole()
        yield from _opened(made(config))


def _opened(app: Flask) -> Iterator[Flask]:
    with app.app_context():
        try:
            yield app
        except OperationalError as failed:
            if not is_away(failed):
                raise
            raise Refused(
                "The database does not answer. Look whether it runs and whether its address is right."
            ) from failed
        except LedgerUnwritable as failed:
            raise Refused("The access log cannot be written, so nothing was done. Ask: litigation doctor") from failed
        except NotAsWritten as broken:
            db.session.rollback()
            integrity.note(broken.of)
            raise Refused("Something is not what was saved; it was not opened. The access log names it.") from broken
        finally:
            db.session.remove()
            db.engine.dispose()


@contextmanager
def acting_at_desk(email: str | None, permission: May) -> Iterator[tuple[Actor, dict[str, Any]]]:
    """The person a verb runs as, and where the desk keeps things; what she does is saved at the end, whole or not at all."""
    with desk() as app, app.test_request_context(), committing():
        try:
            yield acting(email, permission), app.extensions
        except stood.Changed as changed:
            raise Refused(stood.sentence()) from changed


def draft_among(drafts: Iterable[Row], draft_id: UUID) -> Row:
    """The draft with this number; raises Refused where she sees none."""
    found = next((one for one in drafts if one.id == draft_id), None)
    if found is None:
        raise Refused("There is no such draft.")
    return found


def acting(email: str | None, permission: May) -> Actor:
    """The person a verb runs as, after her password and code (LITIGATION_PASSWORD, LITIGATION_TOTP, or asked for).

    The code is used up by it, and attempts in vain count like those at the door.
    """
    if not email:
        raise Refused("Say who you are: --as EMAIL")
    password, code = given("LITIGATION_PASSWORD", "Password"), given("LITIGATION_TOTP", "Code")
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
