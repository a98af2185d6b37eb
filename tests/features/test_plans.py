"""Does any page read a whole table that grows with the years, or begin with a key that leads to most of it?

SQLite keeps no statistics of our tables: its plan on an empty desk is its plan after ten years. PostgreSQL is told that each
table that grows has a million rows, and a third of them in each key of a part.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, event, text

from furnished import Furnished, furnished  # noqa: F401  # a fixture
from litigation_app.core.access import Role
from litigation_app.core.db import db
from litigation_app.core.rls import rowguard

ON_SQLITE = pytest.mark.parametrize("config", ["sqlite"], indirect=True)

# What stays small on any desk: a row an office, a person of the staff, a draft, a study, or what is rare by its nature.
SMALL = (
    "casework_citation casework_emergency casework_erasure casework_hold casework_objective casework_precedent"
    " casework_stand_in casework_wall cosigner courtwatch_judgment courtwatch_observation duplicate_hit known_number"
    " leaving ledger_checkpoint office official_draft"
    " partner_key person_proposal regional_draft release_draft role_held scenario study user_account witnessed_log"
)
SCAN = re.compile(r"SCAN (\w+)")
NEWEST = re.compile(r"ORDER BY \S+ DESC\s+LIMIT")  # a scan by the key itself, which ends after a page
NOTHING = re.compile(r"EXISTS \(SELECT \* FROM \w+ WHERE 0 = 1\)")
KNOWN = {"casework_assignment"}  # cases to hand over, by the key of those who lead: of all offices
GROWN = """
UPDATE pg_class SET reltuples = CASE WHEN relkind = 'i' THEN 300000 ELSE 1000000 END, relpages = 2
WHERE relkind IN ('r', 'i') AND relnamespace = 'public'::regnamespace AND pg_relation_size(oid) > 0
  AND coalesce((SELECT indrelid FROM pg_index WHERE indexrelid = pg_class.oid), oid)::regclass::text NOT IN ({small})
