"""The verb that makes the sums of the portfolio anew from the claims: after an upgrade or a restore, or in doubt."""

import click

from litigation_app.casework.portfolio import actions
from litigation_app.cli.acting import desk
from litigation_app.core.db import committing


def remake() -> None:
    """Sums that an older version did not keep, or kept otherwise."""
    with desk(), committing():
        actions.rebuild()


@click.command()
def portfolio() -> None:
    """Make the sums of all claims anew; safe at any time, the claims stay as they are."""
    remake()
    click.echo("The sums of all claims are made anew.", err=True)
