"""What may the desk do in its own PostgreSQL database? One role owns the tables, another works with them."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, make_url, text

from litigation_app.core.toml_files import read_toml

_ALL = ["SELECT", "INSERT", "UPDATE", "DELETE"]
_ROLE = text("SELECT 1 FROM pg_roles WHERE rolname = :role")
_WRITTEN = text("SELECT format(:statement, VARIADIC CAST(:names AS text[]))")
_FUNCTION = text("SELECT to_regproc(:name)")
_TABLES = text("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user")


def grant(owner: Connection, desk_url: str) -> None:
    """Give the role of `desk_url` what privileges.toml says and no more; it is made if there is none of that name.

    In this transaction of the tables' owner. Does nothing where the owner is the same role, or on SQLite.
    """
    desk = make_url(desk_url)
    if desk.get_backend_name() != "postgresql" or desk.username == owner.engine.url.username:
        return
    role = str(desk.username)
    if owner.scalar(_ROLE, {"role": role}) is None:
        _run(owner, "CREATE ROLE %I LOGIN", role)
        if desk.password:
            _run(owner, "ALTER ROLE %I PASSWORD %L", role, str(desk.password))
    _grant_all(owner, role)


def _grant_all(connection: Connection, role: str) -> None:
    said = _said()
    _run(connection, "REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    _run(connection, "GRANT USAGE ON SCHEMA public TO %I", role)
    _run(connection, "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO %I", role)
    for table in connection.scalars(_TABLES).all():
        _run(connection, "REVOKE ALL ON TABLE %I FROM %I", table, role)
        _run(connection, "GRANT %s ON TABLE %I TO %I", ", ".join(of(table)), table, role)
    for function, rights in said["functions"].items():
        if connection.scalar(_FUNCTION, {"name": function}) is not None:  # an older desk has fewer
            _run(connection, "GRANT %s ON FUNCTION %I TO %I", ", ".join(rights), function, role)


def of(table: str) -> list[str]:
    """What the desk's role may do with this table."""
    rights: list[str] = _said()["tables"].get(table, _ALL)
    return rights


@cache
def _said() -> Mapping[str, Any]:
    return read_toml(__file__, "privileges.toml")


def _run(connection: Connection, statement: str, *names: str) -> None:
    """Run a statement whose %I are names, %L texts and %s rights of our own file, written out by the database itself."""
    connection.exec_driver_sql(str(connection.scalar(_WRITTEN, {"statement": statement, "names": list(names)})))
