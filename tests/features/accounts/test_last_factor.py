"""Do two removals at the same moment leave her without a second factor? The last one stays."""

from threading import Thread
from typing import Any

from flask import Flask
from sqlalchemy import select

from litigation_app.accounts.models import Passkey
from litigation_app.accounts.signing_in.factors import actions as factors
from litigation_app.accounts.signing_in.factors import queries
from litigation_app.accounts.signing_in.factors.actions import FactorRefused
from litigation_app.accounts.signing_in.passkeys import NewPasskey
from litigation_app.core.db import committing, db

MOMENT = 0.5  # seconds, in which whoever does not wait is done


def test_of_two_that_are_taken_away_at_once_one_stays(app: Flask, make: Any) -> None:
    actor, refused = make.actor(make.lawyer()), list[str]()
    with app.app_context(), committing():
        factors.keep_passkey(actor.id, NewPasskey(b"izmisljen", b"kljuc", 0), name="Telefon")

    def remove_passkey() -> None:
        with app.app_context(), committing():
            found = db.session.scalars(select(Passkey).where(Passkey.user_id == actor.id)).one()
            try:
                factors.remove_passkey(actor, found)
            except FactorRefused as stop:
                refused.append(stop.reason)

    other = Thread(target=remove_passkey)
    with app.app_context(), committing():
        factors.remove_app(actor)
        other.start()
        other.join(MOMENT)
    other.join()

    assert refused == ["last_one"]
    with app.app_context():
        assert queries.factors_of(actor.id).ways == 1
