"""Verbs about what is published: prepare, agree, list, verify, indicators, fund."""

import base64
import binascii
import sys
from pathlib import Path
from typing import Any

import click

from litigation_app.cli.answering import answered
from litigation_app.cli.common import Refused, settings, show
from litigation_app.core import clock
from litigation_app.gate import rules

any_key_too = click.option("--any-key", is_flag=True, help="Accept a partner's publication, whoever signed it.")


@click.group()
def release() -> None:
    """Data publications."""


SOURCES = ("caseload", "judgments", "observation")  # of gate.plan.MODES, which reads more than a command needs to start


@release.command("draft")
@click.option("--as", "email")
@click.option("--title", required=True)
@click.option("--country", "countries", multiple=True, required=True, type=click.Choice(["RS", "MK", "BA", "ME"]))
@click.option("--first", "first_year", type=int, required=True)
@click.option("--last", "last_year", type=int, required=True)
@click.option("--source", "mode", type=click.Choice(SOURCES), default=SOURCES[0], show_default=True)
@click.option("--choose", "number", type=int, help="Take this proposal of the last refusal.")
def draft(
    email: str | None,
    title: str,
    countries: tuple[str, ...],
    first_year: int,
    last_year: int,
    mode: str,
    number: int | None,
) -> None:
    """Prepare a publication and check it; prints its number."""
    from litigation_app.cli import preparing

    if reason := rules.refuse_years(first_year, last_year, clock.today()):
        raise Refused(_YEARS_REFUSED[reason])
    show(preparing.prepared(email, title, (mode, tuple(sorted(countries)), first_year, last_year), number))


@release.command("publish")
@click.option("--as", "email")
@click.argument("draft_id", type=click.UUID)
def publish(email: str | None, draft_id: Any) -> None:
    """Agree to a prepared publication as the second person, and publish it."""
    from litigation_app.cli.acting import acting, desk
    from litigation_app.core.access import May
    from litigation_app.core.db import committing
    from litigation_app.gate import actions, queries

    with desk() as app, app.test_request_context(), committing():
        actor = acting(email, May.APPROVE_RELEASE)
        found = next((one for one in queries.drafts() if one.id == draft_id), None)
        if found is None:
            raise Refused("There is no such draft.")
        held = app.extensions
        desks = {"on_shelf": held["shelf"], "trusted": held["trusted_keys"], "signer": held["release_signer"]}
        show({"release": _or_refuse(lambda: actions.approve(actor, found, **desks))})


_YEARS_REFUSED = {
    "order": "The last year cannot be before the first year.",
    "early": f"There is nothing to publish from before {rules.FIRST_YEAR}.",
    "unfinished": "Only full years can be published: choose a last year that is over.",
}


def _or_refuse(act: Any) -> Any:
    from litigation_app.gate.actions import DraftRefused
    from litigation_app.gate.proposal import WouldReveal
    from litigation_app.gate.refusals import sentence

    try:
        return act()
    except (DraftRefused, WouldReveal) as refused:
        raise Refused(sentence(refused)) from refused


@release.command("list")
def listing() -> None:
    """What lies on the shelf."""
    from litigation_app.statistics.releases import shelf

    show([{"id": one.id, "title": one.title, "countries": list(one.countries)} for one in shelf(settings().releases)])


@release.command("verify")
@click.argument("release_id")
@any_key_too
@click.option(
    "--key",
    "key_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Accept what is signed by the key in this file (a signer.pub). Needs no desk.",
)
def verify(release_id: str, any_key: bool, key_file: Path | None) -> None:
    """Is a publication (its number, its folder, or a zip of it) whole, and signed by whom?"""
    from litigation_app.statistics.releases import fingerprints

    found = _load(release_id, any_key, _key_in(key_file) if key_file else None)
    show({"release": found.id, "holds": True, "signed_by": fingerprints.spoken(found.signed_by)})


def _key_in(file: Path) -> set[bytes]:
    try:
        return {base64.b64decode("".join(file.read_text(encoding="ascii").split()), validate=True)}
    except (binascii.Error, ValueError) as wrong:
        raise Refused("This file is no public key: take the signer.pub of a publication.") from wrong


def _load(release_id: str, any_key: bool, keys: set[bytes] | None = None) -> Any:
    """A publication by its number on the shelf, or by the path of a folder or zip; signed by this desk or by one of `keys`,
    unless any key will do.
    """
    from litigation_app.statistics.releases import ReleaseBroken, verify_files
    from litigation_app.statistics.releases.unpacking import brought

    place = Path(release_id) if Path(release_id).exists() else settings().releases / release_id
    if ("/" in release_id and not Path(release_id).exists()) or not place.exists():
        raise Refused("There is no such publication.")
    try:
        return verify_files(brought(place), None if any_key else keys or _own_keys())
    except ReleaseBroken as broken:
        raise Refused(f"This publication does not hold: {broken}") from broken


def _own_keys() -> set[bytes]:
    from litigation_app.cli.acting import desk

    config = settings()
    if not config.keyring.exists():
        raise Refused(f"There is no desk in {config.instance} whose key could be trusted; to trust any: --any-key")
    with desk() as app:
        return set(app.extensions["trusted_keys"])


@click.command()
@click.argument("release_id")
@click.option("--format", "form", type=click.Choice(["json", "csv"]), default="json", show_default=True)
@any_key_too
def indicators(release_id: str, form: str, any_key: bool) -> None:
    """Indicator values of a publication."""
    from litigation_app.statistics.indicators import exports

    found = _load(release_id, any_key)
    sys.stdout.write(exports.as_csv(found) if form == "csv" else exports.as_json(found) + "\n")


@click.group()
def fund() -> None:
    """The compensation-fund estimate."""


@fund.command("compute")
@click.argument("question", type=click.File(encoding="utf-8"))
def compute(question: Any) -> None:
    """Answer a fund-question/1."""
    from litigation_app.statistics.fund import questions

    answered(questions.answer, question)


@fund.command("run")
@click.argument("scenario", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--release", "release_id")
@any_key_too
@click.option("--paths", type=click.IntRange(100, 1_000_000), default=100_000, show_default=True)
@click.option("--seed", type=int, default=2026, show_default=True)
@click.option("--json", "as_json", is_flag=True)
def run(scenario: Path, release_id: str | None, any_key: bool, paths: int, seed: int, as_json: bool) -> None:
    """Run a scenario on a publication's counts, or on the counts it names itself."""
    from litigation_app.statistics.fund import inputs, studies
    from litigation_app.statistics.fund.scenario import ScenarioRefused

    found = _load(release_id, any_key) if release_id else None
    try:
        result = studies.run_file(scenario, found, paths=paths, seed=seed)
    except (ScenarioRefused, inputs.CountsRefused) as refused:
        raise Refused(f"This scenario cannot be run: {refused}") from refused
    if as_json:
        show(result)
    else:
        for line in studies.in_words(result):
            click.echo(line)