"""
UNKNOWN = """
UPDATE pg_class SET reltuples = -1, relpages = 0
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND pg_relation_size(oid) = 0
"""
READS = ("SELECT", "WITH", "UPDATE", "DELETE", "INSERT")


@contextmanager
def plans(app: Flask) -> Iterator[dict[str, list[str]]]:
    """The plan of each statement that is sent meanwhile, filled in at the end."""
    sent: dict[str, Any] = {}
    found: dict[str, list[str]] = {}
    with app.app_context():
        engine = db.engine

    def look(_connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, is_many: bool) -> None:
        if statement.lstrip().startswith(READS):
            sent.setdefault(" ".join(statement.split()), values[0] if is_many else values)

    event.listen(engine, "before_cursor_execute", look)
    yield found
    event.remove(engine, "before_cursor_execute", look)
    ask = _on_sqlite if engine.dialect.name == "sqlite" else _on_postgresql
    found.update(ask(engine, sent))


def _on_sqlite(engine: Engine, sent: dict[str, Any]) -> dict[str, list[str]]:
    with engine.connect() as connection:
        asked = {one: connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {one}", values) for one, values in sent.items()}
        return {one: [str(row[3]) for row in rows] for one, rows in asked.items()}


def _on_postgresql(engine: Engine, sent: dict[str, Any]) -> dict[str, list[str]]:
    """In the words of SQLite: "SCAN table" where no condition leads into the key, and no end is set to the way along it.

    Told of both with values as they lie here, where one case may hold all claims, and with values of which nothing is known.
    """
    keeper, small = create_engine(engine.url.set(username="postgres")), ", ".join(f"'{one}'" for one in SMALL.split())
    with keeper.connect() as connection:
        told = []
        for statistics in ("SELECT", "ANALYZE"):
            for statement in (statistics, UNKNOWN, GROWN.format(small=small), f"SET LOCAL ROLE {engine.url.username}"):
                connection.exec_driver_sql(statement)
            for setting in rowguard.SETTINGS:
                connection.exec_driver_sql(f"SET LOCAL desk.{setting} = ''")
            asked = {one: connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {one}", sent[one]) for one in sent}
            told.append({one: set(_scans({}, plan.scalar_one()[0]["Plan"])) for one, plan in asked.items()})
            connection.exec_driver_sql("SET LOCAL ROLE NONE")
        connection.rollback()
    keeper.dispose()
    return {one: sorted(told[0][one] & told[1][one]) for one in sent}


def _scans(above: dict[str, Any], node: dict[str, Any]) -> Iterator[str]:
    is_led = {"Index Cond", "Recheck Cond"} & node.keys() or above.get("Node Type") == "Limit"
    if "Relation Name" in node and node["Node Type"].endswith("Scan") and not is_led:
        yield f"SCAN {node['Relation Name']}"
    for below in node.get("Plans", []):
        yield from _scans(node, below)


def whole_tables(found: dict[str, list[str]]) -> dict[str, list[str]]:
    """The statements that go through a table which grows, and what they say of it."""
    offenders = {
        statement: [
            line
            for line in plan
            if (m := SCAN.match(line)) and m[1] in db.metadata.tables and m[1] not in {*SMALL.split(), *KNOWN}
        ]
        for statement, plan in found.items()
        if not NEWEST.search(statement)
    }
    return {statement: lines for statement, lines in offenders.items() if lines and not NOTHING.search(statement)}


@pytest.mark.both_databases
def test_a_statement_that_no_key_leads_is_found_and_one_that_a_key_leads_is_not(app: Flask) -> None:
    with plans(app) as found, app.app_context():
        for condition in ("row_version = 7", "case_id = '00000000-0000-4000-8000-000000000000'"):
            db.session.execute(text(f"SELECT id FROM casework_victim WHERE {condition}"))

    [[statement, lines]] = whole_tables(found).items()
    assert "row_version" in statement
    assert lines == ["SCAN casework_victim"]


@pytest.mark.extensive
@pytest.mark.both_databases
def test_no_page_reads_a_whole_table_that_grows(furnished: Furnished) -> None:  # noqa: F811
    with plans(furnished.app) as found:
        for role in Role:
            for _visit in furnished.walk(role, of_a_kind=1):
                pass

    assert len(found) > 300
    assert whole_tables(found) == {}


def keys_of(found: dict[str, list[str]], *words: str) -> set[str]:
    """By which keys the statements with these words read."""
    lines = [line for statement, plan in found.items() if all(word in statement for word in words) for line in plan]
    return {key for line in lines for key in re.findall(r"INDEX (\w+)", line)}


@ON_SQLITE
def test_saving_a_person_looks_at_her_own_numbers_first(app: Flask, client_as: Callable[[str], Any], make: Any) -> None:
    """With all numbers of a kind first, it took a quarter of a second at 100,000 cases, inside the transaction that writes."""
    lawyer = client_as(make.lawyer())
    case = make.case(lawyer.email)

    with plans(app) as found:
        make.victim(lawyer.email, case)

    keys = keys_of(found, "INSERT INTO duplicate_hit", "identifier_token")
    assert "sqlite_autoindex_identifier_token_1" in keys


@ON_SQLITE
def test_what_stands_open_is_sought_by_what_it_is_and_not_by_all_that_she_ever_did(
    app: Flask, client_as: Callable[[str], Any], make: Any
) -> None:
    lawyer = client_as(make.lawyer())
    case = make.case(lawyer.email)

    with plans(app) as found:
        lawyer.get(f"/cases/{case}")

    assert keys_of(found, "ledger_entry.opening_id IS NOT NULL") == {"ix_ledger_entry_object_seq"}
    assert keys_of(found, "ledger_entry.at, ledger_entry.opening_id") == {"ix_ledger_entry_actor_act_seq"}


@ON_SQLITE
def test_a_search_counts_her_own_searches_alone(app: Flask, client_as: Callable[[str], Any], make: Any) -> None:
    lawyer = client_as(make.lawyer())

    with plans(app) as found:
        lawyer.post("/search", {"words": "Izmišljena", "purpose": "hearing"})

    assert "ix_ledger_entry_actor_act_seq" in keys_of(found, "ledger_entry.actor =", "ledger_entry.act =")


@ON_SQLITE
def test_the_week_of_an_office_begins_with_the_days(app: Flask, client_as: Callable[[str], Any], make: Any) -> None:
    coordinator = client_as(make.coordinator())

    with plans(app) as found:
        assert coordinator.get("/week").status_code == 200

    assert "ix_casework_move_on" in keys_of(found, "FROM casework_move")
    assert "ix_casework_claim_decision_on" in keys_of(found, "FROM casework_claim_decision")
    assert "ix_casework_claim_payment_on" in keys_of(found, "FROM casework_claim_payment")
    assert {"ix_casework_claim_decision_final_on", "ix_casework_claim_decision_on"} <= keys_of(found, "is_final")
    assert "ix_casework_deadline_missed" in keys_of(found, "missed_reason IS NOT NULL")
