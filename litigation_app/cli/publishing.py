"""Verbs about what is published: prepare, agree, list, verify, fund."""

import base64
import binascii
from collections.abc import Callable
from functools import cache, reduce
from pathlib import Path
from typing import Any

import click

from litigation_app.cli.answering import answered
from litigation_app.cli.common import Refused, agreed, as_person, seen_too, settings, show

any_key_too = click.option("--any-key", is_flag=True, help="Accept a partner's publication, whoever signed it.")


@click.group()
def release() -> None:
    """Data publications."""


_WHERE = "LITIGATION_INSTANCE says where the desk is."
# Of gate.designs.queries.PLANS, which reads more than a command needs to start.
SOURCES = ("caseload", "judgments", "observation")


@release.command("draft")
@as_person
@click.option("--title", help="What readers will see; without one the desk says source, country and year.")
@click.option("--country", required=True, type=click.Choice(["RS", "MK", "BA", "ME"]))
@click.option(
    "--year",
    type=click.IntRange(1900, 2200),
    required=True,
    help="A closed year: what became ripe by its end is printed.",
)
@click.option("--source", "mode", type=click.Choice(SOURCES), default=SOURCES[0], show_default=True)
def draft(email: str | None, title: str | None, country: str, year: int, mode: str) -> None:
    """Prepare the publication of a year and check it; prints its number."""
    from litigation_app.cli import preparing

    show(preparing.prepared(email, title, mode, country, year))


@release.command("publish")
@as_person
@click.argument("draft_id", type=click.UUID)
@seen_too
def publish(email: str | None, draft_id: Any, seen: str | None) -> None:
    """Agree to a prepared publication as the second person, and publish it."""
    from litigation_app.gate import queries
    from litigation_app.gate.drafts import actions

    agree_to(draft_id, email, seen, queries, actions.approve, lambda draft, _held: draft.title)


def agree_to(draft_id: Any, email: str | None, seen: str | None, queries: Any, approve: Any, title: Any) -> None:
    """As the second person, who has seen it as it stands; prints what it is called on the shelf. Raises Refused."""
    from litigation_app.cli.acting import acting_at_desk, draft_among
    from litigation_app.core.access import May

    with acting_at_desk(email, May.APPROVE_RELEASE) as (actor, held):
        draft = draft_among(queries.drafts(), draft_id)
        desks = {"on_shelf": held["shelf"], "trusted": held["trusted_keys"], "signer": held["release_signer"]}
        of = agreed(seen, f"“{title(draft, held)}”", queries.stands(draft))
        show({"release": or_refuse(lambda: approve(actor, draft, **desks, seen=of))})


def or_refuse(act: Callable[[], Any]) -> Any:
    """What the act gives; raises Refused, in the words of the pages, where it is refused."""
    from litigation_app.gate.drafts import actions as gate
    from litigation_app.gate.drafts import presenters as drafts
    from litigation_app.gate.official import presenters as official
    from litigation_app.gate.official.actions import OfficialRefused
    from litigation_app.gate.partners import presenters as partners
    from litigation_app.gate.partners.actions import BundleRefused, PartnerRefused
    from litigation_app.gate.protection.proposal import WouldReveal
    from litigation_app.gate.regional import views as regional
    from litigation_app.gate.regional.actions import RegionRefused
    from litigation_app.statistics.official.reading import FileRefused
    from litigation_app.statistics.releases import ReleaseBroken

    words: dict[type[Exception], Callable[[Any], str]] = {
        gate.DraftRefused: drafts.sentence, WouldReveal: drafts.sentence, RegionRefused: regional.sentence,
        OfficialRefused: official.refused, FileRefused: lambda refused: "\n".join(official.not_read(refused)),
        PartnerRefused: partners.refused, BundleRefused: partners.not_taken, ReleaseBroken: partners.not_taken,
    }  # fmt: skip
    try:
        return act()
    except tuple(words) as refused:
        say = next(say for kind, say in words.items() if isinstance(refused, kind))
        raise Refused(say(refused)) from refused


@release.command("list")
def listing() -> None:
    """What lies on the shelf."""
    from litigation_app.statistics.releases import shelf

    config = settings()
    found = [{"id": one.id, "title": one.title, "countries": list(one.countries)} for one in shelf(config.releases)]
    if not found and not config.keyring.exists():
        raise Refused(f"There is no desk in {config.instance}. {_WHERE}")
    show(found)


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
    """Verify the integrity of a publication (its number, its folder, or a zip), and name who signed it: this desk or which partner."""
    from litigation_app.statistics.releases import fingerprints

    known = cache(_keys)
    found = loaded(release_id, any_key, lambda: _key_in(key_file) if key_file else {*known()})
    partner = "" if any_key or key_file else known()[found.signed_by]
    of = {"of_the_partner": partner} if partner else {}
    show({"release": found.id, "holds": True, "signed_by": fingerprints.spoken(found.signed_by), **of})


