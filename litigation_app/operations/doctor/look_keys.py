"""Do all ways to the root key open the keyring, can one loss lock everybody out, and does every key unwrap what it should?"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from cryptography.exceptions import InvalidTag
from sqlalchemy import select

from config import Config
from litigation_app.core import clock
from litigation_app.core.db import db
from litigation_app.operations.doctor.findings import Finding, fail, ok, warn
from litigation_app.vault import KekUse, SubjectKey
from litigation_app.vault.ciphers import aead
from litigation_app.vault.erasure import backups, integrity
from litigation_app.vault.keys import agent_client, keyfile, unlocking
from litigation_app.vault.keys import holder as vault_settings
from litigation_app.vault.keys.keyring import DECRYPT_ONLY, KEK, PENDING
from litigation_app.vault.keys.root_key import FILE, RECOVERY, Entry, KeyringRefused, SecretRefused

SAMPLE = 500
_NEARLY = 0.9  # of the wraps that a KEK may do
_RESUME = "litigation keys resume --as EMAIL"
_LOCK_MEMORY = (
    "Let a process of its own hold the key: litigation-agent.service, which has LimitMEMLOCK=infinity (in a container: litigation "
    "agent, --ulimit memlock=-1:-1). Or encrypt the swap."
)


def ways(config: Config, given: Callable[[str], str | None]) -> Iterator[Finding]:
    """Each way that can be tried without a person is tried."""
    try:
        found = keyfile.read(config)
    except KeyringRefused as refused:
        yield fail("root key", str(refused), "Restore the keyring from its copy (docs/continuity.md).")
        return
    for entry in found.roots:
        yield _tried(config, found, entry, given(entry.kind))
    kinds = {entry.kind for entry in found.roots}
    if len(kinds) == 1:
        only = next(iter(kinds))
        yield warn(
            "lock-out", f"Only {only} opens this desk: its loss locks everybody out.", "litigation keys recovery"
        )
    if RECOVERY not in kinds:
        yield warn("recovery sheets", "None were made.", "litigation keys recovery --into FOLDER --as EMAIL")
    if found.backup is None:
        do = "litigation keys export-backup-key FILE --as EMAIL"
        yield warn("offline key", "There is none, so the keyring cannot be backed up.", do)
    else:
        yield ok("offline key", "copies of the keyring can be sealed")


def _tried(config: Config, found: keyfile.KeyFile, entry: Entry, secret: str | None) -> Finding:
    if entry.kind == RECOVERY:
        return ok("root key", f"recovery sheets: {entry.details['needed']} of {entry.details['sheets']} (not tried)")
    if entry.kind != FILE and secret is None:
        return ok("root key", f"{entry.kind}: there; not tried, since its secret was not given")
    do = "Open the desk by another way, then: litigation keys add-provider (docs/keys.md)"
    try:
        keyfile.verified(config, found, unlocking.unlock(entry, None if entry.kind == FILE else secret))
    except (KeyringRefused, SecretRefused, InvalidTag):
        return fail("root key", f"{entry.kind}: does not open the keyring", do)
    return ok("root key", f"{entry.kind}: opens the keyring")


def agent(config: Config) -> Iterator[Finding]:
    """Whether whoever holds the root key keeps it out of the swap, as it says itself; where there is no agent, nothing is said."""
    if (said := agent_client.status(config.agent_address)) is None:
        return
    if said["memory_locked"]:
        yield ok("key agent", "its memory, with the root key, stays out of the swap")
    else:
        yield warn(
            "key agent", "The root key in its memory can come into the swap (memory_locked: false).", _LOCK_MEMORY
        )


def versions(config: Config) -> Iterator[Finding]:
    """Every version that wraps a key is there, none is near its cap, no rotation stands half-way."""
    rows = {row.version: row for row in keyfile.read(config).of(KEK)}
    used = set(db.session.scalars(select(SubjectKey.kek_ver).distinct()))
    gone = sorted(version for version in used if version not in rows or rows[version].wrapped is None)
    if gone:
        do = "Restore keyring and data that belong together; destroyed keys do not come back."
        yield fail("main keys", f"Records lie under main key {gone[0]}, which the keyring does not have.", do)
    if any(row.state in {PENDING, DECRYPT_ONLY} for row in rows.values()):
        yield warn("main keys", "A rotation was begun and not finished.", _RESUME)
    for use in db.session.scalars(select(KekUse).where(KekUse.wraps > _NEARLY * aead.MOST_WRAPS)):
        yield warn("main keys", f"Main key {use.kek_ver} is nearly worn out.", "litigation keys rotate --as EMAIL")
    if not gone:
        yield ok("main keys", f"{len(used)} in use, all in the keyring")


def subjects(*, is_all: bool) -> Iterator[Finding]:
    """The keys of persons and cases unwrap."""
    yield shown("keys", "keys of persons and cases", integrity.keys(None if is_all else SAMPLE))
    for subject in sorted(integrity.orphans(), key=str)[:1]:
        do = "Restore the last backup into another instance and compare; if she was erased: litigation keys shred-check"
        yield fail("keys", f"Something of {subject} is stored without its key.", do)


def copies(config: Config, folders: tuple[Path, ...]) -> Iterator[Finding]:
    """No copy of the keyring is older than it may become."""
    before = clock.now() - timedelta(days=config.keyring_days)
    instance = vault_settings.current().instance
    for folder in folders:
        found = backups.warnings(folder, instance, before=before)
        yield from (warn("copies", says, "litigation backup --prune into that folder, or shred it") for says in found)
        if not found:
            yield ok("copies", f"{folder}: none is older than {config.keyring_days} days")


def shown(check: str, what: str, tried: integrity.Tried) -> Finding:
    """What a try came to."""
    if tried.broken:
        do = "Restore the last backup into another instance and compare (docs/continuity.md)."
        return fail(check, f"{what}: {tried.broken[0]} does not open, and perhaps others.", do)
    return ok(check, f"{what}: {tried.count} tried, all open")
