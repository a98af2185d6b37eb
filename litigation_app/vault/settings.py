"""Which keyring does the running app hold?"""

from dataclasses import dataclass
from uuid import UUID

from flask import Flask, current_app

from config import Config
from litigation_app.vault import keyring
from litigation_app.vault.keyring import Keyring
from litigation_app.vault.sealing import Alg

_NAME = "vault"


@dataclass(frozen=True)
class Vault:
    """The opened keyring and the algorithm with which this instance seals new things."""

    keyring: Keyring
    alg: Alg = Alg.GCM

    @property
    def instance(self) -> UUID:
        return self.keyring.instance


def install(app: Flask, config: Config) -> Vault:
    """Open the keyring for `app`; raises KeyringRefused. The caller hands other rooms their keys (ledger, signer)."""
    opened = Vault(keyring.load(config))
    app.extensions[_NAME] = opened
    return opened


def current() -> Vault:
    """The running app's vault; raises KeyError where none is installed."""
    found: Vault = current_app.extensions[_NAME]
    return found
