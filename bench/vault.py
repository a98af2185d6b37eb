"""How fast do sealed records open, beside fetching, unwrapping, decrypting and parsing them with nothing around?"""

import json
import sqlite3
import struct
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import numpy as np
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bench.ledger import OF, bare_desk
from bench.measuring import Figure, cpu, figure
from litigation_app import ledger, vault
from litigation_app.core.db import db
from litigation_app.vault.ciphers import aead
from litigation_app.vault.fact_cache import columns

BATCH = 1_000
MILLION = 1_000_000
_BARE = (
    'SELECT c."row", c.subject, c.sealed, k.wrapped{} FROM capsule c JOIN subject_key k ON k.subject = c.subject {} '
    "WHERE c.\"table\" = 'victim' AND c.capsule = ?"
)
_BARE_FACTS = _BARE.format("", "")
_BARE_SKETCHES = _BARE.format(", s.case_id, s.office_id", 'JOIN sketch_change s ON s.subject = c."row"')
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
        path, some = folder / "desk.db", people[: min(500, victims)]
        floor = cpu(lambda: bare_scan(path, "facts")) / victims
        scan = cpu(lambda: sum(1 for _ in vault.open_many(facts, table="victim", capsule="facts"))) / victims
        yield figure("vault_facts_scan", scan * 1e6, "us/record", floor * 1e6, 1.5, "ratio", "lower", victims)
        yield _columns_figure(folder / "columns", MILLION)
        yield _open_figure(some, path)
        yield _seal_figure(some)


def _columns_figure(file: Path, people: int) -> Figure:
    """A table of four facts of so many people and how old the women were in all, from the file of sealed columns.

    The floor is the arithmetic alone, on columns that are open.
    """
    found, key, here = _drawn(people), vault.current().keyring.secret("facts"), vault.current().instance
    file.write_bytes(columns.sealed(found, columns.State(0, 0, 0, ""), key, here))
    floor = cpu(lambda: _tabulated(found))
    took = cpu(lambda: _tabulated(columns.opened(file.read_bytes(), key, here, with_ids=False).columns))
    file.unlink()
    return figure("vault_facts_columns", took * 1e3, "ms", floor * 1e3, 50, "value", "lower", people)


def _drawn(people: int) -> columns.Columns:
    random = np.random.default_rng(1)
    values = {
        "sex": ["F", "M", None],
        "age": [*range(80)],
        "citizenship_group": ["NATIONAL", "REGION", "OTHER"],
        "forms": [["LAB"], ["SEX"], ["LAB", "SEX"], []],
        "status": ["FORMAL", "PRESUMED"],
        "first_contact": [f"{year}-{month:02}-01" for year in range(2010, 2026) for month in range(1, 13)],
        "birth_year": [*range(1950, 2020)],
    }
    places = {name: random.integers(0, len(said), people, dtype=np.uint8) for name, said in values.items()}
    ids = random.integers(0, 2**63, (people, 2), dtype=np.uint64).astype(">u8").view(columns.ID).reshape(people)
    return columns.Columns(values, places, ids)


def _tabulated(found: columns.Columns) -> float:
    women = found.where("sex", [code == "F" for code in found.values["sex"]])
    ages = np.array(found.values["age"])[found.places["age"][women]].sum()
    return float(ages) + len(found.counted(["sex", "citizenship_group", "forms", "status"]))


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


def bare_scan(path: Path, capsule: str, rows: Sequence[UUID] | None = None) -> None:
    """Opening the capsules of victims by sqlite3 and the cipher alone: no ticket, no check of version or padding.

    Without `rows` one scan of all capsules of this kind (a sketch with its place), else one question for each row.
    """
    connection = sqlite3.connect(path)
    wanted = _BARE_SKETCHES if capsule == "sketch" else _BARE_FACTS
    if rows is None:
        _decrypt(connection.execute(wanted, (capsule,)), capsule)
    for row in rows or ():
        _decrypt(connection.execute(f'{wanted} AND c."row" = ?', (capsule, row.hex)), capsule)
    connection.close()


def _decrypt(rows: Iterable[tuple[Any, ...]], capsule: str) -> None:
    instance, kek = vault.current().instance, vault.current().keyring.kek(1)
    before = b"\x01\x00\x10" + instance.bytes
    name = capsule.encode()
    around = before + b"\x02\x00\x06victim\x03\x00\x10", b"\x04" + len(name).to_bytes(2, "big") + name + b"\x00\x01"
    versions = struct.pack(">II", 1, 1)
    for row, subject, sealed, wrapped, *_place in rows:
        aad = b"lit1 dek" + before + b"\x05\x00\x10" + bytes.fromhex(subject) + versions
        dek = kek.decrypt(wrapped[:12], wrapped[12:], aad)
        aad = sealed[:15] + around[0] + bytes.fromhex(row) + around[1]
        plain = AESGCM(dek).decrypt(sealed[15:27], sealed[27:], aad)
        json.loads(plain[4 : 4 + int.from_bytes(plain[:4], "big")])


def _open_figure(people: Sequence[UUID], path: Path) -> Figure:
    """One record under its ticket (its durable entry is `ledger_append_1`), beside its own row fetched and decrypted."""
    named = {"groups": "record"}
    said = [{"act": "open_victim", "of": f"victim:{one}", "facts": named} for one in people]
    tickets = [ledger.append_alone(by=None, session_id=None, **one) for one in said]  # type: ignore[arg-type]

    def every() -> None:
        for one, ticket in zip(people, tickets, strict=True):
            vault.open(ticket, subject=one, table="victim", row=one, capsule="record")

    floor = cpu(lambda: bare_scan(path, "record", people)) / len(people)
    took = cpu(every) / len(people)
    return figure("vault_open_record", took * 1e6, "us", floor * 1e6, 4_000, "value", "lower", len(people))


def _seal_figure(people: list[UUID]) -> Figure:
    """One record sealed again with its ledger entry, all in one commit, beside the cipher and JSON alone."""
    place = aead.Place(vault.current().instance, "victim", people[0], "record", 1)
    floor = cpu(lambda: [aead.seal(bytes(32), 1, place, RECORD) for _ in people]) / len(people)

    def every() -> None:
        for one in people:
            vault.seal(subject=one, table="victim", row=one, capsule="record", content=RECORD, row_ver=2)
            ledger.write(act="edit_victim", by=None, of=OF)
        db.session.commit()

    took = cpu(every) / len(people)
    return figure("vault_seal_record", took * 1e6, "us", floor * 1e6, 4_000, "value", "lower", len(people))
