"""Which holds are there, and who lifted them?"""

from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from litigation_app.accounts.models import User
from litigation_app.casework.cases.legal_holds.models import LegalHold
from litigation_app.casework.cases.legal_holds.queries import is_in_force
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.queries import is_visible, thing
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.core import clock
from litigation_app.core.access import Actor, May
from litigation_app.core.db import db

_MOST = 200  # rows on one screen


class Line(NamedTuple):
    """One hold of a list. `code_name` None: of the whole case; `asker`: who asks to lift it."""

    id: UUID
    case_id: UUID
    reference: str
    victim_id: UUID | None
    code_name: str | None
    reason: str
    until: date
    placed_by: str
    placed_at: datetime
    asker_id: UUID | None
    asker: str | None
    asked_at: datetime | None
    lift_reason: str | None
    lifted_by: str | None
    lifted_at: datetime | None

    @property
    def is_live(self) -> bool:
        return self.lifted_at is None and self.until >= clock.today()


class Found(NamedTuple):
    """A hold and its case."""

    legal_hold: LegalHold
    case: Case


def get(actor: Actor, hold_id: UUID, to: May) -> Found:
    """A hold in a case of hers; raises NotFound for any other and for none alike."""
    return Found(*thing(actor, LegalHold, hold_id, to))


def of_case(case: Case) -> list[Line]:
    """Every hold of a case that was found by `cases.queries.get`, the newest first."""
    return _of(_lines().where(LegalHold.case_id == case.id).order_by(LegalHold.placed_at.desc(), LegalHold.id))


def of_victim(victim: Victim) -> list[Line]:
    """Those that keep the data of this client: her own, and those of her whole case."""
    hers = (LegalHold.case_id == victim.case_id) & (LegalHold.victim_id.is_(None) | (LegalHold.victim_id == victim.id))
    return _of(_lines().where(hers).order_by(LegalHold.placed_at.desc(), LegalHold.id))


def live(actor: Actor) -> list[Line]:
    """Those that are in force at her offices; whose lifting waits for a second person first."""
    wanted = _lines().where(is_visible(actor, May.SEE_ERASURES), is_in_force(clock.today()))
    return _of(wanted.order_by(LegalHold.lift_asked_at.is_(None), LegalHold.until, LegalHold.id).limit(_MOST))


def _of(wanted: Select[Any]) -> list[Line]:
    return [Line(*row) for row in db.session.execute(wanted)]


def _lines() -> Select[Any]:
    placer, asker, lifter = aliased(User), aliased(User), aliased(User)
    where: list[Any] = [
        LegalHold.id,
        LegalHold.case_id,
        Case.reference,
        LegalHold.victim_id,
        Victim.code_name,
        LegalHold.reason,
        LegalHold.until,
    ]
    who: list[Any] = [
        placer.name,
        LegalHold.placed_at,
        LegalHold.lift_asked_by,
        asker.name,
        LegalHold.lift_asked_at,
        LegalHold.lift_reason,
    ]
    wanted: Select[Any] = select(*where, *who, lifter.name, LegalHold.lifted_at).join(
        Case, Case.id == LegalHold.case_id
    )
    wanted = wanted.outerjoin(Victim, Victim.id == LegalHold.victim_id).join(placer, placer.id == LegalHold.placed_by)
    wanted = wanted.outerjoin(asker, asker.id == LegalHold.lift_asked_by)
    return wanted.outerjoin(lifter, lifter.id == LegalHold.lifted_by)
