"""What was counted last of how well the coders of an office agree?"""

from uuid import UUID

from sqlalchemy import Select, select

from litigation_app.casework.courtwatch.reliability.models import ReliabilityRun
from litigation_app.core.access import Actor, May
from litigation_app.core.db import db

MOST = 10


def runs(actor: Actor, office_id: UUID) -> list[ReliabilityRun]:
    """The last counts of an office of hers, the newest first."""
    if office_id not in actor.offices(May.READ_AGREEMENT):
        return []
    return list(db.session.scalars(_newest_first(office_id).limit(MOST)))


def last(office_id: UUID) -> ReliabilityRun | None:
    """The last count of this office, whoever asks."""
    return db.session.scalars(_newest_first(office_id).limit(1)).first()


def _newest_first(office_id: UUID) -> Select[ReliabilityRun]:
    wanted = select(ReliabilityRun).where(ReliabilityRun.office_id == office_id)
    return wanted.order_by(ReliabilityRun.made_at.desc(), ReliabilityRun.judgments.desc())
