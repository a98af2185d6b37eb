"""Which hearings may this person see? Those of the cases that she may see."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from litigation_app.accounts.models import User
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.queries import thing
from litigation_app.casework.hearings.models import Hearing, HearingReport
from litigation_app.casework.hearings.rules import State
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.core.access import Actor, May
from litigation_app.core.db import db


class Found(NamedTuple):
    """A hearing and its case."""

    hearing: Hearing
    case: Case


class Line(NamedTuple):
    """A hearing of a case, as its list shows it."""

    id: UUID
    proceeding_id: UUID
    procedure: str
    kind: str
    on: date
    at: time | None
    state: str
    reason: str | None  # of the last report
    has_note: bool


class Report(NamedTuple):
    """What somebody reported of a hearing."""

    id: UUID
    state: str
    reason: str | None
    came: list[str]
    has_note: bool
    by: str
    at: datetime


def get(actor: Actor, hearing_id: UUID, to: May = May.LIST_CASES) -> Found:
    """A hearing of one of her cases; raises NotFound for any other and for none alike."""
    return Found(*thing(actor, Hearing, hearing_id, to))


def of_case(case: Case) -> list[Line]:
    """All hearings of a case that was found by `cases.queries.get`, the latest day first: two reads."""
    columns = (Hearing.id, Hearing.proceeding_id, Proceeding.procedure, Hearing.kind, Hearing.on, Hearing.at)
    wanted = select(*columns, Hearing.state, Hearing.has_note).join(Proceeding, Proceeding.id == Hearing.proceeding_id)
    order = (Hearing.on.desc(), Hearing.at.desc().nulls_last(), Hearing.id)
    rows = db.session.execute(wanted.where(Hearing.case_id == case.id).order_by(*order)).all()
    reasons = _reasons(case)
    return [Line(*row[:7], reasons.get(row.id), row.has_note) for row in rows]


def _reasons(case: Case) -> dict[UUID, str | None]:
    wanted = select(HearingReport.hearing_id, HearingReport.reason).join(
        Hearing, Hearing.id == HearingReport.hearing_id
    )
    of_case = wanted.where(Hearing.case_id == case.id).order_by(HearingReport.reported_at, HearingReport.id)
    return {row.hearing_id: row.reason for row in db.session.execute(of_case)}


def reports(found: Found) -> list[Report]:
    """What was reported of a hearing, the newest first."""
    columns = (HearingReport.id, HearingReport.state, HearingReport.reason, HearingReport.came, HearingReport.has_note)
    wanted = select(*columns, User.name, HearingReport.reported_at).join(User, User.id == HearingReport.reported_by)
    order = (HearingReport.reported_at.desc(), HearingReport.id)
    rows = db.session.execute(wanted.where(HearingReport.hearing_id == found.hearing.id).order_by(*order))
    return [Report(*row) for row in rows]


def followed_by(found: Found) -> Hearing | None:
    """The hearing that took the place of this one, the last of them."""
    wanted = select(Hearing).where(Hearing.follows == found.hearing.id).order_by(Hearing.recorded_at.desc()).limit(1)
    return db.session.scalar(wanted)


def put_off_before(found: Found) -> int:
    """How many hearings were put off, one to the next, before this one."""
    count, before = 0, found.hearing.follows
    while before is not None:
        count += 1
        before = db.session.scalar(select(Hearing.follows).where(Hearing.id == before))
    return count


def is_ahead(lines: Iterable[Line], today: date) -> list[Line]:
    """Those still to come, the nearest first."""
    coming = [one for one in lines if one.state == State.SCHEDULED and one.on >= today]
    return sorted(coming, key=lambda one: (one.on, one.at or time.max))
