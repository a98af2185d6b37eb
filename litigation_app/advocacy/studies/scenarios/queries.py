"""Which scenarios are there: those that ship with the desk and those that people keep?"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from litigation_app.advocacy.studies.scenarios.models import Scenario
from litigation_app.core.db import db
from litigation_app.statistics.fund import scenario_files, scenario_text
from litigation_app.statistics.fund.scenario import canonical_hash

LISTED = 200


@dataclass(frozen=True)
class Kept:
    """A scenario by what links name it: `ref` is the country's code where it ships (then `row` is None), else its id."""

    ref: str
    name: str
    country: str
    text: str
    hash: str
    row: Scenario | None = None

    @property
    def tree(self) -> Mapping[str, Any]:
        return scenario_text.tree_of(self.text)


@cache
def shipped() -> tuple[Kept, ...]:
    """Those that ship, by country; they are read once."""
    return tuple(_shipped(code) for code in scenario_files.names())


def own(*, archived: bool = False) -> list[Kept]:
    """Those that people keep, the last changed first."""
    which = Scenario.archived_at.is_not(None) if archived else Scenario.archived_at.is_(None)
    found = select(Scenario).where(which).order_by(Scenario.changed_at.desc(), Scenario.id).limit(LISTED)
    return [kept(row) for row in db.session.scalars(found)]


def find(ref: str) -> Kept:
    """One by its reference; raises NotFound."""
    there = next((one for one in shipped() if one.ref == ref), None)
    return there or kept(get(ref))


def get(ref: str) -> Scenario:
    """One that people keep; raises NotFound."""
    try:
        row = db.session.get(Scenario, UUID(ref))
    except ValueError:
        row = None
    if row is None:
        raise NotFound
    return row


def kept(row: Scenario) -> Kept:
    return Kept(str(row.id), row.name, row.country, row.text, row.hash, row)


def _shipped(name: str) -> Kept:
    tree = scenario_text.shipped(name)
    code = str(tree["country"]["code"])
    return Kept(code, str(tree["country"]["name"]), code, scenario_text.text_of(tree), canonical_hash(tree))
