"""The verb that makes anew what lists and sums are read from: after an upgrade or a restore, or in doubt."""

import click
from flask import Flask

from litigation_app.casework.lists.caselists import actions as lists
from litigation_app.cli.acting import desk
from litigation_app.core.db import committing, db


def remake(app: Flask) -> None:
    """Sums and lists that another version did not keep, or kept otherwise."""
    with app.app_context():
        with committing():
            lists.rebuild()
        db.session.remove()
        db.engine.dispose()


@click.command()
def portfolio() -> None:
    """Make the sums of all claims and the lists of all cases anew; safe at any time, claims and cases stay as they are."""
    with desk() as app:
        remake(app)
    click.echo("The sums of all claims and the lists of all cases are made anew.", err=True)
