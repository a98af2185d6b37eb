"""Is everything named that is not as the program makes it, or that the database does by itself? On SQLite and PostgreSQL."""

from collections.abc import Callable

import pytest
from flask import Flask

from litigation_app.core.db import db
from litigation_app.ledger import catalogue

Owner = Callable[..., None]
ON_SQLITE = {
    "DROP TRIGGER ledger_entry_no_update": "trigger ledger_entry_no_update",
    "CREATE TRIGGER a AFTER INSERT ON web_session BEGIN SELECT 1; END": "trigger a",
    "CREATE VIEW b AS SELECT 1": "view b",
    "CREATE TABLE c (id INTEGER PRIMARY KEY ON CONFLICT REPLACE)": "table c",
    "ALTER TABLE web_session ADD COLUMN d INTEGER CHECK/**/(d > 0)": "table web_session",
    "CREATE VIRTUAL TABLE e USING rtree(id, low, high)": "table e",
    "DROP INDEX ix_ledger_entry_at": "index ix_ledger_entry_at",
    "CREATE INDEX f ON ledger_entry (outcome)": "index f",
}
# What is written into SQLite's own list: what is there, what takes its place, and of what.
IN_THE_LIST = {
    ("REFERENCES user_account (id)", "REFERENCES user_account (id) ON DELETE CASCADE"): "table role_held",
    ("DATETIME NOT NULL", 'DATETIME "NOT" "NULL"'): "table limit_use",  # a kind of three words, of which any may be null
    ("DATETIME NOT NULL", "DATETIME NOT\u00a0NULL"): "table limit_use",  # and here of two
    ("what VARCHAR(30) NOT NULL", "what VARCHAR(30) DEFAULT '/*' COLLATE NOCASE DEFAULT '*/' NOT NULL"): "table limit_use",
    ("UPDATE", "UPDATE OF act"): "trigger ledger_entry_no_update",
}  # fmt: skip
SEES = (
    "CREATE OR REPLACE FUNCTION desk_sees(uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER "
    "SET search_path = public, pg_temp AS $$ BEGIN RETURN true; END $$"
)
QUIET = "CREATE FUNCTION quiet() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$"
ELSEWHERE = (
    "CREATE SCHEMA despublic",
    "CREATE FUNCTION despublic.k_sees(uuid) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT true'",
    "CREATE FUNCTION despublic.tidy(timestamptz) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN true; END $$",
    "CREATE TABLE despublic.t (k uuid REFERENCES public.user_account ON UPDATE CASCADE)",
    "CREATE VIEW despublic.list AS SELECT id FROM public.user_account",  # of another tool: it acts on nothing
    "CREATE TABLE despublic.own (id integer)",
)
ON_POSTGRES = {
    QUIET: "function quiet",
    SEES: "function desk_sees",
    "DROP TRIGGER ledger_entry_no_change ON ledger_entry": "trigger ledger_entry_no_change on table ledger_entry",
    "ALTER TABLE ledger_entry DISABLE TRIGGER ledger_entry_no_truncate": "trigger ledger_entry_no_truncate on table ledger_entry",
    "CREATE TRIGGER a BEFORE INSERT ON casework_note FOR EACH ROW EXECUTE FUNCTION quiet()": "trigger a on table casework_note",
    "ALTER FUNCTION ledger_append SECURITY INVOKER": "function ledger_append",
    "CREATE RULE a AS ON INSERT TO limit_use DO INSTEAD NOTHING": "rule a on table limit_use",
    "CREATE VIEW b AS SELECT 1": "view b",
    "ALTER POLICY desk_read ON capsule USING (true)": "policy desk_read on table capsule",
    "ALTER POLICY desk_read ON casework_case USING (despublic.k_sees(id))": "policy desk_read on table casework_case",
    "CREATE POLICY a ON ledger_entry USING (act <> 'search')": "policy a on table ledger_entry",
    "ALTER TABLE ledger_entry ENABLE ROW LEVEL SECURITY": "table ledger_entry",
    "ALTER TABLE casework_note DISABLE ROW LEVEL SECURITY": "table casework_note",
    "ALTER TABLE limit_use ADD CONSTRAINT a CHECK (despublic.tidy(at))": "constraint a on table limit_use",
    "ALTER TABLE limit_use ALTER what SET DEFAULT current_user": "default value for column what of table limit_use",
    "CREATE INDEX c ON limit_use (what) WHERE length(what) > 3": "index c",
    "CREATE DOMAIN d AS text CHECK (length(VALUE) > 3)": "",  # by itself it does nothing
    "ALTER TABLE sent_form ALTER number_hash TYPE d": "column number_hash of table sent_form",
    'ALTER TABLE office ALTER name TYPE varchar(120) COLLATE "C"': "column name of table office",
    "ALTER TABLE office ALTER country DROP NOT NULL": "column country of table office",
    "ALTER TABLE web_session DROP CONSTRAINT uq_web_session_token_hash": "constraint uq_web_session_token_hash on table web_session",
    "CREATE TABLE e () INHERITS (limit_use)": "table e",
    "ALTER TABLE job ADD FOREIGN KEY (asked_by) REFERENCES user_account ON DELETE CASCADE": "constraint job_asked_by_fkey on table job",
    "ALTER TABLE known_browser RENAME TO kept": "table known_browser",
    "CREATE OPERATOR <=> (FUNCTION = texteq, LEFTARG = text, RIGHTARG = text)": "operator <=>",
    "CREATE STATISTICS despublic.s ON (despublic.tidy(at)) FROM limit_use": "statistics object despublic.s",
    "GRANT UPDATE (body, h, mac) ON ledger_entry TO desk_role": "rights to ledger_entry",
    "REVOKE INSERT ON ledger_checkpoint FROM desk_role": "rights to ledger_checkpoint",
}  # fmt: skip
ALIKE = (  # a list of triggers that leaves some out, before the server's own
    "CREATE SCHEMA quiet",
    "CREATE VIEW quiet.pg_trigger AS SELECT * FROM pg_catalog.pg_trigger WHERE false",
    "GRANT USAGE ON SCHEMA quiet TO PUBLIC",
    "GRANT SELECT ON quiet.pg_trigger TO PUBLIC",
)


