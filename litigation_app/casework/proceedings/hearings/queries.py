"""Which hearings may this person see? Those of the cases that she may see."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, time
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, and_, bindparam, select
from sqlalchemy.orm import aliased

from litigation_app.accounts.models import User
from litigation_app.casework.cases.models import Assignment, Case
from litigation_app.casework.cases.queries import is_visible, thing
from litigation_app.casework.proceedings.hearings.models import Hearing, HearingChange, HearingReport
from litigation_app.casework.proceedings.hearings.rules import ADJOURNING, Beside, Slot, State
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
    must_come: list[str]
    follows: UUID | None


class Report(NamedTuple):
    """What somebody reported of a hearing."""

    id: UUID
    state: str
    reason: str | None
    came: list[str]
    has_note: bool
    by: str
    at: datetime


class Change(NamedTuple):
    """How a hearing stood before it was corrected, why that was wrong, and who said so when."""

    kind: str
    on: date
    at: time | None
    must_come: list[str]
    procedure: str
    why: str
    by: str
    changed_at: datetime


class Before(NamedTuple):
    """What came before a hearing: how often it was put off, and the day of one that was held and goes on (None: of none)."""

    adjournments: int
    goes_on_from: date | None


def get(actor: Actor, hearing_id: UUID, to: May = May.LIST_CASES) -> Found:
    """A hearing of one of her cases; raises NotFound for any other and for none alike."""
    return Found(*thing(actor, Hearing, hearing_id, to))


def of_case(case: Case) -> list[Line]:
    """All hearings of a case that was found by `cases.queries.get`, the latest day first."""
    return [Line(*row) for row in db.session.execute(_of_case(), {"case": case.id})]


@cache
def _of_case() -> Select[Any]:
    """Written once: every page of a case asks it."""
    columns: Sequence[Any] = (Hearing.id, Hearing.proceeding_id, Proceeding.procedure, Hearing.kind, Hearing.on)
    last = select(HearingReport.reason).where(HearingReport.hearing_id == Hearing.id)
    reason = last.order_by(HearingReport.reported_at.desc(), HearingReport.id.desc()).limit(1).scalar_subquery()
    more = (Hearing.at, Hearing.state, reason, Hearing.has_note, Hearing.must_come, Hearing.follows)
    wanted: Select[Any] = select(*columns, *more).join(Proceeding, Proceeding.id == Hearing.proceeding_id)
    order = (Hearing.on.desc(), Hearing.at.desc().nulls_last(), Hearing.id)
    return wanted.where(Hearing.case_id == bindparam("case")).order_by(*order)


def reports(found: Found) -> list[Report]:
    """What was reported of a hearing, the newest first."""
    columns = (HearingReport.id, HearingReport.state, HearingReport.reason, HearingReport.came, HearingReport.has_note)
    wanted = select(*columns, User.name, HearingReport.reported_at).join(User, User.id == HearingReport.reported_by)
    order = (HearingReport.reported_at.desc(), HearingReport.id)
    rows = db.session.execute(wanted.where(HearingReport.hearing_id == found.hearing.id).order_by(*order))
    return [Report(*row) for row in rows]


def changes(found: Found) -> list[Change]:
    """How it stood before it was corrected, the newest first."""
    of_it = (HearingChange.kind, HearingChange.on, HearingChange.at, HearingChange.must_come, Proceeding.procedure)
    wanted: Any = select(*of_it, HearingChange.why, User.name, HearingChange.changed_at)
    wanted = wanted.join(User, User.id == HearingChange.changed_by)
    wanted = wanted.join(Proceeding, Proceeding.id == HearingChange.proceeding_id)
    wanted = wanted.where(HearingChange.hearing_id == found.hearing.id)
    return [Change(*row) for row in db.session.execute(wanted.order_by(HearingChange.changed_at.desc()))]


def cancelled_by(reports: Collection[UUID]) -> list[tuple[UUID, Hearing]]:
    """The hearings that these reports called off and of which nothing was said since, by report."""
    said = aliased(HearingReport)
    last = select(said.id).where(said.hearing_id == Hearing.id).order_by(said.reported_at.desc(), said.id.desc())
    wanted = select(HearingReport.id, Hearing).join(Hearing, Hearing.id == HearingReport.hearing_id)
    wanted = wanted.where(HearingReport.id.in_(reports), HearingReport.id == last.limit(1).scalar_subquery())
    wanted = wanted.where(Hearing.state == State.CANCELLED).order_by(Hearing.on, Hearing.at)
    return [(row[0], row[1]) for row in db.session.execute(wanted)]


def followed_by(hearing: Hearing) -> Hearing | None:
    """The hearing that took the place of this one, the last of them."""
    wanted = select(Hearing).where(Hearing.follows == hearing.id, Hearing.stands())
    return db.session.scalar(wanted.order_by(Hearing.recorded_at.desc()).limit(1))


def before(found: Found) -> Before:
    """What came before this one: one that was held and goes on was not put off."""
    adjournments, held_on, earlier = 0, None, found.hearing.follows
    while earlier is not None:
        wanted = select(Hearing.state, Hearing.on, Hearing.follows).where(Hearing.id == earlier)
        state, on, follows = db.session.execute(wanted).one()
        adjournments += state in ADJOURNING
        held_on = held_on or (on if earlier == found.hearing.follows and state == State.HELD else None)
        earlier = follows
    return Before(adjournments, held_on)


def with_next(hearing: Hearing) -> set[UUID]:
    """This hearing and those that took its place: a new day for it stands beside none of them."""
    wanted = select(Hearing.id).where(Hearing.follows == hearing.id, Hearing.stands())
    return {hearing.id, *db.session.scalars(wanted)}


def last_of(case: Case, proceeding_id: UUID | None) -> Hearing | None:
    """The latest hearing of a case that was found by `cases.queries.get`, or of one of its proceedings."""
    wanted = select(Hearing).where(Hearing.case_id == case.id, Hearing.stands())
    if proceeding_id is not None:
        wanted = wanted.where(Hearing.proceeding_id == proceeding_id)
    return db.session.scalar(wanted.order_by(Hearing.on.desc(), Hearing.id).limit(1))


def beside(actor: Actor, case: Case, proceeding_id: UUID, on: date, *, without: Collection[UUID]) -> list[Beside]:
    """The hearings that one on this day would stand beside: of its proceeding, and of the lawyer who leads the case.

    Of other cases only those that the asker may see. `without`: those whose place it takes.
    """
    others = Hearing.id.not_in(without)
    here = select(Hearing.kind, Hearing.on, Hearing.at).where(Hearing.proceeding_id == proceeding_id, others)
    here = here.where(Hearing.stands(), Hearing.on == on).order_by(Hearing.at)
    leads, of_case = aliased(Assignment), aliased(Assignment)
    lead = select(of_case.user_id).where(of_case.case_id == case.id, of_case.is_lead()).scalar_subquery()
    hers = select(Hearing.kind, Hearing.on, Hearing.at, Case.reference).join(Case, Case.id == Hearing.case_id)
    hers = hers.join(leads, and_(leads.case_id == Hearing.case_id, leads.is_lead()))
    hers = hers.where(Hearing.on == on, Hearing.state == State.SCHEDULED, leads.user_id == lead, others)
    hers = hers.where(Hearing.proceeding_id != proceeding_id, is_visible(actor)).order_by(Hearing.at)
    return [
        *(Beside(Slot(*row), True, case.reference) for row in db.session.execute(here)),
        *(Beside(Slot(*row[:3]), False, row.reference) for row in db.session.execute(hers)),
    ]


def is_ahead(lines: Iterable[Line], today: date) -> list[Line]:
    """Those still to come, the nearest first."""
    coming = [one for one in lines if one.state == State.SCHEDULED and one.on >= today]
    return sorted(coming, key=lambda one: (one.on, one.at or time.max))
