"""The verb that makes the sums of the portfolio anew from the claims: after an upgrade that brought them, or in doubt."""

import click

from litigation_app.casework.portfolio import actions
from litigation_app.cli.common import desk
from litigation_app.core.db import committing


@click.command()
def portfolio() -> None:
    """Make the sums of all claims anew; safe at any time, the claims stay as they are."""
    with desk(), committing():
        actions.rebuild()
    click.echo("The sums of all claims are made anew.", err=True)
