"""Which cases have a reference or a code name that begins so? Read from the keys of the names, whosever the cases are."""

from functools import cache
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, Select, Table, and_, bindparam, select, union_all

from litigation_app.casework.cases import rules
from litigation_app.casework.cases.models import Case
from litigation_app.core.db import db, is_sqlite

FEW = 100  # more cases than these are sooner found in the list of whoever asks
NAMES = ("reference", "code_name")
_CASES = cast(Table, Case.__table__)
_LAST_LETTER = "\U0010ffff"


def few(q: str) -> list[UUID] | None:
    """The cases that are named so, to be held against what she may see; None: they are many, or no key can say.

    PostgreSQL asks of every row whether she may see it before it compares text, so that no key of a name helps there.
    """
    if not is_sqlite(db.engine):
        return None
    bound = {"reference": rules.as_reference(q), "code_name": rules.as_code_name(q), "most": FEW}
    found = db.session.scalars(_by_key(), bound).all()
    return list(set(found)) if len(found) < FEW else None


@cache
def _by_key() -> Select[Any]:
    most = bindparam("most", type_=Integer)
    ways = [select(_CASES.c.id).where(begins(_CASES.c[name], name, is_collated=False)).limit(most) for name in NAMES]
    keys = union_all(*(select(way.subquery()) for way in ways)).subquery()
    return select(keys.c.id).limit(most)


def begins(column: ColumnElement[str], name: str, *, is_collated: bool) -> ColumnElement[bool]:
    """A range instead of LIKE: an index can answer it, and no letter of what was typed is a wildcard."""
    ordered = column.collate("C") if is_collated else column
    start = bindparam(name, type_=column.type)
    return and_(ordered >= start, ordered < start + _LAST_LETTER)
