"""Set up a grant, plan it, write down an act or a cost, strike a mistake."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from litigation_app import ledger
from litigation_app.casework.grants import queries, rules
from litigation_app.casework.grants.models import Act, Cost, Grant
from litigation_app.casework.grants.outcomes import rules as promised
from litigation_app.casework.grants.outcomes.rules import Outcome
from litigation_app.casework.grants.rules import Package, Result, Stretch
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, begin_write_alone, db
from litigation_app.core.refused import Refused


@dataclass(frozen=True)
class Planned:
    """A plan as it was typed."""

    packages: list[Package]
    periods: list[Stretch]
    results: list[Result]
    outcomes: list[Outcome]


@dataclass(frozen=True)
class Spent:
    """A cost as it was typed."""

    package: str
    on: date
    amount: Decimal
    what: str
    voucher: str


class GrantRefused(Refused):
    """Why something cannot be written down of a grant, as a code of rules.objection, or: struck, day, package,
    stale, fixed, running, drawn.
    """


def set_up(actor: Actor, said: dict[str, Any]) -> Grant:
    """Write a grant down; its plan is still empty."""
    begin_write()
    row = Grant(
        id=uuid4(),
        **said,
        packages=[],
        periods=[],
        results=[],
        outcomes=[],
        made_by=actor.id,
        made_at=clock.now(),
        row_version=1,
    )
    db.session.add(row)
    db.session.flush()
    ledger.write(act="set_up_grant", by=actor.id, of=f"grant:{row.id}")
    return row


def plan(actor: Actor, grant: Grant, planned: Planned, *, row_version: int) -> None:
    """Say what was promised; raises GrantRefused, also where a package with costs would go, a report was drawn up of other
    days, or somebody saved it since the page was made.
    """
    _begin_alone(grant)
    if grant.row_version != row_version:
        raise GrantRefused("stale")
    why = rules.objection(grant.starts_on, grant.ends_on, grant.budget, planned.packages, planned.periods)
    if why is not None:
        raise GrantRefused(why)
    kept = {one.code for one in planned.packages}
    if any(code not in kept for code, _day, _amount in queries.standing(queries.costs(grant))):
        raise GrantRefused("package")
    replanned = rules.replanned(queries.periods(grant), planned.periods)
    if replanned is None:
        raise GrantRefused("fixed")
    grant.packages, grant.results = rules.as_json(planned.packages), rules.as_json(planned.results)
    grant.periods = rules.as_json(replanned)
    grant.outcomes = promised.as_json(_bound(grant, planned.outcomes))
    count = len(planned.results) + len(planned.outcomes)
    ledger.write(act="plan_grant", by=actor.id, of=f"grant:{grant.id}", facts={"count": count})


def _bound(grant: Grant, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """With the publication that each baseline is read from."""
    if not outcomes:
        return []
    return promised.bound(outcomes, queries.outcomes(grant), queries.published(), queries.country(grant))


def draw_up(actor: Actor, grant: Grant, place: int) -> None:
    """Fix what the donor's file says of a period that is over; raises GrantRefused."""
    _begin_alone(grant)
    held, today = queries.periods(grant), clock.today()
    if held[place].drawn_on:
        raise GrantRefused("drawn")
    if held[place].last >= today.isoformat():
        raise GrantRefused("running")
    others, read = queries.drawn(grant.office_id), _read(grant)
    grant.periods = rules.as_json(rules.drawn_up(held, place, queries.done(actor, grant), others, today, read))
    ledger.write(act="draw_up_report", by=actor.id, of=f"grant:{grant.id}", facts={"ref": held[place].first})


def _read(grant: Grant) -> dict[str, tuple[str, str]]:
    """Which figures of which publications the report reads for good."""
    outcomes = queries.outcomes(grant)
    return promised.fixed(outcomes, queries.published(), queries.country(grant)) if outcomes else {}


def record(actor: Actor, *, office: UUID, kind: str, on: date, number: int, about: str) -> Act:
    """Write down what the office did."""
    begin_write()
    row = Act(id=uuid4(), office_id=office, kind=kind, on=on, number=number, about=about, **_by(actor))
    db.session.add(row)
    ledger.write(act="record_act", by=actor.id, of=f"grant:{row.id}", facts={"kind": kind})
    return row


def spend(actor: Actor, grant: Grant, spent: Spent) -> Cost:
    """Write down a cost; raises GrantRefused for a day outside the grant or a package that it does not have."""
    begin_write()
    db.session.refresh(grant)
    if not grant.starts_on <= spent.on <= grant.ends_on:
        raise GrantRefused("day")
    if spent.package not in {one.code for one in queries.packages(grant)}:
        raise GrantRefused("package")
    row = Cost(id=uuid4(), grant_id=grant.id, **vars(spent), **_by(actor))
    db.session.add(row)
    ledger.write(act="record_cost", by=actor.id, of=f"grant:{grant.id}")
    return row


def mark_entered_in_error(actor: Actor, row: Act | Cost, why: str) -> None:
    """Say that it was a mistake; it remains visible. Raises GrantRefused."""
    begin_write()
    db.session.refresh(row, with_for_update=True)
    if row.entered_in_error_at is not None:
        raise GrantRefused("struck")
    row.entered_in_error_by, row.entered_in_error_at, row.entered_in_error_why = actor.id, clock.now(), why
    ledger.write(act="strike_act", by=actor.id, of=f"grant:{row.id}")


def _begin_alone(grant: Grant) -> None:
    """From here to the commit no other plan is saved and no other report drawn up."""
    begin_write_alone(Grant)
    db.session.refresh(grant)


def _by(actor: Actor) -> dict[str, Any]:
    return {"recorded_by": actor.id, "recorded_at": clock.now()}
