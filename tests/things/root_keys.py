"""Ways to the root key, and what a keyring opens by one of them."""

from typing import Any

from config import Config
from litigation_app import vault
from litigation_app.vault.keys import keyfile, keyring, lifecycle, passphrases, recovery_shares, root_key, unlocking

WORDS, PIN, QUICK_KIB = "seven storks above one quiet mill", "48151623", 64
PURPOSES = ("session", "audit-mac", "ident/phone")


def secrets_of(ring: keyring.Keyring) -> list[bytes]:
    return [ring.secret(purpose) for purpose in PURPOSES]


def opened_by(config: Config, kind: str, secret: str | None) -> list[bytes]:
    entry = keyfile.read(config).root(kind)
    assert entry is not None
    return secrets_of(vault.load(config, unlocking.unlock(entry, secret)))


def passphrase_way() -> root_key.Way:
    return passphrases.way(WORDS, memory_kib=QUICK_KIB)


def make_sheets(config: Config, needed: int, count: int) -> list[str]:
    words: list[str] = []

    def way(instance: Any, root: bytes) -> root_key.Entry:
        entry, made = recovery_shares.made(instance, root, needed=needed, count=count)
        words.extend(made)
        return entry

    lifecycle.add_root(config, keyring.file_root(config), way)
    return words
