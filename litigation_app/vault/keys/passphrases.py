"""How does a passphrase become the key that wraps the root key? By Argon2id, slow and large, so that trying many is dear."""

import os
import unicodedata
from uuid import UUID

from argon2.low_level import Type, hash_secret_raw

from litigation_app.vault.keys import root_key
from litigation_app.vault.keys.root_key import Entry, KeyringRefused, Way

LEAST_LETTERS = 20
PASSES, LANES = 3, 1
_SALT_BYTES = 16
_MOST_KIB, _MOST_PASSES, _MOST_LANES = 4 * 2**20, 64, 16  # a head that asks for more was made to exhaust us


def way(passphrase: str, *, memory_kib: int) -> Way:
    """The way of this passphrase; raises KeyringRefused for a short one."""
    if len(_prepared(passphrase)) < LEAST_LETTERS:
        raise KeyringRefused(f"A passphrase needs at least {LEAST_LETTERS} letters: take five or six words by chance.")

    def made(instance: UUID, root: bytes) -> Entry:
        details: dict[str, str | int] = {
            "salt": root_key.as_text(os.urandom(_SALT_BYTES)),
            "memory_kib": memory_kib,
            "passes": PASSES,
            "lanes": LANES,
        }
        return root_key.wrapped_entry(root_key.PASSPHRASE, instance, details, _key(details, passphrase), root)

    return made


def opened(entry: Entry, passphrase: str) -> bytes:
    """The root key; raises SecretRefused."""
    return root_key.unwrapped_entry(entry, _key(dict(entry.details), passphrase))


def _key(details: dict[str, str | int], passphrase: str) -> bytes:
    memory, passes, lanes = (int(details[name]) for name in ("memory_kib", "passes", "lanes"))
    if memory > _MOST_KIB or passes > _MOST_PASSES or lanes > _MOST_LANES:
        raise ValueError("too dear")
    return hash_secret_raw(
        secret=_prepared(passphrase).encode(),
        salt=root_key.from_text(str(details["salt"])),
        time_cost=passes,
        memory_cost=memory,
        parallelism=lanes,
        hash_len=root_key.KEY_BYTES,
        type=Type.ID,
    )


def _prepared(typed: str) -> str:
    """The same letters whichever keyboard and system typed them."""
    return " ".join(unicodedata.normalize("NFKC", typed).split())
