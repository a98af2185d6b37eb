"""What is known of one proceeding? Found by `proceedings.queries.get`, so it is of a case that the person may see."""

from datetime import date, datetime, time
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from litigation_app.accounts.models import User
from litigation_app.casework.cases.models import Case
from litigation_app.casework.proceedings import due_list
from litigation_app.casework.proceedings.defendants import queries as defendants
from litigation_app.casework.proceedings.hearings.models import Hearing
from litigation_app.casework.proceedings.models import JOINED, SEVERED, Deadline, Move, Proceeding, TrackLink
from litigation_app.casework.proceedings.presenters import Line
from litigation_app.core.db import db


class Taken(NamedTuple):
    """A step with who recorded it. `is_entered_in_error`: it was a mistake."""

    id: UUID
    seq: int
    event: str | None
    from_stage: str
    to_stage: str
    on: date
    served_on: date | None
    outcome: str | None
    is_outside: bool
    is_found: bool
    has_note: bool
    episode: int
    by: str
    recorded_at: datetime
    entered_in_error_at: datetime | None

    @property
    def is_entered_in_error(self) -> bool:
        return self.entered_in_error_at is not None


class Planned(NamedTuple):
    """A hearing of the proceeding."""

    id: UUID
    kind: str
    on: date
    at: time | None
    state: str


def steps(one: Proceeding) -> list[Taken]:
    """Every step in the order of recording, with those entered in error."""
    columns = [getattr(Move, name) for name in Taken._fields if name not in {"by"}]
    place = Taken._fields.index("by")
    columns.insert(place, User.name)
    wanted = select(*columns).join(User, User.id == Move.recorded_by).where(Move.proceeding_id == one.id)
    return [Taken(*row) for row in db.session.execute(wanted.order_by(Move.seq))]


def hearings(one: Proceeding) -> list[Planned]:
    """The hearings of the proceeding, the latest first."""
    wanted = select(*(getattr(Hearing, name) for name in Planned._fields)).where(Hearing.proceeding_id == one.id)
    return [Planned(*row) for row in db.session.execute(wanted.order_by(Hearing.on.desc(), Hearing.id))]


def open_deadlines(one: Proceeding, language: str) -> list[Line]:
    """What runs in the proceeding, in words."""
    return due_list.lines(due_list.is_open() & (Deadline.proceeding_id == one.id), language, *due_list.order())


def others(case: Case, one: Proceeding) -> list[Proceeding]:
    """The other proceedings of the case with the same graph, into which this one could be joined."""
    wanted = select(Proceeding).where(Proceeding.case_id == case.id, Proceeding.procedure == one.procedure)
    return list(db.session.scalars(wanted.where(Proceeding.id != one.id).order_by(Proceeding.position)))


def accused_here(case: Case, one: Proceeding) -> list[defendants.Line]:
    """The accused of the case without those who were taken out of this proceeding and stand in one of their own."""
    rejoined = select(TrackLink.first_id).where(TrackLink.case_id == case.id, TrackLink.kind == JOINED)
    taken = select(TrackLink.accused).where(TrackLink.first_id == one.id, TrackLink.kind == SEVERED)
    lists = db.session.scalars(taken.where(TrackLink.second_id.not_in(rejoined)))
    gone = {UUID(id_) for accused in lists for id_ in accused}
    return [defendant for defendant in defendants.of_case(case) if defendant.id not in gone]
