"""Seal, read and strike what is kept of a case for its strategy; note each act in the access log."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litigation_app import ledger, vault
from litigation_app.casework.cases.actions import hold, log_act
from litigation_app.casework.cases.models import Case
from litigation_app.casework.strategy.models import OfCase
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write
from litigation_app.core.text import Unprintable

CAPSULE = "note"


@dataclass(frozen=True, repr=False)
class Texts(Unprintable):
    """Opened texts by row: what was sealed beside it."""

    by_row: Mapping[UUID, Mapping[str, Any]]


def begun(actor: Actor, case: Case) -> dict[str, Any]:
    """How every row of a case begins."""
    begin_write()
    return {
        "case_id": case.id,
        "office_id": case.office_id,
        "recorded_by": actor.id,
        "recorded_at": clock.now(),
    }


def seal(case: Case, table: str, row: UUID, **content: str) -> None:
    """Seal what was written beside a row, under the key of the case; nothing where nothing was written."""
    if any(content.values()):
        vault.seal(subject=case.id, table=table, row=row, capsule=CAPSULE, content=content)


def read(ticket: ledger.Ticket, table: str, rows: Iterable[UUID]) -> Texts:
    """What is sealed beside these rows, under the ticket of the opened file. Raises vault.TicketRefused."""
    return Texts(dict(vault.open_many(ticket, table=table, capsule=CAPSULE, rows=list(rows))))


def mark_entered_in_error(actor: Actor, case: Case, row: OfCase, kind: str, *, row_version: int) -> None:
    """Say that something was a mistake: it remains visible and no longer counts. Raises Changed if it was marked so already."""
    hold(row, row_version)
    row.entered_in_error_by, row.entered_in_error_at = actor.id, clock.now()
    log_act(actor, case, f"strike_{kind}", of=f"{kind}:{row.id}")
