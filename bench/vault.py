"""How fast do sealed records open, beside fetching, unwrapping, decrypting and parsing them with nothing around?"""

import json
import sqlite3
import struct
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bench.ledger import OF, Figure, bare_desk, cpu, figure
from litigation_app import ledger, vault
from litigation_app.core.db import db
from litigation_app.vault import sealing

BATCH = 1_000
FACTS = {
    "sex": "F",
    "age_band": "18-24",
    "citizenship": "RS",
    "forms": ["sexual", "labour"],
    "year": 2026,
    "status": "x",
}
RECORD = {"given": "Пробица", "family": "Тестић", "born": "2001-05-06", "note": "н" * 400, **FACTS}


def figures(folder: Path, *, victims: int = 20_000) -> Iterator[Figure]:
    """Facts of all victims by one ticket (µs CPU a record), one record opened, one record sealed. `folder` is empty."""
    app = bare_desk(folder)
    with app.app_context():
        people = _fill(victims)
        facts = ledger.append_alone(act="read_facts", by=None, of="facts", session_id=None)
        floor = cpu(lambda: _floor(folder / "desk.db")) / victims
        scan = cpu(lambda: sum(1 for _ in vault.open_many(facts, table="victim", capsule="facts"))) / victims
        yield figure("vault_facts_scan", scan * 1e6, "us/record", floor * 1e6, 1.5, "ratio", "lower", victims)
        yield _open_figure(people[: min(500, victims)], floor)
        yield _seal_figure(people[: min(500, victims)])


def _fill(victims: int) -> list[UUID]:
    people = [uuid4() for _ in range(victims)]
    for start in range(0, victims, BATCH):
        some = people[start : start + BATCH]
        vault.new_subjects(some)
        vault.seal_many(vault.Sealing(one, "victim", one, "facts", FACTS) for one in some)
        vault.seal_many(vault.Sealing(one, "victim", one, "record", RECORD) for one in some)
        ledger.write(act="bench", by=None, of="bench")
        db.session.commit()
    return people


def _floor(path: Path) -> None:
    """The same scan by sqlite3 and the cipher alone: no ticket, no entity, no check of version or padding."""
    instance, kek = vault.current().instance, vault.current().keyring.kek(1)
    connection = sqlite3.connect(path)
    rows = connection.execute(
        'SELECT c."row", c.subject, c.sealed, k.wrapped FROM capsule c JOIN subject_key k ON k.subject = c.subject '
        "WHERE c.\"table\" = 'victim' AND c.capsule = 'facts'"
    )
    before = b"\x01\x00\x10" + instance.bytes
    around = before + b"\x02\x00\x06victim\x03\x00\x10", b"\x04\x00\x05facts\x00\x01"
    versions = struct.pack(">II", 1, 1)
    for row, subject, sealed, wrapped in rows:
        aad = b"lit1 dek" + before + b"\x05\x00\x10" + bytes.fromhex(subject) + versions
        dek = kek.decrypt(wrapped[:12], wrapped[12:], aad)
        aad = sealed[:15] + around[0] + bytes.fromhex(row) + around[1]
        plain = AESGCM(dek).decrypt(sealed[15:27], sealed[27:], aad)
        json.loads(plain[4 : 4 + int.from_bytes(plain[:4], "big")])
    connection.close()


def _open_figure(people: list[UUID], floor: float) -> Figure:
    """One record under its ticket (the ledger's durable entry is `ledger_append_1`), beside one record of the floor scan."""
    tickets = [ledger.append_alone(act="open_victim", by=None, of=f"victim:{one}", session_id=None) for one in people]

    def every() -> None:
        for one, ticket in zip(people, tickets, strict=True):
            vault.open(ticket, subject=one, table="victim", row=one, capsule="record")

    took = cpu(every) / len(people)
    return figure("vault_open_record", took * 1e6, "us", floor * 1e6, 4_000, "value", "lower", len(people))


def _seal_figure(people: list[UUID]) -> Figure:
    """One record sealed again with its ledger entry, all in one commit, beside the cipher and JSON alone."""
    place = sealing.Place(vault.current().instance, "victim", people[0], "record", 1)
    floor = cpu(lambda: [sealing.seal(bytes(32), 1, place, RECORD) for _ in people]) / len(people)

    def every() -> None:
        for one in people:
            vault.seal(subject=one, table="victim", row=one, capsule="record", content=RECORD, row_ver=2)
            ledger.write(act="edit_victim", by=None, of=OF)
        db.session.commit()

    took = cpu(every) / len(people)
    return figure("vault_seal_record", took * 1e6, "us", floor * 1e6, 4_000, "value", "lower", len(people))
