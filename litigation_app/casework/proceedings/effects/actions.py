"""Keep which rows one act wrote."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from litigation_app.casework.proceedings.effects.models import WrittenTogether
from litigation_app.casework.proceedings.effects.rules import Row
from litigation_app.core.db import db


def keep(case_id: UUID, wrote: Sequence[Row]) -> None:
    """What an act wrote, if it is more than one row: it is corrected and taken back together."""
    if len(wrote) > 1:
        act = uuid4()
        db.session.add_all(WrittenTogether(case_id=case_id, act_id=act, kind=row.kind, row_id=row.id) for row in wrote)
        db.session.flush()
