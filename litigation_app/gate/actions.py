"""How does a publication that was agreed to reach the shelf, once, at whatever moment the machine stops?

It lies beside the shelf, written and checked, while its draft is recorded as published; when that is committed it is moved. A
stop before the commit leaves an open draft and something that nobody agreed to; a stop after it leaves a move that whoever
looks at the shelf next makes up for. The move changes no row, so that a page may make it.
"""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from litigation_app.core.db import db
from litigation_app.gate.models import DraftState
from litigation_app.statistics.releases import aside

log = logging.getLogger("litigation")

_AGREED = "agreed publications"  # of a session: they go on the shelf when it is committed


def hand_over(folder: Path, on_shelf: Path) -> None:
    """Have a written publication put on the shelf once this transaction is committed; raises OSError (a full disk)."""
    aside.lay(folder, on_shelf)
    db.session().info.setdefault(_AGREED, []).append((on_shelf, folder.name))


def settle(on_shelf: Path, tables: Sequence[type[Any]]) -> list[str]:
    """Put on the shelf what one of these tables (of drafts) says was published; gives the names of those that the disk refuses."""
    waiting = aside.waiting(on_shelf)
    recorded = [name for name in waiting if any(_is_recorded(name, table) for table in tables)]
    return [name for name in recorded if not _put(on_shelf, name)]


def _is_recorded(name: str, table: type[Any]) -> bool:
    mine = table.release_id == name, table.state == DraftState.PUBLISHED
    return db.session.scalar(select(table.release_id).where(*mine)) is not None


def _put(on_shelf: Path, name: str) -> bool:
    try:
        aside.put(on_shelf, name)
    except OSError:
        log.exception("the publication %s waits beside the shelf: it could not be moved", name)
        return False
    return True


@event.listens_for(Session, "after_commit")
def _move(session: Session) -> None:
    if not session.in_nested_transaction():
        for on_shelf, name in session.info.pop(_AGREED, ()):
            _put(on_shelf, name)


@event.listens_for(Session, "after_rollback")
def _leave(session: Session) -> None:
    """Where it lies: a database that fell silent at the commit may have kept it. The next agreement writes it anew."""
    session.info.pop(_AGREED, None)
