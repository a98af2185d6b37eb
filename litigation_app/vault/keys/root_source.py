"""With which root key is the keyring opened: the key file's, one given to this process, or the key agent's?"""

import logging
import secrets as randomness
from datetime import timedelta
from threading import Lock

from config import Config
from litigation_app.vault.keys import agent_client, keyring, root_key, unlocking
from litigation_app.vault.keys.agent_client import AgentBusy, AgentGone, AgentRoot
from litigation_app.vault.keys.root_key import FILE, PASSPHRASE, RECOVERY, RootKey, SecretRefused

log = logging.getLogger("litigation")

BUSY_FOR = timedelta(seconds=10)


class Roots:
    """Where one process finds the root key. One that was given to it stays in its memory; printing shows none."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._given: RootKey | None = None
        self._failed = 0
        self._counting = Lock()

    def find(self) -> RootKey | None:
        """The root key, or None while the desk is locked; raises KeyringRefused where its file is unsafe or damaged."""
        if opens_by_itself(self._config):
            return keyring.file_root(self._config)
        if self._config.locked_mark.exists():
            self._given = None
            return None
        if self._given is not None:
            return self._given
        said = agent_client.status(self._config.agent_address)
        return AgentRoot(self._config.agent_address) if said and said["unlocked"] else None

    def unlock(self, provider: str, secret: str) -> int:
        """Give the root key to the agent, or without one to this process; how often others tried in vain before.

        Raises SecretRefused, AgentBusy, KeyringRefused.
        """
        try:
            failed = agent_client.unlock(self._config.agent_address, provider, secret)
        except AgentGone:
            self._given = self._derived(provider, secret)
            self._config.locked_mark.unlink(missing_ok=True)
            failed = 0
        with self._counting:
            failed, self._failed = failed + self._failed, 0
        return failed

    def _derived(self, provider: str, secret: str) -> RootKey:
        try:
            return derive(self._config, provider, secret)
        except SecretRefused:
            self.count_failure()
            raise

    def refuse_after_work(self, provider: str) -> None:
        """Spend the time of a wrong passphrase and count it; raises SecretRefused or AgentBusy, or returns.

        A security device is left alone: it would shut itself after a few wrong PINs.
        """
        if provider == PASSPHRASE:
            self.unlock(provider, randomness.token_urlsafe())
        try:
            agent_client.ask(self._config.agent_address, {"do": "failed"})
        except AgentGone:
            self.count_failure()

    def count_failure(self) -> None:
        with self._counting:
            self._failed += 1
            log.warning("an attempt to unlock was in vain; since the last unlocking: %d", self._failed)


def opens_by_itself(config: Config) -> bool:
    """Whether the key file opens this desk without a person (a keyring with another way as well survives the file's loss)."""
    kinds = [entry.kind for entry in keyring.roots(config)]
    return FILE in kinds and (config.root_key.exists() or kinds == [FILE])


def ways(config: Config) -> list[str]:
    """With what a person can unlock this desk: "passphrase", "pkcs11", "recovery"."""
    return list(dict.fromkeys(entry.kind for entry in keyring.roots(config) if entry.kind != FILE))


def sheets_needed(config: Config) -> int:
    """How many recovery sheets together open this desk; 0: none were made."""
    return max((int(one.details["needed"]) for one in keyring.roots(config) if one.kind == RECOVERY), default=0)


def derive(config: Config, provider: str, secret: str) -> RootKey:
    """The root key behind a secret; slow and large by design. Raises SecretRefused, KeyringRefused."""
    return unlocking.unlock(_entry(config, provider), secret)


def _entry(config: Config, kind: str) -> root_key.Entry:
    for entry in keyring.roots(config):
        if entry.kind == kind:
            return entry
    raise SecretRefused


def lock(config: Config) -> bool:
    """Take the root key back from agent and processes; whether an agent was there to forget it."""
    config.locked_mark.touch(mode=0o600)
    try:
        agent_client.ask(config.agent_address, {"do": "lock"})
    except AgentGone:
        return False
    return True


__all__ = ["AgentBusy", "Roots", "derive", "lock", "opens_by_itself", "sheets_needed", "ways"]
