"""Is an opening good for its person, her session and its minutes, and for nothing that was typed or rewritten? On SQLite and PostgreSQL."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from booked import alone
from litigation_app import ledger
from litigation_app.core.db import db
from litigation_app.ledger import LedgerEntry, chain

pytestmark = pytest.mark.both_databases


def test_an_opening_is_redeemed_by_its_person_in_its_session_only(desk: Flask) -> None:
    by, session = uuid4(), uuid4()
    opening = alone(by=by, session_id=session, opening=True).opening_id
    assert opening is not None

    ticket = ledger.redeem(opening, by=by, session_id=session, minutes=20)

    assert (ticket.act, ticket.by, ticket.opening_id) == ("open_victim", by, opening)
    for other in ({"by": uuid4()}, {"session_id": uuid4()}):
        with pytest.raises(ledger.OpeningOver):
            ledger.redeem(opening, **{"by": by, "session_id": session, "minutes": 20, **other})
    with pytest.raises(ledger.OpeningOver):
        ledger.redeem(uuid4(), by=by, session_id=session, minutes=20)


def test_an_opening_ends_after_its_minutes(desk: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    by, session = uuid4(), uuid4()
    opening = alone(by=by, session_id=session, opening=True).opening_id
    assert opening is not None
    later = datetime.now(UTC) + timedelta(minutes=21)

    monkeypatch.setattr("litigation_app.core.clock.now", lambda: later)

    with pytest.raises(ledger.OpeningOver):
        ledger.redeem(opening, by=by, session_id=session, minutes=20)
    assert ledger.redeem(opening, by=by, session_id=session, minutes=22)


def test_a_refusal_is_no_opening(desk: Flask) -> None:
    by, session = uuid4(), uuid4()
    opening = alone(by=by, session_id=session, outcome="denied", opening=True).opening_id
    assert opening is not None

    with pytest.raises(ledger.OpeningOver):
        ledger.redeem(opening, by=by, session_id=session, minutes=20)


def test_a_row_typed_into_the_table_opens_nothing(desk: Flask, as_owner: Callable[..., None]) -> None:
    by, session, opening = uuid4(), uuid4(), uuid4()
    alone(by=by, session_id=session, opening=True)
    real = db.session.execute(select(LedgerEntry)).scalar_one()
    body = json.dumps({**json.loads(real.body), "opening": str(opening)}, sort_keys=True, separators=(",", ":"))
    kept = [
        name
        for name in (column.name for column in LedgerEntry.__table__.columns)
        if name not in {"seq", "opening_id", "body"}
    ]
    columns = ", ".join(kept)
    typed = f"INSERT INTO ledger_entry (seq, opening_id, body, {columns}) SELECT 2, :opening, :body, {columns} FROM ledger_entry"
    as_owner(typed, opening=opening.hex if db.engine.dialect.name == "sqlite" else opening, body=body.encode())

    with pytest.raises(ledger.OpeningOver):
        ledger.redeem(opening, by=by, session_id=session, minutes=20)


def test_an_opening_that_was_rewritten_with_its_hash_but_without_the_key_opens_nothing(
    desk: Flask, as_owner: Callable[..., None]
) -> None:
    by, session = uuid4(), uuid4()
    opening = alone(by=by, session_id=session, opening=True).opening_id
    real = db.session.execute(select(LedgerEntry.body)).scalar_one()
    body = json.dumps(
        json.loads(real) | {"object": f"victim:{uuid4()}"}, sort_keys=True, separators=(",", ":")
    ).encode()
    shut = "DROP TRIGGER ledger_entry_no_update"
    if db.engine.dialect.name != "sqlite":
        shut = "ALTER TABLE ledger_entry DISABLE TRIGGER USER"
    rewritten = "UPDATE ledger_entry SET body = :body, h = :h"
    db.session.rollback()
    as_owner(shut, rewritten, body=body, h=chain.link(chain.START, 1, body))

    assert opening is not None
    with pytest.raises(ledger.OpeningOver):
        ledger.redeem(opening, by=by, session_id=session, minutes=20)


def test_an_opening_under_another_id_than_it_was_given_opens_nothing(
    desk: Flask, as_owner: Callable[..., None]
) -> None:
    by, session, other = uuid4(), uuid4(), uuid4()
    given = alone(by=by, session_id=session, opening=True).opening_id
    is_sqlite = db.engine.dialect.name == "sqlite"
    shut = "DROP TRIGGER ledger_entry_no_update" if is_sqlite else "ALTER TABLE ledger_entry DISABLE TRIGGER USER"
    as_owner(shut, "UPDATE ledger_entry SET opening_id = :other", other=other.hex if is_sqlite else other)

    for opening in (other, given):
        assert opening is not None
        with pytest.raises(ledger.OpeningOver):
            ledger.redeem(opening, by=by, session_id=session, minutes=20)
