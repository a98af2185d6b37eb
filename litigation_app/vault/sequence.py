"""Which number has the next change? Numbers become visible in their order, so that nobody who read up to one misses an earlier.

The row of a counter stays locked until the transaction of the change ends. Whoever takes numbers of several kinds takes
them in the order of the kinds below, last that of the sketches.
"""

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from litigation_app.core.db import db, is_sqlite
from litigation_app.vault.models import SketchCounter

CHANGED, REMOVED, SKETCHES = 2, 3, 1  # of coded facts: sealed anew, taken out; of a name
FACTS = "facts"  # the capsule of what may be counted of a person
_COUNTER = cast(Table, SketchCounter.__table__)


def next_number(kind: int, count: int = 1) -> int:
    """The last of so many new numbers of this kind, in this request's transaction."""
    put = upsert(db.session.connection())(_COUNTER).values(id=kind, last=count)
    more = put.on_conflict_do_update(index_elements=["id"], set_={"last": _COUNTER.c.last + count})
    return int(db.session.execute(more.returning(_COUNTER.c.last)).scalar_one())


def upsert(connection: Connection):  # type: ignore[no-untyped-def]  # two dialects, one shape
    """The `insert` that knows what to do where the row is there already."""
    return sqlite.insert if is_sqlite(connection) else postgresql.insert


def of_facts(records: Sequence[dict[str, Any]]) -> None:
    """Give each row of coded facts, among those of any capsules, the number of its change."""
    facts = [record for record in records if record["capsule"] == FACTS]
    last = next_number(CHANGED, len(facts)) if facts else 0
    for at, record in enumerate(reversed(facts)):
        record["change"] = last - at
