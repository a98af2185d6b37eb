"""Does an entry get in when it must, last, with its request, and not otherwise? On SQLite and PostgreSQL."""

import json
import resource
import threading
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from flask import Flask, Response
from sqlalchemy import event, select, text
from sqlalchemy.exc import DatabaseError
from werkzeug.exceptions import ServiceUnavailable

from booked import alone
from litigation_app import ledger
from litigation_app.accounts.models import Office
from litigation_app.core.db import WritePending, begin_write, db
from litigation_app.ledger import LedgerEntry
from litigation_app.ledger.settings import settings

pytestmark = pytest.mark.both_databases


def thing() -> Office:
    """A row that a request changes."""
    return Office(name=str(uuid4()), organisation="Invented organisation", country="RS")


def acts() -> list[str]:
    return list(db.session.execute(select(LedgerEntry.act).order_by(LedgerEntry.seq)).scalars())


def write(act: str = "record_step") -> None:
    ledger.write(act=act, by=uuid4(), of=f"case:{uuid4()}")


@pytest.mark.thorough
def test_a_queued_entry_is_in_the_commit_of_its_change(desk: Flask) -> None:
    db.session.add(thing())
    write("create_case")

    db.session.commit()

    assert acts() == ["create_case"]
    assert db.session.execute(select(Office)).scalars().all()
    assert ledger.verify(db.session(), settings().mac_key).holds


def test_a_rolled_back_request_leaves_no_entry(desk: Flask) -> None:
    write("create_case")
    db.session.rollback()

    write("record_step")
    db.session.commit()

    assert acts() == ["record_step"]


def test_a_rolled_back_savepoint_takes_only_its_own_entries(desk: Flask) -> None:
    begin_write()
    write("first")
    inner = db.session.begin_nested()
    write("second")
    inner.rollback()
    write("third")

    db.session.commit()

    assert acts() == ["first", "third"]


def test_queued_entries_are_appended_after_every_other_statement(desk: Flask) -> None:
    seen: list[str] = []
    db.session.add(thing())
    write()
    event.listen(db.engine, "before_cursor_execute", lambda *call: seen.append(call[2].split()[0] + call[2]))

    db.session.commit()

    writes = [statement for statement in seen if statement.startswith("INSERT") or "ledger_append" in statement]
    assert "office" in writes[0]
    assert "ledger_entry" in writes[-1] or "ledger_append" in writes[-1]


def test_the_request_that_failed_writes_nothing_and_the_one_that_succeeded_does(desk: Flask) -> None:
    @desk.post("/<int:status>")
    def act(status: int) -> Response:
        write(f"answered_{status}")
        return Response(status=status)

    client = desk.test_client()

    client.post("/422")
    client.post("/204")

    assert acts() == ["answered_204"]
    body = json.loads(db.session.execute(select(LedgerEntry.body)).scalar_one())
    assert body["endpoint"] == "act"


def test_a_seal_without_an_entry_commits_nothing(desk: Flask) -> None:
    db.session.add(thing())
    ledger.note_seal(db.session(), table="victim", row=uuid4(), capsule="record", row_ver=1, digest="00" * 32)

    with pytest.raises(ledger.UnrecordedSeal):
        db.session.commit()
    db.session.rollback()

    assert db.session.execute(select(Office)).first() is None


def test_an_entry_alone_is_durable_before_the_request_ends(desk: Flask) -> None:
    ticket = alone(opening=True)

    db.session.rollback()

    assert acts() == ["open_victim"]
    assert ticket.opening_id is not None


def test_an_entry_alone_is_refused_while_the_request_writes(desk: Flask) -> None:
    begin_write()

    with pytest.raises(WritePending):
        alone()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET act = 'nothing' WHERE seq = 1",
        "DELETE FROM ledger_entry WHERE seq = 1",
        "DELETE FROM ledger_entry",
    ],
)
def test_the_database_refuses_to_change_or_delete_an_entry(desk: Flask, statement: str) -> None:
    alone()

    with pytest.raises(DatabaseError, match=r"append-only|permission denied"):
        db.session.execute(text(statement))
    db.session.rollback()

    assert acts() == ["open_victim"]


def test_the_database_refuses_to_replace_or_truncate(desk: Flask) -> None:
    alone(opening=True)
    columns = ", ".join(column.name for column in LedgerEntry.__table__.columns)
    statements = {
        "sqlite": [
            "INSERT OR REPLACE INTO ledger_entry SELECT * FROM ledger_entry",
            f"REPLACE INTO ledger_entry ({columns}) SELECT seq + 1, {columns.split(', ', 1)[1]} FROM ledger_entry",
        ],
        "postgresql": ["TRUNCATE ledger_entry"],
    }

    for statement in statements[db.engine.dialect.name]:
        with pytest.raises(DatabaseError, match=r"append-only|permission denied"):
            db.session.execute(text(statement))
        db.session.rollback()

    assert acts() == ["open_victim"]


def test_four_writers_make_one_unbroken_chain(desk: Flask) -> None:
    def work(number: int) -> None:
        with desk.app_context():
            for turn in range(10):
                if turn % 2:
                    alone(act=f"alone_{number}")
                else:
                    db.session.add(thing())
                    write(f"queued_{number}")
                    db.session.commit()
            db.session.remove()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    verdict = ledger.verify(db.session(), settings().mac_key)
    assert (verdict.entries, verdict.first_bad) == (40, None)


# The limit is this process's own; PostgreSQL writes in another.
@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_when_the_disk_is_full_nothing_opens(desk: Flask) -> None:
    alone()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, hard))
    try:
        with pytest.raises(ServiceUnavailable):
            alone()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert acts() == ["open_victim"]
    alone(act="afterwards")
    assert ledger.verify(db.session(), settings().mac_key).entries == 2


def test_entries_are_found_newest_first_by_what_they_say(desk: Flask) -> None:
    who, case = uuid4(), uuid4()
    for turn in range(5):
        alone(act=f"act_{turn}", by=who if turn % 2 else None, case_id=case)
    today = datetime.now(UTC).date()

    def found(**asked: object) -> list[str]:
        return [row.act for row in db.session.execute(ledger.entries(**asked))]

    assert found(limit=2) == ["act_4", "act_3"]
    assert found(limit=2, before=4) == ["act_2", "act_1"]
    assert found(by=who) == ["act_3", "act_1"]
    assert found(act="act_0", case_id=case, outcome="done") == ["act_0"]
    assert found(since=today - timedelta(days=1), until=today + timedelta(days=1), limit=1) == ["act_4"]
    assert found(until=today - timedelta(days=2)) == []
