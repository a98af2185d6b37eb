"""The verb that tells people by mail that something waits for them. It says nothing of what; run it every hour."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import click
from flask import Flask, g

from litigation_app.accounts import queries as accounts
from litigation_app.casework.cases.stand_ins import queries as stand_ins
from litigation_app.casework.planner.reminders import actions, queries
from litigation_app.cli.acting import desk
from litigation_app.cli.common import Refused
from litigation_app.core import clock
from litigation_app.core.access import Actor, May
from litigation_app.core.mailing import Post, PostLost, PostRefused, PostUnsure, opened

_MOST_BROKEN = 3  # lines in a row; each may take half a minute to break


@click.command()
@click.option("--dry-run", is_flag=True, help="Send nothing; say how many mails would leave.")
def remind(*, dry_run: bool) -> None:
    """Send the mails that are due: at most one a day to whoever asked for it at an hour that has come."""
    with desk() as app:
        mail = app.extensions["config"].mail
        if mail is None:
            click.echo("No mail server is entered, so no mail leaves: see [mail] in docs/operations.md.", err=True)
            return
        people = queries.to_mail(clock.now())
        if dry_run:
            _say(waiting=sum(_has_news(app, one) for one in map(accounts.actor_by_id, people) if one), sent=0)
            return
        try:
            with opened(mail) as post:
                told = _send(app, post, people)
        except PostRefused as stop:
            raise Refused(str(stop)) from None
    _say(waiting=len(people), sent=told.sent)
    if unsent := _unsent(told):
        raise Refused(unsent)


@dataclass
class _Told:
    """What became of the mails. `untried`: people who were left for the next run, since the line broke too often."""

    sent: int = 0
    refused: int = 0
    unsure: int = 0
    untried: int = 0


def _send(app: Flask, post: Post, people: Sequence[UUID]) -> _Told:
    """Everybody is tried, whatever becomes of the others; only a server that hangs up time and again ends it.

    Each is looked up when it is her turn: whoever was shut out while the mails leave gets none.
    """
    told, broken = _Told(), 0
    for number, person in enumerate(people):
        if broken == _MOST_BROKEN:
            told.untried = len(people) - number
            break
        with app.app_context():
            actor = accounts.actor_by_id(person)
            if actor is None:
                continue
            actor = _at_work(actor)
            broken = broken + 1 if _is_broken(app, actor, post, told) else 0
    return told


def _at_work(actor: Actor) -> Actor:
    """With what is open to her for a time. The database shows her own rows alone, so it is told first who acts."""
    g.actor = actor
    g.actor = at_work = stand_ins.with_what_is_open(actor)
    return at_work


def _is_broken(app: Flask, actor: Actor, post: Post, told: _Told) -> bool:
    """Send her mail, if she gets one; whether the line broke at it."""
    try:
        told.sent += actor.may(May.LIST_CASES) and actions.send(actor, post, _sign_in(app))
    except PostRefused as refused:
        told.refused += 1
        return isinstance(refused, PostLost)
    except PostUnsure:
        told.unsure += 1
        return True
    return False


def _unsent(told: _Told) -> str:
    """What is said of the mails that did not leave, or may not have; "" where all did."""
    said = []
    if told.refused:
        said.append(f"{told.refused} mails were not sent: the mail server refused them or hung up.")
    if told.untried:
        said.append(f"{told.untried} people were not tried: the mail server hung up {_MOST_BROKEN} times in a row.")
    if said:
        said.append("They are tried again at the next run.")
    if told.unsure:
        said.append(f"Of {told.unsure} mails it is not known whether they left; they are not sent again today.")
    return " ".join(said)


def _has_news(app: Flask, actor: Actor) -> bool:
    with app.app_context():
        actor = _at_work(actor)
        return actor.may(May.LIST_CASES) and any(one.is_new for one in queries.of(actor))


def _sign_in(app: Flask) -> str:
    return str(app.extensions["config"].address("/sign-in"))


def _say(**counts: int) -> None:
    click.echo(json.dumps(counts))
