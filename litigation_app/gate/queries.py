"""Which drafts are there, and what may this person do with them?"""

from uuid import UUID

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from litigation_app.core.db import db
from litigation_app.gate.models import ReleaseDraft


def drafts() -> list[ReleaseDraft]:
    """All drafts, the newest first."""
    return list(db.session.scalars(select(ReleaseDraft).order_by(ReleaseDraft.drafted_at.desc())))


def get(draft_id: UUID) -> ReleaseDraft:
    """A draft; raises NotFound."""
    found = db.session.scalar(select(ReleaseDraft).where(ReleaseDraft.id == draft_id))
    if found is None:
        raise NotFound
    return found
