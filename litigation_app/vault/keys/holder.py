"""Which keyring does the running app hold, and is it open? Opened late, looked after at every request, dropped when locked."""

import logging
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import NamedTuple, NoReturn
from uuid import UUID

from flask import Flask, current_app

from config import Config
from litigation_app import ledger
from litigation_app.core.locked import DeskLocked
from litigation_app.vault.ciphers.aead import Alg
from litigation_app.vault.keys import keyring, root_source
from litigation_app.vault.keys.keyring import Keyring
from litigation_app.vault.keys.root_key import KeyringRefused, RootKey, SecretRefused
from litigation_app.vault.keys.root_source import Roots

log = logging.getLogger("litigation")

RETRY_SECONDS = 60
_NAME = "vault"
_CHECKPOINTS = "checkpoint-sign"
_LOCKED_SESSION_KEY = b"the desk is locked: no key is there"


class VaultLocked(DeskLocked):
    """No root key has been given yet, or it was taken back: nothing can be opened (503)."""

    def __init__(self) -> None:
        super().__init__(retry_after=RETRY_SECONDS)


@dataclass(frozen=True)
class Vault:
    """The opened keyring and the algorithm with which this instance seals new things."""

    keyring: Keyring
    alg: Alg = Alg.GCM

    @property
    def instance(self) -> UUID:
        return self.keyring.instance

    @cached_property
    def ledger_settings(self) -> ledger.Settings:
        ring = self.keyring
        older = tuple(ring.public_keys(_CHECKPOINTS)[1:])
        return ledger.Settings(ring.secret("audit-mac"), ring.instance, ring.signer(_CHECKPOINTS), older)

    @cached_property
    def session_key(self) -> bytes:
        return self.keyring.secret("session")


class _Stamp(NamedTuple):
    """How a file looked when it was read: another file, or other content, gives another stamp."""

    changed_ns: int
    inode: int
    size: int


def _stamp(path: Path) -> _Stamp | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return _Stamp(found.st_mtime_ns, found.st_ino, found.st_size)


class Holder:
    """The keys of one process: open or locked, and where its root key comes from. Printing it shows no key."""

    def __init__(self, config: Config) -> None:
        self.roots = Roots(config)
        self.config = config
        self._turn = Lock()
        self._opened: Vault | None = None
        self._seen: list[_Stamp | None] = []

    def vault(self) -> Vault:
        """The opened vault; raises VaultLocked."""
        opened = self._opened
        if opened is None:
            raise VaultLocked
        return opened

    def is_locked(self) -> bool:
        return self._opened is None

    def refresh(self) -> None:
        """Read the keyring again if its file was changed or the desk was locked; two looks at the disk otherwise.

        An agent that dies takes nothing away: what is open stays open until the keyring changes.
        """
        if self._is_current():
            return
        with self._turn:
            if self._is_current():  # another thread has just done it
                return
            try:
                self._read()
            except KeyringRefused as refused:
                log.error("the desk is locked, because its keyring cannot be read: %s", refused)

    def reload(self) -> None:
        """Read the keyring again in any case; raises KeyringRefused, and is locked then."""
        with self._turn:
            self._read()

    def _is_current(self) -> bool:
        return self._opened is not None and self._seen == self._stamps()

    def _stamps(self) -> list[_Stamp | None]:
        return [_stamp(path) for path in (self.config.keyring, self.config.locked_mark)]

    def _read(self) -> None:
        """Others go on with the old keys until the new ones are there, or until it is sure that there are none."""
        was_open, opened, seen = self._opened is not None, None, self._stamps()
        try:
            root = self.roots.find()
            opened = None if root is None else Vault(keyring.load(self.config, root))
        finally:
            self._opened, self._seen = opened, seen
        if was_open and opened is None:
            log.warning("the desk is locked: it was told to forget its keys, or the keyring changed without them")


def install(app: Flask, config: Config) -> None:
    """Give `app` its keys: opened at once where a root key is at hand, else locked until one is given.

    Raises KeyringRefused where the keys are missing, unsafe or damaged.
    """
    held = app.extensions[_NAME] = Holder(config)
    held.reload()


def holder() -> Holder:
    """The keys of the running app's process; raises KeyError where none are installed."""
    found: Holder = current_app.extensions[_NAME]
    return found


def current() -> Vault:
    """The running app's opened vault; raises VaultLocked (503), KeyError where none is installed."""
    return holder().vault()


def is_locked() -> bool:
    """Whether this process cannot open anything yet."""
    return holder().is_locked()


def refresh() -> None:
    """Look, once per request, whether the keyring was changed by another process."""
    holder().refresh()


def ledger_settings() -> ledger.Settings:
    """What the ledger writes with, for `ledger.install`; raises VaultLocked."""
    return current().ledger_settings


def session_key() -> bytes:
    """The key behind the tokens of forms, for `csrf.install`.

    A locked desk has none, and its two forms use a constant: the token is then as secret as the random `__Host-`
    cookie under it, which neither another site nor another host of the domain can read or set.
    """
    return _LOCKED_SESSION_KEY if is_locked() else current().session_key


def stamp_key(purpose: str) -> bytes:
    """The key behind whatever in the database lets somebody in ("sign-in") or says who she is ("staff"); raises VaultLocked."""
    return current().keyring.secret(purpose)


def reloaded() -> Vault:
    """The vault after one more look at the keyring, for a row whose key version is unknown; raises VaultLocked."""
    refresh()
    return current()


def root() -> RootKey:
    """The root key, for what rewrites the keyring; raises VaultLocked."""
    found = holder().roots.find()
    if found is None:
        raise VaultLocked
    return found


def ways_to_unlock() -> list[str]:
    """With what a person can unlock this desk: "passphrase", "pkcs11", "recovery"."""
    return root_source.ways(holder().config)


def unlock(provider: str, secret: str) -> int:
    """Give the desk its root key; how often others tried in vain before. Raises SecretRefused, AgentBusy, KeyringRefused."""
    held = holder()
    failed = held.roots.unlock(provider, secret)
    held.reload()
    return failed


def refuse_to_unlock(provider: str) -> NoReturn:
    """Do as for a wrong secret, as slowly, and count it; raises SecretRefused, always."""
    holder().roots.refuse_after_work(provider)
    raise SecretRefused


def lock() -> bool:
    """Take the root key back, from the agent and from every process at its next request; whether there was an agent."""
    had_agent = root_source.lock(holder().config)
    holder().refresh()
    return had_agent


class LateSigner:
    """Signs for one purpose with the key that the keyring has at that moment; raises VaultLocked."""

    def __init__(self, app: Flask, purpose: str) -> None:
        self._holder: Holder = app.extensions[_NAME]
        self._purpose = purpose

    def public_key(self) -> bytes:
        return self._holder.vault().keyring.signer(self._purpose).public_key()

    def sign(self, message: bytes) -> bytes:
        return self._holder.vault().keyring.signer(self._purpose).sign(message)


class LateKeys(Set[bytes]):
    """The public keys that this desk trusts for one purpose, as the keyring has them at that moment."""

    def __init__(self, app: Flask, purpose: str) -> None:
        self._holder: Holder = app.extensions[_NAME]
        self._purpose = purpose

    def _now(self) -> frozenset[bytes]:
        return frozenset(self._holder.vault().keyring.public_keys(self._purpose))

    def __contains__(self, key: object) -> bool:
        return key in self._now()

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._now())

    def __len__(self) -> int:
        return len(self._now())
