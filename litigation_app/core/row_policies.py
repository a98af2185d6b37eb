"""Which policies does PostgreSQL hold? Written out of rowguard.toml, as whoever owns the tables."""

from collections.abc import Iterator

from sqlalchemy import Connection, inspect, text

from litigation_app.core.db import is_sqlite
from litigation_app.core.rls import rowguard
from litigation_app.core.rls.rowguard import Guarded

_IS_READY = text("SELECT to_regproc('desk_sees')")
_IDS = "(SELECT nullif(current_setting('desk.{name}', true), '')::uuid[])::uuid[]"
_DEAR = (  # some 25 units of the planner's, as much as reading two dozen pages
    "ALTER FUNCTION desk_sees(uuid) COST 10000",
    "ALTER FUNCTION desk_sees_subject(uuid) COST 10000",
    "ALTER FUNCTION desk_sees_proceeding(uuid) COST 10000",
    "ALTER FUNCTION desk_sees_claim(uuid) COST 10000",
)
WORDS = {
    "me": "(SELECT nullif(current_setting('desk.actor', true), '')::uuid)",
    "now": "(SELECT nullif(current_setting('desk.now', true), '')::timestamptz)",
    "walls": "(SELECT desk_walls())::uuid[]",
    "stood_in": "(SELECT desk_stands_in())::uuid[]",
    "reviews": "(SELECT current_setting('desk.reviews', true))",
} | {name: _IDS.format(name=name) for name in ("assigned", "office", "emergency", "creates", "watches")}
_SEES = {
    "case": "desk_sees({column})",
    "subject": "desk_sees_subject({column})",
    "proceeding": "desk_sees_proceeding({column})",
    "claim": "desk_sees_claim({column})",
    "register": "{column} = ANY ({watches})",
    "pair": "((desk_sees(first_case) OR desk_sees(second_case)) AND first_case <> ALL ({walls}) AND second_case <> ALL ({walls}))",
}
_SCOPES = "(SELECT nullif(current_setting('desk.scopes', true), '')::text[] && ARRAY[{scopes}])"
_OF_OFFICE = "({office_column} = ANY ({office}) AND {column} <> ALL ({walls}))"
_OF_LAWYER = "({lawyer_column} = {me} AND {office_column} = ANY ({assigned}) AND {column} <> ALL ({walls}))"
_OF_ASSIGNED = (
    "({office_column} = ANY ({assigned}) AND {column} <> ALL ({walls}) AND EXISTS (SELECT FROM casework_assignment a"
    " WHERE a.case_id = {table}.{column} AND a.user_id = {me} AND a.office_id = ANY ({assigned})))"
)
_AS_ITS_CASE = "{office_column} = (SELECT c.office_id FROM casework_case c WHERE c.id = {table}.{column})"
_OF_EMERGENCY = (
    "({office_column} = ANY ({emergency}) AND {column} <> ALL ({walls}) AND ({column} = ANY ({stood_in}) OR {column} IN"
    " (SELECT e.case_id FROM casework_emergency e WHERE e.user_id = {me} AND e.until > {now})))"
)


def lay(connection: Connection) -> None:
    """Put a fence around every guarded table that is there, in this transaction. SQLite has none, nor has an older desk."""
    if is_sqlite(connection) or connection.scalar(_IS_READY) is None:
        return
    for statement in _DEAR:  # else it goes through an office's rows one by one rather than out from her cases
        connection.exec_driver_sql(statement)
    there = set(inspect(connection).get_table_names())
    for name, how in rowguard.table().guarded.items():
        if name in there:
            for statement in fence(name, how):
                connection.exec_driver_sql(statement)


def fence(name: str, how: Guarded) -> Iterator[str]:
    """The statements that leave this table with its policies and no others."""
    yield f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY"
    for policy, clause in policies(name, how).items():
        yield f"DROP POLICY IF EXISTS {policy} ON {name}"
        yield f"CREATE POLICY {policy} ON {name} {clause}"


def policies(name: str, how: Guarded) -> dict[str, str]:
    """What holds for reading, adding, changing and removing a row.

    What a row says of itself counts only where it is stored: whoever writes it could say anything.
    """
    stored = (*_stored(name, how), how.also)
    read = _any(_opened(name, writes=False), *stored, how.also_read)
    hers, true_to = _any(_opened(name, writes=True), *stored), _true_to_its_case(name, how)
    added = _any(_opened(name, writes=True), f"{_sees(how)} AND {true_to}", how.also_new)
    kept = f"({_any(_sees(how), how.also)}) AND {how.only_changed} AND {true_to}"
    changed = _any(_opened(name, writes=True), kept, how.also_changed)
    return {
        "desk_read": f"FOR SELECT USING ({read})",
        "desk_add": f"FOR INSERT WITH CHECK ({added})",
        "desk_change": f"FOR UPDATE USING ({hers}) WITH CHECK ({changed})",
        "desk_remove": f"FOR DELETE USING ({hers})",
    }


def _opened(name: str, *, writes: bool) -> str:
    """The condition that a scope of the desk opens the table; "" if none does."""
    scopes = rowguard.table().scopes
    opening = sorted(key for key, scope in scopes.items() if name in (scope.writes if writes else scope.reads))
    return _SCOPES.format(scopes=", ".join(map(repr, opening))) if opening else ""


def _stored(name: str, how: Guarded) -> Iterator[str]:
    """By which she works with a stored row: what the row itself says first, which costs least.

    Where it repeats its case's office, that and what she works on say all; of the others the function is asked.
    """
    columns = {"table": name, "column": how.column, "office_column": how.office, "lawyer_column": how.lawyer}
    if how.office:
        yield _OF_OFFICE.format(**columns, **WORDS)
    if how.lawyer:
        yield _OF_LAWYER.format(**columns, **WORDS)
    if how.office and not how.is_asked:
        yield _OF_ASSIGNED.format(**columns, **WORDS)
        yield _OF_EMERGENCY.format(**columns, **WORDS)
    else:
        yield _sees(how)


def _true_to_its_case(name: str, how: Guarded) -> str:
    """That a row which repeats its case's office repeats it rightly: who is shown the row hangs on that."""
    if not how.office or how.is_asked or how.column != "case_id":
        return "true"
    return _AS_ITS_CASE.format(table=name, column=how.column, office_column=how.office)


def _sees(how: Guarded) -> str:
    return _SEES[how.by].format(column=how.column, **WORDS)


def _any(*conditions: str) -> str:
    return " OR ".join(one.format(**WORDS) for one in conditions if one)
