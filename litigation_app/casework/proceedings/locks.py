"""Which claims and proceedings of a case does nobody else change until this request is over?"""

from uuid import UUID

from sqlalchemy import select

from litigation_app.casework.cases import ports
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.core.db import db


def of_case(case_id: UUID) -> None:
    """Its claims first, then its proceedings, then the case itself, in this order everywhere: two who write on several of
    them never wait in a ring.
    """
    ports.hold_claims(case_id)
    every = select(Proceeding.id).where(Proceeding.case_id == case_id)
    db.session.execute(every.order_by(Proceeding.id).with_for_update())
