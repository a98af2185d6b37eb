"""What does a process ask of the key agent? Everything but the key itself, which never comes out."""

import base64
import socket
from pathlib import Path
from typing import Any, NoReturn

from litigation_app.vault.keys import agent_wire
from litigation_app.vault.keys.root_key import KeyringRefused, SecretRefused, as_text

_SECONDS_TO_UNLOCK = 60.0  # 256 MiB of Argon2id on a slow machine, and a place in the line


class AgentGone(Exception):
    """No agent of this system user listens there."""


class AgentBusy(Exception):
    """The agent works on other attempts to unlock."""


class AgentLocked(KeyringRefused):
    """The agent holds no root key, or is gone with it."""


class AgentRoot:
    """The root key as an agent holds it: `wrap`, `unwrap` and `mac` happen there. Each raises KeyringRefused."""

    def __init__(self, address: Path) -> None:
        self._address = address

    def wrap(self, plain: bytes, aad: bytes) -> bytes:
        return self._bytes({"do": "wrap", "data": as_text(plain), "aad": as_text(aad)})

    def unwrap(self, sealed: bytes, aad: bytes) -> bytes:
        return self._bytes({"do": "unwrap", "data": as_text(sealed), "aad": as_text(aad)})

    def mac(self, message: bytes) -> bytes:
        return self._bytes({"do": "mac", "data": as_text(message)})

    def describe(self) -> str:
        return "agent"

    def __reduce__(self) -> NoReturn:
        raise TypeError("keys are not pickled")

    def _bytes(self, asked: dict[str, Any]) -> bytes:
        try:
            return base64.b64decode(ask(self._address, asked)["data"])
        except AgentGone as gone:
            raise AgentLocked("The key agent that held the root key is gone.") from gone


def status(address: Path) -> dict[str, Any] | None:
    """What the agent says of itself (`unlocked`, `pid`, what is closed); None where no agent listens."""
    try:
        said = ask(address, {"do": "status"})
    except AgentGone:
        return None
    return {name: value for name, value in said.items() if name != "ok"}


def unlock(address: Path, provider: str, secret: str) -> int:
    """Feed the agent; gives how often others tried in vain before. Raises AgentGone, AgentBusy, SecretRefused, KeyringRefused."""
    asked = {"do": "unlock", "provider": provider, "secret": secret}
    return int(ask(address, asked, seconds=_SECONDS_TO_UNLOCK)["failed"])


def ask(address: Path, asked: dict[str, Any], *, seconds: float = agent_wire.SECONDS_FOR_A_MESSAGE) -> dict[str, Any]:
    """One question, one answer. Raises AgentGone, AgentBusy, AgentLocked, SecretRefused, KeyringRefused."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(agent_wire.SECONDS_FOR_A_MESSAGE)
            connection.connect(str(address))
            if not agent_wire.is_own_user(connection):
                raise AgentGone  # somebody else sits at our socket: tell him nothing
            agent_wire.send(connection, asked)
            said = agent_wire.receive(connection, seconds=seconds)
    except (OSError, agent_wire.WireBroken) as error:
        raise AgentGone from error
    if said is None:
        raise AgentGone
    if not said.get("ok"):
        raise _refusal(said)
    return said


def _refusal(said: dict[str, Any]) -> Exception:
    match said.get("why"):
        case "secret":
            return SecretRefused()
        case "busy":
            return AgentBusy()
        case "locked":
            return AgentLocked("The key agent holds no key yet; run: litigation keys unlock")
        case _:
            sentence = said.get("sentence") or "The key agent's root key does not open the keyring; unlock it again."
            return KeyringRefused(str(sentence))
