"""What of the rules does `make check` leave to `make test`?"""

from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Function]) -> None:
    """What a rule does on PostgreSQL is thorough: a server begins in each worker, and the same is asked on SQLite."""
    for item in items:
        if HERE in item.path.parents and "postgres" in item.name:
            item.add_marker(pytest.mark.thorough)
