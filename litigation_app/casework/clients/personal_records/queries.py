"""Which records about a client as a person are there, for whom must something be read first, and what ends soon?"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, bindparam, select

from litigation_app.accounts.models import User
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.queries import thing
from litigation_app.casework.clients.personal_records.models import Particular
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.clients.victims.rules import Group
from litigation_app.core.access import Actor, May
from litigation_app.core.db import db

SOON = timedelta(days=60)


class Found(NamedTuple):
    """A record about a client, and the case."""

    particular: Particular
    case: Case


class Line(NamedTuple):
    """A record as far as it is in the open."""

    id: UUID
    group: Group
    by: str
    recorded_at: datetime
    is_entered_in_error: bool
    version: int


class Ending(NamedTuple):
    """Something of a client that ends on this day."""

    victim_id: UUID
    code_name: str
    on: date


class ToHeed(NamedTuple):
    """The clients of whom something must be read before anybody calls them, and what of the clients ends soon."""

    first: set[UUID]
    ending: list[Ending]


def get(actor: Actor, particular_id: UUID, to: May) -> Found:
    """A record about a client of one of her cases; raises NotFound for any other and for none alike."""
    return Found(*thing(actor, Particular, particular_id, to))


def of_victim(victim: Victim) -> list[Line]:
    """All records about a client who was found by `victims.queries.get`, the newest first, those entered in error with them."""
    rows = db.session.execute(_of_victim(), {"victim": victim.id})
    return [
        Line(one.id, Group(one.group), one.name, one.recorded_at, one.entered_in_error_at is not None, one.row_version)
        for one in rows
    ]


@cache
def _of_victim() -> Select[Any]:
    """Written once, as is the one below: every opened record and every look at a case asks them."""
    columns: Sequence[Any] = (Particular.id, Particular.group, User.name, Particular.recorded_at)
    wanted: Select[Any] = select(*columns, Particular.entered_in_error_at, Particular.row_version)
    wanted = wanted.join(User, User.id == Particular.recorded_by).where(Particular.victim_id == bindparam("victim"))
    return wanted.order_by(Particular.recorded_at.desc(), Particular.id)


def to_heed(case: Case, today: date) -> ToHeed:
    """What must be heeded about the clients of this case; what ends within SOON or has ended, the earliest first."""
    rows = db.session.execute(_of_case(), {"case": case.id}).all()
    ending = [Ending(row[0], row[1], row[2]) for row in rows if row[2] is not None and row[2] <= today + SOON]
    return ToHeed({row[0] for row in rows if row[3]}, ending)


@cache
def _of_case() -> Select[UUID, str, date | None, bool]:
    wanted = select(Particular.victim_id, Victim.code_name, Particular.remind_on, Particular.is_first)
    wanted = wanted.join(Victim, Victim.id == Particular.victim_id)
    stands = (Particular.case_id == bindparam("case"), Particular.entered_in_error_at.is_(None))
    return wanted.where(*stands).order_by(Particular.remind_on, Particular.id)
