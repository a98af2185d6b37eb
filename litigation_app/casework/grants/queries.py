"""Which grants does she manage, what did her office do, and what was spent? Only what is open to her is counted."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from flask import current_app
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from litigation_app.accounts.models import Office, User
from litigation_app.casework.cases.queries import is_hers
from litigation_app.casework.courtwatch.observations.models import Observation
from litigation_app.casework.grants import rules
from litigation_app.casework.grants.models import Act, Cost, Grant
from litigation_app.casework.grants.outcomes import rules as outcomes_rules
from litigation_app.casework.grants.outcomes.rules import Outcome, Published
from litigation_app.casework.grants.rules import Done, Package, Result, Stretch
from litigation_app.casework.proceedings.hearings.models import Hearing, HearingReport
from litigation_app.core.access import Actor, May, or_not_found
from litigation_app.core.db import db

_HELD, _COUNSEL = "held", "counsel"
_LATEST = 100


class Noted(NamedTuple):
    """An act that was typed in, or a cost; those entered in error too."""

    row: Act | Cost
    by: str


def grants(actor: Actor) -> list[Grant]:
    """Those of the offices at which she manages grants, the latest end first."""
    offices = actor.offices(May.MANAGE_GRANTS)
    return list(db.session.scalars(select(Grant).where(Grant.office_id.in_(offices)).order_by(Grant.ends_on.desc())))


def get(actor: Actor, grant_id: UUID) -> Grant:
    """One of them; raises NotFound for any other and for none alike."""
    found = db.session.get(Grant, grant_id)
    if found is None or found.office_id not in actor.offices(May.MANAGE_GRANTS):
        raise NotFound
    return found


def act(actor: Actor, act_id: UUID) -> Act:
    """An act of her office; raises NotFound."""
    found = db.session.get(Act, act_id)
    if found is None or found.office_id not in actor.offices(May.RECORD_ACT):
        raise NotFound
    return found


def cost(actor: Actor, cost_id: UUID) -> Cost:
    """A cost of a grant that she manages; raises NotFound."""
    found = or_not_found(db.session.get(Cost, cost_id))
    get(actor, found.grant_id)
    return found


def acts(actor: Actor) -> list[Noted]:
    """The latest that were typed in at her offices."""
    wanted = select(Act, User.name).join(User, User.id == Act.recorded_by)
    mine = wanted.where(Act.office_id.in_(actor.offices(May.RECORD_ACT))).order_by(Act.on.desc(), Act.id).limit(_LATEST)
    return [Noted(row, name) for row, name in db.session.execute(mine)]


def costs(grant: Grant) -> list[Noted]:
    """All costs of a grant that was found by `get`, the latest first."""
    wanted = select(Cost, User.name).join(User, User.id == Cost.recorded_by).where(Cost.grant_id == grant.id)
    return [Noted(row, name) for row, name in db.session.execute(wanted.order_by(Cost.on.desc(), Cost.id))]


def standing(noted: Iterable[Noted]) -> list[tuple[str, date, Decimal]]:
    """What was spent, without what was entered in error: package, day, amount."""
    rows = [one.row for one in noted if one.row.entered_in_error_at is None]
    return [(row.package, row.on, row.amount) for row in rows if isinstance(row, Cost)]


def done(actor: Actor, grant: Grant) -> list[Done]:
    """What the grant's office did since it began: counted from records of cases open to her, and typed in."""
    span = grant.starts_on, grant.ends_on
    return [
        *_hearings(actor, grant.office_id, span),
        *_sheets(grant, span),
        *_typed(grant, span),
    ]


Span = tuple[date, date]


def _hearings(actor: Actor, office: UUID, span: Span) -> list[Done]:
    """Held, and our counsel came: as its last report says."""
    wanted = (
        select(Hearing.id, Hearing.on, HearingReport.came)
        .join(HearingReport, HearingReport.hearing_id == Hearing.id)
        .where(Hearing.office_id == office, Hearing.on.between(*span), Hearing.state == _HELD, is_hers(actor, Hearing))
        .order_by(HearingReport.reported_at)
    )
    last = {row.id: (row.on, row.came) for row in db.session.execute(wanted)}
    return [Done("hearing_attended", on, 1) for on, came in last.values() if _COUNSEL in came]


def _sheets(grant: Grant, span: Span) -> list[Done]:
    at = Observation.office_id == grant.office_id, Observation.heard_on.between(*span)
    wanted = select(Observation.heard_on).where(*at, Observation.handed_in_at.is_not(None))
    return [Done("hearing_observed", on, 1) for on in db.session.scalars(wanted)]


def _typed(grant: Grant, span: Span) -> list[Done]:
    at = Act.office_id == grant.office_id, Act.on.between(*span), Act.entered_in_error_at.is_(None)
    return [
        Done(row.kind, row.on, row.number)
        for row in db.session.execute(select(Act.kind, Act.on, Act.number).where(*at))
    ]


def packages(grant: Grant) -> list[Package]:
    return [Package(**one) for one in grant.packages]


def periods(grant: Grant) -> list[Stretch]:
    return [Stretch(**one) for one in grant.periods]


def results(grant: Grant) -> list[Result]:
    return [rules.result_of(one) for one in grant.results]


def outcomes(grant: Grant) -> list[Outcome]:
    return outcomes_rules.read(grant.outcomes)


def published() -> Published:
    """The figures of the publications that lie on the shelf today."""
    found: Published = current_app.extensions["published_figures"]()
    return found


def office_name(grant: Grant) -> str:
    return db.session.get_one(Office, grant.office_id).name


def country(grant: Grant) -> str:
    return db.session.get_one(Office, grant.office_id).country


def drawn(office: UUID) -> list[Stretch]:
    """The periods of all grants of an office of which a report was drawn up: what has left in its files."""
    mine = db.session.scalars(select(Grant).where(Grant.office_id == office))
    return [one for grant in mine for one in periods(grant) if one.drawn_on]
