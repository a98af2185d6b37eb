"""Which grant has the demonstration, with what was promised, done and spent, so that its report can be looked at?"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from flask import Flask, g

from litigation_app.casework.grants import actions
from litigation_app.casework.grants.models import Grant
from litigation_app.casework.grants.outcomes.rules import Outcome
from litigation_app.casework.grants.rules import Package, Result, Stretch
from litigation_app.core.access import Actor, May
from litigation_app.core.db import committing
from litigation_app.core.roles import Role
from litigation_app.core.toml_files import read_toml
from litigation_app.demo.shelved import signed_in
from litigation_app.demo.sign_ins import SignIn

_OF_GRANT = ("title", "donor", "reference", "starts_on", "ends_on", "currency")


def write(app: Flask, people: Sequence[SignIn]) -> None:
    """Set up and planned by the coordinator of the office, its acts written down by its lawyer; the report of the first
    period is drawn up. Its results for victims are read from what is on the shelf by now.
    """
    said = read_toml(__file__, "grant.toml")
    boss, lawyer = (signed_in(people, role, office=said["office"]) for role in (Role.COORDINATOR, Role.LAWYER))
    office = next(iter(lawyer.offices(May.RECORD_ACT)))
    with app.test_request_context():
        grant = _set_up(boss, said, office)
        g.actor = lawyer
        with committing():
            for act in said["act"]:
                actions.record(lawyer, office=office, **act)
        g.actor = boss
        with committing():
            for cost in said["cost"]:
                actions.spend(boss, grant, actions.Spent(**cost | {"amount": Decimal(cost["amount"])}))
        with committing():
            actions.draw_up(boss, grant, 0)


def _set_up(boss: Actor, said: Mapping[str, Any], office: UUID) -> Grant:
    g.actor = boss
    with committing():
        own = {name: said[name] for name in _OF_GRANT}
        grant = actions.set_up(boss, own | {"office_id": office, "budget": Decimal(said["budget"])})
    parts = {"package": Package, "period": Stretch, "result": Result, "outcome": Outcome}
    planned = actions.Planned(**{f"{name}s": [make(**row) for row in said[name]] for name, make in parts.items()})
    with committing():
        actions.plan(boss, grant, planned, row_version=grant.row_version)
    return grant
