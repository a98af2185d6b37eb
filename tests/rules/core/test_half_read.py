"""Does whoever leaves an answer half read keep the next one in the past? On SQLite and PostgreSQL."""

from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from litigation_app.accounts.models import Office
from litigation_app.core.db import db

pytestmark = pytest.mark.both_databases


def add_offices(count: int) -> None:
    db.session.add_all(Office(name=str(uuid4()), organisation="Invented", country="RS") for _ in range(count))
    db.session.commit()


def test_a_connection_goes_back_with_nothing_half_read(desk: Flask) -> None:
    add_offices(3)
    left = db.session.execute(select(Office.__table__.c.name))
    left.fetchone()
    db.session.rollback()

    with db.engine.connect() as same:  # the pool has no other
        add_offices(1)
        counted = same.scalar(select(func.count()).select_from(Office))

    assert counted == 4
    del left
