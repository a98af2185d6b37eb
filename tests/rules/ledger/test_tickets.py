"""Can anybody but the ledger make a ticket?"""

import copy
import dataclasses
import pickle
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask

import litigation_app
from litigation_app import ledger

pytestmark = pytest.mark.both_databases


def test_a_ticket_cannot_be_made_outside_the_ledger() -> None:
    fields = (1, None, "open_victim", f"victim:{uuid4()}", None, uuid4(), datetime.now(UTC), "done")

    for forged in (None, object(), True):
        with pytest.raises(ledger.TicketForged):
            ledger.Ticket(*fields, _made=forged)


def test_a_ticket_is_neither_copied_changed_nor_kept(desk: Flask) -> None:
    ticket = ledger.append_alone(act="open_victim", by=None, of=f"victim:{uuid4()}", session_id=None)

    with pytest.raises((TypeError, ValueError), match="InitVar"):  # from Python 3.13 on the first
        dataclasses.replace(ticket, object=f"victim:{uuid4()}")
    with pytest.raises(dataclasses.FrozenInstanceError):
        ticket.object = "victim:other"  # type: ignore[misc]
    for keep in (copy.copy, copy.deepcopy, pickle.dumps):
        with pytest.raises(ledger.TicketForged):
            keep(ticket)


def test_only_the_ledger_names_the_maker_of_tickets() -> None:
    root = Path(litigation_app.__file__).parent

    named = {path.relative_to(root).parts[0] for path in root.rglob("*.py") if "_ONLY_HERE" in path.read_text()}
    issuing = {path.relative_to(root).parts[0] for path in root.rglob("*.py") if "._issue(" in path.read_text()}

    assert named == {"ledger"}
    assert issuing == {"ledger"}
