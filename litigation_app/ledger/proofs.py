"""What shows an outsider that an entry stands in the log, or that the log only grew? Computed from the entries when asked."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from litigation_app.core.db import db
from litigation_app.ledger import bundles, checkpoint, merkle, rows
from litigation_app.ledger.models import LedgerEntry
from litigation_app.ledger.settings import settings


class EntryMissing(LookupError):
    """There is no entry of this number."""


def prove_entry(seq: int) -> dict[str, Any]:
    """The self-contained proof of one entry under the newest signed state, which is made now if it does not reach so far.

    Raises EntryMissing, CheckpointRefused. Time grows with the log: about a second for a million entries.
    """
    body = db.session.scalar(select(LedgerEntry.body).where(LedgerEntry.seq == seq))
    if body is None:
        raise EntryMissing
    last = checkpoint.newest()
    if last is None or last.stated.size < seq:
        last = checkpoint.take()
    proof = merkle.inclusion_proof(_leaves(last.stated.size), seq - 1)
    return bundles.bundle(seq, body, proof, str(last), settings().own_keys[0])


def prove_growth(old: int, new: int) -> list[bytes]:
    """What shows that the log of `new` entries begins with the log of `old`; raises ProofBroken."""
    return merkle.consistency_proof(_leaves(new), old)


def _leaves(size: int) -> list[bytes]:
    leaf = merkle.leaf
    found = [leaf(row[1]) for batch in rows.batches(db.session(), upto=size) for row in batch]
    if len(found) != size:
        raise merkle.ProofBroken("the log is shorter than its signed state")
    return found


def lines(first: int, last: int) -> Iterator[dict[str, Any]]:
    """The entries from number `first` to `last` as they were written, for an auditor's own tools."""
    for batch in rows.batches(db.session(), after=first - 1, upto=last):
        for seq, body, h, *_rest in batch:
            yield {"seq": seq, "entry": (body or b"").decode("ascii", "replace"), "h": (h or b"").hex()}
