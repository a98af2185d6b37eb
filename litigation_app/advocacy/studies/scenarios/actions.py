"""Copy a scenario, change one's copy, put it aside."""

from uuid import uuid4

from litigation_app import ledger
from litigation_app.advocacy.studies.scenarios.models import Scenario
from litigation_app.advocacy.studies.scenarios.queries import Kept
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db
from litigation_app.statistics.fund import scenario_text
from litigation_app.statistics.fund.scenario import Tree
from litigation_app.statistics.fund.scenario_reading import scenario_from


class ScenarioStale(Exception):
    """Somebody saved it since her page was made: nothing was written."""


def copy(actor: Actor, kept: Kept, name: str) -> Scenario:
    """A copy of her own to change; those that ship stay as they are."""
    return take(actor, scenario_text.tree_of(kept.text), name, copied_from=kept.ref if kept.row is None else kept.name)


def take(actor: Actor, tree: Tree, name: str, *, copied_from: str = "") -> Scenario:
    """A new scenario of a tree; raises ScenarioRefused with the key at fault."""
    scenario, now = scenario_from(tree), clock.now()
    begin_write()
    row = Scenario(
        id=uuid4(),
        name=name,
        country=scenario.code,
        text=scenario_text.text_of(tree),
        hash=scenario.hash,
        copied_from=copied_from,
        made_by=actor.id,
        made_at=now,
        changed_by=actor.id,
        changed_at=now,
    )
    db.session.add(row)
    db.session.flush()
    ledger.write(act="keep_scenario", by=actor.id, of=f"scenario:{row.id}", facts={"scenario": scenario.code})
    return row


def save(actor: Actor, row: Scenario, tree: Tree, *, row_version: int, name: str | None = None) -> None:
    """What it says from now on; raises ScenarioRefused with the key at fault, ScenarioStale."""
    scenario = scenario_from(tree)
    _hold(row, row_version)
    row.text, row.hash, row.country = scenario_text.text_of(tree), scenario.hash, scenario.code
    row.name = name or row.name
    row.changed_by, row.changed_at = actor.id, clock.now()
    ledger.write(act="keep_scenario", by=actor.id, of=f"scenario:{row.id}", facts={"scenario": scenario.code})


def archive(actor: Actor, row: Scenario, *, is_away: bool, row_version: int) -> None:
    """Out of the list, or back into it; its estimates stay. Raises ScenarioStale."""
    _hold(row, row_version)
    row.archived_at = clock.now() if is_away else None
    row.changed_by, row.changed_at = actor.id, clock.now()
    ledger.write(act="archive_scenario", by=actor.id, of=f"scenario:{row.id}")


def _hold(row: Scenario, row_version: int) -> None:
    begin_write()
    db.session.refresh(row, with_for_update=True)
    if row.row_version != row_version:
        raise ScenarioStale
