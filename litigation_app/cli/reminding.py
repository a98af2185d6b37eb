"""The verb that tells people by mail that something waits for them. It says nothing of what; run it every hour."""

import json

import click
from flask import Flask, g

from litigation_app.accounts import queries as accounts
from litigation_app.casework.reminders import actions, queries
from litigation_app.casework.reminders.mailing import Post, PostRefused, opened
from litigation_app.cli.common import Refused, desk
from litigation_app.core import clock
from litigation_app.core.access import Actor, May


@click.command()
@click.option("--dry-run", is_flag=True, help="Send nothing; say how many mails would leave.")
def remind(*, dry_run: bool) -> None:
    """Send the mails that are due: at most one a day to whoever asked for it at an hour that has come."""
    with desk() as app:
        mail = app.extensions["config"].mail
        if mail is None:
            raise Refused("No mail server is entered: see [mail] in docs/operations.md.")
        people = queries.to_mail(clock.now())
        if dry_run:
            _say(waiting=sum(_has_news(app, one) for one in map(accounts.actor_by_id, people) if one), sent=0)
            return
        try:
            with opened(mail) as post:
                sent, refused = _send(app, post, [one for one in map(accounts.actor_by_id, people) if one])
        except PostRefused as stop:
            raise Refused(str(stop)) from None
    _say(waiting=len(people), sent=sent)
    if refused:
        raise Refused(f"The mail server refused {refused} mails; they are tried again at the next run.")


def _send(app: Flask, post: Post, people: list[Actor]) -> tuple[int, int]:
    """How many mails left, and how many were refused."""
    sent = refused = 0
    for actor in people:
        with app.app_context():
            g.actor = actor  # the database shows what she may see
            try:
                sent += actor.may(May.LIST_CASES) and actions.send(actor, post, _sign_in(app))
            except PostRefused:
                refused += 1
    return sent, refused


def _has_news(app: Flask, actor: Actor) -> bool:
    with app.app_context():
        g.actor = actor
        return actor.may(May.LIST_CASES) and any(one.is_new for one in queries.of(actor))


def _sign_in(app: Flask) -> str:
    return f"{app.extensions['config'].origin.rstrip('/')}/sign-in"


def _say(**counts: int) -> None:
    click.echo(json.dumps(counts))
