"""Are the coded facts of everybody the same from sealed columns as from every capsule, whatever happened in between?"""

from collections import Counter
from dataclasses import asdict
from typing import Any
from uuid import UUID, uuid4

import numpy as np
import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from litigation_app import ledger, vault
from litigation_app.core.db import db
from litigation_app.vault.capsules import unsealing
from litigation_app.vault.erasure import shredding
from litigation_app.vault.fact_cache import columns, fact_columns
from litigation_app.vault.fact_cache.columns import State

KEY, HERE = bytes(range(32)), UUID(int=7)
STATE = State(3, 0, 12, "ab")
FACTS = st.fixed_dictionaries(
    {"sex": st.sampled_from(["F", "M", None]), "forms": st.lists(st.sampled_from(["SEX", "LAB"]), max_size=2)},
    optional={"age": st.integers(0, 90)},
)
PEOPLE = st.dictionaries(st.uuids(), FACTS, max_size=12)


def ticket() -> ledger.Ticket:
    return ledger.append_alone(act="read_facts", by=None, of="facts", session_id=None)


def scanned() -> dict[UUID, dict[str, Any]]:
    return dict(vault.open_many(ticket(), table="victim", capsule="facts"))


def add(*contents: dict[str, Any]) -> list[UUID]:
    people = [uuid4() for _ in contents]
    vault.new_subjects(people)
    vault.seal_many(
        vault.Sealing(one, "victim", one, "facts", said) for one, said in zip(people, contents, strict=True)
    )
    ledger.write(act="bench", by=None, of="bench")
    db.session.commit()
    return people


def seal_again(one: UUID, version: int, **said: Any) -> None:
    vault.seal(subject=one, table="victim", row=one, capsule="facts", content=said, row_ver=version)
    ledger.write(act="bench", by=None, of="bench")
    db.session.commit()


def plain(found: columns.Columns) -> dict[UUID, dict[str, Any]]:
    return {one: {name: value for name, value in said.items() if value is not None} for one, said in found.people()}


def without_nothing(people: dict[UUID, dict[str, Any]]) -> dict[UUID, dict[str, Any]]:
    return {one: {name: value for name, value in said.items() if value is not None} for one, said in people.items()}


@pytest.mark.thorough
@given(PEOPLE, PEOPLE, st.sets(st.uuids(), max_size=2))
def test_columns_hold_what_they_were_made_of_and_what_changed(
    people: dict[UUID, dict[str, Any]], later: dict[UUID, dict[str, Any]], gone: set[UUID]
) -> None:
    found = columns.columns(people.items())
    assert plain(found) == without_nothing(people)

    gone |= set(list(people)[:1])
    changed = found.changed(dict.fromkeys(gone) | later)

    assert plain(changed) == without_nothing({one: said for one, said in people.items() if one not in gone} | later)
    again = columns.opened(columns.sealed(changed, STATE, KEY, HERE), KEY, HERE)
    assert (plain(again.columns), again.state) == (plain(changed), STATE)


@given(PEOPLE)
def test_a_table_of_columns_is_a_count_of_people(people: dict[UUID, dict[str, Any]]) -> None:
    found = columns.columns(people.items())
    if people:
        one_by_one = Counter((said["sex"], tuple(said["forms"])) for said in people.values())
        assert found.counted(["sex", "forms"]) == one_by_one
        assert sum(found.where("sex", [value == "F" for value in found.values["sex"]])) == sum(
            said["sex"] == "F" for said in people.values()
        )


def test_nobody_is_named_by_the_part_that_counts() -> None:
    found = columns.columns([(uuid4(), {"sex": "F"}), (uuid4(), {"sex": "M"})])

    counted = columns.opened(columns.sealed(found, STATE, KEY, HERE), KEY, HERE, with_ids=False).columns

    assert counted.counted(["sex"]) == {("F",): 1, ("M",): 1}
    assert len(counted.ids) == 0


@pytest.mark.parametrize("where", [0, 4, 6, 20, 40, -1, -40])
def test_a_changed_byte_never_opens(where: int) -> None:
    content = bytearray(columns.sealed(columns.columns([(uuid4(), {"sex": "F"})]), STATE, KEY, HERE))
    content[where] ^= 1

    with pytest.raises(vault.SealBroken):
        columns.opened(bytes(content), KEY, HERE)


def test_another_key_another_desk_a_cut_and_parts_of_two_files_never_open() -> None:
    one, other = (columns.sealed(columns.columns([(uuid4(), {"sex": "F"})]), STATE, KEY, HERE) for _ in range(2))
    half = len(one) - 16 - 8 - 28  # where the ids begin
    for content, key, here in (
        (one, bytes(32), HERE), (one, KEY, UUID(int=8)), (one[:-1], KEY, HERE), (one[:9], KEY, HERE), (b"", KEY, HERE),
        (one + b"\0", KEY, HERE), (one[:half] + other[half:], KEY, HERE),
    ):  # fmt: skip
        with pytest.raises(vault.SealBroken):
            columns.opened(content, key, here)


