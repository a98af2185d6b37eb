"""Is the database made as this program makes it, and does nothing else act in it: triggers, rules, keys, defaults, rights?

The program's tables and what hangs on them are made once more, on SQLite in memory, on PostgreSQL as temporary tables of a
transaction that is rolled back, and both are described in the same way: whatever differs is named.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, TextClause, create_engine, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.schema import CreateIndex, CreateTable

from litigation_app.core import row_policies
from litigation_app.core.db import db, is_sqlite
from litigation_app.core.rls import privileges, rowguard
from litigation_app.core.rls.functions import FUNCTIONS
from litigation_app.ledger import sqlite_words
from litigation_app.ledger.anchors import ANCHOR_TRIGGERS
from litigation_app.ledger.models import APPEND, TRIGGERS

Described = set[tuple[str, Any]]  # a name, and what of it must be the same
_VERSION = (  # Alembic's own
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)
_SQLITE = "SELECT CAST(type AS BLOB), CAST(name AS BLOB), CAST(tbl_name AS BLOB), CAST(sql AS BLOB) FROM sqlite_master"
_PUBLIC, _TEMPORARY = text("SELECT 'public'::regnamespace::oid"), text("SELECT pg_my_temp_schema()")
# What our tables (:tables) of a schema are and whatever hangs on them, wherever it lies, as the server writes it out; and all that
# acts in the schema. What lies elsewhere than where names are looked for is written with its schema.
_POSTGRESQL = text("""
WITH ours AS (SELECT * FROM pg_class WHERE relnamespace = :schema AND relname = ANY(:tables)),
  brought AS (SELECT classid, objid FROM pg_depend WHERE deptype = 'e'),
  hanging AS (SELECT DISTINCT d.classid, d.objid, d.objsubid FROM pg_depend d
    JOIN ours c ON d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid EXCEPT SELECT classid, objid, 0 FROM brought)
SELECT pg_describe_object('pg_class'::regclass, oid, 0) AS name,
  ARRAY[relkind::text, (relpersistence = 'u')::text, relrowsecurity::text, relforcerowsecurity::text] AS said FROM ours
UNION ALL
SELECT pg_describe_object('pg_class'::regclass, a.attrelid, a.attnum), ARRAY[format_type(a.atttypid, a.atttypmod),
  a.attnotnull::text, a.attidentity::text, a.attgenerated::text, (a.attcollation = t.typcollation)::text]
FROM pg_attribute a JOIN ours c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
WHERE a.attnum > 0 AND NOT a.attisdropped
UNION ALL
SELECT pg_describe_object(d.classid, d.objid, d.objsubid), CASE d.classid
  WHEN 'pg_attrdef'::regclass THEN (SELECT ARRAY[pg_get_expr(adbin, adrelid)] FROM pg_attrdef WHERE oid = d.objid)
  WHEN 'pg_constraint'::regclass THEN (SELECT ARRAY[pg_get_constraintdef(oid), convalidated::text] FROM pg_constraint WHERE oid = d.objid)
  WHEN 'pg_trigger'::regclass THEN (SELECT ARRAY[tgenabled::text, pg_get_triggerdef(oid, true)] FROM pg_trigger WHERE oid = d.objid)
  WHEN 'pg_policy'::regclass THEN (SELECT ARRAY[polcmd::text, polpermissive::text, polroles::text,
    pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)] FROM pg_policy WHERE oid = d.objid)
  WHEN 'pg_rewrite'::regclass THEN ARRAY[pg_get_ruledef(d.objid)]
  WHEN 'pg_class'::regclass THEN ARRAY[pg_get_indexdef(d.objid, 0, true)]
END
FROM hanging d
WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE d.classid = 'pg_constraint'::regclass AND k.oid = d.objid AND k.contype = 'n')
  AND NOT EXISTS (SELECT FROM pg_class t WHERE d.classid = 'pg_class'::regclass AND t.oid = d.objid AND t.relkind = 't')
  AND NOT EXISTS (SELECT FROM pg_rewrite r JOIN pg_class v ON v.oid = r.ev_class
                  WHERE d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid AND v.relnamespace <> :schema)
