"""Is everything named that the database does by itself and the program did not tell it to? On SQLite and PostgreSQL."""

from collections.abc import Callable

import pytest
from flask import Flask

from litigation_app.core.db import db
from litigation_app.ledger import catalogue

Owner = Callable[..., None]
SEES = (
    "CREATE OR REPLACE FUNCTION desk_sees(uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER "
    "SET search_path = public, pg_temp AS $$ BEGIN RETURN true; END $$"
)
QUIET = "CREATE FUNCTION quiet() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$"
TIDY = (
    "CREATE SCHEMA quiet",
    "CREATE FUNCTION quiet.tidy(timestamptz) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RETURN true; END $$",
)
ON_SQLITE = {
    "DROP TRIGGER ledger_entry_no_update": ["trigger ledger_entry_no_update"],
    "CREATE TRIGGER a AFTER INSERT ON web_session BEGIN SELECT 1; END": ["trigger a"],
    "CREATE VIEW b AS SELECT 1": ["view b"],
    "CREATE TABLE c (id INTEGER PRIMARY KEY ON CONFLICT REPLACE)": ["table c"],
    "ALTER TABLE web_session ADD COLUMN d INTEGER CHECK/**/(d > 0)": ["table web_session"],
    "CREATE VIRTUAL TABLE e USING rtree(id, low, high)": ["table e"],
}
ON_POSTGRES = [
    (["DROP TRIGGER ledger_entry_no_change ON ledger_entry"], ["trigger ledger_entry_no_change on ledger_entry"]),
    (
        ["ALTER TABLE ledger_entry DISABLE TRIGGER ledger_entry_no_change"],
        ["trigger ledger_entry_no_change on ledger_entry"],
    ),
    (
        [QUIET, "CREATE TRIGGER a BEFORE INSERT ON casework_note FOR EACH ROW EXECUTE FUNCTION quiet()"],
        ["function quiet()", "trigger a on casework_note"],
    ),
    ([SEES], ["function desk_sees(uuid)"]),
    (["ALTER FUNCTION ledger_append SECURITY INVOKER"], ["function ledger_append("]),
    (["CREATE RULE a AS ON INSERT TO limit_use DO INSTEAD NOTHING"], ["rule a on limit_use"]),
    (["CREATE VIEW b AS SELECT 1"], ["view b"]),
    (
        ["DROP POLICY desk_read ON capsule", "CREATE POLICY desk_read ON capsule FOR SELECT USING (true)"],
        ["policy desk_read on capsule"],
    ),
    (
        [
            "CREATE POLICY a ON ledger_entry USING (act <> 'search')",
            "ALTER TABLE ledger_entry ENABLE ROW LEVEL SECURITY",
        ],
        ["policy a on ledger_entry", "row security of ledger_entry"],
    ),
    (["ALTER TABLE capsule DISABLE ROW LEVEL SECURITY"], ["row security of capsule"]),
    (
        [*TIDY, "ALTER TABLE limit_use ADD CONSTRAINT a CHECK (quiet.tidy(at))"],
        ["constraint a on limit_use"],
    ),
    (["ALTER TABLE limit_use ADD CONSTRAINT a CHECK (length(what) > 0)"], ["constraint a on limit_use"]),
    (["ALTER TABLE limit_use ALTER what SET DEFAULT current_user"], ["default of limit_use.what"]),
    (["ALTER TABLE limit_use ALTER at SET DEFAULT now()"], ["default of limit_use.at"]),
    (["CREATE INDEX b ON limit_use (lower(what))"], ["index b"]),
    (["CREATE INDEX b ON limit_use (what) WHERE length(what) > 3"], ["index b"]),
    (
        ["CREATE DOMAIN d AS text CHECK (length(VALUE) > 3)", "ALTER TABLE limit_use ALTER what TYPE d"],
        ["type of limit_use.what"],
    ),
    (["CREATE TABLE b () INHERITS (limit_use)"], ["inheritance of limit_use"]),
    (
        ["ALTER TABLE limit_use RENAME TO b", "CREATE VIEW limit_use AS SELECT * FROM b"],
        ["table limit_use", "view limit_use"],
    ),
    (["CREATE OPERATOR <=> (FUNCTION = texteq, LEFTARG = text, RIGHTARG = text)"], ["operator <=>"]),
    (
        ["ALTER TABLE opening_use ADD CONSTRAINT a FOREIGN KEY (opening_id) REFERENCES user_account ON DELETE CASCADE"],
        ["constraint a on opening_use"],
    ),
]
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
@pytest.mark.parametrize(("statement", "named"), ON_SQLITE.items())
def test_what_was_changed_on_sqlite_is_named(desk: Flask, as_owner: Owner, statement: str, named: list[str]) -> None:
    as_owner(statement)

    assert catalogue.differences() == named


@pytest.mark.parametrize("config", ["postgres"], indirect=True)
@pytest.mark.parametrize(("statements", "named"), ON_POSTGRES)
def test_what_was_changed_on_postgresql_is_named(
    desk: Flask, as_owner: Owner, statements: list[str], named: list[str]
) -> None:
    as_owner(*statements)

    found = catalogue.differences()

    assert len(found) == len(named)
    assert all(one.startswith(name) for one, name in zip(found, named, strict=True)), found


@pytest.mark.parametrize("config", ["postgres"], indirect=True)
def test_no_setting_leads_to_other_tables_nor_to_another_list_of_triggers(desk: Flask, as_owner: Owner) -> None:
    name = f'"{db.engine.url.database}"'
    as_owner(*ALIKE, f"ALTER DATABASE {name} SET search_path = quiet, public, pg_catalog")
    as_owner(QUIET, "CREATE TRIGGER a BEFORE INSERT ON casework_note FOR EACH ROW EXECUTE FUNCTION quiet()")
    db.engine.dispose()

    try:
        assert catalogue.differences() == ["trigger a on casework_note"]
    finally:
        as_owner(f"ALTER DATABASE {name} RESET search_path")


@pytest.mark.parametrize("config", ["postgres"], indirect=True)
def test_a_setting_that_changes_whose_rows_are_shown_is_named(desk: Flask, as_owner: Owner) -> None:
    name = f'"{db.engine.url.database}"'
    as_owner(f"ALTER DATABASE {name} SET row_security = off")

    try:
        assert catalogue.differences() == ["setting row_security=off"]
    finally:
        as_owner(f"ALTER DATABASE {name} RESET row_security")


@pytest.mark.parametrize("config", ["postgres"], indirect=True)
def test_that_nothing_can_be_compared_is_said_too(desk: Flask, as_owner: Owner) -> None:
    as_owner(f'REVOKE TEMPORARY ON DATABASE "{db.engine.url.database}" FROM PUBLIC')

    assert catalogue.differences() == ["catalogue (42501)"]
