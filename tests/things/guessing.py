"""Who guesses and knocks, and how long the access log is."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from litigation_app.core.db import db
from litigation_app.ledger import LedgerEntry

As = Callable[[str], Any]


def log_size(app: Flask) -> int:
    with app.app_context():
        return int(db.session.scalar(select(func.count()).select_from(LedgerEntry)) or 0)
