"""Does a capsule open under its own ticket and no other? On SQLite and PostgreSQL."""

from uuid import UUID, uuid4

import pytest
from flask import Flask

from capsuled import SECRET, TABLE, opened, sealed_victim, ticket
from litigation_app import ledger, vault
from litigation_app.core.db import db
from litigation_app.vault import KekUse, SubjectKey

pytestmark = pytest.mark.both_databases


def test_a_ticket_opens_only_the_groups_that_it_names(desk: Flask) -> None:
    health, facts = sealed_victim(capsule="health"), sealed_victim(capsule="facts")
    said = {"act": "open_victim", "by": uuid4(), "session_id": uuid4(), "facts": {"groups": "identity+contact"}}

    with pytest.raises(vault.TicketRefused):
        opened(health, ledger.append_alone(of=f"victim:{health}", **said), "health")  # type: ignore[arg-type]
    assert opened(facts, ledger.append_alone(of=f"victim:{facts}", **said), "facts")  # type: ignore[arg-type]


def test_several_capsules_of_a_row_open_together_or_not_at_all(desk: Flask) -> None:
    victim = sealed_victim()
    vault.seal(subject=victim, table=TABLE, row=victim, capsule="facts", content={"sex": "F"})
    ledger.write(act="edit_victim", by=None, of=f"victim:{victim}")
    db.session.commit()
    place = {"subject": victim, "table": TABLE, "row": victim}
    own = ticket("open_victim", f"victim:{victim}")

    both = vault.open_row(own, **place, capsules={"record": 1, "facts": 1})  # type: ignore[arg-type]

    assert both == {"record": {"name": SECRET}, "facts": {"sex": "F"}}
    for wrong, capsules in (
        (vault.TicketRefused, {"facts": 1, "health": 1}),
        (vault.SealBroken, {"facts": 1, "note": 1}),
        (vault.SealBroken, {"facts": 1, "record": 2}),
    ):
        with pytest.raises(wrong):
            vault.open_row(own, **place, capsules=capsules)  # type: ignore[arg-type]
    with pytest.raises(vault.TicketRefused):
        vault.open_row(ticket("open_victim", f"victim:{uuid4()}"), **place, capsules={"facts": 1})  # type: ignore[arg-type]


def test_a_justification_is_all_that_its_reviewer_opens(desk: Flask) -> None:
    case, why = sealed_victim(capsule="aim"), sealed_victim(capsule="why")

    with pytest.raises(vault.TicketRefused):
        opened(case, ticket("read_justification", f"case:{case}"), "aim")
    assert opened(why, ticket("read_justification", f"case:{why}"), "why") == {"name": SECRET}


def test_a_sealed_record_opens_under_its_ticket(desk: Flask) -> None:
    victim = sealed_victim()

    content = opened(victim, ticket("open_victim", f"victim:{victim}"))

    assert content == {"name": SECRET}


def test_a_capsule_of_another_version_than_its_row_has_is_broken(desk: Flask) -> None:
    victim = sealed_victim()
    own = ticket("open_victim", f"victim:{victim}")
    place = {"subject": victim, "table": TABLE, "row": victim, "capsule": "record"}

    assert vault.open(own, **place, row_ver=1) == {"name": SECRET}  # type: ignore[arg-type]
    with pytest.raises(vault.SealBroken):
        vault.open(own, **place, row_ver=2)  # type: ignore[arg-type]


def streamed(under: ledger.Ticket, victim: UUID) -> list[object]:
    try:
        return list(vault.open_many(under, table=TABLE, capsule="record", rows=[victim]))
    except vault.TicketRefused:
        return []


@pytest.mark.parametrize(
    ("act", "of", "outcome"),
    [
        ("open_victim", "victim:{other}", "done"),
        ("open_victim", "case:{victim}", "done"),
        ("open_victim", "victim:{victim}", "denied"),
        ("open_victim", "victim:x", "done"),
        ("open_file", "victim:{victim}", "done"),
        ("open_file", "case:{other}", "done"),
        ("edit_victim", "victim:{victim}", "done"),
        ("read_facts", "facts", "done"),
        ("search_load", "victim:{victim}", "done"),
    ],
)
def test_every_other_ticket_is_refused(desk: Flask, act: str, of: str, outcome: str) -> None:
    victim = sealed_victim()
    wrong = ticket(act, of.format(victim=victim, other=uuid4()), outcome)

    with pytest.raises(vault.TicketRefused):
        opened(victim, wrong)
    assert streamed(wrong, victim) == []


