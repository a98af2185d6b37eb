"""Two organisations: at one somebody proposes, at the other a named person reads the request and signs it."""

import html
import io
import re
from typing import Any

import pytest
from flask import Flask

from litigation_app.accounts.models import User
from litigation_app.core import clock
from litigation_app.core.db import committing, db
from litigation_app.ledger.models import LedgerEntry
from litigation_app.ledger.settings import settings
from partners import introduce

NAMED = "Mira Potpisnica (Susedi)"


class Desks:
    """Our desk with its only administrator, and a partner's with a coordinator who is to be named."""

    def __init__(self, app: Flask, make: Any, client_as: Any, partner: Flask) -> None:
        introduce(app, partner)
        self.app, self.make, self.partner, self.there = app, make, partner, type(make)(partner, count=100)
        self.at_partner = lambda email: client_as.func(partner, email)
        self.dana = client_as(make.administrator(name="Dana Jedina"))
        self.mira = self.at_partner(self.there.coordinator(name="Mira Potpisnica"))
        with partner.app_context():
            self.origin = settings().origin

    def name(self, by: Any = None, **changes: str) -> Any:
        """Mira is named, or proposed where somebody must agree."""
        said = {"name": "Mira Potpisnica", "organisation": "Susedi", "partner": self.origin}
        return (by or self.dana).post("/co-signers", said | {"email": self.mira.email} | changes)

    @property
    def cosigner(self) -> str:
        with self.app.app_context():
            return str(db.session.query(User.id).filter_by(email=self.mira.email).one()[0])

    def ask(self, person: Any, at: str, **besides: str) -> str:
        """The request that she downloads."""
        answer = person.post(f"{at}/co-signing-request", {"cosigner": self.cosigner, **besides})
        assert answer.status_code == 200, answer.get_data(as_text=True)
        assert answer.headers["Content-Disposition"].startswith("attachment")
        return str(answer.get_data(as_text=True))

    def read(self, request: str, person: Any = None) -> Any:
        return send(person or self.mira, "/co-signing/requests", "file", request)

    def sign(self, request: str) -> str:
        """The answer, after she has read what her own desk shows of it."""
        page = self.read(request).get_data(as_text=True)
        found = re.search(r'name="written"\s+value="([^"]*)"', page)
        assert found is not None, page
        answer = self.mira.post("/co-signing/signatures", {"written": html.unescape(found[1])})
        assert answer.status_code == 200, answer.get_data(as_text=True)
        return str(answer.get_data(as_text=True))

    def agreed(self, person: Any, at: str, **besides: str) -> Any:
        """All of it: asked here, signed there, brought back."""
        return self.bring(person, at, self.sign(self.ask(person, at, **besides)))

    def bring(self, person: Any, at: str, answer: str) -> Any:
        return send(person, f"{at}/co-signature", "answer", answer)


def send(person: Any, address: str, field: str, text: str) -> Any:
    """A file with this text."""
    sent = {field: (io.BytesIO(text.encode()), "file.txt")}
    return person.post(address, sent, content_type="multipart/form-data")


def suspended(app: Flask, email: str) -> None:
    """Somebody of this desk is no longer at work."""
    with app.app_context(), committing():
        db.session.query(User).filter_by(email=email).update({"disabled_at": clock.now()})


def entries(app: Flask, *acts: str) -> list[LedgerEntry]:
    with app.app_context():
        found = db.session.query(LedgerEntry).filter(LedgerEntry.act.in_(acts)).order_by(LedgerEntry.seq).all()
        db.session.expunge_all()
        return found


@pytest.fixture
def both(app: Flask, make: Any, client_as: Any, partner: Flask) -> Desks:
    made = Desks(app, make, client_as, partner)
    assert made.name().status_code == 303
    return made


def changed(both: Desks, email: str = "", **columns: Any) -> None:
    """Somebody types this about her, or about Mira, into the database."""
    with both.app.app_context(), committing():
        db.session.query(User).filter_by(email=email or both.mira.email).update(columns)
