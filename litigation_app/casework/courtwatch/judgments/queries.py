"""Which judgments are in the registers of her offices, what do they wait for, and who coded them?"""

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.orm import aliased

from litigation_app.accounts.models import Office
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.queries import is_visible
from litigation_app.casework.courtwatch import courts
from litigation_app.casework.courtwatch.judgments.models import Coding, Judgment, State
from litigation_app.casework.courtwatch.judgments.rules import Coded
from litigation_app.core.access import Actor, May, or_not_found
from litigation_app.core.db import db
from litigation_app.core.paging import PAGE, Mark, Page
from litigation_app.core.rls import rowguard
from litigation_app.law import loader

_COLUMNS: tuple[Any, ...] = (
    Judgment.id, Judgment.country, Judgment.court, Judgment.instance, Judgment.decided_on, Judgment.state,
    Judgment.accused, Judgment.injured,
)  # fmt: skip


class Line(NamedTuple):
    """A judgment as the list shows it."""

    id: UUID
    country: str
    court: str
    instance: str
    decided_on: date
    state: State
    accused: int
    injured: int


def get(actor: Actor, judgment_id: UUID, to: May) -> Judgment:
    """A judgment of a register of hers; raises NotFound for any other and for none alike."""
    wanted = select(Judgment).where(Judgment.id == judgment_id, Judgment.office_id.in_(actor.offices(to)))
    return or_not_found(db.session.scalar(wanted))


def page(actor: Actor, *, state: State | None, before: Mark | None) -> Page[Line]:
    """Judgments of her registers, the newest decision first; of one state, or all."""
    wanted = select(*_COLUMNS).where(_is_hers(actor))
    if state is not None:
        wanted = wanted.where(Judgment.state == state)
    if before is not None:
        wanted = wanted.where(tuple_(Judgment.decided_on, Judgment.id) < tuple_(*before))
    wanted = wanted.order_by(Judgment.decided_on.desc(), Judgment.id.desc()).limit(PAGE + 1)
    rows = [Line(*row) for row in db.session.execute(wanted)]
    more = len(rows) > PAGE
    return Page(rows[:PAGE], Mark(rows[PAGE - 1].decided_on, rows[PAGE - 1].id) if more else None)


def waiting(actor: Actor) -> dict[State, int]:
    """How many judgments of her registers are in each state."""
    wanted = select(Judgment.state, func.count()).where(_is_hers(actor)).group_by(Judgment.state)
    counts = {row.state: int(row[1]) for row in db.session.execute(wanted)}
    return {state: counts.get(state, 0) for state in State}


def codings(judgment: Judgment) -> list[Coded]:
    """Who coded a judgment that was found by `get`, in their order."""
    wanted = select(Coding.id, Coding.place, Coding.coded_by).where(Coding.judgment_id == judgment.id)
    return [Coded(*row) for row in db.session.execute(wanted.order_by(Coding.place))]


def registered(office_id: UUID, court: str, mark: int) -> UUID | None:
    """The judgment of this court, however it is spelled, with this mark in the register of this office."""
    wanted = select(Judgment.id, Judgment.country, Judgment.court)
    wanted = wanted.where(Judgment.office_id == office_id, Judgment.mark == mark).order_by(Judgment.registered_at)
    same = (row.id for row in db.session.execute(wanted) if _is_same(row.country, row.court, court))
    return next(same, None)


def courts_typed(office: Office) -> list[str]:
    """Courts that were typed in the register of this office because the country file has them not, by name."""
    listed = [one.id for one in loader.load(office.country).courts]
    wanted = select(Judgment.court).where(Judgment.office_id == office.id, Judgment.court.not_in(listed))
    return list(db.session.scalars(wanted.distinct().order_by(Judgment.court)))


def elsewhere(actor: Actor) -> list[Line]:
    """For coordinators: judgments of their registers that another office has too, at most PAGE."""
    hers = actor.offices(May.ADJUDICATE)
    with rowguard.system("registered_twice"):
        other = aliased(Judgment)
        wanted = select(*_COLUMNS, other.court.label("theirs")).join(other, other.mark == Judgment.mark)
        wanted = wanted.where(Judgment.office_id.in_(hers), other.office_id.not_in(hers))
        rows = db.session.execute(wanted.order_by(Judgment.decided_on.desc(), Judgment.id)).all()
    same = [Line(*row[:-1]) for row in rows if _is_same(row.country, row.court, row.theirs)]
    return list(dict.fromkeys(same))[:PAGE]


def our_cases(actor: Actor, case_ids: Collection[UUID]) -> list[tuple[UUID, str]]:
    """(id, reference) of those of these cases that she may list."""
    wanted = select(Case.id, Case.reference).where(Case.id.in_(case_ids), is_visible(actor)).order_by(Case.reference)
    return [(row.id, row.reference) for row in db.session.execute(wanted)] if case_ids else []


def _is_same(country: str, one: str, other: str) -> bool:
    return courts.key(country, one) == courts.key(country, other)


def _is_hers(actor: Actor) -> ColumnElement[bool]:
    return Judgment.office_id.in_(actor.offices(May.REGISTER_JUDGMENT))
