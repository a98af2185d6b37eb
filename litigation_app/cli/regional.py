"""Verbs about regional publications: what could be added up, prepare, agree."""

from typing import Any

import click

from litigation_app.cli.common import agreed, as_person, seen_too, show
from litigation_app.cli.publishing import or_refuse, release


@release.command("national")
def national() -> None:
    """The national publications that lie here, by the names under which `release regional` adds them up."""
    from litigation_app.cli.acting import desk

    with desk() as app:
        found = [
            {
                "name": name,
                "organisation": ", ".join(one.organisations),
                "country": one.country,
                "years": [one.release.first.year, one.release.last.year],
                "source": one.release.mode,
            }
            for name, one in sorted(_there(app.extensions).items())
        ]
    show(found)


@release.command("regional")
@click.argument("names", nargs=-1, required=True)
@click.option("--title", required=True)
@as_person
def regional(names: tuple[str, ...], title: str, email: str | None) -> None:
    """Add national publications up; prints the number of the draft."""
    from litigation_app.cli.acting import acting_at_desk
    from litigation_app.core.access import May
    from litigation_app.gate.regional import actions

    with acting_at_desk(email, May.DRAFT_RELEASE) as (actor, held):
        made = or_refuse(lambda: actions.draft(actor, title=title, picked=names, there=_there(held)))
        show({"draft": str(made.id), "shown": made.proposal["shown"], "hidden": made.proposal["hidden"]})


@release.command("agree-regional")
@click.argument("draft_id", type=click.UUID)
@as_person
@seen_too
def agree(draft_id: Any, email: str | None, seen: str | None) -> None:
    """Agree to a regional draft as the second person, and publish it."""
    from litigation_app.cli.acting import acting_at_desk, draft_among
    from litigation_app.core.access import May
    from litigation_app.gate.regional import actions, queries

    with acting_at_desk(email, May.APPROVE_RELEASE) as (actor, held):
        found = draft_among(queries.drafts(), draft_id)
        where = {"look": lambda: _there(held), "on_shelf": held["shelf"], "signer": held["release_signer"]}
        of = agreed(seen, f"“{found.title}”", queries.stands(found))
        show({"release": or_refuse(lambda: actions.approve(actor, found, **where, seen=of))})


def _there(held: Any) -> Any:
    from litigation_app.gate.regional import queries

    return queries.national(held["shelf"], held["trusted_keys"], held["partner_shelves"]())
