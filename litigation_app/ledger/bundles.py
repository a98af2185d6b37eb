"""Does a file prove that one entry stands in a log? For a court or an authority: pure, no instance, no secret."""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from litigation_app.ledger import merkle
from litigation_app.ledger.merkle import ProofBroken
from litigation_app.ledger.notes import (
    COSIGNED,
    Note,
    NoteRefused,
    VerifierKey,
    parse_checkpoint,
    parse_note,
    require_signed,
)

FORMAT = "litigation-entry-proof/1"


class BundleRefused(ValueError):
    """The file does not prove what it says; the message is one plain sentence."""


@dataclass(frozen=True)
class Proven:
    """What a bundle proves: this entry is number `seq` of the log `origin`, as signed when it had `size` entries.

    `is_key_given`: the public key came from the asker; if not, the bundle's own key was believed. `witnesses`: partners,
    of those whose keys the asker gave, who had signed the same state.
    """

    seq: int
    entry: Mapping[str, Any]
    origin: str
    size: int
    is_key_given: bool
    witnesses: tuple[str, ...]


def bundle(seq: int, body: bytes, proof: Sequence[bytes], note: str, key: VerifierKey) -> dict[str, Any]:
    """The file for one entry, as JSON can hold it."""
    return {
        "format": FORMAT,
        "seq": seq,
        "entry": body.decode("ascii"),
        "inclusion_proof": [base64.b64encode(one).decode() for one in proof],
        "checkpoint": note,
        "public_key": str(key),
    }


def check(said: Mapping[str, Any], keys: Sequence[VerifierKey] = ()) -> Proven:
    """What this bundle proves; `keys`: public keys got by another way than the bundle. Raises BundleRefused."""
    try:
        return _checked(said, keys)
    except BundleRefused:
        raise
    except ProofBroken as broken:
        raise BundleRefused(f"The proof does not hold: {broken}.") from None
    except NoteRefused as refused:
        raise BundleRefused(f"The signed state does not hold: {refused}.") from None
    except (KeyError, TypeError, ValueError, AttributeError):
        raise BundleRefused("This file is no proof of an entry.") from None


def _checked(said: Mapping[str, Any], keys: Sequence[VerifierKey]) -> Proven:
    if said["format"] != FORMAT:
        raise BundleRefused("This file is no proof of an entry.")
    note = parse_note(said["checkpoint"])
    stated = parse_checkpoint(note.text)
    given = [key for key in keys if key.name == stated.origin]
    require_signed(note, given or [VerifierKey.parse(said["public_key"])])
    body = said["entry"].encode("ascii")
    proof = [base64.b64decode(one, validate=True) for one in said["inclusion_proof"]]
    if merkle.root_from_inclusion(merkle.leaf(body), said["seq"] - 1, stated.size, proof) != stated.root:
        raise ProofBroken("the entry is not in the log that was signed")
    seen = tuple(sorted({key.name for key in keys if key.name != stated.origin and _has_signed(note, key)}))
    if keys and not (given or seen):
        raise BundleRefused("None of the keys that were given signed this: it is a proof of another log.")
    return Proven(said["seq"], json.loads(body), stated.origin, stated.size, bool(given), seen)


def _has_signed(note: Note, key: VerifierKey) -> bool:
    """Whether a partner signed; a false signature of hers is an error, none at all is not."""
    name = f"— {key.name} "
    return any(line.startswith(name) for line in note.signatures) and bool(
        require_signed(note, [key.as_kind(COSIGNED)])
    )
