"""Which holds of a case are in force?"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, select

from litigation_app.casework.cases.legal_holds.models import LegalHold
from litigation_app.casework.cases.models import Case
from litigation_app.core.db import db


def is_in_force(today: Any) -> Any:
    """The condition that a hold is in force on this day; on its last day it still is."""
    return and_(LegalHold.lifted_at.is_(None), LegalHold.until >= today)


def in_force(case: Case, today: date) -> Sequence[LegalHold]:
    """Those of a case that was found by `cases.queries.get`, of the whole case and of its clients."""
    wanted = select(LegalHold).where(LegalHold.case_id == case.id, is_in_force(today))
    return db.session.scalars(wanted.order_by(LegalHold.until, LegalHold.id)).all()


def counting(case_id: Any, today: Any) -> Select[Any]:
    """How many they are, as a part of a larger statement."""
    return select(func.count()).select_from(LegalHold).where(LegalHold.case_id == case_id, is_in_force(today))
