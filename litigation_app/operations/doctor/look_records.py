"""Do capsules, papers and publications open, is the access log whole, and is everybody gone who was erased?"""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from flask import current_app

from config import Config
from litigation_app import ledger, vault
from litigation_app.accounts.watching import queries as watching
from litigation_app.accounts.watching.rules import DATA, DRILL, KEYRING, OLDEST
from litigation_app.casework.documents import actions as documents
from litigation_app.casework.documents import queries
from litigation_app.casework.erasures.destruction import actions as destruction
from litigation_app.core import clock
from litigation_app.core.db import db
from litigation_app.ledger import Head, catalogue, checkpoint
from litigation_app.operations import verdicts
from litigation_app.operations.doctor.findings import FOUND, Finding, fail, ok, warn
from litigation_app.operations.doctor.look_keys import shown
from litigation_app.statistics.releases.queries import of_partners, standings
from litigation_app.vault.erasure import integrity, register
from litigation_app.vault.keys.root_key import KeyringRefused

SAMPLE = 25  # of each kind of capsule, and of papers
_SIGNED_EVERY = timedelta(days=2)
_KEPT = {
    DATA: ("backup of the data", "litigation backup FOLDER"),
    KEYRING: ("copy of the keyring", "litigation backup FOLDER"),
    DRILL: ("drill of a backup", "litigation drill BACKUP --keyring COPY --offline-key KEY"),
}
_COMPARE = "Restore the last backup into another instance and compare (docs/continuity.md)."


def capsules(*, is_all: bool) -> Iterator[Finding]:
    for table, capsule in integrity.kinds():
        yield shown("records", f"{table} {capsule}", integrity.capsules(table, capsule, None if is_all else SAMPLE))


def papers(*, is_all: bool) -> Iterator[Finding]:
    """Every row has its file, every file its row, and those that are tried open."""
    blobs, stored = documents.store(), queries.stored()
    lying = set(blobs.names())
    lost = sorted(stored - lying, key=str)
    if lost:
        yield fail("documents", f"{len(lost)} documents have no file; the first: {lost[0]}.", _COMPARE)
    strange = {name for name in lying - stored if not queries.is_on_record(name)}
    if strange:
        do = "The desk takes them away an hour after they came, at its next start."
        yield warn("documents", f"{len(strange)} files belong to no document.", do)
    yield shown("documents", "documents", integrity.files(blobs, documents.TABLE, None if is_all else SAMPLE))


def releases() -> Iterator[Finding]:
    theirs = [one for partner, there in of_partners(current_app.extensions["partner_shelves"]()) if partner.is_trusted
              for one in there]  # fmt: skip
    for name in current_app.extensions["settle_shelf"]():
        yield fail("publications", f"{name} was agreed to, but cannot be moved to its place.", "Make room on the disk.")
    found = [*standings(current_app.extensions["shelf"], set(current_app.extensions["trusted_keys"])), *theirs]
    broken = [one.summary.id for one in found if one.broken is not None]
    if broken:
        yield fail("publications", f"{broken[0]} is not what was published.", "Take it from a backup or a partner.")
    else:
        yield ok("publications", f"{len(found)}, all as they were signed")


def log(known: Sequence[Head], *, is_all: bool) -> Iterator[Finding]:
    """The chain, its signed states, and with `is_all` every sealed byte against its last commitment."""
    verdict = ledger.examine(known)
    if not verdict.holds:
        yield fail("access log", verdicts.of_log(verdict), FOUND)
        return
    yield ok("access log", f"{verdict.entries} entries, the chain and all signed states hold")
    yield from _signed(verdict.entries)
    if catalogue.is_unguarded():
        yield warn("access log", "The desk's database role could rewrite it.", "Two roles: docs/ledger.md")
    if is_all:
        faults = list(ledger.verify_state(db.session(), vault.commitments()))
        if faults:
            yield fail("access log", verdicts.of_seals(faults), FOUND)
        else:
            yield ok("access log", "every sealed record is what it says")


def _signed(entries: int) -> Iterator[Finding]:
    last = checkpoint.newest()
    if last is None and entries:
        yield warn(
            "signed states",
            "The log was never signed.",
            "litigation ledger checkpoint (nightly: litigation-checkpoint.timer)",
        )
    elif last is not None and last.stated.size < entries and not timedelta() <= clock.now() - last.at <= _SIGNED_EVERY:
        says = f"Last signed on {last.at:%Y-%m-%d}, and there are newer entries."
        yield warn("signed states", says, "litigation ledger checkpoint (nightly: litigation-checkpoint.timer)")
    else:
        yield ok("signed states", "the newest is young")


def erasures(config: Config) -> Iterator[Finding]:
    """The register is readable, and nothing is left of anybody in it."""
    try:
        known = register.entries(config, vault.current().keyring)
    except KeyringRefused as refused:
        yield fail("erased", str(refused), "Take the register from the newest copy of the keyring.")
        return
    back = [entry for entry in known if destruction.is_due(entry)]
    if back:
        says = f"{len(back)} persons of the register are still here (certificate {back[0].certificate})."
        yield fail("erased", says, "Restart the desk, which erases them again; then: litigation keys shred-check")
    else:
        yield ok("erased", f"{len(known)} persons in the register, nothing of them here")


def backups() -> Iterator[Finding]:
    """How old the newest backups are, and how long ago one was tried."""
    for of, (what, do) in _KEPT.items():
        at, look = watching.last(of), "drill" if of == DRILL else "backups"
        if at is None:
            yield warn(look, f"No {what} was ever finished here.", do)
        elif (age := clock.now() - at) > OLDEST[of]:
            yield warn(look, f"The last {what} is {age.days} days old.", do)
        else:
            yield ok(look, f"the last {what}: {at:%Y-%m-%d %H:%M} UTC")
