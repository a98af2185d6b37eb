"""What may an entry say, and how is it chained to the one before? Pure: bytes in, bytes out."""

import hashlib
import hmac
import json
import re
import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice, repeat
from typing import Any
from uuid import UUID

VERSION = 1
START = bytes(32)  # the head of an empty ledger
MAC_BYTES = 16
GONE = hashlib.sha256(b"").hexdigest()  # the digest of a capsule that was taken away: nothing is stored
_LABEL = b"lit-audit-1"
_sha256 = hashlib.sha256
_U64 = struct.Struct(">Q")
_BLOCK = 64  # bytes, of SHA-256
_CODE = re.compile(r"[A-Za-z0-9_.:+-]{0,64}")
_PERSONAL_NUMBER = re.compile(r"(?<![0-9A-Za-z])\d{13}(?![0-9A-Za-z])")  # JMBG/EMBG: the ledger must survive erasure
_LARGEST_INT = 10**12 - 1


class EntryRefused(ValueError):
    """An entry carries something that is neither a code nor a small whole number; the message names the field only."""


@dataclass(frozen=True)
class Commitment:
    """SHA-256 (hex) of the sealed bytes that a row held after a write."""

    table: str
    row: UUID
    capsule: str
    row_ver: int
    digest: str


@dataclass(frozen=True)
class Draft:
    """An entry before it has a place in the chain. `of` is a reference such as "victim:<uuid>"."""

    act: str
    actor: UUID | None
    of: str
    session_id: UUID | None
    endpoint: str
    case_id: UUID | None = None
    opening_id: UUID | None = None
    purpose: str | None = None
    outcome: str = "done"
    facts: Mapping[str, str | int] = field(default_factory=dict)
    seals: tuple[Commitment, ...] = ()

    def __post_init__(self) -> None:
        for name in ("act", "of", "endpoint", "purpose", "outcome"):
            _require_code(name, getattr(self, name))
        for key, value in self.facts.items():
            _require_code("facts", key)
            _require_code(f"facts.{key}", value)


def _require_code(name: str, value: str | int | None) -> None:
    if value is None:
        return
    if isinstance(value, int):
        if abs(value) > _LARGEST_INT:
            raise EntryRefused(f"the ledger field {name} holds too large a number")
        return
    if not isinstance(value, str) or not _CODE.fullmatch(value) or _PERSONAL_NUMBER.search(value):
        raise EntryRefused(f"the ledger field {name} is not a code")


def session_mark(session_id: UUID | None) -> str | None:
    """What the ledger keeps of a sign-in session: 32 hex digits of its SHA-256, never the id itself."""
    return hashlib.sha256(session_id.bytes).hexdigest()[:32] if session_id else None


def body(draft: Draft, *, at: datetime, instance: UUID) -> bytes:
    """The canonical JSON of an entry: sorted keys, no spaces, ASCII."""
    said: dict[str, Any] = {
        "v": VERSION,
        "instance": str(instance),
        "at": stamp(at),
        "act": draft.act,
        "actor": _text(draft.actor),
        "object": draft.of,
        "case": _text(draft.case_id),
        "opening": _text(draft.opening_id),
        "purpose": draft.purpose,
        "outcome": draft.outcome,
        "session": session_mark(draft.session_id),
        "endpoint": draft.endpoint,
        "facts": dict(draft.facts),
        "sealed": [
            {"table": s.table, "row": str(s.row), "capsule": s.capsule, "row_ver": s.row_ver, "sha256": s.digest}
            for s in draft.seals
        ],
    }
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def committed(content: bytes) -> frozenset[bytes]:
    """What an entry commits to, each as `as_committed` writes it. Nothing else in a body is a list."""
    _before, is_there, rest = content.partition(b'"sealed":[{')
    return frozenset(rest.partition(b"}]")[0].split(b"},{")) if is_there else frozenset()


def as_committed(seal: Commitment) -> bytes:
    """A commitment as the body has it, between its braces."""
    written = f'"capsule":"{seal.capsule}","row":"{seal.row}","row_ver":{seal.row_ver},"sha256":"{seal.digest}","table":"{seal.table}"'
    return written.encode()


def stamp(moment: datetime) -> str:
    """A moment as the body writes it: UTC with microseconds."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _text(value: UUID | None) -> str | None:
    return str(value) if value else None


def link(before: bytes, seq: int, content: bytes) -> bytes:
    """h = SHA-256("lit-audit-1" || previous h || u64 seq || body): anyone can follow the chain."""
    return _sha256(_LABEL + before + seq.to_bytes(8, "big") + content).digest()


def follow(before: bytes, last: int, links: Sequence[tuple[Any, ...]], key: bytes) -> bool:
    """Whether all these (seq, body, h, mac, …) hold, on from this hash and number: all at once, which is sooner than each.

    Every hash is taken over the stored one before it: if none differs, each is what it would be link by link.
    """
    seqs, bodies, hashes, macs = islice(zip(*links, strict=True), 4)
    if seqs != tuple(range(last + 1, last + 1 + len(links))) or None in bodies or None in hashes:
        return False
    sha256, mac_of = _sha256, keyed(key)
    parts = zip(repeat(_LABEL), (before, *hashes), map(_U64.pack, seqs), bodies, strict=False)
    if [sha256(part).digest() for part in map(b"".join, parts)] != list(hashes):
        return False
    return [mac_of(h) for h in hashes] == list(macs)


def keyed(key: bytes) -> Callable[[bytes], bytes]:
    """HMAC-SHA-256(key, h), first 16 bytes: who holds the database alone cannot rebuild the chain.

    Written out (RFC 2104), because the library's one-shot call is half of the time of a verification.
    """
    block = (_sha256(key).digest() if len(key) > _BLOCK else key).ljust(_BLOCK, b"\0")
    within = _sha256(bytes(byte ^ 0x36 for byte in block)).copy
    around = _sha256(bytes(byte ^ 0x5C for byte in block)).copy

    def mac_of(h: bytes) -> bytes:
        inner, outer = within(), around()
        inner.update(h)
        outer.update(inner.digest())
        return outer.digest()[:MAC_BYTES]

    return mac_of


def mac(key: bytes, h: bytes) -> bytes:
    """The MAC of one entry's h: of a single one the library is sooner, since what `keyed` prepares is for many."""
    return hmac.digest(key, h, "sha256")[:MAC_BYTES]
