"""How do some of several paper sheets give the root key back? A random key is split by SLIP-39: M sheets of N are needed."""

import secrets
from uuid import UUID

from shamir_mnemonic import MnemonicError, combine_mnemonics, generate_mnemonics

from litigation_app.vault.keys import root_key
from litigation_app.vault.keys.root_key import Entry, KeyringRefused, SecretRefused

WORDS = 33  # of one sheet, for a key of 32 bytes
FEWEST, MOST = 2, 16  # SLIP-39 allows 16 sheets


def made(instance: UUID, root: bytes, *, needed: int, count: int) -> tuple[Entry, list[str]]:
    """The entry and the words of each sheet, which exist nowhere else; raises KeyringRefused for odd numbers."""
    if not FEWEST <= needed <= count <= MOST:
        raise KeyringRefused(f"Recovery needs {FEWEST} to {MOST} sheets, and at most as many as there are.")
    key = secrets.token_bytes(root_key.KEY_BYTES)
    (words,) = generate_mnemonics(1, [(needed, count)], key)
    details: dict[str, str | int] = {"needed": needed, "sheets": count}
    return root_key.wrapped_entry(root_key.RECOVERY, instance, details, key, root), list(words)


def opened(entry: Entry, typed: str) -> bytes:
    """The root key from the words of enough sheets, in any order and layout; raises SecretRefused."""
    try:
        key = combine_mnemonics(_sheets(typed))
    except MnemonicError:
        raise SecretRefused from None
    if len(key) != root_key.KEY_BYTES:
        raise SecretRefused
    return root_key.unwrapped_entry(entry, key)


def _sheets(typed: str) -> list[str]:
    words = typed.lower().split()
    if not words or len(words) % WORDS:
        raise SecretRefused
    return [" ".join(words[start : start + WORDS]) for start in range(0, len(words), WORDS)]
