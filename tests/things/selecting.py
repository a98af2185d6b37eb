"""Which tests does `make test` leave to `make test-all`?"""

from collections import defaultdict
from collections.abc import Sequence
from random import Random
from typing import TypeVar
from zlib import crc32

import pytest

T = TypeVar("T")
THOROUGH = 10  # of the tests that take long, one in so many
ON_POSTGRESQL = 15  # of those on a database, one in so many; SQLite is twice as quick


def is_one_in(count: int, *what: object) -> bool:
    """Whether this belongs to the sample of one in so many; the same on every machine and in every run."""
    return crc32(repr(what).encode()) % count == 0


def one_of(some: Sequence[T], *what: object) -> T:
    """Which one of some this belongs to, by the same hash."""
    return some[crc32(repr(what).encode()) % len(some)]


def shuffled(items: list[pytest.Item], seed: int) -> list[pytest.Item]:
    """In another order: file by file, since a worker takes a file, and each file's tests by chance too."""
    chance, files = Random(seed), defaultdict(list)  # an order, no secret
    for item in items:
        files[item.path].append(item)
    for tests in files.values():
        chance.shuffle(tests)
    return [item for path in chance.sample(list(files), len(files)) for item in files[path]]


def is_left_out(item: pytest.Item) -> bool:
    """Whether this test is for `make test-all` alone, or takes the other database in `make test`."""
    if item.get_closest_marker("extensive"):
        return True
    if item.get_closest_marker("both_databases") or not isinstance(item, pytest.Function):
        return False
    if item.get_closest_marker("thorough") and not is_one_in(THOROUGH, _bare(item)):
        return True
    return _database(item) not in {None, database_of(_bare(item))}


def database_of(bare: str) -> str:
    """On which database `make test` asks a test of this name: drawn apart from which of the thorough ones it takes."""
    return "postgres" if is_one_in(ON_POSTGRESQL, "database", bare) else "sqlite"


def _database(item: pytest.Function) -> str | None:
    """The database of a test that comes once for each; a test that names its own database comes once."""
    callspec = getattr(item, "callspec", None)
    named = any("config" in mark.args[0] for mark in item.iter_markers("parametrize"))
    return None if callspec is None or named else callspec.params.get("config")


def _bare(item: pytest.Function) -> str:
    """Its name without the database: a file's tests are on both."""
    return item.nodeid.replace(f"[{_database(item)}", "[")
