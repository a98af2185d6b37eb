"""Which row keeps one ledger entry, and what stops anybody from changing it?"""

from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import DDL, BigInteger, Index, Integer, LargeBinary, String, Table, Uuid, event
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.core.db import Base, UtcDateTime


class LedgerEntry(Base):
    """One entry. The columns before `body` repeat what the body says, for searching; `verify` holds them against it."""

    __tablename__ = "ledger_entry"
    __table_args__ = (
        Index(None, "actor", "seq"),
        Index(None, "actor", "act", "seq"),
        Index(None, "act", "seq"),
        Index(None, "object", "seq"),
        Index(None, "case_id", "seq"),
        Index(None, "at"),
    )

    # INTEGER lets SQLite use seq as its rowid
    seq: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False
    )
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[UUID | None] = mapped_column(Uuid)  # None: nobody was signed in, or the desk itself acted
    act: Mapped[str] = mapped_column(String(64))
    object: Mapped[str] = mapped_column(String(64))
    case_id: Mapped[UUID | None] = mapped_column(Uuid)
    opening_id: Mapped[UUID | None] = mapped_column(Uuid, unique=True)
    purpose: Mapped[str | None] = mapped_column(String(64))
    outcome: Mapped[str] = mapped_column(String(64))
    body: Mapped[bytes] = mapped_column(LargeBinary)
    h: Mapped[bytes] = mapped_column(LargeBinary(32))
    mac: Mapped[bytes] = mapped_column(LargeBinary(16))


def mark_of(h: bytes) -> str:
    """How a paper calls an entry: by the beginning of its hash, since a number would count everybody's."""
    return h.hex()[:16]


# INSERT OR REPLACE deletes without firing a DELETE trigger, therefore the third SQLite trigger.
TRIGGERS: dict[str, list[str]] = {
    "sqlite": [
        "CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry "
        "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
        "CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry "
        "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
        "CREATE TRIGGER ledger_entry_no_replace BEFORE INSERT ON ledger_entry "
        "WHEN NEW.seq <= (SELECT coalesce(max(seq), 0) FROM ledger_entry) "
        "OR EXISTS (SELECT 1 FROM ledger_entry WHERE opening_id = NEW.opening_id) "
        "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION ledger_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$",
        "CREATE TRIGGER ledger_entry_no_change BEFORE UPDATE OR DELETE ON ledger_entry "
        "FOR EACH ROW EXECUTE FUNCTION ledger_entry_refuse()",
        "CREATE TRIGGER ledger_entry_no_truncate BEFORE TRUNCATE ON ledger_entry "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_entry_refuse()",
    ],
}

# On PostgreSQL this is the only way in: it runs as the tables' owner, and the desk's own role may call it but not insert.
# It also keeps which entry committed last to what is sealed where (commitments.py).
APPEND = [
    """CREATE OR REPLACE FUNCTION ledger_append(
  p_seq bigint, p_at timestamptz, p_actor uuid, p_act varchar, p_object varchar, p_case uuid, p_opening uuid,
  p_purpose varchar, p_outcome varchar, p_body bytea, p_h bytea, p_mac bytea, p_before bytea
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  last_seq bigint := 0;
  last_h bytea := decode(repeat('00', 32), 'hex');
BEGIN
  PERFORM pg_advisory_xact_lock(1818850404);
  SELECT seq, h INTO last_seq, last_h FROM ledger_entry ORDER BY seq DESC LIMIT 1;
  IF NOT FOUND THEN
    last_seq := 0;
    last_h := decode(repeat('00', 32), 'hex');
  END IF;
  IF p_seq <> last_seq + 1 OR p_before <> last_h
     OR p_h <> sha256('lit-audit-1'::bytea || p_before || int8send(p_seq) || p_body) THEN
    RAISE EXCEPTION 'the ledger is append-only: this entry does not follow from the last one';
  END IF;
  INSERT INTO ledger_entry (seq, at, actor, act, object, case_id, opening_id, purpose, outcome, body, h, mac)
  VALUES (p_seq, p_at, p_actor, p_act, p_object, p_case, p_opening, p_purpose, p_outcome, p_body, p_h, p_mac);
  IF position('"sealed":[]'::bytea IN p_body) = 0 THEN
    INSERT INTO ledger_commitment ("table", "row", capsule, seq)
    SELECT DISTINCT said ->> 'table', (said ->> 'row')::uuid, said ->> 'capsule', p_seq
    FROM jsonb_array_elements(convert_from(p_body, 'UTF8')::jsonb -> 'sealed') AS said
    ON CONFLICT ("table", "row", capsule) DO UPDATE SET seq = excluded.seq;
  END IF;
END $$""",
    "REVOKE ALL ON FUNCTION ledger_append FROM PUBLIC",
]


def _guard(table: Table) -> None:
    for statement in APPEND:
        ddl = DDL(statement)  # type: ignore[no-untyped-call]
        event.listen(table, "after_create", ddl.execute_if(dialect="postgresql"))
    for dialect, statements in TRIGGERS.items():
        for statement in statements:
            ddl = DDL(statement)  # type: ignore[no-untyped-call]
            event.listen(table, "after_create", ddl.execute_if(dialect=dialect))


_guard(cast(Table, LedgerEntry.__table__))
