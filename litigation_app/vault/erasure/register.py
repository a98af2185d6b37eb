"""Who was erased here? A register outside the database, so that no backup of it brings an erased person back.

JSON lines beside the keyring: {"subject", "at", "certificate", "basis", "papers", "mac"}
mac = HMAC-SHA-256(HKDF-Expand(audit-mac, 'lit1 erasure register'), mac of the line before | canonical JSON of the rest)
"""

import hmac
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from config import Config
from litigation_app.vault.keys import keyfile
from litigation_app.vault.keys.keyring import Keyring
from litigation_app.vault.keys.root_key import KeyringRefused, canonical

_NAME = "erased.jsonl"
_LABEL = b"lit1 erasure register"
_KEY_BYTES = 32


class RegisterDamaged(KeyringRefused):
    """A line of the register was changed, cut or put in; the message names the line."""


@dataclass(frozen=True)
class Erased:
    """A person who was erased, with the case's papers (by id) that went with her. `basis`: a code of bases.toml."""

    subject_id: UUID
    at: datetime
    certificate: str
    basis: str
    papers: tuple[UUID, ...] = ()


def path(config: Config) -> Path:
    """Where the register lies: beside the keyring, and with it in every copy of the keyring."""
    return config.keyring.with_name(_NAME)


def entries(config: Config, keys: Keyring) -> tuple[Erased, ...]:
    """Everybody who was erased, in their order; raises RegisterDamaged."""
    found = path(config)
    return _parsed(found.read_bytes(), keys) if found.exists() else ()


def note(config: Config, keys: Keyring, entry: Erased) -> None:
    """Add a person; on the disk when this returns. Somebody who is in it already stays as she is. Raises RegisterDamaged."""
    with keyfile.turn(config, "erased"):
        known = entries(config, keys)
        if entry.subject_id not in {one.subject_id for one in known}:
            _write(config, keys, (*known, entry))


def merged(config: Config, keys: Keyring, other: bytes) -> int:
    """Add whom the register of a backup has and this one has not; how many. Raises RegisterDamaged for either."""
    with keyfile.turn(config, "erased"):
        known = entries(config, keys)
        subjects = {one.subject_id for one in known}
        fresh = [one for one in _parsed(other, keys) if one.subject_id not in subjects]
        if fresh:
            _write(config, keys, (*known, *fresh))
    return len(fresh)


def _write(config: Config, keys: Keyring, all_of_them: Iterable[Erased]) -> None:
    """The whole file anew, in one step: no crash leaves half a line, so half a line is always somebody's doing."""
    key, mac, lines = _key(keys), b"", []
    for entry in all_of_them:
        said = _said(entry)
        mac = _mac(key, mac, said)
        lines.append(json.dumps(said | {"mac": mac.hex()}, separators=(",", ":")) + "\n")
    keyfile.replace_file(path(config), "".join(lines).encode())


def _parsed(content: bytes, keys: Keyring) -> tuple[Erased, ...]:
    key, mac, found = _key(keys), b"", []
    for number, line in enumerate(_lines(content), start=1):
        try:
            said = json.loads(line)
            claimed = bytes.fromhex(said.pop("mac"))
            mac = _mac(key, mac, said)
            if not hmac.compare_digest(claimed, mac):
                raise ValueError
            found.append(_entry(said))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise RegisterDamaged(f"Line {number} of the register of erased persons was changed or cut.") from None
    return tuple(found)


def _lines(content: bytes) -> Sequence[bytes]:
    """Each line; the last one must end as well. What follows its end is a line of its own, and a wrong one."""
    lines = content.split(b"\n")
    return lines if lines[-1] else lines[:-1]


def _said(entry: Erased) -> dict[str, Any]:
    return {
        "subject": str(entry.subject_id),
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "certificate": entry.certificate,
        "basis": entry.basis,
        "papers": [str(paper) for paper in entry.papers],
    }


def _entry(said: dict[str, Any]) -> Erased:
    at = datetime.fromisoformat(said["at"])
    papers = tuple(UUID(paper) for paper in said["papers"])
    return Erased(UUID(said["subject"]), at, str(said["certificate"]), str(said["basis"]), papers)


def _mac(key: bytes, before: bytes, said: dict[str, Any]) -> bytes:
    return hmac.digest(key, before + canonical(said), "sha256")


def _key(keys: Keyring) -> bytes:
    """Of the one key that is never renewed, since the register must be read as long as there are backups."""
    return HKDFExpand(SHA256(), _KEY_BYTES, _LABEL).derive(keys.secret("audit-mac"))
