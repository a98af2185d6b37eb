"""What does the database do by itself besides what the program told it, or instead: triggers, functions, views, rules, policies; and
constraints, defaults and indexes that call anything, settings that lead elsewhere?

SQLite keeps the words by which each was made. PostgreSQL keeps them in a form of its own: there the program's are made once
more, on temporary tables of a transaction that is rolled back, and the two forms are compared.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, TextClause, text
from sqlalchemy.exc import ProgrammingError

from litigation_app.core import rowguard, rowpolicies
from litigation_app.core.db import db, is_sqlite
from litigation_app.core.rowfunctions import FUNCTIONS
from litigation_app.ledger.anchors import ANCHOR_TRIGGERS
from litigation_app.ledger.models import APPEND, TRIGGERS

_Catalogue = Mapping[str, Any]  # by kind and name: what it is
_SQLITE = text("SELECT type, type || ' ' || name AS name, sql AS said FROM sqlite_master WHERE sql IS NOT NULL")
_REMARKS = re.compile(r"/[*].*?[*]/|--[^\n]*", re.DOTALL)
_ACTS = re.compile(  # what no table of ours has
    r"\b(ON\s+CONFLICT|VIRTUAL\s+TABLE|GENERATED\s+ALWAYS|COLLATE|(CHECK|DEFAULT|AS)\s*\()", re.IGNORECASE
)
_PUBLIC, _TEMPORARY = text("SELECT 'public'::regnamespace::oid"), text("SELECT pg_my_temp_schema()")
_TABLES = text("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'")
_POSTGRESQL = text("""
SELECT 'function ' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' AS name,
  ARRAY[pg_get_function_result(p.oid), p.prolang::text, p.prosecdef::text, p.provolatile::text, p.proparallel::text,
        p.proisstrict::text, p.proconfig::text, p.prosrc] AS said
FROM pg_proc p WHERE p.pronamespace = :schema
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
UNION ALL
SELECT 'trigger ' || t.tgname || ' on ' || c.relname,
  ARRAY[t.tgenabled::text, regexp_replace(pg_get_triggerdef(t.oid), ' ON (public|pg_temp[_0-9]*)[.]', ' ON ')]
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relnamespace = :schema AND NOT t.tgisinternal
UNION ALL
SELECT 'policy ' || p.polname || ' on ' || c.relname,
  ARRAY[p.polcmd::text, p.polpermissive::text, p.polroles::text,
        replace(pg_get_expr(p.polqual, p.polrelid), 'public.', ''), replace(pg_get_expr(p.polwithcheck, p.polrelid), 'public.', '')]
FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE c.relnamespace = :schema
UNION ALL
SELECT 'row security of ' || relname, ARRAY[relforcerowsecurity::text]
FROM pg_class WHERE relnamespace = :schema AND relrowsecurity
UNION ALL
SELECT 'rule ' || r.rulename || ' on ' || c.relname, ARRAY[pg_get_ruledef(r.oid)]
FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class WHERE c.relnamespace = :schema AND r.rulename <> '_RETURN'
UNION ALL
SELECT 'view ' || c.relname, ARRAY[c.relkind::text]
FROM pg_class c WHERE c.relnamespace = :schema AND c.relkind IN ('v', 'm', 'f', 'p')
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
""")
# What no program makes: triggers on commands, triggers switched off, operators and casts; and of our tables (:tables) a constraint that
# asks more than a key, a key that takes rows away, a default that is no constant, an index that calls anything, a type of its own.
_NEVER = text("""
WITH ours AS (SELECT oid, relname FROM pg_catalog.pg_class WHERE relnamespace = 'public'::regnamespace AND relname = ANY(:tables)),
  brought AS (SELECT classid, objid FROM pg_catalog.pg_depend WHERE deptype = 'e')
SELECT 'constraint ' || k.conname || ' on ' || c.relname FROM pg_catalog.pg_constraint k JOIN ours c ON c.oid = k.conrelid
WHERE k.contype IN ('c', 'x', 't') OR k.contype = 'f' AND (k.confdeltype NOT IN ('a', 'r') OR k.confupdtype NOT IN ('a', 'r'))
UNION ALL
SELECT 'default of ' || c.relname || '.' || a.attname FROM pg_catalog.pg_attrdef d
JOIN ours c ON c.oid = d.adrelid JOIN pg_catalog.pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
WHERE pg_catalog.pg_get_expr(d.adbin, d.adrelid)
  !~ '^(nextval\\(''[^'']*''::regclass\\)|''[^'']*''::[a-z ]+|-?[0-9.]+|true|false)$'
