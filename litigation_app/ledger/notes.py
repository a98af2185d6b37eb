"""How is a state of the log written down so that anybody can check who signed it? Signed notes and checkpoints, pure.

The texts are those of C2SP: signed-note, tlog-checkpoint, tlog-cosignature. Verifying needs public keys only.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

PLAIN = 0x01  # an Ed25519 signature of the text
COSIGNED = 0x04  # an Ed25519 signature of the text and the moment, by a witness
HEAD = "head "  # our extension line: the hash of the last entry of the chain, in hex
_ID_BYTES = 4
_TIME_BYTES = 8
_DASH = "— "
_MOST_SIGNATURES = 32
_MOST_DIGITS = 18


class NoteRefused(ValueError):
    """This is no note, no checkpoint, or nobody we know signed it."""


class Signing(Protocol):
    """What signs: the vault's Signer, handed over by `app`."""

    def public_key(self) -> bytes: ...

    def sign(self, message: bytes) -> bytes: ...


@dataclass(frozen=True)
class VerifierKey:
    """A public key with the name it signs under. Written "name+id+key", as partners exchange it."""

    name: str
    public_key: bytes
    kind: int = PLAIN

    @property
    def id(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public_key).digest()[:_ID_BYTES]

    def __str__(self) -> str:
        packed = base64.b64encode(bytes([self.kind]) + self.public_key).decode()
        return f"{self.name}+{self.id.hex()}+{packed}"

    @classmethod
    def parse(cls, text: str) -> "VerifierKey":
        """Read "name+id+key"; raises NoteRefused."""
        name, _, rest = text.strip().partition("+")
        key_id, _, packed = rest.partition("+")
        raw = _base64(packed)
        if len(raw) != 33 or raw[0] not in {PLAIN, COSIGNED} or not _is_name(name):
            raise NoteRefused("this is no public key")
        found = cls(name, raw[1:], raw[0])
        if found.id.hex() != key_id:
            raise NoteRefused("the name and the number of this public key do not belong together")
        return found

    def as_kind(self, kind: int) -> "VerifierKey":
        """The same key as a log's (PLAIN) or as a witness's (COSIGNED)."""
        return replace(self, kind=kind)


@dataclass(frozen=True)
class Checkpoint:
    """The state of a log: how many entries, the Merkle root over them, the hash of the last (None: another's log)."""

    origin: str
    size: int
    root: bytes
    head: bytes | None

    def text(self) -> str:
        """The text that is signed."""
        lines = [self.origin, str(self.size), base64.b64encode(self.root).decode()]
        return "\n".join([*lines, *([HEAD + self.head.hex()] if self.head is not None else [])]) + "\n"


@dataclass(frozen=True)
class Note:
    """A signed text: `signatures` are its last lines, in their order."""

    text: str
    signatures: tuple[str, ...]

    def __str__(self) -> str:
        return self.text + "\n" + "".join(f"{line}\n" for line in self.signatures)


def parse_note(written: str) -> Note:
    """Read a signed note; raises NoteRefused. No signature is checked yet."""
    text, cut, signed = written.rpartition("\n\n")
    lines = signed.removesuffix("\n").split("\n")
    is_whole = cut and signed.endswith("\n") and all(_signature_of(line) for line in lines)
    if not is_whole or len(lines) > _MOST_SIGNATURES or any(ord(c) < 32 and c != "\n" for c in text):
        raise NoteRefused("this is no signed note")
    return Note(text + "\n", tuple(lines))


def from_paper(typed: str) -> str:
    """A note as it is copied from a sheet: long lines that were wrapped are joined, lost blank and last lines put back."""
    lines = [line.strip().replace("\u200b", "") for line in typed.strip().splitlines()]
    first = next((place for place, line in enumerate(lines) if line.startswith(_DASH)), len(lines))
    text, signed = [line for line in lines[:first] if line], []
    for line in lines[first:]:
        if line.startswith(_DASH):
            signed.append(line)
        elif line:
            signed[-1] += line
    return "\n".join(text) + "\n\n" + "".join(f"{line}\n" for line in signed)


def _signature_of(line: str) -> tuple[str, bytes] | None:
    """The name and the bytes (key number, signature) of a signature line; None if it is none."""
    name, _, packed = line.removeprefix(_DASH).partition(" ")
    raw = _base64(packed)
    return (name, raw) if line.startswith(_DASH) and _is_name(name) and len(raw) > _ID_BYTES else None


def parse_checkpoint(text: str) -> Checkpoint:
    """Read the text of a checkpoint; raises NoteRefused."""
    lines = text.split("\n")
    if len(lines) < 4 or lines[-1] or not all(lines[:-1]):
        raise NoteRefused("this is no signed state (checkpoint)")
    origin, size, root = lines[:3]
    is_number = size.isascii() and size.isdecimal() and len(size) <= _MOST_DIGITS and str(int(size)) == size
    if not is_number or len(_base64(root)) != 32:
        raise NoteRefused("this is no signed state (checkpoint)")
    heads = [line.removeprefix(HEAD) for line in lines[3:-1] if line.startswith(HEAD)]
    return Checkpoint(origin, int(size), _base64(root), _head(heads[0]) if heads else None)


def _head(text: str) -> bytes:
    try:
        found = bytes.fromhex(text)
    except ValueError:
        found = b""
    if len(found) != 32:
        raise NoteRefused("this is no signed state (checkpoint)")
    return found


def signed(text: str, name: str, signer: Signing) -> Note:
    """The note of this text with the log's own signature."""
    key = VerifierKey(name, signer.public_key())
    return Note(text, (_line(key, signer.sign(text.encode())),))


def cosignature(text: str, name: str, signer: Signing, *, unix: int) -> str:
    """A witness's line: that it saw this text at this moment, and that the log had only grown."""
    key = VerifierKey(name, signer.public_key(), COSIGNED)
    return _line(key, unix.to_bytes(_TIME_BYTES, "big") + signer.sign(_cosigned(text, unix)))


def _cosigned(text: str, unix: int) -> bytes:
    return f"cosignature/v1\ntime {unix}\n{text}".encode()


def _line(key: VerifierKey, signature: bytes) -> str:
    return f"{_DASH}{key.name} {base64.b64encode(key.id + signature).decode()}"


def require_signed(note: Note, keys: Iterable[VerifierKey]) -> VerifierKey:
    """The first of `keys` that signed; raises NoteRefused if none did, or if a signature of theirs is false."""
    known = {(key.name, key.id): key for key in keys}
    found: VerifierKey | None = None
    for line in note.signatures:
        name, raw = _signature_of(line) or ("", b"")
        key = known.get((name, raw[:_ID_BYTES]))
        if key is None:
            continue
        _require_true(key, note.text, raw[_ID_BYTES:])
        found = found or key
    if found is None:
        raise NoteRefused("nobody whose public key is known here signed this")
    return found


def _require_true(key: VerifierKey, text: str, signature: bytes) -> None:
    message = text.encode()
    if key.kind == COSIGNED:
        message = _cosigned(text, int.from_bytes(signature[:_TIME_BYTES], "big"))
        signature = signature[_TIME_BYTES:]
    try:
        Ed25519PublicKey.from_public_bytes(key.public_key).verify(signature, message)
    except InvalidSignature:
        raise NoteRefused("a signature is false: the text was changed") from None


def _is_name(name: str) -> bool:
    return bool(name) and not any(letter.isspace() or letter == "+" for letter in name)


def _base64(text: str) -> bytes:
    """The bytes, or none where this is no canonical base64."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
    return raw if base64.b64encode(raw).decode() == text else b""
