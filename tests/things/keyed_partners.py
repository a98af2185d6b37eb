"""Partners whose keys are named and confirmed, and what they send."""

import base64
import io
from collections.abc import Callable
from typing import Any

from flask import Flask

from bundled import PartnerKey
from litigation_app.core.db import committing, db
from litigation_app.gate.partners import actions, queries
from litigation_app.gate.partners.rules import key_of
from litigation_app.ledger.models import LedgerEntry
from litigation_app.statistics.releases import shelf

PAGE = "/publishing/partners/"


ClientAs = Callable[[str], Any]


def named(seed: int = 7, country: str = "MK", organisation: str = "Izmišljena Makedonija") -> dict[str, str]:
    key = base64.b64encode(PartnerKey(seed).public_key()).decode()
    return {"organisation": organisation, "country": country, "key": key}


def only(app: Flask) -> Any:
    with app.app_context():
        [found] = queries.everyone()
        return found


def trusted(app: Flask, make: Any, **changes: Any) -> Any:
    """A partner whose key two persons have confirmed."""
    said = named(**changes)
    analyst, coordinator = make.actor(make.analyst()), make.actor(make.coordinator())
    about = {"organisation": said["organisation"], "country": said["country"], "key": key_of(said["key"])}
    with app.test_request_context(), committing():
        row = actions.propose(analyst, **about, own_keys=frozenset())
        db.session.flush()
        actions.confirm(coordinator, row, seen=queries.stands(row))
        return row.id


def sent(person: Any, content: bytes) -> Any:
    data = {"bundle": (io.BytesIO(content), "bundle.zip")}
    return person.post(f"{PAGE}bundles", data, content_type="multipart/form-data")


def there(app: Flask, seed: int = 7) -> list[str]:
    with app.app_context():
        return [
            one.id for one in shelf(queries.place(app.extensions["partner_releases"], PartnerKey(seed).public_key()))
        ]


def acts(app: Flask) -> list[str]:
    with app.app_context():
        return [row.act for row in db.session.query(LedgerEntry).order_by(LedgerEntry.seq)]


def changed(files: dict[str, bytes], name: str) -> dict[str, bytes]:
    """The files with one bit of this one turned."""
    content = bytearray(files[name])
    content[len(content) // 2] ^= 1
    return files | {name: bytes(content)}
