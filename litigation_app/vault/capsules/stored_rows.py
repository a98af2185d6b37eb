"""Which stored rows hold sealed capsules and their wrapped keys, and how do many of them come quickly? Nothing is opened here.

What is opened one by one comes with the number of the entry that committed to it last (`ledger.commitments`).
"""

from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import Any, cast

from sqlalchemy import ColumnElement, LargeBinary, Select, Table, and_, select, type_coerce
from sqlalchemy import cast as sql_cast
from sqlalchemy.types import NullType

from litigation_app.core.db import db, is_sqlite
from litigation_app.ledger import LedgerCommitment
from litigation_app.vault.models import Capsule, SubjectKey

STREAM = 2_000  # rows held in memory by a scan
_CAPSULES = cast(Table, Capsule.__table__)
_KEYS, _COMMITMENTS = cast(Table, SubjectKey.__table__), cast(Table, LedgerCommitment.__table__)


def stored(table: str, capsule: str) -> Select[Any]:
    """Every capsule of this kind, sealed, with its subject's wrapped key, in the order of `sealing.opener`."""
    return sealed_rows().where(_CAPSULES.c.table == table, _CAPSULES.c.capsule == capsule)


def sealed_rows() -> Select[Any]:
    """The same of every kind."""
    return select(
        _CAPSULES.c.row,
        _CAPSULES.c.subject,
        _CAPSULES.c.row_ver,
        _CAPSULES.c.sealed,
        _KEYS.c.kek_ver,
        _KEYS.c.dek_ver,
        _KEYS.c.wrapped,
    ).join(_KEYS, _KEYS.c.subject == _CAPSULES.c.subject)


def with_commitments() -> Select[Any]:
    """The same with the capsule's name, and the number of the entry that is said to have committed to it last.

    What SQLite holds as a text comes as bytes too: it is then not what was sealed, and no fault of the driver.
    """
    here, last = _CAPSULES.c, _COMMITMENTS.c
    is_its = and_(last.table == here.table, last.row == here.row, last.capsule == here.capsule)
    joined = _CAPSULES.join(_KEYS, _KEYS.c.subject == here.subject).outerjoin(_COMMITMENTS, is_its)
    columns = [_as_bytes(column) for column in sealed_rows().selected_columns]
    return select(*columns, here.capsule, last.seq).select_from(joined)


def _as_bytes(column: ColumnElement[Any]) -> ColumnElement[Any]:
    return sql_cast(column, LargeBinary).label(column.name) if isinstance(column.type, LargeBinary) else column


def as_driven(wanted: Select[Any]) -> Iterator[tuple[Any, ...]]:
    """The rows with their values as the driver gives them, streamed: an object for each id would cost as much as a cipher."""
    plain = [type_coerce(column, NullType()) for column in wanted.selected_columns]
    asked = wanted.with_only_columns(*plain, maintain_column_froms=True)
    rows: Iterable[Any] = db.session.execute(asked, execution_options={"yield_per": STREAM})
    yield from rows


def sixteen_bytes() -> Callable[[Any], bytes]:
    """From an id as the driver gives it: 32 hex digits on SQLite, a UUID on PostgreSQL."""
    return bytes.fromhex if is_sqlite(db.session.connection()) else attrgetter("bytes")
