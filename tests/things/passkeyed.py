"""An authenticator in software, and a person at her browser who uses it."""

import base64
import hashlib
import json
import os
import struct
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, VERIFIED, HAS_CREDENTIAL = 0x01, 0x04, 0x40


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


@dataclass
class Authenticator:
    """A security key: one credential, made and used as the WebAuthn standard says."""

    origin: str = "http://localhost:8000"
    domain: str = "localhost"
    flags: int = PRESENT | VERIFIED
    count: int = 0
    id: bytes = field(default_factory=lambda: os.urandom(32))
    key: Any = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    @property
    def public(self) -> bytes:
        numbers = self.key.public_key().public_numbers()
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")})

    def make(self, options: dict[str, Any]) -> str:
        attested = bytes(16) + struct.pack(">H", len(self.id)) + self.id + self.public
        data = self._data(self.flags | HAS_CREDENTIAL) + attested
        statement = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        said = self._client_data("webauthn.create", options)
        return self._answer({"clientDataJSON": b64(said), "attestationObject": b64(statement)})

    def use(self, options: dict[str, Any]) -> str:
        self.count += 1
        data, said = self._data(self.flags), self._client_data("webauthn.get", options)
        signature = self.key.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        parts = {"clientDataJSON": said, "authenticatorData": data, "signature": signature}
        return self._answer({name: b64(part) for name, part in parts.items()})

    def _data(self, flags: int) -> bytes:
        return hashlib.sha256(self.domain.encode()).digest() + bytes([flags]) + struct.pack(">I", self.count)

    def _client_data(self, kind: str, options: dict[str, Any]) -> bytes:
        said = {"type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def _answer(self, response: dict[str, str]) -> str:
        return json.dumps({"id": b64(self.id), "rawId": b64(self.id), "type": "public-key", "response": response})


def asked(person: Any, path: str) -> dict[str, Any]:
    answer = person.post(path)
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    found: dict[str, Any] = json.loads(answer.data)
    return found


def add(person: Any, device: Authenticator, name: str = "Key ring") -> Any:
    answer = device.make(asked(person, "/me/passkeys/invitation"))
    return person.post("/me/passkeys", {"passkey_name": name, "passkey_answer": answer})


def half_way(person: Any, email: str) -> Any:
    person.email = email
    return person.sign_in(code="")


def enter(person: Any, answer: str) -> Any:
    return person.post("/sign-in/passkey", {"passkey_answer": answer})