@pytest.mark.both_databases
def test_a_database_of_the_program_alone_has_nothing_else(desk: Flask) -> None:
    assert catalogue.differences() == []


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_what_was_changed_on_sqlite_is_named(desk: Flask, as_owner: Owner) -> None:
    as_owner(*ON_SQLITE)

    found = catalogue.differences()

    assert set(ON_SQLITE.values()) <= set(found)
    assert all(name in ON_SQLITE.values() or "e_" in name for name in found)  # what belongs to the virtual table


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_so_is_what_was_written_into_its_list_of_tables(desk: Flask, as_owner: Owner) -> None:
    for (before, after), name in IN_THE_LIST.items():
        of = name.partition(" ")[2]
        words = {"of": of, "before": before, "after": after}
        listed(as_owner, "UPDATE sqlite_master SET sql = replace(sql, :before, :after) WHERE name = :of", **words)

        assert catalogue.differences() == [name], after

        words |= {"before": after, "after": before}
        listed(as_owner, "UPDATE sqlite_master SET sql = replace(sql, :before, :after) WHERE name = :of", **words)
    as_owner("CREATE TRIGGER a AFTER INSERT ON web_session BEGIN SELECT 1; END")
    listed(as_owner, "UPDATE sqlite_master SET type = 'TRIGGER', name = CAST(name AS BLOB) WHERE name = :of", of="a")
    listed(as_owner, "UPDATE sqlite_master SET sql = CAST(sql AS BLOB) WHERE name = :of", of="office")

    assert catalogue.differences() == ["TRIGGER a"]


@pytest.mark.parametrize("config", ["postgres"], indirect=True)
def test_what_was_changed_on_postgresql_is_named(desk: Flask, as_owner: Owner) -> None:
    as_owner(*ELSEWHERE, *ON_POSTGRES)

    found = {name.partition("(")[0] for name in catalogue.differences()}

    named = {*ON_POSTGRES.values(), "constraint t_k_fkey on table despublic.t"} - {""}
    assert named <= found
    assert all("known_browser" in name for name in found - named)  # all that hung on it is gone with it


@pytest.mark.parametrize("config", ["postgres"], indirect=True)
def test_no_setting_leads_to_other_tables_nor_to_another_list_of_triggers(desk: Flask, as_owner: Owner) -> None:
    name = f'"{db.engine.url.database}"'
    as_owner(
        *ALIKE,
        f"ALTER DATABASE {name} SET search_path = quiet, public, pg_catalog",
        f"ALTER DATABASE {name} SET synchronous_commit = off",
        f"ALTER DATABASE {name} SET row_security = off",
    )
    as_owner(QUIET, "CREATE TRIGGER a BEFORE INSERT ON casework_note FOR EACH ROW EXECUTE FUNCTION quiet()")
    db.engine.dispose()

    try:
        found = catalogue.differences()
        assert found == ["setting row_security=off", "trigger a on table casework_note"]
        assert db.session.scalar(db.text("SHOW synchronous_commit")) == "on"
    finally:
        as_owner(
            *(f"ALTER DATABASE {name} RESET {one}" for one in ("search_path", "synchronous_commit", "row_security"))
        )


@pytest.mark.parametrize("config", ["postgres"], indirect=True)
def test_that_nothing_can_be_compared_is_said_too(desk: Flask, as_owner: Owner) -> None:
    as_owner(f'REVOKE TEMPORARY ON DATABASE "{db.engine.url.database}" FROM PUBLIC')

    assert catalogue.differences() == ["catalogue (42501)"]


def listed(as_owner: Owner, statement: str, **words: str) -> None:
    """Write into SQLite's own list, as whoever can write the file."""
    db.session.remove()
    db.engine.dispose()
    as_owner("PRAGMA writable_schema = ON", statement, **words)