UNION ALL
SELECT 'function ' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')',
  ARRAY[pg_get_function_result(p.oid), p.prolang::text, p.prosecdef::text, p.provolatile::text, p.proparallel::text,
        p.proisstrict::text, p.proconfig::text, p.prosrc]
FROM pg_proc p WHERE p.pronamespace = :schema
  AND NOT EXISTS (SELECT FROM brought b WHERE b.classid = 'pg_proc'::regclass AND b.objid = p.oid)
UNION ALL
SELECT 'view ' || c.relname, ARRAY[c.relkind::text]
FROM pg_class c WHERE c.relnamespace = :schema AND c.relkind IN ('v', 'm', 'f', 'p')
  AND NOT EXISTS (SELECT FROM brought b WHERE b.classid = 'pg_class'::regclass AND b.objid = c.oid)
""")
# What no program makes, wherever it is: what acts on commands, stands before what the server itself does, or passes by triggers.
_NEVER = text("""
WITH brought AS (SELECT classid, objid FROM pg_catalog.pg_depend WHERE deptype = 'e')
SELECT 'keys switched off: ' || c.relname FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
WHERE t.tgisinternal AND t.tgenabled <> 'O' AND c.relnamespace = 'public'::regnamespace
UNION
SELECT 'operator ' || o.oprname FROM pg_catalog.pg_operator o
WHERE o.oid >= 16384 AND o.oprnamespace IN ('pg_catalog'::regnamespace, 'public'::regnamespace)
  AND NOT EXISTS (SELECT FROM brought b WHERE b.classid = 'pg_operator'::regclass AND b.objid = o.oid)
UNION ALL
SELECT 'cast to ' || pg_catalog.format_type(k.casttarget, NULL) FROM pg_catalog.pg_cast k
WHERE k.oid >= 16384 AND NOT EXISTS (SELECT FROM brought b WHERE b.classid = 'pg_cast'::regclass AND b.objid = k.oid)
UNION ALL
SELECT 'function ' || p.proname || ' of the server' FROM pg_catalog.pg_proc p
WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.oid >= 16384
  AND NOT EXISTS (SELECT FROM brought b WHERE b.classid = 'pg_proc'::regclass AND b.objid = p.oid)
UNION ALL
SELECT 'setting ' || one FROM pg_catalog.pg_db_role_setting s, pg_catalog.unnest(s.setconfig) one
WHERE s.setdatabase IN (0, (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()))
  AND s.setrole IN (0, (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = current_user))
  AND one ~ '^(session_replication_role|role|row_security|(session|local)_preload_libraries|desk[.].*)='
UNION ALL
SELECT 'event trigger ' || evtname FROM pg_catalog.pg_event_trigger e
WHERE NOT EXISTS (SELECT FROM brought b WHERE b.classid = 'pg_event_trigger'::regclass AND b.objid = e.oid)
UNION ALL
SELECT 'setting session_replication_role' WHERE pg_catalog.current_setting('session_replication_role') <> 'origin'
""")
_ON_COLUMNS = ("SELECT", "INSERT", "UPDATE", "REFERENCES")
_RIGHTS = text("""
SELECT c.relname, ARRAY(SELECT r FROM unnest(CAST(:columns AS text[])) r WHERE has_any_column_privilege(c.oid, r))
  || ARRAY(SELECT r FROM unnest(ARRAY['DELETE', 'TRUNCATE', 'TRIGGER']) r WHERE has_table_privilege(c.oid, r)) AS rights
FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relname = ANY(:tables)
  AND NOT pg_has_role(c.relowner, 'MEMBER')
