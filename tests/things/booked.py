"""Entries of the ledger that stand by themselves."""

from uuid import uuid4

from litigation_app import ledger


def alone(**said: object) -> ledger.Ticket:
    plain = {"act": "open_victim", "by": uuid4(), "of": f"victim:{uuid4()}", "session_id": uuid4()}
    return ledger.append_alone(**{**plain, **said})
