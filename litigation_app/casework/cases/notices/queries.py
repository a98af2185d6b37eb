"""What was she told lately?"""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import case, select

from litigation_app.accounts.models import User
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.notices.models import Notice
from litigation_app.casework.cases.notices.rules import SHOWN_FOR, Kind
from litigation_app.casework.cases.queries import is_visible
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import db

MOST = 100


class Told(NamedTuple):
    """One thing that she was told. `reference`: of the case that it is about, if she sees it; else ""."""

    kind: Kind
    about: UUID
    by: str
    at: datetime
    reference: str


def of(actor: Actor) -> list[Told]:
    """What she was told in the last weeks, the newest first."""
    reference = case(
        (is_visible(actor), Case.reference)
    )  # in the join, a condition that is never true reads every case
    wanted = select(Notice.kind, Notice.about, User.name, Notice.at, reference)
    wanted = wanted.join(User, User.id == Notice.by).outerjoin(Case, Case.id == Notice.about)
    wanted = wanted.where(Notice.user_id == actor.id, Notice.at > clock.now() - SHOWN_FOR)
    rows = db.session.execute(wanted.order_by(Notice.at.desc(), Notice.id).limit(MOST))
    return [Told(Kind(kind), about, by, at, reference or "") for kind, about, by, at, reference in rows]
