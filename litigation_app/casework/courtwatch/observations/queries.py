"""Which sheets may this person see? Her own, and as a coordinator those of her office that were handed in."""

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select, tuple_
from werkzeug.exceptions import NotFound

from litigation_app.accounts.models import User
from litigation_app.casework.courtwatch.observations.models import Observation
from litigation_app.core.access import Actor, May, or_not_found
from litigation_app.core.db import db
from litigation_app.core.paging import PAGE, Mark, Page


class Line(NamedTuple):
    """A sheet as the list shows it; `handed_in_at` None: a draft."""

    id: UUID
    country: str
    court: str
    heard_on: date
    by: str
    handed_in_at: datetime | None


def get(actor: Actor, observation_id: UUID) -> Observation:
    """A sheet that she may see; raises NotFound for any other and for none alike."""
    return or_not_found(db.session.scalar(select(Observation).where(Observation.id == observation_id, _is_seen(actor))))


def draft(actor: Actor, observation_id: UUID) -> Observation:
    """A draft of hers; raises NotFound for anything else."""
    found = get(actor, observation_id)
    if found.observed_by != actor.id or found.handed_in_at is not None:
        raise NotFound
    return found


def page(actor: Actor, *, before: Mark | None) -> Page[Line]:
    """The sheets that she may see, the newest hearing first."""
    columns = (Observation.id, Observation.country, Observation.court, Observation.heard_on)
    wanted = select(*columns, User.name, Observation.handed_in_at).join(User, User.id == Observation.observed_by)
    wanted = wanted.where(_is_seen(actor))
    if before is not None:
        wanted = wanted.where(tuple_(Observation.heard_on, Observation.id) < tuple_(*before))
    wanted = wanted.order_by(Observation.heard_on.desc(), Observation.id.desc()).limit(PAGE + 1)
    rows = [Line(*row) for row in db.session.execute(wanted)]
    more = len(rows) > PAGE
    return Page(rows[:PAGE], Mark(rows[PAGE - 1].heard_on, rows[PAGE - 1].id) if more else None)


def _is_seen(actor: Actor) -> ColumnElement[bool]:
    """Her own, at offices where she still watches trials; all that were handed in where she coordinates."""
    own = and_(Observation.observed_by == actor.id, Observation.office_id.in_(actor.offices(May.OBSERVE_TRIAL)))
    theirs = and_(Observation.handed_in_at.is_not(None), Observation.office_id.in_(actor.offices(May.ADJUDICATE)))
    return or_(own, theirs)
