"""What may an entry say, and how is it chained to the one before? Pure: bytes in, bytes out."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

VERSION = 1
START = bytes(32)  # the head of an empty ledger
MAC_BYTES = 16
GONE = hashlib.sha256(b"").hexdigest()  # the digest of a capsule that was taken away: nothing is stored
_LABEL = b"lit-audit-1"
_sha256 = hashlib.sha256
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


def stamp(moment: datetime) -> str:
    """A moment as the body writes it: UTC with microseconds."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _text(value: UUID | None) -> str | None:
    return str(value) if value else None


def link(before: bytes, seq: int, content: bytes) -> bytes:
    """h = SHA-256("lit-audit-1" || previous h || u64 seq || body): anyone can follow the chain."""
    return _sha256(_LABEL + before + seq.to_bytes(8, "big") + content).digest()


def keyed(key: bytes) -> Callable[[bytes], bytes]:
    """HMAC-SHA-256(key, h), first 16 bytes: who holds the database alone cannot rebuild the chain.

    Written out (RFC 2104), because the library's one-shot call is half of the time of a verification.
    """
    sha256 = _sha256
    block = (sha256(key).digest() if len(key) > _BLOCK else key).ljust(_BLOCK, b"\0")
    inner = bytes(byte ^ 0x36 for byte in block)
    outer = bytes(byte ^ 0x5C for byte in block)

    def mac_of(h: bytes) -> bytes:
        return sha256(outer + sha256(inner + h).digest()).digest()[:MAC_BYTES]

    return mac_of


def mac(key: bytes, h: bytes) -> bytes:
    """The MAC of one entry's h."""
    return keyed(key)(h)
