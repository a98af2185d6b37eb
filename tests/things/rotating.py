"""People whose records must still open after their keys were changed."""

from uuid import UUID, uuid4

from litigation_app import ledger, vault
from litigation_app.core.db import db


def filled(count: int) -> list[UUID]:
    """So many persons with a record each."""
    people = [uuid4() for _ in range(count)]
    vault.new_subjects(people)
    vault.seal_many(vault.Sealing(one, "victim", one, "facts", {"id": str(one)}) for one in people)
    ledger.write(act="demo", by=None, of="demo")
    db.session.commit()
    return people


def all_open(people: list[UUID]) -> bool:
    facts = ledger.append_alone(act="read_facts", by=None, of="facts", session_id=None)
    found = {row: content["id"] for row, content in vault.open_many(facts, table="victim", capsule="facts")}
    db.session.rollback()
    return found == {one: str(one) for one in people}
