"""The `litigation` command: each verb calls one action. JSON goes to standard output alone, words to standard error."""

import logging
import os

import click

from litigation_app.cli import (
    administration,
    agent,
    answering,
    continuity,
    law,
    ledger,
    people,
    portfolio,
    publishing,
    recovery,
    reminding,
)
from litigation_app.cli.common import Verbs


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
def litigation() -> None:
    """The litigation desk. LITIGATION_INSTANCE names the instance folder (default: instance/)."""


for verb in (
    administration.init,
    administration.serve,
    agent.agent,
    recovery.keys,
    administration.demo,
    continuity.backup,
    continuity.restore,
    continuity.doctor,
    people.users,
    reminding.remind,
    portfolio.portfolio,
    ledger.ledger_group,
    law.law,
    answering.disclose,
    answering.bench,
    publishing.release,
    publishing.indicators,
    publishing.fund,
):
    litigation.add_command(verb)


def main() -> None:
    """Run the command; a refusal is a sentence, never a traceback."""
    os.umask(0o077)  # whatever an instance keeps is its owner's alone
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)  # a command says one plain sentence
    litigation()
