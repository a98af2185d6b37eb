"""Which key and which instance does this copy's ledger write for?"""

from dataclasses import dataclass, field
from uuid import UUID

from flask import Flask, current_app

_NAME = "ledger"


@dataclass(frozen=True)
class Settings:
    """What `app` handed over; the ledger itself reads no key."""

    mac_key: bytes = field(repr=False)
    instance: UUID


def install(app: Flask, mac_key: bytes, *, instance: UUID) -> None:
    """Give `app` its ledger: `mac_key` is the keyring's "audit-mac" secret (32 bytes), `instance` its instance id."""
    app.extensions[_NAME] = Settings(mac_key, instance)


def settings() -> Settings:
    """The running app's ledger settings; raises KeyError where none is installed, so that nothing is ever unlogged."""
    found: Settings = current_app.extensions[_NAME]
    return found
