"""What was written together with a step, and which steps were taken only on the way to another?"""

from uuid import UUID

from sqlalchemy import select

from litigation_app.casework.cases.models import Case
from litigation_app.casework.proceedings.effects.models import WrittenTogether
from litigation_app.casework.proceedings.effects.rules import STEP, WAY, Row
from litigation_app.casework.proceedings.models import Move, Proceeding
from litigation_app.core.db import db


def together(move_id: UUID) -> list[Row]:
    """What the act wrote besides that recorded this step; nothing of a step that an act only took on its way."""
    acts = select(WrittenTogether.act_id).where(WrittenTogether.row_id == move_id, WrittenTogether.kind == STEP)
    wanted = select(WrittenTogether.kind, WrittenTogether.row_id).where(
        WrittenTogether.act_id.in_(acts), WrittenTogether.row_id != move_id
    )
    return [Row(*row) for row in db.session.execute(wanted)]


def on_the_way(case: Case) -> set[UUID]:
    """The steps of a case that an act took only on its way to another."""
    wanted = select(Move.id).join(Proceeding, Proceeding.id == Move.proceeding_id)
    wanted = wanted.join(WrittenTogether, WrittenTogether.row_id == Move.id).where(WrittenTogether.kind == WAY)
    return set(db.session.scalars(wanted.where(Proceeding.case_id == case.id)))
