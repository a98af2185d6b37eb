"""What whoever keeps the database types into it, and what the desk says to that."""

import hashlib
from typing import Any

from flask import Flask
from sqlalchemy import insert, select, update

from litigation_app.accounts.signing_in.login import COOKIE
from litigation_app.core.db import committing, db
from litigation_app.ledger import LedgerEntry

TOKEN, OTHER_PASSWORD = "a token that the attacker knows", "a sentence that the attacker knows"


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def typed(app: Flask, model: Any, **columns: object) -> None:
    """A row that whoever keeps the database has typed."""
    with app.app_context(), committing() as session:
        session.execute(insert(model).values(**columns))


def changed(app: Flask, model: Any, *which: Any, **columns: object) -> None:
    with app.app_context(), committing() as session:
        session.execute(update(model).where(*which).values(**columns))


def alerts(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(LedgerEntry.object).where(LedgerEntry.act == "integrity_failed")))


def cookie_of(person: Any, name: str = COOKIE) -> str:
    return str(person.client.get_cookie(name, domain="localhost").value)
