"""What was written together with a step?"""

from uuid import UUID

from sqlalchemy import select

from litigation_app.casework.proceedings.effects.models import WrittenTogether
from litigation_app.casework.proceedings.effects.rules import STEP, Row
from litigation_app.core.db import db


def together(move_id: UUID) -> list[Row]:
    """What the act wrote besides that recorded this step; nothing of a step that an act only took on its way."""
    acts = select(WrittenTogether.act_id).where(WrittenTogether.row_id == move_id, WrittenTogether.kind == STEP)
    wanted = select(WrittenTogether.kind, WrittenTogether.row_id).where(
        WrittenTogether.act_id.in_(acts), WrittenTogether.row_id != move_id
    )
    return [Row(*row) for row in db.session.execute(wanted)]
