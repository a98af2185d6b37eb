"""Which statements does somebody's act send to the database?"""

from collections.abc import Callable

from flask import Flask
from sqlalchemy import event

from litigation_app.core.db import db


def sent_by(app: Flask, act: Callable[[], object]) -> list[str]:
    """In their order."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        seen.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    act()
    event.remove(engine, "before_cursor_execute", note)
    return seen
