"""Entries in an access log, a partner who is asked to sign its state, and what a hostile owner does to it."""

from uuid import uuid4

from flask import Flask

from litigation_app import ledger


def note_down(app: Flask, count: int = 1) -> None:
    """Some entries of the log."""
    with app.app_context():
        for _ in range(count):
            ledger.append_alone(act="sign_in", by=uuid4(), of=f"person:{uuid4()}", session_id=None)
