"""The `litigation` command: each verb calls one action. JSON goes to standard output alone, words to standard error."""

import logging
import os
from importlib import import_module  # noqa: TID251  # from the top floor to modules of its own

import click

from litigation_app.cli.common import Verbs

# Each is loaded when it is asked for: a question about the law waits for no web pages. A group stands in the first of its modules.
VERBS = {
    "agent": "agent:agent",
    "backup": "backup:backup",
    "bench": "answering:bench",
    "demo": "administration:demo",
    "disclose": "answering:disclose",
    "doctor": "doctor:doctor",
    "drill": "drill:drill",
    "fund": "publishing studying:fund",
    "indicators": "exporting:indicators",
    "init": "administration:init",
    "keys": "agent keys recovery shred_check:keys",
    "law": "law:law",
    "ledger": "ledger:ledger_group",
    "pack": "exporting:pack",
    "portfolio": "portfolio:portfolio",
    "release": "publishing exporting officially partnering:release",
    "remind": "reminding:remind",
    "restore": "restore:restore",
    "serve": "serving:serve",
    "show": "showing:show",
    "users": "people:users",
}


class Litigation(Verbs):
    """The group of all verbs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all verbs."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb of this name, loaded now; None: there is none."""
        if cmd_name not in VERBS:
            return None
        modules, name = VERBS[cmd_name].split(":")
        first, *_others = [import_module(f"{__name__}.{module}") for module in modules.split()]
        verb: click.Command = getattr(first, name)
        return verb


@click.group(cls=Litigation, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="litigation-desk", message="%(version)s")
def litigation() -> None:
    """The litigation desk. LITIGATION_INSTANCE names the instance folder (default: instance/)."""


def main() -> None:
    """Run the command; a refusal is a sentence, never a traceback."""
    os.umask(0o077)  # whatever an instance keeps is its owner's alone
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)  # a command says one plain sentence
    litigation()
