"""What somebody who keeps the database does with it: keeps a copy of rows, puts them back later, turns a bit."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import select, update

from litigation_app.core.db import committing, db
from litigation_app.vault import Capsule


def kept(app: Flask, row: UUID, *models: Any, capsule: str | None = None) -> Callable[[], None]:
    """The capsules of a row (or the one of this name) and the rows with this id of these models, as they are now.

    What it gives puts them back.
    """
    sealed = [Capsule.row == row] if capsule is None else [Capsule.row == row, Capsule.capsule == capsule]
    wanted = [(Capsule, sealed)] + [(model, [model.id == row]) for model in models]
    with app.app_context():
        found = [
            (model.__table__, dict(one._mapping))
            for model, is_it in wanted
            for one in db.session.execute(select(model.__table__).where(*is_it)).all()
        ]

    def put_back() -> None:
        with app.app_context(), committing() as session:
            for table, values in found:
                is_it = [column == values[column.name] for column in table.primary_key]
                session.execute(update(table).where(*is_it).values(values))

    return put_back


def spoil(app: Flask, row: UUID, capsule: str) -> None:
    """One bit of what is sealed there is turned."""
    with app.app_context(), committing() as session:
        one = session.scalars(select(Capsule).where(Capsule.row == row, Capsule.capsule == capsule)).one()
        one.sealed = one.sealed[:-1] + bytes([one.sealed[-1] ^ 1])
