"""The verb that makes anew what lists and sums are read from: after an upgrade or a restore, or in doubt."""

import click

from litigation_app.casework.caselists import actions as lists
from litigation_app.casework.portfolio import actions
from litigation_app.cli.acting import desk
from litigation_app.core.db import committing


def remake() -> None:
    """Sums and lists that an older version did not keep, or kept otherwise."""
    with desk(), committing():
        actions.rebuild()
    with desk(), committing():
        lists.rebuild()


@click.command()
def portfolio() -> None:
    """Make the sums of all claims and the lists of all cases anew; safe at any time, claims and cases stay as they are."""
    remake()
    click.echo("The sums of all claims and the lists of all cases are made anew.", err=True)
