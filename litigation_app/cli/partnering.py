"""Verbs about partners' publications: whose key is trusted, and their bundles."""

from pathlib import Path
from typing import Any

import click

from litigation_app.cli.common import Refused, agreed, as_person, refusing, seen_too, show
from litigation_app.cli.publishing import or_refuse, release

_FILE = click.Path(exists=True, path_type=Path)


@release.command("partners")
def partners() -> None:
    """Whose keys are registered, with fingerprints to be compared by telephone; and the key of this desk."""
    from litigation_app.cli.acting import desk
    from litigation_app.gate.partners import queries
    from litigation_app.statistics.releases import fingerprints

    with desk() as app:
        own = fingerprints.spoken(app.extensions["release_signer"].public_key())
        found = [
            {
                "id": str(one.id),
                "organisation": one.organisation,
                "country": one.country,
                "state": str(one.state),
                "fingerprint": fingerprints.spoken(one.key),
            }
            for one in queries.everyone()
        ]
    show({"own": own, "partners": found})


@release.command("name-partner")
@click.argument("key_file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--organisation", required=True)
@click.option("--country", required=True, type=click.Choice(["RS", "MK", "BA", "ME"]))
@as_person
def name_partner(key_file: Path, organisation: str, country: str, email: str | None) -> None:
    """Register the key of a partner, its signer.pub; another person confirms."""
    from litigation_app.cli.acting import acting_at_desk
    from litigation_app.core.access import May
    from litigation_app.gate.partners import actions, rules
    from litigation_app.statistics.releases import fingerprints

    with refusing("This file is no public key: take the signer.pub of a publication.", rules.KeyRefused):
        key = rules.key_of(key_file.read_text(encoding="ascii", errors="replace")[:1000])
    with acting_at_desk(email, May.DRAFT_RELEASE) as (actor, held):
        said = {"organisation": organisation, "country": country, "key": key, "own_keys": held["trusted_keys"]}
        made = or_refuse(lambda: actions.propose(actor, **said))
        show({"partner": str(made.id), "fingerprint": fingerprints.spoken(key)})


@release.command("confirm-partner")
@click.argument("partner_id", type=click.UUID)
@as_person
@seen_too
def confirm_partner(partner_id: Any, email: str | None, seen: str | None) -> None:
    """Trust a key that another person registered, after comparing its fingerprint."""
    from litigation_app.gate.partners import actions, queries
    from litigation_app.statistics.releases import fingerprints

    def confirm(actor: Any, found: Any) -> None:
        what = (
            f"the key of {found.organisation}, {found.country}, with the fingerprint {fingerprints.spoken(found.key)}"
        )
        actions.confirm(actor, found, seen=agreed(seen, what, queries.stands(found)))

    _decide(partner_id, email, confirm)


@release.command("end-partner")
@click.argument("partner_id", type=click.UUID)
@as_person
def end_partner(partner_id: Any, email: str | None) -> None:
    """Decline a key, or withdraw the trust."""
    from litigation_app.gate.partners import actions

    _decide(partner_id, email, actions.end)


def _decide(partner_id: Any, email: str | None, act: Any) -> None:
    from litigation_app.cli.acting import acting_at_desk
    from litigation_app.core.access import May
    from litigation_app.gate.partners import queries

    with acting_at_desk(email, May.TRUST_PARTNER) as (actor, _held):
        found = next((one for one in queries.everyone() if one.id == partner_id), None)
        if found is None:
            raise Refused("There is no such partner.")
        or_refuse(lambda: act(actor, found))
        show({"partner": str(found.id), "state": str(found.state)})


@release.command("import")
@click.argument("bundle", type=_FILE)
@as_person
def take(bundle: Path, email: str | None) -> None:
    """Take a partner's publication (a folder or a zip), every byte checked against its confirmed key."""
    from litigation_app.cli.acting import acting_at_desk
    from litigation_app.core.access import May
    from litigation_app.gate.partners import actions
    from litigation_app.statistics.releases.unpacking import brought

    with acting_at_desk(email, May.DRAFT_RELEASE) as (actor, held):
        places = {"root": held["partner_releases"], "own": held["shelf"], "own_keys": held["trusted_keys"]}
        partner, found = or_refuse(lambda: actions.take(actor, brought(bundle), **places))
        show({"release": found.id, "partner": partner.organisation})