def test_the_second_time_no_capsule_is_opened(desk: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    add({"sex": "F", "forms": ["SEX"]}, {"sex": "M", "forms": []}, {"sex": None, "forms": ["LAB", "SEX"]})
    first = vault.facts(ticket())
    monkeypatch.setattr(unsealing, "open_many", lambda *_args, **_named: pytest.fail("a capsule was opened"))

    assert plain(vault.facts(ticket())) == plain(first) == without_nothing(scanned())


def test_what_was_sealed_since_is_read_and_nothing_else(desk: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    people = add({"sex": "F", "forms": ["SEX"]}, {"sex": "M", "forms": []})
    vault.facts(ticket())
    seal_again(people[0], 2, sex="M", forms=["LAB"])
    (fresh,) = add({"sex": "F", "forms": [], "age": 30})
    asked: list[list[UUID]] = []
    really = unsealing.open_many

    def watched(*given: Any, rows: Any = None, **named: Any) -> Any:
        asked.append(sorted(rows or []))
        return really(*given, rows=rows, **named)

    monkeypatch.setattr(unsealing, "open_many", watched)

    assert plain(vault.facts(ticket())) == without_nothing(scanned())
    assert asked == [sorted([people[0], fresh])]
    assert plain(vault.facts(ticket())) == without_nothing(scanned())
    assert len(asked) == 1


def test_who_was_erased_is_in_no_column_and_no_old_file_opens(desk: Flask) -> None:
    people = add({"sex": "F", "forms": ["SEX"]}, {"sex": "M", "forms": []})
    vault.facts(ticket())
    old = fact_columns.path().read_bytes()
    shredding.shred(people[0])
    ledger.write(act="bench", by=None, of="bench")
    db.session.commit()

    assert set(plain(vault.facts(ticket()))) == {people[1]}

    shredding.close_the_past(by=None)
    assert not fact_columns.path().exists()
    fact_columns.path().write_bytes(old)
    with pytest.raises(vault.SealBroken):
        columns.opened(old, vault.current().keyring.secret("facts"), vault.current().instance)
    assert set(plain(vault.facts(ticket()))) == {people[1]}


def test_columns_of_another_database_are_not_believed(desk: Flask) -> None:
    """A restored database counts its changes anew: the same numbers mean something else."""
    add({"sex": "F", "forms": []})
    found = vault.facts(ticket())
    vault_now, other = vault.current(), columns.columns([(uuid4(), {"sex": "M", "forms": []})])
    state = fact_columns._state(ticket())
    for wrong in (
        state._replace(hash="00"),
        state._replace(seq=10_000),
        state._replace(until=99),
        state._replace(removed=9),
    ):
        lie = columns.sealed(other, wrong, vault_now.keyring.secret("facts"), vault_now.instance)
        fact_columns.path().write_bytes(lie)
        assert plain(vault.facts(ticket())) == plain(found), asdict(found)


def test_who_is_erased_while_columns_are_made_is_sealed_under_no_living_key(
    desk: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = add({"sex": "F", "forms": []}, {"sex": "M", "forms": ["SEX"]})
    really = fact_columns.columns

    def slow(read: Any) -> columns.Columns:
        found = really(read)
        db.session.commit()
        shredding.shred(people[1])
        ledger.write(act="bench", by=None, of="bench")
        db.session.commit()
        shredding.close_the_past(by=None)
        return found

    monkeypatch.setattr(fact_columns, "columns", slow)
    vault.facts(ticket())
    monkeypatch.undo()

    now = vault.current()
    with pytest.raises(vault.SealBroken):
        columns.opened(fact_columns.path().read_bytes(), now.keyring.secret("facts"), now.instance)
    assert set(plain(vault.facts(ticket()))) == {people[0]}


def test_a_disk_that_is_full_takes_nothing_away(desk: Flask, caplog: pytest.LogCaptureFixture) -> None:
    add({"sex": "F", "forms": []})
    fact_columns.path().with_name("facts.columns.new").mkdir()  # nothing can be written there

    assert plain(vault.facts(ticket())) == without_nothing(scanned())
    assert "could not be kept" in caplog.text
    assert not fact_columns.path().exists()


def test_only_a_ticket_for_everybody_reads_them(desk: Flask) -> None:
    add({"sex": "F", "forms": []})
    vault.facts(ticket())
    other = ledger.append_alone(act="search_load", by=None, of="sketches", session_id=None)

    with pytest.raises(vault.TicketRefused):
        vault.facts(other)


def test_a_table_of_a_million_is_a_table_of_its_parts() -> None:
    """The arithmetic of wide tables does not overflow its places."""
    many = 300
    found = columns.columns((UUID(int=n), {"a": n, "b": n, "c": n, "d": n}) for n in range(many))

    assert found.places["a"].dtype == np.dtype("<u2")
    assert found.counted(["a", "b", "c", "d"]) == {(n, n, n, n): 1 for n in range(many)}