UNION ALL
SELECT 'type of ' || c.relname || '.' || a.attname FROM pg_catalog.pg_attribute a JOIN ours c ON c.oid = a.attrelid
JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
WHERE a.attnum > 0 AND NOT a.attisdropped AND t.typnamespace <> 'pg_catalog'::regnamespace
UNION ALL
SELECT 'index ' || n.relname FROM pg_catalog.pg_index i JOIN ours c ON c.oid = i.indrelid
JOIN pg_catalog.pg_class n ON n.oid = i.indexrelid
WHERE i.indexprs IS NOT NULL OR pg_catalog.pg_get_expr(i.indpred, i.indrelid) ~ '[a-zA-Z_][(]'
UNION ALL
SELECT 'inheritance of ' || c.relname FROM pg_catalog.pg_inherits h JOIN ours c ON c.oid IN (h.inhparent, h.inhrelid)
UNION ALL
SELECT 'operator ' || o.oprname FROM pg_catalog.pg_operator o
WHERE o.oprnamespace <> 'pg_catalog'::regnamespace
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


def differences() -> list[str]:
    """By kind and name, all that is changed, missing or not the program's: "trigger ledger_entry_no_update". Writes nothing."""
    with db.engine.connect().execution_options(**rowguard.AS_NOBODY) as connection:
        try:
            found, made = _on_sqlite(connection) if is_sqlite(connection) else _on_postgresql(connection)
        finally:
            connection.rollback()
    return sorted(name for name in found.keys() | made.keys() if found.get(name) != made.get(name))


def _on_sqlite(connection: Connection) -> tuple[_Catalogue, _Catalogue]:
    statements = TRIGGERS["sqlite"] + ANCHOR_TRIGGERS["sqlite"]
    made = {f"trigger {statement.split()[2]}": statement for statement in statements}
    rows = connection.execute(_SQLITE)
    return {
        row.name: row.said
        for row in rows
        if row.type in {"trigger", "view"} or _ACTS.search(_REMARKS.sub(" ", row.said))
    }, made


def _on_postgresql(connection: Connection) -> tuple[_Catalogue, _Catalogue]:
    there, ours = set(connection.scalars(_TABLES)), set(db.metadata.tables)
    never = set(connection.scalars(_NEVER, {"tables": sorted(ours)})) - _cascades()
    never |= {f"table {name}" for name in ours - there}  # no table, or one in parts
    found = _catalogue(connection, _PUBLIC) | dict.fromkeys(never, _NEVER)
    statements = "; ".join(_beside(there))
    try:
        connection.exec_driver_sql(statements, execution_options={"no_parameters": True})  # all in one message
    except ProgrammingError as refused:  # nothing can be compared, and that is said
        return {f"catalogue ({getattr(refused.orig, 'sqlstate', '')})": True}, {}
    return found, _catalogue(connection, _TEMPORARY)


def _cascades() -> set[str]:
    """The program's own keys that take rows away with the row to which they lead."""
    keys = [(key, table) for table in db.metadata.tables.values() for key in table.foreign_key_constraints]
    return {f"constraint {key.name} on {table.name}" for key, table in keys if key.ondelete}


def _catalogue(connection: Connection, schema: TextClause) -> dict[str, Any]:
    rows = connection.execute(_POSTGRESQL, {"schema": connection.scalar(schema)})
    return {row.name: row.said for row in rows}


def _beside(tables: set[str]) -> Iterator[str]:
    """The statements that make the program's functions, triggers and policies anew, beside those of the database."""
    functions = [APPEND[0], TRIGGERS["postgresql"][0]]
    functions += [f"CREATE OR REPLACE FUNCTION {name} {body}" for name, body in FUNCTIONS.items()]
    for function in functions:
        yield function.replace("FUNCTION ", "FUNCTION pg_temp.", 1)
    triggers, guarded = TRIGGERS["postgresql"][1:] + ANCHOR_TRIGGERS["postgresql"], rowguard.table().guarded
    for table in sorted(tables):
        hers = [trigger for trigger in triggers if f" ON {table} " in trigger]
        if hers or table in guarded:
            yield f"CREATE TEMPORARY TABLE {table} (LIKE public.{table}) ON COMMIT DROP"
            yield from hers
        if table in guarded:
            yield from rowpolicies.fence(table, guarded[table])
