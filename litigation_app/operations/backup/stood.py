"""How did a database stand in the moment of its backup: tables, log, keys, papers?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Connection, Table, select

from litigation_app import ledger
from litigation_app.casework.documents.models import Document
from litigation_app.core import schema
from litigation_app.ledger.anchors import LedgerCheckpoint
from litigation_app.ledger.chain import START
from litigation_app.vault import SubjectKey

_ENTRIES, _KEYS, _PAPERS, _SIGNED = (
    cast(Table, model.__table__) for model in (ledger.LedgerEntry, SubjectKey, Document, LedgerCheckpoint)
)


@dataclass(frozen=True)
class Stood:
    """`keks`: the versions that wrap its keys; `papers`: those that are there; `signed`: entries below its last checkpoint."""

    engine: str
    revision: str
    entries: int
    head: str
    signed: int
    keks: tuple[int, ...]
    papers: tuple[UUID, ...]

    def said(self) -> dict[str, Any]:
        """As the backup's list has it."""
        return {
            "engine": self.engine,
            "revision": self.revision,
            "ledger": {"entries": self.entries, "head": self.head, "signed": self.signed},
            "keks": list(self.keks),
            "papers": len(self.papers),
        }

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> "Stood":
        """What a backup's list says; raises KeyError, TypeError where it is of another format."""
        log = said["ledger"]
        keks = tuple(map(int, said["keks"]))
        return cls(said["engine"], said["revision"], int(log["entries"]), log["head"], int(log["signed"]), keks, ())


def read(connection: Connection) -> Stood:
    """As this connection sees it."""
    last = select(_ENTRIES.c.seq, _ENTRIES.c.h).order_by(_ENTRIES.c.seq.desc()).limit(1)
    seq, h = connection.execute(last).one_or_none() or (0, START)
    signed = connection.scalar(select(_SIGNED.c.size).order_by(_SIGNED.c.size.desc()).limit(1)) or 0
    keks = connection.scalars(select(_KEYS.c.kek_ver).distinct().order_by(_KEYS.c.kek_ver)).all()
    papers = connection.scalars(select(_PAPERS.c.id).where(_PAPERS.c.removed_at.is_(None))).all()
    return Stood(
        connection.dialect.name, schema.revision_of(connection), seq, h.hex(), signed, tuple(keks), tuple(papers)
    )