""")


def differences() -> list[str]:
    """By kind and name, all that is changed, missing or not the program's: "trigger ledger_entry_no_update". Writes nothing."""
    with db.engine.connect().execution_options(**rowguard.AS_NOBODY) as connection:
        try:
            found, made = _on_sqlite(connection) if is_sqlite(connection) else _on_postgresql(connection)
        finally:
            connection.rollback()
    return sorted({name for name, _said in found ^ made})


def _on_sqlite(connection: Connection) -> tuple[Described, Described]:
    fresh = create_engine("sqlite://")
    with fresh.connect() as another:
        db.metadata.create_all(another)
        another.exec_driver_sql(_VERSION)
        made = sqlite_words.described(another.exec_driver_sql(_SQLITE), db.metadata.tables)
    fresh.dispose()
    found = sqlite_words.described(connection.exec_driver_sql(_SQLITE), db.metadata.tables)
    return found - sqlite_words.OWN, made


def _on_postgresql(connection: Connection) -> tuple[Described, Described]:
    found = _described(connection, _PUBLIC) | {(name, _NEVER) for name in connection.scalars(_NEVER)}
    rights = {
        f"rights to {row.relname}": row
        for row in connection.execute(_RIGHTS, {**_ours(), "columns": list(_ON_COLUMNS)})
    }
    found |= {(name, True) for name, row in rights.items() if set(row.rights) != set(privileges.of(row.relname))}
    statements = "; ".join(_beside())
    try:
        connection.exec_driver_sql(statements, execution_options={"no_parameters": True})  # all in one message
    except ProgrammingError as refused:  # nothing can be compared, and that is said
        return {(f"catalogue ({getattr(refused.orig, 'sqlstate', '')})", True)}, set()
    return found, _described(connection, _TEMPORARY)


def _described(connection: Connection, schema: TextClause) -> Described:
    rows = connection.execute(_POSTGRESQL, {**_ours(), "schema": connection.scalar(schema)})
    return {(row.name, tuple(row.said or ())) for row in rows}


def _ours() -> dict[str, Any]:
    return {"tables": [*db.metadata.tables, "alembic_version"]}


def _beside() -> Iterator[str]:
    """The statements that make all of the program's anew, beside what the database has."""
    functions = [APPEND[0], TRIGGERS["postgresql"][0]]
    functions += [f"CREATE OR REPLACE FUNCTION {name} {body}" for name, body in FUNCTIONS.items()]
    for function in functions:
        yield function.replace("FUNCTION ", "FUNCTION pg_temp.", 1)
    dialect = db.engine.dialect
    tables = [str(CreateTable(table).compile(dialect=dialect)).strip() for table in db.metadata.sorted_tables]
    for table in (_VERSION, *tables):
        yield table.replace("CREATE TABLE", "CREATE TEMPORARY TABLE", 1)
    for index in (index for table in db.metadata.tables.values() for index in table.indexes):
        yield str(CreateIndex(index).compile(dialect=dialect))
    yield from (*TRIGGERS["postgresql"][1:], *ANCHOR_TRIGGERS["postgresql"])
    for name, how in rowguard.table().guarded.items():
        yield f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY"
        yield from (
            f"CREATE POLICY {policy} ON {name} {said}" for policy, said in row_policies.policies(name, how).items()
        )


_MAY_CHANGE = text(
    "SELECT has_table_privilege(current_user, 'ledger_entry', 'INSERT') "
    "OR has_table_privilege(current_user, 'ledger_entry', 'UPDATE') "
    "OR has_table_privilege(current_user, 'ledger_entry', 'DELETE') "
    "OR has_table_privilege(current_user, 'ledger_entry', 'TRUNCATE') "
    "OR pg_has_role(current_user, (SELECT tableowner FROM pg_tables WHERE schemaname = 'public' "
    "AND tablename = 'ledger_entry'), 'MEMBER')"
)


def is_unguarded() -> bool:
    """Whether only triggers stand between this role and the entries: PostgreSQL with one role for everything, where two should share
    the work.
    """
    return not is_sqlite(db.engine) and bool(db.session.scalar(_MAY_CHANGE))
