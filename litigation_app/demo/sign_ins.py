"""Who signs in to the demonstration, with which password and codes? Kept beside the instance, read by the sign-in page."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from litigation_app import ledger
from litigation_app.core.db import db
from litigation_app.ledger import LedgerEntry

ACT, MARK = "demo", "demo:fill"  # by what the access log says that everything here is invented
PASSWORD = "three invented rivers"  # noqa: S105 - printed on the sign-in page; real copies have no such person
_FILE = "demo.json"
_SHOWN = 13


@dataclass(frozen=True)
class SignIn:
    """One person of the demonstration. `role` is a code, `role_name` its words; `totp_secret` as apps take it (base32)."""

    role: str
    role_name: str
    name: str
    email: str
    password: str
    office: str
    country: str
    totp_secret: str

    def as_json(self) -> dict[str, Any]:
        """What `litigation demo --json` prints of her."""
        return {name: value for name, value in vars(self).items() if name != "role_name"} | {"roles": [self.role]}


class Demonstration:
    """Whether this desk is one, as its access log says, which forgets nothing; and who signs in there."""

    def __init__(self, instance: Path) -> None:
        self._file = instance / _FILE
        self.is_here = False
        self._was_asked = False

    def look(self) -> bool:
        """Ask the access log, once: a desk where people work never becomes one."""
        if not self._was_asked:
            mark = select(LedgerEntry.seq).where(LedgerEntry.act == ACT, LedgerEntry.object == MARK).limit(1)
            self.is_here = db.session.scalar(mark) is not None
            self._was_asked = True
        return self.is_here

    def everybody(self) -> list[SignIn]:
        """All who may sign in, in the order in which they are shown; empty where nobody may, or nobody knows any more who."""
        if not self.is_here or not self._file.exists():
            return []
        return [SignIn(**row) for row in json.loads(self._file.read_text(encoding="utf-8"))]

    def shown(self) -> list[SignIn]:
        """The first of them, one or two of each role and two of each country."""
        return self.everybody()[:_SHOWN]

    def begin(self) -> None:
        """In the transaction with its first people: from now on the desk says that it is a demonstration."""
        ledger.write(act=ACT, by=None, of=MARK, facts={"sealed": 0})

    def keep(self, people: list[SignIn]) -> None:
        """It is whole: write down who signs in, with secrets that no other copy has."""
        self._file.touch(mode=0o600)
        text = json.dumps([asdict(person) for person in people], ensure_ascii=False, indent=1)
        self._file.write_text(text, encoding="utf-8")
        self._was_asked = self.is_here = True


def install(app: Flask) -> None:
    """Let each page of a demonstration say so; after the keys, so that a locked desk asks its database nothing."""
    app.extensions["demonstration"] = Demonstration(app.extensions["config"].instance)
    app.before_request(_look)


def _look() -> None:
    try:
        demonstration().look()
    except SQLAlchemyError:  # pages that need no database answer all the same
        db.session.rollback()


def demonstration() -> Demonstration:
    """That of the present application."""
    found: Demonstration = current_app.extensions["demonstration"]
    return found
