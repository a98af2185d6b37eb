"""Verbs of the key agent: run it, feed it, make it forget."""

import signal
import sys
from types import FrameType
from typing import NoReturn

import click

from litigation_app import vault
from litigation_app.accounts.signing_in.unlocking import actions
from litigation_app.accounts.signing_in.unlocking.forms import MEANS, RECOVERY
from litigation_app.cli.acting import desk
from litigation_app.cli.common import Refused, passphrase, settings, show
from litigation_app.vault.keys import agent as key_agent
from litigation_app.vault.keys import agent_client, root_source


@click.command()
@click.option("--status", "only_status", is_flag=True, help="Say whether an agent runs here, and what it holds.")
def agent(only_status: bool) -> None:
    """Hold the root key for all processes of this host, until told to forget it. Stays in the foreground."""
    config = settings()
    if only_status:
        show(agent_client.status(config.agent_address) or {"running": False})
        return
    server = key_agent.serving(config, lock_memory=True)
    signal.signal(signal.SIGTERM, _leave)
    click.echo(f"The key agent listens at {server.address}. It is locked: litigation keys unlock", err=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()


def _leave(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001  # what a signal calls
    sys.exit(0)


@click.group()
def keys() -> None:
    """The keys of the desk."""


@keys.command("unlock")
@click.option("--with", "means", type=click.Choice(sorted(MEANS)), help="What you unlock with, if there is a choice.")
def unlock(means: str | None) -> None:
    """Give the key agent its key: asks for the passphrase, PIN or recovery words (or reads LITIGATION_PASSPHRASE)."""
    config = settings()
    if agent_client.status(config.agent_address) is None:
        raise Refused(
            f"No key agent listens at {config.agent_address}, and a command cannot unlock another process: "
            "start one with `litigation agent`, or unlock at the page /unlock."
        )
    chosen = _chosen(means, root_source.ways(config))
    try:
        failed = agent_client.unlock(config.agent_address, chosen, _typed(chosen, root_source.sheets_needed(config)))
    except vault.SecretRefused as refused:
        raise Refused("This does not open the desk.") from refused
    except agent_client.AgentBusy as busy:
        raise Refused("The key agent works on other attempts. Try again in a moment.") from busy
    with desk():
        actions.record(failed, by=None)
    click.echo("The desk is unlocked.", err=True)


def _chosen(means: str | None, offered: list[str]) -> str:
    if not offered:
        raise Refused("This desk opens by a key file; there is nothing to unlock.")
    if means is not None and means not in offered:
        raise Refused("This desk cannot be unlocked with that.")
    return means or offered[0]


def _typed(chosen: str, needed: int) -> str:
    """What opens the desk; as many sheets as are needed are typed one at a time, and an empty line ends them."""
    asked_for = str(MEANS[chosen])
    typed = [passphrase(asked_for)]
    while chosen == RECOVERY and "\n" not in typed[0] and typed[-1] and len(typed) < needed:
        words = f"{asked_for} (the next sheet; Enter: no more)"
        typed.append(click.prompt(words, default="", show_default=False, hide_input=True, err=True))
    return "\n".join(typed)


@keys.command("lock")
def lock() -> None:
    """Take the key back: the agent and every worker forget it. Needs no password, so that it is quick."""
    if root_source.opens_by_itself(settings()):
        raise Refused("This desk opens by a key file: to lock it, stop it and take the file away.")
    with desk():
        had_agent = actions.lock()
    click.echo("The desk is locked." if had_agent else "The desk is locked; no key agent was running.", err=True)