def _key_in(file: Path) -> set[bytes]:
    try:
        return {base64.b64decode("".join(file.read_text(encoding="ascii").split()), validate=True)}
    except (binascii.Error, ValueError) as wrong:
        raise Refused("This file is no public key: take the signer.pub of a publication.") from wrong


def with_earlier(release_id: str, any_key: bool) -> Any:
    """A publication with those of the shelf that it goes on from."""
    from litigation_app.statistics.releases import queries, series

    found = loaded(release_id, any_key)
    return series.up_to(found, queries.held(settings().releases, None if any_key else _own_keys()))


def loaded(release_id: str, any_key: bool, keys: Callable[[], set[bytes]] | None = None) -> Any:
    """A publication by its number on the shelf, or by the path of a folder or zip; signed by one of `keys` (None: this desk's own),
    unless any key will do.
    """
    from litigation_app.statistics.releases import ReleaseBroken, verify_files
    from litigation_app.statistics.releases.unpacking import brought

    place = Path(release_id) if Path(release_id).exists() else settings().releases / release_id
    if ("/" in release_id and not Path(release_id).exists()) or not place.exists():
        raise Refused(_absent())
    try:
        return verify_files(brought(place), None if any_key else (keys or _own_keys)())
    except ReleaseBroken as broken:
        how = ". " + _WHICH_KEY if broken.reason == "untrusted" else ""
        raise Refused(f"This publication fails verification: {broken}{how}") from broken


_WHICH_KEY = "To trust the key of a file: release verify --key signer.pub; to trust any: --any-key"


def _absent() -> str:
    """Why nothing of this name was found."""
    config = settings()
    if config.keyring.exists():
        return "There is no such publication."
    return f"There is no desk in {config.instance}, and no such folder or zip. {_WHERE}"


def on_shelf() -> list[str]:
    """The numbers of what lies on this desk's shelf."""
    from litigation_app.statistics.releases import shelf

    return [one.id for one in shelf(settings().releases)]


def _own_keys() -> set[bytes]:
    return {key for key, partner in _keys().items() if not partner}


def _keys() -> dict[bytes, str]:
    """The keys that this desk trusts, by whose they are: "" its own, else a confirmed partner's organisation."""
    from litigation_app.cli.acting import desk
    from litigation_app.gate.partners import queries

    config = settings()
    if not config.keyring.exists():
        raise Refused(f"There is no desk in {config.instance} whose key could be trusted. {_WHICH_KEY}")
    with desk() as app:
        theirs = {one.key: one.organisation for one in queries.trusted()}
        return theirs | dict.fromkeys(app.extensions["trusted_keys"], "")


@click.group()
def fund() -> None:
    """The compensation-fund estimate."""


@fund.command("compute")
@click.argument("question", type=click.File(encoding="utf-8"))
def compute(question: Any) -> None:
    """Answer a fund-question/1 by exact methods. docs/questions.md says how one is written."""
    from litigation_app.statistics.fund import questions

    answered(questions.answer, question)


def of_a_run(verb: Callable[..., None]) -> Callable[..., None]:
    """The argument and options of whatever runs a scenario."""
    options = (
        click.argument("scenario", type=click.Path(exists=True, dir_okay=False, path_type=Path)),
        click.option("--release", "release_id"),
        any_key_too,
        click.option("--paths", type=click.IntRange(100, 1_000_000), default=100_000, show_default=True),
        click.option("--seed", type=int, help="Instead of the scenario's own."),
    )
    return reduce(lambda made, option: option(made), reversed(options), verb)


def ran(scenario: Path, release_id: str | None, any_key: bool, **how: Any) -> dict[str, Any]:
    """What came of it; `how`: paths and seed. Raises Refused."""
    from litigation_app.statistics.fund import inputs, studies
    from litigation_app.statistics.fund.scenario import ScenarioRefused

    try:
        return studies.run_file(scenario, with_earlier(release_id, any_key) if release_id else None, **how)
    except (ScenarioRefused, inputs.CountsRefused) as refused:
        raise Refused(f"This scenario cannot be run: {refused}") from refused


@fund.command("run")
@of_a_run
@click.option("--json", "as_json", is_flag=True)
def run(as_json: bool, **asked: Any) -> None:
    """Run a scenario on a publication's counts, or on the counts it names itself."""
    from litigation_app.statistics.fund import studies

    result = ran(**asked)
    if as_json:
        show(result)
    else:
        for line in studies.in_words(result):
            click.echo(line)
