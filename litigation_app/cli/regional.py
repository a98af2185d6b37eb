"""Verbs about regional publications: what could be added up, prepare, agree."""

from typing import Any

import click

from litigation_app.cli.common import Refused, show
from litigation_app.cli.publishing import release


@release.command("national")
def national() -> None:
    """The national publications that lie here, by the names under which `release regional` adds them up."""
    from litigation_app.cli.acting import desk

    with desk() as app:
        found = [
            {
                "name": name,
                "organisation": one.organisation,
                "country": one.country,
                "years": [one.release.first.year, one.release.last.year],
                "source": one.release.mode,
            }
            for name, one in sorted(_there(app).items())
        ]
    show(found)


@release.command("regional")
@click.argument("names", nargs=-1, required=True)
@click.option("--title", required=True)
@click.option("--as", "email")
def regional(names: tuple[str, ...], title: str, email: str | None) -> None:
    """Add national publications up and attack the sums beside them; prints the number of the draft."""
    from litigation_app.cli.acting import acting, desk
    from litigation_app.core.access import May
    from litigation_app.core.db import committing
    from litigation_app.gate.regional import actions

    with desk() as app, app.test_request_context(), committing():
        actor, there = acting(email, May.DRAFT_RELEASE), _there(app)
        made = _or_refuse(lambda: actions.draft(actor, title=title, picked=names, there=there))
        show({"draft": str(made.id), "shown": made.proposal["shown"], "hidden": made.proposal["hidden"]})


@release.command("agree-regional")
@click.argument("draft_id", type=click.UUID)
@click.option("--as", "email")
def agree(draft_id: Any, email: str | None) -> None:
    """Agree to a regional draft as the second person, and publish it."""
    from litigation_app.cli.acting import acting, desk
    from litigation_app.core.access import May
    from litigation_app.core.db import committing
    from litigation_app.gate.regional import actions, queries

    with desk() as app, app.test_request_context(), committing():
        actor, held = acting(email, May.APPROVE_RELEASE), app.extensions
        found = next((one for one in queries.drafts() if one.id == draft_id), None)
        if found is None:
            raise Refused("There is no such draft.")
        where = {"look": lambda: _there(app), "on_shelf": held["shelf"], "signer": held["release_signer"]}
        show({"release": _or_refuse(lambda: actions.approve(actor, found, **where))})


def _there(app: Any) -> Any:
    from litigation_app.gate.regional import queries

    held = app.extensions
    return queries.national(held["shelf"], held["trusted_keys"], held["partner_shelves"]())


def _or_refuse(act: Any) -> Any:
    from litigation_app.gate.regional.actions import RegionRefused
    from litigation_app.gate.regional.views import sentence

    try:
        return act()
    except RegionRefused as refused:
        raise Refused(sentence(refused)) from refused