def test_what_only_looks_like_a_ticket_is_refused(desk: Flask) -> None:
    victim = sealed_victim()

    class Lookalike:
        act, object, outcome = "open_victim", f"victim:{victim}", "done"

    with pytest.raises(vault.TicketRefused):
        opened(victim, Lookalike())  # type: ignore[arg-type]
    with pytest.raises(vault.TicketRefused):
        opened(victim, None)  # type: ignore[arg-type]


def test_a_file_ticket_opens_what_is_sealed_under_the_case(desk: Flask) -> None:
    case, notes = uuid4(), [uuid4(), uuid4()]
    vault.new_subject(case)
    for number, note in enumerate(notes):
        vault.seal(subject=case, table="note", row=note, capsule="note", content={"n": number})
    ledger.write(act="record_step", by=None, of=f"case:{case}")
    db.session.commit()
    sealed_victim()

    found = dict(vault.open_many(ticket("open_file", f"case:{case}"), table="note", capsule="note"))

    assert found == {notes[0]: {"n": 0}, notes[1]: {"n": 1}}
    for table, capsule in (("note", "note"), ("document", "text"), ("note", "text")):
        with pytest.raises(
            vault.TicketRefused
        ):  # that of the tasks opens what they say; papers and notes have a text as well
            vault.open_many(ticket("open_tasks", f"case:{case}"), table=table, capsule=capsule)


def test_a_facts_ticket_opens_the_facts_of_all_and_nothing_else(desk: Flask) -> None:
    victims = {sealed_victim({"sex": "F", "n": n}, "facts"): n for n in range(3)}
    record = sealed_victim()
    facts = ticket("read_facts", "facts")

    found = {row: content["n"] for row, content in vault.open_many(facts, table=TABLE, capsule="facts")}

    assert found == victims
    with pytest.raises(vault.TicketRefused):
        vault.open_many(facts, table=TABLE, capsule="record")
    with pytest.raises(vault.TicketRefused):
        opened(record, facts)


def test_many_are_narrowed_to_the_rows_asked_for(desk: Flask) -> None:
    victims = [sealed_victim({"n": n}, "sketch") for n in range(3)]

    found = dict(vault.open_many(ticket("search_load", "s"), table=TABLE, capsule="sketch", rows=[victims[1], uuid4()]))

    assert found == {victims[1]: {"n": 1}}


@pytest.mark.thorough
def test_many_sealed_at_once_open_one_by_one(desk: Flask) -> None:
    victims = [uuid4() for _ in range(1_200)]
    vault.new_subjects(victims)
    vault.seal_many(vault.Sealing(v, TABLE, v, capsule, {"id": str(v)}) for v in victims for capsule in ("a", "facts"))
    ledger.write(act="demo", by=None, of="demo")
    db.session.commit()

    last = victims[-1]

    assert opened(last, ticket("open_victim", f"victim:{last}"), "a") == {"id": str(last)}
    assert len(list(vault.open_many(ticket("read_facts", "facts"), table=TABLE, capsule="facts"))) == 1_200
    assert db.session.get_one(SubjectKey, last).seals == 2
    assert db.session.get_one(KekUse, 1).wraps == 1_200


def test_sealing_again_replaces_and_an_older_version_is_a_conflict(desk: Flask) -> None:
    victim = sealed_victim()
    place = {"subject": victim, "table": TABLE, "row": victim, "capsule": "record"}
    vault.seal(**place, content={"name": "new"}, row_ver=3)
    ledger.write(act="edit_victim", by=None, of=f"victim:{victim}")
    db.session.commit()

    with pytest.raises(vault.SealOutdated):
        vault.seal(**place, content={"name": "old"}, row_ver=2)
    db.session.rollback()

    assert opened(victim, ticket("open_victim", f"victim:{victim}")) == {"name": "new"}
