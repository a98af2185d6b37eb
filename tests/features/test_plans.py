"""Does any page read a whole table that grows with the years, or begin with a key that leads to most of it?

SQLite keeps no statistics of our tables: its plan on an empty desk is its plan after ten years. PostgreSQL is asked what it
would do if it could read no table from end to end: where it still goes through all rows, no key leads to fewer.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Connection, event

from furnished import Furnished, furnished  # noqa: F401  # a fixture
from litigation_app.core.access import Role
from litigation_app.core.db import db

ON_SQLITE = pytest.mark.parametrize("config", ["sqlite"], indirect=True)

# What stays small on any desk: a row an office, a person of the staff, a draft, a study, or what is rare by its nature.
SMALL = (
    "casework_citation casework_emergency casework_erasure casework_hold casework_objective casework_precedent casework_wall"
    " courtwatch_judgment courtwatch_observation duplicate_hit known_number leaving ledger_checkpoint office official_draft"
    " partner_key person_proposal regional_draft release_draft role_held scenario study user_account witnessed_log"
)
SCAN = re.compile(r"SCAN (\w+)")
NEWEST = re.compile(r"ORDER BY \S+ DESC\s+LIMIT")  # a scan by the key itself, which ends after a page
NOTHING = re.compile(r"EXISTS \(SELECT \* FROM \w+ WHERE 0 = 1\)")
KNOWN = {"casework_assignment"}  # cases to hand over, by the key of those who lead: of all offices
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
    explain = _on_sqlite if engine.dialect.name == "sqlite" else _on_postgresql
    with engine.connect() as connection:
        for statement, values in sent.items():
            found[statement] = list(explain(connection, statement, values))


def _on_sqlite(connection: Connection, statement: str, values: Any) -> Iterator[str]:
    for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values):
        yield str(row[3])


def _on_postgresql(connection: Connection, statement: str, values: Any) -> Iterator[str]:
    """In the words of SQLite: "SCAN table" where no condition leads into the key."""
    connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
    [plan] = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", values).scalar_one()
    waiting = [plan["Plan"]]
    while waiting:
        node = waiting.pop()
        waiting += node.get("Plans", [])
        if (
            "Relation Name" in node
            and node["Node Type"].endswith("Scan")
            and not {"Index Cond", "Recheck Cond"} & node.keys()
        ):
            yield f"SCAN {node['Relation Name']}"


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
