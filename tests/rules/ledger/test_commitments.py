"""Is what is opened held against the newest commitment, also where somebody moved the number by which that is found?"""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import ProgrammingError

from litigation_app import ledger, vault
from litigation_app.core.db import db
from litigation_app.ledger import LedgerCommitment, StateFault
from litigation_app.vault import Capsule

TABLE, CAPSULE = "note", "text"


def sealed(case: UUID, row: UUID, text: str, version: int = 1) -> int:
    """Seal a text of a case; the number of the entry that commits to it."""
    vault.seal(subject=case, table=TABLE, row=row, capsule=CAPSULE, content={"text": text}, row_ver=version)
    ledger.write(act="write_note", by=None, of=f"note:{row}")
    db.session.commit()
    return db.session.scalar(select(LedgerCommitment.seq).where(LedgerCommitment.row == row)) or 0


@pytest.fixture
def case(desk: Flask) -> UUID:
    found = uuid4()
    vault.new_subject(found)
    return found


def texts(case: UUID, rows: list[UUID]) -> dict[UUID, Any]:
    opening = ledger.append_alone(act="open_file", by=None, of=f"case:{case}", session_id=None)
    return dict(vault.open_many(opening, table=TABLE, capsule=CAPSULE, rows=rows))


def point_at(as_owner: Callable[..., None], row: UUID, seq: int) -> None:
    plain = row.hex if db.engine.dialect.name == "sqlite" else str(row)
    db.session.rollback()
    as_owner("UPDATE ledger_commitment SET seq = :seq WHERE row = :row", seq=seq, row=plain)


@pytest.mark.both_databases
def test_of_many_the_one_that_was_put_back_is_named(case: UUID) -> None:
    one, other = uuid4(), uuid4()
    sealed(case, one, "first")
    sealed(case, other, "other")
    old = db.session.execute(select(Capsule.sealed).where(Capsule.row == one)).scalar_one()
    sealed(case, one, "second")
    assert texts(case, [one, other]) == {one: {"text": "second"}, other: {"text": "other"}}
    db.session.execute(update(Capsule).where(Capsule.row == one).values(sealed=old))
    db.session.commit()

    with pytest.raises(vault.SealBroken) as refused:
        texts(case, [one, other])

    assert refused.value.of == f"note:{one}"
    assert texts(case, [other])


def test_what_was_taken_away_and_is_put_back_does_not_open(case: UUID) -> None:
    row = uuid4()
    sealed(case, row, "gone")
    kept = dict(db.session.execute(select(Capsule.__table__).where(Capsule.row == row)).one()._mapping)
    vault.remove(table=TABLE, row=row)
    ledger.write(act="strike_note", by=None, of=f"note:{row}")
    db.session.commit()
    db.session.add(Capsule(**kept))
    db.session.commit()

    with pytest.raises(vault.SealBroken):
        texts(case, [row])


@pytest.mark.both_databases
def test_a_number_that_leads_elsewhere_opens_nothing_and_is_found(case: UUID, as_owner: Callable[..., None]) -> None:
    row = uuid4()
    first = sealed(case, row, "first")
    old = db.session.execute(select(Capsule.sealed).where(Capsule.row == row)).scalar_one()
    sealed(case, row, "second")
    point_at(as_owner, row, first)

    with pytest.raises(vault.SealBroken):
        texts(case, [row])
    assert ledger.verify_state(db.session(), vault.commitments()) == [StateFault(TABLE, row, CAPSULE, "index")]
    db.session.execute(update(Capsule).where(Capsule.row == row).values(sealed=old))
    db.session.commit()
    reasons = {fault.reason for fault in ledger.verify_state(db.session(), vault.commitments())}
    assert reasons == {"index", "differs"}  # opened it would be, since all of it was put back; the check finds it


@pytest.mark.parametrize("config", ["postgres"], indirect=True)
@pytest.mark.parametrize("change", ["UPDATE ledger_commitment SET seq = 1", "DELETE FROM ledger_commitment"])
def test_the_desks_own_role_moves_no_number(case: UUID, change: str) -> None:
    sealed(case, uuid4(), "first")

    with pytest.raises(ProgrammingError):
        db.session.connection().exec_driver_sql(change)
    db.session.rollback()


def test_what_this_very_transaction_sealed_opens_though_no_entry_says_so_yet(case: UUID) -> None:
    row = uuid4()
    sealed(case, row, "first")
    opening = ledger.append_alone(act="open_file", by=None, of=f"case:{case}", session_id=None)
    vault.seal(subject=case, table=TABLE, row=row, capsule=CAPSULE, content={"text": "second"}, row_ver=2)
    where = {"subject": case, "table": TABLE, "row": row, "capsule": CAPSULE}

    assert vault.open(opening, **where) == {"text": "second"}
    ledger.write(act="write_note", by=None, of=f"note:{row}")
    assert vault.open(opening, **where) == {"text": "second"}


def test_one_entry_that_seals_the_same_twice_commits_to_the_last(case: UUID) -> None:
    row = uuid4()
    vault.seal(subject=case, table=TABLE, row=row, capsule=CAPSULE, content={"text": "first"})
    sealed(case, row, "second")

    assert texts(case, [row]) == {row: {"text": "second"}}
