"""How soon does a fresh process answer, and how much memory does a worker hold after fifty pages?"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench import caseload
from bench.measuring import Figure, figure, resident
from config import Config
from litigation_app.app import create_app

ROOT = Path(__file__).parents[1]  # where `bench` is found by a fresh process
TRIES = 3
CASES = 2_000
PAGES = 50
BARE = "import flask, sqlalchemy, flask_sqlalchemy, flask_babel, wtforms, cryptography.hazmat.primitives.ciphers.aead"


def figures() -> Iterator[Figure]:
    """Each in a process of its own, beside one that only imports what the desk stands on."""
    with tempfile.TemporaryDirectory() as folder:
        lawyer, _coordinator = caseload.fill(caseload.desk(Path(folder)), CASES)
        answered = statistics.median(_seconds("-m", "bench.start", folder) for _ in range(TRIES))
        bare = statistics.median(_seconds("-c", BARE) for _ in range(TRIES))
        yield figure("cold_start", answered, "s", bare, 3, "value", "lower", TRIES)
        held = _said("-m", "bench.start", folder, lawyer)
        bare_held = _said("-c", f"{BARE}; from bench.measuring import resident; print(resident())")
        yield figure("worker_memory", held, "MB", bare_held, 150, "value", "lower", PAGES)


def _seconds(*arguments: str) -> float:
    start = time.perf_counter()
    _run(*arguments)
    return time.perf_counter() - start


def _said(*arguments: str) -> float:
    return float(_run(*arguments).split()[-1])


def _run(*arguments: str) -> str:
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout


def _child(folder: str, *person: str) -> None:
    """Answer once; with a person's address: her fifty pages, then print the memory held."""
    app = create_app(Config(instance=Path(folder), database_url=f"sqlite:///{folder}/desk.db", password_hash_kib=64))
    if not person:
        app.test_client().get("/healthz")
        return
    browser = caseload.Browser(app, person[0])
    for _ in range(PAGES):
        browser.get("/cases/")
    print(resident())


if __name__ == "__main__":
    _child(*sys.argv[1:])
