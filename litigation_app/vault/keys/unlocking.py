"""How is a root key unlocked by what somebody knows or holds?"""

from litigation_app.vault.keys.root_key import (
    DEVICE,
    FILE,
    PASSPHRASE,
    RECOVERY,
    Entry,
    KeyringRefused,
    MemoryRoot,
    SecretRefused,
    from_file,
)


def unlock(entry: Entry, secret: str | None) -> MemoryRoot:
    """The root key behind one entry; slow and large for a passphrase. Raises SecretRefused, KeyringRefused.

    `secret`: a passphrase, a device's PIN, the words of recovery sheets; None for the key file.
    """
    if entry.kind == FILE:
        return MemoryRoot(from_file(entry))
    if secret is None:
        raise SecretRefused
    try:
        return MemoryRoot(_from_secret(entry, secret))
    except (KeyError, ValueError, TypeError) as error:
        raise KeyringRefused("The keyring's head is damaged; restore it from its backup.") from error


def _from_secret(entry: Entry, secret: str) -> bytes:
    """What each kind needs is imported only where it is used: no worker carries it that does not unlock."""
    if entry.kind == PASSPHRASE:
        from litigation_app.vault.keys import passphrases

        return passphrases.opened(entry, secret)
    if entry.kind == DEVICE:
        from litigation_app.vault.keys import pkcs11

        return pkcs11.opened(entry, secret)
    if entry.kind == RECOVERY:
        from litigation_app.vault.keys import recovery_shares

        return recovery_shares.opened(entry, secret)
    raise SecretRefused
