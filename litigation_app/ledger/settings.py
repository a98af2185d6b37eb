"""Which keys and which instance does this copy's ledger write for, where do its signed states go, and who are its partners?"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from flask import Flask, current_app

from litigation_app.ledger.notes import COSIGNED, Signing, VerifierKey

_NAME = "ledger"
_ANCHORING = "ledger_anchoring"
_DESK = "litigation-desk"
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Settings:
    """What `app` hands over; the ledger itself reads no key. `mac_key`: the keyring's "audit-mac" secret, 32 bytes.

    `signer` signs checkpoints and partners' checkpoints. None: this desk signs nothing. `older_keys`: public keys with which
    it signed before.
    """

    mac_key: bytes = field(repr=False)
    instance: UUID
    signer: Signing | None = field(default=None, repr=False)
    older_keys: tuple[bytes, ...] = ()

    @property
    def origin(self) -> str:
        """The name under which this log is known to partners."""
        return f"{_DESK}/{self.instance}"

    @property
    def own_keys(self) -> list[VerifierKey]:
        """The public keys of this log, the newest first."""
        newest = (self.signer.public_key(),) if self.signer else ()
        return [VerifierKey(self.origin, key) for key in (*newest, *self.older_keys)]


@dataclass(frozen=True)
class Partner:
    """Another log that watches this one and is watched by it. `url`: where its witness answers, "" for files only."""

    key: VerifierKey
    url: str = ""

    @property
    def origin(self) -> str:
        return self.key.name

    @property
    def witness_key(self) -> VerifierKey:
        """The same key, as it signs what it saw of ours."""
        return self.key.as_kind(COSIGNED)


@dataclass
class Anchoring:
    """Where signed states go, and how far the newest that this process knows of reaches."""

    folder: Path | None
    partners: tuple[Partner, ...]
    size: int = 0
    at: datetime = _NEVER


def install(
    app: Flask, keys: Callable[[], Settings], *, folder: Path | None = None, partners: tuple[Partner, ...] = ()
) -> None:
    """Give `app` its ledger. `keys` is asked at each use, since a desk may start locked and its keys may change.

    `folder` keeps a copy of every checkpoint beside the database (None: no copies).
    """
    app.extensions[_NAME] = keys
    app.extensions[_ANCHORING] = Anchoring(folder, partners)


def settings() -> Settings:
    """The running app's ledger settings; raises KeyError where none is installed, so that nothing is ever unlogged."""
    keys: Callable[[], Settings] = current_app.extensions[_NAME]
    return keys()


def anchoring() -> Anchoring:
    """Where the running app's signed states go."""
    found: Anchoring = current_app.extensions[_ANCHORING]
    return found
