"""Do two removals at the same moment leave her without a second factor? SQLite lets one write after the other."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from at_once import overlapping
from litigation_app.accounts.models import Passkey
from litigation_app.accounts.signing_in.factors import actions as factors
from litigation_app.accounts.signing_in.factors import queries
from litigation_app.accounts.signing_in.factors.actions import FactorRefused
from litigation_app.accounts.signing_in.passkeys import NewPasskey
from litigation_app.core.db import committing, db

pytestmark = pytest.mark.parametrize("config", ["postgres"], indirect=True)


def test_of_two_that_are_taken_away_at_once_one_stays(app: Flask, make: Any) -> None:
    actor, refused = make.actor(make.lawyer()), list[str]()
    with app.app_context(), committing():
        factors.keep_passkey(actor.id, NewPasskey(b"izmisljen", b"kljuc", 0), name="Telefon")

    def remove_app() -> None:
        factors.remove_app(actor)

    def remove_passkey() -> None:
        found = db.session.scalars(select(Passkey).where(Passkey.user_id == actor.id)).one()
        try:
            factors.remove_passkey(actor, found)
        except FactorRefused as stop:
            refused.append(stop.reason)

    wrong = overlapping(app, remove_app, remove_passkey)

    assert (wrong, refused) == ([], ["last_one"])
    with app.app_context():
        assert queries.factors_of(actor.id).ways == 1
