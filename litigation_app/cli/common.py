"""What every verb of the `litigation` command stands on: settings, secrets typed, one plain sentence on refusal."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from config import Config, ConfigRefused
from litigation_app.core.locked import DeskLocked

_SHORTEST_PASSPHRASE = 20  # it alone stands between a stolen disk and every record
as_person = click.option(
    "--as",
    "email",
    metavar="EMAIL",
    help="Who you are: the address with which you sign in. Password and code are asked for; where there is no terminal, "
    "give them as LITIGATION_PASSWORD and LITIGATION_TOTP.",
)
seen_too = click.option(
    "--seen",
    metavar="SUM",
    help="What you have seen and agree to, by its sum. Without it nothing is done: the command says what stands there, with its sum.",
)


class Refused(click.ClickException):
    """One plain sentence on standard error, exit 1."""

    def show(self, file: Any = None) -> None:
        click.echo(self.message, err=True)


@contextmanager
def refusing(words: str | Callable[[Any], str], *kinds: type[Exception]) -> Iterator[None]:
    """What is raised within and of these kinds is one sentence: always this, or what the words make of it. Raises Refused."""
    try:
        yield
    except kinds as refused:
        raise Refused(words if isinstance(words, str) else words(refused)) from refused


class Verbs(click.Group):
    """The verbs; a setting or a key that is missing or unsafe is one sentence, whichever verb met it."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ConfigRefused as refused:
            raise Refused(str(refused)) from refused
        except DeskLocked as locked:
            raise Refused("The desk is locked. Unlock it with: litigation keys unlock") from locked


def settings() -> Config:
    """This instance's settings; raises ConfigRefused."""
    return Config.load()


def given(name: str, words: str) -> str:
    """A secret that a script has put into the environment, or that is typed now, unseen; raises Refused where nobody types."""
    try:
        typed: str = os.environ.get(name) or click.prompt(words, hide_input=True, err=True)
    except click.Abort:
        if sys.stdin.isatty():
            raise
        raise Refused(f"{words} is missing. Where there is no terminal, give it as {name}.") from None
    return typed


def agreed(seen: str | None, what: str, stands: str) -> str:
    """The sum of what she has seen; raises Refused, which tells what stands there and by which sum, where she names none."""
    if seen is None:
        raise Refused(
            f"Nothing was done. This is {what}. If it is what you have looked at and agree to: --seen {stands}"
        )
    return seen


def surroundings(**environ: str) -> dict[str, str]:
    """The environment of a command that is run for this one, with these words in it."""
    return os.environ | environ


def command(*words: object) -> list[str]:
    """How this command is run in a process of its own."""
    return [sys.executable, "-c", "from litigation_app.cli import main; main()", *map(str, words)]


def passphrase(asked_for: str) -> str:
    """What unlocks the desk (LITIGATION_PASSPHRASE, or asked for); never an argument, which every process could read."""
    return given("LITIGATION_PASSPHRASE", asked_for)


def device_pin() -> str:
    """The PIN of a security device that is to open the desk from now on (LITIGATION_PIN, or asked for)."""
    return given("LITIGATION_PIN", "PIN of the security device")


def secret_given(kind: str) -> str | None:
    """What opens the desk in this way, if a script has given it; asks nobody."""
    name = {"passphrase": "LITIGATION_PASSPHRASE", "pkcs11": "LITIGATION_PIN"}.get(kind)
    return os.environ.get(name) if name else None


def new_passphrase() -> str:
    """A passphrase to be set (LITIGATION_NEW_PASSPHRASE, or asked for twice); raises Refused for a short one."""
    typed: str = os.environ.get("LITIGATION_NEW_PASSPHRASE") or click.prompt(
        "New passphrase", hide_input=True, confirmation_prompt=True, err=True
    )
    if len(typed) < _SHORTEST_PASSPHRASE:
        raise Refused(
            f"This passphrase is too short: use at least {_SHORTEST_PASSPHRASE} characters, for example six words."
        )
    return typed


def show(answer: Any) -> None:
    """JSON on standard output."""
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2, default=str))
