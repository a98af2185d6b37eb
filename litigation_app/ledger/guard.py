"""Could the desk's own database role rewrite the ledger? On PostgreSQL two roles should share the work."""

from sqlalchemy import text

from litigation_app.core.db import db, is_sqlite

_MAY_CHANGE = text(
    "SELECT has_table_privilege(current_user, 'ledger_entry', 'INSERT') "
    "OR has_table_privilege(current_user, 'ledger_entry', 'UPDATE') "
    "OR has_table_privilege(current_user, 'ledger_entry', 'DELETE') "
    "OR has_table_privilege(current_user, 'ledger_entry', 'TRUNCATE') "
    "OR pg_has_role(current_user, (SELECT tableowner FROM pg_tables WHERE schemaname = 'public' "
    "AND tablename = 'ledger_entry'), 'MEMBER')"
)


def is_unguarded() -> bool:
    """Whether only triggers stand between this role and the entries (PostgreSQL with one role for everything)."""
    return not is_sqlite(db.engine) and bool(db.session.scalar(_MAY_CHANGE))
