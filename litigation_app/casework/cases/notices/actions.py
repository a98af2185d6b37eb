"""Tell colleagues what was done, in this request's transaction."""

from collections.abc import Iterable
from uuid import UUID

from litigation_app.casework.cases.notices.models import Notice
from litigation_app.casework.cases.notices.rules import Kind
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import db


def tell(actor: Actor, whom: Iterable[UUID], kind: Kind, about: UUID) -> None:
    """Nobody is told of what she did herself."""
    db.session.add_all(
        Notice(user_id=one, kind=kind, about=about, by=actor.id, at=clock.now()) for one in set(whom) - {actor.id}
    )
    db.session.flush()
