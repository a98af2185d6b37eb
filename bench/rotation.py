"""How long do a million keys take to come under a new wrapping key, alone and while people open records?"""

import multiprocessing
import statistics
import time
from collections.abc import Iterator
from multiprocessing.pool import AsyncResult
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bench.ledger import bare_desk
from bench.measuring import Figure, figure
from litigation_app import ledger, vault
from litigation_app.core.db import db
from litigation_app.vault.ciphers import aead
from litigation_app.vault.rotation import rotation

MILLION = 1_000_000
BATCH = 5_000
OPENED = 1_500
NAMED = {"groups": "record"}


def figures(folder: Path, *, keys: int = 100_000) -> Iterator[Figure]:
    """Seconds for a million keys, taken from `keys`: alone in long turns, in short turns; and what an opening feels of it."""
    app = bare_desk(folder)
    with app.app_context():
        people = _fill(keys)
        floor = _floor(keys) / keys * MILLION
        fast = _seconds(rotation.FAST) / keys * MILLION
        gentle = _seconds(rotation.GENTLE) / keys * MILLION
        yield figure("kek_rotation_alone", fast, "s/1M", floor, 10, "value", "lower", keys)
        yield figure("kek_rotation_background", gentle, "s/1M", floor, 120, "value", "lower", keys)
        yield _openings(folder, people)


def _fill(keys: int) -> list[UUID]:
    people = [uuid4() for _ in range(keys)]
    for start in range(0, keys, BATCH):
        vault.new_subjects(people[start : start + BATCH])
        db.session.commit()
    some = people[:200]
    vault.seal_many(vault.Sealing(one, "victim", one, "record", {"n": 1}) for one in some)
    ledger.write(act="bench", by=None, of="bench")
    db.session.commit()
    return some


def _floor(keys: int) -> float:
    """Seconds of unwrapping and wrapping alone: the cipher and fresh nonces, no database."""
    old, new, place = AESGCM(b"o" * 32), AESGCM(b"n" * 32), {"instance": UUID(int=1), "subject": UUID(int=2)}
    wrapped = aead.wrap(old, bytes(32), **place, kek_ver=1, dek_ver=1)
    bound = aead.wrap_head(UUID(int=1)) + UUID(int=2).bytes
    start = time.perf_counter()
    for _ in range(keys):
        aead.rewrap(wrapped, old, new, bound=bound, keks=(1, 2), dek_ver=1)
    return time.perf_counter() - start


def _seconds(batch: int) -> float:
    start = time.perf_counter()
    rotation.rotate(by=None, batch=batch, destroy_old=True)
    return time.perf_counter() - start


def _openings(folder: Path, people: list[UUID]) -> Figure:
    """p99 of openings (ledger entry, decryption) in milliseconds while another process rotates, beside the same in peace."""
    vault.refresh()
    peace = _p99(_opened(people, None))
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        pool.apply(_ready, (folder,))  # imports are not what is measured
        running = pool.apply_async(_rotate, (folder,))
        busy = _p99(_opened(people, running))
        running.get()
    return figure("kek_rotation_open_p99", busy, "ms", peace, 2, "ratio", "lower", OPENED)


def _ready(folder: Path) -> None:
    bare_desk(folder)


def _rotate(folder: Path) -> None:
    with bare_desk(folder).app_context():
        rotation.rotate(by=None)


def _opened(people: list[UUID], running: AsyncResult[Any] | None) -> list[float]:
    """Milliseconds of each opening, as long as the rotation runs (without one: so many)."""
    took: list[float] = []
    while len(took) < OPENED if running is None else not running.ready():
        one = people[len(took) % len(people)]
        start = time.perf_counter()
        vault.refresh()
        ticket = ledger.append_alone(act="open_victim", by=None, of=f"victim:{one}", session_id=None, facts=NAMED)
        vault.open(ticket, subject=one, table="victim", row=one, capsule="record")
        db.session.rollback()
        took.append((time.perf_counter() - start) * 1e3)
        time.sleep(0.002)  # people pause
    return took


def _p99(took: list[float]) -> float:
    return statistics.quantiles(took, n=100)[98]
