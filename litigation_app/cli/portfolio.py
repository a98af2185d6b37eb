"""The verb that makes the sums of the portfolio anew from the claims: after an upgrade or a restore, or in doubt."""

import click
from flask import Flask

from litigation_app.casework.portfolio import actions
from litigation_app.cli.acting import desk
from litigation_app.core.db import committing, db


def remake(app: Flask) -> None:
    """Sums that an older version did not keep, or kept otherwise."""
    with app.app_context():
        with committing():
            actions.rebuild()
        db.session.remove()
        db.engine.dispose()


@click.command()
def portfolio() -> None:
    """Make the sums of all claims anew; safe at any time, the claims stay as they are."""
    with desk() as app:
        remake(app)
    click.echo("The sums of all claims are made anew.", err=True)
