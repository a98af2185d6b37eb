"""Which entry is the first that does not hold, after somebody with the database has been at it?"""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import text

from litigation_app import ledger
from litigation_app.core.db import db
from litigation_app.ledger import Head, chain
from litigation_app.ledger.settings import settings

pytestmark = pytest.mark.both_databases

COUNT = 6
ROW = UUID(int=5)


@pytest.fixture
def tamper(desk: Flask, as_owner: Callable[..., None]) -> Callable[..., ledger.Verdict]:
    """Six entries; then run statements as one who may drop triggers; then verify."""
    for turn in range(COUNT):
        ledger.append_alone(act=f"act_{turn}", by=uuid4(), of=f"case:{uuid4()}", session_id=None)

    def run(*statements: str, known: Head | None = None, **values: object) -> ledger.Verdict:
        if db.engine.dialect.name == "sqlite":
            shut = [f"DROP TRIGGER ledger_entry_no_{name}" for name in ("update", "delete", "replace")]
        else:
            shut = ["ALTER TABLE ledger_entry DISABLE TRIGGER USER"]
        as_owner(*shut, *statements, **values)
        return ledger.verify(db.session(), settings().mac_key, known=[known] if known else [])

    return run


def test_an_untouched_ledger_holds(tamper: Callable[..., ledger.Verdict]) -> None:
    verdict = tamper()

    assert verdict.holds
    assert (verdict.entries, verdict.head.seq) == (COUNT, COUNT)


def test_an_empty_ledger_holds(desk: Flask) -> None:
    assert ledger.verify(db.session(), b"k" * 32) == ledger.Verdict(0, None, None, Head(0, chain.START))


@pytest.mark.parametrize(
    ("statement", "first_bad", "reason"),
    [
        ("DELETE FROM ledger_entry WHERE seq = 3", 3, "gap"),
        ("DELETE FROM ledger_entry WHERE seq = 1", 1, "gap"),
        ("UPDATE ledger_entry SET act = 'act_9' WHERE seq = 4", 4, "columns"),
        ("UPDATE ledger_entry SET actor = NULL WHERE seq = 2", 2, "columns"),
        ("UPDATE ledger_entry SET outcome = 'denied' WHERE seq = 2", 2, "columns"),
        ("UPDATE ledger_entry SET purpose = 'x' WHERE seq = 2", 2, "columns"),
        ("UPDATE ledger_entry SET object = 'x' WHERE seq = 2", 2, "columns"),
        ("UPDATE ledger_entry SET case_id = actor WHERE seq = 2", 2, "columns"),
        ("UPDATE ledger_entry SET opening_id = actor WHERE seq = 2", 2, "columns"),
        ("UPDATE ledger_entry SET at = '2020-01-01 00:00:00.000000' WHERE seq = 2", 2, "columns"),
        ("UPDATE ledger_entry SET h = mac WHERE seq = 5", 5, "hash"),
        ("UPDATE ledger_entry SET mac = h WHERE seq = 5", 5, "mac"),
    ],
)
def test_the_first_bad_entry_is_named(
    tamper: Callable[..., ledger.Verdict], statement: str, first_bad: int, reason: str
) -> None:
    verdict = tamper(statement)

    assert (verdict.first_bad, verdict.reason) == (first_bad, reason)
    assert verdict.entries == first_bad - 1


@pytest.mark.parametrize("number", [0, -(2**63), 2**63 - 1])
def test_an_entry_beside_the_chain_is_named(tamper: Callable[..., ledger.Verdict], number: int) -> None:
    """No chain begins or ends there, but lists would show it."""
    verdict = tamper("UPDATE ledger_entry SET seq = :number WHERE seq = 6", number=number)

    assert (verdict.first_bad, verdict.reason) == (number, "gap")


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
@pytest.mark.parametrize("column", ["act", "object", "purpose", "outcome", "at", "actor", "case_id", "opening_id"])
@pytest.mark.parametrize("value", ["CAST(x'ff' AS TEXT)", "7", "CAST({0} AS BLOB)", "x'00'", "{0}||char(0)"])
def test_what_is_no_text_in_a_searched_column_is_a_verdict(
    tamper: Callable[..., ledger.Verdict], column: str, value: str
) -> None:
    verdict = tamper(f"UPDATE ledger_entry SET {column} = {value.format(column)} WHERE seq = 3")

    was_null = value.count("{0}") and column in {"purpose", "case_id", "opening_id"}
    assert (verdict.first_bad, verdict.reason) == ((None, None) if was_null else (3, "columns"))


def test_a_changed_body_is_seen(tamper: Callable[..., ledger.Verdict]) -> None:
    verdict = tamper("UPDATE ledger_entry SET body = :body WHERE seq = 2", body=b"{}")

    assert (verdict.first_bad, verdict.reason) == (2, "hash")


def test_two_entries_in_the_other_order_are_seen(tamper: Callable[..., ledger.Verdict]) -> None:
    swap = [
        "UPDATE ledger_entry SET seq = 99 WHERE seq = 2",
        "UPDATE ledger_entry SET seq = 2 WHERE seq = 3",
        "UPDATE ledger_entry SET seq = 3 WHERE seq = 99",
    ]

    assert tamper(*swap).first_bad == 2


def test_a_rewritten_chain_is_seen_without_the_key(tamper: Callable[..., ledger.Verdict]) -> None:
    rows = db.session.execute(text("SELECT seq, body, h FROM ledger_entry ORDER BY seq")).all()
    forged = chain.link(rows[-2].h, COUNT, rows[-1].body + b" ")

    verdict = tamper(
        "UPDATE ledger_entry SET body = :body, h = :h WHERE seq = 6", body=bytes(rows[-1].body) + b" ", h=forged
    )

    assert (verdict.first_bad, verdict.reason) == (6, "mac")


def test_a_cut_tail_is_seen_by_who_remembers_the_head(tamper: Callable[..., ledger.Verdict]) -> None:
    known = ledger.verify(db.session(), settings().mac_key).head

    verdict = tamper("DELETE FROM ledger_entry WHERE seq > 4", known=known)

    assert (verdict.first_bad, verdict.reason) == (5, "head")
    assert ledger.verify(db.session(), settings().mac_key).holds


def test_a_known_head_that_is_still_there_holds(tamper: Callable[..., ledger.Verdict]) -> None:
    known = ledger.verify(db.session(), settings().mac_key).head
    ledger.append_alone(act="later", by=None, of="case:x", session_id=None)

    assert tamper(known=known).holds


def test_the_state_is_held_against_the_newest_commitment(desk: Flask) -> None:
    for version in (1, 2):
        ledger.note_seal(
            db.session(), table="victim", row=ROW, capsule="record", row_ver=version, digest=f"{version:064x}"
        )
        ledger.write(act="edit_victim", by=None, of="victim:x")
        db.session.commit()
    new, old, other = (
        ("victim", row, "record", ver, f"{ver:064x}") for row, ver in ((ROW, 2), (ROW, 1), (UUID(int=6), 2))
    )

    def reasons(*sealed: tuple[str, UUID, str, int, str]) -> list[str]:
        return [fault.reason for fault in ledger.verify_state(db.session(), sealed)]

    assert reasons(new) == []
    assert reasons(old) == ["differs"]
    assert reasons(new, other) == ["unrecorded"]
    assert reasons() == ["missing"]
