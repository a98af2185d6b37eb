"""How often was a case closed, and by whom?"""

from collections.abc import Sequence

from sqlalchemy import select

from litigation_app.casework.cases.closings.models import Closing
from litigation_app.casework.cases.models import Case
from litigation_app.core.db import db


def of_case(case: Case) -> Sequence[Closing]:
    """Of a case that was found by `cases.queries.get`, the last one first."""
    wanted = select(Closing).where(Closing.case_id == case.id)
    return db.session.scalars(wanted.order_by(Closing.closed_at.desc(), Closing.id)).all()
