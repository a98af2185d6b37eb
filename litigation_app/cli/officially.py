"""Verbs about official figures: a file of them, or what came with the program; check and publish as a second person."""

from pathlib import Path
from typing import Any

import click

from litigation_app.cli.common import as_person, seen_too, show
from litigation_app.cli.publishing import agree_to, or_refuse, release


@release.command("official")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@as_person
def official(file: Path | None, email: str | None) -> None:
    """Hand over official figures of a CSV (without one: those that came with the program); prints the drafts."""
    from litigation_app.cli.acting import acting_at_desk
    from litigation_app.core.access import May
    from litigation_app.gate.official import actions

    with acting_at_desk(email, May.DRAFT_RELEASE) as (actor, held):
        place = held["shelf"], held["trusted_keys"]
        content = None if file is None else file.read_bytes()
        made = or_refuse(
            lambda: (
                actions.propose_shipped(actor, *place) if content is None else actions.from_file(actor, content, *place)
            )
        )
        show([{"draft": str(one.id), "country": one.country, "figures": len(one.lines)} for one in made])


@release.command("agree-official")
@click.argument("draft_id", type=click.UUID)
@as_person
@seen_too
def agree(draft_id: Any, email: str | None, seen: str | None) -> None:
    """Say as the second person that the figures stand so in their sources, and publish the next edition."""
    from litigation_app.gate.official import actions, presenters, queries

    agree_to(
        draft_id, email, seen, queries, actions.approve, lambda draft, held: presenters.title(draft, held["shelf"])
    )
