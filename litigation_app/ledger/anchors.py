"""Which rows keep the signed states of this log, what partners signed, and what this desk saw of partners' logs?"""

from datetime import datetime
from typing import cast

from sqlalchemy import DDL, BigInteger, Integer, LargeBinary, String, Table, Text, event
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime

_SIZE = BigInteger().with_variant(Integer, "sqlite")
NAME = 200


class LedgerCheckpoint(Base):
    """A signed state of this log. `frontier`: the roots of the full subtrees, from which the tree grows on."""

    __tablename__ = "ledger_checkpoint"

    size: Mapped[int] = mapped_column(_SIZE, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    frontier: Mapped[bytes] = mapped_column(LargeBinary)
    note: Mapped[str] = mapped_column(Text)


class LedgerCosignature(Base):
    """A partner's signature of one of our checkpoints, as the line of a signed note."""

    __tablename__ = "ledger_cosignature"

    size: Mapped[int] = mapped_column(_SIZE, primary_key=True, autoincrement=False)
    witness: Mapped[str] = mapped_column(String(NAME), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    line: Mapped[str] = mapped_column(Text)


class WitnessedLog(Base):
    """The last state of a partner's log that this desk signed. It only grows."""

    __tablename__ = "witnessed_log"

    origin: Mapped[str] = mapped_column(String(NAME), primary_key=True)
    size: Mapped[int] = mapped_column(_SIZE)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    note: Mapped[str] = mapped_column(Text)


def _kept(table: str) -> dict[str, list[str]]:
    """Rows are added, never changed: the same refusal as the ledger's."""
    refuse = "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
    return {
        "sqlite": [
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
        ],
        "postgresql": [
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION ledger_entry_refuse()",
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION ledger_entry_refuse()",
        ],
    }


_GROWS = {
    "sqlite": [
        "CREATE TRIGGER witnessed_log_grows BEFORE UPDATE ON witnessed_log WHEN NEW.size < OLD.size "
        "BEGIN SELECT RAISE(ABORT, 'a witnessed log only grows'); END",
        "CREATE TRIGGER witnessed_log_no_delete BEFORE DELETE ON witnessed_log "
        "BEGIN SELECT RAISE(ABORT, 'a witnessed log only grows'); END",
    ],
    "postgresql": [
        "CREATE TRIGGER witnessed_log_grows BEFORE UPDATE ON witnessed_log FOR EACH ROW WHEN (NEW.size < OLD.size) "
        "EXECUTE FUNCTION ledger_entry_refuse()",
        "CREATE TRIGGER witnessed_log_no_delete BEFORE DELETE ON witnessed_log "
        "FOR EACH ROW EXECUTE FUNCTION ledger_entry_refuse()",
        "CREATE TRIGGER witnessed_log_no_truncate BEFORE TRUNCATE ON witnessed_log "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_entry_refuse()",
    ],
}
# The migration runs the same statements.
ANCHOR_TRIGGERS = {
    dialect: _kept("ledger_checkpoint")[dialect] + _kept("ledger_cosignature")[dialect] + _GROWS[dialect]
    for dialect in ("sqlite", "postgresql")
}


def _guard(table: Table) -> None:
    """What keeps this table, made with it."""
    for dialect, statements in ANCHOR_TRIGGERS.items():
        for statement in statements:
            if f" ON {table.name} " in statement:
                ddl = DDL(statement)  # type: ignore[no-untyped-call]
                event.listen(table, "after_create", ddl.execute_if(dialect=dialect))


for _model in (LedgerCheckpoint, LedgerCosignature, WitnessedLog):
    _guard(cast(Table, _model.__table__))
