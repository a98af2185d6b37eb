"""Does a scan of everybody bring each person once, however many there are? On SQLite and PostgreSQL."""

from uuid import UUID, uuid4

import pytest
from flask import Flask

from litigation_app import ledger, vault
from litigation_app.core.db import db
from litigation_app.vault.name_search import index

MANY = 2_101  # more than is streamed at a time
HERE = index.Place(UUID(int=1), UUID(int=2))
SIGHT = index.Sight([HERE.office_id], (), ())


def _sealed() -> list[UUID]:
    """So many people with facts and sketches; each third has an alias."""
    people = [uuid4() for _ in range(MANY)]
    vault.new_subjects(people)
    vault.seal_many(vault.Sealing(one, "victim", one, "facts", {"n": at}) for at, one in enumerate(people))
    called = (index.Sketch("Ana", "Probić", ("Cvetka",) if at % 3 == 0 else ()) for at in range(MANY))
    index.put_many(index.Drawn(one, HERE, sketch) for one, sketch in zip(people, called, strict=True))
    ledger.write(act="bench", by=None, of="bench")
    db.session.commit()
    return people


@pytest.mark.thorough
def test_everybody_is_there_once(desk: Flask) -> None:
    people = _sealed()
    facts = ledger.append_alone(act="read_facts", by=None, of="facts", session_id=None)

    opened = list(vault.open_many(facts, table="victim", capsule="facts"))

    assert sorted((content["n"], row) for row, content in opened) == list(enumerate(people))
    assert {one.subject for one in index.find("Ana Probic", SIGHT, most=MANY + 1)} == set(people)
    assert {one.subject for one in index.find("Цветка", SIGHT, most=MANY)} == set(people[::3])
